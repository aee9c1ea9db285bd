import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  type SchemaElement,
} from 'hyparquet';
import { asyncBufferFromFile } from 'hyparquet/src/node.js';
import { compressors } from 'hyparquet-compressors';
import { batchesOf, type LooseRow, mostColumns } from './batch.ts';
import { columnNames } from './header.ts';
import { tableProblems } from './problems.ts';
import type { TableOpener } from './table.ts';

const rowsAtOnce = 20_000;
const sampleRows = 200;

type Leaf = {
  name: string;
  isDay: boolean;
  isLocal: boolean;
  /** Decimal places, of an exact decimal. */
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

type Parquet = { file: AsyncBuffer; metadata: FileMetaData; leaves: readonly Leaf[]; broken: () => Error };

const readSome = async ({ file, metadata, leaves, broken }: Parquet, from: number, to: number): Promise<string[][]> => {
  const rows = await parquetReadObjects({ file, metadata, compressors, rowStart: from, rowEnd: to }).catch(
    (cause: unknown) => {
      throw Object.assign(broken(), { cause });
    },
  );
  return rows.map((row) => leaves.map((leaf) => textOf(row[leaf.name], leaf)));
};

async function* readRows(parquet: Parquet, meter: { read: number }, signal?: AbortSignal): AsyncGenerator<LooseRow> {
  const total = Number(parquet.metadata.num_rows);
  for (let from = 0; from < total; from += rowsAtOnce) {
    signal?.throwIfAborted();
    const to = Math.min(total, from + rowsAtOnce);
    const rows = await readSome(parquet, from, to);
    meter.read = Math.round((parquet.file.byteLength * to) / total);
    for (const [at, cells] of rows.entries()) yield { line: from + at + 1, cells };
  }
}

const leavesOf = ({ schema }: FileMetaData): Leaf[] => {
  const leaves: Leaf[] = [];
  for (let at = 1; at < schema.length; at += 1) {
    const element = schema[at];
    if (!element) break;
    leaves.push(leafOf(element));
    // A group (list, map, struct) is one column, its text JSON; what is inside is not a column of its own.
    for (let inside = element.num_children ?? 0; inside > 0; inside -= 1) {
      at += 1;
      inside += schema[at]?.num_children ?? 0;
    }
  }
  return leaves;
};

/** Opens a Parquet file; its «lines» are row numbers from 1. A timestamp without a zone is read in the workspace's. Problems: `broken_file`, `too_many_columns`. */
export const openParquet = async (path: string, fileName: string, part: string): Promise<TableOpener> => {
  const broken = () => tableProblems.broken(fileName, 'Parquet');
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch((cause: unknown) => {
    throw Object.assign(broken(), { cause });
  });
  const leaves = leavesOf(metadata);
  if (leaves.length === 0) throw broken();
  if (leaves.length > mostColumns) throw tableProblems.tooManyColumns(leaves.length, mostColumns);
  const parquet = { file, metadata, leaves, broken };
  const rawHeader = leaves.map(({ name }) => name);
  return {
    look: {
      format: 'parquet',
      part,
      headerLine: 0,
      preface: [],
      header: columnNames(rawHeader),
      rawHeader,
      samples: await readSome(parquet, 0, Math.min(sampleRows, Number(metadata.num_rows))),
      totalBytes: file.byteLength,
    },
    async open({ signal } = {}) {
      const meter = { read: 0 };
      return batchesOf(readRows(parquet, meter, signal), meter);
    },
  };
};
