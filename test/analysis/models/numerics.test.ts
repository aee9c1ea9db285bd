import { describe, expect, it } from 'vitest';
import {
  drawBeta,
  drawBinomial,
  drawGamma,
  drawPoisson,
  drawTrials,
} from '../../../src/analysis/models/numerics/draws.ts';
import { dampedGrowth, hypergeometricRest } from '../../../src/analysis/models/numerics/hypergeometric.ts';
import { cholesky, inverse, solve, symmetricEigen } from '../../../src/analysis/models/numerics/linear-algebra.ts';
import { minimise } from '../../../src/analysis/models/numerics/optimise.ts';
import { discountedIntegral, gaussLegendre } from '../../../src/analysis/models/numerics/quadrature.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';

const matrix = [
  [4, 2, 0.6],
  [2, 5, 1],
  [0.6, 1, 3],
];

describe('small dense matrices', () => {
  it('solves, inverts and decomposes', () => {
    const found = solve(matrix, [1, 2, 3]) ?? [];
    for (const [row, right] of [1, 2, 3].entries())
      expect(matrix[row]?.reduce((sum, value, at) => sum + value * (found[at] ?? 0), 0)).toBeCloseTo(right, 12);
    const lower = cholesky(matrix) ?? [];
    expect((lower[2]?.[0] ?? 0) * (lower[1]?.[0] ?? 0) + (lower[2]?.[1] ?? 0) * (lower[1]?.[1] ?? 0)).toBeCloseTo(
      1,
      12,
    );
    const { values } = symmetricEigen(matrix);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12, 10);
    // The determinant, from the eigenvalues and from the inverse's first element (its cofactor is 5·3 − 1·1).
    const determinant = values.reduce((product, value) => product * value, 1);
    expect(determinant * (inverse(matrix)?.[0]?.[0] ?? 0)).toBeCloseTo(14, 10);
  });

  it('says when there is nothing to solve', () => {
    const singular = [
      [1, 2],
      [2, 4],
    ];
    expect(solve(singular, [1, 1])).toBeNull();
    expect(cholesky(singular)).toBeNull();
  });
});

describe('the minimum', () => {
  it('is found in a curved valley, with the Hessian there', () => {
    const valley = (at: Float64Array, gradient: Float64Array): number => {
      const [x = 0, y = 0] = at;
      gradient[0] = -2 * (1 - x) - 400 * x * (y - x * x);
      gradient[1] = 200 * (y - x * x);
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    };
    const found = minimise(valley, [-1.2, 1]);
    expect(found.end).toBe('converged');
    expect(found.at[0]).toBeCloseTo(1, 9);
    expect(found.at[1]).toBeCloseTo(1, 9);
    expect(found.hessian[0]?.[0]).toBeCloseTo(802, 4);
  });

  it('is told to be nowhere where the slope leads off for ever', () => {
    const slide = (at: Float64Array, gradient: Float64Array): number => {
      gradient[0] = -Math.exp(-(at[0] ?? 0) / 4) / 4;
      return Math.exp(-(at[0] ?? 0) / 4);
    };
    expect(minimise(slide, [0]).end).toBe('ran_off');
    expect(minimise(slide, [0], {}, { shouldStop: () => true }).end).toBe('stopped');
  });
});

describe('integrals and series', () => {
  it('integrates polynomials exactly and discounts for ever', () => {
    const { points, weights } = gaussLegendre(24);
    const power = (degree: number): number =>
      points.reduce((sum, point, at) => sum + (weights[at] ?? 0) * point ** degree, 0);
    expect(power(0)).toBeCloseTo(1, 14);
    expect(power(47)).toBeCloseTo(1 / 48, 14);
    expect(discountedIntegral(() => 1, 50)).toBeCloseTo(50, 10);
    expect(discountedIntegral((time) => time, 50) / 2500).toBeCloseTo(1, 12);
  });

  it('gives known values of ₂F₁', () => {
    // ₂F₁(1, 1; 2; z) = −ln(1−z) ÷ z
    expect(1 + hypergeometricRest(1, 1, 2, 0.7)).toBeCloseTo(-Math.log(0.3) / 0.7, 13);
    // At e = 0 it is a limit, and near it the limit's neighbour.
    const [limit, near] = [dampedGrowth(0.4, 0, 2.2, 0.6), dampedGrowth(0.4, 1e-9, 2.2, 0.6)];
    expect(near / limit).toBeCloseTo(1, 8);
    // On both sides of where another series is taken.
    expect(dampedGrowth(1.4, 3, 2.2, 0.9) / dampedGrowth(1.4, 3, 2.2, 0.9 + 1e-12)).toBeCloseTo(1, 9);
  });
});

describe('draws', () => {
  const random = seededRandom(7);
  const meanOf = (draw: () => number): number =>
    Array.from({ length: 20_000 }, draw).reduce((a, b) => a + b, 0) / 20_000;
  it.each([
    ['gamma', () => drawGamma(0.3, 2, random), 0.15, 0.01],
    ['large gamma', () => drawGamma(30, 3, random), 10, 0.05],
    ['beta', () => drawBeta(0.5, 1.5, random), 0.25, 0.01],
    ['Poisson', () => drawPoisson(3, random), 3, 0.05],
    ['large Poisson', () => drawPoisson(400, random), 400, 0.6],
    ['binomial', () => drawBinomial(400, 0.3, random), 120, 0.3],
    ['trials', () => drawTrials(0.2, random), 5, 0.15],
  ] as const)('of %s have the mean they should', (_, draw, mean, within) => {
    expect(Math.abs(meanOf(draw) - mean)).toBeLessThan(within);
  });
});
