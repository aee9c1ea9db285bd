import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import { defineMonthSums, defineRowTallies } from '../../../../src/analysis/quality/definition/quality.ts';
import type { Tallies } from '../../../../src/analysis/quality/tally.ts';
import { addDays } from '../../../../src/model/period.ts';
import type { FindingCode } from '../../../../src/model/quality.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { rowTallies } from '../../../../src/store/warehouse/questions/quality/quality.ts';
import type { QualityQuestion } from '../../../../src/store/warehouse/questions/quality/relation.ts';
import { monthSums } from '../../../../src/store/warehouse/questions/quality/rhythm.ts';
import { insertFacts } from '../../../support/facts.ts';
import { generatedFacts, generatedPolicy } from '../../../support/generated-facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

/** What a person's role is only the warehouse knows: the definition's facts have no such column. */
const notDefined: FindingCode[] = ['people_without_role'];
const met = new Set<string>();
let count = 0;

test('the warehouse finds the same as the definition', async () => {
  await fc.assert(
    fc.asyncProperty(generatedFacts, generatedPolicy, async (facts, policy) => {
      const workspace = `w${++count}`;
      const today = addDays(policy.asOf, 20);
      await insertFacts(opened.warehouse, workspace, facts);
      await deriveLedger(opened.warehouse, { workspace, snapshot: 7, policy });
      const question: QualityQuestion = {
        workspace,
        snapshot: 7,
        currency: policy.currency,
        timeZone: policy.time_zone,
        asOf: policy.asOf,
        today,
        activationKinds: policy.activation_kinds,
      };
      const ledger = define(facts, policy);
      const defined = defineRowTallies(facts, ledger, policy, today);
      const found: Tallies = await rowTallies(opened.warehouse, question);
      for (const code of notDefined) delete found[code];
      expect(Object.keys(found).sort()).toEqual(Object.keys(defined).sort());
      for (const [code, tally] of Object.entries(defined) as [FindingCode, Tallies[FindingCode]][]) {
        expect({ code, ...found[code] }).toEqual({ code, ...tally });
        if ((tally?.count ?? 0) > 0) met.add(code);
      }
      const byMonth = (a: { month: string }, b: { month: string }) => (a.month < b.month ? -1 : 1);
      expect(await monthSums(opened.warehouse, question)).toEqual(defineMonthSums(ledger).sort(byMonth));
    }),
    { seed: Number(process.env.SEED ?? 7), numRuns: Number(process.env.RUNS ?? 5), endOnFailure: true },
  );
  expect([...met].length).toBeGreaterThan(15);
});
