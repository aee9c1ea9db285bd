import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Batch } from '../../../../../src/store/warehouse/import/tables/batch.ts';
import { cellsOf } from '../../../../../src/store/warehouse/import/tables/cells.ts';
import {
  openTables,
  type TableChoice,
  type TableLook,
} from '../../../../../src/store/warehouse/import/tables/table.ts';

export type ReadRow = { line: number; flag: string; extra: string; more: string; cells: string[] };
export type ReadTable = { look: TableLook; rows: ReadRow[]; totals: number; readBytes: number };

type Options = NonNullable<Parameters<typeof openTables>[2]>;

/** The rows of a batch as the engine would see them, cut at line breaks that are in no quotes. */
const rowsOf = (batch: Batch): ReadRow[] => {
  const cell = `(?:"[^"]*(?:""[^"]*)*"|[^\\${batch.delimiter}\n]*)`;
  const record = new RegExp(`(${cell}(?:\\${batch.delimiter}${cell})*)\n`, 'y');
  const text = Buffer.from(batch.bytes).toString('utf8');
  const rows: ReadRow[] = [];
  for (let found = record.exec(text); found; found = record.exec(text)) {
    const all = cellsOf(Buffer.from(found[1] ?? ''), batch.delimiter.charCodeAt(0));
    const [line = '', flag = '', extra = '', more = '', ...cells] = all;
    rows.push({ line: Number(line), flag, extra, more, cells });
  }
  return rows;
};

export const readBatches = async (batches: AsyncIterable<Batch>): Promise<Omit<ReadTable, 'look'>> => {
  const rows: ReadRow[] = [];
  let totals = 0;
  let readBytes = 0;
  for await (const batch of batches) {
    const found = rowsOf(batch);
    if (found.length !== batch.rows || batch.rows === 0)
      throw new Error(`${batch.rows} rows told, ${found.length} there`);
    for (const row of found) rows.push(row);
    totals += batch.totals;
    readBytes = batch.readBytes;
  }
  return { rows: rows.sort((a, b) => a.line - b.line), totals, readBytes };
};

/** Every table of a file of these contents, read to its end. */
export const readTables = async (
  contents: string | Uint8Array,
  options: Options & { fileName?: string; reopen?: TableChoice } = {},
): Promise<ReadTable[]> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-tables-'));
  try {
    const path = join(directory, 'file');
    await writeFile(path, contents);
    const tables: ReadTable[] = [];
    for (const { look, open } of await openTables(path, options.fileName ?? 'файл.csv', options))
      tables.push({ look, ...(await readBatches(await open(options.reopen ? { choice: options.reopen } : {}))) });
    return tables;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

/** The one table of a file of these contents. */
export const readTable = async (...input: Parameters<typeof readTables>): Promise<ReadTable> => {
  const [table, ...more] = await readTables(...input);
  if (!table || more.length > 0) throw new Error(`${more.length + (table ? 1 : 0)} tables`);
  return table;
};

/** The code of the problem a file is refused with. */
export const refusal = async (...input: Parameters<typeof readTables>): Promise<string> => {
  try {
    await readTables(...input);
    return '';
  } catch (error) {
    return (error as { body?: { code: string } }).body?.code ?? String((error as Error).stack);
  }
};
