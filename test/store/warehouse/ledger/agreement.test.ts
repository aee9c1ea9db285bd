import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import { intervalMedians as defineMedians } from '../../../../src/analysis/derivation/windows.ts';
import type { Ledger } from '../../../../src/analysis/ledger.ts';
import { keepDoubts } from '../../../../src/store/warehouse/doubts.ts';
import { deriveJoins } from '../../../../src/store/warehouse/ledger/joins.ts';
import { deriveLedger, intervalMedians } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { earlierImport, insertFacts } from '../../../support/facts.ts';
import { generatedFactsWithEarlier, generatedPolicy } from '../../../support/generated-facts.ts';
import { readLedger } from '../../../support/ledger.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const sorted = (rows: readonly object[]): string[] =>
  rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();

let count = 0;

/** Every run takes the engine about a second, so the suite does few; `RUNS` and `SEED` search further. */
test('the warehouse derives the same ledger as the definition', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(generatedFactsWithEarlier, generatedPolicy, async (facts, policy) => {
      const workspace = `w${++count}`;
      await insertFacts(opened.warehouse, workspace, facts);
      await keepDoubts(opened.warehouse, workspace, policy.doubts ?? []);
      const standing = [earlierImport];
      const joins = await deriveJoins(opened.warehouse, { workspace, snapshot: 7, policy, standing });
      await deriveLedger(opened.warehouse, { workspace, snapshot: 7, policy, joins, slices: 1 + (count % 3) });
      const found = await readLedger(opened.warehouse, workspace, 7, policy);
      const defined = define(facts, policy);
      for (const table of Object.keys(defined) as (keyof Ledger)[])
        expect({ table, rows: sorted(found[table]) }).toEqual({ table, rows: sorted(defined[table]) });
      const medians = await intervalMedians(opened.warehouse, { workspace, snapshot: 7, policy, joins });
      expect(sorted(medians)).toEqual(sorted(defineMedians(facts, policy)));
    }),
    { seed: Number(process.env.SEED ?? 20241), numRuns: Number(process.env.RUNS ?? 12), endOnFailure: true },
  );
});
