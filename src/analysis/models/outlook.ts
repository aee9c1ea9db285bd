import type { Interval } from '../statistics/rates.ts';
import { drawParameters, type Estimate } from './fit.ts';
import { drawSpend, expectedSpend } from './gamma-gamma.ts';
import { gather, type Histories } from './histories.ts';
import type { PurchaseModel } from './model.ts';
import type { Random } from './numerics/draws.ts';
import { expectedRenewals, type RenewalModel } from './renewals.ts';

/** What is expected, and the interval in which what happens lies with the probability asked for. */
export type Outlook = { expected: number; median: number; interval: Interval };

/** Customers under a fitted model; `rowOf` is each customer's row, `spend.mean` each customer's mean purchase (0 without one). */
export type Prospects = {
  model: PurchaseModel;
  estimate: Estimate;
  histories: Histories;
  rowOf: ArrayLike<number>;
  spend?: { estimate: Estimate; mean: ArrayLike<number> };
};

/**
 * How many possible futures are drawn, and of how many customers at most; a larger group is told from that many of it. `parameters` are those of
 * each future where they were drawn before: groups told by one fit share them.
 */
export type OutlookOptions = {
  level?: number;
  draws?: number;
  sample?: number;
  parameters?: readonly (readonly number[])[];
};

/** What is expected of a group, and what its futures bring one by one. */
export type Futures = { expected: number; drawn: Float64Array };

/** Expectation, middle and interval of futures. */
export const outlookOf = (expected: number, futures: Float64Array, level = 0.9): Outlook => {
  const inOrder = futures.toSorted();
  const at = (share: number): number => {
    const place = share * (inOrder.length - 1);
    const below = Math.floor(place);
    const [low, high] = [inOrder[below] as number, inOrder[Math.min(below + 1, inOrder.length - 1)] as number];
    return low + (place - below) * (high - low);
  };
  return { expected, median: at(0.5), interval: [at((1 - level) / 2), at((1 + level) / 2)] };
};

/** Every member, or `most` of them drawn without one being drawn twice. */
const sampleOf = (members: ArrayLike<number>, most: number, random: Random): number[] => {
  const all = Array.from(members);
  if (all.length <= most) return all;
  for (let at = 0; at < most; at += 1) {
    const other = at + Math.floor(random() * (all.length - at));
    const here = all[at] as number;
    all[at] = all[other] as number;
    all[other] = here;
  }
  return all.slice(0, most);
};

/**
 * A future of the whole group from one of a sample: the parameters' part moves with the sample's expectation, chance with the root of
 * the size. For a sample that is the whole group it is the drawn future itself.
 */
const ofWhole = (whole: number, atEstimate: number, expected: number, drawn: number, times: number): number =>
  times === 1 ? drawn : (whole * expected) / atEstimate + (drawn - expected) * Math.sqrt(times);

/** Spend parameters the data leave possible, with a mean where the estimate has one. */
const drawSpendParameters = (estimate: Estimate, random: Random): number[] => {
  for (let tries = 0; tries < 100; tries += 1) {
    const drawn = drawParameters(estimate, random);
    if ((drawn[1] ?? 0) > 1 || (estimate.parameters[1] ?? 0) <= 1) return drawn;
  }
  return estimate.parameters;
};

/**
 * What a group of customers will buy within a horizon, and bring: every drawn future, parameters and chance both uncertain.
 *
 * Each future has parameters of its own, drawn from the observed information, and each customer's rate, staying and purchases drawn under them.
 * `members` are indices of customers. `value` is in the money of `spend`, undiscounted, and absent without it. Where the spend model
 * has no mean (q ≤ 1 for one-time buyers) its expectation is Infinity. An empty group brings nothing for certain.
 */
export const purchaseFutures = (
  prospects: Prospects,
  members: ArrayLike<number>,
  horizon: number,
  random: Random,
  { draws = 300, sample = 2000, parameters: drawnBefore }: Omit<OutlookOptions, 'level'> = {},
): { purchases: Futures; value?: Futures } => {
  const { model, estimate, histories, rowOf, spend } = prospects;
  const chosen = sampleOf(members, sample, random);
  const row = (customer: number): number => rowOf[customer] as number;
  const { histories: few, rowOf: fewRow } = gather({
    x: chosen.map((customer) => histories.x[row(customer)] as number),
    recency: chosen.map((customer) => histories.recency[row(customer)] as number),
    age: chosen.map((customer) => histories.age[row(customer)] as number),
  });
  const xs = chosen.map((_, at) => few.x[fewRow[at] as number] as number);
  const means = chosen.map((customer) => spend?.mean[customer] ?? 0);
  /** Expected purchases and value of the sample under parameters. */
  const expectedOf = (parameters: readonly number[], money: readonly number[] | undefined): [number, number] => {
    const expected = model.expected(parameters, few, horizon);
    let [purchases, value] = [0, 0];
    for (let at = 0; at < chosen.length; at += 1) {
      const here = expected[fewRow[at] as number] as number;
      purchases += here;
      if (money && here > 0) value += here * expectedSpend(money, xs[at] as number, means[at] as number);
    }
    return [purchases, value];
  };
  const times = chosen.length === 0 ? 1 : members.length / chosen.length;
  const [samplePurchases, sampleValue] = expectedOf(estimate.parameters, spend?.estimate.parameters);
  const [wholePurchases, wholeValue] =
    times === 1 ? [samplePurchases, sampleValue] : expectedOfAll(prospects, members, horizon);
  const purchases = new Float64Array(draws);
  const values = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const parameters = drawnBefore?.[draw] ?? drawParameters(estimate, random);
    const money = spend && drawSpendParameters(spend.estimate, random);
    const [expectedPurchases, expectedValue] = times === 1 ? [0, 0] : expectedOf(parameters, money);
    const future = model.future(parameters, few, horizon);
    let [bought, brought] = [0, 0];
    for (let at = 0; at < chosen.length; at += 1) {
      const count = future(fewRow[at] as number, random);
      bought += count;
      if (money && count > 0) brought += drawSpend(money, xs[at] as number, means[at] as number, count, random);
    }
    purchases[draw] = ofWhole(wholePurchases, samplePurchases, expectedPurchases, bought, times);
    values[draw] = ofWhole(wholeValue, sampleValue, expectedValue, brought, times);
  }
  return {
    purchases: { expected: wholePurchases, drawn: purchases },
    ...(spend ? { value: { expected: wholeValue, drawn: values } } : {}),
  };
};

/** The same as expectation and interval. */
export const purchaseOutlook = (
  prospects: Prospects,
  members: ArrayLike<number>,
  horizon: number,
  random: Random,
  { level = 0.9, ...options }: OutlookOptions = {},
): { purchases: Outlook; value?: Outlook } => {
  const { purchases, value } = purchaseFutures(prospects, members, horizon, random, options);
  return {
    purchases: outlookOf(purchases.expected, purchases.drawn, level),
    ...(value ? { value: outlookOf(value.expected, value.drawn, level) } : {}),
  };
};

/** Expected purchases and value of all members at the estimate. */
const expectedOfAll = (prospects: Prospects, members: ArrayLike<number>, horizon: number): [number, number] => {
  const { model, estimate, histories, rowOf, spend } = prospects;
  const expected = model.expected(estimate.parameters, histories, horizon);
  let [purchases, value] = [0, 0];
  for (let at = 0; at < members.length; at += 1) {
    const customer = members[at] as number;
    const row = rowOf[customer] as number;
    const here = expected[row] as number;
    purchases += here;
    if (spend && here > 0)
      value +=
        here * expectedSpend(spend.estimate.parameters, histories.x[row] as number, spend.mean[customer] as number);
  }
  return [purchases, value];
};

/** A contract in force: renewals made so far, and what one renewal brings. */
export type Contract = { made: number; price: number };

/**
 * What contracts in force will bring by renewals within a horizon: expectation and interval, parameters and chance both uncertain.
 *
 * `horizon` in renewals. In the money of `price`, undiscounted; give a price of 1 for the number of renewals.
 */
export const renewalOutlook = (
  model: RenewalModel,
  estimate: Estimate,
  contracts: readonly Contract[],
  horizon: number,
  random: Random,
  { level = 0.9, draws = 300, sample = 2000 }: OutlookOptions = {},
): Outlook => {
  const places = sampleOf([...contracts.keys()], sample, random);
  const chosen = places.map((at) => contracts[at] as Contract);
  const expectedOf = (parameters: readonly number[], of: readonly Contract[]): number => {
    const known = new Map<number, number>();
    let sum = 0;
    for (const { made, price } of of) {
      const here = known.get(made) ?? expectedRenewals(model, parameters, made, horizon);
      known.set(made, here);
      sum += price * here;
    }
    return sum;
  };
  const times = chosen.length === 0 ? 1 : contracts.length / chosen.length;
  const ofSample = expectedOf(estimate.parameters, chosen);
  const whole = times === 1 ? ofSample : expectedOf(estimate.parameters, contracts);
  const futures = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const parameters = model.draw(estimate, random);
    let drawn = 0;
    for (const { made, price } of chosen) drawn += price * model.future(parameters, made, horizon, random);
    futures[draw] = ofWhole(whole, ofSample, times === 1 ? 0 : expectedOf(parameters, chosen), drawn, times);
  }
  return outlookOf(whole, futures, level);
};
