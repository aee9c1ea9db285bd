import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';

/** A row that is to be written. `tag` is its own truth: what it must be found by after the import; '' for what is no row. */
export type Line = {
  tag: string;
  cells: string[];
  /** Columns whose cells no longer say in this row what they said. */
  touched: Set<string>;
  /** A currency that was put into one of its amounts. */
  foreign?: { column: string; currency: string };
  delimiter?: string;
  end?: string;
  encoding?: string;
};

/** `name` is what the column is known by, `title` what stands in the header. */
export type Column = { name: string; title: string };

export type Sheet = {
  columns: Column[];
  lines: Line[];
  preface: string[];
  /** Columns that were dropped or are called otherwise. */
  altered: Set<string>;
  /** Columns whose cells say the same in other words: ids put together of them are others. */
  reworded: Set<string>;
};

/** How a sheet is written down. */
export type Way = {
  format: 'delimited' | 'html' | 'ndjson' | 'bank' | 'workbook' | 'zip' | 'gzip';
  encoding: string;
  mark: '' | 'utf-8' | 'utf-16le' | 'utf-16be';
  delimiter: string;
  end: string;
  quoteAll: boolean;
  endsWithBreak: boolean;
};

/** Text on its way into a file; `column` where it is what stands in a cell. The header is line −1. */
type Piece = { text: string; encoding?: string | undefined; line: number; column: string };

/** Where in the bytes a cell stands. */
export type Span = { start: number; end: number; line: number; column: string };

export type Written = { bytes: Buffer; spans: Span[] };

const nowhere = -2;
const header = -1;

const sign = (text: string, encoding?: string): Piece => ({ text, encoding, line: nowhere, column: '' });

const delimited = ({ columns, lines, preface }: Sheet, way: Way): Piece[] => {
  const row = (
    cells: readonly string[],
    line: number,
    own: Pick<Line, 'delimiter' | 'end' | 'encoding'> = {},
  ): Piece[] => {
    const delimiter = own.delimiter ?? way.delimiter;
    const pieces = cells.flatMap((text, at): Piece[] => {
      const isQuoted = way.quoteAll || /["\r\n]/.test(text) || text.includes(delimiter);
      const inner = { text: isQuoted ? text.replaceAll('"', '""') : text, encoding: own.encoding, line };
      const cell = { ...inner, column: columns[at]?.name ?? '' };
      const before = at === 0 ? [] : [sign(delimiter, own.encoding)];
      const quote = isQuoted ? [sign('"', own.encoding)] : [];
      return [...before, ...quote, cell, ...quote];
    });
    return [...pieces, sign(own.end ?? way.end, own.encoding)];
  };
  return [
    ...preface.map((text) => sign(`${text}${way.end}`)),
    ...row(
      columns.map(({ title }) => title),
      header,
    ),
    ...lines.flatMap((line, at) => row(line.cells, at, line)),
  ];
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const html = ({ columns, lines, preface }: Sheet, way: Way): Piece[] => {
  const row = (cells: readonly string[], line: number, encoding?: string): Piece[] => [
    sign('<tr>', encoding),
    ...cells.flatMap((text, at) => [
      sign('<td>', encoding),
      { text: escaped(text), encoding, line, column: columns[at]?.name ?? '' },
      sign('</td>', encoding),
    ]),
    sign(`</tr>${way.end}`, encoding),
  ];
  return [
    sign(`<html><head><meta charset="${way.encoding}"></head><body><table>${way.end}`),
    ...preface.map((text) => sign(`<tr><td>${escaped(text)}</td></tr>${way.end}`)),
    ...row(
      columns.map(({ title }) => title),
      header,
    ),
    ...lines.flatMap((line, at) => row(line.cells, at, line.encoding)),
    sign('</table></body></html>'),
  ];
};

/** Cells of such a sheet are JSON already; an empty one is no key. */
const ndjson = ({ columns, lines }: Sheet, way: Way): Piece[] =>
  lines.flatMap((line, at) => {
    const filled = columns.flatMap(({ name, title }, column) => {
      const text = line.cells[column] ?? '';
      return text === '' ? [] : [{ name, title, text }];
    });
    const pairs = filled.flatMap(({ name, title, text }, n): Piece[] => [
      sign(n === 0 ? '{' : ','),
      { text: JSON.stringify(title), line: at, column: name },
      sign(':'),
      { text, line: at, column: name },
    ]);
    return [...pairs, sign(`}${line.end ?? way.end}`)];
  });

/** The first column is what kind of document it is. */
const bank = ({ columns, lines, preface }: Sheet, way: Way): Piece[] => [
  ...preface.map((text) => sign(`${text}${way.end}`)),
  ...lines.flatMap((line, at) => [
    ...columns.flatMap(({ name, title }, column): Piece[] => {
      const text = line.cells[column] ?? '';
      const own = { line: at, column: name, encoding: line.encoding };
      const isOpening = title === 'СекцияДокумент';
      if (text === '' && !isOpening) return [];
      const key = isOpening ? sign(title) : { ...own, text: title };
      return [key, sign('='), { ...own, text: text.replaceAll(/[\r\n]+/g, ' ') }, sign(line.end ?? way.end)];
    }),
    sign(`КонецДокумента${way.end}`),
  ]),
  sign('КонецФайла'),
];

const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

const plainNumber = /^-?(?:0|[1-9]\d{0,9})(?:\.\d+)?$/;

const workbook = ({ columns, lines, preface }: Sheet): Buffer => {
  const rows = [
    ...preface.map((text) => [text]),
    columns.map(({ title }) => title),
    ...lines.map(({ cells }) => cells),
  ];
  const cell = (text: string, reference: string): string => {
    if (text === '') return '';
    if (plainNumber.test(text)) return `<c r="${reference}"><v>${text}</v></c>`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML can't hold them
    const plain = escaped(text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ''));
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${plain}</t></is></c>`;
  };
  const body = rows.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((text, column) => cell(text, `${letters(column)}${at + 1}`)).join('')}</row>`,
  );
  const files = {
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${body.join('')}</sheetData></worksheet>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { level: 6 }),
  );
};

const encoded = (pieces: readonly Piece[], way: Way): Written => {
  const marks = { '': '', 'utf-8': '\xef\xbb\xbf', 'utf-16le': '\xff\xfe', 'utf-16be': '\xfe\xff' };
  const parts: Uint8Array[] = [Buffer.from(marks[way.mark], 'latin1')];
  const spans: Span[] = [];
  let at = parts[0]?.length ?? 0;
  for (const { text, encoding, line, column } of pieces) {
    const bytes = iconv.encode(text, encoding ?? way.encoding);
    if (line !== nowhere) spans.push({ start: at, end: at + bytes.length, line, column });
    parts.push(bytes);
    at += bytes.length;
  }
  return { bytes: Buffer.concat(parts), spans };
};

const textOf = (sheet: Sheet, way: Way): Written => {
  const write = { html, ndjson, bank, delimited, workbook: delimited, zip: delimited, gzip: delimited }[way.format];
  const pieces = write(sheet, way);
  if (way.format === 'delimited' && !way.endsWithBreak) pieces.pop();
  return encoded(pieces, way);
};

/** A sheet as a file, and where in it the cells stand; what is packed has no places. */
export const writeSheet = (sheet: Sheet, way: Way): Written => {
  if (way.format === 'workbook') return { bytes: workbook(sheet), spans: [] };
  const text = textOf(sheet, way);
  if (way.format === 'zip')
    return { bytes: Buffer.from(zipSync({ 'report.csv': new Uint8Array(text.bytes) })), spans: [] };
  if (way.format === 'gzip') return { bytes: Buffer.from(gzipSync(text.bytes)), spans: [] };
  return text;
};

/** Whether an encoding has all the letters of a sheet. */
export const canBeIn = (sheet: Sheet, encoding: string): boolean => {
  const text = [...sheet.columns.map(({ title }) => title), ...sheet.lines.flatMap(({ cells }) => cells)].join('');
  return iconv.decode(iconv.encode(text, encoding), encoding) === text;
};
