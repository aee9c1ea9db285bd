import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { designTableNames } from '../../analysis/tables/titles.ts';
import { WhichBlueprint } from '../../model/blueprint/versions.ts';
import { Day } from '../../model/period.ts';
import { Problem, type Sentence } from '../../model/problem.ts';
import { parsed } from '../arguments.ts';
import { type Asked, addVerb, optionsOf, type Run, type SharedOptions, type Told } from '../verb.ts';
import type { Language } from '../words.ts';
import { ensureWorkspace } from '../workspace.ts';
import { exportProcess, exportTable, written } from './blueprint-files.ts';
import {
  blueprintText,
  countsIn,
  countsText,
  differencesText,
  editsText,
  findingsText,
  standingText,
  templatesText,
  versionsText,
} from './blueprint-text.ts';

type Options = SharedOptions & {
  which?: string;
  by?: string;
  why?: string;
  from?: string;
  table?: string;
  bpmn?: string;
  beforeEdit?: string;
};

const unreadable = (file: string, why: string): Problem =>
  new Problem({
    code: 'blueprint_unreadable',
    kind: 'input',
    text: { ru: `${file}: это не файл проекта (${why}).`, en: `${file}: this is no blueprint (${why}).` },
    where: { file },
  });

const documentIn = async (file: string): Promise<Record<string, unknown>> => {
  const content = await readFile(resolve(file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error.code ?? error.message);
  });
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(content.replace(/^\uFEFF/, '')));
  } catch (error) {
    throw unreadable(file, error instanceof SyntaxError ? error.message : '{…}');
  }
};

const whichOf = (which: string | undefined): WhichBlueprint => {
  const { which: meant } = parsed(z.object({ which: WhichBlueprint }), { which: which ?? 'draft' });
  return meant;
};

const show = async ({ connection, workspace, language }: Asked, { which }: Options): Promise<Told> => {
  const shown = await connection.operations.blueprint.show({ workspace, which: whichOf(which) });
  return { json: shown.document, text: () => blueprintText(shown, language) };
};

const check = async ({ connection, workspace, language }: Asked, { which }: Options): Promise<Told> => {
  const { findings } = await connection.operations.blueprint.check({ workspace, which: whichOf(which) });
  const { settings } = await connection.operations.workspaces.state({ workspace });
  const json = findings.map(({ code, severity, where, text, money, n }) => ({
    code,
    severity,
    where: where.map(({ id }) => id),
    text,
    ...(money === undefined ? {} : { money }),
    ...(n === undefined ? {} : { n }),
  }));
  return { json: { findings: json }, text: () => findingsText(findings, settings.currency, language) };
};

const exported = async (asked: Asked, { which, table, bpmn }: Options, file: string): Promise<Told> => {
  if (table !== undefined) return exportTable(asked, { table, which: whichOf(which), file });
  if (bpmn !== undefined) return exportProcess(asked, { process: bpmn, which: whichOf(which), file });
  const { connection, workspace, language } = asked;
  const shown = await connection.operations.blueprint.show({ workspace, which: whichOf(which) });
  const path = await written(file, `${JSON.stringify(shown.document, null, 2)}\n`);
  const said = { ru: `Проект — в ${path}.`, en: `The design is in ${path}.` }[language];
  const { revision, version } = shown;
  return {
    json: { file: path, revision, version, counts: countsIn(shown) },
    text: () => `${said} ${standingText(shown, language)}`,
  };
};

const imported = async (asked: Asked, { by = '' }: Options, file: string): Promise<Told> => {
  const { connection, workspace, language } = asked;
  const document = await documentIn(file);
  await ensureWorkspace(asked);
  const shown = await connection.operations.blueprint.import({ workspace, document, by });
  return {
    json: { file: resolve(file), revision: shown.revision, counts: countsIn(shown) },
    text: () => blueprintText(shown, language),
  };
};

const template = async (asked: Asked, { by = '' }: Options, names: string[]): Promise<Told> => {
  const { connection, workspace, language } = asked;
  const { blueprint } = connection.operations;
  if (names.length === 0) {
    const templates = await blueprint.templates();
    return { json: { templates }, text: () => templatesText(templates, language) };
  }
  await ensureWorkspace(asked);
  const shown = await blueprint.template({ workspace, names, by });
  return { json: { revision: shown.revision, counts: countsIn(shown) }, text: () => blueprintText(shown, language) };
};

const versions = async ({ connection, workspace, language }: Asked): Promise<Told> => {
  const { blueprint } = connection.operations;
  const all = await blueprint.versions({ workspace });
  const { revision, isChanged } = await blueprint.show({ workspace, which: 'draft' });
  return { json: { versions: all, revision, is_changed: isChanged }, text: () => versionsText(all, language) };
};

const edits = async ({ connection, workspace, language }: Asked): Promise<Told> => {
  const all = await connection.operations.blueprint.edits({ workspace, whole: false });
  return { json: { edits: all }, text: () => editsText(all, language) };
};

const publish = async (asked: Asked, { by = '', why = '', from: day }: Options): Promise<Told> => {
  const { connection, workspace, language } = asked;
  const { blueprint } = connection.operations;
  const { from } = parsed(z.object({ from: Day.optional() }), { from: day });
  const { revision } = await blueprint.show({ workspace, which: 'draft' });
  const version = await blueprint.publish({ workspace, revision, by, why, ...(from ? { from } : {}) });
  return { json: version, text: () => versionsText([version], language) };
};

const compare = async ({ connection, workspace, language }: Asked, from: string, to: string): Promise<Told> => {
  const input = { workspace, from: whichOf(from), to: whichOf(to) };
  const differences = await connection.operations.blueprint.compare(input);
  return { json: { differences }, text: () => differencesText(differences, language) };
};

const restore = async (asked: Asked, { by = '', beforeEdit }: Options, number?: string): Promise<Told> => {
  const { connection, workspace, language } = asked;
  const which = z.coerce.number().int().positive().optional();
  const what = parsed(z.object({ version: which, beforeEdit: which }), { version: number, beforeEdit });
  const shown = await connection.operations.blueprint.restore({ workspace, ...what, by });
  return {
    json: { ...what, revision: shown.revision, counts: countsIn(shown) },
    text: () => `${standingText(shown, language)}\n\n${countsText(countsIn(shown), language)}`,
  };
};

const which: Sentence = {
  ru: 'какой документ: draft (черновик), published (действующий) или номер версии',
  en: 'which document: draft, published (in force) or the number of a version',
};
const signed: Sentence = { ru: 'кто это делает', en: 'who does it' };

const describe: Record<string, Sentence> = {
  blueprint: {
    ru: 'проект: путь клиента, стадии, правила, организация; show, check, export, import, template, versions, publish, edits, restore',
    en: 'the design: journeys, stages, rules, organisation; show, check, export, import, template, versions, publish, edits, restore',
  },
  show: { ru: 'проект; с --json — один документ', en: 'the design; with --json one document' },
  check: { ru: 'чего не хватает проекту и во что это обходится', en: 'what the design lacks and what it costs' },
  export: {
    ru: 'проект в файл JSON; с --table — таблица в CSV или XLSX, с --bpmn — процесс в BPMN 2.0',
    en: 'the design into a JSON file; with --table a table as CSV or XLSX, with --bpmn a process as BPMN 2.0',
  },
  import: {
    ru: 'сделать черновиком проект из файла; прежний остаётся в истории',
    en: 'make the draft what a file says; what was stays in the history',
  },
  template: {
    ru: 'добавить в черновик образцы; без имени — список',
    en: 'add templates to the draft; without a name, the list',
  },
  versions: { ru: 'опубликованные версии', en: 'the published versions' },
  publish: { ru: 'ввести черновик в действие', en: 'put the draft in force' },
  compare: {
    ru: 'чем отличаются два документа: draft, published или номера версий',
    en: 'how two documents differ: draft, published or numbers of versions',
  },
  edits: { ru: 'история правок черновика', en: 'the history of the draft’s edits' },
  restore: {
    ru: 'сделать черновиком опубликованную версию; с --before-edit — черновик, каким он был до правки',
    en: 'make the draft what a version was; with --before-edit what the draft was before an edit',
  },
};

/** Verbs over the design of the company. */
export const addBlueprint = (program: Command, run: Run, language: Language): void => {
  const blueprint = addVerb(program, 'blueprint', describe.blueprint ?? which, language);
  const add = (usage: string, options: readonly ('which' | 'by' | 'why')[]): Command => {
    const verb = addVerb(blueprint, usage, describe[usage.split(' ')[0] ?? ''] ?? which, language);
    if (options.includes('which')) verb.option('--which <which>', `${which[language]} (draft)`);
    if (options.includes('by')) verb.option('--by <name>', signed[language]);
    if (options.includes('why')) verb.option('--why <text>', { ru: 'почему', en: 'why' }[language]);
    return verb;
  };
  const asked = (command: Command, work: (asked: Asked, options: Options) => Promise<Told>): Promise<void> => {
    const options: Options = optionsOf(command);
    return run(options, (given) => work(given, options));
  };
  add('show', ['which']).action((_: Options, command: Command) => asked(command, show));
  add('check', ['which']).action((_: Options, command: Command) => asked(command, check));
  add('export <file>', ['which'])
    .option('--table <name>', `${{ ru: 'таблица', en: 'a table' }[language]}: ${designTableNames.join(', ')}`)
    .option('--bpmn <process>', { ru: 'процесс, по ключу или названию', en: 'a process, by its key or name' }[language])
    .action((file: string, _: Options, command: Command) =>
      asked(command, (given, options) => exported(given, options, file)),
    );
  add('import <file>', ['by']).action((file: string, _: Options, command: Command) =>
    asked(command, (given, options) => imported(given, options, file)),
  );
  add('template [name...]', ['by']).action((names: string[], _: Options, command: Command) =>
    asked(command, (given, options) => template(given, options, names)),
  );
  add('versions', []).action((_: Options, command: Command) => asked(command, versions));
  add('publish', ['by', 'why'])
    .option(
      '--from <date>',
      {
        ru: 'с какого дня действует: сегодня или раньше, тогда нужно --why (сегодня)',
        en: 'the first day it is in force: today or earlier, then with --why (today)',
      }[language],
    )
    .action((_: Options, command: Command) => asked(command, publish));
  add('compare <from> <to>', []).action((from: string, to: string, _: Options, command: Command) =>
    asked(command, (given) => compare(given, from, to)),
  );
  add('edits', []).action((_: Options, command: Command) => asked(command, edits));
  add('restore [version]', ['by'])
    .option(
      '--before-edit <number>',
      {
        ru: 'вернуть черновик, каким он был до этой правки (номера: blueprint edits)',
        en: 'what the draft was before this edit (numbers: blueprint edits)',
      }[language],
    )
    .action((version: string | undefined, _: Options, command: Command) =>
      asked(command, (given, options) => restore(given, options, version)),
    );
};
