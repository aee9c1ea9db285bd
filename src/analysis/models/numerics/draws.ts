/** A repeatable source of numbers in [0, 1). */
export type Random = () => number;

/** A draw of the standard normal distribution (Marsaglia's polar method). */
export const drawNormal = (random: Random): number => {
  for (;;) {
    const [left, right] = [2 * random() - 1, 2 * random() - 1];
    const square = left * left + right * right;
    if (square > 0 && square < 1) return left * Math.sqrt((-2 * Math.log(square)) / square);
  }
};

/** A draw of the gamma distribution of this shape and rate (Marsaglia & Tsang 2000; below shape 1 by a power of a uniform). */
export const drawGamma = (shape: number, rate: number, random: Random): number => {
  if (shape < 1) return drawGamma(shape + 1, rate, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = drawNormal(random);
    const cube = (1 + c * normal) ** 3;
    if (cube <= 0) continue;
    if (Math.log(1 - random()) < 0.5 * normal * normal + d - d * cube + d * Math.log(cube)) return (d * cube) / rate;
  }
};

/** A draw of the beta distribution, within (0, 1). */
export const drawBeta = (a: number, b: number, random: Random): number => {
  const left = drawGamma(a, 1, random);
  const right = drawGamma(b, 1, random);
  // Both underflow only where a and b are tiny: there the draw is 0 or 1.
  return left + right > 0 ? left / (left + right) : random() < a / (a + b) ? 1 : 0;
};

/** A draw of the exponential distribution of this rate. */
export const drawExponential = (rate: number, random: Random): number => -Math.log(1 - random()) / rate;

/** A draw of the Poisson distribution: by products up to a mean of 30, above by halving through a gamma (Ahrens & Dieter 1974). */
export const drawPoisson = (mean: number, random: Random): number => {
  if (!(mean > 0)) return 0;
  if (mean > 30) {
    // The m-th arrival of the process falls at a gamma time; what lies beside it is a binomial or a smaller Poisson.
    const m = Math.floor((7 * mean) / 8);
    const arrival = drawGamma(m, 1, random);
    return arrival > mean ? drawBinomial(m - 1, mean / arrival, random) : m + drawPoisson(mean - arrival, random);
  }
  const floor = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > floor; product *= 1 - random()) count += 1;
  return count;
};

/** A draw of the binomial distribution: one by one up to 50, above by a beta draw of the middle one (Devroye 1986). */
export const drawBinomial = (n: number, p: number, random: Random): number => {
  if (n > 50) {
    const middle = Math.floor((n + 1) / 2);
    const cut = drawBeta(middle, n + 1 - middle, random);
    return cut <= p
      ? middle + drawBinomial(n - middle, (p - cut) / (1 - cut), random)
      : drawBinomial(middle - 1, p / cut, random);
  }
  let count = 0;
  for (let at = 0; at < n; at += 1) if (random() < p) count += 1;
  return count;
};

/** How many trials until the first success, itself included; Infinity where success never comes. */
export const drawTrials = (p: number, random: Random): number =>
  p >= 1 ? 1 : p > 0 ? Math.max(1, Math.ceil(Math.log(1 - random()) / Math.log1p(-p))) : Number.POSITIVE_INFINITY;
