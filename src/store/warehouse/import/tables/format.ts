import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { fileProblems } from '../problems.ts';
import type { Table } from './batch.ts';
import { openDelimited } from './delimited.ts';
import { utf16Of } from './encoding.ts';
import { openNdjson } from './ndjson.ts';
import { openParquet } from './parquet.ts';
import { openXlsx } from './xlsx.ts';

export type Format = 'delimited' | 'xlsx' | 'ndjson' | 'parquet';

const headBytes = 65_536;

/** Control characters no text file has. */
const isControl = (byte: number): boolean =>
  byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26;

const isBinary = (head: Uint8Array): boolean => head.includes(0) || head.filter(isControl).length > head.length / 100;

/** What a file is by its first bytes, whatever its name says; null where it is no table. */
export const formatOf = (head: Uint8Array): Format | null => {
  const latin = Buffer.from(head.subarray(0, 200)).toString('latin1');
  if (latin.startsWith('PK\x03\x04')) return 'xlsx';
  if (latin.startsWith('PAR1')) return 'parquet';
  const wide = utf16Of(head);
  if (!wide && isBinary(head)) return null;
  const first = wide ? iconv.decode(Buffer.from(head.subarray(0, 200)), wide) : latin.replace('\xef\xbb\xbf', '');
  return first.trimStart().startsWith('{') ? 'ndjson' : 'delimited';
};

/** Opens a file as the table it is by its content. Problems: `file_not_found`, `empty_file`, `not_a_table` and those of each format. */
export const openTable = async (
  path: string,
  fileName: string,
  signal?: AbortSignal,
): Promise<{ table: Table; totalBytes: number }> => {
  const file = await open(path).catch((cause: unknown) => {
    throw Object.assign(fileProblems.missing(fileName), { cause });
  });
  let head: Buffer;
  let totalBytes: number;
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw fileProblems.missing(fileName);
    totalBytes = stat.size;
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    head = buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
  if (head.toString('latin1').replace('\xef\xbb\xbf', '').trim() === '') throw fileProblems.empty(fileName);
  const format = formatOf(head);
  if (!format) throw fileProblems.binary(fileName);
  if (format === 'xlsx') return { table: await openXlsx(path, fileName, signal), totalBytes };
  if (format === 'parquet') return { table: await openParquet(path, fileName, signal), totalBytes };
  const table = format === 'ndjson' ? await openNdjson(path, signal) : await openDelimited(path, signal);
  return { table, totalBytes };
};
