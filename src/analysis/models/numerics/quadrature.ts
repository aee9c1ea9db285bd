/** Points and weights of a rule on [0, 1]. */
export type Rule = { points: Float64Array; weights: Float64Array };

/**
 * Gauss–Legendre's rule of `size` points on [0, 1]: exact for polynomials up to degree 2·size − 1.
 *
 * Roots of Legendre's polynomial by Newton from Chebyshev's guesses.
 */
export const gaussLegendre = (size: number): Rule => {
  const points = new Float64Array(size);
  const weights = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    let root = Math.cos((Math.PI * (at + 0.75)) / (size + 0.5));
    let slope = 1;
    for (let turn = 0; turn < 100; turn += 1) {
      let [value, before] = [1, 0];
      for (let degree = 1; degree <= size; degree += 1)
        [value, before] = [((2 * degree - 1) * root * value - (degree - 1) * before) / degree, value];
      slope = (size * (root * value - before)) / (root * root - 1);
      const step = value / slope;
      root -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    points[at] = (1 - root) / 2;
    weights[at] = 1 / ((1 - root * root) * slope * slope);
  }
  return { points, weights };
};

/**
 * ∫₀^∞ e^(−t/scale)·f(t) dt by the trapezoid in ln t, for an f that is smooth in ln t and at most a power of t.
 *
 * Steps of ¼ leave about 1e-15 of the integral (the integrand is analytic within ±π/2 of the real ln t); it begins where t/scale
 * is 1e-16 and ends where e^(−t/scale) is 1e-18.
 */
export const discountedIntegral = (f: (time: number) => number, scale: number): number => {
  const step = 0.25;
  let sum = 0;
  for (let at = -37; at < 3.75; at += step) {
    const relative = Math.exp(at);
    sum += Math.exp(-relative) * relative * f(relative * scale);
  }
  return sum * step * scale;
};
