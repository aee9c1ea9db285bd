import { isAscii, isUtf8 } from 'node:buffer';
import { type Batch, batchBytes, looseLine, recordBytes } from './batch.ts';
import { cellsOf } from './cells.ts';
import type { ForeignTest } from './foreign.ts';
import { isHeaderAgain } from './header.ts';
import { isOtherwiseDelimited, mayStandAlone } from './other-delimiter.ts';
import type { OtherTableTest } from './other-table.ts';
import { tableProblems } from './problems.ts';
import type { Meter } from './source.ts';
import { isTotal, mayBeTotal, totalWords } from './totals.ts';
import type { Widths } from './widths.ts';

const newline = 10;
const carriage = 13;
const quote = 34;
const space = 32;

/** Where a record ends and what was seen in it. `next` is where the following one begins; −1: more bytes are needed. */
type Found = {
  end: number;
  next: number;
  delimiters: number;
  /** Where the last of `columns` ends, if there are more. */
  cut: number;
  quoted: boolean;
  bad: boolean;
  newlines: number;
  blank: boolean;
};

const lineBreak = (bytes: Uint8Array, at: number, isLast: boolean): number => {
  if (bytes[at] !== carriage) return at + 1;
  if (at + 1 < bytes.length) return bytes[at + 1] === newline ? at + 2 : at + 1;
  return isLast ? at + 1 : -1;
};

/** The end of the line that begins at `from`, whatever quotes are in it. */
const endOfLine = (bytes: Uint8Array, from: number, isLast: boolean, found: Found): void => {
  let at = from;
  while (at < bytes.length && bytes[at] !== newline && bytes[at] !== carriage) at += 1;
  found.end = at;
  found.next = at < bytes.length ? lineBreak(bytes, at, isLast) : isLast ? at : -1;
  found.newlines = at < bytes.length ? 1 : 0;
  found.bad = true;
  found.blank = false;
  found.cut = -1;
};

/**
 * Finds the record that begins at `from` by the rules the engine reads CSV with: a quote is special only as the first byte
 * of a field, and doubled inside it. A quote that is never closed, or closed in the middle of a field, spoils its own line only.
 */
const findRecord = (
  bytes: Uint8Array,
  from: number,
  isLast: boolean,
  delimiter: number,
  columns: number,
  found: Found,
): void => {
  let at = from;
  let atStart = true;
  found.delimiters = 0;
  found.cut = -1;
  found.quoted = false;
  found.bad = false;
  found.newlines = 0;
  found.blank = true;
  for (;;) {
    if (at >= bytes.length) {
      found.end = at;
      found.next = isLast ? at : -1;
      return;
    }
    const byte = bytes[at];
    if (byte === delimiter) {
      found.delimiters += 1;
      if (found.delimiters === columns) found.cut = at;
      atStart = true;
      at += 1;
    } else if (byte === newline || byte === carriage) {
      found.end = at;
      found.next = lineBreak(bytes, at, isLast);
      found.newlines += 1;
      return;
    } else if (byte === quote && atStart) {
      const opened = at;
      found.quoted = true;
      atStart = false;
      at += 1;
      for (;;) {
        if (at >= bytes.length) {
          if (isLast || at - from > recordBytes) endOfLine(bytes, from, isLast, found);
          else found.next = -1;
          return;
        }
        const inside = bytes[at];
        if (inside === newline || (inside === carriage && bytes[at + 1] !== newline)) found.newlines += 1;
        at += 1;
        if (inside !== quote) continue;
        if (bytes[at] !== quote) break;
        at += 1;
      }
      if (at > opened + 2) found.blank = false;
      const after = bytes[at];
      if (at >= bytes.length && !isLast) {
        found.next = -1;
        return;
      }
      if (at < bytes.length && after !== delimiter && after !== newline && after !== carriage) {
        endOfLine(bytes, from, isLast, found);
        return;
      }
    } else {
      if (byte !== space) found.blank = false;
      atStart = false;
      at += 1;
    }
  }
};

const nothingFound = (): Found => ({
  end: 0,
  next: 0,
  delimiters: 0,
  cut: -1,
  quoted: false,
  bad: false,
  newlines: 0,
  blank: true,
});

/** A record near the beginning of a text: `next` and `nextLine` are where the following one begins. */
export type HeadRecord = { line: number; start: number; end: number; next: number; nextLine: number; isBad: boolean };

/** The first records of a part of a text; the last one counts only where the part `isWhole`. Blank lines are none. */
export const headRecords = (
  bytes: Uint8Array,
  delimiter: number,
  isWhole: boolean,
  most: number,
  firstLine = 1,
): HeadRecord[] => {
  const found = nothingFound();
  const records: HeadRecord[] = [];
  let line = firstLine;
  for (let start = 0; start < bytes.length && records.length < most; start = found.next) {
    findRecord(bytes, start, isWhole, delimiter, 0, found);
    if (found.next < 0) break;
    const nextLine = line + found.newlines;
    if (!found.blank && found.end > start)
      records.push({ line, start, end: found.end, next: found.next, nextLine, isBad: found.bad });
    line = nextLine;
  }
  return records;
};

/** Whether a record is a row of sums. Most records are told from one by the first byte of their first filled cell. */
const isTotalRecord = (bytes: Uint8Array, from: number, end: number, delimiter: number): boolean => {
  let at = from;
  while (at < end && (bytes[at] === delimiter || bytes[at] === space || bytes[at] === quote)) at += 1;
  return mayBeTotal(bytes, at) && isTotal(cellsOf(bytes.subarray(from, end), delimiter));
};

/** So much of its first name, or of its last, tells a header from most records: letters of one alphabet share their first byte. */
const tellingBytes = 4;

/** Whether a record is the header once more. Most records are told from it by how they begin and end. */
const headerTest = ({ header = [], delimiter }: Shape): ((bytes: Uint8Array, from: number, end: number) => boolean) => {
  const names = header.map((name) => Buffer.from(name.trim()));
  const head = names[0]?.subarray(0, tellingBytes) ?? Buffer.alloc(0);
  const tail = names.at(-1)?.subarray(-tellingBytes) ?? Buffer.alloc(0);
  const has = (bytes: Uint8Array, at: number, part: Buffer): boolean => {
    for (let n = 0; n < part.length; n += 1) if (bytes[at + n] !== part[n]) return false;
    return part.length > 0;
  };
  const isEdge = (byte: number | undefined) => byte === quote || byte === space;
  return (bytes, from, end) => {
    let start = from;
    while (start < end && isEdge(bytes[start])) start += 1;
    let stop = end;
    while (stop > start && isEdge(bytes[stop - 1])) stop -= 1;
    if (!has(bytes, start, head) && !has(bytes, stop - tail.length, tail)) return false;
    return isHeaderAgain(cellsOf(bytes.subarray(from, end), delimiter), header);
  };
};

type Shape = {
  delimiter: number;
  columns: number;
  /** As wide as rows of the file are: one that is narrower or wider has lost a value, or cut one in two, and the rest stands under wrong names. */
  widths?: Widths;
  /** Line of the first record. */
  line: number;
  /** The names of the columns, as the file writes them. */
  header?: readonly string[];
  isForeign?: ForeignTest | null;
  other?: OtherTableTest;
  /** The columns nearly every row fills. */
  usual?: readonly number[];
};

/** Whether a record is a row written with another delimiter. Most records are told from one by their ends. */
const isAlienRecord = (bytes: Uint8Array, from: number, found: Found, { delimiter, columns }: Shape): boolean =>
  !found.bad &&
  mayStandAlone(bytes, from, found.end, delimiter, found.delimiters) &&
  isOtherwiseDelimited(cellsOf(bytes.subarray(from, found.end), delimiter), columns);

const isShort = ({ delimiters }: Found, { widths }: Shape): boolean => delimiters + 1 < (widths?.least ?? 0);

const textOf = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('utf8');

/** What of a record the engine can't be left to read: it goes with a flag that refuses it. */
const refusedLine = (
  bytes: Uint8Array,
  from: number,
  found: Found,
  shape: Shape,
  { line, isOther, isAlien }: { line: number; isOther: boolean; isAlien: boolean },
): string => {
  const record = bytes.subarray(from, found.end);
  const delimiter = String.fromCharCode(shape.delimiter);
  if (found.bad) return looseLine({ line, flag: 'bad_quotes', extra: textOf(record), cells: [] }, delimiter);
  const cells = cellsOf(record, shape.delimiter);
  const extra = cells.slice(shape.columns).join(delimiter);
  const misfit = found.cut >= 0 ? 'too_many_columns' : isShort(found, shape) ? 'too_few_columns' : 'bad_encoding';
  const flag = isOther ? 'other_table' : isAlien ? 'other_delimiter' : misfit;
  return looseLine({ line, flag, extra, cells: cells.slice(0, shape.columns) }, delimiter);
};

/** Whether the bytes are only delimiters and spaces: the empty tail spreadsheets leave on a row. */
const isBlankTail = (bytes: Uint8Array, from: number, end: number, delimiter: number): boolean => {
  for (let at = from; at < end; at += 1) if (bytes[at] !== delimiter && bytes[at] !== space) return false;
  return true;
};

/** What a record gets around it, at most: its number, four empty columns, the end of its line. */
const numberBytes = 24;

const linesOf = (bytes: Uint8Array): number => {
  const end = bytes.includes(newline) ? newline : carriage;
  let lines = 0;
  for (let at = bytes.indexOf(end); at >= 0; at = bytes.indexOf(end, at + 1)) lines += 1;
  return lines;
};

/** What was cut of some blocks; `batch` is null where no record that is no total ended in them. */
type Piece = { batch: Batch | null; used: number; totals: number };

/** Cuts a block in whole records, and goes on counting lines in the next. */
const cutter = (shape: Shape, meter: Meter) => {
  const { delimiter, columns } = shape;
  const most = shape.widths?.most ?? Number.POSITIVE_INFINITY;
  const isHeader = headerTest(shape);
  const isMixed = (record: Uint8Array, allUtf8: boolean): boolean =>
    (!allUtf8 && !isUtf8(record)) || (shape.isForeign != null && !isAscii(record) && shape.isForeign(textOf(record)));
  const found = nothingFound();
  const mark = Buffer.from(String.fromCharCode(delimiter).repeat(4));
  const state = { line: shape.line, isAfterGap: false, isOther: false, isThin: false };
  const cut = (bytes: Uint8Array, isLast: boolean): Piece => {
    const out = Buffer.allocUnsafe(bytes.length + (linesOf(bytes) + 1) * numberBytes);
    const late: string[] = [];
    const allUtf8 = isUtf8(bytes);
    let { line } = state;
    let length = 0;
    let rows = 0;
    let totals = 0;
    let at = 0;
    const { usual = [] } = shape;
    const words = usual.length > 0 ? totalWords(bytes) : [];
    let word = 0;
    while (at < bytes.length) {
      findRecord(bytes, at, isLast, delimiter, columns, found);
      if (found.next < 0) break;
      while ((words[word] ?? found.end) < at) word += 1;
      const hasWord = (words[word] ?? found.end) < found.end;
      if (found.blank || found.end === at) {
        // A line of nothing is no record.
        state.isAfterGap = true;
      } else if (!found.bad && isTotalRecord(bytes, at, found.end, delimiter)) totals += 1;
      else if (hasWord && !found.bad && isTotal(cellsOf(bytes.subarray(at, found.end), delimiter), usual)) totals += 1;
      else if (!found.bad && isHeader(bytes, at, found.end)) totals += 1;
      else {
        if ((state.isAfterGap || state.isThin) && !found.bad && shape.other) {
          const cells = cellsOf(bytes.subarray(at, found.end), delimiter);
          state.isOther ||= state.isAfterGap && shape.other.isHeader(cells);
          state.isThin = shape.other.isThin(cells);
        }
        state.isAfterGap = false;
        const isOther = state.isOther || state.isThin;
        const isWide = found.delimiters + 1 > most;
        const tail = found.cut >= 0 && !isWide && isBlankTail(bytes, found.cut, found.end, delimiter);
        const end = tail ? found.cut : found.end;
        const misfits = (found.cut >= 0 && !tail) || isShort(found, shape);
        const isAlien = isAlienRecord(bytes, at, found, shape);
        const spoilt = isOther || found.bad || misfits || isAlien || isMixed(bytes.subarray(at, found.end), allUtf8);
        if (spoilt) late.push(refusedLine(bytes, at, found, shape, { line, isOther, isAlien }));
        else if (length + (end - at) + numberBytes <= out.length) {
          length += out.write(String(line), length, 'latin1');
          length += mark.copy(out, length);
          out.set(bytes.subarray(at, end), length);
          length += end - at;
          out[length] = newline;
          length += 1;
        } else late.push(`${line}${mark}${textOf(bytes.subarray(at, end))}`);
        rows += 1;
      }
      line += found.newlines;
      at = found.next;
    }
    state.line = line;
    if (rows === 0) return { batch: null, used: at, totals };
    const head = out.subarray(0, length);
    const all = late.length === 0 ? head : Buffer.concat([head, Buffer.from(`${late.join('\n')}\n`)]);
    const sign = String.fromCharCode(delimiter);
    return { batch: { bytes: all, delimiter: sign, rows, totals, readBytes: meter.read }, used: at, totals };
  };
  return { cut, state };
};

async function* piecesOf(source: AsyncIterable<Uint8Array>, shape: Shape, meter: Meter): AsyncGenerator<Piece> {
  const { cut, state } = cutter(shape, meter);
  let parts: Uint8Array[] = [];
  let size = 0;
  // A record longer than what is there is looked for again only when there is twice as much.
  let wanted = batchBytes;
  for await (const block of source) {
    parts.push(block);
    size += block.length;
    if (size < wanted) continue;
    const bytes = parts.length === 1 ? block : Buffer.concat(parts);
    const piece = cut(bytes, false);
    const rest = bytes.subarray(piece.used);
    if (rest.length > recordBytes) throw tableProblems.recordTooLong(state.line, recordBytes / 1_000_000);
    parts = [rest];
    size = rest.length;
    wanted = Math.max(batchBytes, size * 2);
    yield piece;
  }
  yield cut(Buffer.concat(parts), true);
}

/**
 * Cuts delimited UTF-8 text into batches of whole records, each with its line number put in front.
 *
 * The first record is the one after the header. Lines are counted as an editor counts them, so numbers hold past quoted line breaks; blank lines
 * and rows of nothing but delimiters are not records. Rows of sums are counted with the batch they stand in or after. Problems: `record_too_long`.
 */
export async function* cutRecords(
  source: AsyncIterable<Uint8Array>,
  shape: Shape,
  meter: Meter = { read: 0 },
): AsyncGenerator<Batch> {
  // A batch is held back until another follows: what comes after it may be nothing but totals.
  let held: Batch | null = null;
  let before = 0;
  for await (const { batch, totals } of piecesOf(source, shape, meter)) {
    if (batch) {
      if (held) yield held;
      held = batch;
      held.totals += before;
      before = 0;
    } else if (held) held.totals += totals;
    else before += totals;
  }
  if (held) yield held;
}
