import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet';
import { asyncBufferFromFile } from 'hyparquet/src/node.js';
import { compressors } from 'hyparquet-compressors';
import { fileProblems } from '../problems.ts';
import { batchesOf, type LooseRow, mostColumns, type Table } from './batch.ts';

const rowsAtOnce = 20_000;

type Leaf = {
  name: string;
  isDay: boolean;
  isLocal: boolean /** Decimal places, of an exact decimal. */;
  scale: number | null;
};

const leafOf = (element: SchemaElement): Leaf => {
  const logical = element.logical_type;
  return {
    name: element.name,
    isDay: element.converted_type === 'DATE' || logical?.type === 'DATE',
    isLocal: logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC,
    scale: element.converted_type === 'DECIMAL' || logical?.type === 'DECIMAL' ? (element.scale ?? 0) : null,
  };
};

const textOf = (value: unknown, leaf: Leaf): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Date) {
    const iso = value.toISOString();
    if (leaf.isDay) return iso.slice(0, 10);
    return leaf.isLocal ? iso.slice(0, -1) : iso;
  }
  if (typeof value === 'number') return leaf.scale === null ? String(value) : value.toFixed(leaf.scale);
  if (typeof value === 'object')
    return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner));
  return String(value);
};

async function* readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  leaves: readonly Leaf[],
  broken: () => Error,
): AsyncGenerator<LooseRow> {
  const total = Number(metadata.num_rows);
  for (let from = 0; from < total; from += rowsAtOnce) {
    const to = Math.min(total, from + rowsAtOnce);
    const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: to }).catch(
      (cause: unknown) => {
        throw Object.assign(broken(), { cause });
      },
    );
    for (const [at, row] of rows.entries())
      yield { line: from + at + 1, cells: leaves.map((leaf) => textOf(row[leaf.name], leaf)) };
  }
}

/** Opens a Parquet file; its «lines» are row numbers from 1. A timestamp without a zone is read in the workspace's. Problems: `broken_file`, `too_many_columns`. */
export const openParquet = async (path: string, fileName: string, _signal?: AbortSignal): Promise<Table> => {
  const broken = () => fileProblems.broken(fileName, 'Parquet');
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => {
    throw Object.assign(broken(), { cause });
  });
  const leaves: Leaf[] = [];
  for (let at = 1; at < metadata.schema.length; at += 1) {
    const element = metadata.schema[at];
    if (!element) break;
    leaves.push(leafOf(element));
    // A group (list, map, struct) is one column, its text JSON; what is inside is not a column of its own.
    for (let inside = element.num_children ?? 0; inside > 0; inside -= 1) {
      at += 1;
      inside += metadata.schema[at]?.num_children ?? 0;
    }
  }
  if (leaves.length > mostColumns) throw fileProblems.tooManyColumns(leaves.length, mostColumns);
  const total = Math.max(1, Number(metadata.num_rows));
  let line = 0;
  async function* counted(): AsyncGenerator<LooseRow> {
    for await (const row of readRows(file, metadata, leaves, broken)) {
      line = row.line;
      yield row;
    }
  }
  const batches = batchesOf(counted(), () => Math.round((file.byteLength * line) / total));
  return { header: leaves.map(({ name }) => name), batches };
};
