import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fits } from '../../../../src/analysis/blueprint/segment-rule.ts';
import { designPeriod } from '../../../../src/analysis/blueprint/tallies.ts';
import { holds } from '../../../../src/analysis/blueprint/tests.ts';
import { rowsInOrder } from '../../../../src/analysis/derivation/cards.ts';
import type { CustomerFact, Facts } from '../../../../src/analysis/derivation/facts.ts';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import type { Policy } from '../../../../src/analysis/derivation/policy.ts';
import { sceneOf } from '../../../../src/analysis/derivation/scene.ts';
import { groupedBy } from '../../../../src/analysis/derivation/winners.ts';
import { type CustomerField, type CustomerTest, testKinds } from '../../../../src/model/blueprint/inputs.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { countByRules } from '../../../../src/store/warehouse/questions/segments.ts';
import { insertFacts } from '../../../support/facts.ts';
import { generatedFacts, generatedPolicy } from '../../../support/generated-facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const column: Record<string, (row: CustomerFact) => string> = {
  name: (row) => row.name,
  kind: (row) => row.kind,
  segment: (row) => row.segment,
  sales_type: (row) => row.salesType,
  partner_id: (row) => row.partnerId,
  tax_id: (row) => row.taxId,
};
const cellIn = (row: CustomerFact, field: CustomerField): string =>
  field.startsWith('attributes.') ? (row.props[field.slice('attributes.'.length)] ?? '') : (column[field]?.(row) ?? '');

/** How many fit each rule, customer by customer. */
const defined = (
  facts: Facts,
  policy: Policy,
  rules: readonly CustomerTest[][][],
): Awaited<ReturnType<typeof countByRules>> => {
  const { identity } = sceneOf(facts, policy);
  const ledger = define(facts, policy);
  const period = designPeriod(policy.asOf);
  const rowsOf = groupedBy(facts.customers, (row) => identity.customerOf(row.customerId));
  const bought = ledger.profiles.filter(({ firstOrderDay }) => firstOrderDay !== null).map(({ customer }) => customer);
  const found = [...new Set([...rowsOf.keys(), ...bought])].sort().map((customer) => {
    const rows = rowsInOrder(customer, rowsOf.get(customer) ?? []);
    const cellOf = (field: CustomerField): string =>
      field === 'customer_id' ? customer : (rows.map((row) => cellIn(row, field)).find((cell) => cell !== '') ?? '');
    return {
      id: customer,
      name: cellOf('name'),
      fits: rules.map((rule) => fits(rule, cellOf)),
      active: ledger.lives.some(
        (life) =>
          life.customer === customer && life.from <= policy.asOf && (life.lostOn === null || life.lostOn > policy.asOf),
      ),
      minor: ledger.lines
        .filter((line) => line.customer === customer && line.day >= period.from && line.day < period.to)
        .reduce((sum, line) => sum + (line.netMinor ?? 0), 0),
    };
  });
  const orderers = new Set(bought);
  const loose = found.filter(({ id, fits }) => orderers.has(id) && !fits.includes(true));
  const outside = { customers: loose.length, minor: loose.reduce((sum, row) => sum + row.minor, 0) };
  const counts = rules.map((_, at) => {
    const own = found.filter((row) => row.fits[at]);
    return {
      customers: own.length,
      active: own.filter((row) => row.active).length,
      minor: own.reduce((sum, row) => sum + row.minor, 0),
      alsoElsewhere: own.filter((row) => row.fits.indexOf(true) < at).length,
      examples: own.slice(0, 5).map(({ id, name }) => ({ id, name })),
    };
  });
  return { counts, outside };
};

const generatedTest: fc.Arbitrary<CustomerTest> = fc.record({
  field: fc.constantFrom<CustomerField>(
    'customer_id',
    'name',
    'kind',
    'segment',
    'sales_type',
    'partner_id',
    'tax_id',
    'attributes.page',
    'attributes.yclid',
  ),
  is: fc.constantFrom(...testKinds),
  values: fc.array(fc.constantFrom('', 'a', 'SMALL', 'b2', 'Ann', '77', '1', '150', '7736050003', 'ecom'), {
    maxLength: 3,
  }),
});
const generatedRules = fc.array(fc.array(fc.array(generatedTest, { minLength: 1, maxLength: 3 }), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 5,
});

let count = 0;

test('the warehouse counts customers by rules as the definition does', { timeout: 300_000 }, async () => {
  let [fitting, loose] = [0, 0];
  await fc.assert(
    fc.asyncProperty(generatedFacts, generatedPolicy, generatedRules, async (facts, policy, rules) => {
      const workspace = `w${++count}`;
      await insertFacts(opened.warehouse, workspace, facts);
      await deriveLedger(opened.warehouse, { workspace, snapshot: 7, policy });
      const question = { period: designPeriod(policy.asOf), asOf: policy.asOf };
      const found = await countByRules(opened.warehouse, { workspace, snapshot: 7 }, rules, question);
      expect(found).toEqual(defined(facts, policy, rules));
      loose += found.outside.customers;
      fitting += found.counts.reduce((sum, each) => sum + each.customers, 0);
    }),
    { seed: Number(process.env.SEED ?? 3), numRuns: Number(process.env.RUNS ?? 5), endOnFailure: true },
  );
  expect(fitting).toBeGreaterThan(0);
  expect(loose).toBeGreaterThan(0);
});

test('a test looks at a cell with letter case and spaces between digits aside', () => {
  const is = (kind: CustomerTest['is'], values: string[], cell: string) => holds({ is: kind, values }, cell);
  expect(is('equals', ['HoReCa'], 'horeca')).toBe(true);
  expect(is('equals', [], 'horeca')).toBe(false);
  expect(is('not_equals', [], '')).toBe(true);
  expect(is('contains', ['КОФ'], 'Кофейня')).toBe(true);
  expect(is('contains', [''], 'Кофейня')).toBe(false);
  expect(is('starts_with', ['56.'], '56.10')).toBe(true);
  expect(is('at_most', ['15'], '1 200')).toBe(false);
  expect(is('at_least', ['15'], '1 200,5')).toBe(true);
  expect(is('at_least', ['15'], 'many')).toBe(false);
  expect(is('at_least', ['many'], '15')).toBe(false);
  expect(is('empty', [], '')).toBe(true);
});
