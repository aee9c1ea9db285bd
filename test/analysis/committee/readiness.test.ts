import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { committeeReadiness, committeeWeights, mayForecastWin } from '../../../src/analysis/committee/readiness.ts';
import { committeeRoles } from '../../../src/model/blueprint/inputs.ts';

const near = (actual: number | null, expected: number) =>
  expect(Math.abs((actual ?? 1e9) - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected));

describe('committee readiness', () => {
  it('T-31: weights times progress', () => {
    const weights = [0.35, 0.2, 0.15, 0.15, 0.1, 0.05];
    const progress = [4, 7, 6, 5, 3, 2];
    near(
      committeeReadiness(
        weights.map((weight, at) => ({ weight, progress: progress[at] ?? 0 })),
        7,
      ),
      0.6928571428571427,
    );
    expect(committeeReadiness([], 7)).toBeNull();
  });

  it('has weights that sum to 1 for any committee', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            role: fc.constantFrom(...committeeRoles),
            weight: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
          }),
          { minLength: 1 },
        ),
        (members) => {
          expect(committeeWeights(members).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('forbids a forecast over one half while the decider is early or a blocker stands', () => {
    expect(mayForecastWin([{ role: 'decider', progress: 5 }], 5)).toBe(true);
    expect(mayForecastWin([{ role: 'decider', progress: 4 }], 5)).toBe(false);
    const blocked = { role: 'blocker', progress: 0 } as const;
    expect(mayForecastWin([{ role: 'decider', progress: 6 }, blocked], 5)).toBe(false);
    expect(mayForecastWin([{ ...blocked, isResolved: true }], 5)).toBe(true);
  });
});
