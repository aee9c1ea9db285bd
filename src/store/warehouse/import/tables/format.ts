import iconv from 'iconv-lite';
import { isBankExchange } from './bank-exchange.ts';
import { utf16Of } from './encoding.ts';

/** What a file is by its first bytes. `other_workbook` is a table that is not read; `ole` holds a workbook of Excel 95 to 2003, or one with
 * a password; `old_workbook` is older. */
export type Container =
  | 'zip'
  | 'gzip'
  | 'ole'
  | 'parquet'
  | 'html'
  | 'bank_exchange'
  | 'ndjson'
  | 'delimited'
  | 'old_workbook'
  | 'other_workbook';

/** Control characters no text file has. */
const isControl = (byte: number): boolean =>
  byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26;

const isBinary = (head: Uint8Array): boolean => head.includes(0) || head.filter(isControl).length > head.length / 100;

const signatures: [string, Container][] = [
  ['PK\x03\x04', 'zip'],
  ['\x1f\x8b', 'gzip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole'],
  ['PAR1', 'parquet'],
  ['\x09\x00\x04\x00', 'old_workbook'],
  ['\x09\x02\x06\x00', 'old_workbook'],
  ['\x09\x04\x06\x00', 'old_workbook'],
];

const ofText = (text: string): Container | null => {
  if (isBankExchange(text)) return 'bank_exchange';
  if (/^(?:\{|\[\s*[{[])/.test(text)) return 'ndjson';
  if (/^mime-version:/i.test(text)) return 'other_workbook';
  if (!text.startsWith('<')) return 'delimited';
  if (/<(?:html|table|tr|body|!doctype html)\b/i.test(text)) return 'html';
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return 'other_workbook';
  return /^<[?!]/.test(text) ? null : 'delimited';
};

/** What a file is by its first bytes, whatever its name says; null where it is no table. */
export const containerOf = (head: Buffer): Container | null => {
  const latin = head.toString('latin1');
  for (const [start, container] of signatures) if (latin.startsWith(start)) return container;
  const wide = utf16Of(head);
  if (!wide && isBinary(head)) return null;
  const text = wide ? iconv.decode(head, wide) : latin.replace(/^\xef\xbb\xbf/, '');
  return ofText(text.trimStart());
};

/** Whether there is nothing in a text but blanks. */
export const isBlankText = (head: Buffer): boolean => {
  const wide = utf16Of(head);
  const text = wide ? iconv.decode(head, wide) : head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return text.trim() === '';
};
