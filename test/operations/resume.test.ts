import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry, type Registry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let registry: Registry;
let deps: Deps;
let directory = '';
beforeAll(async () => {
  place = await openTestWarehouse();
  directory = await mkdtemp(join(tmpdir(), 'conveyor-operations-'));
  const clock = () => new Date('2025-06-01T09:00:00Z');
  registry = await openRegistry(await openPglite(join(directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: directory, clock, log: () => {} };
});
afterAll(async () => {
  await registry.close();
  await place.close();
  await rm(directory, { recursive: true, force: true });
});

/** Several times what is worked on at once, so that there is something left to go on with. */
const rows = 300_000;

it('an import the end of the program cut short goes on at the next start of the server, and is history then', async () => {
  const path = join(directory, 'orders.csv');
  const pad = 'x'.repeat(400);
  const lines = Array.from({ length: rows }, (_, at) => `${at},o${at},c${at % 1000},2025-01-01,10,${pad}`);
  await writeFile(path, `line_id,order_id,customer_id,ordered_at,net_amount,note\n${lines.join('\n')}\n`);

  const first = await createOperations(deps);
  const { upload } = await first.uploads.local({ path });
  const asked = { workspace: 'main', uploads: [upload], files: [], answers: {}, dryRun: false };
  const job = await first.imports.start(asked);
  for (;;) {
    const [record] = await registry.journal.list('main');
    if (record && (await registry.journal.reached(Number(record.id))).line > 0) break;
    await new Promise((done) => setTimeout(done, 5));
  }
  await first.close();
  expect((await first.jobs.get({ id: job.id })).state).not.toBe('running');
  const [stopped] = await registry.journal.list('main');
  expect(stopped?.state).toBe('interrupted');
  const reached = await registry.journal.reached(Number(stopped?.id));
  expect(reached.line).toBeGreaterThan(1);
  expect(reached.line).toBeLessThan(rows);
  expect((await first.workspaces.state({ workspace: 'main' })).isEmpty).toBe(true);

  const second = await createOperations(deps);
  await second.keepFresh.begin();
  const [going] = await second.jobs.list();
  const ended = await second.finished({ id: going?.id ?? '' });
  expect(ended.result?.files?.[0]?.kinds.order_lines).toEqual({
    read: rows,
    added: rows,
    changed: 0,
    unchanged: 0,
    quarantined: 0,
  });
  expect((await second.imports.list({ workspace: 'main' }))[0]).toMatchObject({ id: stopped?.id, state: 'done' });
  expect((await second.workspaces.state({ workspace: 'main' })).rows.order_lines).toBe(rows);
  await second.close();
});

it('one whose file is gone is given up, with the reason', async () => {
  const entry = { workspace: 'main', file: 'gone.csv', source: 'main', layout: 'canonical', bytes: 1 };
  const { plan } = { plan: { upload: '', path: join(directory, 'gone.csv'), file: 'gone.csv', part: '' } };
  const mapping = {
    layout: 'canonical',
    outputs: [{ kind: 'customers' as const, columns: {}, attributes: {} }],
    keepRest: false,
    leaveOut: [],
    personal: {},
  };
  const id = await registry.journal.begin({
    ...entry,
    plan: { ...plan, reading: {}, mapping, source: 'main', timeZone: 'UTC', currency: 'RUB', bytes: 1, modifiedAt: 1 },
  });
  await registry.journal.reach(id, { line: 5, rows: 4, refused: 0, totals: 0, leftOut: 0, nameless: 0, deferred: 0 });
  const operations = await createOperations(deps);
  const job = await operations.imports.resume({ workspace: 'main', id: String(id) });
  expect((await operations.finished({ id: job.id })).problem?.code).toBe('file_changed');
  expect((await operations.imports.list({ workspace: 'main' }))[0]).toMatchObject({ id: String(id), state: 'failed' });
  await operations.close();
});

it('one cut short before its first rows goes on from the beginning', async () => {
  const path = join(directory, 'early.csv');
  await writeFile(path, 'cost_id,date,amount\n1,2025-01-01,10\n2,2025-01-02,20\n');
  const { size, mtimeMs } = await stat(path);
  const columns = { cost_id: { column: 'cost_id' }, date: { column: 'date' }, amount: { column: 'amount' } };
  const mapping = {
    layout: 'canonical',
    outputs: [{ kind: 'costs' as const, columns, attributes: {} }],
    keepRest: false,
    leaveOut: [],
    personal: {},
  };
  const from = { source: 'main', timeZone: 'UTC', currency: 'RUB', bytes: size, modifiedAt: mtimeMs };
  const id = await registry.journal.begin({
    ...{ workspace: 'main', file: 'early.csv', source: 'main', layout: 'canonical', bytes: size },
    plan: { upload: '', path, file: 'early.csv', part: '', reading: {}, mapping, ...from },
  });
  const operations = await createOperations(deps);
  expect((await operations.imports.list({ workspace: 'main' }))[0]).toMatchObject({
    id: String(id),
    state: 'interrupted',
  });
  const job = await operations.imports.resume({ workspace: 'main', id: String(id) });
  const ended = await operations.finished({ id: job.id });
  expect(ended.result?.files?.[0]?.kinds.costs).toMatchObject({ read: 2, added: 2 });
  await operations.close();
});
