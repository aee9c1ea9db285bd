import type { Batch } from './batch.ts';
import type { Encoding } from './encoding.ts';
import { openTable } from './format.ts';

export type TableFormat = 'delimited' | 'xlsx' | 'html' | 'ndjson' | 'parquet' | 'bank_exchange';

/** What a table of a file looks like, by a bounded part of it. */
export type TableLook = {
  format: TableFormat;
  encoding?: Encoding;
  delimiter?: string;
  /** Sheet of a workbook or member of an archive; '' where the file is one table. */
  part: string;
  /** Line of the header in the file, from 1; 0 where the format has none (NDJSON, Parquet, bank exchange). */
  headerLine: number;
  /** What stood before the header: its first 20 lines that are not blank, each cut at 300 characters. */
  preface: string[];
  /** Column names, trimmed and unique: a repeated one gets ' (2)', an empty one 'column N'. */
  header: string[];
  /** As the file writes them. */
  rawHeader: string[];
  /** The first rows as text, up to 200, as wide as the header; of delimited files over 2 MB up to 50 more from the middle and the end. */
  samples: string[][];
  /** What `readBytes` of its batches runs up to. */
  totalBytes: number;
};

/** What a person may say otherwise than was guessed. */
export type TableChoice = { encoding?: Encoding; delimiter?: string; headerLine?: number };

export type TableOpener = {
  look: TableLook;
  open(options?: { signal?: AbortSignal; choice?: TableChoice }): Promise<AsyncIterable<Batch>>;
};

/**
 * Every table in a file, recognised by its first bytes, whatever its name says.
 *
 * A bounded part of the file is read, whatever its size. `isHeader` scores a row of cells as a header: how many names in it are known.
 */
export const openTables = async (
  path: string,
  fileName: string,
  options: { signal?: AbortSignal; choice?: TableChoice; isHeader?: (cells: string[]) => number } = {},
): Promise<TableOpener[]> => {
  const { table, totalBytes } = await openTable(path, fileName, options.signal);
  const { header } = table;
  const look: TableLook = {
    format: 'delimited',
    part: '',
    headerLine: 1,
    preface: [],
    header: header.map((name) => name.trim()),
    rawHeader: header,
    samples: [],
    totalBytes,
  };
  return [{ look, open: async (more) => (await openTable(path, fileName, more?.signal)).table.batches }];
};
