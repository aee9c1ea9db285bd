import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { edgeJaccard } from '../../../src/analysis/audit/agreement.ts';
import { auditOf } from '../../../src/analysis/audit/audit.ts';
import { confirmedValue } from '../../../src/analysis/audit/evidence/confirmed-value.ts';
import { clusterWays, waysThatCover } from '../../../src/analysis/audit/evidence/deal-ways.ts';
import { quartersKnown } from '../../../src/analysis/audit/evidence/quarters.ts';
import type { AuditMatter, DealWay } from '../../../src/analysis/audit/matter.ts';
import { lostToOthersBy } from '../../../src/analysis/audit/prices/idea.ts';
import { handOffsMet, handOffsWithLimit, watchedJourneys } from '../../../src/analysis/organisation/hand-offs.ts';
import type { AuditQuestion } from '../../../src/model/audit/audit.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';
import type { DesignFinding } from '../../../src/model/blueprint/finding.ts';
import type { Answer } from '../../../src/model/metric.ts';
import type { MetricId } from '../../../src/model/metric-words.ts';
import { nothing, number } from '../../support/audit-matter.ts';

const question = (matter: AuditMatter, q: number): AuditQuestion => {
  const found = auditOf(matter).questions[q - 1];
  if (found === undefined) throw new Error(`there is no question ${q}`);
  return found;
};
const pointOf = (matter: AuditMatter, q: number, code: string) =>
  question(matter, q).points.find((each) => each.code === code);

/** A journey a → b → c of two owners; only b is a purchase. */
const design = Blueprint.parse({
  segments: { s: { name: { en: 'S' }, names: ['S'] } },
  roles: { one: { name: { en: 'One' }, function: 'sales' }, two: { name: { en: 'Two' }, function: 'success' } },
  states: {
    a: { name: { en: 'A' } },
    b: { name: { en: 'B' }, phase: 'purchase' },
    c: { name: { en: 'C' } },
  },
  touchpoints: { t: { name: { en: 'T' } }, u: { name: { en: 'U' } } },
  journeys: { j: { name: { en: 'J' }, segment: 's', states: ['a', 'b', 'c'], touchpoints: ['t', 'u'] } },
  cells: {
    A: { journey: 'j', state: 'a', touchpoint: 't', responsible: 'one' },
    B: { journey: 'j', state: 'b', touchpoint: 't', responsible: 'two' },
    C: { journey: 'j', state: 'c', touchpoint: 'u', responsible: 'one' },
  },
  edges: {
    ab: { journey: 'j', from: 'cell:A', to: 'cell:B', handoffHours: 24 },
    ac: { journey: 'j', from: 'cell:A', to: 'cell:C', handoffHours: 24 },
    bc: { journey: 'j', from: 'cell:B', to: 'cell:C', handoffHours: 48 },
  },
  rules: {
    a: { fact: 'interaction', touchpoint: 't', states: [{ state: 'a', weight: 0.1 }] },
    b: { fact: 'deal', cell: 'B' },
  },
});

describe('hand-offs', () => {
  const seen = (edge: string, n: number, within: number) => ({ edge, hours: 24, n, within, medianHours: 30 });
  const with_ = (handOffs: AuditMatter['paths']['handOffs']): AuditMatter => ({
    ...nothing,
    design,
    paths: { every: 1, paths: [], handOffs },
  });

  it('are those between owners with a limit; seen are those whose both ends a rule proves', () => {
    // A and C are of one owner: nothing is handed over between them.
    expect(handOffsWithLimit(design).map(({ edge }) => edge)).toEqual(['ab', 'bc']);
    expect(watchedJourneys(design).flatMap(({ handOffs }) => handOffs.map(({ edge }) => edge))).toEqual(['ab']);
  });

  it('are kept by the part of all cases within its limit, and not told of fewer than twenty', () => {
    expect(handOffsMet(design, [seen('ab', 15, 15), seen('bc', 25, 17)])).toMatchObject({
      limited: 2,
      shown: 1,
      n: 40,
      share: 0.8,
      worst: { edge: 'bc' },
    });
    expect(handOffsMet(design, [seen('ab', 19, 19)])).toMatchObject({ n: 19, share: null, worst: null });
  });

  it('make a point of question 4: held from 80%, else not, and a reason where facts can’t tell', () => {
    expect(pointOf(with_([seen('ab', 20, 16)]), 4, 'handoffs_met')).toMatchObject({
      holds: true,
      value: 0.8,
      level: 3,
    });
    expect(pointOf(with_([seen('ab', 20, 15)]), 4, 'handoffs_met')).toMatchObject({ holds: false, value: 0.75 });
    expect(pointOf(with_([seen('ab', 19, 19)]), 4, 'handoffs_met')).toMatchObject({
      holds: false,
      value: null,
      reason: 'insufficient_n',
    });
    expect(pointOf(with_([]), 4, 'handoffs_met')).toMatchObject({ holds: false, reason: 'no_data' });
    expect(pointOf(nothing, 4, 'handoffs_met')).toMatchObject({ holds: false, reason: 'no_design' });
  });
});

const way = (stages: string, deals: number, more: Partial<DealWay> = {}): DealWay => ({
  stages: [...stages],
  kind: '',
  outcome: 'won',
  process: 'P',
  deals,
  ...more,
});

describe('the ways deals go', () => {
  it('put together lose no deal and leave no two alike', () => {
    const ways = fc.array(
      fc.record({
        stages: fc.array(fc.constantFrom('A', 'B', 'C', 'D'), { minLength: 2, maxLength: 5 }),
        deals: fc.integer({ min: 1, max: 50 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(ways, (all) => {
        const clusters = clusterWays(all);
        const sum = (rows: readonly { deals: number }[]): number => rows.reduce((total, { deals }) => total + deals, 0);
        expect(sum(clusters)).toBe(sum(all));
        for (const [at, { stages }] of clusters.entries())
          for (const other of clusters.slice(at + 1)) expect(edgeJaccard(stages, other.stages) ?? 0).toBeLessThan(0.5);
      }),
      { numRuns: 50 },
    );
  });

  it('are as many as cover four fifths of deals won', () => {
    const ways = [way('ABC', 50), way('ABCBC', 10), way('XY', 25), way('ZQ', 15), way('AB', 99, { outcome: 'lost' })];
    // Going back from C to B is a detour of the first way: it has two of its three steps.
    expect(waysThatCover({ ways })?.main.map(({ stages, deals }) => [stages.join(''), deals])).toEqual([
      ['ABC', 60],
      ['XY', 25],
    ]);
    expect(waysThatCover({ ways: [way('ABC', 19)] })).toBeNull();
  });

  it('ask for as many processes', () => {
    const process = { name: 'P', deals: 75, won: 75, first: 50, regular: 25, development: 0, winback: 0 };
    const matter = { ...nothing, facts: { ...nothing.facts, processes: [process] } };
    expect(pointOf({ ...matter, ways: [way('ABC', 50), way('XY', 25)] }, 7, 'ways_named')).toMatchObject({
      holds: false,
      value: 2,
    });
    expect(pointOf({ ...matter, ways: [way('ABC', 50)] }, 7, 'ways_named')).toMatchObject({ holds: true, value: 1 });
    expect(pointOf({ ...matter, ways: [way('ABC', 5)] }, 7, 'ways_named')).toMatchObject({
      holds: false,
      reason: 'insufficient_n',
    });
  });

  it('price the stages repeat deals go through beyond the shortest such deals are won in', () => {
    const ways = [
      way('AB', 30, { kind: 'regular' }),
      way('ABCDE', 20, { kind: 'development' }),
      way('ABCDEFG', 4, { kind: 'development' }),
      way('ABCD', 10, { kind: 'first' }),
      way('AB', 20, { outcome: 'lost' }),
    ];
    // 60 + 100 + 28 + 40 + 40 stages of 2,680: 10 each. Too many: 3 × 20 + 5 × 4 = 80; beyond the usual development deal 2 × 4 = 8.
    const costs = [{ function: 'sales', amount: 2680, process: '', hours: 0 }] as AuditMatter['facts']['costs'];
    const isOne = { code: 'one_process_for_all', text: { ru: 'Одна', en: 'One' } } as DesignFinding;
    const matter = { ...nothing, ways, facts: { ...nothing.facts, costs } };
    expect(question({ ...matter, findings: [isOne] }, 7).price).toMatchObject({ code: 'long_way', low: 7, high: 67 });
    expect(question(matter, 7).price).toMatchObject({ code: 'one_process_price', low: null });
  });
});

describe('value on confirmed transitions', () => {
  const proven = Blueprint.parse({
    ...design,
    proofs: {
      p: {
        about: 'edge:ab',
        kind: 'experiment',
        hypothesis: { ru: 'Так идут чаще' },
        metric: 'win_rate',
        n: 40,
        result: 'confirmed',
        at: '2025-06-01',
      },
      q: { about: 'edge:ac', kind: 'observation', n: 40, at: '2025-06-01' },
    },
  });
  const went = (states: string, customers: number) => ({
    segment: 's',
    states: [...states],
    haveLeft: false,
    customers,
  });

  it('is weighted by who goes along and how often they come to buy', () => {
    const paths = { every: 1, paths: [went('ab', 10), went('ac', 30), went('acb', 10)], handOffs: [] };
    // Along ab 10, all of whom buy; along ac 40, of whom in c 10 of 40 still come to buy: 10 too. c to b nobody designed.
    const found = confirmedValue({ ...nothing, design: proven, paths }, ['j']);
    expect(found).toMatchObject({ edges: 3, moved: 50 });
    expect(found.share).toBeCloseTo(0.5, 9);
    expect([...found.statuses]).toEqual(
      expect.arrayContaining([
        ['confirmed', 1],
        ['observed', 1],
        ['draft', 1],
      ]),
    );
  });

  it('is not told of fewer than twenty who went', () => {
    const paths = { every: 1, paths: [went('ab', 19)], handOffs: [] };
    expect(confirmedValue({ ...nothing, design: proven, paths }, ['j']).share).toBeNull();
  });
});

describe('numbers by quarter', () => {
  const quarterly = (metric: MetricId, values: (number | null)[]): Answer[] =>
    values.map((value, at) => {
      const from = `2025-${String(at * 3 + 1).padStart(2, '0')}-01`;
      return { ...number(metric, value), period: { from, to: from } };
    });

  it('are there once the last two have them', () => {
    const known = (values: (number | null)[]) =>
      quartersKnown({ byQuarter: quarterly('ros_investment', values) }, ['ros_investment']);
    expect(known([null, null, 1, 2])).toEqual({ n: 2, all: 4, areLastTwo: true });
    expect(known([1, 2, 3, null])).toEqual({ n: 3, all: 4, areLastTwo: false });
    expect(known([])).toEqual({ n: 0, all: 0, areLastTwo: false });
  });

  it('of ROS have to be of two processes, of five costs all five', () => {
    const process = (name: string, values: (number | null)[]): Answer[] =>
      quarterly('ros_investment', values).map((each) => ({ ...each, by: { process: name } }));
    const ros = (...byProcessQuarter: Answer[][]) =>
      pointOf({ ...nothing, byProcessQuarter: byProcessQuarter.flat() }, 5, 'ros_quarterly');
    expect(ros(process('A', [1, 1, 1, 1]), process('B', [null, 1, 1, 1]))).toMatchObject({ holds: true, value: 2 });
    expect(ros(process('A', [1, 1, 1, 1]), process('B', [1, 1, 1, null]))).toMatchObject({ holds: false, value: 1 });
    const five = (['acquisition', 'activation', 'retention', 'development', 'winback'] as const).flatMap((name, at) =>
      quarterly(`unit_cost_${name}`, [1, 1, 1, at]),
    );
    expect(pointOf({ ...nothing, byQuarter: five }, 9, 'costs_quarterly')).toMatchObject({ holds: true, value: 4 });
    expect(pointOf({ ...nothing, byQuarter: five.slice(0, 16) }, 9, 'costs_quarterly')).toMatchObject({ holds: false });
  });
});

describe('what is known of customers and segments', () => {
  it('is the cost of goods of four fifths of those who bought', () => {
    const of = (buyersWithCosts: number) =>
      pointOf({ ...nothing, counts: { ...nothing.counts, buyers: 10, buyersWithCosts } }, 10, 'customers_with_costs');
    expect([of(8), of(7)]).toMatchObject([{ holds: true, value: 0.8 }, { holds: false }]);
  });

  it('is that segments differ only where their worth does', () => {
    const worth = (value: number): Answer => ({ ...number('ltv_cac', value, 'ratio'), by: { segment: String(value) } });
    const apart = (...values: number[]) =>
      pointOf({ ...nothing, bySegment: values.map(worth) }, 2, 'economics_by_segment');
    expect([apart(4, 5), apart(4, 4.9), apart(4)].map((each) => each?.holds)).toEqual([true, false, false]);
  });

  it('is how much of all costs has its kind of work told', () => {
    const cost = (name: string, amount: number) => ({
      class: name,
      amount,
      function: 'sales',
      campaign: '',
      process: '',
    });
    const costs = [cost('acquisition', 50), cost('shared', 40), cost('', 10)] as AuditMatter['facts']['costs'];
    const answers = [number('cost_allocated_share', 0.75, 'ratio')];
    const found = pointOf({ ...nothing, answers, facts: { ...nothing.facts, costs } }, 9, 'costs_classed');
    expect(found).toMatchObject({ holds: true, value: 0.8 });
  });
});

describe('why deals were lost', () => {
  it('is told apart by words of both languages', () => {
    const said = {
      no_difference: [
        'не понял, чем отличаетесь',
        'Сравнил и не увидел разницы',
        'непонятно, чем вы лучше',
        'Did not see the difference',
        'unclear how you differ',
        'compared and saw nothing',
      ],
      another_chosen: [
        'ушёл к другому',
        'ушла к знакомым',
        'Выбрали конкурента',
        'выбрал в итоге другого',
        'другой поставщик дешевле',
        'chose a competitor',
        'Went with someone else',
        'chose another',
        'another vendor',
      ],
      other: [
        '',
        'нет бюджета',
        'Дорого',
        'разница в цене',
        'закрылись',
        'передумал',
        'no budget',
        'moved to another quarter',
        'price difference',
        'different priorities now',
      ],
    };
    for (const [kind, reasons] of Object.entries(said))
      for (const reason of reasons) expect([reason, lostToOthersBy(reason) ?? 'other']).toEqual([reason, kind]);
  });
});

describe('what an action brings', () => {
  it('is not that the question goes up where people’s answers hold it', () => {
    const counts = { ...nothing.counts, revenue: 100 };
    const answers = [number('customers_active', 4, 'count'), number('cltv_fact', 10)];
    const bare = question({ ...nothing, counts, answers }, 10);
    expect(bare.evidence).toBe(1);
    expect(bare.actions[0]?.expected.text.en).toContain('Evidence goes from 1 to 2, and the question from 1 to 2');
  });
});
