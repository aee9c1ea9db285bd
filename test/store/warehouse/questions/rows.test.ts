import { afterAll, beforeAll, expect, test } from 'vitest';
import { rowSets } from '../../../../src/model/row-sets.ts';
import { Settings } from '../../../../src/model/settings.ts';
import {
  beforeTalk,
  stageBalances,
  stageFlows,
  stageStays,
} from '../../../../src/store/warehouse/questions/conveyor.ts';
import {
  attributesOf,
  factsOf,
  linesOf,
  listCustomers,
  staysOf,
} from '../../../../src/store/warehouse/questions/customers.ts';
import { leaksBySegment } from '../../../../src/store/warehouse/questions/leaks.ts';
import { readRows } from '../../../../src/store/warehouse/questions/rows.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let held: TestWarehouse;
beforeAll(async () => {
  held = await openTestWarehouse();
});
afterAll(() => held.close());

const scope = { workspace: 'main', snapshot: 1 };
const period = { from: '2025-01-01', to: '2026-01-01' };
const filter = { segment: ['a'], channel: ['b'], product: ['p'], cohort: ['2025-01-01'] };

test.each(rowSets)('%s can be asked of an empty ledger', async (set) => {
  const page = await readRows(held.warehouse, scope, set, {
    period,
    filter,
    settings: Settings.parse({}),
    limit: 10,
    offset: 0,
  });
  expect(page.rows).toEqual([]);
  expect(page.total).toBe(0);
  expect(page.columns.length).toBeGreaterThan(3);
});

test('all about customers and stages can be asked of an empty ledger', async () => {
  const { warehouse } = held;
  const question = {
    on: '2025-06-01',
    stage: 'lost',
    segment: 'a',
    search: 'кафе',
    entered: period,
    movedFrom: 'at_risk',
    sort: 'profit',
    descending: true,
  } as const;
  expect(await listCustomers(warehouse, scope, question, { limit: 5, offset: 0 })).toEqual({ rows: [], total: 0 });
  expect(
    await listCustomers(
      warehouse,
      scope,
      { on: '2025-06-01', stage: 'advocate', sort: 'name', descending: false },
      { limit: 5, offset: 0 },
    ),
  ).toEqual({ rows: [], total: 0 });
  expect(await staysOf(warehouse, scope, 'x', { settings: Settings.parse({}), asOf: '2025-12-31' })).toEqual([]);
  expect(await linesOf(warehouse, scope, 'x')).toEqual([]);
  expect(await factsOf(warehouse, 'main', { records: ['x'], anonymous: [], windowMs: 0 }, 10)).toEqual([]);
  expect(await attributesOf(warehouse, 'main', 'x', ['x'])).toEqual({});
  expect(await stageBalances(warehouse, scope, period, filter)).toEqual([]);
  expect(await stageFlows(warehouse, scope, period, filter)).toEqual([]);
  expect(await stageStays(warehouse, scope, period, '2025-12-31', filter)).toEqual([]);
  expect(await leaksBySegment(warehouse, scope, period, filter)).toEqual([]);
  expect(await beforeTalk(warehouse, scope, period, filter)).toEqual({ n: 0, days: null, touches: null });
});
