import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { SourceLocation } from '../../../model/sources.ts';
import { fetchProblem } from './fetch-problems.ts';
import type { QueryFetch } from './query.ts';
import { readOnlyQuery } from './read-only.ts';

type Place = Extract<SourceLocation, { kind: 'clickhouse' }>;

const hourMs = 3_600_000;

/**
 * Writes the rows of one SELECT on a ClickHouse server into a CSV file, over HTTP(S), which forbids the query to change anything; moments are in
 * UTC and say so.
 *
 * It goes through the official client and not the engine's `remote()`, whose protocol neither proxies nor managed services like to let through.
 * Problems: as `fetchQuery`.
 */
export const fetchClickhouse = async (place: Place, how: QueryFetch): Promise<void> => {
  const query = readOnlyQuery(place.query, 'clickhouse');
  const server = `${place.host}:${place.port}`;
  const client = createClient({
    url: `${place.secure ? 'https' : 'http'}://${server}`,
    username: place.user,
    password: how.password,
    database: place.database,
    request_timeout: hourMs,
    max_open_connections: 1,
    log: { level: ClickHouseLogLevel.OFF },
  });
  try {
    const { stream } = await client.exec({
      query: `SELECT * FROM (${query})${how.firstRows === null ? '' : ` LIMIT ${how.firstRows}`} FORMAT CSVWithNames`,
      abort_signal: how.signal,
      clickhouse_settings: {
        readonly: '2',
        // An error in the middle would else come as a part of the data.
        wait_end_of_query: 1,
        date_time_output_format: 'iso',
        format_csv_null_representation: '',
      },
    });
    await pipeline(stream, createWriteStream(how.path), { signal: how.signal });
  } catch (error) {
    how.signal.throwIfAborted();
    throw fetchProblem(error, server, [how.password]);
  } finally {
    await client.close();
  }
};
