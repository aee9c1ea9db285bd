import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { Row } from './acquaintance.ts';

const columnsOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

const quoted = (value: string, delimiter: string): string =>
  value.includes(delimiter) || value.includes('"') || value.includes('\n') ? `"${value.replaceAll('"', '""')}"` : value;

/** Delimited text with a header, in UTF-8 or, as old accounting programs write it, in Windows-1251. */
export const csv = (
  rows: readonly Row[],
  delimiter: ',' | ';' | '\t' = ',',
  encoding: 'utf8' | 'win1251' = 'utf8',
): Uint8Array => {
  const columns = columnsOf(rows);
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '', delimiter)).join(delimiter));
  return new Uint8Array(iconv.encode(`${[columns.join(delimiter), ...lines].join('\r\n')}\r\n`, encoding));
};

/** One JSON object a line; cells nobody filled in are left out. */
export const ndjson = (rows: readonly Row[]): Uint8Array => {
  const filled = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
  return strToU8(`${rows.map((row) => JSON.stringify(filled(row))).join('\n')}\n`);
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A column's letters: A, B, … Z, AA. */
const letters = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : letters(Math.floor(at / 26) - 1) + String.fromCharCode(65 + (at % 26));

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const officeTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const workbookParts = (sheetName: string): Record<string, string> => ({
  '[Content_Types].xml': `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${officeTypes}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${officeTypes}.worksheet+xml"/></Types>`,
  '_rels/.rels': `${xmlHead}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${xmlHead}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
});

/** A workbook of one sheet; columns named in `numeric` are numbers, everything else is text. */
export const xlsx = (rows: readonly Row[], sheetName: string, numeric: readonly string[]): Uint8Array => {
  const columns = columnsOf(rows);
  const text = (ref: string, value: string): string =>
    `<c r="${ref}" t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;
  const cell = (column: string, at: number, line: number, value: string): string => {
    if (value === '') return '';
    const ref = `${letters(at)}${line}`;
    return line > 1 && numeric.includes(column) ? `<c r="${ref}"><v>${Number(value)}</v></c>` : text(ref, value);
  };
  const header: Row = Object.fromEntries(columns.map((column) => [column, column]));
  const body = [header, ...rows]
    .map(
      (row, at) =>
        `<row r="${at + 1}">${columns.map((column, i) => cell(column, i, at + 1, row[column] ?? '')).join('')}</row>`,
    )
    .join('');
  const sheet = `${xmlHead}<worksheet xmlns="${main}"><sheetData>${body}</sheetData></worksheet>`;
  const parts = { ...workbookParts(sheetName), 'xl/worksheets/sheet1.xml': sheet };
  // A fixed date keeps the file the same in every run.
  const options = { level: 6, mtime: new Date(2026, 0, 1) } as const;
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, content]) => [name, [strToU8(content), options]])),
  );
};
