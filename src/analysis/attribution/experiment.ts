import type { Paths } from './paths.ts';

/** How many paths met a channel, and how many of those ended in a result. */
export type Reach = { paths: number; conversions: number };

/** The reach of every key; a path that meets a channel twice counts once. */
export const reachOf = (paths: Paths): Reach[] => {
  const { starts, touches, converted, unconverted, keys } = paths;
  const reach = keys.map((): Reach => ({ paths: 0, conversions: 0 }));
  const met = new Int32Array(keys.length).fill(-1);
  for (let path = 0; path < converted.length; path += 1)
    for (let at = starts[path] as number; at < (starts[path + 1] as number); at += 1) {
      const key = touches[at] as number;
      if (met[key] === path) continue;
      met[key] = path;
      const one = reach[key] as Reach;
      one.paths += (converted[path] as number) + (unconverted[path] as number);
      one.conversions += converted[path] as number;
    }
  return reach;
};

/** Standard normal quantiles: a difference found by chance in 5 % of experiments, missed in 20 %. */
const [byChance, missed] = [1.959963984540054, 0.8416212335729143];

/**
 * How many customers each of two groups needs for an experiment to tell two rates apart: two-sided 5 %, power 80 %.
 *
 * The usual formula for two independent rates (Fleiss, Levin, Paik 2003, without continuity correction). Null where the rates are equal.
 */
export const groupSize = (rate: number, other: number): number | null => {
  if (rate === other) return null;
  const middle = (rate + other) / 2;
  const spread =
    byChance * Math.sqrt(2 * middle * (1 - middle)) + missed * Math.sqrt(rate * (1 - rate) + other * (1 - other));
  return Math.ceil((spread / (rate - other)) ** 2);
};

/** What an experiment on one channel would compare, and how many customers it needs in each group. */
export type Experiment = { rateWith: number; rateWithout: number; perGroup: number };

/**
 * The experiment that would tell whether a channel causes what a model credits it with.
 *
 * Half of those it would reach are kept from it. If the credit is its doing, they convert at the rate without it; a channel credited with more than
 * all results of its paths is asked for all of them. Null where it reached nobody or is credited with nothing.
 */
export const experimentFor = (reach: Reach, credited: number): Experiment | null => {
  if (reach.paths === 0 || credited <= 0 || reach.conversions === 0) return null;
  const rateWith = reach.conversions / reach.paths;
  const rateWithout = Math.max(0, reach.conversions - credited) / reach.paths;
  const perGroup = groupSize(rateWith, rateWithout);
  return perGroup === null ? null : { rateWith, rateWithout, perGroup };
};
