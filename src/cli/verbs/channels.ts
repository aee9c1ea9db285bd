import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import {
  type ChannelPreview,
  type ChannelReason,
  ChannelRules,
  type ChannelVersion,
  type ChannelWeight,
  type Origin,
  originCells,
  originKinds,
} from '../../model/channels.ts';
import { Problem, type Sentence } from '../../model/problem.ts';
import { printTable } from '../table.ts';
import { type Asked, addVerb, optionsOf, type Run, type SharedOptions, type Told } from '../verb.ts';
import { type Language, numberText } from '../words.ts';

const reasons: Record<ChannelReason, Sentence> = {
  written: { ru: 'как записан', en: 'as written' },
  rule: { ru: 'правило', en: 'rule' },
  default: { ru: 'по умолчанию', en: 'default' },
  excluded: { ru: 'не источник', en: 'no source' },
  direct: { ru: 'прямой заход', en: 'direct' },
  unknown: { ru: 'не распознан', en: 'unknown' },
  nothing: { ru: 'пусто', en: 'nothing' },
};

const noChannel: Sentence = { ru: '(без канала)', en: '(no channel)' };
const allRows = ({ rows }: ChannelWeight): number => originKinds.reduce((sum, kind) => sum + rows[kind], 0);
const written = (origin: Origin): string =>
  originCells.flatMap((cell) => (origin[cell] === '' ? [] : [`${cell}=${origin[cell]}`])).join(' ');

const spellingsText = ({ rows, found }: ChannelPreview, language: Language): string => {
  const titles = language === 'ru' ? ['Записано', 'Строк', 'Канал', 'Почему'] : ['Written', 'Rows', 'Channel', 'Why'];
  const table = printTable(
    titles.map((title, at) => ({ title, align: at === 1 ? ('right' as const) : ('left' as const) })),
    rows.map(({ origin, weight, draft }) => [
      written(origin),
      numberText(allRows(weight), language),
      draft.channel || noChannel[language],
      draft.rule ? `${reasons.rule[language]} ${draft.rule}` : reasons[draft.reason][language],
    ]),
  );
  const more = { ru: `Показано ${rows.length} из ${found}.`, en: `${rows.length} of ${found} shown.` }[language];
  return rows.length < found ? `${table}\n${more}` : table;
};

const changesText = ({ channels, currency }: ChannelPreview, language: Language): string => {
  const ru = language === 'ru';
  const titles = ru
    ? ['Канал', 'Строк', 'станет', `Выручка, ${currency}`, 'станет', `Затраты, ${currency}`, 'станет']
    : ['Channel', 'Rows', 'then', `Revenue, ${currency}`, 'then', `Cost, ${currency}`, 'then'];
  return printTable(
    titles.map((title, at) => ({ title, align: at === 0 ? ('left' as const) : ('right' as const) })),
    channels.map(({ channel, now, draft }) => [
      channel || noChannel[language],
      numberText(allRows(now), language),
      numberText(allRows(draft), language),
      numberText(now.revenue, language),
      numberText(draft.revenue, language),
      numberText(now.cost, language),
      numberText(draft.cost, language),
    ]),
  );
};

const previewText = (preview: ChannelPreview, language: Language): string => {
  const { spellings, unknown, changed } = preview;
  const summary = {
    ru: `Написаний: ${spellings}, каналов: ${preview.channels.filter((one) => one.channel !== '').length}, не распознано: ${unknown}, меняется: ${changed}.`,
    en: `Spellings: ${spellings}, channels: ${preview.channels.filter((one) => one.channel !== '').length}, unknown: ${unknown}, changed: ${changed}.`,
  }[language];
  return [spellingsText(preview, language), changesText(preview, language), summary].join('\n\n');
};

const versionsText = (versions: ChannelVersion[], language: Language): string => {
  const ru = language === 'ru';
  if (versions.length === 0) return ru ? 'Правил каналов ещё не сохраняли.' : 'No channel rules were saved yet.';
  return printTable(
    (ru ? ['Версия', 'Когда (UTC)', 'Правил', 'Кто', 'Почему'] : ['Version', 'When (UTC)', 'Rules', 'Who', 'Why']).map(
      (title) => ({ title }),
    ),
    versions.map(({ version, at, rules, by, why }) => [
      String(version),
      at?.slice(0, 16).replace('T', ' ') ?? '',
      String(rules.length),
      by,
      why,
    ]),
  );
};

const unreadable = (file: string, why: string): Problem =>
  new Problem({
    code: 'channels_unreadable',
    kind: 'input',
    text: { ru: `${file}: это не правила каналов (${why}).`, en: `${file}: these are no channel rules (${why}).` },
    where: { file },
  });

/** The rules of a file `channels export` wrote, or somebody by hand. */
const rulesIn = async (file: string): Promise<ChannelRules> => {
  const content = await readFile(resolve(file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error.code ?? error.message);
  });
  try {
    const read = ChannelRules.safeParse(JSON.parse(content));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    throw unreadable(file, `${issue?.path.join('.')}: ${issue?.message}`);
  } catch (error) {
    throw error instanceof SyntaxError ? unreadable(file, error.message) : error;
  }
};

const previewed = async (
  { connection, workspace, language }: Asked,
  isJson: boolean,
  draft?: ChannelRules,
): Promise<Told> => {
  const preview = await connection.operations.channels.preview({
    workspace,
    list: 'all',
    search: '',
    limit: isJson ? 2000 : 40,
    ...(draft ? { draft } : {}),
  });
  return { json: preview, text: () => previewText(preview, language) };
};

/** Verbs over the rules by which sources become channels. */
export const addChannels = (program: Command, run: Run, language: Language): void => {
  const ru = language === 'ru';
  const channels = addVerb(
    program,
    'channels',
    {
      ru: 'как источники становятся каналами; preview, export, import, history',
      en: 'how sources become channels; preview, export, import, history',
    },
    language,
  ).action(async (options: SharedOptions) => run(options, (asked) => previewed(asked, options.json === true)));
  addVerb(
    channels,
    'preview <file>',
    { ru: 'что изменят правила из файла', en: 'what the rules of a file would change' },
    language,
  ).action(async (file: string, _own: SharedOptions, command: Command) => {
    const options = optionsOf(command);
    await run(options, async (asked) => previewed(asked, options.json === true, await rulesIn(file)));
  });
  addVerb(channels, 'export <file>', { ru: 'правила в файл JSON', en: 'the rules into a JSON file' }, language).action(
    async (file: string, _own: SharedOptions, command: Command) =>
      run(optionsOf(command), async ({ connection, workspace, language: spoken }) => {
        const { rules, names, version } = (await connection.operations.channels.get({ workspace })).current;
        const path = resolve(file);
        await writeFile(path, `${JSON.stringify({ rules, names }, null, 2)}\n`);
        const said = {
          ru: `Правила версии ${version} — в ${path}.`,
          en: `The rules of version ${version} are in ${path}.`,
        };
        return { json: { file: path, version, rules: rules.length }, text: () => said[spoken] };
      }),
  );
  addVerb(
    channels,
    'import <file>',
    { ru: 'взять правила из файла; числа пересчитаются', en: 'take the rules of a file; numbers follow' },
    language,
  )
    .requiredOption('--by <name>', ru ? 'кто решил' : 'who decided')
    .option('--why <text>', ru ? 'почему' : 'why', '')
    .action(async (file: string, _own: SharedOptions, command: Command) => {
      const options = optionsOf(command) as SharedOptions & { by: string; why: string };
      await run(options, async ({ connection, workspace, language: spoken }) => {
        const rules = await rulesIn(file);
        const after = (await connection.operations.channels.get({ workspace })).current.version;
        const { by, why } = options;
        const saved = await connection.operations.channels.save({ workspace, after, by, why, ...rules });
        return { json: saved, text: () => versionsText([saved], spoken) };
      });
    });
  addVerb(channels, 'history', { ru: 'все версии правил', en: 'every version of the rules' }, language).action(
    async (_own: SharedOptions, command: Command) =>
      run(optionsOf(command), async ({ connection, workspace, language: spoken }) => {
        const versions = await connection.operations.channels.history({ workspace });
        return { json: { versions }, text: () => versionsText(versions, spoken) };
      }),
  );
};
