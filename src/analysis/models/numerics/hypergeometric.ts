/**
 * Σ over n ≥ 1 of (A)ₙ·(e+1)ₙ₋₁ ÷ ((C)ₙ·n!)·zⁿ, with which ₂F₁(A, e; C; z) = 1 + e·Σ.
 *
 * Kept apart from e so that e → 0 is no limit to be taken. `z` within [0, 1), C > 0. The series ends where its terms no longer
 * count; terms fall at least as z does once n has passed A.
 */
export const hypergeometricRest = (A: number, e: number, C: number, z: number): number => {
  let term = (A / C) * z;
  let sum = term;
  for (let n = 1; n < 10_000_000; n += 1) {
    term *= ((A + n) * (e + n) * z) / ((C + n) * (n + 1));
    sum += term;
    if (Math.abs(term) <= 1e-17 * Math.abs(sum) && n > -A) break;
  }
  return sum;
};

/**
 * (1 − (1−z)^e·₂F₁(A, e; C; z)) ÷ e, the factor of expected purchases under beta-geometric dropout, its limit at e = 0 included.
 *
 * ₂F₁(C−A, C−e; C; z)·(1−z)^(C−A) is the same as (1−z)^e·₂F₁(A, e; C; z) by Euler's transform, which is why nothing overflows.
 */
export const dampedGrowth = (A: number, e: number, C: number, z: number): number => {
  const logRest = Math.log1p(-z);
  // Near z = 1 the series before Euler's transform ends by itself where e is above C−A.
  if (z > 0.9 && e > C - A + 0.5) {
    const whole = 1 + (C - A) * hypergeometricRest(C - e, C - A, C, z);
    return (1 - Math.exp((C - A) * logRest) * whole) / e;
  }
  const power = e === 0 ? -logRest : -Math.expm1(e * logRest) / e;
  return power - Math.exp(e * logRest) * hypergeometricRest(A, e, C, z);
};
