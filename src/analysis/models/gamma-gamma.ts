import digamma from '@stdlib/math-base-special-digamma';
import gammaln from '@stdlib/math-base-special-gammaln';
import { bestOf, type Estimate, estimateOf, meanLoss, type Refusal } from './fit.ts';
import type { Likelihood, Parameters } from './model.ts';
import { drawGamma, type Random } from './numerics/draws.ts';
import { type Minimum, minimise, type Watch } from './numerics/optimise.ts';

/** Per customer how many repeat purchase days there were and what one brought on average, in major units of money. */
export type Spend = { x: ArrayLike<number>; mean: ArrayLike<number> };

export const spendParameterNames = ['p', 'q', 'gamma'];

/** Customers with repeat purchases of a mean above zero, in the order of x, money as multiples of the mean over customers. */
type Sorted = { xs: number[]; starts: number[]; all: Float64Array; logSums: number[]; unit: number; n: number };

const usable = ({ x, mean }: Spend, row: number): boolean => (x[row] as number) > 0 && (mean[row] as number) > 0;

/** Sorts by counting: a million customers in a few passes. */
const sorted = (spend: Spend): Sorted => {
  const counts: number[] = [];
  let [n, sum] = [0, 0];
  for (let row = 0; row < spend.x.length; row += 1) {
    if (!usable(spend, row)) continue;
    const x = spend.x[row] as number;
    counts[x] = (counts[x] ?? 0) + 1;
    n += 1;
    sum += spend.mean[row] as number;
  }
  const unit = sum / n;
  const xs: number[] = [];
  const starts = [0];
  const placeOf: number[] = [];
  // A sparse array is gone through in the order of its indices.
  counts.forEach((count, x) => {
    placeOf[x] = xs.length;
    xs.push(x);
    starts.push((starts.at(-1) ?? 0) + count);
  });
  const next = [...starts];
  const all = new Float64Array(n);
  const logSums = xs.map(() => 0);
  for (let row = 0; row < spend.x.length; row += 1) {
    if (!usable(spend, row)) continue;
    const x = spend.x[row] as number;
    const run = placeOf[x] as number;
    const mean = (spend.mean[row] as number) / unit;
    all[next[run] as number] = x * mean;
    next[run] = (next[run] as number) + 1;
    logSums[run] = (logSums[run] as number) + Math.log(mean);
  }
  return { xs, starts, all, logSums, unit, n };
};

/** Σ ln(γ + v) and Σ 1/(γ + v) of a run. Eight factors to a logarithm: values are multiples of the mean, so none overflows. */
const sumsOver = (all: Float64Array, from: number, to: number, gamma: number, sums: Float64Array): void => {
  let [logs, inverses, product] = [0, 0, 1];
  for (let row = from; row < to; row += 1) {
    const value = gamma + (all[row] as number);
    inverses += 1 / value;
    product *= value;
    if (((row - from) & 7) === 7) {
      logs += Math.log(product);
      product = 1;
    }
  }
  sums[0] = logs + Math.log(product);
  sums[1] = inverses;
};

const likelihoodOf = ({ xs, starts, all, logSums }: Sorted): Likelihood => {
  const sums = new Float64Array(2);
  return (logParameters, gradient) => {
    const [p, q, gamma] = [
      Math.exp(logParameters[0] as number),
      Math.exp(logParameters[1] as number),
      Math.exp(logParameters[2] as number),
    ];
    const [logGamma, logGammaQ, slopeQ] = [logParameters[2] as number, gammaln(q), digamma(q)];
    let [value, byP, byQ, byGamma] = [0, 0, 0, 0];
    for (let run = 0; run < xs.length; run += 1) {
      const x = xs[run] as number;
      const [from, to] = [starts[run] as number, starts[run + 1] as number];
      const n = to - from;
      sumsOver(all, from, to, gamma, sums);
      const [logs, inverses] = [sums[0] as number, sums[1] as number];
      const logMeans = logSums[run] as number;
      const [shape, logX] = [p * x, Math.log(x)];
      value +=
        n * (gammaln(shape + q) - gammaln(shape) - logGammaQ + q * logGamma + shape * logX) +
        (shape - 1) * logMeans -
        (shape + q) * logs;
      const slope = digamma(shape + q);
      byP += x * (n * (slope - digamma(shape) + logX) + logMeans - logs);
      byQ += n * (slope - slopeQ + logGamma) - logs;
      byGamma += (n * q) / gamma - (shape + q) * inverses;
    }
    gradient[0] = byP * p;
    gradient[1] = byQ * q;
    gradient[2] = byGamma * gamma;
    return value;
  };
};

/** The log-likelihood of parameters, and its gradient by their logarithms, money in multiples of the mean over customers. */
export const spendLikelihood = (spend: Spend): { likelihood: Likelihood; unit: number; n: number } => {
  const rows = sorted(spend);
  return { likelihood: likelihoodOf(rows), unit: rows.unit, n: rows.n };
};

/** Pearson's correlation of how often customers buy and what they spend, over those the model is fitted on; 0 where one is constant. */
export const spendCorrelation = (spend: Spend): number => {
  let [n, meanX, meanSpend, squareX, squareSpend, both] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < spend.x.length; row += 1) {
    if (!usable(spend, row)) continue;
    n += 1;
    const [offX, offSpend] = [(spend.x[row] as number) - meanX, (spend.mean[row] as number) - meanSpend];
    meanX += offX / n;
    meanSpend += offSpend / n;
    squareX += offX * ((spend.x[row] as number) - meanX);
    squareSpend += offSpend * ((spend.mean[row] as number) - meanSpend);
    both += offX * ((spend.mean[row] as number) - meanSpend);
  }
  const scale = Math.sqrt(squareX * squareSpend);
  return scale > 0 ? both / scale : 0;
};

/** From here on spend and frequency are no longer nearly independent. */
export const correlationLimit = 0.3;

/** Of many customers a fit begins on some ten thousand, and goes on from there. */
const descend = (
  spend: Spend,
  likelihood: Likelihood,
  n: number,
  starts: readonly number[][],
  watch: Watch,
): Minimum | null => {
  const full = meanLoss(likelihood, n);
  const step = Math.floor(spend.x.length / 20_000);
  if (step > 1) {
    const every = (values: ArrayLike<number>): Float64Array =>
      Float64Array.from({ length: 20_000 }, (_, row) => values[row * step] as number);
    const few = spendLikelihood({ x: every(spend.x), mean: every(spend.mean) });
    const pilot = few.n > 100 ? bestOf(meanLoss(few.likelihood, few.n), starts, watch) : null;
    if (pilot?.end === 'converged') {
      const found = minimise(full, pilot.at, { hessian: pilot.hessian }, watch);
      if (found.end === 'converged' || found.end === 'stopped') return found;
    }
  }
  return bestOf(full, starts, watch);
};

/**
 * Fits what one purchase brings: Gamma-Gamma (Fader & Hardie 2013, note 025; Colombo & Jiang 1999).
 *
 * A customer's purchases are gamma(p, ν), ν gamma(q, γ) over customers; γ in the unit of money. Only customers with x > 0 and a mean above
 * zero count (`n`). Fitted in multiples of the mean, so that bounds on parameters do not hang on the currency.
 * `spend_follows_frequency` where |correlation of x and mean| is above 0.3; `insufficient_n` below 20 customers; `ridge`.
 */
export const fitSpend = (spend: Spend, watch: Watch = {}, customersNeeded = 20): Estimate | Refusal => {
  const { likelihood, unit, n } = spendLikelihood(spend);
  if (n < customersNeeded) return { reason: 'insufficient_n', numbers: { customers: n, customersNeeded } };
  const correlation = spendCorrelation(spend);
  if (Math.abs(correlation) > correlationLimit)
    return { reason: 'spend_follows_frequency', numbers: { correlation, limit: correlationLimit, customers: n } };
  const starts = [
    [4, 3.5, 0.6],
    [1, 3, 2],
    [15, 6, 0.3],
  ];
  const found = descend(spend, likelihood, n, starts, watch);
  if (found?.end === 'stopped') return { reason: 'stopped', numbers: {} };
  const result = found ? estimateOf(found, n) : { thin: 0, limit: Number.POSITIVE_INFINITY };
  if ('thin' in result)
    return { reason: 'ridge', numbers: { largestLog: result.limit, leastInformation: result.thin, customers: n } };
  const scaled = (values: number[]): number[] => values.map((value, at) => (at === 2 ? value * unit : value));
  return {
    ...result,
    parameters: scaled(result.parameters),
    standardErrors: scaled(result.standardErrors),
    logLikelihood: result.logLikelihood - n * Math.log(unit),
  };
};

/** Where a shape has no end it is held here: orders of a customer differ by 3 % then, or customers by 3 %. */
const heldShape = 1000;

/**
 * What stands in for a fit that ends in a ridge: the likelier of customers whose orders are all alike (p held high) and customers who are all alike
 * (q held high). Its parameters are no estimate of the held one; they are for forecasts alone. A refusal where that has no end either.
 */
export const spendAtBound = (spend: Spend, watch: Watch = {}): Estimate | Refusal => {
  const { likelihood, unit, n } = spendLikelihood(spend);
  const gradientOf = new Float64Array(3);
  const held = (place: 0 | 1): Estimate | null => {
    const full = (free: ArrayLike<number>): Float64Array => {
      const at = [Math.log(heldShape), free[1] as number];
      at.splice(place === 0 ? 1 : 0, 0, free[0] as number);
      return Float64Array.from(at);
    };
    const partly: Likelihood = (free, gradient) => {
      const value = likelihood(full(free), gradientOf);
      gradient[0] = gradientOf[place === 0 ? 1 : 0] as number;
      gradient[1] = gradientOf[2] as number;
      return value;
    };
    // One in the unit of the mean: γ ≈ (q − 1) ÷ p.
    const starts =
      place === 0
        ? [
            [4, 3 / heldShape],
            [2, 1 / heldShape],
          ]
        : [
            [2, heldShape / 2],
            [8, heldShape / 8],
          ];
    const found = bestOf(meanLoss(partly, n), starts, watch);
    const result = found ? estimateOf(found, n) : null;
    if (!result || 'thin' in result) return null;
    const [free = 0, gamma = 0] = result.parameters;
    const insert = <T>(values: readonly T[], one: T): T[] => values.toSpliced(place, 0, one);
    const [first = [], second = []] = result.logCovariance;
    return {
      parameters: insert([free, gamma * unit], heldShape),
      standardErrors: insert([result.standardErrors[0] ?? 0, (result.standardErrors[1] ?? 0) * unit], 0),
      logCovariance: insert([insert(first, 0), insert(second, 0)], insert([0, 0], 1e-12)),
      logLikelihood: result.logLikelihood - n * Math.log(unit),
      n,
    };
  };
  const both = [held(0), held(1)].filter((one) => one !== null);
  const best = both.toSorted((one, other) => other.logLikelihood - one.logLikelihood)[0];
  return best ?? { reason: 'ridge', numbers: { customers: n } };
};

/**
 * What the next purchase of a customer is expected to bring: p(γ + m·x) ÷ (p·x + q − 1).
 *
 * For x = 0 the mean over customers. Infinite where p·x + q ≤ 1: then there is no mean. A mean of purchases below zero counts as zero.
 */
export const expectedSpend = ([p = 0, q = 0, gamma = 0]: Parameters, x: number, mean: number): number => {
  const rest = p * x + q - 1;
  return rest > 0 ? (p * (gamma + x * Math.max(0, mean))) / rest : Number.POSITIVE_INFINITY;
};

/** Draws what `purchases` purchases of one customer bring together, its own mean drawn too. */
export const drawSpend = (
  [p = 0, q = 0, gamma = 0]: Parameters,
  x: number,
  mean: number,
  purchases: number,
  random: Random,
): number =>
  purchases === 0 ? 0 : drawGamma(p * purchases, drawGamma(p * x + q, gamma + x * Math.max(0, mean), random), random);
