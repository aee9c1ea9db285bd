import { describe, expect, it } from 'vitest';
import { fitSmoothing } from '../../../src/analysis/forecast/fit.ts';
import { expectedMonths, forecastMonths } from '../../../src/analysis/forecast/forecast.ts';
import { expectation, forecastVariance, type Smoothing, smooth } from '../../../src/analysis/forecast/smoothing.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';

const plain: Smoothing = { error: 'additive', trend: 'none', season: 'none' };
const none = { beta: 0, gamma: 0, phi: 1, slope: 0, seasons: [] };

/** Standard normal draws of a seed (Box and Muller). */
const normal = (seed: number): (() => number) => {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
};

describe('smoothing', () => {
  it('moves the level by a part of each error', () => {
    const smoothed = smooth(plain, { ...none, alpha: 0.5, level: 10 }, [12, 9, 11]);
    expect([...(smoothed?.errors ?? [])]).toEqual([2, -2, 1]);
    expect(smoothed?.state.level).toBe(10.5);
    expect(smoothed?.logLikelihood).toBeCloseTo(-1.5 * Math.log(9), 12);
  });

  it('turns seasons and fades slopes', () => {
    const form: Smoothing = { error: 'multiplicative', trend: 'damped', season: 'multiplicative' };
    const parameters = { alpha: 0.2, beta: 0.1, gamma: 0.3, phi: 0.9, level: 100, slope: 10, seasons: [1.2, 0.8] };
    const smoothed = smooth(form, parameters, [109 * 1.2, 117.1 * 0.8, 124.39 * 1.2 * 1.1]);
    expect(smoothed?.errors[2]).toBeCloseTo(0.1, 12);
    const { level, slope, seasons } = smoothed?.state ?? { level: 0, slope: 0, seasons: [] };
    expect(level).toBeCloseTo(124.39 * 1.02, 9);
    expect(slope).toBeCloseTo(7.29 + 124.39 * 0.01, 9);
    // The month to come is the second of the cycle.
    expect(seasons[0]).toBeCloseTo(0.8, 12);
    expect(seasons[1]).toBeCloseTo(1.2 * 1.03, 12);
    const [first, second] = expectation(form, parameters, { level: 100, slope: 10, seasons: [2, 1] }, 2);
    expect(first).toBeCloseTo(218, 9);
    expect(second).toBeCloseTo(117.1, 9);
  });

  it('knows how far a month may be off', () => {
    const state = { level: 10, slope: 0, seasons: [] };
    expect(forecastVariance(plain, { ...none, alpha: 0.5 }, state, 4, 3)).toEqual([4, 5, 6]);
    const relative: Smoothing = { ...plain, error: 'multiplicative' };
    const [one, two] = forecastVariance(relative, { ...none, alpha: 0.5 }, state, 0.04, 2);
    expect(one).toBeCloseTo(4, 12);
    expect(two).toBeCloseTo(1.04 * (100 + 0.04 * 0.25 * 100) - 100, 12);
  });

  it('is refused where an expectation is not above 0 and errors multiply', () => {
    expect(smooth({ ...plain, error: 'multiplicative' }, { ...none, alpha: 0.5, level: -1 }, [1, 2])).toBeNull();
    expect(fitSmoothing({ ...plain, error: 'multiplicative' }, 12, [1, 0, 2, 3, 1, 2, 3, 1])).toBeNull();
  });
});

describe('a forecast of months', () => {
  it('is refused below a year and where nothing ever changes', () => {
    expect(forecastMonths([1, 2, 3, 4, 5], 3)).toEqual({ reason: 'too_short' });
    expect(
      forecastMonths(
        Array.from({ length: 20 }, () => 7),
        3,
      ),
    ).toEqual({ reason: 'constant' });
  });

  it('finds the season, beats last year on a growing series, and keeps what came within its interval', () => {
    const draw = normal(3);
    const month = (at: number) => (200 + 4 * at) * (1 + 0.3 * Math.sin((at * Math.PI) / 6));
    const values = Array.from({ length: 48 }, (_, at) => month(at) * (1 + 0.03 * draw()));
    const found = forecastMonths(values, 12);
    if ('reason' in found) throw new Error(found.reason);
    expect(found.form.season).toBe('multiplicative');
    expect(found.form.trend).not.toBe('none');
    expect(found.backTest?.error).toBeLessThan((found.backTest?.naiveError ?? 0) / 2);
    for (const [at, { mean, interval }] of found.months.entries()) {
      expect(Math.abs(mean / month(48 + at) - 1)).toBeLessThan(0.08);
      expect(interval[0]).toBeLessThan(month(48 + at));
      expect(interval[1]).toBeGreaterThan(month(48 + at));
    }
  });

  it('has intervals that hold what comes about as often as they say', () => {
    const draw = normal(11);
    let inside = 0;
    const runs = 300;
    for (let run = 0; run < runs; run += 1) {
      let level = 100;
      const values = Array.from({ length: 37 }, () => {
        const error = 5 * draw();
        const value = level + error;
        level += 0.4 * error;
        return value;
      });
      const fit = fitSmoothing(plain, 12, values.slice(0, 36));
      if (!fit) throw new Error('not fitted');
      const [low, high] = expectedMonths(fit, 1)[0]?.interval ?? [0, 0];
      if ((values[36] ?? 0) >= low && (values[36] ?? 0) <= high) inside += 1;
    }
    expect(inside / runs).toBeGreaterThan(0.85);
    expect(inside / runs).toBeLessThan(0.95);
  });
});
