import { type BackTest, backTest, stepsOf } from './back-test.ts';
import type { Estimate } from './fit.ts';
import { drawParameters } from './fit.ts';
import { drawSpend } from './gamma-gamma.ts';
import { gather, type Histories } from './histories.ts';
import type { PurchaseModel } from './model.ts';
import type { Random } from './numerics/draws.ts';
import type { Prospects } from './outlook.ts';

/**
 * What customers bought by a day, in columns of one value each; days are whole numbers from any one day.
 *
 * `repeats` are purchase days after the first, `mean` what one of them brought (0 without any), `after` and `before` the purchase days in a span after
 * and up to the day, `repeatsThen` and `lastThen` how the customer stood that span before it (−1 repeats: was no customer yet).
 */
export type Bought = {
  first: ArrayLike<number>;
  last: ArrayLike<number>;
  repeats: ArrayLike<number>;
  mean: ArrayLike<number>;
  after: ArrayLike<number>;
  before: ArrayLike<number>;
  repeatsThen: ArrayLike<number>;
  lastThen: ArrayLike<number>;
};

/** The histories the models read: x repeat days, recency and age in units of `unitDays` days as of the day `to`, inclusive. */
export const historiesOf = (
  { first, last, repeats }: Bought,
  to: number,
  unitDays: number,
): { histories: Histories; rowOf: Uint32Array } =>
  gather({
    x: repeats,
    recency: Float64Array.from(first, (day, at) => ((last[at] as number) - day) / unitDays),
    age: Float64Array.from(first, (day) => (to - day) / unitDays),
  });

/** How a fit would have foretold the `span` days after it, beside what happened in them and two rules that need no model. */
export const lookBack = (
  { model, estimate, histories, rowOf }: Prospects,
  bought: Bought,
  { to, span, unitDays, weekly }: { to: number; span: number; unitDays: number; weekly: readonly number[] },
): BackTest => {
  const horizon = span / unitDays;
  const expected = model.expected(estimate.parameters, histories, horizon);
  const any = model.any(estimate.parameters, histories, horizon);
  const ofCustomer = (column: Float64Array) => Float64Array.from(rowOf, (row) => column[row] as number);
  const customers = Array.from(bought.first, (_, at) => at);
  const known = customers.filter((at) => (bought.repeatsThen[at] as number) >= 0);
  const of = (column: ArrayLike<number>, members: readonly number[]) =>
    Float64Array.from(members, (at) => column[at] as number);
  return backTest(
    { expected: ofCustomer(expected), any: ofCustomer(any), actual: bought.after },
    stepsOf(model, estimate.parameters, histories, 7 / unitDays, weekly),
    {
      // A first purchase made a customer; what comes again is what was bought since.
      recent: Float64Array.from(bought.before, (count, at) => count - ((bought.repeatsThen[at] as number) < 0 ? 1 : 0)),
      now: { x: bought.repeats, idle: Float64Array.from(bought.last, (day) => to - day) },
      past: {
        x: of(bought.repeatsThen, known),
        idle: Float64Array.from(known, (at) => to - span - (bought.lastThen[at] as number)),
        bought: of(bought.before, known),
      },
    },
  );
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

/** Prospects of customers under a fit, their mean purchase told by `spend` where it was fitted. */
export const prospectsOf = (
  model: PurchaseModel,
  estimate: Estimate,
  { histories, rowOf }: { histories: Histories; rowOf: Uint32Array },
  spend?: { estimate: Estimate; mean: ArrayLike<number> },
): Prospects => ({ model, estimate, histories, rowOf, ...(spend ? { spend } : {}) });
