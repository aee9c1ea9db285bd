import { type Errors, errorsOf } from './back-test.ts';
import { bgBb } from './bg-bb.ts';
import { bgCnbd, bgNbd, mbgNbd } from './bg-nbd.ts';
import { type Estimate, fitPurchases, isRefusal, type Refusal } from './fit.ts';
import type { Histories } from './histories.ts';
import type { ModelSpec, PurchaseModel } from './model.ts';
import { nbd } from './nbd.ts';
import type { Watch } from './numerics/optimise.ts';
import { paretoNbd } from './pareto-nbd.ts';
import { bdw, constantRetention, type RenewalModel, type Renewals, renewalTotals, sbg } from './renewals.ts';

/** The model a plain specification names, as it is kept and sent between threads. */
export const purchaseModel = (spec: ModelSpec): PurchaseModel => {
  switch (spec.id) {
    case 'nbd':
      return nbd;
    case 'bg_nbd':
      return bgNbd;
    case 'mbg_nbd':
      return mbgNbd;
    case 'pareto_nbd':
      return paretoNbd;
    case 'bg_bb':
      return bgBb;
    case 'bg_cnbd':
      return bgCnbd(spec.k, 0);
    case 'mbg_cnbd':
      return bgCnbd(spec.k, 1);
  }
};

export const renewalModel = (id: RenewalModel['id']): RenewalModel =>
  id === 'constant' ? constantRetention : id === 'sbg' ? sbg : bdw;

/** What was tried, what came of it, and how it stood against the others. */
export type Candidate = {
  spec: ModelSpec;
  result: Estimate | Refusal;
  /** −2 ln L + parameters·ln n: the smaller the better supported. */
  bic?: number;
  /** On the holdout: totals and errors per customer; the mean square decides. */
  holdout?: Errors;
  /** What was expected of each customer there. */
  expected?: Float64Array;
};

/** A holdout: per row of the calibration's customers `rowOf`, what each bought in the `horizon` after. */
export type Holdout = { rowOf: ArrayLike<number>; actual: ArrayLike<number>; horizon: number };

export type Choice = {
  /** Absent where every candidate was refused, or all but that nobody leaves while some do: the reasons stand with the candidates. */
  spec?: ModelSpec;
  by: 'holdout' | 'likelihood';
  candidates: Candidate[];
};

/** Purchases in the holdout from which it decides; with fewer, chance would. */
export const holdoutNeeds = 100;

const bicOf = (model: PurchaseModel, { logLikelihood, n }: Estimate): number =>
  -2 * logLikelihood + model.parameterNames.length * Math.log(n);

const triedOn = (model: PurchaseModel, histories: Histories, holdout: Holdout | undefined, watch: Watch): Candidate => {
  const result = fitPurchases(model, histories, watch);
  if (isRefusal(result)) return { spec: model.spec, result };
  const candidate = { spec: model.spec, result, bic: bicOf(model, result) };
  if (!holdout) return candidate;
  const column = model.expected(result.parameters, histories, holdout.horizon);
  const expected = Float64Array.from(holdout.rowOf, (row) => column[row] as number);
  return { ...candidate, holdout: errorsOf(expected, holdout.actual), expected };
};

/** More phases while they make the purchases likelier: regularity of 1 is none. */
export const regularOnes = (
  histories: Histories,
  atBirth: 0 | 1,
  holdout: Holdout | undefined,
  watch: Watch = {},
): Candidate[] => {
  if (histories.logIntervals === undefined) return [];
  const tried: Candidate[] = [];
  for (let k = 2; k <= 6; k += 1) {
    const candidate = triedOn(bgCnbd(k, atBirth), histories, holdout, watch);
    const before = tried.at(-1);
    tried.push(candidate);
    if (candidate.bic === undefined || (before?.bic !== undefined && candidate.bic >= before.bic)) break;
  }
  return tried;
};

/**
 * Chooses how customers without a contract are forecast, by how each model would have foretold a holdout.
 *
 * Where customers bought 100 times or more in the holdout, the smallest mean square error decides (least for the true expectation); else, or without a holdout, the smallest
 * BIC. Models the data refuse are kept among the candidates with their reasons. `opportunities` says that histories count occasions instead of
 * time: then BG/BB is the only candidate. Fit the chosen one anew on everything that is known, holdout included.
 */
export const choosePurchaseModel = (
  histories: Histories,
  holdout: Holdout | undefined,
  options: { opportunities?: boolean; watch?: Watch } = {},
): Choice => {
  const { opportunities = false, watch = {} } = options;
  const models = opportunities ? [bgBb] : [mbgNbd, bgNbd, paretoNbd, nbd];
  const quiet: Watch = watch.shouldStop ? { shouldStop: watch.shouldStop } : {};
  const candidates = models.map((model, at) => {
    watch.onProgress?.(at / (models.length + 1));
    return triedOn(model, histories, holdout, quiet);
  });
  if (!opportunities)
    candidates.push(...regularOnes(histories, 1, holdout, quiet), ...regularOnes(histories, 0, holdout, quiet));
  watch.onProgress?.(1);
  const happened = holdout ? Array.from(holdout.actual).reduce((sum, count) => sum + count, 0) : 0;
  const by = happened >= holdoutNeeds ? 'holdout' : 'likelihood';
  const scoreOf = ({ bic, holdout: score }: Candidate): number =>
    (by === 'holdout' ? score?.rootMeanSquareError : bic) ?? Number.POSITIVE_INFINITY;
  let best: Candidate | undefined;
  for (const candidate of candidates)
    if (scoreOf(candidate) < (best ? scoreOf(best) : Number.POSITIVE_INFINITY)) best = candidate;
  // Customers are seen to leave, though not how: a model in which nobody does would promise too much.
  const leaving = candidates.some(({ result }) => isRefusal(result) && result.reason === 'ridge');
  const told = candidates.some(({ spec, result }) => spec.id !== 'nbd' && !isRefusal(result));
  if (best?.spec.id === 'nbd' && leaving && !told) best = undefined;
  return { ...(best ? { spec: best.spec } : {}), by, candidates };
};

export type RenewalCandidate = { id: RenewalModel['id']; result: Estimate | Refusal; bic?: number };

export type RenewalChoice = {
  id?: RenewalModel['id'];
  candidates: RenewalCandidate[];
  /** Constant retention was taken on contracts of several ages: it is too high for new ones (they have not been sifted yet). */
  survivorBias: boolean;
};

/** Chooses how contracts are forecast: the smallest BIC among sBG, BdW and constant retention, which asks least of the data. */
export const chooseRenewalModel = (renewals: Renewals, watch: Watch = {}): RenewalChoice => {
  const candidates = [sbg, bdw, constantRetention].map((model): RenewalCandidate => {
    const result = model.fit(renewals, watch);
    return isRefusal(result)
      ? { id: model.id, result }
      : {
          id: model.id,
          result,
          bic: -2 * result.logLikelihood + model.parameterNames.length * Math.log(result.n),
        };
  });
  let best: RenewalCandidate | undefined;
  for (const candidate of candidates)
    if (candidate.bic !== undefined && candidate.bic < (best?.bic ?? Number.POSITIVE_INFINITY)) best = candidate;
  return {
    ...(best ? { id: best.id } : {}),
    candidates,
    survivorBias: best?.id === 'constant' && renewalTotals(renewals).last > 1,
  };
};
