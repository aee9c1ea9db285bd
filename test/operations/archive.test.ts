import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Entry, entriesOf, tarOf } from '../../src/operations/archive.ts';

const entries: Entry[] = [
  { name: 'one.tsv', bytes: Buffer.alloc(300_000, 'a1\tb2\n') },
  { name: 'two.json', bytes: Buffer.from('{}') },
];
let directory: string;
let file: string;

const readAll = async (path: string): Promise<Entry[]> => {
  const read: Entry[] = [];
  for await (const entry of entriesOf(path)) read.push(entry);
  return read;
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-archive-'));
  file = join(directory, 'all.tar.gz');
  const tar = Readable.from(tarOf(Readable.from(entries), 0), { objectMode: false });
  await pipeline(tar, createGzip(), createWriteStream(file));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

it('gives back what was put in, in order', async () => {
  const read = await readAll(file);
  expect(read.map(({ name }) => name)).toEqual(['one.tsv', 'two.json']);
  for (const [at, { bytes }] of read.entries())
    expect(Buffer.compare(Buffer.from(bytes), Buffer.from(entries[at]?.bytes ?? []))).toBe(0);
});

it('throws to its reader, and nowhere else, where the file is not there', async () => {
  await expect(readAll(join(directory, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' });
});

it('throws to its reader where the file is cut off', async () => {
  const cut = join(directory, 'cut.tar.gz');
  await pipeline(
    Readable.from(tarOf(Readable.from(entries), 0), { objectMode: false }),
    createGzip(),
    createWriteStream(cut),
  );
  await truncate(cut, 200);
  await expect(readAll(cut)).rejects.toThrow();
  await writeFile(cut, 'a;b\n1;2\n');
  await expect(readAll(cut)).rejects.toThrow();
});
