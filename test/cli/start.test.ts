import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeDataLock } from '../../src/server/data-lock.ts';
import { built, conveyor, entry, freePort, startProduct } from './product.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-start-'));
  await conveyor('imports', '--data', join(folder, 'made'));
});

/** A data directory of its own, copied from one made once: making the stores takes seconds. */
const dataOf = async (name: string): Promise<string> => {
  const data = join(folder, name);
  await cp(join(folder, 'made'), data, { recursive: true });
  return data;
};
afterAll(() => rm(folder, { recursive: true, force: true }));

const peakMegabytes = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
};

test('a page answers within five seconds of the start, on IPv4 and on IPv6', async () => {
  const port = await freePort();
  const startedAt = Date.now();
  const server = spawn(process.execPath, [built, 'start', '--port', String(port), '--data', join(folder, 'quick')], {
    stdio: 'ignore',
  });
  const page = (host: string) =>
    fetch(`http://${host}:${port}/`, { headers: { accept: 'text/html' } }).then(
      (answer) => answer.text(),
      () => '',
    );
  while ((await page('127.0.0.1')) === '' && Date.now() - startedAt < 10_000) await wait(20);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
  expect((await page('[::1]')) !== '').toBe(hasIpv6);
  server.kill('SIGTERM');
  await once(server, 'exit');
});

test('others are not let in before an owner’s password is set, and need it after', async () => {
  const data = await dataOf('others');
  const words = ['--host', '0.0.0.0', '--public-url', 'http://office.example'];
  const refused = await conveyor('start', '--port', String(await freePort()), '--data', data, ...words);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('сначала задайте пароль владельца: npx conveyor owner-password');
  const set = spawn(process.execPath, [built, 'owner-password', '--data', data], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  set.stdin.end('correct horse battery\n');
  expect(await once(set, 'exit')).toEqual([0, null]);
  const product = await startProduct(data, ...words);
  expect((await fetch(`${product.url}/api/workspaces`)).status).toBe(401);
  const beside = await conveyor('imports', '--data', data, '--json');
  expect(beside.code).toBe(0);
  await product.stop();
});

test('a port in use is told in one sentence and ends with 1', async () => {
  const other = createServer((_, answer) => answer.end('hello')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const refused = await conveyor('start', '--port', String(port), '--data', join(folder, 'port'));
  other.close();
  expect(refused.code).toBe(1);
  expect(refused.stderr.trim().split('\n')).toEqual([
    `Порт ${port} занят другой программой. Выберите другой: --port ${port + 1}.`,
  ]);
});

test('a second server on the same data is told where the first one is', async () => {
  const data = await dataOf('twice');
  const server = await startProduct(data);
  try {
    const refused = await conveyor('start', '--port', '0', '--data', data, '--lang', 'en');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`already running on this data: ${server.url}`);
  } finally {
    await server.stop();
  }
});

test('data in use by a process that does not answer ends with 3', async () => {
  const data = await dataOf('held');
  const taken = await takeDataLock(data, null);
  if (!('lock' in taken)) throw new Error('the directory was free');
  for (const words of [['imports'], ['start', '--port', '0']]) {
    const refused = await conveyor(...words, '--json', '--data', data);
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      problem: { code: 'data_in_use', kind: 'busy', where: { pid: process.pid } },
    });
    expect(refused.stderr).toContain(String(process.pid));
  }
  await taken.lock.release();
  expect((await conveyor('imports', '--data', data)).code).toBe(0);
});

test('a data directory that can’t be is told as such', async () => {
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const refused = await conveyor('start', '--port', '0', '--data', file);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('a-file');
});

test('a stop lets go of everything: the lock, the port, the stores', async () => {
  const data = await dataOf('stop');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const server = await startProduct(data);
    expect(await server.stop(signal)).toBe(0);
    expect(server.stderr()).not.toContain('error');
  }
});

test('killed at any moment, the server starts again on its data', async () => {
  const data = await dataOf('killed');
  const file = join(folder, 'lines.csv');
  const rows = Array.from(
    { length: 20_000 },
    (_, at) => `l${at},o${at},c${at % 500},2025-01-${String((at % 28) + 1).padStart(2, '0')},10`,
  );
  await writeFile(file, ['line_id,order_id,customer_id,ordered_at,net_amount', ...rows].join('\n'));
  for (let round = 0; round < 3; round += 1) {
    const server = await startProduct(data);
    const command = spawn(process.execPath, [entry, 'import', file, '--data', data], { stdio: 'ignore' });
    await wait(500 + round * 300);
    await server.stop('SIGKILL');
    await once(command, 'exit');
  }
  const report = JSON.parse((await conveyor('import', file, '--json', '--data', data)).stdout);
  const counts = report.files[0].kinds.order_lines;
  expect(counts.added + counts.unchanged).toBe(20_000);
  const words = ['measure', 'net_revenue', '--from', '2025-01-01', '--to', '2025-02-01', '--json', '--data', data];
  expect(JSON.parse((await conveyor(...words)).stdout).answers[0].value).toBe(200_000);
}, 180_000);

test('an upload of 400 MB passes with flat memory and its bytes whole', async () => {
  const data = await dataOf('upload');
  const server = await startProduct(data);
  try {
    const before = await peakMegabytes(server.pid);
    const piece = Buffer.alloc(1 << 20, 'a');
    async function* pieces() {
      for (let at = 0; at < 400; at += 1) yield piece;
    }
    const init = { method: 'POST', body: pieces(), duplex: 'half' } as unknown as RequestInit;
    const answer = await fetch(`${server.url}/api/workspaces/main/uploads?name=big.csv`, init);
    expect(await answer.json()).toMatchObject({ name: 'big.csv', bytes: 400 << 20 });
    const names = await readdir(join(data, 'uploads'));
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(data, 'uploads', name))).size));
    expect(sizes).toContain(400 << 20);
    expect((await peakMegabytes(server.pid)) - before).toBeLessThan(150);
  } finally {
    await server.stop();
  }
});

test('an upload that breaks off leaves nothing behind', async () => {
  const data = await dataOf('broken-off');
  const server = await startProduct(data);
  try {
    const stop = new AbortController();
    async function* pieces() {
      yield Buffer.alloc(1 << 20, 'a');
      setTimeout(() => stop.abort(), 100);
      await wait(2_000);
    }
    const init = { method: 'POST', body: pieces(), duplex: 'half', signal: stop.signal } as unknown as RequestInit;
    await expect(fetch(`${server.url}/api/workspaces/main/uploads?name=half.csv`, init)).rejects.toThrow();
    await wait(1_000);
    expect(await readdir(join(data, 'uploads'))).toEqual([]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  } finally {
    await server.stop();
  }
});

test('npx finds the command in a checkout', async () => {
  const root = dirname(dirname(entry));
  const found = await promisify(execFile)('npx', ['--no', 'conveyor', 'measure', '--help'], { cwd: root });
  expect(found.stdout).toContain('conveyor measure');
});
