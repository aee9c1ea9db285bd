import { createReadStream } from 'node:fs';
import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linesCsv, openSourcesPlace, type SourcesPlace, startServer, whole } from './place.ts';

let place: SourcesPlace;
beforeAll(async () => {
  place = await openSourcesPlace();
});
afterAll(() => place.close());

const bytesUnder = async (directory: string): Promise<{ path: string; bytes: Buffer }[]> => {
  const found: { path: string; bytes: Buffer }[] = [];
  for (const entry of await readdir(directory, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) {
      const path = join(entry.parentPath, entry.name);
      found.push({ path, bytes: await readFile(path) });
    }
  return found;
};

const unpacked = async (path: string): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(path).pipe(createGunzip())) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

const secret = 'Откройся-Sesame-42/+&=';
const basic = Buffer.from(`me:${secret}`).toString('base64');
const forms = [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64'),
  JSON.stringify(secret).slice(1, -1),
  basic,
];

it('secrets are in no answer, log, file or backup, and a backup is of no use without the key', async () => {
  const server = await startServer((_request, response) =>
    response.writeHead(500, { location: encodeURIComponent(secret) }).end(secret),
  );
  const bare = `127.0.0.1:${server.port}/a.csv`;
  const written = encodeURIComponent(secret);
  const guarded = {
    location: { kind: 'http', url: `http://me:${written}@${bare}?key=${written}` },
    secrets: { 'header.X-Key': Buffer.from(secret).toString('base64') },
    schedule: { every: 'minutes', minutes: 10 },
  };
  const answers: unknown[] = [await place.save('guarded', guarded)];
  const database = { host: '127.0.0.1', port: 1, database: 'd', user: 'u', query: 'select 1 as line_id' };
  for (const kind of ['postgresql', 'mysql', 'clickhouse']) {
    const draft = { location: { kind, ...database }, secrets: { password: secret } };
    answers.push(await place.save(kind, draft), await place.test(kind, draft), await place.run(kind));
  }
  const bucket = {
    location: { kind: 's3', url: 'http://127.0.0.1:1/bucket/a.csv', accessKeyId: 'AK' },
    secrets: { secretAccessKey: secret },
  };
  answers.push(await place.save('bucket', bucket), await place.run('bucket'), await place.run('guarded'));
  answers.push(await place.test('guarded', { location: { kind: 'http', url: `http://${bare}` } }));
  // The server was told what nobody else is.
  expect(server.heard[0]?.headers.authorization).toBe(`Basic ${basic}`);
  expect(server.heard[0]?.url).toBe(`/a.csv?key=${written}`);
  answers.push(await place.operations.sources.list({ workspace: 'main' }), await place.operations.jobs.list());
  for (const name of ['guarded', 'bucket', 'mysql', 'postgresql', 'clickhouse'])
    answers.push(await place.operations.sources.runs({ workspace: 'main', name }));
  expect((await place.source('guarded')).secrets).toEqual(['header.X-Key', 'login', 'query']);
  const file = join(place.directory, 'all.backup');
  const backup = await place.operations.finished({ id: (await place.operations.backups.write({ file })).id });
  expect(backup.problem).toBeUndefined();
  const inside = await unpacked(file);
  expect(inside.toString()).toMatch(/"sealed":\s?"v1\./);
  const told = `${JSON.stringify(answers)}\n${place.said.join('\n')}`;
  const files = await bytesUnder(place.directory);
  for (const form of forms) {
    expect(told.includes(form), form).toBe(false);
    expect(inside.includes(form), form).toBe(false);
    for (const { path, bytes } of files) expect(bytes.includes(form), `${path}: ${form}`).toBe(false);
  }
  const key = (await readFile(join(place.data, 'secret.key'), 'utf8')).trim();
  expect(inside.includes(key)).toBe(false);
  // Without the key the source says what is the matter, and does not ask the server.
  await rename(join(place.data, 'secret.key'), join(place.data, 'away.key'));
  const heard = server.heard.length;
  expect((await place.run('guarded')).problem?.code).toBe('secret_key_missing');
  expect(await place.source('guarded')).toMatchObject({ state: 'stopped', nextRunAt: null });
  expect(server.heard.length).toBe(heard);
  await rename(join(place.data, 'away.key'), join(place.data, 'secret.key'));
  await server.stop();
});

it('a restored backup has its sources, which read again once the key is there', async () => {
  const server = await startServer(whole(linesCsv('1')));
  await place.save('kept', { location: { kind: 'http', url: `${server.url}/a.csv` }, secrets: { login: 'me:x1y2z3' } });
  const file = join(place.directory, 'kept.backup');
  await place.operations.finished({ id: (await place.operations.backups.write({ file })).id });
  await place.operations.sources.remove({ workspace: 'main', name: 'kept' });
  const { id } = await place.operations.backups.restore({ file, replace: true });
  expect((await place.operations.finished({ id })).problem).toBeUndefined();
  expect((await place.run('kept')).problem).toBeUndefined();
  expect(server.heard.at(-1)?.headers.authorization).toBe(`Basic ${Buffer.from('me:x1y2z3').toString('base64')}`);
  await server.stop();
});

it('secrets do not go along to another server', async () => {
  const [first, second] = [await startServer(whole(linesCsv('1'))), await startServer(whole(linesCsv('1')))];
  const at = (url: string) => ({ location: { kind: 'http', url, headers: ['X-Key'] } });
  await place.save('moved', { ...at(`${first.url}/a.csv`), secrets: { 'header.X-Key': 'tell-nobody' } });
  await place.test('moved', at(`${first.url}/a.csv`));
  expect(first.heard.at(-1)?.headers['x-key']).toBe('tell-nobody');
  await place.test('moved', at(`${second.url}/a.csv`));
  expect(second.heard.at(-1)?.headers['x-key']).toBeUndefined();
  expect((await place.save('moved', at(`${second.url}/a.csv`))).secrets).toEqual([]);
  await place.run('moved');
  expect(second.heard.at(-1)?.headers['x-key']).toBeUndefined();
  await first.stop();
  await second.stop();
});
