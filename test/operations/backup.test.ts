import { execFileSync } from 'node:child_process';
import { copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Job } from '../../src/model/imports.ts';
import { Problem } from '../../src/model/problem.ts';
import { backupOperations, finishBrokenRestore } from '../../src/operations/backup.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createJobs } from '../../src/operations/jobs.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { deleteEverything, factTables } from '../../src/store/warehouse/dump.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

const rows = 220_000;
let place: TestWarehouse;
let deps: Deps;
let backups: Operations['backups'];
let finished: (job: Promise<Job>) => Promise<Job>;

/** Everything the warehouse counts as facts, as one hash a table. */
const fingerprint = async (): Promise<Record<string, string>> => {
  const prints: Record<string, string> = {};
  for (const table of factTables) {
    const from = table.startsWith('current_') ? `${table} FINAL WHERE deleted = 0` : table;
    const [print] = await place.warehouse.rows<{ print: string }>(
      `SELECT concat(toString(count()), ' ', toString(sum(cityHash64(toString(tuple(*)))))) AS print FROM ${from}`,
    );
    prints[table] = print?.print ?? '';
  }
  return prints;
};

beforeAll(async () => {
  place = await openTestWarehouse();
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), () => new Date());
  deps = {
    warehouse: place.warehouse,
    registry,
    dataDirectory: place.directory,
    clock: () => new Date('2026-01-05T09:00:00Z'),
    log: () => {},
  };
  const jobs = createJobs(() => {});
  backups = backupOperations(deps, jobs, () => {});
  finished = async (job) => jobs.finished((await job).id);
  await registry.settings.write('main', { currency: 'EUR', ad_channels: ['a'] });
  await registry.workspaces.create({ id: 'shop', name: { ru: 'Лавка', en: 'Shop' }, isDemo: false });
  const id = await registry.journal.begin({ workspace: 'main', file: 'f', source: 's', layout: 'canonical', bytes: 1 });
  await registry.journal.publish(id);
  await registry.journal.finish(id, { kinds: {}, totals: 0, leftOut: 0 });
  for (const table of ['versions_order_lines', 'current_order_lines'])
    await place.warehouse.command(`INSERT INTO ${table} (workspace, key, source, id, import_id, line, hash, customer, line_id,
        order_id, customer_id, ordered_at, net_amount, cogs, contract_from, props${table.startsWith('current') ? ', revision, deleted' : ''})
      SELECT if(number % 20 = 0, 'shop', 'main'), reinterpretAsUInt128(sipHash128(number)), 's', toString(number), 1, number, number, 7,
        toString(number), 'o', 'клиент "1"', toDateTime64(1735689600 + number, 3, 'UTC'), number / 100, NULL,
        toDate32('1931-05-02') + number % 9000, map('k', toString(number))${table.startsWith('current') ? ', 1, number % 7 = 0' : ''}
      FROM numbers(${rows})`);
  await place.warehouse.command(`INSERT INTO quarantine (workspace, import_id, kind, file, line, column, value, reason, cells)
    VALUES ('main', 1, 'costs', 'f', 3, 'amount', 'abc', 'bad_number', map('a', 'b'))`);
});
afterAll(async () => {
  await deps.registry.close();
  await place.close();
});

describe('a backup', () => {
  let file: string;
  let facts: Record<string, string>;
  let registry: unknown;
  let count = 0;

  beforeAll(async () => {
    file = join(place.directory, 'all.tar.gz');
    facts = await fingerprint();
    registry = await deps.registry.dump();
    expect(await finished(backups.write({ file }))).toMatchObject({ kind: 'backup', state: 'done', share: 1 });
  });
  beforeEach(() => {
    count += 1;
  });

  it('is one archive any tar reads, with no leftovers beside it', async () => {
    const names = execFileSync('tar', ['-tzf', file]).toString().trim().split('\n');
    expect(names.filter((name) => name.includes('versions_order_lines')).length).toBeGreaterThan(2);
    expect(names.slice(-2)).toEqual(['registry.json', 'manifest.json']);
    expect((await readdir(place.directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('never overwrites a file', async () => {
    await expect(backups.write({ file })).rejects.toThrow(Problem);
  });

  it('is refused where there is data, unless it may be replaced', async () => {
    const refused = await backups.restore({ file, replace: false }).catch((error: unknown) => error);
    expect((refused as Problem).body.code).toBe('data_not_empty');
    expect(await fingerprint()).toEqual(facts);
  });

  it('brings everything back as it was, in place of what there is', async () => {
    await deps.registry.settings.write('main', { currency: 'KZT' });
    await deps.registry.workspaces.create({ id: 'later', name: { ru: 'x', en: 'x' }, isDemo: false });
    await place.warehouse.command(`INSERT INTO current_products (workspace, key, source, id, import_id, line, hash, product_id, revision)
      VALUES ('later', 1, 's', 'p', 1, 1, 1, 'p', 1)`);
    expect(await finished(backups.restore({ file, replace: true }))).toMatchObject({ kind: 'restore', state: 'done' });
    expect(await fingerprint()).toEqual(facts);
    expect(await deps.registry.dump()).toEqual(registry);
  });

  it('brings everything back into an empty place', async () => {
    await deps.registry.clear();
    await deleteEverything(place.warehouse);
    const done = await finished(backups.restore({ file, replace: false }));
    expect(done).toMatchObject({ state: 'done', share: 1 });
    // What comes back is bytes of tables: how much of them is told, and no number of rows is made of it.
    expect(done.rows).toBeFalsy();
    expect(await fingerprint()).toEqual(facts);
    expect(await deps.registry.dump()).toEqual(registry);
  });

  it('that is not there is told as such', async () => {
    const job = await finished(backups.restore({ file: join(place.directory, 'nowhere'), replace: true }));
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'no_such_file' } });
    expect(await fingerprint()).toEqual(facts);
  });

  it.each([
    ['cut off', (path: string) => truncate(path, 200_000)],
    [
      'changed',
      async (path: string) => {
        const bytes = await readFile(path);
        bytes[100_000] = 255 - (bytes[100_000] ?? 0);
        await writeFile(path, bytes);
      },
    ],
    ['no archive', (path: string) => writeFile(path, 'order_id;line_id\n1;2\n')],
    ['empty', (path: string) => writeFile(path, '')],
    [
      'another archive',
      async (path: string) => {
        const listed = join(place.directory, 'other.txt');
        await writeFile(listed, 'x');
        execFileSync('tar', ['-czf', path, '-C', place.directory, 'other.txt']);
      },
    ],
  ])('that is %s is refused before anything is touched', async (_, damage) => {
    const damaged = join(place.directory, `damaged-${count}.tar.gz`);
    await copyFile(file, damaged);
    await damage(damaged);
    const job = await finished(backups.restore({ file: damaged, replace: true }));
    expect(job).toMatchObject({ state: 'failed', problem: { code: 'bad_backup', where: { file: damaged } } });
    expect(await fingerprint()).toEqual(facts);
    expect(await deps.registry.dump()).toEqual(registry);
  });

  it('whose restoring was cut off leaves an empty place and says so', async () => {
    const said: string[] = [];
    await writeFile(join(place.directory, 'restoring'), file);
    await finishBrokenRestore({ ...deps, log: (_, message) => said.push(message) });
    expect(said.join()).toContain(file);
    expect((await deps.registry.dump()).imports).toEqual([]);
    expect((await fingerprint()).current_order_lines).toMatch(/^0 /);
    expect(await finished(backups.restore({ file, replace: false }))).toMatchObject({ state: 'done' });
    expect(await fingerprint()).toEqual(facts);
  });
});
