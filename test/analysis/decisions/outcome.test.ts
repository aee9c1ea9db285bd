import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/analysis/decisions/outcome.ts';

const year = { from: '2025-01-01', to: '2026-01-01' };
/** Of 365 days, 73 are a fifth. */
const since = { from: '2026-01-01', to: '2026-03-15' };

const expected = (
  metric: string | null,
  base: number | null,
  target: number | null,
  basePeriod: typeof year | null = year,
) => ({
  expected: { text: { ru: '', en: '' }, metric, base, basePeriod, target, money: null },
});
const answer = (value: number | null, reason?: 'no_data') => ({ value, ...(reason ? { reason } : {}) });

describe('what the product says came of a decision', () => {
  it.each([
    [0.9, 'worked', 1],
    [0.95, 'worked', 1.5],
    [0.85, 'partly', 0.5],
    [0.82, 'failed', 0.2],
    [0.7, 'failed', -1],
  ])('a share of 0.8 to become 0.9 is now %s: %s', (value, verdict, share) => {
    const outcome = outcomeOf(expected('activation_rate', 0.8, 0.9), since, answer(value));
    expect(outcome).toMatchObject({ value, verdict, reason: null, period: since });
    expect(outcome.share).toBeCloseTo(share);
  });

  it('is for the better downwards where the target is below', () => {
    expect(outcomeOf(expected('unit_cost_acquisition', 1000, 800), since, answer(900))).toMatchObject({
      verdict: 'partly',
    });
  });

  it('sets sums of periods of different length against each other by the day', () => {
    // 100 lost in 365 days, 50 wanted: 10 lost in 73 days are 50 a year.
    expect(outcomeOf(expected('customers_lost', 100, 50), since, answer(10))).toMatchObject({
      verdict: 'worked',
      share: 1,
    });
    expect(outcomeOf(expected('customers_lost', 100, 50, null), since, answer(10))).toMatchObject({
      verdict: 'unclear',
    });
    // How many there are now does not grow with the time.
    expect(outcomeOf(expected('customers_active', 100, 200), since, answer(150))).toMatchObject({ share: 0.5 });
  });

  it('leaves it to a person where there is nothing to compare', () => {
    for (const action of [
      expected(null, 1, 2),
      expected('romi', null, 2),
      expected('romi', 1, null),
      expected('romi', 1, 1),
    ])
      expect(outcomeOf(action, since, answer(1.5))).toMatchObject({ verdict: 'unclear', share: null, value: 1.5 });
    expect(outcomeOf(expected('romi', 1, 2), since, answer(null, 'no_data'))).toMatchObject({
      verdict: 'unclear',
      reason: 'no_data',
    });
  });
});
