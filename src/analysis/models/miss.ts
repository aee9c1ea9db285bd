import type { ForecastHoldout } from '../../model/forecast.ts';

/** Where a forecast and the fact part: how many came and how often, who they were, and when. */
export type Miss = {
  /** Customers who bought at all, and order days of each who did; null where no chance of that was told of everybody. */
  came: { of: number; customers: Pair; each: Pair; mostly: 'customers' | 'each' } | null;
  /** Order days of the tenth told the most of and of the half told the least of; null with under ten customers. */
  tenth: { strongest: Pair; share: number; weakest: Pair; apart: 'too_far' | 'too_close' | null } | null;
  /** Weeks off by more than chance leaves open, of how many, and the farthest off; null without weeks. */
  weeks: { of: number; beyond: number; farthest: { until: string } & Pair } | null;
};
type Pair = { expected: number; actual: number };

type Sliced = ForecastHoldout['deciles'];
const sumOf = (slices: Sliced): Pair & { customers: number } =>
  slices.reduce(
    (sum, { customers, expected, actual }) => ({
      customers: sum.customers + customers,
      expected: sum.expected + customers * expected,
      actual: sum.actual + customers * actual,
    }),
    { customers: 0, expected: 0, actual: 0 },
  );

const cameOf = ({ calibration, deciles, expected, actual }: ForecastHoldout): Miss['came'] => {
  const told = sumOf(calibration);
  if (told.customers !== sumOf(deciles).customers || told.expected <= 0 || told.actual <= 0) return null;
  const each = { expected: expected / told.expected, actual: actual / told.actual };
  const far = (pair: Pair): number => Math.abs(Math.log(pair.expected / pair.actual));
  const customers = { expected: told.expected, actual: told.actual };
  return { of: told.customers, customers, each, mostly: far(customers) >= far(each) ? 'customers' : 'each' };
};

/** From how far off a part is said to be told too much or too little of. */
const noticed = 0.05;

const tenthOf = ({ deciles, actual }: ForecastHoldout): Miss['tenth'] => {
  if (deciles.length < 10 || actual === 0) return null;
  const [strongest, weakest] = [sumOf(deciles.slice(9)), sumOf(deciles.slice(0, 5))];
  const over = ({ expected, actual: made }: Pair): boolean => expected > made * (1 + noticed);
  const under = ({ expected, actual: made }: Pair): boolean => expected < made * (1 - noticed);
  const apart = over(strongest) && under(weakest) ? 'too_far' : under(strongest) && over(weakest) ? 'too_close' : null;
  return { strongest, share: strongest.actual / actual, weakest, apart };
};

const weeksOf = ({ weeks }: ForecastHoldout): Miss['weeks'] => {
  const off = ({ expected, actual }: Pair): number => Math.abs(actual - expected) / Math.sqrt(Math.max(expected, 1));
  const [farthest] = weeks.toSorted((one, other) => off(other) - off(one));
  // Counts of independent buyers wander by the root of their mean; twice that is passed by one week of twenty.
  return farthest ? { of: weeks.length, beyond: weeks.filter((week) => off(week) > 2).length, farthest } : null;
};

/** Why a forecast of the past was off by as much as it was, told from its own comparison with what happened. */
export const missOf = (holdout: ForecastHoldout): Miss => ({
  came: cameOf(holdout),
  tenth: tenthOf(holdout),
  weeks: weeksOf(holdout),
});
