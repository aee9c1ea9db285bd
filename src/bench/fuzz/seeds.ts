import { readdir, readFile } from 'node:fs/promises';
import { headerScore } from '../../layouts/recognise.ts';
import { openTables, type TableLook } from '../../store/warehouse/import/tables/table.ts';
import type { Column, Line, Sheet, Way } from './sheet.ts';

/** The column in which every row carries what it is known by. */
export const truth = 'truth';

/** A file as it really looks, long enough to be spoilt, each row with a truth of its own. */
export type Seed = { name: string; sheet: Sheet; way: Way };

const rowsWanted = 24;

const tagOf = (at: number): string =>
  `q${((Math.imul(at + 1, 2_654_435_761) >>> 0) % 2_176_782_336).toString(36).padStart(6, '0')}${(at % 36).toString(36)}z`;

const dayWithin = (day: string, copy: number): string =>
  String(((Number(day) - 1 + copy * 3) % 28) + 1).padStart(2, '0');

/** A cell of a copied row: another day, another amount, another number, so that a row taken for another shows. */
const varied = (cell: string, copy: number): string => {
  const text = cell.trim();
  if (copy === 0 || text === '') return cell;
  const iso = /^(\d{4}-\d{2}-)(\d{2})(.*)$/.exec(text);
  if (iso) return `${iso[1]}${dayWithin(iso[2] ?? '', copy)}${iso[3]}`;
  const dotted = /^(\d{2})(\.\d{2}\.\d{4}.*)$/.exec(text);
  if (dotted) return `${dayWithin(dotted[1] ?? '', copy)}${dotted[2]}`;
  if (/^-?[\d\s\u00a0]*\d[.,]\d{1,2}$/.test(text))
    return text.replace(/[1-9]/, (digit) => String(((Number(digit) + copy - 1) % 9) + 1));
  const isNumbered = /^\d{5,9}$|^\d{13,19}$/.test(text);
  if (isNumbered) return text.slice(0, -3) + String((Number(text.slice(-3)) + copy * 37) % 1000).padStart(3, '0');
  if (/^(?:ООО|АО|ИП)\s/.test(text)) return `${text} ${copy}`;
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return text.replace('@', `${copy}@`);
  const isCode = /^[^\s:=?]*[^\d\s:=?.,-][^\s:=?]*$/.test(text) && /\d/.test(text) && !/[\d.,]+\s*[%₽$€]/.test(text);
  return isCode ? text.replace(/\d(?!.*\d)/, (digit) => `${digit}${copy}`) : cell;
};

const grown = (rows: readonly (readonly string[])[], vary: (cell: string, copy: number) => string): Line[] => {
  const copies = Math.ceil(rowsWanted / Math.max(1, rows.length));
  return Array.from({ length: copies }, (_, copy) => rows.map((cells) => cells.map((cell) => vary(cell, copy))))
    .flat()
    .map((cells, at) => ({ tag: tagOf(at), cells: [...cells, tagOf(at)], touched: new Set<string>() }));
};

const withTruth = (columns: Column[]): Column[] => [...columns, { name: truth, title: truth }];

const way = (own: Partial<Way>): Way => ({
  format: 'delimited',
  encoding: 'utf-8',
  mark: '',
  delimiter: ',',
  end: '\n',
  quoteAll: false,
  endsWithBreak: true,
  ...own,
});

const tableSeed = (name: string, look: TableLook): Seed => ({
  name,
  sheet: {
    columns: withTruth(look.header.map((column, at) => ({ name: column, title: look.rawHeader[at] ?? column }))),
    lines: grown(look.samples, varied),
    preface: [...look.preface],
    altered: new Set(),
    reworded: new Set(),
  },
  way: way({
    format: look.format === 'html' ? 'html' : look.format === 'xlsx' ? 'workbook' : 'delimited',
    encoding: look.encoding ?? 'utf-8',
    delimiter: look.delimiter ?? ',',
    end: look.delimiter === ';' ? '\r\n' : '\n',
  }),
});

const variedJson = (value: unknown, copy: number): unknown => {
  if (typeof value === 'string') return varied(value, copy);
  if (typeof value === 'number' && Number.isInteger(value)) return Number(varied(String(value), copy));
  if (Array.isArray(value)) return value.map((each) => variedJson(each, copy));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, variedJson(inner, copy)]));
};

const jsonSeed = (name: string, text: string): Seed => {
  const objects = text.split('\n').filter((line) => line.trim() !== '');
  const parsed = objects.map((line): Record<string, unknown> => JSON.parse(line));
  const keys = [...new Set(parsed.flatMap((object) => Object.keys(object)))];
  const rows = parsed.map((object) => keys.map((key) => (key in object ? JSON.stringify(object[key]) : '')));
  const lines = grown(rows, (cell, copy) => (cell === '' ? '' : JSON.stringify(variedJson(JSON.parse(cell), copy))));
  for (const { cells, tag } of lines) cells[cells.length - 1] = JSON.stringify(tag);
  return {
    name,
    sheet: {
      columns: withTruth(keys.map((key) => ({ name: key, title: key }))),
      lines,
      preface: [],
      altered: new Set(),
      reworded: new Set(),
    },
    way: way({ format: 'ndjson' }),
  };
};

const bankSeed = (name: string, look: TableLook): Seed => {
  const account = 'РасчСчет';
  const kept = look.header.flatMap((column, at) => (column === account ? [] : [at]));
  const { sheet, way: written } = tableSeed(name, {
    ...look,
    header: kept.map((at) => look.header[at] ?? ''),
    rawHeader: kept.map((at) => look.rawHeader[at] ?? ''),
    samples: look.samples.map((cells) => kept.map((at) => cells[at] ?? '')),
    preface: look.preface.filter((line) => line !== 'КонецФайла'),
  });
  return { name, sheet, way: { ...written, format: 'bank', end: '\r\n' } };
};

/** Spoilt files begin with these: the examples of every layout, as their programs write them, and files with the contract's own columns. */
export const readSeeds = async (
  folders: readonly URL[],
  wanted: (name: string) => boolean = () => true,
): Promise<Seed[]> => {
  const seeds: Seed[] = [];
  for (const folder of folders)
    for (const name of (await readdir(folder)).sort()) {
      if (!/\.(?:csv|tsv|txt|ndjson|xls|xlsx)$/.test(name) || !wanted(name)) continue;
      const path = decodeURI(new URL(encodeURIComponent(name), folder).pathname);
      if (name.endsWith('.ndjson')) {
        const lines = (await readFile(path, 'utf8')).split('\n').slice(0, rowsWanted);
        seeds.push(jsonSeed(name, lines.join('\n')));
        continue;
      }
      const [table] = await openTables(path, name, { isHeader: headerScore() });
      if (!table) throw new Error(`${name} has no table`);
      const look = { ...table.look, samples: table.look.samples.slice(0, rowsWanted) };
      seeds.push(look.format === 'bank_exchange' ? bankSeed(name, look) : tableSeed(name, look));
    }
  return seeds;
};
