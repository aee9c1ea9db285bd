import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AlikeFacts, type IdentifiedRule, previewOf } from '../../../../src/analysis/blueprint/evidence.ts';
import { holds } from '../../../../src/analysis/blueprint/tests.ts';
import type { Facts } from '../../../../src/analysis/derivation/facts.ts';
import { deriveLedger as define } from '../../../../src/analysis/derivation/ledger.ts';
import type { Policy } from '../../../../src/analysis/derivation/policy.ts';
import { sceneOf } from '../../../../src/analysis/derivation/scene.ts';
import { type FactField, type FactTest, testKinds } from '../../../../src/model/blueprint/inputs.ts';
import { EvidenceRule } from '../../../../src/model/blueprint/journey.ts';
import { monthsLater } from '../../../../src/model/days.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { alikeFacts } from '../../../../src/store/warehouse/questions/evidence.ts';
import { insertFacts } from '../../../support/facts.ts';
import { generatedFacts, generatedPolicy } from '../../../support/generated-facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

type Cells = Partial<Record<string, string>>;

/** Every fact by itself. */
const factByFact = (facts: Facts, policy: Policy): AlikeFacts[] => {
  const { dayOf } = sceneOf(facts, policy);
  const classes = new Map<string, string>();
  for (const { source, lineId, class: name } of define(facts, policy).lines) {
    const key = JSON.stringify([source, lineId]);
    const known = classes.get(key);
    if (known === undefined || name < known) classes.set(key, name);
  }
  const one = (fact: AlikeFacts['fact'], at: number, kind: string, cells: Cells, props: Cells = {}): AlikeFacts[] => {
    const all: Cells = { ...cells, ...Object.fromEntries(Object.entries(props).map(([k, v]) => [`props.${k}`, v])) };
    const day = dayOf(at);
    if (day > policy.asOf) return [];
    const { channel = '', touchpoint = '' } = cells;
    const test = (each: FactTest) => holds(each, all[each.field] ?? '');
    const isRecent = day >= monthsLater(policy.asOf, -12);
    return [{ fact, kind, channel, touchpoint, day, isRecent, count: 1, holds: test }];
  };
  return [
    ...facts.interactions.flatMap(({ occurredAt, kind, channel, campaign, actor, props }) =>
      one('interaction', occurredAt, kind, { kind, channel, campaign, actor }, props),
    ),
    ...facts.deals.flatMap((row) => {
      const at = row.stageEnteredAt ?? row.openedAt ?? row.closedAt;
      const { stage, outcome, process, owner: actor, channel, campaign, productId: product_id, props } = row;
      const cells = { stage, outcome, process, actor, channel, campaign, product_id };
      return at === null ? [] : one('deal', at, stage, cells, props);
    }),
    ...facts.orderLines.flatMap((row) => {
      const { channel, campaign, salesType: sales_type, status, productId: product_id } = row;
      const name = classes.get(JSON.stringify([row.source, row.lineId])) ?? '';
      return one('order', row.orderedAt, name, { channel, campaign, sales_type, status, product_id, class: name });
    }),
  ];
};

const fields: FactField[] = [
  'kind',
  'channel',
  'campaign',
  'actor',
  'stage',
  'outcome',
  'process',
  'product_id',
  'status',
  'class',
  'sales_type',
  'props.page',
  'props.yclid',
];
const generatedTest: fc.Arbitrary<FactTest> = fc.record({
  field: fc.constantFrom(...fields),
  is: fc.constantFrom(...testKinds),
  values: fc.array(fc.constantFrom('', 'Visit', 'result', 'seo', 'talk', 'won', 'regular', 'tea', 'PAID', 'a', '1'), {
    maxLength: 3,
  }),
});
const generatedRule: fc.Arbitrary<EvidenceRule> = fc
  .record({
    fact: fc.constantFrom('interaction' as const, 'deal' as const, 'order' as const),
    when: fc.array(generatedTest, { maxLength: 2 }),
    touchpoint: fc.constantFrom(null, 'site', 'shop'),
    cell: fc.constantFrom(null, 'c01'),
    states: fc.constantFrom([], [{ state: 'D1', weight: 0.5 }], [{ state: 'D2', weight: -0.5 }]),
    from: fc.constantFrom(null, null, '2024-02-01', '2024-03-01'),
  })
  .map((rule) => EvidenceRule.parse(rule));
const generatedRules: fc.Arbitrary<IdentifiedRule[]> = fc
  .array(generatedRule, { minLength: 1, maxLength: 8 })
  .map((rules) => rules.map((rule, at) => ({ id: `r${at}`, rule })));

let count = 0;

test('rules tried on groups of facts come to the same as on every fact by itself', { timeout: 300_000 }, async () => {
  let [mapped, unmapped] = [0, 0];
  await fc.assert(
    fc.asyncProperty(generatedFacts, generatedPolicy, generatedRules, async (facts, policy, rules) => {
      const workspace = `w${++count}`;
      await insertFacts(opened.warehouse, workspace, facts);
      await deriveLedger(opened.warehouse, { workspace, snapshot: 7, policy });
      const question = { scope: { workspace, snapshot: 7 }, asOf: policy.asOf, timeZone: policy.time_zone };
      const found = previewOf(rules, await alikeFacts(opened.warehouse, question, rules));
      expect(found).toEqual(previewOf(rules, factByFact(facts, policy)));
      mapped += found.mapped;
      unmapped += found.unmapped.length;
    }),
    { seed: Number(process.env.SEED ?? 5), numRuns: Number(process.env.RUNS ?? 5), endOnFailure: true },
  );
  expect(mapped).toBeGreaterThan(0);
  expect(unmapped).toBeGreaterThan(0);
});

test('the first rule that fits takes a fact, later ones are told they are shadowed', () => {
  const visit = (count: number, kind: string, day = '2025-05-01'): AlikeFacts => ({
    fact: 'interaction',
    kind,
    channel: 'seo',
    touchpoint: '',
    day,
    isRecent: day >= '2025-01-01',
    count,
    holds: (each) => holds(each, each.field === 'kind' ? kind : ''),
  });
  const kindIs = (kind: string): FactTest => ({ field: 'kind', is: 'equals', values: [kind] });
  const rules: IdentifiedRule[] = [
    {
      id: 'calculator',
      rule: EvidenceRule.parse({
        fact: 'interaction',
        when: [kindIs('calculator_done')],
        touchpoint: 'site_tool',
        cell: 'c02',
        states: [
          { state: 'D2', weight: 0.8 },
          { state: 'D8', weight: -0.5 },
        ],
      }),
    },
    {
      id: 'any',
      rule: EvidenceRule.parse({
        fact: 'interaction',
        when: [{ field: 'kind', is: 'contains', values: ['done', 'read'] }],
        touchpoint: 'site',
        from: '2025-01-01',
      }),
    },
  ];
  const found = previewOf(rules, [
    visit(5, 'calculator_done'),
    visit(3, 'read_60s'),
    visit(2, 'read_60s', '2024-12-31'),
    visit(4, 'click'),
  ]);
  expect(found).toEqual({
    facts: 14,
    mapped: 8,
    rules: [
      { id: 'calculator', taken: 5, recent: 5, shadowed: 0 },
      { id: 'any', taken: 3, recent: 3, shadowed: 5 },
    ],
    unmapped: [
      { fact: 'interaction', kind: 'click', channel: 'seo', touchpoint: '', count: 4 },
      { fact: 'interaction', kind: 'read_60s', channel: 'seo', touchpoint: '', count: 2 },
    ],
    touchpoints: [
      { id: 'site_tool', count: 5 },
      { id: 'site', count: 3 },
    ],
    states: [{ id: 'D2', count: 5 }],
    cells: [{ id: 'c02', count: 5 }],
  });
});
