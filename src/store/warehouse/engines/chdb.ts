import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import './allocator.ts';
import { drainPending, Session } from 'chdb';
import { Problem } from '../../../model/problem.ts';
import { parseRows } from '../rows.ts';
import type { RunOptions, SqlValue, Warehouse } from '../warehouse.ts';
import { problemOf } from './failure.ts';
import { keepFreedMemoryWithin } from './freed-memory.ts';
import { checkParameters, formatParameter } from './parameter.ts';
import { readSettings } from './settings.ts';

/** Statements that may run at once; each has a connection of its own, so neither settings nor parameters leak into another. */
const connections = 4;

/**
 * What the engine may hold for itself on a machine with 2 GB. The defaults assume a server: caches of 5 GB, hundreds of
 * threads. `fsync` makes an acknowledged insert survive a loss of power. Statistics of every column, which it would count at each insert, are
 * left out: no statement here is planned by them.
 */
const engineConfig = `<clickhouse>
  <max_server_memory_usage>1300000000</max_server_memory_usage>
  <mark_cache_size>67108864</mark_cache_size>
  <primary_index_cache_size>67108864</primary_index_cache_size>
  <index_mark_cache_size>16777216</index_mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <query_condition_cache_size>8388608</query_condition_cache_size>
  <parquet_metadata_cache_size>8388608</parquet_metadata_cache_size>
  <compiled_expression_cache_size>33554432</compiled_expression_cache_size>
  <background_pool_size>2</background_pool_size>
  <background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>1</background_fetches_pool_size>
  <background_common_pool_size>1</background_common_pool_size>
  <background_schedule_pool_size>4</background_schedule_pool_size>
  <background_schedule_pool_initial_size>1</background_schedule_pool_initial_size>
  <merge_tree>
    <auto_statistics_types></auto_statistics_types>
    <fsync_after_insert>1</fsync_after_insert>
    <fsync_part_directory>1</fsync_part_directory>
    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
  </merge_tree>
</clickhouse>
`;

const statementArguments = {
  max_memory_usage: 1_000_000_000,
  max_bytes_before_external_group_by: 250_000_000,
  max_bytes_before_external_sort: 250_000_000,
  async_load_databases: 0,
  // By default a statement gets one thread per GB the engine may still hold: here that would be one of all cores.
  max_threads_min_free_memory_per_thread: 0,
  max_insert_threads_min_free_memory_per_thread: 0,
  ...readSettings,
};

const openSession = (directory: string): Session => {
  const config = join(directory, 'engine.xml');
  writeFileSync(config, engineConfig);
  const options = Object.entries(statementArguments).map(([name, value]) => `--${name}=${value}`);
  return new Session(directory, { connectionArgs: [`--config-file=${config}`, ...options] });
};

/** The process that holds the directory, as the engine notes it in `status`; null if none that lives. */
const holderOf = (directory: string): number | null => {
  try {
    const pid = Number(/PID: (\d+)/.exec(readFileSync(join(directory, 'status'), 'utf8'))?.[1]);
    if (!Number.isInteger(pid) || pid === process.pid) return null;
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? 0 : null;
  }
};

const cannotOpen = (directory: string, cause: unknown): Problem => {
  const pid = holderOf(directory);
  if (pid === null)
    return new Problem(
      {
        code: 'data_unreadable',
        kind: 'internal',
        text: {
          ru: `Не удалось открыть данные в папке ${directory}: проверьте права на неё и свободное место на диске.`,
          en: `The data in ${directory} could not be opened: check its permissions and the free space on the disk.`,
        },
        where: { directory },
      },
      { cause },
    );
  return new Problem(
    {
      code: 'data_in_use',
      kind: 'busy',
      text: {
        ru: `Данные в папке ${directory} уже открыты другим процессом (${pid}). Закройте его или выберите другую папку.`,
        en: `The data in ${directory} is in use by another process (${pid}). Stop it or choose another directory.`,
      },
      where: { directory, process: pid },
    },
    { cause },
  );
};

const literal = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const settingName = (name: string): string => {
  if (!/^\w+$/.test(name)) throw new Error(`Not a name of a setting: ${name}`);
  return name;
};

/**
 * The statement that goes before `sql` in one text. The engine binds `param_x` of a connection to `{x:Type}`; the package's own
 * way of binding would let only one such statement run at a time in the whole process.
 */
const preludeOf = (sql: string, options: RunOptions): string => {
  const parameters: Record<string, SqlValue> = options.parameters ?? {};
  checkParameters(sql, parameters);
  const sets = [
    ...Object.entries(options.settings ?? {}).map(
      ([name, value]) => `${settingName(name)} = ${typeof value === 'number' ? value : literal(value)}`,
    ),
    ...Object.entries(parameters)
      .filter(([name]) => sql.includes(`{${name}:`))
      .map(([name, value]) => `param_${settingName(name)} = ${literal(formatParameter(value))}`),
  ];
  // In one: each SET would cost as much as a small statement.
  return sets.length === 0 ? '' : `SET ${sets.join(', ')}; `;
};

const insertShape = /^\s*(INSERT\s+INTO\s+[\w.]+\s*(?:\([^()]*\))?)\s*FORMAT\s+(\w+)\s*$/i;

/** Opens connections one after another as they are needed and gives each to one statement at a time. */
const poolOf = (directory: string, first: Session) => {
  const all = [first];
  const idle = [first];
  const waiting: ((session: Session) => void)[] = [];
  let closed = false;
  const take = async (isUrgent = false): Promise<Session> => {
    if (closed) throw new Error('The warehouse is closed.');
    const free = idle.pop();
    if (free) return free;
    if (all.length < connections) {
      const session = openSession(directory);
      all.push(session);
      return session;
    }
    return new Promise((found) => (isUrgent ? waiting.unshift(found) : waiting.push(found)));
  };
  const give = (session: Session): void => {
    const next = waiting.shift();
    if (next) next(session);
    else idle.push(session);
  };
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    while (idle.length < all.length || waiting.length > 0) {
      await drainPending();
      await new Promise((done) => setTimeout(done, 5));
    }
    for (const session of all) session.close();
    await drainPending();
  };
  return { take, give, close };
};

/**
 * Opens the warehouse in a directory of this machine, inside this process, and creates it where there is none.
 *
 * One process holds a directory at a time, and a process holds one directory. An aborted statement rejects at once while
 * the engine finishes it; a statement that writes is therefore better awaited. Problems: `data_in_use` (busy),
 * `data_unreadable`, `disk_full`, `not_enough_memory`.
 */
export const openChdb = async (directory: string): Promise<Warehouse> => {
  const path = resolve(directory);
  let first: Session;
  try {
    mkdirSync(path, { recursive: true });
    first = openSession(path);
  } catch (error) {
    throw cannotOpen(path, error);
  }
  const pool = poolOf(path, first);
  let handed = 0;
  const freed = keepFreedMemoryWithin(async () => {
    const session = await pool.take();
    await session.queryAsync('SYSTEM JEMALLOC PURGE').finally(() => pool.give(session));
  });

  const restore = async (session: Session, options: RunOptions): Promise<void> => {
    const given = Object.keys(options.settings ?? {});
    if (given.length === 0) return;
    const own = Object.entries(statementArguments).filter(([name]) => given.includes(name));
    const sets = [...given.map((name) => `${name} = DEFAULT`), ...own.map(([name, value]) => `${name} = ${value}`)];
    await session.queryAsync(`SET ${sets.join(', ')}`);
  };

  const withSession = async <T>(
    sql: string,
    options: RunOptions,
    work: (session: Session) => Promise<T>,
  ): Promise<T> => {
    options.signal?.throwIfAborted();
    const session = await pool.take(options.isUrgent);
    const running = (async () => {
      try {
        return await work(session);
      } catch (error) {
        throw problemOf(error, sql);
      } finally {
        await restore(session, options).catch(() => undefined);
        pool.give(session);
        await freed.afterStatement();
      }
    })();
    const { signal } = options;
    if (!signal) return running;
    return new Promise((resolved, rejected) => {
      const abort = () => rejected(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      running.then(resolved, rejected).finally(() => signal.removeEventListener('abort', abort));
    });
  };

  const run = (sql: string, options: RunOptions, format: string) => {
    const text = preludeOf(sql, options) + sql;
    return withSession(sql, options, (session) => session.queryAsync(text, { format }));
  };

  /**
   * Through a file, for within the text of a statement bytes take the engine twice the time, and end at an empty line. The file loses its name at once, so that
   * a crash leaves nothing of it.
   */
  const insert = async (sql: string, bytes: Uint8Array, options: RunOptions = {}): Promise<void> => {
    const [, into, format] = insertShape.exec(sql) ?? [];
    if (!into || !format) throw new Error(`Not an insert of bytes: ${sql}`);
    if (bytes.length === 0) return;
    handed += 1;
    const path = join(directory, `handed-${handed}`);
    await withSession(sql, options, async (session) => {
      const file = await open(path, 'w+');
      try {
        await rm(path);
        // At places, so that where the file is read from stays its beginning.
        for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
        const text = `${preludeOf('', options)}${into} FROM INFILE '/dev/fd/${file.fd}' FORMAT ${format}`;
        await session.queryAsync(text, { format: 'Null' });
      } finally {
        await file.close();
      }
    });
  };

  const version = first.query('SELECT version()', 'TabSeparated').trim().split('.').slice(0, 2).join('.');
  return {
    engine: `chdb ${version}`,
    command: async (sql, options = {}) => void (await run(sql, options, 'Null')),
    rows: async <Row>(sql: string, options: RunOptions = {}) =>
      parseRows<Row>((await run(sql, options, 'JSONEachRow')).bytes()),
    bytes: async (sql, format, options = {}) => (await run(sql, options, format)).bytes(),
    save: async (sql, format, path, options = {}) =>
      void (await run(`${sql}\nINTO OUTFILE ${literal(path)} TRUNCATE FORMAT ${format}`, options, 'Null')),
    insert,
    close: async () => {
      freed.stop();
      await pool.close();
    },
  };
};
