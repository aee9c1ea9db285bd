import { afterAll, beforeAll, expect, test } from 'vitest';
import { noFacts } from '../../../../src/analysis/derivation/facts.ts';
import { deriveLedger, dropLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
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
  for (const table of ['work_customers', 'work_orders', 'work_talks', 'work_talks'])
    expect(await warehouse.rows(`SELECT 1 FROM ${table}`)).toEqual([]);
});

test('a derivation that is called off stops and can be dropped', async () => {
  const { warehouse } = opened;
  const called = AbortSignal.abort(new Error('called off'));
  const derivation = { workspace: 'one', snapshot: 3, policy: policyOn('2025-12-31'), signal: called };
  await expect(deriveLedger(warehouse, derivation)).rejects.toThrow('called off');
  await dropLedger(warehouse, { workspace: 'one', keep: [] });
  expect(await rowsOf('ledger_touches', 'one')).toEqual([]);
});
