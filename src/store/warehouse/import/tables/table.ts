import type { Sentence } from '../../../../model/problem.ts';
import type { Batch } from './batch.ts';
import type { Encoding } from './encoding.ts';
import type { IsHeader } from './header.ts';
import { openFileTables } from './open-file.ts';

export type TableFormat = 'delimited' | 'xlsx' | 'xls' | 'html' | 'ndjson' | 'parquet' | 'bank_exchange';

/** What a table of a file looks like, by a bounded part of it. */
export type TableLook = {
  format: TableFormat;
  encoding?: Encoding;
  delimiter?: string;
  /** Sheet of a workbook, member of an archive or both (`member/sheet`); '' where the file is one table. */
  part: string;
  /** Line of the header in the file, from 1; 0 where the format has none (NDJSON, Parquet, bank exchange). */
  headerLine: number;
  /** What stood before the header: its first 20 lines that are not blank, each cut at 300 characters. Cells of a sheet are parted by tabs. */
  preface: string[];
  /** Column names, trimmed and unique: a repeated one gets ' (2)', an empty one 'column N'. */
  header: string[];
  /** As the file writes them. */
  rawHeader: string[];
  /** The first rows as text, up to 200, as wide as the header; of delimited files over 2 MB up to 50 more from the middle and the end. */
  samples: string[][];
  /** What `readBytes` of its batches runs up to. */
  totalBytes: number;
  /** Members of the archive it stands in that are no tables. */
  leftOut?: string[];
  /** Why its columns may not stand under their own names. */
  doubt?: Sentence;
};

/** What a person may say otherwise than was guessed. */
export type TableChoice = { encoding?: Encoding; delimiter?: string; headerLine?: number };

export type TableOpener = {
  look: TableLook;
  /**
   * Its rows from the first to the last, the same each time, in batches that have one at least. Totals are counted and left out.
   *
   * Problems, while it is read: `broken_file`, `record_too_long`, `too_big_member`.
   */
  open(options?: { signal?: AbortSignal; choice?: TableChoice }): Promise<AsyncIterable<Batch>>;
};

/**
 * Every table in a file, recognised by its first bytes, whatever its name says: a bounded part of it is read, whatever its size.
 *
 * A sheet or member of nothing but a header counts only where there is no other. `isHeader` scores a row of cells as a header: how many names in it
 * are known. Problems: `file_not_found`, `empty_file`, `not_a_table`, `broken_file`, `locked_file`, `old_workbook`, `other_workbook`,
 * `unknown_header`, `not_json_lines`, `no_rows`, `too_many_columns`, `too_many_tables`, `too_big_member`, `bad_delimiter`, `record_too_long`.
 */
export const openTables = async (
  path: string,
  fileName: string,
  options: { signal?: AbortSignal; choice?: TableChoice; isHeader?: IsHeader } = {},
): Promise<TableOpener[]> => {
  options.signal?.throwIfAborted();
  return openFileTables({ path, fileName, choice: options.choice ?? {}, isHeader: options.isHeader });
};
