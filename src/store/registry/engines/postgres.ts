import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Problem } from '../../../model/problem.ts';
import { withoutZeros } from '../json.ts';
import type { Tables } from '../tables.ts';
import { type RegistryEngine, readAs } from './engine.ts';

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    readAs[oid] ?? (format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')),
} as pg.CustomTypesConfig;

const unreachable = (url: string, cause: unknown): Problem => {
  const host = URL.canParse(url) ? new URL(url).host : '';
  return new Problem(
    {
      code: 'registry_unreachable',
      kind: 'input',
      text: {
        ru: `PostgreSQL из DATABASE_URL (${host}) не отвечает: проверьте адрес, имя пользователя и пароль.`,
        en: `The PostgreSQL of DATABASE_URL (${host}) does not answer: check its address, user name and password.`,
      },
      where: { variable: 'DATABASE_URL' },
    },
    { cause },
  );
};

/** Holds a lock for as long as a connection of its own lives, so a process that dies lets go of it. */
const aloneOn =
  (connectionString: string): RegistryEngine['alone'] =>
  async (name, work) => {
    const client = new pg.Client({ connectionString, keepAlive: true });
    // Without a listener a connection that breaks while idle would end the process; the work's own statements report it.
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [`conveyor:${name}`]);
      return await work();
    } finally {
      await client.end();
    }
  };

/** Opens the registry's database on a PostgreSQL server, which several processes may share. */
export const openPostgres = async (connectionString: string): Promise<RegistryEngine> => {
  const pool = new pg.Pool({ connectionString, max: 8, keepAlive: true, types });
  pool.on('error', () => {});
  const version = await pool.query<{ server_version: string }>('SHOW server_version').catch(async (cause: unknown) => {
    await pool.end();
    throw unreachable(connectionString, cause);
  });
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }), plugins: [withoutZeros] });
  return {
    name: `postgres ${version.rows[0]?.server_version ?? ''} at ${new URL(connectionString).host}`,
    database,
    alone: aloneOn(connectionString),
    close: () => database.destroy(),
  };
};
