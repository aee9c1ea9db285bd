import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { isLikeNumber, type TextRow } from './batch.ts';
import { tableProblems } from './problems.ts';
import type { RowTable } from './rows.ts';
import type { ReadOptions } from './source.ts';
import type { Entry, Zip } from './zip.ts';

const dayMs = 86_400_000;
/** Excel stores at most a million rows of text once each; more than this is not a spreadsheet but a trap. */
const mostSharedCharacters = 300_000_000;
const mostColumnsOfExcel = 16_384;

type Handlers = {
  open(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** Feeds one XML entry to the handlers, pausing after every block of the file. */
async function* walk(zip: Zip, entry: Entry, handlers: Handlers, options: ReadOptions = {}): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let failed: Error | null = null;
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('error', (error) => {
    failed ??= error;
  });
  parser.on('opentag', (tag: SaxesTagPlain) => handlers.open(local(tag.name), tag.attributes));
  if (handlers.text) parser.on('text', handlers.text);
  if (handlers.close) parser.on('closetag', (tag: SaxesTagPlain) => handlers.close?.(local(tag.name)));
  const decoder = new TextDecoder();
  for await (const block of zip.source(entry, () => new Error(`broken entry ${entry.name}`)).blocks(options)) {
    parser.write(decoder.decode(block, { stream: true }));
    if (failed) throw failed;
    yield;
  }
  parser.close();
  if (failed) throw failed;
}

/** An entry by its name in any letter case: 1C writes `SharedStrings.xml`. */
const entryOf = (zip: Zip, name: string): Entry | undefined =>
  zip.entries.find((entry) => entry.name.toLowerCase() === name.toLowerCase());

const walkWhole = async (zip: Zip, name: string, handlers: Handlers): Promise<void> => {
  const entry = entryOf(zip, name);
  if (entry) for await (const _ of walk(zip, entry, handlers));
};

/** Texts that cells share, up to the one of number `last`. */
const readSharedStrings = async (zip: Zip, last: number): Promise<{ strings: string[]; isWhole: boolean }> => {
  const strings: string[] = [];
  let current: string[] = [];
  let inText = false;
  let phonetic = 0;
  let size = 0;
  const handlers: Handlers = {
    open(name) {
      if (name === 'si') current = [];
      if (name === 'rPh') phonetic += 1;
      if (name === 't') inText = phonetic === 0;
    },
    text(text) {
      if (!inText) return;
      size += text.length;
      if (size > mostSharedCharacters) throw new Error('too much text');
      current.push(text);
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.push(current.join(''));
    },
  };
  const entry = entryOf(zip, 'xl/sharedStrings.xml');
  if (!entry) return { strings, isWhole: true };
  for await (const _ of walk(zip, entry, handlers)) if (strings.length > last) return { strings, isWhole: false };
  return { strings, isWhole: true };
};

/** Whether a number format shows a date: built-in ones by their number, others by their code. */
export const isDateFormat = (id: number, code: string | undefined): boolean => {
  if (code !== undefined) return /[ymdhs]/i.test(code.replace(/"[^"]*"|\[(?!h|m|s)[^\]]*\]|\\./gi, ''));
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
};

/** Which cell styles show a number as a date. */
const readDateStyles = async (zip: Zip): Promise<boolean[]> => {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await walkWhole(zip, 'xl/styles.xml', {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      const id = Number(attributes.numFmtId ?? 0);
      if (name === 'xf' && inCells) styles.push(isDateFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
};

type Workbook = {
  sheets: { name: string; entry: Entry }[];
  is1904: boolean;
  dateStyles: boolean[];
  /** Texts that cells share, at least up to the one of number `last`: the first rows need few of them. */
  strings(last: number): Promise<readonly string[]>;
};

const readWorkbook = async (zip: Zip): Promise<Workbook> => {
  const targets = new Map<string, string>();
  await walkWhole(zip, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: Workbook['sheets'] = [];
  let is1904 = false;
  await walkWhole(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (name !== 'sheet' || attributes.state === 'veryHidden') return;
      const id = Object.keys(attributes).find((key) => key.endsWith(':id')) ?? '';
      const entry = entryOf(zip, targets.get(attributes[id] ?? '') ?? '');
      if (entry) sheets.push({ name: attributes.name ?? '', entry });
    },
  });
  if (sheets.length === 0) throw new Error('no sheets');
  let loaded: { strings: string[]; isWhole: boolean } = { strings: [], isWhole: false };
  return {
    sheets,
    is1904,
    dateStyles: await readDateStyles(zip),
    async strings(last) {
      if (!loaded.isWhole && loaded.strings.length <= last) loaded = await readSharedStrings(zip, last);
      return loaded.strings;
    },
  };
};

/** A number of a workbook as text: a float's last digits are noise, Excel itself shows fifteen. What a sum leaves of nothing is nothing. */
export const numberText = (raw: string, value: number): string => {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e-') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
};

/** A day number of a workbook as text. Excel counts days from 1899-12-30, or from 1904-01-01. */
export const dateText = (serial: number, is1904: boolean): string => {
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const at = new Date(Math.round((epoch + serial * dayMs) / 1000) * 1000);
  if (Number.isNaN(at.getTime())) return String(serial);
  const iso = at.toISOString();
  return serial % 1 === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
};

const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
};

/** Types of cells that are texts: shared, in place, and of a formula. */
const isText = new Set(['s', 'inlineStr', 'str']);

type CellText = (raw: string, type: string, style: number) => string;

const cellTexts =
  (book: Workbook, shared: (index: number) => string): CellText =>
  (raw, type, style) => {
    if (raw === '') return '';
    if (type === 's') return shared(Number(raw));
    if (type === 'b') return raw === '1' ? 'true' : 'false';
    if (type !== '' && type !== 'n') return raw;
    const value = Number(raw);
    if (!Number.isFinite(value)) return raw;
    if (book.dateStyles[style]) return dateText(value, book.is1904);
    return numberText(raw, value);
  };

/** Where a row stands: where it says, unless that is no number or not behind the row before. */
const lineOf = (told: string | undefined, before: number): number => {
  const line = Number(told ?? Number.NaN);
  return Number.isSafeInteger(line) && line > before ? line : before + 1;
};

async function* readSheet(zip: Zip, entry: Entry, text: CellText, options: ReadOptions): AsyncGenerator<TextRow> {
  let rows: TextRow[] = [];
  let cells: string[] = [];
  let texts: number[] = [];
  let line = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let raw = '';
  let inValue = false;
  const handlers: Handlers = {
    open(name, attributes) {
      if (name === 'row') {
        line = lineOf(attributes.r, line);
        cells = [];
        texts = [];
        column = -1;
      } else if (name === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1;
        if (column < 0 || column > mostColumnsOfExcel) throw new Error('no such column');
        type = attributes.t ?? '';
        style = Number(attributes.s ?? 0);
        raw = '';
      } else if (name === 'v' || name === 't') inValue = true;
    },
    text(part) {
      if (inValue) raw += part;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c') {
        while (cells.length < column) cells.push('');
        const cell = text(raw, type, style);
        cells[column] = cell;
        if (isText.has(type) && isLikeNumber(cell)) texts.push(column);
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells, texts });
    },
  };
  for await (const _ of walk(zip, entry, handlers, options)) {
    const ready = rows;
    rows = [];
    yield* ready;
  }
  yield* rows;
}

/** Stands for a shared text that is not read yet; XML can't hold it. */
const reference = '\0';

const sheetTable = (
  zip: Zip,
  book: Workbook,
  { name, entry }: { name: string; entry: Entry },
  broken: (cause: unknown) => Error,
): RowTable => ({
  format: 'xlsx',
  part: name,
  totalBytes: entry.packed,
  async *rows(options) {
    try {
      const strings = await book.strings(Number.POSITIVE_INFINITY);
      const texts = cellTexts(book, (index) => strings[index] ?? '');
      yield* readSheet(zip, entry, texts, options);
    } catch (cause) {
      throw options.signal?.aborted ? cause : broken(cause);
    }
  },
  async firstRows(most) {
    try {
      const first: TextRow[] = [];
      let last = -1;
      const texts = cellTexts(book, (index) => {
        last = Math.max(last, index);
        return `${reference}${index}`;
      });
      for await (const row of readSheet(zip, entry, texts, {})) if (first.push(row) >= most) break;
      const strings = await book.strings(last);
      const resolved = (cell: string) => (cell.startsWith(reference) ? (strings[Number(cell.slice(1))] ?? '') : cell);
      return first
        .map(({ line, cells }) => ({ line, cells: cells.map(resolved) }))
        .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    } catch (cause) {
      throw broken(cause);
    }
  },
});

/** Whether an archive is a workbook of Excel. */
export const isXlsx = (zip: Zip): boolean => entryOf(zip, 'xl/workbook.xml') !== undefined;

/** The sheets of a workbook. Rows are streamed; the texts they share are held in memory. Problems: `broken_file`. */
export const xlsxTables = async (zip: Zip, fileName: string): Promise<RowTable[]> => {
  const broken = (cause: unknown) => Object.assign(tableProblems.broken(fileName, 'XLSX'), { cause });
  try {
    const book = await readWorkbook(zip);
    return book.sheets.map((sheet) => sheetTable(zip, book, sheet, broken));
  } catch (cause) {
    throw broken(cause);
  }
};
