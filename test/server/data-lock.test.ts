import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holderOf, isTokenOf, takeDataLock } from '../../src/server/data-lock.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-lock-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const file = (number = 1) => join(directory, `conveyor.lock.${number}`);
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

test('one has the directory, the other is told who; released, it is free', async () => {
  const first = await takeDataLock(directory, null);
  if (!('lock' in first)) throw new Error('the directory was free');
  expect(await takeDataLock(directory, null)).toMatchObject({ holder: { pid: process.pid, port: null } });
  await first.lock.publishPort(1234);
  expect(await holderOf(directory)).toMatchObject({ port: 1234, token: first.lock.token });
  await first.lock.release();
  expect(await holderOf(directory)).toBeNull();
  expect(await takeDataLock(directory, null)).toHaveProperty('lock');
});

test.each([
  ['a file', () => file()],
  ['below a file', () => join(file(), 'below')],
  ['where the system lets nothing be made', () => '/proc/conveyor/data'],
])('%s is no data directory, and says so', async (_, path) => {
  await writeFile(file(), '');
  const refused = { body: { code: 'data_unusable', kind: 'input', where: { data: path() } } };
  await expect(takeDataLock(path(), null)).rejects.toMatchObject(refused);
});

test('a directory is made with those above it', async () => {
  expect(await takeDataLock(join(directory, 'a', 'b'), null)).toHaveProperty('lock');
  expect(await readdir(join(directory, 'a'))).toEqual(['b']);
});

test('the token is for the owner’s eyes only', async () => {
  const taken = await takeDataLock(directory, null);
  if (!('lock' in taken)) throw new Error('the directory was free');
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  await taken.lock.publishPort(1);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(isTokenOf(taken.lock.token, `Bearer ${taken.lock.token}`)).toBe(true);
  for (const wrong of [undefined, '', taken.lock.token, `Bearer ${taken.lock.token}x`, 'Bearer '])
    expect(isTokenOf(taken.lock.token, wrong)).toBe(false);
});

test.each([
  ['of a process that is gone', () => JSON.stringify({ pid: deadPid(), bornAt: 'x', port: 8321, token: 't' })],
  [
    'of an earlier process with a living number',
    () => JSON.stringify({ pid: process.ppid, bornAt: 'x:1', port: 8321, token: 't' }),
  ],
  [
    'of an earlier process with this one’s number',
    () => JSON.stringify({ pid: process.pid, bornAt: 'x:1', port: 1, token: 't' }),
  ],
  ['cut off in the middle', () => '{"pid": 1'],
  ['empty', () => ''],
])('a lock %s is taken over by exactly one of many', async (_, content) => {
  await writeFile(file(), content());
  expect(await holderOf(directory)).toBeNull();
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeDataLock(directory, null)));
  expect(taken.filter((one) => 'lock' in one)).toHaveLength(1);
  expect(await readdir(directory)).toEqual(['conveyor.lock.2']);
  expect(JSON.parse(await readFile(file(2), 'utf8'))).toMatchObject({ pid: process.pid });
});

test('a release leaves a lock alone that is no longer its own', async () => {
  const taken = await takeDataLock(directory, null);
  if (!('lock' in taken)) throw new Error('the directory was free');
  await writeFile(file(), JSON.stringify({ pid: process.pid, bornAt: 'x', port: null, token: 'other' }));
  await taken.lock.release();
  expect(await readFile(file(), 'utf8')).toContain('other');
});

test('after many turns of many there was one holder at any time', async () => {
  let holders = 0;
  let turns = 0;
  const compete = async (): Promise<void> => {
    for (let tries = 0; tries < 30; tries += 1) {
      const taken = await takeDataLock(directory, null);
      if (!('lock' in taken)) continue;
      holders += 1;
      expect(holders).toBe(1);
      turns += 1;
      await readdir(directory);
      holders -= 1;
      await taken.lock.release();
    }
  };
  await Promise.all(Array.from({ length: 8 }, compete));
  expect(turns).toBeGreaterThan(5);
  expect(await readdir(directory)).toHaveLength(1);
});
