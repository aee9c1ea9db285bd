import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../../src/analysis/models/bg-nbd.ts';
import { drawSpend, expectedSpend } from '../../../src/analysis/models/gamma-gamma.ts';
import { inventCustomers } from '../../../src/analysis/models/generate.ts';
import { gather } from '../../../src/analysis/models/histories.ts';
import { nbd } from '../../../src/analysis/models/nbd.ts';
import { paretoNbd } from '../../../src/analysis/models/pareto-nbd.ts';
import {
  continuousRate,
  discountedPurchases,
  monthlyInstalments,
  newcomerPurchases,
  nextPurchase,
  trackingCurve,
} from '../../../src/analysis/models/value.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';

const { histories } = gather({ x: [0, 3, 3], recency: [0, 20, 4], age: [22, 22, 22] });
const parameters = [0.6, 8, 0.7, 11];
const perMonth = 365.25 / 7 / 12;

describe('what customers still bring', () => {
  it('is worth less the later it comes, and the whole of life in the end', () => {
    const undiscounted = discountedPurchases(paretoNbd, parameters, histories, monthlyInstalments(24, perMonth, 0));
    const expected = paretoNbd.expected(parameters, histories, 24 * perMonth);
    for (const row of histories.x.keys()) expect(undiscounted[row]).toBeCloseTo(expected[row] ?? 0, 12);
    const long = discountedPurchases(paretoNbd, parameters, histories, monthlyInstalments(900, perMonth, 0.18));
    const whole = paretoNbd.discounted(parameters, histories, continuousRate(0.18, 12 * perMonth));
    // Money at the end of a month is worth 18 % ÷ 24 less than spread over it.
    for (const row of histories.x.keys()) expect((long[row] ?? 0) / (whole[row] ?? 1)).toBeCloseTo(1 - 0.0069, 3);
  });

  it('of a new customer is that of one just born', () => {
    const born = gather({ x: [0], recency: [0], age: [0] }).histories;
    const months = monthlyInstalments(12, perMonth, 0.18);
    const ofOne = newcomerPurchases(paretoNbd, parameters, months);
    expect(ofOne).toBeCloseTo(discountedPurchases(paretoNbd, parameters, born, months)[0] ?? 0, 12);
    expect(ofOne).toBeLessThan(paretoNbd.newcomer(parameters, 12 * perMonth));
  });

  it('is expected spend a purchase', () => {
    const random = seededRandom(3);
    let sum = 0;
    for (let draw = 0; draw < 40_000; draw += 1) sum += drawSpend([6.25, 3.74, 15.44], 2, 22.35, 3, random);
    expect(sum / 40_000 / (3 * expectedSpend([6.25, 3.74, 15.44], 2, 22.35))).toBeCloseTo(1, 2);
    expect(drawSpend([6.25, 3.74, 15.44], 2, 22.35, 0, random)).toBe(0);
  });
});

describe('the tracking curve', () => {
  it('is what invented customers of several births do', () => {
    const births = [
      { at: 0, count: 3000 },
      { at: 10, count: 3000 },
    ];
    const curve = trackingCurve(bgNbd, [0.6, 6, 0.7, 2.2], births, [5, 10, 40]);
    const random = seededRandom(6);
    const by = (time: number): number =>
      births.reduce(
        (sum, { at, count }) =>
          sum +
          inventCustomers(
            bgNbd.spec,
            [0.6, 6, 0.7, 2.2],
            new Array<number>(count).fill(Math.max(0, time - at)),
            0,
            random,
          ).x.reduce((all, x) => all + x, 0),
        0,
      );
    for (const [index, time] of [5, 10, 40].entries())
      expect(Math.abs((curve[index] ?? 0) / by(time) - 1)).toBeLessThan(0.08);
    expect(curve[0]).toBeLessThan(curve[1] ?? 0);
  });
});

describe('the next purchase', () => {
  it('is due at the middle of its chances', () => {
    const rows = gather({ x: [5], recency: [20], age: [21] }).histories;
    // Gamma rates: half have bought by A·(2^(1/R) − 1), as all but 1 in 8,000 have within two years.
    const [middle = 0] = nextPurchase(nbd, [1, 9], rows, 104);
    expect(Math.abs(middle / (30 * (2 ** (1 / 6) - 1)) - 1)).toBeLessThan(0.03);
  });

  it('is not waited for where the customer is as good as gone', () => {
    const rows = gather({ x: [40], recency: [20], age: [90] }).histories;
    expect(nextPurchase(bgNbd, [0.6, 6, 0.7, 2.2], rows, 52)[0]).toBeNaN();
  });
});
