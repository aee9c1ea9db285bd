import { type Batch, mostColumns, type TextRow } from './batch.ts';
import { cellsOf } from './cells.ts';
import { detectEncoding, type Encoding, headUtf8, readUtf8 } from './encoding.ts';
import { foreignTest } from './foreign.ts';
import { columnNames, findHeader, type IsHeader, prefaceOf, rowsToSearch, trimHeader } from './header.ts';
import { type OtherTableTest, otherTableTest } from './other-table.ts';
import { tableProblems } from './problems.ts';
import { cutRecords, type HeadRecord, headRecords } from './records.ts';
import { headOf, type Meter, type Source } from './source.ts';
import { mendNames } from './split-names.ts';
import type { TableChoice, TableLook, TableOpener } from './table.ts';
import { isTotal, usualColumns } from './totals.ts';
import { type Widths, widthsOf } from './widths.ts';

const candidates = [',', ';', '\t', '|'];
const headBytes = 2_000_000;
const sampleRows = 200;
const laterRows = 25;
const probeBytes = 131_072;

/** Excel writes `sep=;` as a first line of its own. */
const declared = /^sep=([^\r\n])\r?\n/i;

type Head = { bytes: Buffer; isWhole: boolean; firstLine: number; offset: number; told: string | undefined };

type Header = { delimiter: string; record: HeadRecord; cells: string[]; records: HeadRecord[]; preface: HeadRecord[] };

const cellsIn = (bytes: Buffer, record: HeadRecord, delimiter: number): string[] => {
  const part = bytes.subarray(record.start, record.end);
  return record.isBad ? [part.toString('utf8')] : cellsOf(part, delimiter);
};

const rowsIn = (bytes: Buffer, records: readonly HeadRecord[], delimiter: number): TextRow[] =>
  records.map((record) => ({ line: record.line, cells: cellsIn(bytes, record, delimiter) }));

/** Which share of the rows is a table under a header: as wide as it, from it on. */
const sameWidth = (rows: readonly TextRow[], index: number): number => {
  const width = rows[index]?.cells.length ?? 0;
  return width < 2 ? 0 : rows.slice(index).filter(({ cells }) => cells.length === width).length / rows.length;
};

type Fit = { delimiter: string; index: number; known: number; score: number };

const fitOf = (head: Head, delimiter: string, isHeader?: IsHeader, headerLine?: number): Fit | null => {
  const code = delimiter.charCodeAt(0);
  const records = headRecords(head.bytes, code, head.isWhole, rowsToSearch(headerLine), head.firstLine);
  const rows = rowsIn(head.bytes, records, code);
  const { index, known } = findHeader(rows, isHeader, headerLine);
  if (index < 0) return null;
  const columns = rows[index]?.cells.length ?? 0;
  return { delimiter, index, known, score: sameWidth(rows, index) * Math.min(columns, 50) + columns / 10_000 };
};

/** The header under the delimiter that makes the most known names of it, else the most even table. */
const headerIn = (head: Head, choice: TableChoice, isHeader?: IsHeader): Header | null => {
  const wanted = choice.delimiter ?? head.told;
  let best: Fit | null = null;
  for (const delimiter of wanted ? [wanted] : candidates) {
    const fit = fitOf(head, delimiter, isHeader, choice.headerLine);
    if (fit && (!best || fit.known > best.known || (fit.known === best.known && fit.score > best.score))) best = fit;
  }
  if (!best) return null;
  const code = best.delimiter.charCodeAt(0);
  const records = headRecords(head.bytes, code, head.isWhole, best.index + 1 + sampleRows, head.firstLine);
  const record = records[best.index];
  if (!record) return null;
  return {
    delimiter: best.delimiter,
    record,
    cells: cellsIn(head.bytes, record, code),
    records: records.slice(best.index + 1),
    preface: records.slice(0, best.index),
  };
};

/** Rows from the middle and the end of a file too big to be looked at whole; only those as wide as the header, for a probe may begin inside of quotes. */
const laterSamples = async (
  source: Source,
  encoding: Encoding | null,
  delimiter: number,
  columns: number,
): Promise<string[][]> => {
  if (!source.at || source.size <= headBytes) return [];
  const samples: string[][] = [];
  const even = (offset: number) => offset - (offset % 2);
  for (const offset of [even(source.size >> 1), even(source.size - probeBytes)]) {
    const isEnd = offset + probeBytes >= source.size - 1;
    const bytes = headUtf8(await source.at(offset, probeBytes + 2), encoding);
    const part = bytes.subarray(bytes.findIndex((byte) => byte === 10 || byte === 13) + 1);
    const records = headRecords(part, delimiter, isEnd, Number.MAX_SAFE_INTEGER).filter(({ isBad }) => !isBad);
    const rows = records.map((record) => cellsIn(part, record, delimiter)).filter((cells) => cells.length === columns);
    const facts = rows.filter((cells) => !isTotal(cells));
    samples.push(...(isEnd ? facts.slice(-laterRows) : facts.slice(0, laterRows)));
  }
  return samples;
};

const fitted = (cells: readonly string[], columns: number): string[] =>
  Array.from({ length: columns }, (_, at) => cells[at] ?? '');

async function* without(source: AsyncIterable<Buffer>, skip: number): AsyncGenerator<Buffer> {
  let left = skip;
  for await (const block of source) {
    if (left >= block.length) left -= block.length;
    else {
      yield left > 0 ? block.subarray(left) : block;
      left = 0;
    }
  }
}

const checkDelimiter = (delimiter: string | undefined): void => {
  if (delimiter !== undefined && !/^[\t -!#-/:-@[-`{-~]$/.test(delimiter)) throw tableProblems.badDelimiter(delimiter);
};

type Examined = {
  look: TableLook;
  encoding: Encoding | null;
  skip: number;
  line: number;
  widths: Widths;
  other: OtherTableTest;
  usual: number[];
};

type Asked = { source: Source; fileName: string; part: string; isHeader?: IsHeader | undefined };

const examine = async ({ source, fileName, part, isHeader }: Asked, choice: TableChoice): Promise<Examined> => {
  checkDelimiter(choice.delimiter);
  const raw = await headOf(source, headBytes);
  const encoding = choice.encoding ?? (await detectEncoding(source, raw.head));
  const decoded = headUtf8(raw.head, encoding);
  const [line, told] = declared.exec(decoded.toString('latin1', 0, 10)) ?? [];
  const offset = line?.length ?? 0;
  const head: Head = {
    bytes: decoded.subarray(offset),
    isWhole: raw.isWhole,
    firstLine: line === undefined ? 1 : 2,
    offset,
    told: told && told < '\x7f' && told !== '"' ? told : undefined,
  };
  const found = headerIn(head, choice, isHeader);
  if (!found) throw tableProblems.noHeader(fileName);
  const code = found.delimiter.charCodeAt(0);
  const rows = rowsIn(
    head.bytes,
    found.records.filter(({ isBad }) => !isBad),
    code,
  );
  const named = trimHeader(found.cells, rows);
  const usual = usualColumns(rows.map(({ cells }) => cells));
  const factRows = rows.filter(({ cells }) => !isTotal(cells, usual));
  const facts = factRows.map(({ cells }) => cells);
  const { header: rawHeader, doubt } = mendNames(named, facts, found.delimiter, isHeader);
  const columns = rawHeader.length;
  if (columns > mostColumns) throw tableProblems.tooManyColumns(columns, mostColumns);
  const later = await laterSamples(source, encoding, code, columns);
  const text = (record: HeadRecord) => head.bytes.toString('utf8', record.start, record.end);
  const look: TableLook = {
    format: 'delimited',
    encoding: encoding ?? 'utf-8',
    delimiter: found.delimiter,
    part,
    headerLine: found.record.line,
    preface: prefaceOf(found.preface.map(text)),
    header: columnNames(rawHeader),
    rawHeader,
    samples: [...facts, ...later].map((cells) => fitted(cells, columns)),
    totalBytes: source.size,
    ...(doubt ? { doubt } : {}),
  };
  const all = [...facts, ...later];
  // One or two rows tell no habit: where the text breaks off without a line's end, a short one is what is left of a row.
  const breaksOff =
    all.length < 3 &&
    head.isWhole &&
    !/[\r\n]$/.test(head.bytes.toString('latin1', Math.max(0, head.bytes.length - 1)));
  const habit = widthsOf(all, columns);
  const widths = breaksOff ? { ...habit, least: columns } : habit;
  const other = otherTableTest({ rows: factRows, samples: all }, columns, isHeader);
  return { look, encoding, skip: offset + found.record.next, line: found.record.nextLine, widths, other, usual };
};

/**
 * Opens delimited text in any of the usual delimiters and encodings, its header wherever in the first lines it stands.
 *
 * Problems: `unknown_header`, `too_many_columns`, `bad_delimiter`; while it is read, `record_too_long`.
 */
export const openDelimited = async (asked: Asked, choice: TableChoice): Promise<TableOpener> => {
  const first = await examine(asked, choice);
  return {
    look: first.look,
    async open(options = {}): Promise<AsyncIterable<Batch>> {
      const own = options.choice ? await examine(asked, { ...choice, ...options.choice }) : first;
      const meter: Meter = { read: 0 };
      const bytes = readUtf8(asked.source, own.encoding, { signal: options.signal, meter });
      const { delimiter = ',', rawHeader } = own.look;
      const { line, widths, other, usual } = own;
      const columns = rawHeader.length;
      const isForeign = foreignTest(own.encoding);
      const shape = {
        delimiter: delimiter.charCodeAt(0),
        columns,
        line,
        widths,
        header: rawHeader,
        isForeign,
        other,
        usual,
      };
      return cutRecords(without(bytes, own.skip), shape, meter);
    },
  };
};
