import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** One file inside an archive. */
export type Entry = { name: string; bytes: Uint8Array };

const block = 512;
const octal = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;
const padding = (size: number): number => (block - (size % block)) % block;

const headerOf = (name: string, size: number, atMs: number): Buffer => {
  const header = Buffer.alloc(block);
  if (Buffer.byteLength(name) > 100) throw new Error(`Too long a name for an archive: ${name}`);
  header.write(name, 0);
  header.write(octal(0o600, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(Math.floor(atMs / 1000), 12), 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257, 'latin1');
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return header;
};

/** The bytes of a tar archive of these entries, as any `tar` reads them. Each entry is held in memory while it is written. */
export async function* tarOf(entries: AsyncIterable<Entry>, atMs: number): AsyncGenerator<Uint8Array> {
  for await (const { name, bytes } of entries) {
    yield headerOf(name, bytes.length, atMs);
    yield bytes;
    yield Buffer.alloc(padding(bytes.length));
  }
  yield Buffer.alloc(2 * block);
}

/** Bytes asked for in the amounts a reader needs. */
const reader = (bytes: AsyncIterable<Buffer>) => {
  const source = bytes[Symbol.asyncIterator]();
  let parts: Buffer[] = [];
  let held = 0;
  return async (length: number): Promise<Buffer> => {
    while (held < length) {
      const { value, done } = await source.next();
      if (done) throw new Error('The archive ends too early.');
      parts.push(value);
      held += value.length;
    }
    const all = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    parts = [all.subarray(length)];
    held -= length;
    return all.subarray(0, length);
  };
};

/** The entries of a gzipped tar file in order; throws where the file can't be read, is cut off, damaged or no archive. */
export async function* entriesOf(file: string): AsyncGenerator<Entry> {
  // What fails on either side of the pipe is thrown to the reader below.
  const gunzip = pipeline(createReadStream(file), createGunzip(), () => {});
  try {
    yield* entriesIn(gunzip);
  } finally {
    gunzip.destroy();
  }
}

async function* entriesIn(gunzip: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  const take = reader(gunzip);
  for (;;) {
    const header = await take(block);
    if (header.every((byte) => byte === 0)) return;
    const written = Number.parseInt(header.toString('latin1', 148, 154), 8);
    const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
    if (written !== sum) throw new Error('The archive has a damaged header.');
    const name = header.toString('utf8', 0, 100).replace(/\0.*$/, '');
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
    const bytes = Buffer.from(await take(size));
    await take(padding(size));
    yield { name, bytes };
  }
}
