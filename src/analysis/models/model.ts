import type { Histories } from './histories.ts';
import type { Random } from './numerics/draws.ts';

/** Models of purchases without a contract. `bg_cnbd` and `mbg_cnbd` take `k`, the regularity (1 = none). */
export type ModelSpec =
  | { id: 'nbd' | 'bg_nbd' | 'mbg_nbd' | 'pareto_nbd' | 'bg_bb' }
  | { id: 'bg_cnbd' | 'mbg_cnbd'; k: number };

/**
 * The log-likelihood of histories at the logarithms of parameters; writes its gradient by those logarithms.
 *
 * Summed over customers, without the constants in x! and Tˣ. −Infinity or NaN where it does not exist.
 */
export type Likelihood = (logParameters: Float64Array, gradient: Float64Array) => number;

/** Parameters in the order of `parameterNames`, each above zero. */
export type Parameters = readonly number[];

/**
 * How customers without a contract buy and leave, and what follows for those of a history.
 *
 * Columns that come back have one value per row of the histories: for each customer of the row. Times are in the histories' unit
 * and reckoned from the end of what was seen (the row's age); for BG/BB they are whole numbers of opportunities.
 */
export type PurchaseModel = {
  spec: ModelSpec;
  parameterNames: readonly string[];
  /** Where to begin a fit, the likeliest first. */
  starts: (histories: Histories) => number[][];
  likelihood: (histories: Histories) => Likelihood;
  /** The probability that the customer has not left. */
  alive: (parameters: Parameters, histories: Histories) => Float64Array;
  /** Expected purchases within `horizon` from now. `alive` is what `alive` tells of the same, where it is at hand. */
  expected: (parameters: Parameters, histories: Histories, horizon: number, alive?: Float64Array) => Float64Array;
  /** The probability of one purchase or more within `horizon` from now; `alive` likewise. */
  any: (parameters: Parameters, histories: Histories, horizon: number, alive?: Float64Array) => Float64Array;
  /**
   * Expected purchases of the whole remaining life, each worth e^(−rate·time) (DERT); for BG/BB (1 + rate)^(−opportunities).
   *
   * `rate` is above zero.
   */
  discounted: (parameters: Parameters, histories: Histories, rate: number) => Float64Array;
  /** Expected repeat purchases of a new customer within `time` from its first: the tracking curve of one birth. */
  newcomer: (parameters: Parameters, time: number) => number;
  /** Draws how many purchases a customer of a row makes within `horizon`, the unknown rates drawn too. */
  future: (parameters: Parameters, histories: Histories, horizon: number) => (row: number, random: Random) => number;
};

/** Fills a column row by row. */
export const columnOf = (histories: Histories, value: (row: number) => number): Float64Array => {
  const column = new Float64Array(histories.x.length);
  for (let row = 0; row < column.length; row += 1) column[row] = value(row);
  return column;
};

/**
 * Fills a column whose value hangs on x and age alone, computed once for neighbours that share them, times the row's weight.
 *
 * Rows of one x and age stand together, so what is dear is computed a tenth as often.
 */
export const columnByAge = (
  { x, age }: Histories,
  weight: Float64Array | null,
  value: (x: number, age: number) => number,
): Float64Array => {
  const column = new Float64Array(x.length);
  let last = 0;
  for (let row = 0; row < column.length; row += 1) {
    if (row === 0 || x[row] !== x[row - 1] || age[row] !== age[row - 1])
      last = value(x[row] as number, age[row] as number);
    const share = weight ? (weight[row] as number) : 1;
    column[row] = share === 0 ? 0 : share * last;
  }
  return column;
};
