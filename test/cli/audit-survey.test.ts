import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedLink, ListedRound } from '../../src/model/audit/survey-contract.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { surveyOperations } from '../../src/operations/survey/survey.ts';
import type { Operations } from '../../src/operations/types.ts';
import { type Serving, serve } from '../../src/server/serve.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry, type Registry } from '../../src/store/registry/registry.ts';
import { commandHere } from './product.ts';

/** A server over a registry alone, which the commands talk to: nobody here asks of facts. */
let folder: string;
let registry: Registry;
let serving: Serving;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conveyor-audit-survey-'));
  const clock = () => new Date();
  registry = await openRegistry(await openPglite(join(folder, 'registry')), clock);
  const deps = { registry, dataDirectory: folder, clock, log: () => {} } as unknown as Deps;
  const operations = { survey: surveyOperations(deps), workspaces: { list: async () => [] } } as unknown as Operations;
  const open = async () => ({ operations, close: async () => {} });
  serving = await serve({ port: 0, directory: folder, webDirectory: folder, version: '0', open, log: () => {} });
});
afterAll(async () => {
  await serving?.stop();
  await registry?.close();
  await rm(folder, { recursive: true, force: true });
});

test('a survey is begun, sent, watched and reminded of from the command line', async () => {
  const ask = (...words: string[]) => commandHere('audit', 'survey', ...words, '--data', folder);
  const json = async <Answer>(...words: string[]): Promise<Answer> =>
    JSON.parse((await ask(...words, '--json')).stdout);
  const tooEarly = await ask('links');
  expect([tooEarly.code, tooEarly.stderr.trim()]).toEqual([1, 'Опроса ещё нет. Начните его: audit survey begin.']);
  expect(await json<ListedRound>('begin', '--by', 'Ольга')).toMatchObject({ by: 'Ольга', isOver: false, asked: 0 });
  const [anna, boris] = await json<ListedLink[]>(
    'link',
    'Анна',
    'Boris',
    '--function',
    'sales',
    '--survey-language',
    'en',
  );
  expect(anna).toMatchObject({ label: 'Анна', function: 'sales', language: 'en', state: 'waiting', url: null });
  expect(boris?.path).toMatch(/^\/s\/[\w-]{32}$/);
  const listed = (await ask('links')).stdout;
  expect(listed).toContain(anna?.path);
  expect(listed).toContain('только на этой машине');
  expect(await json<ListedLink[]>('withdraw', boris?.id ?? '')).toMatchObject([{ label: 'Boris', state: 'withdrawn' }]);
  expect((await ask()).stdout).toContain('ответили 0 из 1');
  const reminder = (await ask('remind')).stdout;
  expect(reminder).toContain('A reminder');
  expect(reminder).not.toContain('Boris');
});
