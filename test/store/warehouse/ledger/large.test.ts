import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facts } from '../../../../src/analysis/derivation/facts.ts';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import type { Ledger } from '../../../../src/analysis/ledger.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import type { Warehouse } from '../../../../src/store/warehouse/warehouse.ts';
import { insertFacts, policyOn } from '../../../support/facts.ts';
import { generatedFacts } from '../../../support/generated-facts.ts';
import { readLedger } from '../../../support/ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const ids = [
  'customerId',
  'personId',
  'partnerId',
  'anonymousId',
  'dealId',
  'lineId',
  'orderId',
  'refundOf',
  'paymentId',
  'id',
];

/** A cell as nobody else has it, keys among them: mail addresses of a domain of its own, client and click ids of its own. */
const ownCell = (name: string, value: unknown, company: number): unknown => {
  if (value === '') return value;
  if (ids.includes(name)) return `${value}-${company}`;
  if (name === 'email') return String(value).replaceAll('tea.ru', `tea${company}.ru`);
  // Telephone and tax numbers are the same in all companies: too many share them, and they join nobody.
  if (name !== 'props') return value;
  const props = Object.entries(value as Record<string, string>);
  const isOwn = (key: string, text: string) => ['_ym_uid', 'yclid', 'gclid'].includes(key) && text !== '';
  return Object.fromEntries(props.map(([key, text]) => [key, isOwn(key, text) ? `${text}-${company}` : text]));
};

/** The rows of a company with ids nobody else has. */
const apart = <Row extends object>(rows: readonly Row[], company: number): Row[] =>
  rows.map((row) => {
    const renamed = Object.entries(row).map(([name, value]) => [name, ownCell(name, value, company)]);
    return Object.fromEntries(renamed) as Row;
  });

/** Many small companies as one: all the edges at once, and rows enough for the engine to split them among threads. */
const large = (companies: readonly Facts[]): Facts => {
  const all = <Kind extends keyof Facts>(kind: Kind) =>
    companies.flatMap((facts, at) => apart((facts[kind] ?? []) as readonly object[], at)) as unknown as Facts[Kind];
  const [first] = companies;
  if (!first) throw new Error('There is no company.');
  return {
    customers: all('customers'),
    people: all('people'),
    interactions: all('interactions'),
    deals: all('deals'),
    orderLines: all('orderLines'),
    payments: all('payments'),
    products: first.products,
    rates: first.rates,
    costs: first.costs,
  };
};

/** The engine in blocks of few rows, so that thousands are to it what millions are. */
const inSmallBlocks = (warehouse: Warehouse): Warehouse => ({
  ...warehouse,
  command: (sql, options) =>
    warehouse.command(sql, { ...options, settings: { ...options?.settings, max_block_size: 500, max_threads: 4 } }),
});

const sorted = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

test('a large company has the same ledger as the definition, whole and in slices', { timeout: 300_000 }, async () => {
  const facts = large(fc.sample(generatedFacts, { seed: 7, numRuns: 2500 }));
  const policy = policyOn('2025-12-31', {
    activation_kinds: ['result', 'proof'],
    winback_kinds: ['return'],
    referral_kinds: ['refer'],
    risk_kinds: ['proof'],
  });
  await insertFacts(opened.warehouse, 'large', facts);
  const defined = define(facts, policy);
  expect(defined.lines.length).toBeGreaterThan(20_000);
  expect(defined.intervals.length).toBeGreaterThan(20_000);
  for (const slices of [1, 3]) {
    await deriveLedger(inSmallBlocks(opened.warehouse), { workspace: 'large', snapshot: slices, policy, slices });
    const joins = await opened.warehouse.rows<{ by: string; joins: number }>(
      'SELECT toString(key_kind) AS by, count() AS joins FROM ledger_joins WHERE snapshot = {slices:UInt64} GROUP BY by ORDER BY by',
      { parameters: { slices } },
    );
    expect(joins.map(({ by }) => by)).toEqual(['click', 'client', 'email']);
    expect(joins.reduce((sum, each) => sum + each.joins, 0)).toBeGreaterThan(300);
    const found = await readLedger(opened.warehouse, 'large', slices, policy);
    for (const table of Object.keys(defined) as (keyof Ledger)[]) {
      const [ours, theirs] = [sorted(found[table]), sorted(defined[table])];
      const known = new Set(theirs);
      // The first few that differ say more than a hundred thousand rows.
      expect({ table, beyond: ours.filter((row) => !known.has(row)).slice(0, 3), rows: ours.length }).toEqual({
        table,
        beyond: [],
        rows: theirs.length,
      });
      expect(ours.join('\n') === theirs.join('\n'), table).toBe(true);
    }
  }
});
