import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { SourceName } from '../../model/sources.ts';
import { receiveSinger, type SingerReport } from '../../operations/sources/singer/receive.ts';
import { listOf, parsed } from '../arguments.ts';
import type { Asked, Told } from '../verb.ts';
import { type Language, numberText } from '../words.ts';
import { ensureWorkspace } from '../workspace.ts';
import { answersOf, type ImportOptions, streamChoicesOf } from './import-options.ts';
import { reportsText } from './import-report.ts';

const SourceOption = z.object({ source: SourceName });

const summary = (report: SingerReport, language: Language): string => {
  const count = numberText(report.records, language);
  const lines = [{ ru: `Записей Singer: ${count}.`, en: `Singer records: ${count}.` }[language]];
  if (report.files.length > 0) lines.push(reportsText(report.files, language));
  const left = Object.entries(report.left).map(([name, records]) => `${name} (${numberText(records, language)})`);
  if (left.length > 0)
    lines.push({ ru: `Не взяты: ${left.join(', ')}.`, en: `Left out: ${left.join(', ')}.` }[language]);
  return lines.join('\n');
};

/** Written beside and moved into place, so that a state file is never half a state. */
const keepState = async (file: string, state: unknown): Promise<void> => {
  const path = resolve(file);
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, `${JSON.stringify(state)}\n`);
  await rename(part, path);
};

/**
 * Reads messages of a Singer tap on standard input, as a target does.
 *
 * Standard output has the states, each once all before it is in; with `--json` one document in the end, the last state in it.
 */
export const importSinger = async (asked: Asked, options: ImportOptions): Promise<Told> => {
  const { connection, workspace, language, directory, stdin, stdout, stderr } = asked;
  const { source } = parsed(SourceOption, { source: options.source ?? 'singer' });
  const choices = await streamChoicesOf(options);
  await ensureWorkspace(asked);
  const emit = async (state: unknown): Promise<void> => {
    if (options.state !== undefined) await keepState(options.state, state);
    if (!options.json && !stdout.write(`${JSON.stringify(state)}\n`)) await once(stdout, 'drain');
  };
  const report = await receiveSinger({
    operations: connection.operations,
    workspace,
    source,
    bytes: stdin as AsyncIterable<Uint8Array | string>,
    scratch: join(directory, 'fetched', `singer-${randomUUID()}`),
    choices,
    only: options.streams ?? [],
    answers: answersOf(options),
    emit,
  });
  if (!options.json) stderr.write(`${summary(report, language)}\n`);
  const { files, records, left, state } = report;
  return { json: { files, records, left, state }, text: () => nothing() };
};

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Adds the options of messages on standard input. */
export const addSingerOptions = (command: Command, language: Language): Command => {
  const say = (ru: string, en: string) => (language === 'ru' ? ru : en);
  return command
    .option('--singer', say('сообщения Singer со стандартного ввода', 'Singer messages on standard input'))
    .option('--state <file>', say('куда писать состояние Singer', 'where to write the Singer state'))
    .option('--streams <names>', say('взять только эти потоки Singer', 'take only these Singer streams'), listOf());
};
