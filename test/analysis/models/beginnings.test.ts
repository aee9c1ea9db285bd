import { describe, expect, it } from 'vitest';
import { type Begun, beginningsOf } from '../../../src/analysis/models/beginnings.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';
import { kaplanMeierErrors } from '../../../src/analysis/statistics/survival.ts';

/** A rate at which a year leaves half. */
const halving = 1;
const year = 365.25;

describe('how customers of purchases and contracts begin', () => {
  it('is by the last year’s, and by all who waited for what follows', () => {
    // Of 100 who began with an order 400 days ago or lately 40 were long enough here: 10 of them took a contract after 100 days.
    const begun: Begun[] = [
      { age: 400, order: 0, contract: 100, customers: 10 },
      { age: 400, order: 0, contract: null, customers: 30 },
      { age: 50, order: 0, contract: null, customers: 60 },
      { age: 50, order: null, contract: 0, customers: 30 },
      { age: 50, order: 0, contract: 0, customers: 10 },
    ];
    const told = beginningsOf(begun, halving);
    expect(told).toMatchObject({ customers: 140, newcomers: 100, order: 0.6, contract: 0.3, both: 0.1 });
    const then = told?.thenContract;
    // Those who have waited for 50 days say nothing of the hundredth.
    expect(then?.discounted).toBeCloseTo(0.25 * 0.5 ** (100 / year), 12);
    expect(then?.byMonth).toEqual([0, 0, 0, 0.25]);
    expect(then?.error).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 40) * 0.5 ** (100 / year), 12);
    // Each of the 60 will be there in 50 days with the same chance; nobody was seen to come after 400 days.
    expect(then?.ahead).toBeCloseTo(60 * 0.25 * 0.5 ** (50 / year), 12);
    expect(told?.thenOrder).toEqual({ discounted: 0, error: 0, byMonth: [], ahead: 0 });
  });

  it('counts those who wait as long as they have waited, like Kaplan and Meier', () => {
    const random = seededRandom(5);
    const begun = Array.from({ length: 400 }, (): Begun => {
      const [age, wait] = [Math.floor(random() * 900), 1 + Math.floor(random() * 1200)];
      return { age, order: 0, contract: wait <= age ? wait : null, customers: 1 };
    });
    const then = beginningsOf([...begun, { age: 1, order: null, contract: 0, customers: 1 }], 1e-9)?.thenContract;
    const curve = kaplanMeierErrors(
      begun.map(({ age, contract }) => ({
        age: contract ?? age,
        outcome: contract === null ? 'waits' : 'came',
        count: 1,
      })),
      ['came'],
    );
    // Told as far as ten wait: by then the curve is the same, and without a discount so is its error.
    const last = curve.findLast(({ survival }) => Math.abs(1 - survival - (then?.discounted ?? 0)) < 1e-6);
    expect(last?.age).toBeGreaterThan(700);
    expect(then?.error).toBeCloseTo(last?.standardError ?? Number.NaN, 6);
    expect(then?.byMonth.at(-1)).toBeCloseTo(then?.discounted ?? Number.NaN, 6);
  });

  it('takes all where few began in the last year, and tells nothing of one kind alone', () => {
    const old: Begun = { age: 500, order: 0, contract: null, customers: 30 };
    const late: Begun = { age: 20, order: null, contract: 0, customers: 10 };
    expect(beginningsOf([old, late], halving)).toMatchObject({ newcomers: 40, order: 0.75, contract: 0.25 });
    expect(beginningsOf([old, { ...late, customers: 20 }], halving)).toMatchObject({ newcomers: 20, contract: 1 });
    expect(beginningsOf([old], halving)).toBeNull();
    expect(beginningsOf([late], halving)).toBeNull();
    expect(beginningsOf([], halving)).toBeNull();
  });

  it('does not tell of waits that fewer than ten have waited', () => {
    const begun: Begun[] = [
      { age: 900, order: 0, contract: 800, customers: 9 },
      { age: 300, order: 0, contract: null, customers: 50 },
      { age: 300, order: null, contract: 0, customers: 50 },
    ];
    expect(beginningsOf(begun, halving)?.thenContract).toMatchObject({ discounted: 0, byMonth: [] });
  });
});
