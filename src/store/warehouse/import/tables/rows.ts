import { batchesOf, type LooseRow, mostColumns, type TextRow, textMark } from './batch.ts';
import type { ForeignTest } from './foreign.ts';
import {
  columnNames,
  findHeader,
  type IsHeader,
  isHeaderAgain,
  prefaceOf,
  rowsToSearch,
  trimHeader,
  widenHeader,
} from './header.ts';
import { isOtherwiseDelimited } from './other-delimiter.ts';
import { type OtherTableTest, otherTableTest, shapeMemory } from './other-table.ts';
import { tableProblems } from './problems.ts';
import type { Meter, ReadOptions } from './source.ts';
import type { TableChoice, TableLook, TableOpener } from './table.ts';
import { isTotal, usualColumns } from './totals.ts';
import { type Widths, widthsOf } from './widths.ts';

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
  /** A row has all its cells, empty ones too: where one is missing, the rest stand under wrong names. */
  hasWidths?: boolean;
};

type Looked = { look: TableLook; widths: Widths; other: OtherTableTest; usual: number[] };

const anyWidth: Widths = { least: 0, most: Number.POSITIVE_INFINITY };

const firstOf = async (table: RowTable, most: number): Promise<TextRow[]> => {
  if (table.firstRows) return table.firstRows(most);
  const first: TextRow[] = [];
  for await (const row of table.rows({})) {
    first.push(row);
    if (first.length >= most) break;
  }
  return first;
};

const lookOf = async (table: RowTable, choice: TableChoice, isHeader?: IsHeader): Promise<Looked | null> => {
  const { format, part, totalBytes } = table;
  const search = rowsToSearch(choice.headerLine);
  const rows = await firstOf(table, search + sampleRows);
  const { index } = findHeader(rows.slice(0, search), isHeader, choice.headerLine);
  const head = rows[index];
  if (!head) return null;
  const under = rows.slice(index + 1);
  const rawHeader = trimHeader(widenHeader(head.cells, under, mostColumns), under);
  if (rawHeader.length > mostColumns) throw tableProblems.tooManyColumns(rawHeader.length, mostColumns);
  const usual = usualColumns(under.map(({ cells }) => cells));
  const facts = under.filter(({ cells }) => !isTotal(cells, usual));
  const samples = facts.slice(0, sampleRows);
  const all = facts.map(({ cells }) => cells);
  const widths = table.hasWidths ? widthsOf(all, head.cells.length) : anyWidth;
  const look: TableLook = {
    format,
    part,
    headerLine: head.line,
    preface: prefaceOf(rows.slice(0, index).map(({ cells }) => cells.filter((cell) => cell !== '').join('\t'))),
    header: columnNames(rawHeader),
    rawHeader,
    samples: samples.map(({ cells }) => rawHeader.map((_, at) => cells[at] ?? '')),
    totalBytes,
  };
  const other = otherTableTest({ rows: facts, samples: all }, rawHeader.length, isHeader);
  return { look, widths, other, usual };
};

const fit = (
  { line, cells, texts = [] }: TextRow,
  { look, widths, usual }: Looked,
  isForeign?: ForeignTest,
): LooseRow => {
  const columns = look.rawHeader.length;
  if (isTotal(cells, usual) || isHeaderAgain(cells, look.rawHeader)) return { line, cells, isTotal: true };
  const extra = cells.slice(columns).filter((cell) => cell.trim() !== '');
  const own = Array.from({ length: columns }, (_, at) => cells[at] ?? '');
  for (const at of texts) if (at < columns) own[at] = `${textMark}${own[at]}`;
  const row = { line, cells: own };
  if (isOtherwiseDelimited(cells, columns)) return { ...row, flag: 'other_delimiter' };
  if (extra.length > 0 || cells.length > widths.most)
    return { ...row, flag: 'too_many_columns', extra: extra.join('; ') };
  if (cells.length < widths.least) return { ...row, flag: 'too_few_columns' };
  return isForeign?.(cells.join(' ')) ? { ...row, flag: 'bad_encoding' } : row;
};

/** Each row with the one after it. */
async function* withNext(rows: AsyncIterable<TextRow>): AsyncGenerator<{ row: TextRow; next: TextRow | null }> {
  let held: TextRow | null = null;
  for await (const next of rows) {
    if (held) yield { row: held, next };
    held = next;
  }
  if (held) yield { row: held, next: null };
}

async function* rowsUnder(table: RowTable, looked: Looked, options: ReadOptions): AsyncGenerator<LooseRow> {
  const { headerLine } = looked.look;
  const shapes = shapeMemory();
  let before = headerLine;
  let isOther = false;
  let isThin = false;
  for await (const { row, next } of withNext(table.rows(options))) {
    if (row.line <= headerLine) continue;
    const fitted = fit(row, looked, table.isForeign);
    const isAfterGap = row.line > before + 1;
    if (isAfterGap && !fitted.isTotal && !isOther)
      isOther = looked.other.isHeader(row.cells) || (next !== null && shapes.isNew(row.cells, next.cells));
    if (!fitted.isTotal) isThin = (isAfterGap || isThin) && looked.other.isThin(row.cells);
    before = row.line;
    if (!fitted.isTotal) shapes.keep(row.cells);
    yield (isOther || isThin) && !fitted.isTotal ? { ...fitted, flag: 'other_table' } : fitted;
  }
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
    look: first.look,
    async open({ signal, choice: other } = {}) {
      const looked = (other && (await lookOf(table, { ...choice, ...other }, isHeader))) || first;
      const meter: Meter = { read: 0 };
      return batchesOf(rowsUnder(table, looked, { signal, meter }), meter);
    },
  };
};
