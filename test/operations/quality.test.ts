import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finding, type FindingCode, findingCodes, type Quality } from '../../src/model/quality.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
const said: string[] = [];

const messy: Record<string, string[]> = {
  customers: [
    'customer_id,name,kind,segment,email,phone,tax_id,region',
    'c1,ООО «Заря»,b2b,small,info@zarya.ru,+7 (903) 111-22-33,7707083893,',
    'c2,Заря,b2b,,INFO@zarya.ru ,,,',
    'c3,Мир,b2b,small,,8 903 111 22 33,,',
    'c4,ООО «Луч»,b2b,small,sales@luch-svet.ru,,,Тверь',
    'c5,«ЛУЧ» ООО,b2b,small,buh@luch-svet.ru,,,Тверь',
  ],
  people: ['person_id,customer_id,committee_role', 'p1,c1,decider', 'p2,c9,', 'p3,c4,user'],
  products: ['product_id,family,cogs_rate', 'tea,drinks,0.4', 'mint,drinks,', 'pot,,'],
  order_lines: [
    'line_id,order_id,customer_id,ordered_at,product_id,net_amount,currency,status,refund_of,deal_id',
    'l1,o1,c1,2025-01-10,tea,1000,,,,',
    'l2,o2,c2,2025-01-20,pot,500,,,,d1',
    'l3,o3,c1,2025-03-05,mint,200,,,,',
    'l4,o4,c1,2025-03-05,mint,200,,,,',
    'l5,o5,c3,2025-03-08,,50,USD,,,',
    'l6,o6,c8,2025-03-09,gone,70,,,,',
    'l7,o7,c4,2025-03-10,tea,900,,cancelled,,',
    'l8,o8,c4,2025-03-10,tea,800,,Unpaid,,d77',
    'l9,o9,c1,2025-03-11,tea,-30,,,l404,',
    'l10,o10,c1,2025-03-12,tea,300,,,,',
    'l11,o10,c1,2025-03-12,tea,-20,,,,',
    'l12,o11,c1,2031-01-01,tea,5,,,,',
    'l13,o12,c1,1970-01-01,tea,5,,,,',
    'l14,o13,c1,not a day,tea,5,,,,',
  ],
  deals: [
    'deal_id,customer_id,opened_at,closed_at,outcome,amount',
    'd1,c2,2025-02-01,2025-02-10,won,500',
    'd2,c1,2025-02-10,2025-02-01,won,100',
    'd3,,2025-02-11,,open,0',
    'd4,c4,2025-02-11,2025-02-25,lost,10',
  ],
  interactions: [
    'interaction_id,occurred_at,kind,customer_id,person_id,anonymous_id',
    'i1,2025-01-15,delivered,c1,,',
    'i2,2025-01-16,call,c77,,',
    'i3,2025-01-16,call,,p9,',
    'i4,2025-01-16,visit,,,v1',
  ],
  payments: [
    'payment_id,paid_at,amount,customer_id,order_id,tax_id',
    'y1,2025-01-12,1000,,o1,',
    'y2,2025-01-13,44,,,1234567890',
  ],
  costs: [
    'cost_id,month,amount,class,function,channel',
    'k1,2025-01,100,acquisition,marketing,ads',
    'k2,2025-03,40,,,',
  ],
};

beforeAll(async () => {
  place = await openTestWarehouse();
  const clock = () => new Date('2025-04-05T09:00:00Z');
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  const log: Deps['log'] = (level, message, details) => {
    if (level === 'error') said.push(`${message} ${details instanceof Error ? details.stack : ''}`);
  };
  deps = { warehouse: place.warehouse, registry, dataDirectory: place.directory, clock, log };
  operations = await createOperations(deps);
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
  expect(said).toEqual([]);
});

const finding = (quality: Quality, code: FindingCode): Finding => {
  const found = quality.findings.find((each) => each.code === code);
  if (!found) throw new Error(`no finding ${code}`);
  return found;
};
const counted = (quality: Quality): Partial<Record<FindingCode, [number, number]>> =>
  Object.fromEntries(
    quality.findings.filter(({ count }) => count > 0).map(({ code, count, of }) => [code, [count, of]]),
  );

describe('a company with everything wrong', () => {
  let quality: Quality;
  beforeAll(async () => {
    const uploads: string[] = [];
    for (const [kind, lines] of Object.entries(messy)) {
      const path = join(place.directory, `${kind}.csv`);
      await writeFile(path, lines.join('\n'));
      uploads.push((await operations.uploads.local({ path })).upload);
    }
    const job = await operations.imports.start({
      workspace: 'main',
      uploads,
      files: [],
      answers: {},
      source: 'main',
      dryRun: false,
    });
    const ended = await operations.finished({ id: job.id });
    expect(ended.result?.files?.map((file) => file.problem)).toEqual(Object.keys(messy).map(() => undefined));
    quality = await operations.quality.show({ workspace: 'main' });
  });

  it('is told all of it, each with how many of how many', () => {
    expect(counted(quality)).toEqual({
      lines_without_margin: [2, 9],
      margins_assumed: [2, 9],
      lines_without_rate: [1, 10],
      lines_without_product: [1, 10],
      lines_without_sales_type: [10, 10],
      lines_of_unknown_products: [1, 9],
      lines_of_unknown_customers: [1, 10],
      negative_lines: [1, 9],
      duplicate_lines: [1, 9],
      lines_cancelled: [1, 12],
      lines_unpaid: [1, 12],
      refunds_of_unknown_lines: [1, 1],
      dates_in_future: [1, 36],
      dates_too_old: [1, 36],
      duplicate_customers: [1, 5],
      companies_without_people: [1, 3],
      people_without_role: [1, 3],
      people_of_unknown_customers: [1, 3],
      deals_without_history: [4, 4],
      deals_closed_before_opening: [1, 3],
      deals_entered_after_order: [1, 1],
      deals_without_amount: [1, 3],
      won_deals_without_order: [1, 2],
      deals_of_unknown_customers: [1, 4],
      interactions_of_unknown: [2, 3],
      payments_unassigned: [1, 2],
      costs_without_class: [1, 2],
      costs_without_function: [1, 2],
      cost_classes_missing: [3, 5],
      months_without_hours: [2, 2],
      months_without_orders: [1, 3],
      new_without_channel: [2, 2],
      customers_without_segment: [1, 2],
      new_without_visible_result: [2, 2],
      quarantined_rows: [1, 37],
      result_kinds_not_set: [1, 1],
      winback_kinds_not_set: [1, 1],
      ad_channels_not_set: [1, 1],
    });
  });
  it('tells examples, days, money and what to do in both languages', () => {
    expect(finding(quality, 'lines_without_margin')).toMatchObject({
      money: 570,
      examples: ['l2', 'l6'],
      since: '2025-01-20',
    });
    expect(finding(quality, 'dates_too_old')).toMatchObject({ since: '1970-01-01', examples: ['order_lines l13'] });
    for (const { text, mend, name } of quality.findings)
      for (const part of [text, mend, name])
        for (const sentence of [part.ru, part.en]) expect(sentence).toMatch(/^[^{}]{4,}$/);
    expect(quality.trust).toBe('poor');
    expect(quality.headline.ru).toContain('Начните');
  });

  it('lists the cases of a finding and refuses what has none', async () => {
    const ask = (finding: FindingCode, cursor?: string) =>
      operations.quality.cases({ workspace: 'main', finding, limit: 2, ...(cursor ? { cursor } : {}) });
    const first = await ask('deals_without_history');
    expect(first).toMatchObject({ total: 4, cursor: '2' });
    const rest = await ask('deals_without_history', '2');
    expect(new Set([...first.rows, ...rest.rows].map(({ id }) => id))).toEqual(new Set(['d1', 'd2', 'd3', 'd4']));
    expect((await ask('lines_without_margin')).rows).toEqual([
      { id: 'l6', source: 'main', customer: 'c8', name: '', day: '2025-03-09', money: 70 },
      { id: 'l2', source: 'main', customer: 'c1', name: 'ООО «Заря»', day: '2025-01-20', money: 500 },
    ]);
    for (const { code, count, hasCases } of quality.findings) {
      if (!hasCases) continue;
      const { rows } = await operations.quality.cases({ workspace: 'main', finding: code, limit: 100 });
      expect([code, rows.length]).toEqual([code, count]);
    }
    await expect(ask('months_without_costs')).rejects.toMatchObject({ body: { code: 'no_cases' } });
  });

  it('is judged anew when its settings or facts change', async () => {
    await operations.settings.set({ workspace: 'main', key: 'activation_kinds', value: 'delivered' });
    const now = await operations.quality.show({ workspace: 'main' });
    expect(finding(now, 'result_kinds_not_set').count).toBe(0);
    expect(finding(now, 'new_without_visible_result').count).toBe(0);
    expect(now.revision).toBeGreaterThan(quality.revision);
  });
});

it('finds in the demo company what is planted there, and little else', async () => {
  await operations.finished({ id: (await operations.demo()).id });
  const demo = await operations.quality.show({ workspace: 'demo' });
  const { count, of, share } = finding(demo, 'deals_closed_on_opening');
  expect(share).toBeCloseTo(0.05, 2);
  expect(count / of).toBe(share);
  expect(finding(demo, 'deals_without_history').count).toBeGreaterThanOrEqual(count);
  expect(demo.findings.filter((each) => each.count > 0 && each.severity === 'high')).toEqual([]);
  for (const code of ['lines_without_margin', 'duplicate_lines', 'payments_unassigned', 'silent_sources'] as const)
    expect([code, finding(demo, code).count]).toEqual([code, 0]);
  expect(demo.levels.levels.map(({ state }) => state)).toEqual(['yes', 'yes', 'yes']);
  expect(demo.levels.next).toBeNull();
  expect(finding(demo, 'lines_without_margin').months).toHaveLength(36);
}, 180_000);

it('has nothing to look at in a company without facts', async () => {
  await operations.workspaces.create({ id: 'empty', name: '' });
  const empty = await operations.quality.show({ workspace: 'empty' });
  expect(empty).toMatchObject({ trust: 'none', weakened: [], levels: { next: { id: 'hasOrders' } } });
  expect(empty.findings.map(({ code }) => code).sort()).toEqual([...findingCodes].sort());
  for (const { count, of, share, months } of empty.findings)
    expect({ count, of, share, months }).toEqual({ count: 0, of: 0, share: null, months: [] });
});
