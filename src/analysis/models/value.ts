import type { Histories } from './histories.ts';
import type { Parameters, PurchaseModel } from './model.ts';

/** The end of one payment period, in the histories' unit from now, and what one unit of money at that time is worth today. */
export type Instalment = { end: number; worth: number };

/** Months of `perMonth` units each, money of a month coming at its end and discounted at a yearly rate by compound months. */
export const monthlyInstalments = (months: number, perMonth: number, yearlyRate: number): Instalment[] =>
  Array.from({ length: months }, (_, at) => ({
    end: (at + 1) * perMonth,
    worth: (1 + yearlyRate) ** (-(at + 1) / 12),
  }));

/** A yearly rate as a continuous rate per unit of time, `perYear` units a year: ln(1 + d) ÷ units. */
export const continuousRate = (yearlyRate: number, perYear: number): number => Math.log1p(yearlyRate) / perYear;

/**
 * Expected purchases within a horizon, each worth what its period says: per row Σ (E(t) − E(t of the period before))·worth.
 *
 * Times a customer's expected spend and margin it is what the customer still brings within the horizon. `alive` is the model's, where it is at
 * hand.
 */
export const discountedPurchases = (
  model: PurchaseModel,
  parameters: Parameters,
  histories: Histories,
  instalments: readonly Instalment[],
  alive = model.alive(parameters, histories),
): Float64Array => {
  const sum = new Float64Array(histories.x.length);
  let before: Float64Array = new Float64Array(histories.x.length);
  for (const { end, worth } of instalments) {
    const until = model.expected(parameters, histories, end, alive);
    for (let row = 0; row < sum.length; row += 1)
      sum[row] = (sum[row] as number) + ((until[row] as number) - (before[row] as number)) * worth;
    before = until;
  }
  return sum;
};

/** The same for one new customer: expected repeat purchases within the horizon from its first, each worth what its period says. */
export const newcomerPurchases = (
  model: PurchaseModel,
  parameters: Parameters,
  instalments: readonly Instalment[],
): number => {
  let [sum, before] = [0, 0];
  for (const { end, worth } of instalments) {
    const until = model.newcomer(parameters, end);
    sum += (until - before) * worth;
    before = until;
  }
  return sum;
};

/** Customers born at one time: how long before the reference time 0 (negative: after it), and how many. */
export type Births = { at: number; count: number };

/** Expected cumulative repeat purchases of customers by birth, at each of `times`: the tracking curve. */
export const trackingCurve = (
  model: PurchaseModel,
  parameters: Parameters,
  births: readonly Births[],
  times: readonly number[],
): number[] =>
  times.map((time) =>
    births.reduce((sum, { at, count }) => sum + (time > at ? count * model.newcomer(parameters, time - at) : 0), 0),
  );

/**
 * When the next purchase comes, by the middle of its chances given that one comes within `limit`: per row a time from now.
 *
 * NaN where a purchase within `limit` is less likely than `least`: such a customer is not waited for. Read off between 24 horizons, close
 * together near now and wide apart near the limit, so good to a few per cent of the time.
 */
export const nextPurchase = (
  model: PurchaseModel,
  parameters: Parameters,
  histories: Histories,
  limit: number,
  least = 0.05,
): Float64Array => {
  const steps = 24;
  const alive = model.alive(parameters, histories);
  const whole = model.any(parameters, histories, limit, alive);
  const middle = new Float64Array(whole.length).fill(Number.NaN);
  let reachedBefore: Float64Array = new Float64Array(whole.length);
  let before = 0;
  for (let step = 1; step <= steps; step += 1) {
    const horizon = limit * (step / steps) ** 3;
    const reached = step === steps ? whole : model.any(parameters, histories, horizon, alive);
    for (let row = 0; row < whole.length; row += 1) {
      const half = (whole[row] as number) / 2;
      const [low, high] = [reachedBefore[row] as number, reached[row] as number];
      if ((whole[row] as number) >= least && low < half && high >= half)
        middle[row] = before + ((half - low) / (high - low)) * (horizon - before);
    }
    reachedBefore = reached;
    before = horizon;
  }
  return middle;
};
