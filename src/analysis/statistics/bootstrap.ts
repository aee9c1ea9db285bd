import type { Interval } from './rates.ts';

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

/**
 * The interval of any statistic of a sample by drawing the sample again with replacement (percentile bootstrap).
 *
 * `random` decides the draws: the same seed gives the same interval. An empty sample is an error.
 */
export const bootstrap = <T>(
  sample: readonly T[],
  statistic: (drawn: readonly T[]) => number,
  random: () => number,
  options: { draws?: number; level?: number } = {},
): Interval => {
  if (sample.length === 0) throw new Error('nothing to draw from');
  const { draws = 1000, level = 0.9 } = options;
  const values = Array.from({ length: draws }, () =>
    statistic(sample.map(() => sample[Math.floor(random() * sample.length)] as T)),
  ).sort((a, b) => a - b);
  const at = (share: number): number => values[Math.min(draws - 1, Math.floor(share * draws))] as number;
  return [at((1 - level) / 2), at(1 - (1 - level) / 2)];
};
