import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  deleteFacts,
  dimensionValues,
  factsOf,
  hasFact,
} from '../../../../src/store/warehouse/questions/workspace-facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let place: TestWarehouse;
beforeAll(async () => {
  place = await openTestWarehouse();
  const { warehouse } = place;
  await warehouse.command(`INSERT INTO current_order_lines
    (workspace, key, source, id, import_id, line, hash, customer, line_id, order_id, customer_id, ordered_at, net_amount, revision, deleted)
    SELECT workspace, sipHash64('s', id), 's', id, 1, 1, 0, 0, id, id, 'c', parseDateTime64BestEffort(at, 3, 'UTC'), 1, revision, deleted
    FROM VALUES('workspace String, id String, at String, revision UInt64, deleted UInt8',
      ('a', '1', '2025-01-31 22:30:00', 1, 0), ('a', '2', '2025-03-01 00:00:00', 1, 0),
      ('a', '3', '2024-12-01 00:00:00', 1, 0), ('a', '3', '2024-12-01 00:00:00', 2, 1),
      ('a', '4', '2099-01-01 00:00:00', 1, 0), ('b', '1', '2001-01-01 00:00:00', 1, 0))`);
  await warehouse.command(`INSERT INTO current_costs (workspace, key, source, id, import_id, line, hash, cost_id, month, amount, revision)
    VALUES ('a', 1, 's', 'x', 1, 1, 0, 'x', '2025-02-01', 5, 1)`);
  await warehouse.command(`INSERT INTO quarantine (workspace, import_id, kind, file, line, column, value, reason)
    VALUES ('a', 1, 'costs', 'f', 3, 'amount', 'abc', 'bad_number')`);
  await warehouse.command(`INSERT INTO ledger_lines (workspace, snapshot, source, line_id, order_id, customer, day, class, class_by,
      net_minor, segment, channel, cohort)
    VALUES ('a', 7, 's', '1', '1', 1, '2025-02-01', 'first', 'rule', 100, 'small', 'yandex', '2025-02-01'),
      ('a', 7, 's', '2', '2', 2, '2025-02-01', 'first', 'rule', 900, 'large', '', '2025-01-01'),
      ('a', 6, 's', '2', '2', 2, '2025-02-01', 'first', 'rule', 900, 'old', '', '2025-01-01')`);
  await warehouse.command(`INSERT INTO ledger_costs (workspace, snapshot, source, cost_id, day, class, class_by, amount_minor, channel)
    VALUES ('a', 7, 's', 'x', '2025-02-01', '', 'rule', 100, 'exhibitions')`);
});
afterAll(() => place.close());

it('counts current facts and finds their days in the time zone, none of them in the future', async () => {
  const question = { workspace: 'a', timeZone: 'Europe/Moscow', today: '2025-03-01' };
  expect(await factsOf(place.warehouse, question)).toEqual({
    rows: { order_lines: 3, costs: 1 },
    quarantined: 1,
    soleCurrency: null,
    firstDay: '2025-02-01',
    lastDay: '2025-03-01',
  });
  expect((await factsOf(place.warehouse, { ...question, today: '2025-02-28' })).lastDay).toBe('2025-02-01');
  expect((await factsOf(place.warehouse, { ...question, timeZone: 'America/New_York' })).firstDay).toBe('2025-01-31');
  expect(await factsOf(place.warehouse, { ...question, workspace: 'none' })).toEqual({
    rows: {},
    quarantined: 0,
    soleCurrency: null,
    firstDay: null,
    lastDay: null,
  });
});

it('orders the values of a dimension by revenue and knows those that only cost', async () => {
  const values = await dimensionValues(place.warehouse, { workspace: 'a', snapshot: 7 });
  expect(values.segment).toEqual(['large', 'small']);
  expect(values.channel).toEqual(['yandex', 'exhibitions']);
  expect(values.cohort).toEqual(['2025-01', '2025-02']);
  expect(values.product).toBeUndefined();
});

it('knows whether a fact is there', async () => {
  const line = { workspace: 'a', kind: 'order_lines' as const, source: 's', id: '1' };
  expect(await hasFact(place.warehouse, line)).toBe(true);
  expect(await hasFact(place.warehouse, { ...line, id: '3' })).toBe(false);
  expect(await hasFact(place.warehouse, { ...line, source: 't' })).toBe(false);
});

it('deletes the facts of one workspace and of no other', async () => {
  await deleteFacts(place.warehouse, 'a');
  const question = { timeZone: 'UTC', today: '2026-01-01' };
  expect((await factsOf(place.warehouse, { ...question, workspace: 'a' })).rows).toEqual({});
  expect((await factsOf(place.warehouse, { ...question, workspace: 'a' })).quarantined).toBe(0);
  expect((await factsOf(place.warehouse, { ...question, workspace: 'b' })).rows).toEqual({ order_lines: 1 });
});

it('knows the one currency all lines are written in', async () => {
  const put = (workspace: string, currencies: string[]) =>
    place.warehouse.command(
      `INSERT INTO current_order_lines
      (workspace, key, source, id, import_id, line, hash, customer, line_id, order_id, customer_id, ordered_at, net_amount, currency, revision, deleted)
      SELECT {workspace:String}, sipHash64(currency), 's', currency, 1, 1, 0, 0, currency, currency, 'c', now64(3), 1, currency, 1, 0
      FROM (SELECT arrayJoin({currencies:Array(String)}) AS currency)`,
      { parameters: { workspace, currencies } },
    );
  await put('dollars', ['USD']);
  await put('both', ['USD', 'EUR']);
  await put('own', ['USD', '']);
  const sole = async (workspace: string) =>
    (await factsOf(place.warehouse, { workspace, timeZone: 'UTC', today: '2026-01-01' })).soleCurrency;
  expect(await Promise.all(['dollars', 'both', 'own', 'none'].map(sole))).toEqual(['USD', null, null, null]);
});
