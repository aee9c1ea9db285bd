import type { Reason } from '../../model/metric-words.ts';
import { type Histories, thinned, totals } from './histories.ts';
import type { Likelihood, Parameters, PurchaseModel } from './model.ts';
import { nbd } from './nbd.ts';
import { drawNormal, type Random } from './numerics/draws.ts';
import { cholesky, inverse, lowerTimes, type Matrix, symmetricEigen } from './numerics/linear-algebra.ts';
import { type Minimum, minimise, type Objective, type Watch } from './numerics/optimise.ts';

/** Parameters the data speak for most, and how surely. A plain object: it can be sent between threads and kept. */
export type Estimate = {
  /** In the order of the model's names. */
  parameters: number[];
  standardErrors: number[];
  /** Covariance of the logarithms of the parameters, from the observed information. */
  logCovariance: number[][];
  /** Without the constants in x! and Tˣ where the model has such. */
  logLikelihood: number;
  /** Customers it rests on. */
  n: number;
};

/** Why there are no parameters, and the numbers that say so; `stopped` where whoever waited gave up. */
export type Refusal = {
  reason:
    | Extract<
        Reason,
        'insufficient_n' | 'insufficient_periods' | 'no_dropout' | 'ridge' | 'spend_follows_frequency' | 'no_rate'
      >
    | 'stopped';
  numbers: Record<string, number>;
};

export const isRefusal = (result: object): result is Refusal => 'reason' in result;

/** Beyond e^±12 a parameter stands for «none» or «no end». */
const logLimit = 12;

/** Twice the gain in log-likelihood below which two parameters more are chance (χ² of two degrees, 5 %). */
const gainByChance = 5.991;

/** An eigenvalue of the information below this leaves some mixture of parameters open by a factor of e^10 and more. */
const leastInformation = 0.01;

/** How the mean log-likelihood, made negative, is to be minimised: independent of the number of customers. */
export const meanLoss = (likelihood: Likelihood, customers: number): Objective => {
  return (at, gradient) => {
    const value = likelihood(at, gradient);
    for (let index = 0; index < gradient.length; index += 1) gradient[index] = -(gradient[index] as number) / customers;
    return -value / customers;
  };
};

/** The best minimum from the best starts: the two likeliest, and the rest where those do not end well. */
export const bestOf = (objective: Objective, starts: readonly number[][], watch: Watch): Minimum | null => {
  const gradient = new Float64Array(starts[0]?.length ?? 0);
  const ranked = starts
    .map((start) => start.map(Math.log))
    .map((start) => ({ start, value: objective(Float64Array.from(start), gradient) }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((left, right) => left.value - right.value);
  let best: Minimum | null = null;
  for (const [turn, { start }] of ranked.entries()) {
    if (turn >= 2 && best?.end === 'converged') break;
    const found = minimise(objective, start, { limit: logLimit }, watch);
    if (found.end === 'stopped') return found;
    // One that ran off is worth keeping only where it is truly better than what converged.
    const better =
      !best ||
      found.value < best.value - 1e-9 ||
      (found.end === 'converged' && best.end !== 'converged' && found.value < best.value + 1e-9);
    if (better) best = found;
  }
  return best;
};

/** What a minimum of the mean loss says: an estimate, or that its information is too thin in some direction. */
export const estimateOf = (found: Minimum, n: number): Estimate | { thin: number; limit: number } => {
  const information: Matrix = found.hessian.map((row) => row.map((value) => value * n));
  const { values } = symmetricEigen(information);
  const thin = Math.min(...values);
  const limit = Math.max(...found.at.map(Math.abs));
  const logCovariance = thin > leastInformation && limit <= logLimit ? inverse(information) : null;
  const flat = found.end === 'converged' || (found.end === 'stalled' && found.gradient < 1e-7);
  if (!logCovariance || !flat || values.length === 0) return { thin: values.length === 0 ? 0 : thin, limit };
  const parameters = found.at.map(Math.exp);
  return {
    parameters,
    standardErrors: parameters.map((value, at) => value * Math.sqrt(logCovariance[at]?.[at] ?? 0)),
    logCovariance,
    logLikelihood: -found.value * n,
    n,
  };
};

/** On many rows a fit begins on some hundreds or thousands of them, and goes on from there with the shape found. */
const descend = (model: PurchaseModel, histories: Histories, watch: Watch): Minimum | null => {
  const full = meanLoss(model.likelihood(histories), histories.customers);
  const starts = model.starts(histories);
  const rows = histories.x.length;
  if (rows > 900) {
    const few = thinned(histories, Math.ceil(rows / Math.min(8000, Math.max(400, rows / 50))));
    const pilot = bestOf(meanLoss(model.likelihood(few), few.customers), starts, watch);
    if (pilot?.end === 'stopped') return pilot;
    watch.onProgress?.(0.2);
    if (pilot?.end === 'converged') {
      const found = minimise(full, pilot.at, { limit: logLimit, hessian: pilot.hessian }, watch);
      if (found.end === 'converged' || found.end === 'stopped') return found;
    }
  }
  return bestOf(full, starts, watch);
};

/** The log-likelihood of the same customers if nobody ever left. */
const withoutDropout = (model: PurchaseModel, histories: Histories, watch: Watch): number => {
  const regular = 'k' in model.spec && model.spec.k > 1;
  if (!regular && model.spec.id !== 'bg_bb') {
    const found = bestOf(meanLoss(nbd.likelihood(histories), histories.customers), nbd.starts(histories), watch);
    return found ? -found.value * histories.customers : Number.NEGATIVE_INFINITY;
  }
  // The third parameter at nearly nothing beside a fourth of one: nobody leaves.
  const likelihood = model.likelihood(histories);
  const fixed = [Math.log(1e-13), 0];
  const room = new Float64Array(4);
  const held: Likelihood = (at, gradient) => {
    const value = likelihood(Float64Array.from([...at, ...fixed]), room);
    gradient.set(room.subarray(0, 2));
    return value;
  };
  const starts = model.starts(histories).map((start) => start.slice(0, 2));
  const found = bestOf(meanLoss(held, histories.customers), starts, watch);
  return found ? -found.value * histories.customers : Number.NEGATIVE_INFINITY;
};

/** How many customers a fit needs, and how many of them who came again. */
export type Demands = { customers: number; repeaters: number };

/** Below 200 customers a table of recency and frequency says as much (domain §3.6). */
export const usualDemands: Demands = { customers: 200, repeaters: 20 };

/**
 * Fits a model of purchases by maximum likelihood, or tells why its parameters would mean nothing.
 *
 * `insufficient_n`: fewer customers, or customers who came again, than demanded. `no_dropout`: the model is no likelier than one in which
 * nobody leaves (twice the gain in log-likelihood below the 5 % point of χ² with two degrees). `ridge`: people are seen to leave, but a
 * parameter runs off (|ln| > 12) or the information is singular, so the spread can't be told from these data. From two
 * starts at least, on a thinned picture first where there are many rows.
 */
export const fitPurchases = (
  model: PurchaseModel,
  histories: Histories,
  watch: Watch = {},
  demands: Demands = usualDemands,
): Estimate | Refusal => {
  const { repeaters } = totals(histories);
  const { customers } = histories;
  if (customers < demands.customers || repeaters < demands.repeaters)
    return {
      reason: 'insufficient_n',
      numbers: { customers, repeaters, customersNeeded: demands.customers, repeatersNeeded: demands.repeaters },
    };
  const found = descend(model, histories, watch);
  if (found?.end === 'stopped' || watch.shouldStop?.()) return { reason: 'stopped', numbers: {} };
  const result = found ? estimateOf(found, customers) : { thin: 0, limit: Number.POSITIVE_INFINITY };
  const leaves = model.parameterNames.length > 2;
  if (leaves && found) {
    const gain = 2 * (-found.value * customers - withoutDropout(model, histories, watch));
    if (gain < gainByChance) return { reason: 'no_dropout', numbers: { gain, needed: gainByChance, customers } };
  }
  watch.onProgress?.(1);
  if ('thin' in result)
    return { reason: 'ridge', numbers: { largestLog: result.limit, leastInformation: result.thin, customers } };
  return result;
};

/** Parameters by name, as they are printed. */
export const named = (names: readonly string[], values: Parameters): Record<string, number> =>
  Object.fromEntries(names.map((name, at) => [name, values[at] ?? Number.NaN]));

/** Draws parameters the data leave possible: their logarithms are normal around the estimate with its covariance. */
export const drawParameters = ({ parameters, logCovariance }: Estimate, random: Random): number[] => {
  const shift = lowerTimes(
    cholesky(logCovariance) ?? [],
    parameters.map(() => drawNormal(random)),
  );
  return parameters.map((value, at) => value * Math.exp(shift[at] ?? 0));
};
