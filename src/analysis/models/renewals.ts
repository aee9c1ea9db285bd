import betaln from '@stdlib/math-base-special-betaln';
import digamma from '@stdlib/math-base-special-digamma';
import { bestOf, drawParameters, type Estimate, estimateOf, meanLoss, type Refusal } from './fit.ts';
import type { Likelihood, Parameters } from './model.ts';
import { drawBeta, type Random } from './numerics/draws.ts';
import type { Watch } from './numerics/optimise.ts';
import { Staying } from './numerics/rising.ts';

/**
 * How contracts ended: at index t ≥ 1 of `lost` those who did not renew the t-th time, at index t of `kept` those last seen in force after
 * t renewals. Cohorts of any ages add up; `lost[0]` is 0.
 */
export type Renewals = { lost: readonly number[]; kept: readonly number[] };

/**
 * How long contracts are renewed. Time is in whole renewal periods; S(t) is the chance that t renewals were made.
 */
export type RenewalModel = {
  id: 'constant' | 'sbg' | 'bdw';
  parameterNames: readonly string[];
  fit: (renewals: Renewals, watch?: Watch) => Estimate | Refusal;
  /** Gradient by the logarithms of the parameters, as `Likelihood`. */
  likelihood: (renewals: Renewals) => Likelihood;
  /** ln S(t). */
  logSurvival: (parameters: Parameters, time: number) => number;
  /** Parameters the data leave possible. */
  draw: (estimate: Estimate, random: Random) => number[];
  /** Draws how many of the next `horizon` renewals a contract makes that is in force after `made`. */
  future: (parameters: Parameters, made: number, horizon: number, random: Random) => number;
};

/** One cohort's survivors after 0, 1, 2, … renewals as renewals: the last are those still in force. */
export const renewalsOf = (survivors: readonly number[]): Renewals => ({
  lost: survivors.map((count, at) => (at === 0 ? 0 : (survivors[at - 1] ?? 0) - count)),
  kept: survivors.map((count, at) => (at === survivors.length - 1 ? count : 0)),
});

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Contracts, losses and renewals made, and up to which renewal anything was seen. */
export const renewalTotals = ({ lost, kept }: Renewals) => {
  const renewed =
    lost.reduce((sum, count, at) => sum + count * Math.max(0, at - 1), 0) +
    kept.reduce((sum, count, at) => sum + count * at, 0);
  const last = Math.max(
    lost.findLastIndex((count) => count > 0),
    kept.findLastIndex((count) => count > 0),
    0,
  );
  return { contracts: sumOf(lost) + sumOf(kept), losses: sumOf(lost), renewed, last };
};

/** At least 3 renewals and 100 contracts, else constant retention says as much (domain §3.5). */
const fitCurve = (model: RenewalModel, starts: number[][], renewals: Renewals, watch: Watch): Estimate | Refusal => {
  const { contracts, losses, last } = renewalTotals(renewals);
  if (contracts < 100) return { reason: 'insufficient_n', numbers: { contracts, contractsNeeded: 100 } };
  const needed = Math.max(3, model.parameterNames.length + 1);
  if (last < needed) return { reason: 'insufficient_periods', numbers: { periods: last, periodsNeeded: needed } };
  if (losses === 0) return { reason: 'no_dropout', numbers: { contracts, losses } };
  const found = bestOf(meanLoss(model.likelihood(renewals), contracts), starts, watch);
  if (found?.end === 'stopped') return { reason: 'stopped', numbers: {} };
  const result = found ? estimateOf(found, contracts) : { thin: 0, limit: Number.POSITIVE_INFINITY };
  return 'thin' in result
    ? { reason: 'ridge', numbers: { largestLog: result.limit, leastInformation: result.thin, contracts } }
    : result;
};

/**
 * Every contract is renewed with one and the same probability r: the geometric lifetime.
 *
 * r = renewals made ÷ renewals due. On a base of mixed ages r is too high for new contracts (those likely to leave have left).
 * `insufficient_n` below 5 renewals due, `no_dropout` where nobody left.
 */
export const constantRetention: RenewalModel = {
  id: 'constant',
  parameterNames: ['r'],
  fit: (renewals) => {
    const { contracts, losses, renewed } = renewalTotals(renewals);
    const due = losses + renewed;
    if (due < 5) return { reason: 'insufficient_n', numbers: { renewalsDue: due, renewalsNeeded: 5 } };
    if (losses === 0) return { reason: 'no_dropout', numbers: { contracts, losses } };
    const r = renewed / due;
    const variance = (r * (1 - r)) / due;
    return {
      parameters: [r],
      standardErrors: [Math.sqrt(variance)],
      logCovariance: [[renewed > 0 ? variance / (r * r) : 0]],
      logLikelihood: losses * Math.log(losses / due) + (renewed > 0 ? renewed * Math.log(r) : 0),
      n: contracts,
    };
  },
  likelihood: (renewals) => {
    const { losses, renewed } = renewalTotals(renewals);
    return (logParameters, gradient) => {
      const r = Math.exp(logParameters[0] as number);
      gradient[0] = renewed - (losses * r) / (1 - r);
      return losses * Math.log1p(-r) + renewed * Math.log(r);
    };
  },
  logSurvival: ([r = 0], time) => time * Math.log(r),
  // Jeffreys' posterior: half a success and half a loss added, so that 0 and 1 are never certain.
  draw: ({ parameters: [r = 0], standardErrors: [error = 0] }, random) => {
    const due = error > 0 ? (r * (1 - r)) / error ** 2 : 1;
    return [drawBeta(r * due + 0.5, (1 - r) * due + 0.5, random)];
  },
  future: ([r = 0], _made, horizon, random) => {
    let made = 0;
    while (made < horizon && random() < r) made += 1;
    return made;
  },
};

/** Draws renewals of one whose chance to leave each time is θ, beta(α, β + made^c), its hazard falling as t^c says. */
const drawRenewals = (
  alpha: number,
  beta: number,
  c: number,
  made: number,
  horizon: number,
  random: Random,
): number => {
  const leaves = drawBeta(alpha, beta + made ** c, random);
  if (leaves >= 1) return 0;
  const end = (made ** c + Math.log(1 - random()) / Math.log1p(-leaves)) ** (1 / c);
  return Math.min(horizon, Math.max(0, Math.floor(end) - made));
};

/**
 * Contracts differ in how likely they are to be renewed: shifted beta-geometric, sBG (Fader & Hardie 2007).
 *
 * Each contract has a chance θ of its own not to be renewed, the same every time, beta(α, β) over contracts. Retention rises with age, because
 * those likely to leave leave first. `ridge` where all contracts are alike (α, β → ∞): constant retention is the model then.
 */
export const sbg: RenewalModel = {
  id: 'sbg',
  parameterNames: ['alpha', 'beta'],
  fit: (renewals, watch = {}) =>
    fitCurve(
      sbg,
      [
        [0.7, 2],
        [2, 8],
        [0.3, 0.5],
      ],
      renewals,
      watch,
    ),
  likelihood: ({ lost, kept }) => {
    const last = Math.max(lost.length, kept.length);
    const staying = new Staying(last);
    return (logParameters, gradient) => {
      const [alpha, beta] = [Math.exp(logParameters[0] as number), Math.exp(logParameters[1] as number)];
      staying.fill(alpha, beta);
      let [value, byAlpha, byBeta] = [0, 0, 0];
      for (let time = 0; time < last; time += 1) {
        const [left, stayed] = [lost[time] ?? 0, kept[time] ?? 0];
        value += stayed * (staying.log[time] as number);
        byAlpha += stayed * (staying.byA[time] as number);
        byBeta += stayed * (staying.byB[time] as number);
        if (left === 0 || time === 0) continue;
        const all = alpha + beta + time - 1;
        value += left * ((staying.log[time - 1] as number) + Math.log(alpha / all));
        byAlpha += left * ((staying.byA[time - 1] as number) + 1 / alpha - 1 / all);
        byBeta += left * ((staying.byB[time - 1] as number) - 1 / all);
      }
      gradient[0] = byAlpha * alpha;
      gradient[1] = byBeta * beta;
      return value;
    };
  },
  logSurvival: ([alpha = 0, beta = 0], time) => betaln(alpha, beta + time) - betaln(alpha, beta),
  draw: drawParameters,
  future: ([alpha = 0, beta = 0], made, horizon, random) => drawRenewals(alpha, beta, 1, made, horizon, random),
};

/**
 * sBG where a contract's own chance to leave may also change with age: beta-discrete-Weibull, BdW (Fader, Hardie, Liu, Davin & Steenburgh 2018).
 *
 * S(t) = B(α, β + t^c) ÷ B(α, β). c below 1: the longer a contract lasts the less likely it ends; above 1: the more; 1 is sBG. Needs a fourth renewal.
 */
export const bdw: RenewalModel = {
  id: 'bdw',
  parameterNames: ['alpha', 'beta', 'c'],
  fit: (renewals, watch = {}) =>
    fitCurve(
      bdw,
      [
        [0.7, 2, 1],
        [0.3, 1.5, 1.5],
        [2, 8, 0.7],
      ],
      renewals,
      watch,
    ),
  likelihood: ({ lost, kept }) => {
    const last = Math.max(lost.length, kept.length);
    return (logParameters, gradient) => {
      const [alpha = 0, beta = 0, c = 0] = Array.from(logParameters, Math.exp);
      const [whole, slopeAll, slopeBeta] = [betaln(alpha, beta), digamma(alpha + beta), digamma(beta)];
      let before = { survival: 1, byAlpha: 0, byBeta: 0, byC: 0 };
      let value = 0;
      gradient.fill(0);
      const add = (weight: number, byAlpha: number, byBeta: number, byC: number): void => {
        gradient[0] = (gradient[0] as number) + weight * byAlpha * alpha;
        gradient[1] = (gradient[1] as number) + weight * byBeta * beta;
        gradient[2] = (gradient[2] as number) + weight * byC * c;
      };
      for (let time = 0; time < last; time += 1) {
        const power = time ** c;
        const survival = time === 0 ? 1 : Math.exp(betaln(alpha, beta + power) - whole);
        // ln Γ(α) cancels, so do its slopes.
        const all = digamma(alpha + beta + power);
        const one = digamma(beta + power);
        const here = {
          survival,
          byAlpha: survival * (slopeAll - all),
          byBeta: survival * (one - all - slopeBeta + slopeAll),
          byC: time === 0 ? 0 : survival * (one - all) * power * Math.log(time),
        };
        const [left, stayed] = [lost[time] ?? 0, kept[time] ?? 0];
        if (stayed > 0) {
          value += stayed * Math.log(survival);
          add(stayed / survival, here.byAlpha, here.byBeta, here.byC);
        }
        if (left > 0 && time > 0) {
          const gone = before.survival - survival;
          value += left * Math.log(gone);
          add(left / gone, before.byAlpha - here.byAlpha, before.byBeta - here.byBeta, before.byC - here.byC);
        }
        before = here;
      }
      return value;
    };
  },
  logSurvival: ([alpha = 0, beta = 0, c = 0], time) => betaln(alpha, beta + time ** c) - betaln(alpha, beta),
  draw: drawParameters,
  future: ([alpha = 0, beta = 0, c = 0], made, horizon, random) => drawRenewals(alpha, beta, c, made, horizon, random),
};

/** The share of contracts that are renewed the t-th time, of those renewed before: S(t) ÷ S(t−1). */
export const retentionAt = (model: RenewalModel, parameters: Parameters, time: number): number =>
  Math.exp(model.logSurvival(parameters, time) - model.logSurvival(parameters, time - 1));

/** Expected renewals within `horizon` of a contract in force after `made` of them. */
export const expectedRenewals = (
  model: RenewalModel,
  parameters: Parameters,
  made: number,
  horizon: number,
): number => {
  const now = model.logSurvival(parameters, made);
  let sum = 0;
  for (let time = made + 1; time <= made + horizon; time += 1)
    sum += Math.exp(model.logSurvival(parameters, time) - now);
  return sum;
};

/**
 * Expected discounted renewals still to come of a contract in force after `made` of them: Σ S(t)/S(made)/(1+d)^(t−made), t > made (DERL).
 *
 * `discount` d per renewal period, above zero. With the payment already due added, 1 + the value at 0 renewals is the whole expected
 * discounted lifetime (DEL). Summed until a term is 1e-13 of the sum.
 */
export const residualLifetime = (
  model: RenewalModel,
  parameters: Parameters,
  made: number,
  discount: number,
): number => {
  const now = model.logSurvival(parameters, made);
  const step = Math.log1p(discount);
  let sum = 0;
  for (let time = 1; time < 10_000_000; time += 1) {
    const term = Math.exp(model.logSurvival(parameters, made + time) - now - step * time);
    sum += term;
    if (term < 1e-13 * sum * Math.min(1, discount) || term === 0) break;
  }
  return sum;
};

/** What was known when contracts had been due `cut` times at most: the beginning of a back-test. */
export const truncated = ({ lost, kept }: Renewals, cut: number): Renewals => {
  const later = (counts: readonly number[]): number => sumOf(counts.slice(cut + 1));
  return {
    lost: lost.slice(0, cut + 1),
    kept: Array.from({ length: cut + 1 }, (_, at) => (kept[at] ?? 0) + (at === cut ? later(lost) + later(kept) : 0)),
  };
};

/** One renewal: contracts due for it, how many were expected to be renewed, and how many were. */
export type RenewalStep = { renewal: number; due: number; expected: number; actual: number };

/** Renewals from the `from`-th on, expected of those due beside what happened. */
export const renewalSteps = (
  model: RenewalModel,
  parameters: Parameters,
  { lost, kept }: Renewals,
  from: number,
): RenewalStep[] => {
  const last = Math.max(lost.length, kept.length) - 1;
  const steps: RenewalStep[] = [];
  for (let renewal = from; renewal <= last; renewal += 1) {
    const actual = sumOf(lost.slice(renewal + 1)) + sumOf(kept.slice(renewal));
    const due = actual + (lost[renewal] ?? 0);
    if (due === 0) break;
    steps.push({ renewal, due, expected: due * retentionAt(model, parameters, renewal), actual });
  }
  return steps;
};
