import { createReadStream } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { tableProblems } from './problems.ts';

const blockBytes = 4_000_000;
const unpackedBytes = 1_000_000;

/** How far a reader is in what stands on disk. */
export type Meter = { read: number };
export type ReadOptions = { signal?: AbortSignal | undefined; meter?: Meter | undefined };

/** Bytes that can be read from their beginning any number of times: a file, or what is packed in one. */
export type Source = {
  /** Bytes on disk: what a meter runs up to. */
  size: number;
  blocks(options?: ReadOptions): AsyncIterable<Buffer>;
  /** Bytes from anywhere in it, where it is not packed. */
  at?(offset: number, length: number): Promise<Buffer>;
};

/** Bytes of an open file from anywhere in it: fewer than asked for only at its end. */
export const bytesAt = async (file: FileHandle, offset: number, length: number): Promise<Buffer> => {
  const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
};

const metered = (meter: Meter | undefined): Transform =>
  new Transform({
    transform(block: Buffer, _encoding, done) {
      if (meter) meter.read += block.length;
      done(null, block);
    },
  });

/** Reads part of a file through a decompressor. `broken` is thrown for what can't be unpacked. */
export async function* unpacked(
  path: string,
  from: { start: number; end: number },
  inflate: Transform | null,
  { signal, meter }: ReadOptions,
  broken: () => Error,
): AsyncGenerator<Buffer> {
  const packed = createReadStream(path, { ...from, highWaterMark: unpackedBytes });
  const counted = metered(meter);
  const steps: [Readable, ...Transform[]] = inflate ? [packed, counted, inflate] : [packed, counted];
  // What fails shows where the last step is read; what is left unread is closed with it.
  const last = pipeline(steps, () => undefined) as unknown as Readable;
  try {
    for await (const block of last as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      yield block;
    }
  } catch (cause) {
    throw signal?.aborted ? cause : Object.assign(broken(), { cause });
  } finally {
    packed.destroy();
  }
}

/** A file on disk. Problems: `file_not_found`. */
export const fileSource = async (path: string, fileName: string): Promise<Source> => {
  const found = await stat(path).catch((cause: unknown) => {
    throw Object.assign(tableProblems.missing(fileName), { cause });
  });
  if (!found.isFile()) throw tableProblems.missing(fileName);
  return {
    size: found.size,
    async *blocks({ signal, meter } = {}) {
      const stream = createReadStream(path, { highWaterMark: blockBytes, ...(signal ? { signal } : {}) });
      for await (const block of stream as AsyncIterable<Buffer>) {
        if (meter) meter.read += block.length;
        yield block;
      }
    },
    async at(offset, length) {
      const file = await open(path).catch((cause: unknown) => {
        throw Object.assign(tableProblems.missing(fileName), { cause });
      });
      try {
        return await bytesAt(file, offset, Math.max(0, Math.min(length, found.size - offset)));
      } finally {
        await file.close();
      }
    },
  };
};

/** What a gzip file holds. Problems: `broken_file`, when it is read. */
export const gunzipped = (path: string, fileName: string, size: number): Source => ({
  size,
  blocks: (options = {}) =>
    unpacked(path, { start: 0, end: size }, createGunzip({ chunkSize: unpackedBytes }), options, () =>
      tableProblems.broken(fileName, 'GZIP'),
    ),
});

/** The first bytes of a source, and whether they are all of it. */
export const headOf = async (source: Source, length: number): Promise<{ head: Buffer; isWhole: boolean }> => {
  if (source.at) {
    const head = await source.at(0, length);
    return { head, isWhole: head.length >= source.size };
  }
  const parts: Buffer[] = [];
  let size = 0;
  for await (const block of source.blocks()) {
    parts.push(block);
    size += block.length;
    if (size > length) return { head: Buffer.concat(parts).subarray(0, length), isWhole: false };
  }
  return { head: Buffer.concat(parts), isWhole: true };
};
