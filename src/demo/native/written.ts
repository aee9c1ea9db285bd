import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';

/** Cells of a file as a program writes it: names of columns may repeat. */
export type Table = { header: readonly string[]; rows: readonly (readonly string[])[] };

type Writing = {
  delimiter?: ',' | ';';
  encoding?: 'utf8' | 'win1251';
  hasMark?: boolean;
  /** Lines before the header and after the rows. */
  before?: readonly string[];
  after?: readonly string[];
};

/** Delimited text as programs export it: with lines around the table, a byte order mark or in Windows-1251. */
export const textTable = (
  { header, rows }: Table,
  { delimiter = ';', encoding = 'utf8', hasMark = false, before = [], after = [] }: Writing = {},
): Uint8Array => {
  const cell = (text: string): string =>
    text.includes(delimiter) || text.includes('"') || text.includes('\n') ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [header, ...rows].map((cells) => cells.map(cell).join(delimiter));
  const text = `${[...before, ...lines, ...after].join('\r\n')}\r\n`;
  return new Uint8Array(iconv.encode(text, encoding, { addBOM: hasMark }));
};

/** A file packed as programs pack large exports. A fixed date keeps it the same in every run. */
export const packed = (name: string, bytes: Uint8Array): Uint8Array =>
  zipSync({ [name]: [bytes, { level: 9, mtime: new Date(2026, 0, 1) }] });

export const jsonLines = (rows: readonly object[]): Uint8Array =>
  strToU8(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`);

/** `2025-01-31T09:05` as `31.01.2025 09:05:00`, a day as `31.01.2025`. */
export const dotted = (iso: string): string => {
  const [day = '', clock] = iso.split('T');
  const [year, month, date] = day.split('-');
  return `${date}.${month}.${year}${clock ? ` ${clock}:00` : ''}`;
};

/** `2025-01-31T09:05` as `2025-01-31 09:05:00`. */
export const spaced = (iso: string): string => `${iso.replace('T', ' ')}:00`;

const kopecks = (amount: string): number => Math.round(Number(amount) * 100);

/** An amount with 20 % of VAT: taken off again and rounded, it is the same to the kopeck. */
export const withVat = (amount: string, point: '.' | ',' = '.'): string =>
  (Math.round(kopecks(amount) * 1.2) / 100).toFixed(2).replace('.', point);
