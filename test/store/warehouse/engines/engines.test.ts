import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../../src/model/problem.ts';
import { openChdb } from '../../../../src/store/warehouse/engines/chdb.ts';
import { openClickhouse } from '../../../../src/store/warehouse/engines/clickhouse.ts';
import { importFile } from '../../../../src/store/warehouse/import/import-file.ts';
import { type Migration, migrate, migrations } from '../../../../src/store/warehouse/migrate.ts';
import type { SqlValue, Warehouse } from '../../../../src/store/warehouse/warehouse.ts';
import { childProgram } from '../../../support/child.ts';
import { memoryJournal } from '../../../support/journal.ts';
import { inFile } from '../import/importing.ts';
import { startGateway } from './gateway.ts';

const server = process.env.CLICKHOUSE_TEST_URL;
let directory: string;
let embedded: Warehouse;
let stopGateway = async () => {};
let overHttp: Warehouse;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-test-'));
  embedded = await openChdb(join(directory, 'warehouse'));
  if (server) overHttp = await openClickhouse(server);
  else {
    const gateway = await startGateway(join(directory, 'warehouse'));
    stopGateway = gateway.stop;
    overHttp = await openClickhouse(gateway.url);
  }
  console.log(`Over HTTP: ${server ? 'a ClickHouse server' : 'a gateway over embedded chDB'} (${overHttp.engine})`);
});
afterAll(async () => {
  await overHttp?.close();
  await stopGateway();
  await embedded?.close();
  await rm(directory, { recursive: true, force: true });
});

describe.each([
  { way: 'embedded', open: () => embedded },
  { way: 'over HTTP', open: () => overHttp },
])('the warehouse $way', ({ way, open }) => {
  const table = `pairs_${way.replace(' ', '_')}`;

  it('creates, writes and reads, with integers and decimals as numbers', async () => {
    const warehouse = open();
    await warehouse.command(
      `CREATE OR REPLACE TABLE ${table} (a String, n UInt64, d Decimal(18, 6)) ENGINE = MergeTree ORDER BY n`,
    );
    await warehouse.insert(
      `INSERT INTO ${table} (a, n, d) FORMAT CSV`,
      Buffer.from('"один\n\nдва",9007199254740991,0.1\nb,2,-1.5\n'),
    );
    expect(await warehouse.rows(`SELECT * FROM ${table} ORDER BY n DESC`)).toEqual([
      { a: 'один\n\nдва', n: 9007199254740991, d: 0.1 },
      { a: 'b', n: 2, d: -1.5 },
    ]);
    expect(await warehouse.rows(`SELECT * FROM ${table} WHERE n > 10e18`)).toEqual([]);
  });

  it('binds parameters of every kind exactly', async () => {
    const same = async (parameters: Record<string, SqlValue>, types: string) =>
      (await open().rows(`SELECT ${types}`, { parameters }))[0];
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.array(
          fc.string({ unit: fc.constantFrom("'", '\\', '\n', '\t', 'ж', '"', ',', ']', '{', '\0'), maxLength: 6 }),
          { maxLength: 3 },
        ),
        fc.integer(),
        fc.boolean(),
        async (text, list, number, flag) => {
          const found = await same(
            { text, list, number, nothing: null, flag, pairs: { [text || 'k']: text } },
            '{text:String} AS text, {list:Array(String)} AS list, {number:Int64} AS number, {nothing:Nullable(Int8)} AS nothing, {flag:Bool} AS flag, {pairs:Map(String, String)} AS pairs',
          );
          expect(found).toEqual({ text, list, number, nothing: null, flag, pairs: { [text || 'k']: text } });
        },
      ),
      { numRuns: 40, seed: 1 },
    );
    const big = (await same({ key: (1n << 128n) - 1n }, 'toString({key:UInt128}) AS key')) as { key: string };
    expect(big.key).toBe(String((1n << 128n) - 1n));
  });

  it('refuses a statement with a parameter it was not given', async () => {
    await open().rows('SELECT {x:String} AS x', { parameters: { x: 'left over' } });
    await expect(open().rows('SELECT {x:String} AS x')).rejects.toThrow('x is not set');
  });

  it('keeps a statement’s settings to itself', async () => {
    const ask = "SELECT toUInt64(getSetting('max_block_size')) AS size";
    const before = await open().rows(ask);
    expect(await open().rows(ask, { settings: { max_block_size: 777 } })).toEqual([{ size: 777 }]);
    for (let turn = 0; turn < 5; turn += 1) expect(await open().rows(ask)).toEqual(before);
  });

  it('runs statements side by side', async () => {
    const asked = Array.from({ length: 20 }, (_, n) => n);
    const found = await Promise.all(
      asked.map((n) => open().rows<{ n: number }>('SELECT {n:UInt32} AS n, sleep(0.01)', { parameters: { n } })),
    );
    expect(found.map(([row]) => row?.n)).toEqual(asked);
  });

  it('tells what went wrong and goes on', async () => {
    await expect(open().rows('SELECT nonsense')).rejects.toThrow(/nonsense/);
    await expect(open().command('SELECT throwIf(1)')).rejects.toThrow();
    expect(await open().rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says so in words when a statement needs too much memory', async () => {
    const heavy = open().rows('SELECT length(groupArray(number)) AS n FROM numbers(10000000)', {
      settings: { max_memory_usage: 10_000_000 },
    });
    await expect(heavy).rejects.toMatchObject({ body: { code: 'not_enough_memory' } });
    expect(await open().rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('leaves a statement whose asker no longer waits', async () => {
    const control = new AbortController();
    const slow = open().rows('SELECT count() AS n FROM numbers(20) WHERE sleepEachRow(0.02) = 0', {
      signal: control.signal,
    });
    setTimeout(() => control.abort(), 20);
    await expect(slow).rejects.toThrow(/abort/i);
    await expect(open().rows('SELECT 1', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect(await open().rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('migrates from nothing, again, twice at once and after a crash half-way', async () => {
    const warehouse = open();
    await warehouse.command('DROP TABLE IF EXISTS migrations');
    const [first] = migrations;
    const half: Migration[] = [
      { name: first?.name ?? '', statements: [...(first?.statements.slice(0, 5) ?? []), 'SELECT throwIf(1)'] },
    ];
    await expect(migrate(warehouse, half)).rejects.toThrow();
    await Promise.all([migrate(warehouse), migrate(warehouse)]);
    await migrate(warehouse);
    expect(await warehouse.rows('SELECT name FROM migrations FINAL ORDER BY name')).toEqual(
      migrations.map(({ name }) => ({ name })),
    );
    expect(await warehouse.rows('SELECT count() AS rows FROM current_order_lines')).toEqual([{ rows: 0 }]);
    await expect(migrate(warehouse, migrations.slice(0, 1))).rejects.toMatchObject({ body: { code: 'newer_data' } });
  });

  it('imports a file', async () => {
    const text = 'customer_id;name\n1;ООО «Ромашка»\n2;"a;b"\n;nobody\n';
    const [report] = await inFile(text, 'c.csv', (path) =>
      importFile({
        warehouse: open(),
        journal: memoryJournal(),
        workspace: table.replaceAll('_', '-'),
        timeZone: 'Europe/Moscow',
        currency: 'RUB',
        source: 'main',
        path,
        fileName: 'c.csv',
      }),
    );
    expect(report?.kinds.customers).toEqual({ read: 3, added: 2, changed: 0, unchanged: 0, quarantined: 1 });
    const names = await open().rows(
      'SELECT name FROM current_customers FINAL WHERE workspace = {w:String} ORDER BY id',
      {
        parameters: { w: table.replaceAll('_', '-') },
      },
    );
    expect(names).toEqual([{ name: 'ООО «Ромашка»' }, { name: 'a;b' }]);
  });
});

describe('opening', () => {
  it('refuses a directory another process holds', async () => {
    const program = await childProgram('test/store/warehouse/engines/opener.ts');
    const child = spawnSync(process.execPath, [program, join(directory, 'warehouse')], { encoding: 'utf8' });
    const body = JSON.parse(child.stdout) as Problem['body'];
    expect(body).toMatchObject({ code: 'data_in_use', kind: 'busy', where: { process: process.pid } });
  });

  it('leaves nothing of inserted bytes in the directory', async () => {
    const names = async () => (await readdir(join(directory, 'warehouse'))).toSorted();
    await embedded.command('CREATE OR REPLACE TABLE handed (n UInt64) ENGINE = Memory');
    const before = await names();
    await embedded.insert('INSERT INTO handed FORMAT CSV', Buffer.from('1\n2\n'));
    const broken = embedded.insert('INSERT INTO handed FORMAT CSV', Buffer.from('1\nnone\n'));
    await expect(broken).rejects.toThrow(/none/);
    expect(await names()).toEqual(before);
    expect(await embedded.rows('SELECT sum(n) AS sum FROM handed')).toEqual([{ sum: 3 }]);
  });

  it('says so when the server does not answer', async () => {
    const error = await openClickhouse('http://127.0.0.1:9').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ body: { code: 'warehouse_unreachable' } });
  });

  it('gives freed memory back when nobody asks anything', async () => {
    let most = 0;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 20);
    await embedded.rows('SELECT count() FROM (SELECT number AS k, count() FROM numbers(3000000) GROUP BY k)');
    clearInterval(watch);
    await expect.poll(() => process.memoryUsage.rss(), { timeout: 60_000 }).toBeLessThan(most - 100_000_000);
  });

  it('syncs inserts and keeps caches small', async () => {
    const synced = await embedded.rows<{ value: string }>(
      "SELECT value FROM system.merge_tree_settings WHERE name IN ('fsync_after_insert', 'fsync_part_directory')",
    );
    expect(synced.map(({ value }) => value)).toEqual(['1', '1']);
    const [limits] = await embedded.rows<{ memory: number; caches: number }>(
      `SELECT sumIf(toUInt64OrZero(value), name = 'max_server_memory_usage') AS memory,
        sumIf(toUInt64OrZero(value), name IN ('mark_cache_size', 'primary_index_cache_size', 'uncompressed_cache_size')) AS caches
        FROM system.server_settings`,
    );
    expect(limits?.memory).toBeLessThan(1_500_000_000);
    expect(limits?.caches).toBeLessThan(200_000_000);
    expect(
      await embedded.rows("SELECT name FROM system.tables WHERE database = 'system' AND name LIKE '%\\_log'"),
    ).toEqual([]);
  });
});
