import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PathsAsked, pathsFrom } from '../../../../src/analysis/attribution/from-facts.ts';
import { grouped, type Paths } from '../../../../src/analysis/attribution/paths.ts';
import type { Facts } from '../../../../src/analysis/derivation/facts.ts';
import type { Policy } from '../../../../src/analysis/derivation/policy.ts';
import { creditedResults, creditedThings, creditValues } from '../../../../src/model/attribution.ts';
import { EvidenceRule } from '../../../../src/model/blueprint/journey.ts';
import { deriveJoins } from '../../../../src/store/warehouse/ledger/joins.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { anonymousWindowMs } from '../../../../src/store/warehouse/ledger/talks.ts';
import { attributionPaths } from '../../../../src/store/warehouse/questions/attribution/paths.ts';
import { earlierImport, insertFacts } from '../../../support/facts.ts';
import { generatedFactsWithEarlier, generatedPolicy } from '../../../support/generated-facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const halfLifeDays = 3;
const snapshot = 7;

/** Paths as rows by name, the same however they are numbered and ordered; shares to twelve digits. */
const rowsOf = (paths: Paths): string[] => {
  const digits = (values: Float64Array | null, from: number, to: number) =>
    [...(values ?? new Float64Array(to)).subarray(from, to)].map((value) => Number(value.toPrecision(10)));
  const rows = new Map<string, number[][]>();
  for (let path = 0; path < paths.converted.length; path += 1) {
    const [from, to] = [paths.starts[path] ?? 0, paths.starts[path + 1] ?? 0];
    const name = JSON.stringify([...paths.touches.subarray(from, to)].map((key) => paths.keys[key]));
    const counts = [paths.converted[path] ?? 0, paths.value[path] ?? 0, paths.unconverted[path] ?? 0];
    rows.set(name, [counts, digits(paths.decay, from, to), digits(paths.decayValue, from, to)]);
  }
  return [...rows].map((row) => JSON.stringify(row)).sort();
};

const asked = fc.record({
  of: fc.constantFrom(...creditedResults),
  value: fc.constantFrom(...creditValues),
  by: fc.constantFrom(...creditedThings),
  days: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  from: fc.option(fc.constant('2024-01-20'), { nil: undefined }),
  to: fc.option(fc.constant('2024-03-01'), { nil: undefined }),
  segment: fc.option(fc.constantFrom(['cafe'], ['', 'plant']), { nil: undefined, freq: 1 }),
});

/** Rules as a design has them: the first that fits takes a touch, also where it names no cell. */
const rule = (cell: string | null, when: EvidenceRule['when'], from: string | null = null): EvidenceRule =>
  EvidenceRule.parse({ fact: 'interaction', cell, when, from, place: 1 });
const rules = [
  rule(null, [{ field: 'kind', is: 'equals', values: ['refer'] }]),
  rule('c1', [{ field: 'channel', is: 'contains', values: ['SE'] }], '2024-01-15'),
  rule('c2', [{ field: 'actor', is: 'filled', values: [] }]),
  rule('c1', [{ field: 'props._ym_uid', is: 'starts_with', values: ['x'] }]),
];

const questionOf = (question: PathsAsked, policy: Policy, lots = 1) => ({
  ...question,
  channels: policy.channels,
  asOf: policy.asOf,
  timeZone: policy.time_zone,
  anonymousWindowMs: anonymousWindowMs(policy),
  activationKinds: policy.activation_kinds,
  halfLifeDays,
  rules,
  lots,
});

/** The same company without returns and without amounts in other currencies: what an order brought stands in the order then. */
const plain = (facts: Facts): Facts => ({
  ...facts,
  orderLines: facts.orderLines.filter(
    (line) => line.refundOf === '' && Number(line.netAmount) >= 0 && line.currency === '',
  ),
});
const ordersByRevenue: PathsAsked = { of: 'order', value: 'net_revenue', by: 'channel' };

let count = 0;

test('the warehouse finds the same paths as the definition, out of the digest and out of facts', {
  timeout: 120_000,
}, async () => {
  const withTouchpoints = generatedFactsWithEarlier.map((facts) => ({
    ...facts,
    interactions: facts.interactions.map((row, at) => ({ ...row, touchpoint: ['', 'site', 'call'][at % 3] ?? '' })),
  }));
  await fc.assert(
    fc.asyncProperty(
      withTouchpoints,
      fc.boolean(),
      generatedPolicy,
      fc.array(asked, { minLength: 5, maxLength: 5 }),
      async (generated, isPlain, policy, questions) => {
        const facts = isPlain ? plain(generated) : generated;
        const workspace = `w${++count}`;
        const { warehouse } = opened;
        await insertFacts(warehouse, workspace, facts);
        const joins = await deriveJoins(warehouse, { workspace, snapshot, policy, standing: [earlierImport] });
        await deriveLedger(warehouse, { workspace, snapshot, policy, joins });
        const scope = { workspace, snapshot };
        for (const [at, question] of [...questions, ordersByRevenue].entries()) {
          if (at === questions.length)
            await warehouse.command('ALTER TABLE digests DROP PARTITION {workspace:String}', {
              parameters: { workspace },
            });
          const found = await attributionPaths(warehouse, scope, questionOf(question, policy));
          const defined = pathsFrom(facts, policy, { ...question, rules });
          expect({ question, rows: rowsOf(found.paths), lacking: found.lacking }).toEqual({
            question,
            rows: rowsOf(grouped(defined.paths, { halfLifeDays })),
            lacking: defined.lacking,
          });
        }
      },
    ),
    { seed: Number(process.env.SEED ?? 20251), numRuns: Number(process.env.RUNS ?? 3), endOnFailure: true },
  );
});
