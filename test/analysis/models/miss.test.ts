import { describe, expect, it } from 'vitest';
import { missOf } from '../../../src/analysis/models/miss.ts';
import type { ForecastHoldout } from '../../../src/model/forecast.ts';

const tenths = (of: (at: number) => [number, number]): ForecastHoldout['deciles'] =>
  Array.from({ length: 10 }, (_, at) => ({ customers: 10, expected: of(at)[0], actual: of(at)[1] }));

const holdout: ForecastHoldout = {
  from: '2025-01-01',
  until: '2025-03-31',
  expected: 90,
  actual: 72,
  mae: 0.4,
  rmse: 0.8,
  // 80 of the strongest tenth expected and 50 made; of the weakest half 5 and 15.
  deciles: tenths((at) => (at === 9 ? [8, 5] : at < 5 ? [0.1, 0.3] : [0.125, 0.175])),
  calibration: [
    { customers: 60, expected: 0.1, actual: 0.2 },
    { customers: 40, expected: 0.6, actual: 0.6 },
  ],
  weeks: [
    { until: '2025-01-08', expected: 9, actual: 14 },
    { until: '2025-01-15', expected: 9, actual: 16 },
    { until: '2025-01-22', expected: 9, actual: 9 },
  ],
  naive: {},
  apart: true,
};

describe('why a forecast of the past was off', () => {
  it('is told by how many came and how often, by whom, and when', () => {
    const { came, tenth, weeks } = missOf(holdout);
    // 30 expected to come and 36 came; three times each, and twice.
    expect(came).toEqual({
      of: 100,
      customers: { expected: 30, actual: 36 },
      each: { expected: 3, actual: 2 },
      mostly: 'each',
    });
    expect(tenth).toMatchObject({ strongest: { expected: 80, actual: 50 }, apart: 'too_far' });
    expect(tenth?.share).toBeCloseTo(50 / 72, 12);
    expect(tenth?.weakest.actual).toBeCloseTo(15, 12);
    expect(weeks).toEqual({ of: 3, beyond: 1, farthest: { until: '2025-01-15', expected: 9, actual: 16 } });
  });

  it('says nothing where nothing was told', () => {
    const rule = { ...holdout, calibration: [], weeks: [], deciles: holdout.deciles.slice(0, 3) };
    expect(missOf(rule)).toEqual({ came: null, tenth: null, weeks: null });
    const nobody = { ...holdout, actual: 0, calibration: [{ customers: 100, expected: 0.3, actual: 0 }] };
    expect([missOf(nobody).came, missOf(nobody).tenth]).toEqual([null, null]);
    expect(missOf({ ...holdout, deciles: tenths(() => [1, 1]) }).tenth?.apart).toBeNull();
  });
});
