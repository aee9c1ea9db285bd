import { isKnownColumn } from '../layout.ts';
import { fileProblems } from '../problems.ts';
import type { Table } from './batch.ts';
import { mostColumns } from './batch.ts';
import { detectEncoding, readUtf8 } from './encoding.ts';
import { cellsOf, cutRecords, firstRecord } from './records.ts';

const candidates = [',', ';', '\t', '|'];
const headBytes = 2_000_000;

const readHead = async (path: string, encoding: Awaited<ReturnType<typeof detectEncoding>>) => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const block of readUtf8(path, encoding)) {
    parts.push(block);
    size += block.length;
    if (size > headBytes) return { head: Buffer.concat(parts), isWhole: false };
  }
  return { head: Buffer.concat(parts), isWhole: true };
};

/** Excel writes `sep=;` as a first line of its own. */
const declared = /^sep=([^\r\n])\r?\n/;

type Header = { cells: string[]; delimiter: string; skip: number; line: number };

/** The header under the delimiter that makes the most known columns of it, else the most columns. */
const findHeader = (head: Buffer, isWhole: boolean): Header | null => {
  const [told, delimiterTold] = declared.exec(head.toString('latin1', 0, 10)) ?? [];
  const offset = told?.length ?? 0;
  const bytes = head.subarray(offset);
  let best: (Header & { known: number }) | null = null;
  for (const delimiter of delimiterTold ? [delimiterTold] : candidates) {
    const record = firstRecord(bytes, delimiter.charCodeAt(0), isWhole);
    if (!record) continue;
    const cells = cellsOf(bytes.subarray(record.start, record.end), delimiter.charCodeAt(0));
    const known = cells.filter(isKnownColumn).length;
    const better = !best || known > best.known || (known === best.known && cells.length > best.cells.length);
    if (better) best = { cells, delimiter, skip: offset + record.next, line: record.newlines + (told ? 2 : 1), known };
  }
  return best;
};

async function* without(source: AsyncIterable<Uint8Array>, skip: number): AsyncGenerator<Uint8Array> {
  let left = skip;
  for await (const block of source) {
    if (left >= block.length) left -= block.length;
    else {
      yield left > 0 ? block.subarray(left) : block;
      left = 0;
    }
  }
}

/** Opens delimited text in any of the usual delimiters and encodings. Problems: `too_many_columns`, `record_too_long`, `unknown_header`. */
export const openDelimited = async (path: string, signal?: AbortSignal): Promise<Table> => {
  const encoding = await detectEncoding(path);
  const { head, isWhole } = await readHead(path, encoding);
  const header = findHeader(head, isWhole);
  if (!header) throw fileProblems.noHeader([head.toString('utf8', 0, 40).trim()]);
  if (header.cells.length > mostColumns) throw fileProblems.tooManyColumns(header.cells.length, mostColumns);
  const source = without(readUtf8(path, encoding, signal), header.skip);
  const shape = { delimiter: header.delimiter.charCodeAt(0), columns: header.cells.length, line: header.line };
  return { header: header.cells, batches: cutRecords(source, shape) };
};
