import type { SourceLocation } from '../../../model/sources.ts';
import type { Warehouse } from '../warehouse.ts';
import { fetchProblem } from './fetch-problems.ts';
import { literal } from './literal.ts';
import { readOnlyQuery } from './read-only.ts';

type Queried = Extract<SourceLocation, { kind: 'postgresql' | 'mysql' }>;

export type QueryFetch = {
  password: string;
  path: string;
  /** Only so many rows; null is all. */
  firstRows: number | null;
  signal: AbortSignal;
};

const settings = {
  postgresql_connection_attempt_timeout: 10,
  postgresql_connection_pool_retries: 1,
  postgresql_connection_pool_auto_close_connection: 1,
  external_storage_connect_timeout_sec: 10,
  external_storage_rw_timeout_sec: 600,
  format_csv_null_representation: '',
};

/** Every row as one line of JSON made by PostgreSQL itself: so numbers keep their digits and moments their offset, which the engine drops. */
const jsonLines = (query: string, rows: number | null): string =>
  `SELECT translate(row_to_json(q)::text, chr(10) || chr(13), '  ') AS line FROM (${query}) AS q${rows === null ? '' : ` LIMIT ${rows}`}`;

/** The ending of the file a query's rows are written to. */
export const queryFileType = { postgresql: 'ndjson', mysql: 'csv', clickhouse: 'csv' } as const;

/**
 * Writes the rows of one SELECT on a PostgreSQL or MySQL server into a file, through the engine's table functions; the rows never are in this
 * process's memory.
 *
 * The query runs on that server as it is written. PostgreSQL gives lines of JSON, MySQL CSV with a header, empty for NULL; MySQL's moments are as
 * its session shows them. Problems: `source_query_not_read_only`, `source_login_refused`, `source_unreachable`, `source_not_found`,
 * `source_query_failed`, `source_not_supported`.
 */
export const fetchQuery = async (warehouse: Warehouse, place: Queried, how: QueryFetch): Promise<void> => {
  const { kind, host, port, database, user } = place;
  const query = readOnlyQuery(place.query, kind);
  const address = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
  const sent = kind === 'postgresql' ? jsonLines(query, how.firstRows) : query;
  const from = `${kind}(${literal(address)}, ${literal(database)}, query(${literal(sent)}), ${literal(user)}, ${literal(how.password)})`;
  const sql =
    kind === 'postgresql'
      ? `SELECT line FROM ${from}`
      : `SELECT * FROM ${from}${how.firstRows === null ? '' : ` LIMIT ${how.firstRows}`}`;
  try {
    await warehouse.save(sql, kind === 'postgresql' ? 'TSVRaw' : 'CSVWithNames', how.path, {
      settings,
      signal: how.signal,
    });
  } catch (error) {
    how.signal.throwIfAborted();
    throw fetchProblem(error, `${host}:${port}`, [how.password]);
  }
};
