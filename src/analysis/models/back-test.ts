import type { Histories } from './histories.ts';
import type { Parameters, PurchaseModel } from './model.ts';

/** Per customer what was forecast for the holdout when only the time before it was known, and what happened. */
export type Told = {
  /** Expected purchases. */
  expected: ArrayLike<number>;
  /** The chance of one or more; NaN for those of whom none is told. */
  any: ArrayLike<number>;
  /** Purchases that happened. */
  actual: ArrayLike<number>;
};

/** How far a forecast was off: totals, and per customer the mean of |error| and the root of the mean square. */
export type Errors = { expected: number; actual: number; meanAbsoluteError: number; rootMeanSquareError: number };

/** Customers that stand together by forecast, and the means of forecast and fact among them. */
export type Slice = { customers: number; expected: number; actual: number };

/** One week (or another step): purchases of all customers within it, and since the holdout's beginning. */
export type Step = { until: number; expected: number; actual: number; expectedSoFar: number; actualSoFar: number };

export type BackTest = {
  customers: number;
  model: Errors;
  /** The model's forecast in ten parts of equal size, the least promising customers first. */
  deciles: Slice[];
  /** By the chance forecast: how many were said to buy, and did (shares). Empty parts are left out. */
  calibration: Slice[];
  steps: Step[];
  /** The same customers forecast without a model; absent where the history is too short for the rule. */
  lastAgain?: Errors;
  recencyFrequencyTable?: Errors;
};

/** The errors of one forecast of one number a customer. */
export const errorsOf = (expected: ArrayLike<number>, actual: ArrayLike<number>): Errors => {
  let [forecast, happened, absolute, square] = [0, 0, 0, 0];
  for (let customer = 0; customer < expected.length; customer += 1) {
    const [here, fact] = [expected[customer] as number, actual[customer] as number];
    forecast += here;
    happened += fact;
    absolute += Math.abs(here - fact);
    square += (here - fact) ** 2;
  }
  const n = Math.max(1, expected.length);
  return {
    expected: forecast,
    actual: happened,
    meanAbsoluteError: absolute / n,
    rootMeanSquareError: Math.sqrt(square / n),
  };
};

/** Customers in the order of a forecast, in parts of equal size (the last differ by one); ties keep the customers' order. */
export const slices = (forecast: ArrayLike<number>, actual: ArrayLike<number>, parts = 10): Slice[] => {
  const n = forecast.length;
  const order = Uint32Array.from({ length: n }, (_, at) => at).sort(
    (a, b) => (forecast[a] as number) - (forecast[b] as number) || a - b,
  );
  return Array.from({ length: Math.min(parts, n) }, (_, part) => {
    const [from, to] = [Math.floor((part * n) / Math.min(parts, n)), Math.floor(((part + 1) * n) / Math.min(parts, n))];
    let [expected, happened] = [0, 0];
    for (let at = from; at < to; at += 1) {
      expected += forecast[order[at] as number] as number;
      happened += actual[order[at] as number] as number;
    }
    return { customers: to - from, expected: expected / (to - from), actual: happened / (to - from) };
  });
};

/** Chances of tenths of equal width: the mean chance told, and the share to whom it happened. */
export const calibration = (chance: ArrayLike<number>, happened: (customer: number) => boolean): Slice[] => {
  const parts = Array.from({ length: 10 }, () => ({ customers: 0, expected: 0, actual: 0 }));
  for (let customer = 0; customer < chance.length; customer += 1) {
    const here = chance[customer] as number;
    if (Number.isNaN(here)) continue;
    const part = parts[Math.min(9, Math.floor(here * 10))];
    if (!part) continue;
    part.customers += 1;
    part.expected += here;
    if (happened(customer)) part.actual += 1;
  }
  return parts
    .filter(({ customers }) => customers > 0)
    .map(({ customers, expected, actual }) => ({
      customers,
      expected: expected / customers,
      actual: actual / customers,
    }));
};

/** Expected purchases of all customers step by step through the holdout, beside what happened in each step. */
export const stepsOf = (
  model: PurchaseModel,
  parameters: Parameters,
  histories: Histories,
  length: number,
  actual: readonly number[],
): Step[] => {
  let [expectedSoFar, actualSoFar] = [0, 0];
  const alive = model.alive(parameters, histories);
  return actual.map((happened, at) => {
    const until = (at + 1) * length;
    const column = model.expected(parameters, histories, until, alive);
    let sum = 0;
    for (let row = 0; row < column.length; row += 1) sum += (column[row] as number) * (histories.count[row] as number);
    const expected = sum - expectedSoFar;
    expectedSoFar = sum;
    actualSoFar += happened;
    return { until, expected, actual: happened, expectedSoFar, actualSoFar };
  });
};

/** Recency and frequency of one customer at a time, as a table looks at them. */
export type Profile = { x: ArrayLike<number>; idle: ArrayLike<number> };

/** Frequency in five: 0, 1, 2, 3–4, 5 and more repeat days. */
const frequencyOf = (x: number): number => (x < 3 ? x : x < 5 ? 3 : 4);

/** The four values that part a column into five of equal size. */
const fifths = (column: ArrayLike<number>): number[] => {
  const inOrder = Float64Array.from(column).sort();
  return [1, 2, 3, 4].map((part) => inOrder[Math.floor((part * inOrder.length) / 5)] ?? Number.POSITIVE_INFINITY);
};

/** A cell of the table speaks for itself from this many customers. */
const cellNeeds = 20;

/**
 * The rule without a model: a customer buys as much as customers of the same recency and frequency did in a period as long before.
 *
 * Recency (time since the last purchase) in fifths and frequency in five classes; a cell of fewer than 20 customers takes the mean of
 * its frequency, and that of the whole if there are as few. `bought` is what the customers of `past` bought in the period that followed it.
 */
export const recencyFrequencyTable = (past: Profile, bought: ArrayLike<number>): ((now: Profile) => Float64Array) => {
  const bounds = fifths(past.idle);
  const recencyOf = (idle: number): number => bounds.filter((bound) => idle >= bound).length;
  const cells = Array.from({ length: 31 }, () => ({ customers: 0, bought: 0 }));
  // Cells 0–24 by both, 25–29 by frequency, 30 the whole.
  const placesOf = (x: number, idle: number): [number, number, number] => [
    frequencyOf(x) * 5 + recencyOf(idle),
    25 + frequencyOf(x),
    30,
  ];
  for (let customer = 0; customer < bought.length; customer += 1)
    for (const place of placesOf(past.x[customer] as number, past.idle[customer] as number)) {
      const cell = cells[place];
      if (!cell) continue;
      cell.customers += 1;
      cell.bought += bought[customer] as number;
    }
  return ({ x, idle }) =>
    Float64Array.from({ length: x.length }, (_, customer) => {
      const places = placesOf(x[customer] as number, idle[customer] as number).map((place) => cells[place]);
      const cell = places.find((one) => one && one.customers >= cellNeeds) ?? places[2];
      return cell && cell.customers > 0 ? cell.bought / cell.customers : 0;
    });
};

/** Compares a forecast with what happened: by customer, by tenth, by step, and beside rules that need no model (null: it can't tell). */
export const backTest = (
  told: Told,
  steps: Step[],
  naive: { lastAgain: ArrayLike<number> | null; recencyFrequencyTable: ArrayLike<number> | null },
): BackTest => ({
  customers: told.actual.length,
  model: errorsOf(told.expected, told.actual),
  deciles: slices(told.expected, told.actual),
  calibration: calibration(told.any, (customer) => (told.actual[customer] as number) > 0),
  steps,
  ...(naive.lastAgain ? { lastAgain: errorsOf(naive.lastAgain, told.actual) } : {}),
  ...(naive.recencyFrequencyTable ? { recencyFrequencyTable: errorsOf(naive.recencyFrequencyTable, told.actual) } : {}),
});
