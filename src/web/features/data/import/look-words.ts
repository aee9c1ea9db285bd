import type { InspectedTable } from '../../../../model/importing.ts';
import { importingRu } from '../../../i18n/importing.ru.ts';
import type { Say, TextKey } from '../../../i18n/language.ts';

const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** What a delimiter is called. */
export const delimiterName = (delimiter: string, t: Say): string =>
  delimiter in delimiterNames
    ? t(`importing.what.delimiters.${delimiterNames[delimiter as keyof typeof delimiterNames]}`)
    : delimiter;

const encodingNames: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1251': 'Windows-1251',
  cp866: 'CP866',
  'koi8-r': 'KOI8-R',
};

/** What an encoding is called. */
export const encodingName = (encoding: string): string => encodingNames[encoding] ?? encoding;

/** How a table was read, in a few remarks. */
export const lookWords = (table: InspectedTable, t: Say): string[] => [
  table.format in importingRu.what.formats ? t(`importing.what.formats.${table.format}` as TextKey) : table.format,
  ...(table.encoding ? [t('importing.what.encoding', { name: encodingName(table.encoding) })] : []),
  ...(table.delimiter ? [t('importing.what.delimiter', { name: delimiterName(table.delimiter, t) })] : []),
  ...(table.headerLine > 1 ? [t('importing.what.headerLine', { line: table.headerLine })] : []),
  ...(table.source ? [t('importing.what.source', { source: table.source })] : []),
];
