import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { FactKind, factKinds } from '../../model/facts.ts';
import { TableChoice, TableReading } from '../../model/importing.ts';
import { Mapping, Value } from '../../model/mapping.ts';
import { Problem } from '../../model/problem.ts';
import type { SharedOptions } from '../verb.ts';
import type { Language } from '../words.ts';

export type ImportOptions = SharedOptions & {
  as?: FactKind;
  source?: string;
  layout?: string;
  map?: string;
  answer?: Record<string, string>;
  dates?: string;
  decimal?: string;
  currency?: string;
  vat?: string;
  timeZone?: string;
  encoding?: string;
  dryRun?: boolean;
  singer?: boolean;
  state?: string;
  streams?: string[];
  layouts?: boolean;
};

/** What a map file may say the short way: which column of facts is which column of the file. */
const Short = z.strictObject({
  as: FactKind,
  columns: z.record(z.string(), z.union([z.string(), Value])),
});
// Strict, so that what is misspelt is told and not passed over.
const MapFile = z.union([
  Mapping.strict(),
  Short,
  TableChoice.strict(),
  z.strictObject({ tables: z.array(TableChoice.strict()) }),
]);

const badMap = (file: string, why: { ru: string; en: string }): Problem =>
  new Problem({
    code: 'bad_map',
    kind: 'input',
    text: { ru: `Файл соответствия «${file}» ${why.ru}`, en: `The map file “${file}” ${why.en}` },
    where: { file },
  });

const mappingOf = ({ as, columns }: z.infer<typeof Short>): Mapping => ({
  layout: 'free',
  outputs: [
    {
      kind: as,
      columns: Object.fromEntries(
        Object.entries(columns).map(([name, from]) => [name, typeof from === 'string' ? { column: from } : from]),
      ),
      attributes: {},
    },
  ],
  keepRest: true,
  leaveOut: [],
  personal: {},
});

const readJson = async (file: string): Promise<unknown> => {
  const text = await readFile(file, 'utf8').catch(() => {
    throw badMap(file, { ru: 'не читается.', en: 'can’t be read.' });
  });
  try {
    return JSON.parse(text);
  } catch {
    throw badMap(file, { ru: '— не JSON.', en: 'is not JSON.' });
  }
};

/** Where the form that a map file is nearest to goes wrong. */
const wrongPlace = (json: unknown): string => {
  const has = (name: string) => typeof json === 'object' && json !== null && name in json;
  const schema = has('outputs') ? Mapping.strict() : has('columns') ? Short : TableChoice.strict();
  const [issue] = schema.safeParse(json).error?.issues ?? [];
  return issue ? [...issue.path, ...('keys' in issue ? issue.keys : [])].join('.') : '';
};

const checked = <Schema extends z.ZodType>(schema: Schema, json: unknown, file: string): z.infer<Schema> => {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = wrongPlace(json);
  throw badMap(file, {
    ru: `не похож на соответствие столбцов${where ? ` (${where})` : ''}: см. docs/importing.ru.md.`,
    en: `is not a mapping${where ? ` (${where})` : ''}: see docs/importing.md.`,
  });
};

const choicesIn = (data: z.infer<typeof MapFile>): TableChoice[] => {
  if ('tables' in data) return data.tables;
  if ('outputs' in data) return [TableChoice.parse({ mapping: data })];
  if ('columns' in data) return [TableChoice.parse({ mapping: mappingOf(data) })];
  return [data];
};

/** What a map file says of a file's tables: a mapping, its short form, or choices by table. Problems: `bad_map`. */
const readMap = async (file: string): Promise<TableChoice[]> => choicesIn(checked(MapFile, await readJson(file), file));

const StreamsFile = z.object({ streams: z.record(z.string(), MapFile) });

/** What a map file says of streams: each as of a file with one table. Problems: `bad_map`. */
export const streamChoicesOf = async ({ map }: ImportOptions): Promise<Record<string, TableChoice>> => {
  if (map === undefined) return {};
  const { streams } = checked(StreamsFile, await readJson(map), map);
  return Object.fromEntries(
    Object.entries(streams).flatMap(([name, data]) => choicesIn(data).map((choice) => [name, choice] as const)),
  );
};

/** What the flags and the map file say of every file's tables; empty where nothing is said. */
export const choicesOf = async (options: ImportOptions): Promise<TableChoice[]> => {
  const said = options.map === undefined ? [] : await readMap(options.map);
  const reading = options.encoding === undefined ? undefined : TableReading.parse({ encoding: options.encoding });
  if (reading === undefined) return said;
  return (said.length > 0 ? said : [TableChoice.parse({})]).map((choice) => ({ ...choice, reading }));
};

/** Answers to questions, whichever flag they were given by. */
export const answersOf = ({
  answer,
  dates,
  decimal,
  currency,
  vat,
  timeZone,
  layout,
}: ImportOptions): Record<string, string> => ({
  ...answer,
  ...(dates === undefined ? {} : { dates }),
  ...(decimal === undefined ? {} : { decimal }),
  ...(currency === undefined ? {} : { currency: currency.toUpperCase() }),
  ...(vat === undefined ? {} : { vat: vat === 'included' ? 'included' : 'as_given' }),
  ...(timeZone === undefined ? {} : { time_zone: timeZone }),
  ...(layout === undefined ? {} : { layout }),
});

const collected = (text: string, before: Record<string, string> = {}): Record<string, string> => {
  const at = text.indexOf('=');
  if (at < 1)
    throw new Problem({
      code: 'bad_answer',
      kind: 'usage',
      text: {
        ru: `Ответ пишется так: --answer ВОПРОС=ОТВЕТ, а не «${text}».`,
        en: `An answer is written --answer QUESTION=ANSWER, not “${text}”.`,
      },
      where: { option: '--answer' },
    });
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
};

/** Adds the options that say what files are and how they are read. */
export const addImportOptions = (command: Command, language: Language): Command => {
  const say = (ru: string, en: string) => (language === 'ru' ? ru : en);
  return command
    .addOption(
      new Option('--as <kind>', say('что в файлах, если не узнаётся само', 'what the files hold')).choices([
        ...factKinds,
      ]),
    )
    .option('--layout <id>', say('раскладка, если не узнаётся сама', 'the layout, where it is not recognised'))
    .option(
      '--source <name>',
      say('откуда данные: номера разных источников не путаются', 'where the data is from: ids of sources stay apart'),
    )
    .option('--map <file>', say('соответствие столбцов, JSON', 'which column is which, JSON'))
    .option(
      '--answer <question=answer>',
      say('ответ на вопрос о файле', 'an answer to a question about a file'),
      collected,
    )
    .addOption(
      new Option(
        '--dates <first>',
        say('что первым в датах вида 03/04/2025', 'what comes first in dates like 03/04/2025'),
      ).choices(['day', 'month']),
    )
    .addOption(
      new Option(
        '--decimal <mark>',
        say('чем отделена дробь в числах вида 1.234 и 1,234', 'the decimal mark in numbers like 1.234 and 1,234'),
      ).choices(['comma', 'point']),
    )
    .option('--currency <code>', say('валюта сумм', 'the currency of amounts'))
    .addOption(
      new Option('--vat <how>', say('суммы с НДС или как есть', 'amounts include VAT, or are as given')).choices([
        'included',
        'as-given',
      ]),
    )
    .option('--time-zone <zone>', say('часовой пояс дат в файле', 'the time zone of the file’s dates'))
    .addOption(
      new Option(
        '--encoding <name>',
        say('кодировка, если узнана неверно', 'the encoding, where it is recognised wrong'),
      ).choices([...TableReading.shape.encoding.unwrap().options]),
    )
    .option('--dry-run', say('только проверить и посчитать', 'check and count only'))
    .option('--layouts', say('какие раскладки узнаются', 'which layouts are recognised'));
};
