import { batchesOf, type LooseRow, mostColumns, type TextRow } from './batch.ts';
import type { ForeignTest } from './foreign.ts';
import { columnNames, findHeader, type IsHeader, prefaceOf, rowsToSearch, trimHeader, widenHeader } from './header.ts';
import { tableProblems } from './problems.ts';
import type { Meter, ReadOptions } from './source.ts';
import type { TableChoice, TableLook, TableOpener } from './table.ts';
import { isTotal } from './totals.ts';

const sampleRows = 200;

/** A table whose reader gives rows of cells (a sheet, an HTML table): the same rows in the same order each time, none of them blank. */
export type RowTable = {
  format: TableLook['format'];
  part: string;
  totalBytes: number;
  rows(options: ReadOptions): AsyncIterable<TextRow>;
  /** The first rows, where they can be had for less. */
  firstRows?(most: number): Promise<TextRow[]>;
  isForeign?: ForeignTest;
};

const firstOf = async (table: RowTable, most: number): Promise<TextRow[]> => {
  if (table.firstRows) return table.firstRows(most);
  const first: TextRow[] = [];
  for await (const row of table.rows({})) {
    first.push(row);
    if (first.length >= most) break;
  }
  return first;
};

const lookOf = async (table: RowTable, choice: TableChoice, isHeader?: IsHeader): Promise<TableLook | null> => {
  const { format, part, totalBytes } = table;
  const search = rowsToSearch(choice.headerLine);
  const rows = await firstOf(table, search + sampleRows);
  const { index } = findHeader(rows.slice(0, search), isHeader, choice.headerLine);
  const head = rows[index];
  if (!head) return null;
  const under = rows.slice(index + 1);
  const rawHeader = trimHeader(widenHeader(head.cells, under, mostColumns), under);
  if (rawHeader.length > mostColumns) throw tableProblems.tooManyColumns(rawHeader.length, mostColumns);
  const samples = under.filter(({ cells }) => !isTotal(cells)).slice(0, sampleRows);
  return {
    format,
    part,
    headerLine: head.line,
    preface: prefaceOf(rows.slice(0, index).map(({ cells }) => cells.filter((cell) => cell !== '').join('\t'))),
    header: columnNames(rawHeader),
    rawHeader,
    samples: samples.map(({ cells }) => rawHeader.map((_, at) => cells[at] ?? '')),
    totalBytes,
  };
};

/** Whether a row is the header once more, as sheets put together of several have it. */
const isHeaderAgain = (cells: readonly string[], header: readonly string[]): boolean =>
  header.some((name) => name.trim() !== '') && header.every((name, at) => (cells[at] ?? '').trim() === name.trim());

const fit = ({ line, cells }: TextRow, header: readonly string[], isForeign?: ForeignTest): LooseRow => {
  const columns = header.length;
  if (isTotal(cells) || isHeaderAgain(cells, header)) return { line, cells, isTotal: true };
  const extra = cells.slice(columns).filter((cell) => cell.trim() !== '');
  const own = Array.from({ length: columns }, (_, at) => cells[at] ?? '');
  if (isForeign?.(cells.join(' '))) return { line, cells: own, flag: 'bad_encoding' };
  return extra.length > 0
    ? { line, cells: own, flag: 'too_many_columns', extra: extra.join('; ') }
    : { line, cells: own };
};

async function* rowsUnder(table: RowTable, look: TableLook, options: ReadOptions): AsyncGenerator<LooseRow> {
  for await (const row of table.rows(options))
    if (row.line > look.headerLine) yield fit(row, look.rawHeader, table.isForeign);
}

/** Opens a table by its rows; null where it has none. Problems: `too_many_columns` and those of its reader. */
export const openRows = async (
  table: RowTable,
  choice: TableChoice,
  isHeader?: IsHeader,
): Promise<TableOpener | null> => {
  const first = await lookOf(table, choice, isHeader);
  if (!first) return null;
  return {
    look: first,
    async open({ signal, choice: other } = {}) {
      const look = (other && (await lookOf(table, { ...choice, ...other }, isHeader))) || first;
      const meter: Meter = { read: 0 };
      return batchesOf(rowsUnder(table, look, { signal, meter }), meter);
    },
  };
};
