import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import iconv from 'iconv-lite';
import { bytesAt, type Source, unpacked } from './source.ts';

/** A member of an archive. `size` is unpacked, `packed` on disk; `sum` is the CRC-32 of what is unpacked. */
export type Entry = {
  name: string;
  method: number;
  start: number;
  packed: number;
  size: number;
  sum: number;
  isLocked: boolean;
};
export type Zip = { entries: readonly Entry[]; source(entry: Entry, broken: () => Error): Source };

const endBytes = 65_557;
const mostDirectoryBytes = 64_000_000;
const wide = 0xffffffff;
const inflatedBytes = 1_000_000;

/** Numbers that do not fit the old fields stand in an extra one, in this order. */
const widened = (extra: Buffer, numbers: [size: number, packed: number, start: number]): [number, number, number] => {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const end = Math.min(extra.length, at + 4 + extra.readUInt16LE(at + 2));
    let next = at + 4;
    const read = (number: number): number => {
      if (number !== wide || next + 8 > end) return number;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    };
    return [read(numbers[0]), read(numbers[1]), read(numbers[2])];
  }
  return numbers;
};

const directoryAt = async (file: FileHandle, size: number): Promise<{ start: number; length: number }> => {
  const tailAt = Math.max(0, size - endBytes);
  const tail = await bytesAt(file, tailAt, size - tailAt);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0 || end + 20 > tail.length) throw new Error('not a zip archive');
  const start = tail.readUInt32LE(end + 16);
  const locator = end - 20;
  if (start !== wide || locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50)
    return { start, length: tail.readUInt32LE(end + 12) };
  const wideEnd = await bytesAt(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
  return { start: Number(wideEnd.readBigUInt64LE(48)), length: Number(wideEnd.readBigUInt64LE(40)) };
};

/** Archivers in Russian Windows write names in its console's encoding unless a flag says UTF-8. */
const nameOf = (bytes: Buffer, isUtf8: boolean): string =>
  (isUtf8 ? bytes.toString('utf8') : iconv.decode(bytes, 'cp866')).replaceAll('\\', '/');

const readDirectory = async (file: FileHandle, size: number): Promise<Entry[]> => {
  const { start, length } = await directoryAt(file, size);
  if (length > mostDirectoryBytes) throw new Error('directory too long');
  const directory = await bytesAt(file, start, length);
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const flags = directory.readUInt16LE(at + 8);
    const nameEnd = at + 46 + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    const [unpackedSize, packed, offset] = widened(directory.subarray(nameEnd, extraEnd), [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    const method = directory.readUInt16LE(at + 10);
    const name = nameOf(directory.subarray(at + 46, nameEnd), (flags & 0x800) !== 0);
    const sum = directory.readUInt32LE(at + 16);
    entries.push({ name, method, packed, size: unpackedSize, start: offset, sum, isLocked: (flags & 1) !== 0 });
    at = extraEnd + directory.readUInt16LE(at + 32);
  }
  return entries;
};

/** Where the bytes of an entry begin, behind a head of its own. */
const dataOf = async (path: string, entry: Entry): Promise<{ start: number; end: number } | null> => {
  const file = await open(path);
  try {
    const head = await bytesAt(file, entry.start, 30);
    if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return null;
    const start = entry.start + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
    return { start, end: Math.min(start + entry.packed, (await file.stat()).size) - 1 };
  } finally {
    await file.close();
  }
};

/** Opens a zip archive by its directory at the end. Entries are streamed, never held whole. Throws where it is broken. */
export const openZip = async (path: string): Promise<Zip> => {
  const file = await open(path);
  let entries: Entry[];
  try {
    entries = await readDirectory(file, (await file.stat()).size);
  } finally {
    await file.close();
  }
  return {
    entries,
    source: (entry, broken) => ({
      size: entry.packed,
      async *blocks(options = {}) {
        if (entry.packed === 0) return;
        const data = await dataOf(path, entry).catch(() => null);
        if (!data || data.end < data.start || (entry.method !== 0 && entry.method !== 8)) throw broken();
        const plain = entry.method === 8 ? createInflateRaw({ chunkSize: inflatedBytes }) : null;
        let sum = 0;
        for await (const block of unpacked(path, data, plain, options, broken)) {
          sum = crc32(block, sum);
          yield block;
        }
        if (sum !== entry.sum) throw broken();
      },
    }),
  };
};
