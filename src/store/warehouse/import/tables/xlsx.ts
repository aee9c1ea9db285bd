import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { fileProblems } from '../problems.ts';
import { batchesOf, type LooseRow, mostColumns, type Table } from './batch.ts';
import { openZip, type Zip } from './zip.ts';

const dayMs = 86_400_000;
/** Excel stores at most a million rows of text once each; more than this is not a spreadsheet but a trap. */
const mostSharedCharacters = 300_000_000;

type Handlers = {
  open(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** Feeds one XML entry to the handlers, pausing after every block of the file. */
async function* walk(zip: Zip, entry: string, handlers: Handlers, signal?: AbortSignal): AsyncGenerator<void> {
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
  for await (const block of (await zip.read(entry, signal)) as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(block, { stream: true }));
    if (failed) throw failed;
    yield;
  }
  parser.close();
  if (failed) throw failed;
}

const walkWhole = async (zip: Zip, entry: string, handlers: Handlers): Promise<void> => {
  if (zip.names.includes(entry)) for await (const _ of walk(zip, entry, handlers));
};

const readSharedStrings = async (zip: Zip): Promise<string[]> => {
  const strings: string[] = [];
  let current: string[] = [];
  let inText = false;
  let phonetic = 0;
  let size = 0;
  await walkWhole(zip, 'xl/sharedStrings.xml', {
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
  });
  return strings;
};

const isDateFormat = (id: number, code: string | undefined): boolean => {
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

type Workbook = { sheets: string[]; is1904: boolean; strings: string[]; dateStyles: boolean[] };

const readWorkbook = async (zip: Zip): Promise<Workbook> => {
  const targets = new Map<string, string>();
  await walkWhole(zip, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id && Target)
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  const sheets: string[] = [];
  let is1904 = false;
  await walkWhole(zip, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      const target = targets.get(attributes['r:id'] ?? '');
      if (name === 'sheet' && target) sheets.push(target);
    },
  });
  if (sheets.length === 0) throw new Error('no sheets');
  return { sheets, is1904, strings: await readSharedStrings(zip), dateStyles: await readDateStyles(zip) };
};

/** Excel counts days from 1899-12-30, or from 1904-01-01. */
const dateText = (serial: number, is1904: boolean): string => {
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

const cellText = (raw: string, type: string, style: number, book: Workbook): string => {
  if (raw === '') return '';
  if (type === 's') return book.strings[Number(raw)] ?? '';
  if (type === 'b') return raw === '1' ? 'true' : 'false';
  if (type !== '' && type !== 'n') return raw;
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  if (book.dateStyles[style]) return dateText(value, book.is1904);
  // A float's last digits are noise: Excel itself shows fifteen.
  return /^-?\d{1,15}$/.test(raw) ? raw : String(Number(value.toPrecision(15)));
};

type SheetRow = { line: number; cells: string[] };

async function* readSheet(zip: Zip, entry: string, book: Workbook, signal?: AbortSignal): AsyncGenerator<SheetRow> {
  let rows: SheetRow[] = [];
  let cells: string[] = [];
  let line = 0;
  let column = -1;
  let type = '';
  let style = 0;
  let raw = '';
  let inValue = false;
  const handlers: Handlers = {
    open(name, attributes) {
      if (name === 'row') {
        line = Number(attributes.r ?? line + 1);
        cells = [];
        column = -1;
      } else if (name === 'c') {
        column = attributes.r ? columnOf(attributes.r) : column + 1;
        if (column > 16_384) throw new Error('no such column');
        type = attributes.t ?? '';
        style = Number(attributes.s ?? 0);
        raw = '';
      } else if (name === 'v' || name === 't') inValue = true;
    },
    text(text) {
      if (inValue) raw += text;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c') {
        while (cells.length < column) cells.push('');
        cells[column] = cellText(raw, type, style, book);
      } else if (name === 'row' && cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
    },
  };
  for await (const _ of walk(zip, entry, handlers, signal)) {
    const ready = rows;
    rows = [];
    yield* ready;
  }
  yield* rows;
}

const fit = ({ line, cells }: SheetRow, columns: number): LooseRow => {
  const extra = cells.slice(columns).filter((cell) => cell !== '');
  const own = cells.slice(0, columns);
  while (own.length < columns) own.push('');
  return extra.length > 0
    ? { line, cells: own, flag: 'too_many_columns', extra: extra.join('; ') }
    : { line, cells: own };
};

/**
 * Opens the first sheet of a workbook that has anything in it; its first filled row is the header. Rows are streamed; the texts they share are
 * held in memory. Problems: `broken_file`, `empty_file`, `too_many_columns`.
 */
export const openXlsx = async (path: string, fileName: string, signal?: AbortSignal): Promise<Table> => {
  const broken = (cause: unknown) => Object.assign(fileProblems.broken(fileName, 'XLSX'), { cause });
  let book: Workbook;
  let zip: Zip;
  let rows: AsyncGenerator<SheetRow> | null = null;
  let header: SheetRow | null = null;
  try {
    zip = await openZip(path);
    book = await readWorkbook(zip);
    for (const sheet of book.sheets) {
      rows = readSheet(zip, sheet, book, signal);
      const first = await rows.next();
      if (first.done) continue;
      header = first.value;
      break;
    }
  } catch (cause) {
    throw broken(cause);
  }
  if (!rows || !header) throw fileProblems.empty(fileName);
  if (header.cells.length > mostColumns) throw fileProblems.tooManyColumns(header.cells.length, mostColumns);
  const columns = header.cells.length;
  const found = rows;
  let count = 0;
  async function* body(): AsyncGenerator<LooseRow> {
    try {
      for await (const row of found) {
        count += 1;
        yield fit(row, columns);
      }
    } catch (cause) {
      throw signal?.aborted ? cause : broken(cause);
    }
  }
  return { header: header.cells, batches: batchesOf(body(), () => count) };
};
