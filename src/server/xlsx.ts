import { Zip, ZipDeflate } from 'fflate';
import type { Cell } from './table.ts';

/** Rows a sheet of the format can hold, the header included. */
const sheetRows = 1_048_576;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const xmlText = (text: string): string =>
  text
    // Characters XML 1.0 can't hold at all.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to drop
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** The longest text a cell of the format can hold. */
const cellLength = 32_767;

const day = /^\d{4}-\d{2}-\d{2}$/;
/** Days since the format's day 0; the days before March 1900 are numbered wrongly by the format and stay text. */
const serialOf = (text: string): number | null => {
  const serial = day.test(text) ? Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569 : Number.NaN;
  return serial > 60 ? serial : null;
};

const written = (cell: Cell): string => {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return Number.isFinite(cell) ? `<c><v>${cell}</v></c>` : '<c/>';
  const serial = serialOf(cell);
  if (serial !== null) return `<c s="1"><v>${serial}</v></c>`;
  return `<c t="inlineStr"><is><t xml:space="preserve">${xmlText(cell.slice(0, cellLength))}</t></is></c>`;
};

const rowOf = (cells: readonly Cell[]): string => `<row>${cells.map(written).join('')}</row>`;

const styles = `${head}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** The parts that name the sheets, written last because only then their number is known. */
const frame = (sheets: readonly string[]): [path: string, xml: string][] => [
  [
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${sheets.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${types}.worksheet+xml"/>`).join('')}</Types>`,
  ],
  [
    '_rels/.rels',
    `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${head}<Relationships xmlns="${packageRelations}">${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ],
  ['xl/styles.xml', styles],
];

/**
 * A table as an XLSX workbook, written as its rows come: memory stays flat whatever their number.
 *
 * Numbers are numbers, days (`YYYY-MM-DD`) are dates, everything else is text. Rows beyond what a sheet holds go on in the next sheet under
 * the same header.
 */
export async function* xlsxOf(
  name: string,
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncIterable<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  const taken = (): Uint8Array[] => {
    const chunks = ready;
    ready = [];
    return chunks;
  };
  const encoder = new TextEncoder();
  const begin = (path: string): ZipDeflate => {
    const part = new ZipDeflate(path, { level: 6 });
    zip.add(part);
    return part;
  };
  const sheets: string[] = [];
  const beginSheet = (): ZipDeflate => {
    sheets.push(sheets.length === 0 ? name : `${name} ${sheets.length + 1}`);
    const part = begin(`xl/worksheets/sheet${sheets.length}.xml`);
    part.push(encoder.encode(`${head}<worksheet xmlns="${main}"><sheetData>${rowOf(header)}`));
    return part;
  };
  const endSheet = (part: ZipDeflate, pending: string): void =>
    part.push(encoder.encode(`${pending}</sheetData></worksheet>`), true);

  let sheet = beginSheet();
  let pending = '';
  let count = 1;
  for await (const row of rows) {
    if (count === sheetRows) {
      endSheet(sheet, pending);
      sheet = beginSheet();
      pending = '';
      count = 1;
    }
    count += 1;
    pending += rowOf(row);
    if (pending.length < 65_536) continue;
    sheet.push(encoder.encode(pending));
    pending = '';
    yield* taken();
  }
  endSheet(sheet, pending);
  for (const [path, xml] of frame(sheets)) begin(path).push(encoder.encode(xml), true);
  zip.end();
  yield* taken();
}
