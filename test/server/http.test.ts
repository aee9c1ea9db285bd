import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ProblemBody } from '../../src/model/problem.ts';
import { type Serving, serve } from '../../src/server/serve.ts';
import { madeOperations } from './made-operations.ts';

let directory: string;
let serving: Serving;
const logged: string[] = [];
const made = madeOperations(45_000);

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-http-'));
  const web = join(directory, 'web');
  await mkdir(join(web, 'assets'), { recursive: true });
  await writeFile(join(web, 'index.html'), '<title>app</title>');
  await writeFile(join(web, 'assets/app-1a2b.js'), 'export {};');
  serving = await serve({
    port: 0,
    directory: join(directory, 'data'),
    webDirectory: web,
    version: '9.9.9',
    open: async () => ({ operations: made.operations, close: async () => {} }),
    log: (level, message, details) =>
      logged.push(`${level} ${message} ${details instanceof Error ? details.message : ''}`),
  });
  await serving.ready;
});
afterAll(async () => {
  await serving.stop();
  await rm(directory, { recursive: true, force: true });
});

const get = (path: string, init: RequestInit = {}) => fetch(`${serving.url}${path}`, init);
/** `fetch` does not let a header like Host be set. */
const raw = (path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
    const request = httpRequest(`${serving.url}${path}`, { method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (piece) => {
        body += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });

describe('problems', () => {
  test('are RFC 9457 documents in the reader’s language', async () => {
    const response = await get('/api/workspaces/nowhere', { headers: { 'accept-language': 'ru-RU,en;q=0.5' } });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const document = (await response.json()) as Record<string, unknown>;
    expect(document).toMatchObject({
      type: 'urn:conveyor:problem:no_workspace',
      status: 404,
      detail: 'Пространства nowhere нет.',
      code: 'no_workspace',
      kind: 'missing',
    });
    expect(ProblemBody.parse(document).text.en).toBe('There is no workspace nowhere.');
    const english = await get('/api/workspaces/nowhere', { headers: { 'accept-language': 'en' } });
    expect(await english.json()).toMatchObject({ detail: 'There is no workspace nowhere.', title: 'Not found' });
  });

  test('keep the typed client’s shape for a client that accepts JSON', async () => {
    const response = await get('/api/workspaces/nowhere', { headers: { accept: 'application/json' } });
    expect(await response.json()).toMatchObject({
      defined: true,
      code: 'PROBLEM',
      status: 404,
      data: { kind: 'missing' },
    });
  });

  test('name the field that does not fit', async () => {
    const body = JSON.stringify({ from: '31.02.2025', to: '2025-03-01' });
    const headers = { 'content-type': 'application/json' };
    const response = await get('/api/workspaces/main/measure', { method: 'POST', headers, body });
    expect(response.status).toBe(400);
    const problem = ProblemBody.parse(await response.json());
    expect(problem).toMatchObject({ code: 'invalid_input', kind: 'usage', where: { field: 'from' } });
    expect(problem.text.ru).toMatch(/[а-я]/);
    expect(problem.text.ru).not.toBe(problem.text.en);
  });

  test('tell malformed JSON, unknown addresses and requests that are too large', async () => {
    const headers = { 'content-type': 'application/json' };
    const malformed = await get('/api/workspaces/main/measure', { method: 'POST', headers, body: '{' });
    expect([malformed.status, ProblemBody.parse(await malformed.json()).code]).toEqual([400, 'malformed_request']);
    const unknown = await get('/api/nothing');
    expect([unknown.status, ProblemBody.parse(await unknown.json()).code]).toEqual([404, 'not_found']);
    const body = JSON.stringify({ from: 'x'.repeat(9_000_000) });
    const large = await get('/api/workspaces/main/measure', { method: 'POST', headers, body });
    expect([large.status, ProblemBody.parse(await large.json()).code]).toEqual([400, 'too_large']);
  });

  test('a bug is logged with its cause and answered with an id only', async () => {
    const response = await get('/api/workspaces/main/customers/c1');
    expect(response.status).toBe(500);
    const problem = ProblemBody.parse(await response.json());
    expect(problem.code).toBe('unexpected');
    expect(JSON.stringify(problem)).not.toContain('not made');
    const id = String(problem.where?.id);
    expect(logged.filter((line) => line.includes(id) && line.includes('not made for this test'))).toHaveLength(1);
  });
});

describe('the guard', () => {
  const port = () => String(serving.port);
  test('answers to loopback names only', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])
      expect((await raw('/healthz', { host: `${host}:${port()}` })).status).toBe(200);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', '192.168.0.7'])
      expect((await raw('/healthz', { host: `${host}:${port()}` })).status).toBe(400);
  });

  test('refuses what a foreign page makes a browser ask', async () => {
    const own = `localhost:${port()}`;
    const ask = (headers: Record<string, string>, method = 'POST') =>
      raw('/api/demo', { host: own, ...headers }, method);
    for (const origin of ['http://evil.example', 'null', 'http://localhost:3000', `https://${own}`])
      expect((await ask({ origin })).body).toContain('foreign_origin');
    expect((await ask({ 'sec-fetch-site': 'cross-site' }, 'GET')).body).toContain('foreign_origin');
    expect((await ask({ 'sec-fetch-site': 'same-site' }, 'GET')).body).toContain('foreign_origin');
    expect((await raw('/api/jobs', { host: own, origin: `http://${own}` })).status).toBe(200);
    expect((await raw('/api/jobs', { host: own })).status).toBe(200);
  });

  test('every answer carries the security headers, refusals too', async () => {
    for (const path of ['/', '/api/jobs', '/api/nothing', '/assets/app-1a2b.js']) {
      const { headers } = await get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
    }
    expect((await raw('/', { host: 'evil.example' })).headers['content-security-policy']).toBeDefined();
  });

  test('paths of this machine’s files need the token of the lock file', async () => {
    for (const authorization of [undefined, 'Bearer ', 'Bearer wrong']) {
      const headers = { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) };
      const body = JSON.stringify({ path: '/etc/passwd' });
      const response = await get('/api/local/uploads', { method: 'POST', headers, body });
      expect(ProblemBody.parse(await response.json()).code).toBe('no_token');
    }
  });

  test('nobody outside the machine can connect', async () => {
    const address = (await import('node:os')).networkInterfaces();
    const outside = Object.values(address)
      .flat()
      .find((one) => one && !one.internal && one.family === 'IPv4');
    if (!outside) return expect(outside).toBeUndefined();
    const socket = connectSocket(serving.port, outside.address);
    const outcome = await Promise.race([
      once(socket, 'connect').then(() => 'connected'),
      once(socket, 'error').then(() => 'refused'),
    ]).catch(() => 'refused');
    socket.destroy();
    expect(outcome).toBe('refused');
  });
});

describe('pages', () => {
  test('hashed files are kept for good, the page is asked for again', async () => {
    const script = await get('/assets/app-1a2b.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toContain('text/javascript');
    const page = await get('/');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/', { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  test('an address of the app is the app, a file that is not there is not', async () => {
    const view = await get('/customers/c1?from=2025-01-01', { headers: { accept: 'text/html' } });
    expect([view.status, await view.text()]).toEqual([200, '<title>app</title>']);
    expect((await get('/assets/gone.js')).status).toBe(404);
  });

  test('nothing outside the folder is served', async () => {
    for (const path of [
      '/../data/conveyor.lock',
      '/%2e%2e/data/conveyor.lock',
      '/assets/..%2f..%2f..%2fdata/conveyor.lock',
      '/%00',
      '/%zz',
    ]) {
      const { body } = await raw(path, { host: 'localhost' });
      expect(body).not.toContain('token');
    }
  });

  test('the API describes itself and has a page to try it', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, unknown>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/workspaces/{workspace}/measure',
        '/workspaces/{workspace}/uploads',
        '/workspaces/{workspace}/export/rows',
      ]),
    );
    const page = await get('/api/docs');
    expect(await page.text()).toContain('/api/docs/page.js');
    const script = await (await get('/api/docs/page.js')).text();
    expect(() => new Function(script)).not.toThrow();
  });
});

/** Sends 300 MB of zeros to the address in its argument and prints the answer; in a process of its own. */
const sendZeros = `
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
const sent = request(process.argv[1], { method: 'POST' }, (answer) => answer.pipe(process.stdout));
const piece = Buffer.alloc(1 << 20);
await pipeline(Readable.from((function* () { for (let at = 0; at < 300; at += 1) yield piece; })()), sent);
`;

describe('files', () => {
  test('an upload streams: 300 MB pass and memory stays flat', async () => {
    let highest = 0;
    const before = process.memoryUsage().rss;
    const timer = setInterval(() => {
      highest = Math.max(highest, process.memoryUsage().rss - before);
    }, 10);
    const target = `${serving.url}/api/workspaces/main/uploads?name=big.csv`;
    const sender = spawn(process.execPath, ['--input-type=module', '-e', sendZeros, target], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [answer] = (await once(sender.stdout, 'data')) as [Buffer];
    clearInterval(timer);
    expect(JSON.parse(String(answer))).toMatchObject({ name: 'big.csv', bytes: 300 << 20 });
    const zeros = createHash('sha256');
    for (let at = 0; at < 300; at += 1) zeros.update(new Uint8Array(1 << 20));
    expect(made.received.at(-1)?.sha).toBe(zeros.digest('hex'));
    expect(highest).toBeLessThan(100 << 20);
  });

  test('a full disk is told as what it is', async () => {
    const response = await get('/api/workspaces/main/uploads?name=full.csv', { method: 'POST', body: 'a' });
    expect([response.status, ProblemBody.parse(await response.json()).code]).toEqual([422, 'disk_full']);
  });

  test('customers leave as CSV whole, in UTF-8 with a byte order mark, formulas disarmed', async () => {
    const response = await get('/api/workspaces/main/export/customers?format=csv&lang=ru');
    expect(response.headers.get('content-disposition')).toContain('customers.csv');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(lines).toHaveLength(45_001);
    expect(lines[0]).toContain('Клиент,Название');
    expect(lines[1]).toContain(`"'=HYPERLINK(""x""); Ромашка"`);
    expect(lines.at(-1)).toMatch(/^c45000,/);
  });

  test('customers leave as a workbook with numbers, dates and text', async () => {
    const response = await get('/api/workspaces/main/export/customers?format=xlsx&lang=en');
    const parts = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const sheet = new TextDecoder().decode(parts['xl/worksheets/sheet1.xml']);
    expect(sheet.match(/<row>/g)).toHaveLength(45_001);
    expect(sheet).toContain('<c s="1"><v>45717</v></c>');
    expect(sheet).toContain('<v>1.5</v>');
    expect(Object.keys(parts)).toEqual(
      expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml', 'xl/styles.xml']),
    );
  });

  test('give a table to fill in, in both languages and formats, and say which there are', async () => {
    const path = '/api/workspaces/main/export/template';
    const csv = await get(`${path}?layout=payroll&format=csv&lang=ru`);
    expect(csv.headers.get('content-disposition')).toContain('payroll.csv');
    const lines = (await csv.text()).trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/[а-я]/u);
    expect((await (await get(`${path}?layout=payroll&lang=en`)).text()).split('\r\n')[0]).not.toMatch(/[а-я]/u);
    const book = unzipSync(new Uint8Array(await (await get(`${path}?layout=payroll&format=xlsx`)).arrayBuffer()));
    expect(Object.keys(book)).toContain('xl/worksheets/sheet1.xml');
    const wrong = await get(`${path}?layout=nothing`);
    expect(wrong.status).toBe(400);
    expect(JSON.stringify(await wrong.json())).toContain('payroll');
  });

  test('refused rows leave in their own columns, as they came', async () => {
    const text = await (await get('/api/workspaces/main/export/quarantine?format=csv')).text();
    expect(text.trim().split('\r\n')).toEqual([
      'cost_id,amount,refused_import,refused_file,refused_line,refused_column,refused_value,refused_reason',
      '1,=1,1,a.csv,2,amount,=1,не число (20000)',
    ]);
    const json = await (await get('/api/workspaces/main/export/quarantine?format=json')).json();
    expect(json).toMatchObject({ rows: [{ importId: '1', row: { amount: '=1' } }] });
  });

  test('a query that does not fit is refused before the file begins', async () => {
    const response = await get('/api/workspaces/main/export/rows?rows=nothing&from=2025-01-01&to=2025-02-01');
    expect([response.status, ProblemBody.parse(await response.json()).code]).toEqual([400, 'invalid_input']);
    const filter = await get('/api/workspaces/main/export/rows?filter={');
    expect(filter.status).toBe(400);
  });
});
