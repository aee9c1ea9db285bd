import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap, seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';
import { returnOn, shapleyCredit } from '../../../src/analysis/statistics/credit.ts';
import {
  annuity,
  finiteValue,
  futureValue,
  lifetimeValue,
  monthlyRate,
  payback,
  presentValue,
} from '../../../src/analysis/statistics/customer-value.ts';
import { jeffreys, meanInterval, wilson } from '../../../src/analysis/statistics/rates.ts';
import {
  type AgeCount,
  aalenJohansen,
  incidenceCurve,
  kaplanMeier,
  kaplanMeierErrors,
  medianAge,
} from '../../../src/analysis/statistics/survival.ts';

/** |a − b| ≤ tolerance × max(1, |b|), as the vectors ask. */
const near = (actual: number, expected: number, tolerance = 1e-6): void =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
const value = (result: { value: number } | { reason: string }): number =>
  'value' in result ? result.value : Number.NaN;

describe('customer value', () => {
  it('T-07: sums and discounts what a customer brought', () => {
    const flows = [
      [0, -45000],
      [0, 30000],
      [3, 24000],
      [6, 28000],
      [9, -6000],
      [12, 31000],
    ] as const;
    near(
      flows.reduce((sum, [, amount]) => sum + amount, 0),
      62000,
    );
    near(presentValue(flows, 0.18), 54774.895735078186, 1e-4);
  });

  it('T-08: constant retention with and without the first margin, finite, growing, net of CAC', () => {
    near(value(futureValue(60000, 0.8, 0.15)), 137142.8571428572, 1e-4);
    near(value(lifetimeValue(60000, 0.8, 0.15)), 197142.85714285722, 1e-4);
    near(finiteValue(60000, 0.8, 0.15, 5), 165025.3536829843, 1e-4);
    near(value(lifetimeValue(60000, 0.8, 0.15, 0.05)), 222580.64516129045, 1e-4);
    near(value(lifetimeValue(60000, 0.8, 0.15)) - 45000, 152142.85714285722, 1e-4);
    near(monthlyRate(0.18), 0.01388843034840992);
    expect(lifetimeValue(60000, 0.95, 0.15, 0.25)).toEqual({ reason: 'divergent' });
  });

  it('the lifetime value is what a long finite one comes to, and the future value plus the first margin', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        (margin, retention, discount) => {
          const whole = value(lifetimeValue(margin, retention, discount));
          near(finiteValue(margin, retention, discount, 600), whole, 1e-6);
          near(value(futureValue(margin, retention, discount)) + margin, whole, 1e-9);
        },
      ),
      { numRuns: 100, seed: 1 },
    );
  });

  it('T-25: payback in months, with losses, and never', () => {
    expect(payback(45000, 15000, 4000, 1)).toEqual({ months: 8 });
    expect(payback(45000, 15000, 4000, 0.97)).toEqual({ months: 9 });
    const never = payback(45000, 5000, 1000, 0.97);
    near('never' in never ? never.never : Number.NaN, 37333.3333333333);
    expect(payback(100, 100, 0, 1)).toEqual({ months: 0 });
    expect(payback(100, 10, 0, 1)).toEqual({ never: 10 });
    expect(payback(100, 10, -5, 0.9)).toEqual({ never: 10 });
  });

  it('T-27: equity of groups and monthly annuities', () => {
    near(
      [
        [1200, 31000],
        [340, 118000],
        [45, 690000],
      ].reduce((sum, [n = 0, each = 0]) => sum + n * each, 0),
      108370000,
    );
    near(annuity(0.98, 0.015, 36), 20.083754843785844, 1e-5);
    near(annuity(0.986, 0.015, 36), 22.025143053907417, 1e-5);
  });
});

describe('survival', () => {
  const deals: AgeCount[] = [
    [10, 'W'],
    [12, 'L'],
    [20, 'O'],
    [25, 'W'],
    [30, 'L'],
    [30, 'O'],
    [40, 'W'],
    [45, 'O'],
    [50, 'L'],
    [60, 'O'],
  ].map(([age, outcome]) => ({ age: Number(age), outcome: String(outcome), count: 1 }));

  it('T-21: incidence of won and lost with open deals allowed for', () => {
    const { incidence, open } = aalenJohansen(deals, ['W', 'L']);
    near(incidence.W ?? 0, 0.3571428571428572);
    near(incidence.L ?? 0, 0.4285714285714286);
    near(open, 0.2142857142857143);
  });

  it('T-22: survival by age and its median', () => {
    const times = [5, 8, 8, 12, 15, 20, 20, 27, 30, 30];
    const event = [1, 1, 0, 1, 0, 1, 1, 0, 1, 0];
    const ages = times.map((age, at) => ({ age, outcome: event[at] === 1 ? 'done' : 'seen', count: 1 }));
    const steps = kaplanMeier(ages, ['done']);
    const expected = { 5: 0.9, 8: 0.8, 12: 0.6857142857142857, 20: 0.4114285714285714, 30: 0.2057142857142857 };
    expect(steps.map(({ age }) => age)).toEqual([5, 8, 12, 20, 30]);
    for (const { age, survival } of steps) near(survival, expected[age as keyof typeof expected]);
    expect(medianAge(steps)).toBe(20);
    expect(medianAge(kaplanMeier([{ age: 3, outcome: 'seen', count: 9 }], ['done']))).toBeNull();
  });

  it('errors of shares by age: of one outcome they are Greenwood’s, without open cases those of a plain share', () => {
    const times = [5, 8, 8, 12, 15, 20, 20, 27, 30, 30];
    const event = [1, 1, 0, 1, 0, 1, 1, 0, 1, 0];
    const ages = times.map((age, at) => ({ age, outcome: event[at] === 1 ? 'done' : 'seen', count: 1 }));
    const steps = kaplanMeierErrors(ages, ['done']);
    // By hand: 0.9·√(1 ÷ 90), and 0.8·√(1 ÷ 90 + 1 ÷ 72).
    near(steps[0]?.standardError ?? 0, 0.0948683298);
    near(steps[1]?.standardError ?? 0, 0.1264911064);
    const curve = incidenceCurve(ages, ['done'], 'done');
    for (const [at, { survival, standardError }] of steps.entries()) {
      near(curve[at]?.incidence ?? 0, 1 - survival);
      near(curve[at]?.standardError ?? 0, standardError);
    }
    const closed = [
      { age: 3, outcome: 'won', count: 4 },
      { age: 5, outcome: 'lost', count: 9 },
      { age: 9, outcome: 'won', count: 6 },
      { age: 12, outcome: 'lost', count: 6 },
    ];
    const won = incidenceCurve(closed, ['won', 'lost'], 'won').at(-1);
    near(won?.incidence ?? 0, 0.4);
    near(won?.standardError ?? 0, Math.sqrt((0.4 * 0.6) / 25));
    near(incidenceCurve(deals, ['W', 'L'], 'W').at(-1)?.incidence ?? 0, 0.3571428571428572);
  });

  it('incidences and what is open always sum to one; without open cases they are plain shares', () => {
    const rows = fc.array(
      fc.record({
        age: fc.nat(30),
        outcome: fc.constantFrom('won', 'lost', 'open'),
        count: fc.integer({ min: 1, max: 5 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(rows, (ages) => {
        const { incidence, open } = aalenJohansen(ages, ['won', 'lost']);
        near((incidence.won ?? 0) + (incidence.lost ?? 0) + open, 1, 1e-9);
        const closed = ages.filter(({ outcome }) => outcome !== 'open');
        const n = closed.reduce((sum, { count }) => sum + count, 0);
        const won = closed.reduce((sum, { outcome, count }) => (outcome === 'won' ? sum + count : sum), 0);
        if (n > 0) near(aalenJohansen(closed, ['won', 'lost']).incidence.won ?? 0, won / n, 1e-9);
      }),
      { numRuns: 200, seed: 2 },
    );
  });
});

describe('intervals', () => {
  it('T-23: Jeffreys and Wilson of 7 in 20', () => {
    const [low, high] = jeffreys(7, 20);
    near(low, 0.19695270513240815, 1e-5);
    near(high, 0.5331653212343397, 1e-5);
    const [from, to] = wilson(7, 20);
    near(from, 0.202260040056761, 1e-5);
    near(to, 0.5334873111515283, 1e-5);
  });

  it('hold the rate, end at 0 and 1, and narrow with n', () => {
    expect(jeffreys(0, 10)[0]).toBe(0);
    expect(jeffreys(10, 10)[1]).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const k = Math.round(n * share);
        const [low, high] = jeffreys(k, n);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        const [tenLow, tenHigh] = jeffreys(10 * k, 10 * n);
        expect(tenHigh - tenLow).toBeLessThan(high - low);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('bootstrap is repeatable and near the analytic interval of a mean', () => {
    const sample = Array.from({ length: 200 }, (_, at) => (at * 37) % 101);
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const once = bootstrap(sample, mean, seededRandom(4));
    expect(bootstrap(sample, mean, seededRandom(4))).toEqual(once);
    const sum = sample.reduce((a, b) => a + b, 0);
    const squares = sample.reduce((a, b) => a + b * b, 0);
    const [low, high] = meanInterval(200, sum, squares);
    expect(Math.abs(once[0] - low)).toBeLessThan(0.6);
    expect(Math.abs(once[1] - high)).toBeLessThan(0.6);
  });
});

describe('returns', () => {
  it('T-16, T-17, T-19: NMC, ROMI of margin and return on sales', () => {
    const profit = 48e6 * 0.42;
    near(profit - 10.2e6, 9.96e6);
    near((profit - 10.2e6) / 48e6, 0.2075);
    near(returnOn(profit, 10.2e6), 0.9764705882352941);
    near(returnOn(3e6 * 0.4, 8e5), 0.5);
    near(returnOn(18e6 * 0.42, 5.4e6), 0.4);
  });

  it('T-20: credit by Shapley, no profit credited twice', () => {
    const credit = shapleyCredit({ marketing: 4, sales: 6 }, 14);
    expect(credit).toEqual({ marketing: 6, sales: 8 });
    near(returnOn(credit.marketing, 4.8), 0.25);
    near(returnOn(credit.sales, 5.4), 0.4814814814814814);
    near(returnOn(14, 10.2), 0.37254901960784315);
  });
});
