import type { FactKind } from '../../model/facts.ts';
import type { Chance } from './chance.ts';
import { type Seed, truth } from './seeds.ts';
import { canBeIn, type Line, type Sheet, type Way } from './sheet.ts';

/** What a seed's columns mean, as its own import tells: where days and numbers stand. */
export type Meaning = { days: ReadonlySet<string>; numbers: ReadonlySet<string>; kinds: readonly FactKind[] };

/** A seed on its way to be spoilt. */
export type Spoiling = { seed: Seed; meaning: Meaning; sheet: Sheet; way: Way; chance: Chance };

/** Stands in every cell that is no seed's row: no fact may have it. */
export const junk = 'junkjunk';

type Mutation = (spoiling: Spoiling) => void;

const isText = ({ way }: Spoiling): boolean => way.format === 'delimited' || way.format === 'html';
const isTable = ({ way }: Spoiling): boolean => way.format !== 'ndjson' && way.format !== 'bank';

const strayLine = (cells: string[]): Line => ({ tag: '', cells, touched: new Set() });

const putLine = ({ sheet, chance }: Spoiling, line: Line): void => {
  sheet.lines.splice(chance.below(sheet.lines.length + 1), 0, line);
};

const ownColumns = ({ columns }: Sheet): number[] => columns.flatMap(({ name }, at) => (name === truth ? [] : [at]));

const reorder = ({ sheet }: Spoiling, order: readonly number[]): void => {
  const { columns } = sheet;
  sheet.columns = order.flatMap((at) => columns[at] ?? []);
  for (const line of sheet.lines) line.cells = order.map((at) => line.cells[at] ?? '');
};

/** The bank's first key opens a document; it stays where it is. */
const firstStays = ({ way }: Spoiling): boolean => way.format === 'bank';

const shuffleColumns: Mutation = (spoiling) => {
  const all = spoiling.sheet.columns.map((_, at) => at);
  reorder(
    spoiling,
    firstStays(spoiling) ? [0, ...spoiling.chance.shuffled(all.slice(1))] : spoiling.chance.shuffled(all),
  );
};

const dropColumn: Mutation = (spoiling) => {
  const { sheet, chance } = spoiling;
  const gone = chance.pick(ownColumns(sheet));
  if (gone === 0 && firstStays(spoiling)) return;
  sheet.altered.add(sheet.columns[gone]?.name ?? '');
  reorder(
    spoiling,
    sheet.columns.flatMap((_, at) => (at === gone ? [] : [at])),
  );
};

const doubleColumn: Mutation = (spoiling) => {
  if (!isTable(spoiling)) return;
  const { sheet, chance } = spoiling;
  const twice = chance.pick(ownColumns(sheet));
  const order = sheet.columns.map((_, at) => at);
  order.splice(chance.below(order.length + 1), 0, twice);
  reorder(spoiling, order);
};

const near: ((title: string) => string)[] = [
  (title) => ` ${title} `,
  (title) => title.toUpperCase(),
  (title) => title.toLowerCase(),
  (title) => title.slice(0, -1),
  (title) => `${title}_`,
  (title) => `${title}, руб.`,
  (title) => title.replaceAll(' ', '\u00a0'),
  (title) => title.replaceAll('о', 'o').replaceAll('a', 'а'),
  () => '',
];

const renameColumn: Mutation = (spoiling) => {
  const { sheet, chance } = spoiling;
  const column = sheet.columns[chance.pick(ownColumns(sheet))];
  if (!column || (column === sheet.columns[0] && firstStays(spoiling))) return;
  column.title = chance.pick(near)(column.title);
  sheet.altered.add(column.name);
};

const shuffleRows: Mutation = ({ sheet, chance }) => {
  sheet.lines = chance.shuffled(sheet.lines);
};

const doubleRows: Mutation = (spoiling) => {
  const { sheet, chance } = spoiling;
  for (let n = chance.below(5); n >= 0; n -= 1) {
    const line = chance.pick(sheet.lines);
    putLine(spoiling, { ...line, cells: [...line.cells] });
  }
};

const cutRows: Mutation = ({ sheet, chance }) => {
  sheet.lines.splice(chance.below(sheet.lines.length), 1 + chance.below(8));
};

const otherDelimiters: Mutation = (spoiling) => {
  if (spoiling.way.format !== 'delimited') return;
  const { sheet, chance, way } = spoiling;
  const others = [',', ';', '\t', '|'].filter((sign) => sign !== way.delimiter);
  for (let n = chance.below(4); n >= 0; n -= 1) chance.pick(sheet.lines).delimiter = chance.pick(others);
};

const mixedEnds: Mutation = ({ sheet, chance, way }) => {
  if (way.format === 'html') return;
  for (const line of sheet.lines)
    if (chance.share() < 0.3)
      line.end = chance.pick(way.format === 'delimited' ? ['\n', '\r\n', '\r'] : ['\n', '\r\n']);
};

const prefaces = [
  'Отчёт',
  '',
  'Период: 01.01.2025 - 31.01.2025',
  'Клиент: ООО «Ромашка»',
  'Report 2025',
  '"Всего", но не здесь',
];

const putPreface: Mutation = (spoiling) => {
  if (!isTable(spoiling)) return;
  for (let n = spoiling.chance.below(4); n >= 0; n -= 1) spoiling.sheet.preface.unshift(spoiling.chance.pick(prefaces));
};

const repeatHeader: Mutation = (spoiling) => {
  if (!isTable(spoiling)) return;
  putLine(spoiling, strayLine(spoiling.sheet.columns.map(({ title }) => title)));
};

const putTotals: Mutation = (spoiling) => {
  if (!isTable(spoiling)) return;
  const { sheet, chance, meaning } = spoiling;
  const label = chance.pick(['Итого', 'Total', 'ИТОГО:', 'Всего по отчёту', 'Итого за период']);
  const cells = sheet.columns.map(({ name }, at) => (at === 0 ? label : meaning.numbers.has(name) ? '99 123,45' : ''));
  const line = strayLine(cells);
  if (chance.share() < 0.5) sheet.lines.push(line);
  else putLine(spoiling, line);
};

const secondTable: Mutation = (spoiling) => {
  if (!isTable(spoiling)) return;
  const { sheet, chance } = spoiling;
  const width = 2 + chance.below(sheet.columns.length);
  const row = (word: string) => strayLine(Array.from({ length: width }, (_, at) => `${word}${at}`));
  sheet.lines.push(strayLine(['']), row('Название'));
  for (let n = chance.below(6); n >= 0; n -= 1) sheet.lines.push(row(junk));
};

const blankRows: Mutation = (spoiling) => {
  if (!isTable(spoiling)) return;
  for (let n = spoiling.chance.below(4); n >= 0; n -= 1)
    putLine(spoiling, strayLine(spoiling.chance.share() < 0.5 ? [''] : spoiling.sheet.columns.map(() => '')));
};

const grouped = (whole: string, by: string): string => whole.replaceAll(/\B(?=(?:\d{3})+$)/g, by);

/** The same number written as others write it, with no doubt left what it is. */
const numberForms: ((whole: string, fraction: string) => string)[] = [
  (whole, fraction) => `${grouped(whole, '\u00a0')},${fraction}`,
  (whole, fraction) => `${grouped(whole, ' ')},${fraction}`,
  (whole, fraction) => `${grouped(whole, '.')},${fraction}`,
  (whole, fraction) => `${grouped(whole, ',')}.${fraction}`,
  (whole, fraction) => `${whole},${fraction}`,
  (whole, fraction) => `${whole}.${fraction}`,
  (whole, fraction) => `${grouped(whole, "'")}.${fraction}`,
];

const columnOf = ({ sheet, chance }: Spoiling, among: ReadonlySet<string>): number | null => {
  const found = sheet.columns.flatMap(({ name }, at) => (among.has(name) ? [at] : []));
  return found.length === 0 ? null : chance.pick(found);
};

const rewrite = (spoiling: Spoiling, among: ReadonlySet<string>, written: (cell: string) => string): void => {
  if (!isTable(spoiling)) return;
  const at = columnOf(spoiling, among);
  if (at === null) return;
  const part = spoiling.chance.pick([1, 0.3]);
  spoiling.sheet.reworded.add(spoiling.sheet.columns[at]?.name ?? '');
  for (const { cells } of spoiling.sheet.lines)
    if (spoiling.chance.share() < part) cells[at] = written(cells[at] ?? '');
};

const otherNumbers: Mutation = (spoiling) => {
  const form = spoiling.chance.pick(numberForms);
  rewrite(spoiling, spoiling.meaning.numbers, (cell) => {
    const [, minus, whole, fraction] = /^(-?)(\d+)[.,](\d{1,2})$/.exec(cell.replaceAll(/[\s\u00a0]/g, '')) ?? [];
    if (whole === undefined || fraction === undefined) return cell;
    return `${minus}${form(whole, fraction)}`;
  });
};

const dateForms: ((year: string, month: string, day: string) => string)[] = [
  (year, month, day) => `${year}-${month}-${day}`,
  (year, month, day) => `${day}.${month}.${year}`,
  (year, month, day) => `${year}/${month}/${day}`,
  (year, month, day) => `${day}/${month}/${year}`,
];

const otherDates: Mutation = (spoiling) => {
  const form = spoiling.chance.pick(dateForms);
  rewrite(spoiling, spoiling.meaning.days, (cell) => {
    const [, year, month, day, rest = ''] = /^(\d{4})-(\d{2})-(\d{2})( .*)?$/.exec(cell) ?? [];
    if (year && month && day) return form(year, month, day) + rest;
    const [, days, months, years, more = ''] = /^(\d{2})\.(\d{2})\.(\d{4})( .*)?$/.exec(cell) ?? [];
    return years && months && days ? form(years, months, days) + more : cell;
  });
};

const putCurrency: Mutation = (spoiling) => {
  if (!isTable(spoiling)) return;
  const { sheet, chance, meaning } = spoiling;
  const at = columnOf(spoiling, meaning.numbers);
  const line = chance.pick(sheet.lines);
  const column = at === null ? undefined : sheet.columns[at];
  const cell = line.cells[at ?? 0] ?? '';
  if (at === null || !column || !/\d/.test(cell) || line.tag === '') return;
  const [currency, written] = chance.pick([
    ['KZT', `${cell} ₸`],
    ['GBP', `£${cell}`],
    ['EUR', `${cell} EUR`],
  ] as const);
  line.cells[at] = written;
  line.touched.add(column.name);
  line.foreign = { column: column.name, currency };
};

const scraps = [
  'NULL',
  'null',
  '\\N',
  'N/A',
  '#N/A',
  '-',
  '—',
  'NaN',
  '=1+2',
  '=HYPERLINK("http://x","y")',
  "+7'",
  '@cmd',
  '0',
  '-0',
  '1e5',
  '∞',
  '31.02.2025',
  '2025-13-45',
  '00.00.0000',
  '9999999999999999999999',
  'строка\nв две',
  'a;b,c\td|e',
  '"',
  '""',
  '"a" b',
  '\u0000',
  '\ufeff',
  '😀',
  '<b>x</b>',
  '{"a":1}',
];

const setCell = ({ sheet, way, chance }: Spoiling, text: string): void => {
  const line = chance.pick(sheet.lines);
  const at = chance.pick(ownColumns(sheet));
  line.cells[at] = way.format === 'ndjson' ? JSON.stringify(text) : text;
  line.touched.add(sheet.columns[at]?.name ?? '');
};

const putScrap: Mutation = (spoiling) => {
  for (let n = spoiling.chance.below(6); n >= 0; n -= 1) setCell(spoiling, spoiling.chance.pick(scraps));
};

const hugeCell: Mutation = (spoiling) => {
  const { chance } = spoiling;
  const word = chance.pick(['х', 'a', ' ', '"', '0', 'x;', 'й\n', '<td>']);
  setCell(spoiling, word.repeat(chance.pick([5_000, 80_000, 400_000])));
};

const encodings = ['utf-8', 'windows-1251', 'cp866', 'koi8-r', 'utf-16le', 'utf-16be', 'windows-1252'];

const otherEncoding: Mutation = ({ sheet, way, chance }) => {
  if (way.format === 'ndjson' || way.format === 'bank') return;
  const encoding = chance.pick(encodings);
  if (!canBeIn(sheet, encoding)) return;
  way.encoding = encoding;
  if (encoding === 'utf-8' && chance.share() < 0.5) way.mark = 'utf-8';
  if (encoding === 'utf-16le' || encoding === 'utf-16be') way.mark = chance.share() < 0.8 ? encoding : '';
};

const mixedEncodings: Mutation = (spoiling) => {
  const { sheet, chance } = spoiling;
  if (!isText(spoiling)) return;
  const encoding = chance.pick(encodings.slice(0, 4));
  const from = chance.below(sheet.lines.length);
  for (const line of sheet.lines.slice(from, from + 1 + chance.below(8)))
    if (canBeIn({ ...sheet, columns: [], lines: [line] }, encoding)) line.encoding = encoding;
};

const wrongMark: Mutation = ({ way, chance }) => {
  way.mark = chance.pick(['utf-8', 'utf-16le', 'utf-16be']);
};

const otherWriting: Mutation = (spoiling) => {
  const { way, chance } = spoiling;
  if (!isText(spoiling)) return;
  way.quoteAll = chance.share() < 0.5;
  way.end = chance.pick(['\n', '\r\n', '\r']);
  way.endsWithBreak = chance.share() < 0.5;
  if (chance.share() < 0.3) way.delimiter = chance.pick([',', ';', '\t', '|']);
};

const otherFormat: Mutation = (spoiling) => {
  if (spoiling.way.format !== 'delimited') return;
  spoiling.way.format = spoiling.chance.pick(['html', 'workbook', 'zip', 'gzip']);
  if (spoiling.way.format !== 'html') spoiling.way.mark = '';
};

/** What is done to a sheet before it is written, with how often. */
const mutations: readonly [string, number, Mutation][] = [
  ['columns shuffled', 3, shuffleColumns],
  ['a column dropped', 2, dropColumn],
  ['a column doubled', 1, doubleColumn],
  ['a column renamed', 2, renameColumn],
  ['rows shuffled', 2, shuffleRows],
  ['rows doubled', 1, doubleRows],
  ['rows cut', 1, cutRows],
  ['other delimiters in some rows', 2, otherDelimiters],
  ['line ends mixed', 2, mixedEnds],
  ['lines before the header', 2, putPreface],
  ['the header again', 2, repeatHeader],
  ['totals', 2, putTotals],
  ['a second table', 2, secondTable],
  ['blank rows', 1, blankRows],
  ['numbers written otherwise', 3, otherNumbers],
  ['dates written otherwise', 3, otherDates],
  ['another currency in an amount', 1, putCurrency],
  ['scraps in cells', 3, putScrap],
  ['a huge cell', 1, hugeCell],
  ['another encoding', 2, otherEncoding],
  ['encodings mixed', 3, mixedEncodings],
  ['a mark of another encoding', 1, wrongMark],
  ['quotes, line ends, delimiter otherwise', 2, otherWriting],
  ['another format', 2, otherFormat],
];

const urn = mutations.flatMap(([name, often, mutate]) => Array.from({ length: often }, () => ({ name, mutate })));

/** Spoils a sheet in one to four ways and says which. */
export const spoilSheet = (spoiling: Spoiling): string[] => {
  const times = spoiling.chance.below(4) + (spoiling.chance.share() < 0.25 ? 0 : 1);
  return Array.from({ length: times }, () => {
    const { name, mutate } = spoiling.chance.pick(urn);
    if (spoiling.sheet.lines.length > 0) mutate(spoiling);
    return name;
  });
};
