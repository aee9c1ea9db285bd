import { afterAll, beforeAll, expect, test } from 'vitest';
import { noFacts } from '../../../../src/analysis/derivation/facts.ts';
import { digestTables } from '../../../../src/store/warehouse/ledger/digest.ts';
import { deriveLedger, dropLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { openWorkTables } from '../../../../src/store/warehouse/ledger/work-tables.ts';
import { deleteFacts } from '../../../../src/store/warehouse/questions/workspace-facts.ts';
import { insertFacts, policyOn } from '../../../support/facts.ts';
import { readLedger } from '../../../support/ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const interaction = {
  source: 'main',
  updatedAt: null,
  id: 'i1',
  occurredAt: Date.UTC(2025, 0, 5),
  kind: 'visit',
  customerId: 'a',
  personId: '',
  anonymousId: '',
  channel: 'seo',
  campaign: '',
  dealId: '',
  actor: '',
  hours: null,
};
const rowsOf = async (table: string, workspace: string) =>
  opened.warehouse.rows<{ snapshot: number }>(
    `SELECT DISTINCT snapshot FROM ${table} WHERE workspace = {workspace:String} ORDER BY snapshot`,
    { parameters: { workspace } },
  );

const stepsInMemory = () =>
  opened.warehouse.rows(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'Memory' AND startsWith(name, 'work_')`,
  );

test('snapshots stand side by side, are dropped apart, and leave nothing on the way behind', async () => {
  const { warehouse } = opened;
  const policy = policyOn('2025-12-31');
  for (const workspace of ['one', "o'two"])
    await insertFacts(warehouse, workspace, { ...noFacts(), interactions: [interaction] });
  const shares: number[] = [];
  await deriveLedger(warehouse, { workspace: 'one', snapshot: 1, policy, progress: (share) => shares.push(share) });
  await deriveLedger(warehouse, { workspace: 'one', snapshot: 2, policy: { ...policy, asOf: '2025-01-01' } });
  await deriveLedger(warehouse, { workspace: "o'two", snapshot: 1, policy });
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect((await readLedger(warehouse, 'one', 1, policy)).intervals).toHaveLength(1);
  expect((await readLedger(warehouse, 'one', 2, policy)).intervals).toEqual([]);

  await dropLedger(warehouse, { workspace: 'one', keep: [2] });
  expect(await rowsOf('ledger_intervals', 'one')).toEqual([]);
  expect(await rowsOf('ledger_intervals', "o'two")).toEqual([{ snapshot: 1 }]);
  for (const table of ['work_customers', 'work_orders', 'work_talks', 'work_firsts'])
    expect(await warehouse.rows(`SELECT 1 FROM ${table}`)).toEqual([]);
  expect(await stepsInMemory()).toEqual([]);
});

test('what a crash leaves of steps in memory goes with the next ledger of its workspace', async () => {
  const { warehouse } = opened;
  for (const workspace of ['one', 'two']) await openWorkTables(warehouse, { workspace, snapshot: 9 }, true);
  const before = await stepsInMemory();
  await dropLedger(warehouse, { workspace: 'one', keep: [2] });
  expect((await stepsInMemory()).length).toBe(before.length / 2);
  await dropLedger(warehouse, { workspace: 'two', keep: [] });
  expect(await stepsInMemory()).toEqual([]);
});

test('a derivation that is called off stops and can be dropped', async () => {
  const { warehouse } = opened;
  const called = AbortSignal.abort(new Error('called off'));
  const derivation = { workspace: 'one', snapshot: 3, policy: policyOn('2025-12-31'), signal: called };
  await expect(deriveLedger(warehouse, derivation)).rejects.toThrow('called off');
  await dropLedger(warehouse, { workspace: 'one', keep: [] });
  expect(await rowsOf('ledger_touches', 'one')).toEqual([]);
});

test('a digest goes with its facts: later rows, other owners and what was taken away are seen', async () => {
  const { warehouse } = opened;
  const policy = policyOn('2025-12-31');
  const workspace = 'digest';
  const visit = { ...interaction, id: 'v1', customerId: '', anonymousId: 'x', occurredAt: Date.UTC(2025, 0, 4) };
  const firstDays = async (snapshot: number) => {
    await deriveLedger(warehouse, { workspace, snapshot, policy });
    const { intervals } = await readLedger(warehouse, workspace, snapshot, policy);
    return intervals.map(({ customer, stage, from }) => `${customer} ${stage} ${from}`).sort();
  };
  const delay = 'SELECT * REPLACE (revision + 1 AS revision, occurred_at + INTERVAL 2 DAY AS occurred_at)';
  await insertFacts(warehouse, workspace, { ...noFacts(), interactions: [interaction, visit] });
  const before = await firstDays(1);
  expect(await firstDays(2)).toEqual(before);
  await insertFacts(warehouse, workspace, {
    ...noFacts(),
    interactions: [{ ...interaction, id: 'i2', anonymousId: 'x', occurredAt: Date.UTC(2025, 0, 6) }],
  });
  const owned = await firstDays(3);
  expect([before, owned]).toEqual([
    ['a contact 2025-01-05', 'anonymous:x audience 2025-01-04'],
    ['a audience 2025-01-04', 'a contact 2025-01-05'],
  ]);
  await warehouse.command(
    `INSERT INTO current_interactions ${delay} FROM current_interactions WHERE workspace = 'digest' AND id = 'i1'`,
  );
  expect(await firstDays(4)).toEqual(['a audience 2025-01-04', 'a contact 2025-01-06']);
  const removal = `SELECT * REPLACE (revision + 2 AS revision, 1 AS deleted)`;
  await warehouse.command(
    `INSERT INTO current_interactions ${removal} FROM current_interactions WHERE workspace = 'digest' AND id = 'i2'`,
  );
  expect(await firstDays(5)).toEqual(['a contact 2025-01-07', 'anonymous:x audience 2025-01-04']);
  await warehouse.command('TRUNCATE TABLE digest_interactions');
  expect(await firstDays(6)).toEqual(['a contact 2025-01-07', 'anonymous:x audience 2025-01-04']);
  await deleteFacts(warehouse, workspace);
  for (const table of digestTables)
    expect(await warehouse.rows(`SELECT 1 FROM ${table} WHERE workspace = 'digest'`)).toEqual([]);
});
