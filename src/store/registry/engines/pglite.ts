import { access, cp, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresQueryResult } from 'kysely';
import { withoutZeros } from '../json.ts';
import type { Tables } from '../tables.ts';
import { type RegistryEngine, readAs } from './engine.ts';

const commandOf = (text: string): PostgresQueryResult<unknown>['command'] => {
  const word = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase();
  return word === 'INSERT' || word === 'UPDATE' || word === 'DELETE' || word === 'MERGE' ? word : 'SELECT';
};

/** PGlite has one session: whoever connects has it alone until they release it, as a transaction needs. */
const oneSessionPool = (pglite: PGlite): PostgresPool => {
  let last = Promise.resolve();
  const query = async <R>(text: unknown, parameters: readonly unknown[] = []): Promise<PostgresQueryResult<R>> => {
    if (typeof text !== 'string') throw new TypeError('The embedded registry has no cursors.');
    const result = await pglite.query<R>(text, [...parameters]);
    return { command: commandOf(text), rowCount: result.affectedRows ?? result.rows.length, rows: result.rows };
  };
  return {
    connect: async () => {
      const before = last;
      let release = () => {};
      last = new Promise((resolve) => {
        release = resolve;
      });
      await before;
      return { query: query as never, release };
    },
    end: async () => {
      await last;
      await pglite.close();
    },
  };
};

/** What a session is started with: the registry is small, and the default of 128 MB is cleared page by page at every start. */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=16MB'];

/** An empty database the build has made, to be copied: initialising one takes ten seconds of a processor. */
const template = fileURLToPath(new URL('../../../../dist/empty-registry', import.meta.url));

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Makes what is to stand at a place beside it and moves it there when it is whole, so that a crash leaves none half made. */
const makeWhole = async (directory: string, make: (unfinished: string) => Promise<void>): Promise<void> => {
  const unfinished = `${directory}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(directory), { recursive: true });
  await make(unfinished);
  await rename(unfinished, directory);
};

/** Initialises an empty database in a new directory; takes some 500 MB more than opening one, which closing gives back. */
export const initialiseDatabase = (directory: string): Promise<void> =>
  makeWhole(directory, async (unfinished) => {
    const pglite = await PGlite.create({ dataDir: unfinished, relaxedDurability: false, startParams });
    await pglite.close();
  });

/** Copies a directory so that a loss of power right after leaves every file of it whole. */
const copyDurably = async (from: string, to: string): Promise<void> => {
  await cp(from, to, { recursive: true });
  for (const entry of await readdir(to, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = await open(join(entry.parentPath, entry.name), 'r+');
    await file.sync().finally(() => file.close());
  }
};

const makeDatabase = async (directory: string): Promise<void> =>
  (await isThere(template))
    ? makeWhole(directory, (unfinished) => copyDurably(template, unfinished))
    : initialiseDatabase(directory);

/**
 * Opens the registry's database in a directory, inside this process.
 *
 * Every commit is on disk before it is acknowledged. A directory serves one process: whoever opens it holds the data
 * directory's lock.
 */
export const openPglite = async (directory: string): Promise<RegistryEngine> => {
  if (!(await isThere(directory))) await makeDatabase(directory);
  const pglite = await PGlite.create({ dataDir: directory, relaxedDurability: false, startParams, parsers: readAs });
  const { rows } = await pglite.query<{ server_version: string }>('SHOW server_version');
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: oneSessionPool(pglite) }),
    plugins: [withoutZeros],
  });
  return {
    name: `pglite ${rows[0]?.server_version ?? ''}`.trim(),
    database,
    alone: (_name, work) => work(),
    close: () => database.destroy(),
  };
};
