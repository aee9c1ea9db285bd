import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noFacts } from '../../../../src/analysis/derivation/facts.ts';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import { defineMonthSums, defineRowTallies } from '../../../../src/analysis/quality/definition/quality.ts';
import type { Tallies } from '../../../../src/analysis/quality/tally.ts';
import { addDays } from '../../../../src/model/days.ts';
import type { FindingCode } from '../../../../src/model/quality.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { kindsInUse } from '../../../../src/store/warehouse/questions/quality/kinds.ts';
import { rowTallies } from '../../../../src/store/warehouse/questions/quality/quality.ts';
import type { QualityQuestion } from '../../../../src/store/warehouse/questions/quality/relation.ts';
import { factRhythms, monthSums } from '../../../../src/store/warehouse/questions/quality/rhythm.ts';
import { insertFacts, policyOn } from '../../../support/facts.ts';
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

test('kinds of interactions are told with those most met after the first order first', async () => {
  const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
  const talk = (id: string, kind: string, customerId: string, day: string, anonymousId = '') => ({
    source: 'main',
    updatedAt: null,
    id,
    occurredAt: at(day),
    kind,
    customerId,
    personId: '',
    anonymousId,
    channel: '',
    campaign: '',
    dealId: '',
    actor: '',
    hours: null,
  });
  const line = {
    source: 'main',
    updatedAt: null,
    lineId: 'l',
    orderId: 'o',
    customerId: 'a',
    orderedAt: at('2025-02-01'),
    productId: '',
    netAmount: '5',
    currency: '',
    cogs: null,
    serviceCost: null,
    salesType: '',
    channel: '',
    campaign: '',
    dealId: '',
    refundOf: '',
    status: '',
    class: '' as const,
    contractFrom: null,
    contractTo: null,
    monthlyAmount: null,
  };
  const facts = {
    ...noFacts(),
    orderLines: [line],
    interactions: [
      talk('1', 'visit', 'a', '2025-01-30', 'x'),
      talk('2', 'visit', '', '2025-03-01', 'y'),
      talk('3', 'done', 'a', '2025-02-01'),
      talk('4', 'done', 'b', '2025-02-02'),
    ],
  };
  const policy = policyOn('2025-12-31');
  await insertFacts(opened.warehouse, 'kinds', facts);
  await deriveLedger(opened.warehouse, { workspace: 'kinds', snapshot: 1, policy });
  const question = { workspace: 'kinds', snapshot: 1, currency: 'RUB', timeZone: policy.time_zone };
  const asked = { ...question, asOf: '2025-12-31', today: '2026-01-02', activationKinds: [] };
  const used = await kindsInUse(opened.warehouse, asked);
  expect(used.interactions).toEqual([
    { kind: 'done', count: 2, afterOrder: 1, anonymous: 0 },
    { kind: 'visit', count: 2, afterOrder: 0, anonymous: 2 },
  ]);
  expect(await factRhythms(opened.warehouse, asked)).toEqual(
    expect.arrayContaining([
      { kind: 'order_lines', source: 'main', first: '2025-02-01', last: '2025-02-01', days: 1 },
      { kind: 'interactions', source: 'main', first: '2025-01-30', last: '2025-03-01', days: 4 },
    ]),
  );
});
