/** Bytes the engine reads in one go, and the most one record may have. */
export const batchBytes = 20_000_000;
export const recordBytes = 64_000_000;
export const mostColumns = 1000;

/**
 * A piece of a file, ready for the engine: CSV lines `line, flag, extra, more, cells…`.
 *
 * `line` is the record's place in the file, `flag` a reason to refuse it that only the reader can see, `extra` what of it
 * has no column, `more` a JSON object of attributes that have none.
 */
export type Batch = {
  bytes: Uint8Array;
  delimiter: string;
  rows: number;
  /** Rows left out of it because they are sums of others. */
  totals: number;
  /** Bytes of the file read so far. */
  readBytes: number;
};

/**
 * Stands before a text that looks like a number (U+001D), where the format tells texts from numbers: how a text is read its neighbours tell, a number
 * of the format itself reads one way.
 */
export const textMark = '\x1d';

/** Whether a text could be a number with a decimal mark, so that it is worth the look. */
export const isLikeNumber = (text: string): boolean => text.length <= 60 && /[.,]\d/.test(text);

/** A row as text, with its place in the file. `texts`: its cells that are text and look like numbers, where the format writes numbers as numbers. */
export type TextRow = { line: number; cells: readonly string[]; texts?: readonly number[] };

/** A record on its way into a batch. `isTotal`: it is sums of others, to be counted and left out. */
export type LooseRow = TextRow & { flag?: string; extra?: string; more?: string; isTotal?: boolean };

const cell = (text: string): string => (text === '' ? '' : `"${text.replaceAll('"', '""')}"`);

/** One record as the engine reads it. Cells are quoted whatever is in them. */
export const looseLine = (row: LooseRow, delimiter = ','): string =>
  [String(row.line), row.flag ?? '', cell(row.extra ?? ''), cell(row.more ?? ''), ...row.cells.map(cell)].join(
    delimiter,
  );

/** Rows from a reader that has them as text already (XLSX, HTML, NDJSON …), in batches. A batch has a row at least. */
export async function* batchesOf(rows: AsyncIterable<LooseRow>, meter: { read: number }): AsyncGenerator<Batch> {
  let lines: string[] = [];
  let size = 0;
  let totals = 0;
  const cut = (): Batch => {
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    const batch = { bytes, delimiter: ',', rows: lines.length, totals, readBytes: meter.read };
    lines = [];
    size = 0;
    totals = 0;
    return batch;
  };
  for await (const row of rows) {
    if (row.isTotal) {
      totals += 1;
      continue;
    }
    // Only when another row follows, so that totals at the end are in the last batch.
    if (size >= batchBytes / 2) yield cut();
    const line = looseLine(row);
    lines.push(line);
    size += line.length + 1;
  }
  if (lines.length > 0) yield cut();
}
