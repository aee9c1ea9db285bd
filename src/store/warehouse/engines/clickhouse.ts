import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { Problem } from '../../../model/problem.ts';
import { parseRows } from '../rows.ts';
import type { RunOptions, Warehouse } from '../warehouse.ts';
import { problemOf } from './failure.ts';
import { checkParameters } from './parameter.ts';
import { readSettings } from './settings.ts';

const hourMs = 3_600_000;

const unreachable = (host: string, cause: unknown): Problem =>
  new Problem(
    {
      code: 'warehouse_unreachable',
      kind: 'missing',
      text: {
        ru: `Сервер ClickHouse ${host} не отвечает. Проверьте адрес и пароль в CLICKHOUSE_URL.`,
        en: `The ClickHouse server ${host} does not answer. Check the address and the password in CLICKHOUSE_URL.`,
      },
      where: { server: host },
    },
    { cause },
  );

/**
 * Opens the warehouse on a ClickHouse server, over HTTP.
 *
 * The URL carries user, password and database (`http://user:password@host:8123/database`). How much memory and disk a statement may take and
 * whether inserts are synced to disk are the server's own settings. Problems: `warehouse_unreachable`, `disk_full`,
 * `not_enough_memory`.
 */
export const openClickhouse = async (url: string): Promise<Warehouse> => {
  const host = new URL(url).host;
  const client = createClient({
    url,
    request_timeout: hourMs,
    max_open_connections: 8,
    // What fails is thrown; the client would print it as well.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { ...readSettings, wait_end_of_query: 1 },
  });
  const checked = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw problemOf(error, sql);
    }
  };
  const given = (sql: string, { parameters = {}, settings = {}, signal }: RunOptions) => {
    signal?.throwIfAborted();
    checkParameters(sql, parameters);
    return {
      query_params: parameters as Record<string, unknown>,
      clickhouse_settings: settings as Record<string, string | number>,
      ...(signal ? { abort_signal: signal } : {}),
    };
  };
  const bytes = (sql: string, format: string, options: RunOptions = {}): Promise<Uint8Array> =>
    checked(sql, async () => {
      const { stream } = await client.exec({ query: `${sql}\nFORMAT ${format}`, ...given(sql, options) });
      const parts: Uint8Array[] = [];
      for await (const part of stream) parts.push(part as Uint8Array);
      return Buffer.concat(parts);
    });
  const rows = async <Row>(sql: string, options: RunOptions = {}): Promise<Row[]> =>
    parseRows<Row>(await bytes(sql, 'JSONEachRow', options));

  let version: string;
  try {
    const [found] = await rows<{ version: string }>('SELECT version() AS version');
    version = (found?.version ?? '').split('.').slice(0, 2).join('.');
  } catch (error) {
    await client.close();
    throw unreachable(host, error);
  }
  return {
    engine: `clickhouse ${version} at ${host}`,
    command: (sql, options = {}) =>
      checked(sql, async () => void (await client.command({ query: sql, ...given(sql, options) }))),
    rows,
    bytes,
    save: (sql, format, path, options = {}) =>
      checked(sql, async () => {
        const { stream } = await client.exec({ query: `${sql}\nFORMAT ${format}`, ...given(sql, options) });
        await pipeline(stream, createWriteStream(path), options.signal ? { signal: options.signal } : {});
      }),
    insert: (sql, bytes, options = {}) =>
      checked(sql, async () => {
        const body = Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)], {
          objectMode: false,
        });
        const { stream } = await client.exec({ query: sql, values: body, ...given('', options) });
        for await (const _ of stream);
      }),
    close: () => client.close(),
  };
};
