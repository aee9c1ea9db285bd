import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type CustomerFact,
  type Facts,
  type InteractionFact,
  noFacts,
  type OrderLineFact,
} from '../../src/analysis/derivation/facts.ts';
import type { MetricId } from '../../src/model/metric-words.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { insertFacts } from '../support/facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
beforeAll(async () => {
  place = await openTestWarehouse();
  const clock = () => new Date('2026-01-05T09:00:00Z');
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: join(place.directory, 'data'), clock, log: () => {} };
  operations = await createOperations(deps);
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

const card = (source: string, customerId: string, cells: Partial<CustomerFact>): CustomerFact => ({
  source,
  updatedAt: null,
  customerId,
  name: '',
  kind: 'b2b',
  segment: '',
  salesType: '',
  createdAt: Date.UTC(2025, 0, 2),
  taxId: '',
  email: '',
  phone: '',
  partnerId: '',
  props: {},
  ...cells,
});
const line = (lineId: string, customerId: string, day: string, netAmount: string): OrderLineFact => ({
  source: 'shop',
  updatedAt: null,
  lineId,
  orderId: `o-${lineId}`,
  customerId,
  orderedAt: Date.parse(`${day}T09:00:00Z`),
  productId: '',
  netAmount,
  currency: '',
  cogs: '10',
  serviceCost: null,
  salesType: '',
  channel: '',
  campaign: '',
  dealId: '',
  refundOf: '',
  status: '',
  class: '',
  contractFrom: null,
  contractTo: null,
  monthlyAmount: null,
  props: {},
});
const visit = (id: string, day: string, cells: Partial<InteractionFact>): InteractionFact => ({
  source: 'site',
  updatedAt: null,
  id,
  occurredAt: Date.parse(`${day}T09:00:00Z`),
  kind: 'visit',
  customerId: '',
  personId: '',
  anonymousId: '',
  channel: 'seo',
  campaign: '',
  dealId: '',
  actor: '',
  hours: null,
  props: {},
  ...cells,
});

let count = 0;
/** A workspace with these facts, as a finished import leaves it. */
const company = async (facts: Partial<Facts>): Promise<string> => {
  count += 1;
  const workspace = `company-${count}`;
  await operations.workspaces.create({ id: workspace, name: workspace });
  await insertFacts(place.warehouse, workspace, { ...noFacts(), ...facts });
  const { journal } = deps.registry;
  const [importId] = [
    await journal.begin({ workspace, file: 'x', source: 'x', layout: 'canonical', bytes: 1 } as Parameters<
      typeof journal.begin
    >[0]),
  ];
  await journal.publish(importId);
  await journal.finish(importId, { kinds: {}, totals: 0, leftOut: 0 });
  return workspace;
};
const metrics: MetricId[] = ['customers_new', 'net_revenue', 'gross_profit', 'customers_active', 'rr'];
const numbers = async (workspace: string): Promise<Record<string, number | null>> => {
  const asked = { workspace, metrics, from: '2025-01-01', to: '2026-01-01', by: [], compare: false };
  const { answers } = await operations.measure(asked);
  return Object.fromEntries(answers.map((answer) => [answer.metric, answer.value]));
};
const problemOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error.body.code;
  throw new Error(`No problem: ${error}`);
};
const word = { why: 'one company', by: 'anna' };
const tea = {
  customers: [
    card('crm', 'a', { name: 'ООО «Чай»', taxId: '7707083893', phone: '84951112233' }),
    card('shop', 'b', { name: 'Чай', email: 'tea@tea.ru', phone: '8 (912) 345-67-89' }),
    card('shop', 'c', { name: 'Кофе', phone: '+7 912 345 67 89' }),
    card('crm', 'd', { name: 'ЧАЙ ООО', taxId: '7736050003', phone: '84951112233' }),
  ],
  orderLines: [
    line('1', 'a', '2025-02-01', '100.10'),
    line('2', 'b', '2025-03-01', '200'),
    line('3', 'c', '2025-06-01', '300'),
  ],
};

it('joins records by a key, tells why, and leads from every id to the one customer', async () => {
  const workspace = await company(tea);
  expect(await numbers(workspace)).toMatchObject({ customers_new: 2, net_revenue: 600.1 });
  const { rows } = await operations.customers.list({ workspace, sort: 'name', descending: false, limit: 100 });
  expect(rows.map((row) => [row.id, row.name, row.orders])).toEqual([
    ['a', 'ООО «Чай»', 1],
    ['b', 'Чай', 2],
    ['d', 'ЧАЙ ООО', 0],
  ]);
  const page = await operations.customers.get({ workspace, id: 'c' });
  expect(page.customer.id).toBe('b');
  expect(page.attributes).toMatchObject({ email: 'tea@tea.ru', phone: '8 (912) 345-67-89' });
  const found = await operations.customers.list({
    workspace,
    search: 'c',
    sort: 'name',
    descending: false,
    limit: 100,
  });
  expect(found.rows.map((row) => row.id)).toEqual(['b']);

  const why = await operations.identity.records({ workspace, id: 'c' });
  expect(why).toMatchObject({ id: 'b', name: 'Чай', partner: null, endCustomers: 0, decisions: [] });
  expect(why.records.map((record) => [record.id, record.by?.kind, record.by?.value, record.by?.other])).toEqual([
    ['b', undefined, undefined, undefined],
    ['c', 'phone', '+79123456789', 'b'],
  ]);
  expect(why.records[1]?.shared).toEqual([{ kind: 'phone', value: '+79123456789', with: ['b'] }]);
  expect(why.records[1]?.facts).toEqual({ orderLines: 1, deals: 0, interactions: 0, payments: 0 });
  expect(await problemOf(operations.identity.records({ workspace, id: 'nobody' }))).toBe('unknown_customer');
});

it('has the numbers follow a merge, a split, and each being taken back, exactly', async () => {
  const workspace = await company(tea);
  const before = await numbers(workspace);
  const merged = await operations.identity.merge({ workspace, records: ['a', 'c'], ...word });
  expect(merged).toMatchObject({
    kind: 'merge',
    records: [{ id: 'a' }],
    others: [{ id: 'b' }, { id: 'c' }],
    undone: null,
  });
  expect(await numbers(workspace)).toMatchObject({
    customers_new: Number(before.customers_new) - 1,
    net_revenue: before.net_revenue,
    gross_profit: before.gross_profit,
  });
  const page = await operations.customers.get({ workspace, id: 'b' });
  expect(page.customer).toMatchObject({ id: 'a', name: 'ООО «Чай»', orders: 3 });
  expect(page.attributes).toMatchObject({ tax_id: '7707083893', email: 'tea@tea.ru' });
  expect(await problemOf(operations.identity.merge({ workspace, records: ['a', 'b'], ...word }))).toBe('already_one');
  expect(await problemOf(operations.identity.merge({ workspace, records: ['a', 'x'], ...word }))).toBe(
    'unknown_customer',
  );
  expect(await problemOf(operations.identity.merge({ workspace, records: ['a', 'd'], why: ' ', by: 'anna' }))).toBe(
    'decision_unexplained',
  );

  await operations.identity.undo({ workspace, id: merged.id, why: '', by: 'boris' });
  expect(await numbers(workspace)).toEqual(before);
  expect(await problemOf(operations.identity.undo({ workspace, id: merged.id, why: '', by: 'boris' }))).toBe(
    'unknown_decision',
  );

  const split = await operations.identity.split({ workspace, record: 'c', why: 'a café', by: 'anna' });
  expect(await numbers(workspace)).toMatchObject({ customers_new: 3, net_revenue: 600.1 });
  expect((await operations.customers.get({ workspace, id: 'c' })).customer.id).toBe('c');
  await operations.identity.undo({ workspace, id: split.id, why: 'one after all', by: 'anna' });
  expect(await numbers(workspace)).toEqual(before);
  const history = await operations.identity.decisions({ workspace });
  expect(history.map(({ kind, undone }) => [kind, undone?.by])).toEqual([
    ['split', 'anna'],
    ['merge', 'boris'],
  ]);
});

it('suggests what may be one, and forgets what a person said is not', async () => {
  const workspace = await company(tea);
  const { rows, total } = await operations.identity.suggestions({ workspace, limit: 100 });
  expect(total).toBe(rows.length);
  const pairs = rows.map(({ left, right, reasons }) => [left.id, right.id, reasons[0]?.kind]);
  // Names are one; a telephone number two tax numbers share joins nobody.
  expect(pairs).toContainEqual(['a', 'b', 'name']);
  expect(pairs).toContainEqual(['a', 'd', 'phone']);
  const alike = rows.find(({ left, right }) => left.id === 'a' && right.id === 'd');
  expect(alike?.against.map((each) => each.en)).toEqual(['different tax numbers: 7707083893 and 7736050003']);
  await operations.identity.split({ workspace, record: 'a', from: 'd', why: 'two companies', by: 'anna' });
  const after = await operations.identity.suggestions({ workspace, limit: 100 });
  expect(after.rows.map(({ left, right }) => [left.id, right.id])).not.toContainEqual(['a', 'd']);
  expect(await operations.identity.summary({ workspace })).toMatchObject({
    customers: 3,
    records: 4,
    joined: 1,
    byKind: { phone: 1 },
    decisions: 1,
  });
});

it('keeps dealers and their end customers apart, linked', async () => {
  const workspace = await company({
    customers: [
      card('crm', 'dealer', { name: 'Dealer', kind: 'partner', phone: '89123456789' }),
      card('crm', 'end', { name: 'End', kind: 'b2c', phone: '89123456789', partnerId: 'dealer' }),
    ],
  });
  expect((await operations.identity.records({ workspace, id: 'end' })).partner).toEqual({
    id: 'dealer',
    name: 'Dealer',
  });
  expect(await operations.identity.records({ workspace, id: 'dealer' })).toMatchObject({
    endCustomers: 1,
    records: [{ id: 'dealer' }],
  });
  expect((await operations.identity.suggestions({ workspace, limit: 100 })).rows).toEqual([]);
  const both = { workspace, records: ['dealer', 'end'], ...word };
  expect(await problemOf(operations.identity.merge(both))).toBe('partner_and_customer');
});

it('joins anonymous history back within the window, and not at all where it is switched off', async () => {
  const workspace = await company({
    customers: [card('crm', 'a', { createdAt: Date.UTC(2025, 5, 1), props: { _ym_uid: '111' } })],
    interactions: [
      visit('old', '2024-01-01', { anonymousId: '111' }),
      visit('before', '2025-05-01', { anonymousId: '111' }),
      visit('after', '2025-07-01', { anonymousId: '111' }),
      visit('other', '2025-07-02', { anonymousId: '222' }),
    ],
  });
  const seen = async () => {
    const { timeline, history } = await operations.customers.get({ workspace, id: 'a' });
    return { ids: timeline.map(({ id }) => id), stages: history.map(({ stage }) => stage) };
  };
  expect(await seen()).toEqual({ ids: ['after', 'before'], stages: ['audience', 'contact'] });
  const nameless = { workspace, records: ['a', 'anonymous:222'], ...word };
  expect(await problemOf(operations.identity.merge(nameless))).toBe('nameless_visitor');
  await operations.settings.set({ workspace, key: 'anonymous_window_days', value: '900' });
  expect((await seen()).ids).toEqual(['after', 'before', 'old']);
  await operations.settings.set({ workspace, key: 'anonymous_join', value: 'no' });
  expect(await seen()).toEqual({ ids: ['after'], stages: ['contact'] });
});
