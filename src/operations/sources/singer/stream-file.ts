import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

type Row = Record<string, unknown>;

/** The records of one stream since the last state, one JSON object a line, in a file of their own. */
export type StreamFile = {
  rows: number;
  columns: ReadonlySet<string>;
  add(row: Row): Promise<void>;
  /** Ends the file; its first row names every column that came or is asked for, so that a reader of its head knows them all. */
  finish(also: readonly string[]): Promise<void>;
  discard(): Promise<void>;
};

/** Keeps no record in memory but the first. */
export const openStreamFile = (path: string): StreamFile => {
  const body = `${path}.body`;
  const columns = new Set<string>();
  let first: Row | null = null;
  let writing: WriteStream | null = null;
  let failure: Error | null = null;
  const file: StreamFile = {
    rows: 0,
    columns,
    add: async (row) => {
      if (failure) throw failure;
      for (const name of Object.keys(row)) columns.add(name);
      file.rows += 1;
      if (first === null) {
        first = row;
        return;
      }
      if (writing === null) {
        writing = createWriteStream(body);
        writing.on('error', (error) => {
          failure = error;
        });
      }
      if (!writing.write(`${JSON.stringify(row)}\n`)) await once(writing, 'drain');
    },
    finish: async (also) => {
      const head = Object.fromEntries([...new Set([...columns, ...also])].map((name) => [name, first?.[name] ?? null]));
      const whole = createWriteStream(path);
      whole.write(`${JSON.stringify(head)}\n`);
      if (writing !== null) {
        writing.end();
        await once(writing, 'finish');
        await pipeline(createReadStream(body), whole);
        await rm(body, { force: true });
      } else {
        whole.end();
        await once(whole, 'finish');
      }
      if (failure) throw failure;
    },
    discard: async () => {
      writing?.destroy();
      await Promise.all([path, body].map((name) => rm(name, { force: true })));
    },
  };
  return file;
};
