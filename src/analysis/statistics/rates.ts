import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

export type Interval = [number, number];

const jeffreysBounds = (successes: number, n: number, level: number): Interval => {
  const tail = (1 - level) / 2;
  const [a, b] = [successes + 0.5, n - successes + 0.5];
  return [successes <= 0 ? 0 : betaQuantile(tail, a, b), successes >= n ? 1 : betaQuantile(1 - tail, a, b)];
};

/** Intervals remembered: several metrics ask for that of one rate, and each takes a search for two quantiles. */
const knownBounds = new Map<string, Interval>();
const mostKnown = 10_000;

/**
 * The interval a rate lies in with probability `level`, by Jeffreys: quantiles of Beta(k + ½, n − k + ½).
 *
 * Where nothing or everything happened the bound on that side is 0 or 1. Source: Brown, Cai, DasGupta 2001.
 */
export const jeffreys = (successes: number, n: number, level = 0.9): Interval => {
  const id = `${successes}/${n}/${level}`;
  const bounds = knownBounds.get(id) ?? jeffreysBounds(successes, n, level);
  if (knownBounds.size >= mostKnown) knownBounds.clear();
  knownBounds.set(id, bounds);
  return [...bounds];
};

/** Two-sided standard normal quantiles of the levels in use. */
const normalQuantiles: Record<number, number> = { 0.9: 1.6448536269514722, 0.95: 1.959963984540054 };

export const normalQuantile = (level: number): number => {
  const z = normalQuantiles[level];
  if (z === undefined) throw new Error(`no normal quantile for the level ${level}`);
  return z;
};

/** The interval a rate lies in by Wilson's score; levels 0.9 and 0.95. */
export const wilson = (successes: number, n: number, level = 0.9): Interval => {
  const z = normalQuantile(level);
  const p = successes / n;
  const middle = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [middle - half, middle + half];
};

/** The interval of a mean from n, the sum and the sum of squares, by the normal approximation. */
export const meanInterval = (n: number, sum: number, squares: number, level = 0.9): Interval => {
  const mean = sum / n;
  const variance = n > 1 ? Math.max(0, (squares - n * mean * mean) / (n - 1)) : 0;
  const half = normalQuantile(level) * Math.sqrt(variance / n);
  return [mean - half, mean + half];
};
