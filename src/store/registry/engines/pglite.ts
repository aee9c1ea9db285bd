import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresQueryResult } from 'kysely';
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

/**
 * Makes a new database beside its place and moves it there when it is whole, so that a crash leaves none half made.
 *
 * Making one takes some 500 MB more than opening one, which closing gives back.
 */
const makeDatabase = async (directory: string): Promise<void> => {
  const unfinished = `${directory}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(dirname(directory), { recursive: true });
  const pglite = await PGlite.create({ dataDir: unfinished, relaxedDurability: false });
  await pglite.close();
  await rename(unfinished, directory);
};

/**
 * Opens the registry's database in a directory, inside this process.
 *
 * Every commit is on disk before it is acknowledged. A directory serves one process: whoever opens it holds the data
 * directory's lock.
 */
export const openPglite = async (directory: string): Promise<RegistryEngine> => {
  const isThere = await access(directory).then(
    () => true,
    () => false,
  );
  if (!isThere) await makeDatabase(directory);
  const pglite = await PGlite.create({ dataDir: directory, relaxedDurability: false, parsers: readAs });
  const { rows } = await pglite.query<{ server_version: string }>('SHOW server_version');
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: oneSessionPool(pglite) }) });
  return {
    name: `pglite ${rows[0]?.server_version ?? ''}`.trim(),
    database,
    alone: (_name, work) => work(),
    close: () => database.destroy(),
  };
};
