import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Batch } from './batch.ts';
import { tableProblems } from './problems.ts';
import type { Source } from './source.ts';
import type { TableOpener } from './table.ts';
import type { Entry, Zip } from './zip.ts';

const mostSpilledBytes = 2_000_000_000;

/** Members of an archive that a person put there. */
export const membersOf = (zip: Zip): Entry[] =>
  zip.entries.filter(
    ({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i.test(name),
  );

/** What opens a table in a file that lasts as long as the work on it. */
type OpenFile = (path: string) => Promise<TableOpener[]>;

/** Writes out what can't be read from its beginning to its end, works on it as a file and deletes it. */
const spilled = async (source: Source, tooBig: () => Error): Promise<{ path: string; drop: () => Promise<void> }> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-member-'));
  const drop = () => rm(directory, { recursive: true, force: true });
  async function* bounded() {
    let size = 0;
    for await (const block of source.blocks()) {
      size += block.length;
      if (size > mostSpilledBytes) throw tooBig();
      yield block;
    }
  }
  const path = join(directory, 'member');
  try {
    await pipeline(Readable.from(bounded()), createWriteStream(path));
    return { path, drop };
  } catch (error) {
    await drop();
    throw error;
  }
};

async function* thenDrop(batches: AsyncIterable<Batch>, drop: () => Promise<void>): AsyncGenerator<Batch> {
  try {
    yield* batches;
  } finally {
    await drop();
  }
}

/** Opens the tables of a member of an archive that has to be a file of its own (a workbook, Parquet): one while it is looked at, and one for each reading. */
export const openSpilled = async (
  source: Source,
  fileName: string,
  part: string,
  openFile: OpenFile,
): Promise<TableOpener[]> => {
  const tooBig = () => tableProblems.tooBigMember(fileName, part, mostSpilledBytes / 1_000_000);
  const first = await spilled(source, tooBig);
  const openers = await openFile(first.path).finally(first.drop);
  return openers.map(({ look }, at) => ({
    look,
    async open(options) {
      const again = await spilled(source, tooBig);
      try {
        const opener = (await openFile(again.path))[at];
        if (!opener) throw tableProblems.broken(fileName, 'ZIP');
        return thenDrop(await opener.open(options), again.drop);
      } catch (error) {
        await again.drop();
        throw error;
      }
    },
  }));
};
