import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noFacts } from '../../src/analysis/derivation/facts.ts';
import { type ChannelRule, noChannelRules } from '../../src/model/channels.ts';
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
const workspace = 'main';

const origin = { source: 'main', updatedAt: null };
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
let ids = 0;
const visit = (customerId: string, day: string, told: object) => ({
  ...origin,
  id: `i${++ids}`,
  occurredAt: at(day),
  kind: 'visit',
  customerId,
  personId: '',
  anonymousId: '',
  channel: '',
  campaign: '',
  touchSource: '',
  medium: '',
  dealId: '',
  actor: '',
  hours: null,
  props: {},
  ...told,
});
const line = (lineId: string, customerId: string, day: string, netAmount: string, told: object = {}) => ({
  ...origin,
  lineId,
  orderId: `o${lineId}`,
  customerId,
  orderedAt: at(day),
  productId: '',
  netAmount,
  currency: '',
  cogs: null,
  serviceCost: null,
  salesType: '',
  channel: '',
  campaign: '',
  dealId: '',
  refundOf: '',
  status: 'paid',
  class: '' as const,
  contractFrom: null,
  contractTo: null,
  monthlyAmount: null,
  props: {},
  ...told,
});
const cost = (costId: string, amount: string, channel: string) => ({
  ...origin,
  costId,
  date: null,
  month: '2025-02-01',
  amount,
  currency: '',
  class: 'acquisition',
  function: 'marketing',
  channel,
  campaign: '',
  segment: '',
  process: '',
  cell: '',
  staff: '',
  hours: null,
});

const facts = {
  ...noFacts(),
  interactions: [
    visit('c1', '2025-02-01', { touchSource: 'yandex', medium: 'cpc', campaign: 'brand' }),
    visit('c1', '2025-02-02', { props: { referrer: 'https://yookassa.ru/pay' } }),
    visit('c2', '2025-02-01', { touchSource: 'promo77' }),
    visit('c3', '2025-02-01', { channel: 'Выставки', touchSource: 'google', medium: 'organic' }),
  ],
  orderLines: [
    line('1', 'c1', '2025-02-03', '100.00'),
    line('2', 'c2', '2025-02-03', '50.00', { channel: 'Яндекс.Директ' }),
    line('3', 'c2', '2025-02-05', '-20.00', { refundOf: '2' }),
    line('4', 'c3', '2025-02-06', '30.50', { channel: 'Партнёры' }),
  ],
  costs: [cost('k1', '40.00', 'yandex / cpc'), cost('k2', '5.00', 'Партнёры')],
};

beforeAll(async () => {
  place = await openTestWarehouse();
  const clock = () => new Date('2025-03-01T09:00:00Z');
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: join(place.directory, 'data'), clock, log: () => {} };
  operations = await createOperations(deps);
  await insertFacts(place.warehouse, workspace, facts);
  const { journal } = registry;
  const file = { file: 'a.csv', part: '', source: 'main', bytes: 1 };
  const id = await journal.begin({ ...file, workspace, layout: 'canonical', header: [], plan: null });
  await journal.publish(id);
  await journal.finish(id, { kinds: {}, totals: 0, leftOut: 0 });
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

const byChannel = async (metric: 'net_revenue' | 'customers_new' | 'cost_acquisition') => {
  const period = { from: '2025-01-01', to: '2026-01-01' };
  const asked = { workspace, metrics: [metric], by: ['channel' as const], compare: false, ...period };
  const { answers } = await operations.measure(asked);
  return Object.fromEntries(answers.map(({ by, value }) => [by.channel, value]));
};
const preview = (draft?: { rules: ChannelRule[]; names: object }, list: 'all' | 'unknown' | 'changed' = 'all') =>
  operations.channels.preview({ workspace, list, search: '', limit: 100, ...(draft ? { draft } : {}) });
const save = (rules: ChannelRule[], after: number, by = 'Анна') =>
  operations.channels.save({ workspace, rules, names: {}, after, by, why: 'так понятнее' });
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Problem ? error.body.code : `no problem: ${error}`;
};
const promo: ChannelRule = {
  id: 'promo',
  channel: 'Партнёры',
  when: [{ cell: 'source', is: 'starts_with', values: ['promo'] }],
};
const direct: ChannelRule = {
  id: 'direct',
  channel: 'Яндекс Директ',
  when: [{ cell: 'channel', is: 'equals', values: ['яндекс.директ'] }],
};

describe('channels', () => {
  it('are numbers’ channels by default, and a payment provider takes none away', async () => {
    expect(await byChannel('customers_new')).toEqual({ 'Контекстная реклама': 2, Партнёры: 1 });
    expect(await byChannel('net_revenue')).toEqual({ 'Контекстная реклама': 30, Партнёры: 30.5, '': 100 });
    expect(await byChannel('cost_acquisition')).toEqual({ 'Контекстная реклама': 40, Партнёры: 5 });
  });

  it('are told by spelling, with what is not known', async () => {
    const { rows, ...all } = await preview();
    expect(all).toMatchObject({ spellings: 7, unknown: 1, changed: 0, found: 7, isCut: false, currency: 'RUB' });
    expect(all.channels.map(({ channel, now }) => [channel, now.revenue, now.cost, now.spellings])).toEqual([
      ['', 100, 0, 2],
      ['Партнёры', 30.5, 5, 1],
      ['Контекстная реклама', 30, 40, 3],
      ['Выставки', 0, 0, 1],
    ]);
    expect(rows[0]).toMatchObject({
      origin: { channel: 'Партнёры' },
      weight: { rows: { order_lines: 1, costs: 1, interactions: 0, deals: 0 }, revenue: 30.5, cost: 5 },
      now: { reason: 'written' },
    });
    const unknown = await preview(undefined, 'unknown');
    expect(unknown.rows.map((row) => row.origin.source)).toEqual(['promo77']);
  });

  it('show what a draft changes before it is saved, and money only moves', async () => {
    const before = await preview();
    const draft = await preview({ rules: [promo, direct], names: {} }, 'changed');
    expect(draft.changed).toBe(2);
    expect(draft.rows.map(({ now, draft: then }) => [now.channel, then.channel, then.rule]).sort()).toEqual([
      ['', 'Партнёры', 'promo'],
      ['Контекстная реклама', 'Яндекс Директ', 'direct'],
    ]);
    for (const money of ['revenue', 'cost'] as const) {
      const sum = (side: 'now' | 'draft') => draft.channels.reduce((total, row) => total + row[side][money], 0);
      expect(sum('draft')).toBeCloseTo(sum('now'), 6);
      expect(sum('now')).toBeCloseTo(
        before.channels.reduce((total, row) => total + row.now[money], 0),
        6,
      );
    }
    expect(draft.channels.find(({ channel }) => channel === 'Яндекс Директ')).toMatchObject({
      now: { revenue: 0 },
      draft: { revenue: 30, spellings: 1 },
    });
    expect(await byChannel('net_revenue')).toMatchObject({ 'Контекстная реклама': 30 });
  });

  it('follow saved rules, the total unchanged, and go back with an earlier version', async () => {
    const first = await save([promo, direct], 0);
    expect(first).toMatchObject({ version: 1, by: 'Анна', rules: [promo, direct] });
    expect(await byChannel('net_revenue')).toEqual({ 'Яндекс Директ': 30, Партнёры: 30.5, '': 100 });
    expect(await byChannel('customers_new')).toEqual({ 'Яндекс Директ': 1, 'Контекстная реклама': 1, Партнёры: 1 });
    expect(await byChannel('cost_acquisition')).toEqual({ 'Контекстная реклама': 40, Партнёры: 5 });
    await save([], 1);
    expect(await byChannel('net_revenue')).toEqual({ 'Контекстная реклама': 30, Партнёры: 30.5, '': 100 });
    const history = await operations.channels.history({ workspace });
    expect(history.map(({ version, rules }) => [version, rules.length])).toEqual([
      [2, 0],
      [1, 2],
    ]);
    expect((await operations.channels.get({ workspace })).current.version).toBe(2);
  });

  it('are refused half written, unsigned, or over somebody else’s', async () => {
    const empty: ChannelRule = { ...promo, when: [{ cell: 'source', is: 'equals', values: [] }] };
    expect(await codeOf(save([empty], 2))).toBe('channel_rule_incomplete');
    expect(await codeOf(save([promo, promo], 2))).toBe('channel_rule_twice');
    expect(await codeOf(save([promo], 2, ' '))).toBe('channels_unsigned');
    expect(await codeOf(save([promo], 1))).toBe('channels_changed');
    expect(await codeOf(operations.channels.get({ workspace: 'none' }))).toBe('unknown_workspace');
    expect(await codeOf(preview({ ...noChannelRules, rules: [empty] }))).toBe('channel_rule_incomplete');
  });

  it('are named by the company, and its own sites are no source', async () => {
    const names = { paid_search: 'Директ и Google' };
    await operations.channels.save({ workspace, rules: [], names, after: 2, by: 'Анна', why: '' });
    expect((await operations.channels.get({ workspace })).inForce).toMatchObject({ ...names, email: 'Рассылки' });
    expect(await byChannel('cost_acquisition')).toEqual({ 'Директ и Google': 40, Партнёры: 5 });
  });
});
