import { readFile, stat } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { isLikeNumber, type TextRow } from './batch.ts';
import { openCompound } from './compound.ts';
import { tableProblems } from './problems.ts';
import type { RowTable } from './rows.ts';
import { dateText, isDateFormat, numberText } from './xlsx.ts';

/** The format holds at most 65,536 rows a sheet; more bytes than this are no table of it. */
const mostBytes = 500_000_000;

const kinds = {
  formula: 0x06,
  end: 0x0a,
  dateMode: 0x22,
  password: 0x2f,
  more: 0x3c,
  codePage: 0x42,
  sheet: 0x85,
  manyRk: 0xbd,
  richLabel: 0xd6,
  style: 0xe0,
  shared: 0xfc,
  sharedLabel: 0xfd,
  number: 0x203,
  label: 0x204,
  truth: 0x205,
  text: 0x207,
  rk: 0x27e,
  format: 0x41e,
  begin: 0x809,
};

/** A record of the workbook. What did not fit in it follows in `parts`. */
type Fragment = { kind: number; parts: Buffer[]; next: number };

const fragmentAt = (book: Buffer, at: number): Fragment | null => {
  if (at + 4 > book.length) return null;
  const kind = book.readUInt16LE(at);
  let next = at + 4 + book.readUInt16LE(at + 2);
  const parts = [book.subarray(at + 4, next)];
  while (next + 4 <= book.length && book.readUInt16LE(next) === kinds.more) {
    const end = next + 4 + book.readUInt16LE(next + 2);
    parts.push(book.subarray(next + 4, end));
    next = end;
  }
  return { kind, parts, next };
};

function* fragmentsFrom(book: Buffer, from: number): Generator<Fragment> {
  for (let found = fragmentAt(book, from); found; found = fragmentAt(book, found.next)) yield found;
}

/** Reads on through the parts of a fragment; a text cut by a part's end says anew there how wide its letters are. */
const partsReader = (parts: readonly Buffer[]) => {
  let part = 0;
  let at = 0;
  const settle = (): Buffer => {
    while (part < parts.length && at >= (parts[part]?.length ?? 0)) {
      at -= parts[part]?.length ?? 0;
      part += 1;
    }
    const found = parts[part];
    if (!found) throw new Error('text ends early');
    return found;
  };
  const number = (bytes: number): number => {
    const found = settle();
    at += bytes;
    return found.readUIntLE(at - bytes, bytes);
  };
  return {
    number,
    skip: (bytes: number): void => {
      at += bytes;
    },
    letters(count: number, isWide: boolean): string {
      let text = '';
      let wide = isWide;
      for (let left = count; left > 0; ) {
        const before = part;
        const found = settle();
        if (part !== before && left < count) wide = (number(1) & 1) === 1;
        const bytes = Math.min(left * (wide ? 2 : 1), found.length - at);
        const whole = wide ? bytes - (bytes % 2) : bytes;
        if (whole === 0) throw new Error('text ends early');
        text += found.toString(wide ? 'utf16le' : 'latin1', at, at + whole);
        at += whole;
        left -= wide ? whole / 2 : whole;
      }
      return text;
    },
  };
};

type Reader = ReturnType<typeof partsReader>;

const readText = (reader: Reader, length: number): string => {
  const flags = reader.number(1);
  const runs = flags & 8 ? reader.number(2) : 0;
  const extra = flags & 4 ? reader.number(4) : 0;
  const text = reader.letters(length, (flags & 1) === 1);
  reader.skip(runs * 4 + extra);
  return text;
};

const readShared = (parts: readonly Buffer[]): string[] => {
  const reader = partsReader(parts);
  reader.skip(4);
  const count = reader.number(4);
  const texts: string[] = [];
  while (texts.length < count) texts.push(readText(reader, reader.number(2)));
  return texts;
};

type Book = {
  bytes: Buffer;
  /** Texts of workbooks before Excel 97 are bytes in one encoding. */
  codePage: string | null;
  is1904: boolean;
  shared: string[];
  dateStyles: boolean[];
  sheets: { name: string; start: number }[];
};

/** A text that begins with its length, in one or two bytes. */
const textAt = (book: Pick<Book, 'codePage'>, parts: readonly Buffer[], at: number, lengthBytes: 1 | 2): string => {
  const reader = partsReader(parts);
  reader.skip(at);
  const length = reader.number(lengthBytes);
  if (length === 0) return '';
  if (book.codePage === null) return readText(reader, length);
  return iconv.decode(Buffer.from(reader.letters(length, false), 'latin1'), book.codePage);
};

const codePageOf = (number: number): string => {
  const name = number === 32_768 ? 'macroman' : number === 10_007 ? 'maccyrillic' : `cp${number}`;
  return iconv.encodingExists(name) ? name : 'windows-1251';
};

const readBook = (bytes: Buffer, fileName: string): Book => {
  const book: Book = { bytes, codePage: null, is1904: false, shared: [], dateStyles: [], sheets: [] };
  const formats = new Map<number, string>();
  const styles: number[] = [];
  for (const { kind, parts } of fragmentsFrom(bytes, 0)) {
    const [head = Buffer.alloc(0)] = parts;
    if (kind === kinds.password) throw tableProblems.locked(fileName);
    if (kind === kinds.begin && head.readUInt16LE(0) < 0x600) book.codePage = 'windows-1251';
    if (kind === kinds.codePage && book.codePage) book.codePage = codePageOf(head.readUInt16LE(0));
    if (kind === kinds.dateMode) book.is1904 = head.readUInt16LE(0) === 1;
    if (kind === kinds.format) formats.set(head.readUInt16LE(0), textAt(book, parts, 2, book.codePage ? 1 : 2));
    if (kind === kinds.style) styles.push(head.readUInt16LE(2));
    if (kind === kinds.shared) book.shared = readShared(parts);
    // Kind 0 is a sheet of cells; hidden so that no menu shows it is 2.
    if (kind === kinds.sheet && head[5] === 0 && head[4] !== 2)
      book.sheets.push({ name: textAt(book, parts, 6, 1), start: head.readUInt32LE(0) });
    if (kind === kinds.end) break;
  }
  book.dateStyles = styles.map((id) => isDateFormat(id, formats.get(id)));
  if (book.sheets.length === 0) throw new Error('no sheets');
  return book;
};

const rkValue = (rk: number): number => {
  const high = Buffer.alloc(8);
  high.writeUInt32LE((rk & ~3) >>> 0, 4);
  const value = rk & 2 ? rk >> 2 : high.readDoubleLE(0);
  return rk & 1 ? value / 100 : value;
};

/** The cells of one record: where they are, and their text; null where the text comes in the record that follows. */
const cellsOf = (
  book: Book,
  kind: number,
  parts: readonly Buffer[],
): [row: number, column: number, text: string | null][] => {
  const [head = Buffer.alloc(0)] = parts;
  const row = head.readUInt16LE(0);
  const column = head.readUInt16LE(2);
  const numeric = (value: number, style: number): string => {
    if (!Number.isFinite(value)) return '';
    return book.dateStyles[style] ? dateText(value, book.is1904) : numberText(String(value), value);
  };
  const one = (text: string | null): [number, number, string | null][] => [[row, column, text]];
  if (kind === kinds.sharedLabel) return one(book.shared[head.readUInt32LE(6)] ?? '');
  if (kind === kinds.label || kind === kinds.richLabel) return one(textAt(book, parts, 6, 2));
  if (kind === kinds.number) return one(numeric(head.readDoubleLE(6), head.readUInt16LE(4)));
  if (kind === kinds.rk) return one(numeric(rkValue(head.readInt32LE(6)), head.readUInt16LE(4)));
  if (kind === kinds.truth) return one(head[7] ? '#' : head[6] ? 'true' : 'false');
  if (kind === kinds.manyRk)
    return Array.from({ length: Math.floor((head.length - 6) / 6) }, (_, at) => {
      const value = rkValue(head.readInt32LE(6 + at * 6));
      return [row, column + at, numeric(value, head.readUInt16LE(4 + at * 6))];
    });
  // A formula: its last result is a number, or two full bytes and what else it is.
  if (head.readUInt16LE(12) !== 0xffff) return one(numeric(head.readDoubleLE(6), head.readUInt16LE(4)));
  if (head[6] === 0) return one(null);
  return one(head[6] === 1 ? (head[8] ? 'true' : 'false') : head[6] === 2 ? '#' : '');
};

const cellKinds = new Set([
  kinds.sharedLabel,
  kinds.label,
  kinds.richLabel,
  kinds.number,
  kinds.rk,
  kinds.truth,
  kinds.manyRk,
  kinds.formula,
]);

const textKinds = new Set([kinds.sharedLabel, kinds.label, kinds.richLabel]);

const readSheet = (book: Book, start: number): TextRow[] => {
  const rows: { cells: string[]; texts: number[] }[] = [];
  let depth = 0;
  let waiting: [row: number, column: number] | null = null;
  const put = (row: number, column: number, text: string, isText: boolean): void => {
    rows[row] ??= { cells: [], texts: [] };
    const { cells, texts } = rows[row];
    while (cells.length < column) cells.push('');
    cells[column] = text;
    if (isText && isLikeNumber(text)) texts.push(column);
  };
  for (const { kind, parts } of fragmentsFrom(book.bytes, start)) {
    // A chart in the sheet is a stream of its own within it.
    if (kind === kinds.begin) depth += 1;
    if (kind === kinds.end) depth -= 1;
    if (depth === 0) break;
    if (depth > 1) continue;
    if (kind === kinds.text && waiting) {
      put(...waiting, textAt(book, parts, 0, 2), true);
      waiting = null;
    }
    if (!cellKinds.has(kind)) continue;
    for (const [row, column, text] of cellsOf(book, kind, parts))
      if (text === null) waiting = [row, column];
      else put(row, column, text, textKinds.has(kind));
  }
  const found: TextRow[] = [];
  for (const [at, row] of rows.entries())
    if (row?.cells.some((cell) => cell.trim() !== '')) found.push({ line: at + 1, ...row });
  return found;
};

/** The sheets of a workbook of Excel 95 to 2003, which is held in memory. Source: [MS-XLS]. Problems: `broken_file`, `locked_file`, `old_workbook`, `not_a_table`. */
export const xlsTables = async (path: string, fileName: string): Promise<RowTable[]> => {
  const { size } = await stat(path);
  if (size > mostBytes) throw tableProblems.oldWorkbook(fileName);
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      // Everything else is bytes that are not where they should be.
      throw cause instanceof Error && 'body' in cause
        ? cause
        : Object.assign(tableProblems.broken(fileName, 'XLS'), { cause });
    }
  };
  const file = await readFile(path);
  const book = guarded(() => {
    const compound = openCompound(file);
    if (compound.names.includes('EncryptedPackage')) throw tableProblems.locked(fileName);
    const name = ['Workbook', 'Book'].find((one) => compound.names.includes(one));
    if (!name) throw tableProblems.binary(fileName);
    return readBook(compound.stream(name), fileName);
  });
  return book.sheets.map(({ name, start }) => ({
    format: 'xls',
    part: name,
    totalBytes: size,
    async *rows({ meter, signal }) {
      signal?.throwIfAborted();
      const rows = guarded(() => readSheet(book, start));
      for (const [at, row] of rows.entries()) {
        if (meter) meter.read = Math.round((size * (at + 1)) / rows.length);
        yield row;
      }
    },
  }));
};
