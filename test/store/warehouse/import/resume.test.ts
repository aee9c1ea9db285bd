import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPglite } from '../../../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../../../src/store/registry/registry.ts';
import { openChdb } from '../../../../src/store/warehouse/engines/chdb.ts';
import { childProgram, gone, startChild } from '../../../support/child.ts';
import { largeFile, orders } from './large-file.ts';

let program = '';
let contents = '';
const directories: string[] = [];
beforeAll(async () => {
  program = await childProgram('test/store/warehouse/import/large-importer.ts');
  contents = largeFile();
});
afterAll(() => Promise.all(directories.map((each) => rm(each, { recursive: true, force: true }))));

/** Starts the importer and kills it once it has told so many steps; what it said. A step beyond all lets it end by itself. */
const run = async (directory: string, steps: number): Promise<string[]> => {
  const child = startChild(program, directory);
  const ended = gone(child);
  let text = '';
  child.stdout?.on('data', (bytes: Buffer) => {
    text += bytes.toString();
    if (text.split('\n').length > steps) child.kill('SIGKILL');
  });
  await ended;
  return text.split('\n').slice(0, -1);
};

const content = async (directory: string) => {
  const registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
  const warehouse = await openChdb(join(directory, 'warehouse'));
  const facts: Record<string, unknown> = {};
  for (const kind of ['order_lines', 'interactions', 'customers'])
    [facts[kind]] = await warehouse.rows(
      `SELECT count() AS rows, toString(groupBitXor(sipHash64(id, hash))) AS content FROM current_${kind} FINAL`,
    );
  [facts.refused] = await warehouse.rows('SELECT count() AS rows, toString(sum(line)) AS lines FROM quarantine');
  facts.left = await warehouse.rows("SELECT name FROM system.tables WHERE startsWith(name, 'import_staging')");
  const [record] = await registry.journal.list('main');
  await warehouse.close();
  await registry.close();
  return { facts, state: record?.state, kinds: record?.kinds };
};

const place = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-resume-'));
  directories.push(directory);
  await writeFile(join(directory, 'large.csv'), contents);
  return directory;
};

it('an import killed at any step goes on from there and ends as one that was not', { timeout: 400_000 }, async () => {
  const whole = await place();
  await run(whole, Number.POSITIVE_INFINITY);
  const expected = await content(whole);
  expect(expected).toMatchObject({
    state: 'done',
    kinds: { order_lines: { read: orders * 2, quarantined: orders / 1000 } },
    facts: { left: [] },
  });

  const killed = await place();
  let furthest = 0;
  let resumed = 0;
  for (const steps of [1, 2, 2, 3, 2]) {
    const said = await run(killed, steps);
    const rows = said.flatMap((line) => (line.startsWith('rows ') ? [Number(line.slice(5))] : []));
    if (furthest > 0 && (rows[0] ?? 0) > furthest / 2) resumed += 1;
    furthest = Math.max(furthest, ...rows);
  }
  // It did not begin again each time.
  expect(resumed).toBeGreaterThan(0);
  await run(killed, Number.POSITIVE_INFINITY);
  expect(await content(killed)).toEqual(expected);
});
