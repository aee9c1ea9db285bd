import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openPglite } from '../../../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../../../src/store/registry/registry.ts';
import { openChdb } from '../../../../src/store/warehouse/engines/chdb.ts';
import { resumeImport } from '../../../../src/store/warehouse/import/import-file.ts';
import { recover } from '../../../../src/store/warehouse/import/undo.ts';
import type { Warehouse } from '../../../../src/store/warehouse/warehouse.ts';
import { childProgram, gone, startChild } from '../../../support/child.ts';
import { idsOf, rowsOf } from './crash-files.ts';

/** Lets an importer say some lines and go on for a moment, kills it, and tells what it had said. */
const runAndKill = async (
  program: string,
  directory: string,
  afterLines: number,
  thenMs: number,
): Promise<string[]> => {
  const child = startChild(program, directory);
  let text = '';
  await new Promise<void>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`The importer ended by itself with ${code}`)));
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString();
      if (text.split('\n').length > afterLines) ready();
    });
  });
  await setTimeout(thenMs);
  const ended = gone(child);
  child.kill('SIGKILL');
  await ended;
  return text.split('\n').slice(0, -1);
};

const current = (warehouse: Warehouse) =>
  warehouse.rows<{ id: string; name: string }>('SELECT id, name FROM current_customers FINAL ORDER BY id');

it('kill -9 in the middle of imports and undos, twenty times: nothing lost, nothing doubled', {
  timeout: 400_000,
}, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-crash-'));
  const program = await childProgram('test/store/warehouse/import/importer.ts');
  const done = new Set<string>();
  const undone = new Set<string>();
  for (let round = 0; round < 20; round += 1)
    for (const line of await runAndKill(program, directory, 1 + ((round * 7) % 12), (round * 29) % 150)) {
      const [word, number = ''] = line.split(' ');
      if (word === 'done') done.add(number);
      if (word === 'undone') undone.add(number);
    }

  const registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
  const warehouse = await openChdb(join(directory, 'warehouse'));
  const { journal } = registry;
  await recover({ warehouse, journal });
  expect(await journal.unfinished()).toEqual([]);
  for (const { id, state } of await journal.list('main'))
    if (state === 'interrupted') {
      const { problem } = await resumeImport({ warehouse, journal, workspace: 'main' }, Number(id));
      expect(problem).toBeUndefined();
    }

  const list = await journal.list('main');
  const standing = list.filter(({ state }) => state === 'done').sort((a, b) => Number(a.id) - Number(b.id));
  const numbers = standing.map(({ file }) => file.replace('.csv', ''));
  // What was acknowledged is there, and what was taken back is not.
  expect(
    [...done].filter((number) => !undone.has(number) && Number(number) % 5 > 0 && !numbers.includes(number)),
  ).toEqual([]);
  expect([...undone].filter((number) => numbers.includes(number))).toEqual([]);
  expect(done.size).toBeGreaterThan(5);

  const expected = new Map<string, string>();
  for (const number of numbers) for (const id of idsOf(Number(number))) expected.set(id, number);
  const facts = await current(warehouse);
  expect(facts).toHaveLength(expected.size);
  expect(new Map(facts.map(({ id, name }) => [id, name]))).toEqual(expected);

  const counted = await warehouse.rows(
    'SELECT import_id, count() AS rows FROM versions_customers WHERE import_id IN {ids:Array(UInt64)} GROUP BY import_id ORDER BY import_id',
    { parameters: { ids: standing.map(({ id }) => Number(id)) } },
  );
  expect(counted).toEqual(standing.map(({ id }) => ({ import_id: Number(id), rows: rowsOf })));
  const refused = await warehouse.rows(
    'SELECT import_id, count() AS rows FROM quarantine GROUP BY import_id ORDER BY import_id',
  );
  expect(refused).toEqual(standing.map(({ id }) => ({ import_id: Number(id), rows: 1 })));
  for (const { kinds } of standing) {
    const found = kinds.customers ?? { read: 0, added: 0, changed: 0, unchanged: 0, quarantined: 0 };
    expect(found).toMatchObject({ read: rowsOf + 1, quarantined: 1 });
    expect(found.added + found.changed + found.unchanged).toBe(rowsOf);
  }
  expect(await warehouse.rows("SELECT name FROM system.tables WHERE startsWith(name, 'import_staging')")).toEqual([]);
  await warehouse.close();
  await registry.close();
  await rm(directory, { recursive: true, force: true });
});
