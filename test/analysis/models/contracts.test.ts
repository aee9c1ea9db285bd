import { describe, expect, it } from 'vitest';
import { contractBackTest, together } from '../../../src/analysis/models/contract-back-test.ts';
import {
  contractOutlook,
  dueBy,
  firstFit,
  type Relation,
  relationsAt,
  renewalsIn,
  scoreContracts,
  type Term,
} from '../../../src/analysis/models/contracts.ts';
import { isRefusal } from '../../../src/analysis/models/fit.ts';
import { bdw, constantRetention, renewalsOf, sbg } from '../../../src/analysis/models/renewals.ts';
import { monthlyInstalments } from '../../../src/analysis/models/value.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';

const term = (customer: number, from: number, to: number, price = 10): Term => ({ customer, from, to, price });

describe('how contracts stand on a day', () => {
  const terms = [
    term(0, 0, 89),
    term(0, 90, 179, 12),
    // Beside it, from the middle of a term.
    term(0, 100, 179, 5),
    // Four days late, within the grace.
    term(0, 184, 273),
    term(1, 0, 89),
    // Long after: begun anew.
    term(1, 200, 289),
    term(2, 50, 139),
  ];

  it('counts renewals, adds what stands beside, and begins anew after the grace', () => {
    expect(relationsAt(terms, 300, 30)).toMatchObject([
      { customer: 0, made: 2, end: 273, days: 90, price: 10, isLost: false },
      { customer: 1, made: 0, end: 89, isLost: true },
      { customer: 1, made: 0, end: 289, isLost: false },
      { customer: 2, made: 0, end: 139, isLost: true },
    ]);
  });

  it('knows nothing of what began later, and gives up nobody within the grace', () => {
    const then = relationsAt(terms, 150, 30);
    expect(then.map(({ customer, made, isLost }) => [customer, made, isLost])).toEqual([
      [0, 1, false],
      [1, 0, true],
      [2, 0, false],
    ]);
    expect(then[0]?.price).toBe(17);
    expect(renewalsIn(then)).toEqual({ lost: [0, 1, 0], kept: [1, 1, 0] });
  });

  it('counts renewals of contracts that run side by side once', () => {
    const months = [0, 1, 2, 3, 4, 5];
    const one = months.map((month) => term(0, 30 * month, 30 * month + 29, 10));
    const other = months.map((month) => term(0, 30 * month + 15, 30 * month + 44, 7));
    const both = [...one, ...other].sort((a, b) => a.from - b.from);
    expect(relationsAt(both, 160, 30)).toMatchObject([{ made: 5, end: 179, days: 30, price: 17 }]);
    expect(relationsAt(both, 165, 30)).toMatchObject([{ made: 5, end: 194, days: 30, price: 17 }]);
    // Two of one day, and a month beside a year.
    expect(
      relationsAt(
        [...one, ...one].sort((a, b) => a.from - b.from),
        160,
        30,
      ),
    ).toMatchObject([{ made: 5, price: 20 }]);
    const year = [...one, term(0, 10, 374, 3)].sort((a, b) => a.from - b.from);
    expect(relationsAt(year, 160, 30)).toMatchObject([{ made: 5, end: 374, days: 365, price: 13, isLost: false }]);
  });

  it('takes a term renewed early for one, not for two', () => {
    expect(relationsAt([term(0, 0, 364), term(0, 345, 709, 12)], 350, 30)).toMatchObject([
      { made: 1, end: 709, days: 365, price: 12 },
    ]);
    // Changed to another in the middle of a month: neither lost nor renewed by it.
    const changed = [term(0, 0, 29), term(0, 15, 44, 20), term(0, 45, 74, 20)];
    expect(relationsAt(changed, 60, 10)).toMatchObject([{ made: 1, end: 74, price: 20, isLost: false }]);
  });

  it('falls due the day after its end, and a term later again', () => {
    const relation = { end: 100, days: 30 } as Relation;
    expect([99, 100, 101, 130, 131, 161].map((day) => dueBy(relation, day))).toEqual([0, 0, 1, 1, 2, 3]);
  });
});

describe('what contracts bring', () => {
  const relation: Relation = { customer: 0, made: 0, end: 90, days: 91, price: 100, isLost: false };
  const months = monthlyInstalments(12, 365.25 / 12, 0.18);

  it('is the price of months in force, and of later ones by the chance that they are renewed', () => {
    const [told] = scoreContracts(constantRetention, [0.8], [relation], 0, months);
    expect(told?.next).toBeCloseTo(0.8, 12);
    // A quarter's end each 91 days: three months paid for certain, then by 0.8, 0.64 and 0.512.
    expect(told?.value).toBeCloseTo(300 * (1 + 0.8 + 0.64 + 0.512), 6);
    expect(told?.renewals).toBeCloseTo(0.8 + 0.64 + 0.512 + 0.4096, 6);
    expect(told?.worth).toBeLessThan(told?.value ?? 0);
  });

  it('lies within bounds that are wider than nothing', () => {
    const estimate = sbg.fit(renewalsOf([1000, 631, 468, 382, 326]));
    if (isRefusal(estimate)) throw new Error('refused');
    const many = Array.from({ length: 200 }, (_, customer) => ({ ...relation, customer }));
    const told = contractOutlook(sbg, estimate, many, 0, months, seededRandom(2), 200);
    expect(told.interval[0]).toBeLessThan(told.expected);
    expect(told.interval[1]).toBeGreaterThan(told.expected);
    expect(told.median / told.expected).toBeCloseTo(1, 1);
  });

  it('is told by the group where it can carry a model, else by all, else not', () => {
    const [large, small] = [renewalsOf([1000, 631, 468, 382, 326]), renewalsOf([3, 2])];
    expect(firstFit([constantRetention, sbg, bdw], large, large)).toMatchObject({ of: 'group', model: { id: 'sbg' } });
    expect(firstFit([constantRetention, sbg, bdw], small, large)).toMatchObject({ of: 'all', model: { id: 'sbg' } });
    expect(firstFit([sbg], small, small)).toMatchObject({ reason: 'insufficient_n' });
  });
});

describe('looking back on renewals', () => {
  it('compares what fell due with what was renewed', () => {
    const terms = Array.from({ length: 100 }, (_, customer) => [
      term(customer, 0, 89),
      ...(customer < 70 ? [term(customer, 90, 179)] : []),
      ...(customer < 50 ? [term(customer, 180, 269)] : []),
    ]).flat();
    const [before, after] = [relationsAt(terms, 170, 10), relationsAt(terms, 300, 10)];
    const test = contractBackTest(constantRetention, [0.7], { before, after }, { from: 170, until: 230 });
    expect(test.customers).toBe(70);
    expect(test.model.actual).toBe(50);
    expect(test.model.expected).toBeCloseTo(49, 8);
    expect(test.calibration).toEqual([{ customers: 70, expected: expect.closeTo(0.7, 10), actual: 50 / 70 }]);
    expect(test.lastAgain?.expected).toBeCloseTo(49, 8);
    // All fell due on day 179, in the second week; seven of them in every tenth.
    expect(test.steps.map(({ expected, actual }) => [Math.round(expected), actual])).toEqual(
      Array.from({ length: 9 }, (_, at) => (at === 1 ? [49, 50] : [0, 0])),
    );
    expect(test.deciles.map(({ customers }) => customers)).toEqual(new Array(10).fill(7));
    const both = together([test, test]);
    expect([both?.customers, both?.model.actual, both?.steps[1]?.actual]).toEqual([140, 100, 100]);
  });
});
