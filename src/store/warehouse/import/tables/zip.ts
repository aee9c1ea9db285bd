import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

type Entry = { name: string; method: number; start: number; packed: number; size: number };
export type Zip = { names: string[]; read(name: string, signal?: AbortSignal): Promise<Readable> };

const endBytes = 65_557;

const bytesAt = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
};

const readDirectory = async (file: FileHandle, size: number): Promise<Entry[]> => {
  const tailAt = Math.max(0, size - endBytes);
  const tail = await bytesAt(file, tailAt, size - tailAt);
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (end < 0) throw new Error('not a zip archive');
  const directory = await bytesAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries: Entry[] = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      start: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
};

/** Opens a zip archive by its directory at the end. Entries are streamed, never held whole. Throws where it is broken. */
export const openZip = async (path: string): Promise<Zip> => {
  const file = await open(path);
  let entries: Entry[];
  const dataAt = new Map<string, number>();
  try {
    entries = await readDirectory(file, (await file.stat()).size);
    for (const entry of entries) {
      const head = await bytesAt(file, entry.start, 30);
      if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw new Error(`broken entry ${entry.name}`);
      dataAt.set(entry.name, entry.start + 30 + head.readUInt16LE(26) + head.readUInt16LE(28));
    }
  } finally {
    await file.close();
  }
  return {
    names: entries.map(({ name }) => name),
    async read(name, signal) {
      const entry = entries.find((one) => one.name === name);
      const start = dataAt.get(name);
      if (!entry || start === undefined) throw new Error(`no entry ${name}`);
      if (entry.packed === 0) return new PassThrough().end();
      const packed = createReadStream(path, { start, end: start + entry.packed - 1, ...(signal ? { signal } : {}) });
      if (entry.method === 0) return packed;
      if (entry.method !== 8) throw new Error(`unknown compression ${entry.method}`);
      const plain = createInflateRaw();
      packed.on('error', (error) => plain.destroy(error));
      return packed.pipe(plain);
    },
  };
};
