import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, expect, it } from 'vitest';
import { chanceOf } from '../../src/demo/chance.ts';
import { demoFiles, generateDemoCompany, isOfWorkspace } from '../../src/demo/demo.ts';
import { nativeFiles } from '../../src/demo/native/native.ts';
import { childProgram, gone, startChild } from '../support/child.ts';
import { sendingOf } from './permutation.ts';
import type { SentFile } from './two-companies.ts';

let program: string;
beforeAll(async () => {
  program = await childProgram('test/demo/permuter.ts');
}, 180_000);

/** Lets a permuter go on; kills it `after` so many of its words and some milliseconds, or waits until it is through. */
const run = async (directory: string, kill?: { after: number; thenMs: number }): Promise<string[]> => {
  const child = startChild(program, directory);
  let text = '';
  const heard = new Promise<void>((enough) => {
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      const [, since] = text.split('ready\n');
      if (kill && since !== undefined && since.split('\n').length > kill.after) enough();
    });
  });
  const ended = gone(child);
  if (kill) {
    await Promise.race([heard, ended]);
    await setTimeout(kill.thenMs);
    expect(child.exitCode).toBeNull();
    child.kill('SIGKILL');
    await ended;
  } else expect(await ended).toBe(0);
  return text.split('\n').slice(0, -1);
};

const kills = 3;

const hold = async (
  directory: string,
  files: readonly SentFile[],
  source: string,
  turns: number,
  seed: number,
): Promise<void> => {
  const sending = sendingOf(files, source, turns, seed);
  for (const { name, bytes } of files) await writeFile(join(directory, name), bytes);
  await writeFile(join(directory, 'sending.json'), JSON.stringify(sending));
  const chance = chanceOf('kills', seed);
  const said: string[] = [];
  for (let at = 0; at < kills; at += 1)
    said.push(...(await run(directory, { after: chance.int(1, 14), thenMs: chance.int(0, 120) })));
  said.push(...(await run(directory)));
  // Kills come in the middle of imports too, not only between them.
  expect(said.filter((line) => line.startsWith('found ')).length).toBeGreaterThan(0);
  expect(said.filter((line) => line.startsWith('undo ')).length).toBeGreaterThan(0);

  const stateOf = async (workspace: string) =>
    JSON.parse(await readFile(join(directory, `${workspace}.json`), 'utf8')) as Record<string, unknown>;
  const plain = await stateOf('plain');
  expect(Object.values(plain.facts as Record<string, string>).filter((state) => /^[1-9]/.test(state)).length).toBe(8);
  expect((plain.answers as unknown[]).length).toBeGreaterThan(900);
  for (const workspace of sending.workspaces.slice(1)) expect(await stateOf(workspace)).toEqual(plain);
};

const inDirectory = async (work: (directory: string) => Promise<void>): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-permuted-'));
  try {
    await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const facts = generateDemoCompany();

it.concurrent('the canonical files in any order, any number of times, taken back and killed between, end in one state', {
  timeout: 400_000,
}, async () => {
  const files = demoFiles(facts).filter((file) => !isOfWorkspace(file));
  await inDirectory((directory) => hold(directory, files, 'main', 2, 20_260_105));
});

it.concurrent('the programs’ own files in any order, any number of times, taken back and killed between, end in one state', {
  timeout: 400_000,
}, async () => {
  await inDirectory((directory) => hold(directory, nativeFiles(facts), '', 1, 20_260_106));
});
