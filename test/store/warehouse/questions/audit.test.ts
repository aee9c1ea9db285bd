import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DealFact, Facts, InteractionFact } from '../../../../src/analysis/derivation/facts.ts';
import { Blueprint } from '../../../../src/model/blueprint/blueprint.ts';
import { deriveLedger } from '../../../../src/store/warehouse/ledger/ledger.ts';
import { dealWays } from '../../../../src/store/warehouse/questions/audit.ts';
import { realPaths } from '../../../../src/store/warehouse/questions/real-paths.ts';
import { insertFacts, policyOn } from '../../../support/facts.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

let opened: TestWarehouse;
beforeAll(async () => {
  opened = await openTestWarehouse();
});
afterAll(() => opened.close());

const hour = 3_600_000;
const start = Date.UTC(2025, 0, 1);
const asOf = '2025-12-31';
const period = { from: '2025-01-01', to: '2026-01-01' };
const policy = policyOn(asOf, { time_zone: 'UTC' });

const none: Facts = {
  customers: [],
  people: [],
  interactions: [],
  deals: [],
  orderLines: [],
  products: [],
  payments: [],
  rates: [],
  costs: [],
};

/** Cells A, B and C of three owners one after another; a visit of x is on the journey nowhere. */
const design = Blueprint.parse({
  roles: Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { name: { en: id }, function: 'sales' }])),
  states: Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { name: { en: id } }])),
  touchpoints: { t: { name: { en: 'T' } } },
  journeys: { j: { name: { en: 'J' }, states: ['a', 'b', 'c'], touchpoints: ['t'] } },
  cells: Object.fromEntries(
    ['a', 'b', 'c'].map((id) => [id.toUpperCase(), { journey: 'j', state: id, touchpoint: 't', responsible: id }]),
  ),
  edges: {
    ab: { journey: 'j', from: 'cell:A', to: 'cell:B', handoffHours: 24 },
    bc: { journey: 'j', from: 'cell:B', to: 'cell:C', handoffHours: 48 },
    ac: { journey: 'j', from: 'cell:A', to: 'cell:C' },
  },
  rules: Object.fromEntries(
    ['a', 'b', 'c'].map((id) => [
      id,
      {
        fact: 'interaction',
        when: [{ field: 'kind', is: 'equals', values: [id] }],
        touchpoint: 't',
        // B is proven too faintly for a path of states, and is a visit of its cell all the same.
        states: [{ state: id, weight: id === 'b' ? 0.1 : 0.8 }],
      },
    ]),
  ),
});

const talk = (id: string, customerId: string, kind: string, occurredAt: number): InteractionFact => ({
  source: 's',
  updatedAt: null,
  id,
  occurredAt,
  kind,
  customerId,
  personId: '',
  anonymousId: '',
  channel: '',
  campaign: '',
  dealId: '',
  actor: '',
  hours: null,
});

let count = 0;
const filled = async (facts: Partial<Facts>): Promise<{ workspace: string; snapshot: number }> => {
  const workspace = `w${++count}`;
  await insertFacts(opened.warehouse, workspace, { ...none, ...facts });
  await deriveLedger(opened.warehouse, { workspace, snapshot: 1, policy });
  return { workspace, snapshot: 1 };
};

test('hand-offs are counted from the last visit of a cell to the first of the next, as one by one', async () => {
  const visit = fc.record({ who: fc.nat(9), kind: fc.constantFrom('a', 'b', 'c', 'x'), at: fc.nat(800) });
  const [visits = []] = fc.sample(fc.uniqueArray(visit, { minLength: 150, maxLength: 150, selector: ({ at }) => at }), {
    seed: 3,
    numRuns: 1,
  });
  const took = { ab: [] as number[], bc: [] as number[] };
  for (let who = 0; who < 10; who += 1) {
    const own = visits.filter((each) => each.who === who && each.kind !== 'x').sort((a, b) => a.at - b.at);
    for (const [place, { kind, at }] of own.entries()) {
      const before = own[place - 1];
      const edge = `${before?.kind ?? ''}${kind}`;
      if (before !== undefined && (edge === 'ab' || edge === 'bc')) took[edge].push(at - before.at);
    }
  }
  const expected = (edge: 'ab' | 'bc', hours: number) => ({
    edge,
    hours,
    n: took[edge].length,
    within: took[edge].filter((each) => each <= hours).length,
    medianHours: took[edge].sort((a, b) => a - b)[Math.floor((took[edge].length - 1) / 2)],
  });
  const interactions = visits.map(({ who, kind, at }, no) => talk(`i${no}`, `c${who}`, kind, start + at * hour));
  const scope = await filled({ interactions });
  const { handOffs } = await realPaths(opened.warehouse, { scope, period, asOf, timeZone: 'UTC', design });
  expect(handOffs).toEqual([expected('ab', 24), expected('bc', 48)]);
  expect(handOffs.every(({ n, within }) => within > 0 && within < n)).toBe(true);
});

test('deals go alike by their stages in the order of entering them, closed within the period', async () => {
  const stage = (dealId: string, no: number, name: string, outcome: DealFact['outcome'] = 'open'): DealFact => ({
    source: 's',
    updatedAt: null,
    id: `${dealId}${no}`,
    dealId,
    customerId: 'c',
    openedAt: start,
    stage: name,
    stageEnteredAt: start + no * 24 * hour,
    outcome,
    closedAt: outcome === 'open' ? null : start + no * 24 * hour,
    amount: '10',
    currency: '',
    process: 'P',
    owner: '',
    channel: '',
    campaign: '',
    productId: '',
  });
  const went = (id: string, stages: string, outcome: DealFact['outcome']): DealFact[] =>
    [...stages].map((name, at, all) => stage(id, at, name, at === all.length - 1 ? outcome : 'open'));
  const deals = [
    ...went('d1', 'ABC', 'won'),
    ...went('d2', 'ABC', 'won'),
    ...went('d3', 'ABBAC', 'won'),
    ...went('d4', 'AB', 'lost'),
    ...went('d5', 'AC', 'open'),
    ...went('d6', 'C', 'won'),
  ];
  const found = await dealWays(opened.warehouse, { scope: await filled({ deals }), period });
  expect(found.map(({ stages, outcome, deals: n }) => [stages.join(''), outcome, n])).toEqual([
    ['ABC', 'won', 2],
    ['AB', 'lost', 1],
    ['ABAC', 'won', 1],
  ]);
  expect(found.every(({ process, kind }) => process === 'P' && kind === '')).toBe(true);
});
