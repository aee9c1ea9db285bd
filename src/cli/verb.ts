import { type Command, Option } from 'commander';
import type { Job } from '../model/imports.ts';
import type { Sentence } from '../model/problem.ts';
import type { Connection } from './connection.ts';
import type { Language } from './words.ts';

/** What every verb is given: the product, the workspace it is about and the language of its answer. */
export type Asked = {
  connection: Connection;
  workspace: string;
  language: Language;
  /** The data directory, absolute. */
  directory: string;
  stdin: NodeJS.ReadableStream;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream;
  /** Waits for a job, telling on stderr how far it is; throws its problem when it fails. */
  finished(job: Job): Promise<Job>;
  /** Waits for an answer that is worked out as a job of a kind, telling on stderr how far it is; Ctrl+C ends the work. */
  watched<Answer>(kind: Job['kind'], ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer>;
};

/** A verb's answer: one JSON document, and the same for a person as text or as a file's bytes. */
export type Told = {
  /** A value, or the document's bytes where it may be long. */
  json: unknown;
  text: () => string | AsyncIterable<Uint8Array>;
  /** 1 where a part of what was asked went wrong and the answer says which. */
  code?: 0 | 1;
};

/** The options every verb has, as they were written. */
export type SharedOptions = { json?: boolean; workspace?: string; data?: string; lang?: string };

/** Runs one verb's work between connecting and printing. */
export type Run = (options: SharedOptions, work: (asked: Asked) => Promise<Told>) => Promise<void>;

/** Adds a verb with the options that all verbs share; `describe` is its line in the list of verbs. */
export const addVerb = (parent: Command, usage: string, describe: Sentence, language: Language): Command => {
  const texts = {
    ru: {
      json: 'ответ одним документом JSON',
      workspace: 'рабочее пространство',
      data: 'папка данных',
      lang: 'язык ответа',
      help: 'эта справка',
    },
    en: {
      json: 'answer with one JSON document',
      workspace: 'workspace',
      data: 'data directory',
      lang: 'language of the answer',
      help: 'this help',
    },
  }[language];
  return parent
    .command(usage)
    .description(describe[language])
    .helpOption('-h, --help', texts.help)
    .addOption(new Option('--json', texts.json))
    .addOption(new Option('--workspace <id>', `${texts.workspace} (main)`))
    .addOption(new Option('--data <dir>', texts.data))
    .addOption(new Option('--lang <lang>', texts.lang).choices(['ru', 'en']));
};

/** The options of a verb below a verb (`imports undo`), wherever on the line they were written. */
export const optionsOf = (command: Command): SharedOptions & Record<string, unknown> => ({
  ...(command.parent ? optionsOf(command.parent) : {}),
  ...command.opts(),
});
