import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tallyDesign } from '../../../../src/analysis/blueprint/design-tallies.ts';
import { designPeriod } from '../../../../src/analysis/blueprint/tallies.ts';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import { Settings } from '../../../../src/model/settings.ts';
import { designTallies } from '../../../../src/operations/design-facts.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { insertFacts } from '../../../support/facts.ts';
import { generatedFacts, generatedPolicy } from '../../../support/generated-facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const inOrder = (value: unknown): unknown =>
  value !== null && typeof value === 'object'
    ? Object.entries(value)
        .map(([name, part]) => [name, inOrder(part)])
        .sort()
    : value;
const sorted = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(inOrder(row))).sort();
let count = 0;

test('the warehouse counts what a design is compared with as the definition does', { timeout: 300_000 }, async () => {
  const met = new Set<string>();
  await fc.assert(
    fc.asyncProperty(generatedFacts, generatedPolicy, async (facts, policy) => {
      const workspace = `w${++count}`;
      await insertFacts(opened.warehouse, workspace, facts);
      await deriveLedger(opened.warehouse, { workspace, snapshot: 7, policy });
      const settings = Settings.parse({ currency: policy.currency, time_zone: policy.time_zone });
      const found = await designTallies({
        warehouse: opened.warehouse,
        scope: { workspace, snapshot: 7 },
        settings,
        asOf: policy.asOf,
        firstDay: null,
        lastDay: null,
      });
      const question = { period: designPeriod(policy.asOf), asOf: policy.asOf };
      const defined = tallyDesign(define(facts, policy), facts, policy, question);
      for (const part of Object.keys(defined) as (keyof typeof defined)[]) {
        expect({ part, rows: sorted(found[part]) }).toEqual({ part, rows: sorted(defined[part]) });
        if (defined[part].length > 0) met.add(part);
      }
    }),
    { seed: Number(process.env.SEED ?? 11), numRuns: Number(process.env.RUNS ?? 4), endOnFailure: true },
  );
  expect(met.size).toBe(10);
});
