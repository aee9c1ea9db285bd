import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesCsv, openSourcesPlace, type SourcesPlace, startServer, whole } from './place.ts';

let place: SourcesPlace;
let server: Awaited<ReturnType<typeof startServer>>;
let other: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  place = await openSourcesPlace();
  server = await startServer(whole(''));
  other = await startServer(whole(''));
});
afterAll(async () => {
  await place.close();
  await server.stop();
  await other.stop();
});

let names = 0;
const saved = async (location: object = {}, more: object = {}): Promise<string> => {
  names += 1;
  const name = `web-${names}`;
  await place.save(name, {
    location: { kind: 'http', url: `${server.url}/dir/orders.csv`, ...location },
    schedule: { every: 'hours', hours: 1 },
    ...more,
  });
  return name;
};
const problemOf = async (name: string) => (await place.run(name)).problem?.code;

describe('an HTTP source', () => {
  it('brings the file once and then only what changed', async () => {
    const name = await saved();
    const text = linesCsv('1', '2');
    server.answers((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') {
        response.writeHead(304).end();
        return;
      }
      whole(text, { etag: '"v1"' })(request, response);
    });
    expect((await place.run(name)).problem).toBeUndefined();
    expect(await place.lines()).toEqual([`${name}/1`, `${name}/2`]);
    const first = await place.source(name);
    expect(first).toMatchObject({ state: 'well', problem: null, lastRun: { state: 'done', added: 2, files: 1 } });
    expect(first.nextRunAt).toBe('2027-01-05T10:00:00.000Z');
    await place.run(name);
    expect(server.heard.at(-1)?.headers['if-none-match']).toBe('"v1"');
    expect((await place.source(name)).lastRun).toMatchObject({ state: 'nothing_new', files: 0 });
    // The same bytes under another tag are nothing new either.
    server.answers(whole(text, { etag: '"v2"' }));
    await place.run(name);
    expect((await place.source(name)).lastRun).toMatchObject({ state: 'nothing_new' });
    server.answers(whole(linesCsv('1', '2', '3'), { etag: '"v3"' }));
    await place.run(name);
    expect((await place.source(name)).lastRun).toMatchObject({ state: 'done', added: 1, unchanged: 2 });
    // Afresh it asks for all of it, whatever it has seen.
    await place.run(name, true);
    expect(server.heard.at(-1)?.headers['if-none-match']).toBeUndefined();
    expect((await place.source(name)).lastRun).toMatchObject({ state: 'done', added: 0, unchanged: 3 });
  });

  it('unpacks what a server packs though it was not asked to', async () => {
    const name = await saved();
    server.answers(whole(gzipSync(linesCsv('g')), { 'content-encoding': 'gzip' }));
    expect((await place.run(name)).problem).toBeUndefined();
    expect(await place.lines()).toContain(`${name}/g`);
  });

  it('follows redirects, and tells its secrets to nobody else', async () => {
    const name = await saved({}, { secrets: { 'header.Authorization': 'Bearer sesame', query: '?key=k1' } });
    other.answers(whole(linesCsv('r')));
    server.answers((request, response) => {
      if (request.url?.startsWith('/dir/')) response.writeHead(302, { location: '/moved' });
      else response.writeHead(307, { location: `${other.url}/final.csv` });
      response.end();
    });
    const before = server.heard.length;
    expect((await place.run(name)).problem).toBeUndefined();
    const heard = server.heard.slice(before);
    expect(heard.map(({ url }) => url)).toEqual(['/dir/orders.csv?key=k1', '/moved']);
    expect(heard.map(({ headers }) => headers.authorization)).toEqual(['Bearer sesame', 'Bearer sesame']);
    expect(other.heard.at(-1)?.headers.authorization).toBeUndefined();
    expect(await place.lines()).toContain(`${name}/r`);
  });

  it.each([
    ['a circle', (url: string) => `${url}/dir/orders.csv`, 'source_bad_redirect'],
    ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/', 'source_address_closed'],
    ['a file of the machine', () => 'file:///etc/passwd', 'source_bad_redirect'],
  ])('is not led to %s', async (_what, to, code) => {
    const name = await saved();
    server.answers((_request, response) => {
      response.writeHead(302, { location: to(server.url) }).end();
    });
    expect(await problemOf(name)).toBe(code);
  });

  const text = linesCsv('x1', 'x2', 'x3');
  it.each([
    [
      'breaks off before the told length',
      (_: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(200, { 'content-length': text.length + 50 });
        response.write(text);
        setTimeout(() => response.destroy(), 20);
      },
      'source_broken_off',
    ],
    [
      'breaks off between chunks',
      (_: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(200);
        response.write(text);
        setTimeout(() => response.destroy(), 20);
      },
      'source_broken_off',
    ],
    [
      'has an end nobody can know',
      (_: unknown, response: import('node:http').ServerResponse) => {
        response.socket?.end(`HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${text}`);
      },
      'source_end_unknown',
    ],
    [
      'is packed and cut short',
      whole(gzipSync(text).subarray(0, 40), { 'content-encoding': 'gzip' }),
      'source_broken_off',
    ],
    [
      'stops in the middle without a word',
      (_: unknown, response: import('node:http').ServerResponse) => {
        response.writeHead(200, { 'content-length': text.length });
        response.write(text.slice(0, 10));
      },
      'source_too_slow',
    ],
    ['never begins', () => {}, 'source_too_slow'],
    ['is empty', whole(''), 'source_empty'],
    [
      'is forbidden',
      (_: unknown, response: import('node:http').ServerResponse) => response.writeHead(403).end(),
      'source_login_refused',
    ],
    [
      'is not there',
      (_: unknown, response: import('node:http').ServerResponse) => response.writeHead(404).end(),
      'source_not_found',
    ],
    [
      'is an error of the server',
      (_: unknown, response: import('node:http').ServerResponse) => response.writeHead(503).end(),
      'source_server_failed',
    ],
  ])('that %s brings nothing', async (_what, answer, code) => {
    const name = await saved();
    server.answers(answer);
    expect(await problemOf(name)).toBe(code);
    expect((await place.lines()).filter((id) => id.startsWith(`${name}/`))).toEqual([]);
    expect(await readdir(join(place.data, 'fetched'))).toEqual([]);
    const { state, problem, failingSince, lastRun } = await place.source(name);
    expect(problem?.code).toBe(code);
    expect(failingSince).not.toBeNull();
    expect(lastRun?.state).toBe('failed');
    expect(state).toBe(['source_login_refused', 'source_end_unknown'].includes(code) ? 'stopped' : 'retrying');
  });

  it('is refused over its bound, told or not', async () => {
    const big = Buffer.alloc(1_200_000, 'a');
    const name = await saved({ maxMegabytes: 1 });
    server.answers(whole(big));
    expect(await problemOf(name)).toBe('source_too_large');
    server.answers((_request, response) => {
      response.writeHead(200);
      response.end(big);
    });
    expect(await problemOf(name)).toBe('source_too_large');
    // A bomb is measured as it unpacks.
    server.answers(whole(gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }));
    expect(await problemOf(name)).toBe('source_too_large');
  });

  it('that nobody answers for says so', async () => {
    const gone = await startServer(whole(''));
    await gone.stop();
    expect(await problemOf(await saved({ url: `${gone.url}/a.csv` }))).toBe('source_unreachable');
    expect(await problemOf(await saved({ url: 'http://no-such-host.invalid/a.csv' }))).toBe('source_unreachable');
  });

  it('whose file is no facts is refused, keeps its schedule, and heals by itself', async () => {
    const name = await saved();
    server.answers(whole('a,b\n1,2\n'));
    expect((await place.run(name)).problem).toBeUndefined();
    const bad = await place.source(name);
    expect(bad).toMatchObject({ state: 'refused', lastRun: { state: 'done' }, failures: 0 });
    expect(bad.problem?.text.ru).toMatch(/^orders\.csv: /);
    expect(bad.nextRunAt).not.toBeNull();
    // Unchanged, it is not tried again, and the trouble is still told.
    await place.run(name);
    expect(await place.source(name)).toMatchObject({
      state: 'refused',
      lastRun: { state: 'nothing_new' },
      problem: bad.problem,
    });
    server.answers(whole(linesCsv('h')));
    await place.run(name);
    expect(await place.source(name)).toMatchObject({ state: 'well', problem: null, failingSince: null });
  });
});
