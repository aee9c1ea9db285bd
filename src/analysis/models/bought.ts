import { drawParameters } from './fit.ts';
import { drawSpend } from './gamma-gamma.ts';
import { gather, type Histories } from './histories.ts';
import type { Random } from './numerics/draws.ts';
import type { Prospects } from './outlook.ts';

/**
 * What customers bought by a day, in columns of one value each; days are whole numbers from any one day.
 *
 * `repeats` are purchase days after the first, `mean` what one of them brought (0 without any), `logIntervals` the sum of
 * the logarithms of the days between purchase days, `after` and `before` the purchase days in a span after
 * and up to the day, `repeatsThen` and `lastThen` how the customer stood that span before it (−1 repeats: was no customer yet).
 */
export type Bought = {
  first: ArrayLike<number>;
  last: ArrayLike<number>;
  repeats: ArrayLike<number>;
  mean: ArrayLike<number>;
  logIntervals: ArrayLike<number>;
  after: ArrayLike<number>;
  before: ArrayLike<number>;
  repeatsThen: ArrayLike<number>;
  lastThen: ArrayLike<number>;
};

export const sumOf = (column: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < column.length; at += 1) sum += column[at] as number;
  return sum;
};

/** The histories the models read: x repeat days, recency and age in units of `unitDays` days as of the day `to`, inclusive. */
export const historiesOf = (
  { first, last, repeats, logIntervals }: Bought,
  to: number,
  unitDays: number,
): { histories: Histories; rowOf: Uint32Array } => {
  const [recency, age] = [new Float64Array(first.length), new Float64Array(first.length)];
  for (let at = 0; at < first.length; at += 1) {
    const day = first[at] as number;
    recency[at] = ((last[at] as number) - day) / unitDays;
    age[at] = (to - day) / unitDays;
  }
  return gather({
    x: repeats,
    recency,
    age,
    logIntervals: sumOf(logIntervals) - Math.log(unitDays) * sumOf(repeats),
  });
};

/** The columns of some of the customers, in the order of `members`. */
export const boughtBy = (bought: Bought, members: ArrayLike<number>): Bought => {
  const of = (column: ArrayLike<number>) => Float64Array.from(members, (at) => column[at] as number);
  return {
    first: of(bought.first),
    last: of(bought.last),
    repeats: of(bought.repeats),
    mean: of(bought.mean),
    logIntervals: of(bought.logIntervals),
    after: of(bought.after),
    before: of(bought.before),
    repeatsThen: of(bought.repeatsThen),
    lastThen: of(bought.lastThen),
  };
};

/**
 * The bounds of each customer's own future at a level: what it spends within the horizon where spend is told, else how often it buys.
 *
 * One set of parameters a draw, drawn from the observed information, and every customer's future under it. For single customers chance is nearly
 * all of it: bounds from 0 are no mistake.
 */
export const customerBounds = (
  { model, estimate, histories, rowOf, spend }: Prospects,
  horizon: number,
  random: Random,
  { level = 0.9, draws = 200 }: { level?: number; draws?: number } = {},
): [number, number][] => {
  const n = rowOf.length;
  const futures = new Float32Array(n * draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const future = model.future(drawParameters(estimate, random), histories, horizon);
    const money = spend ? drawParameters(spend.estimate, random) : null;
    for (let customer = 0; customer < n; customer += 1) {
      const row = rowOf[customer] as number;
      const count = future(row, random);
      futures[customer * draws + draw] =
        money && count > 0
          ? drawSpend(money, histories.x[row] as number, spend?.mean[customer] ?? 0, count, random)
          : money
            ? 0
            : count;
    }
  }
  const place = (share: number): number => Math.min(draws - 1, Math.max(0, Math.round(share * (draws - 1))));
  return Array.from({ length: n }, (_, customer) => {
    const own = futures.subarray(customer * draws, (customer + 1) * draws).sort();
    return [own[place((1 - level) / 2)] as number, own[place((1 + level) / 2)] as number];
  });
};
