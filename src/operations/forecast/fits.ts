import type { BackTest } from '../../analysis/models/back-test.ts';
import { type Estimate, isRefusal, named, type Refusal } from '../../analysis/models/fit.ts';
import { spendParameterNames } from '../../analysis/models/gamma-gamma.ts';
import {
  isSameWay,
  sameFit,
  type TriedWay,
  type Way,
  type WayChoice,
  type WayFit,
} from '../../analysis/models/ways.ts';
import { addDays, type Day } from '../../model/days.ts';
import {
  type CltvForecast,
  type CltvForecastInput,
  type ForecastErrors,
  type ForecastHoldout,
  ForecastWay,
  type SegmentFit,
  type SegmentLifetime,
} from '../../model/forecast.ts';
import type { Reason } from '../../model/metric-words.ts';
import type { Compared } from './periods.ts';

/** What a fit said; nobody here gives up waiting. */
export const toldReason = ({ reason }: Refusal): Reason => {
  if (reason === 'stopped') throw new Error('a fit was stopped that nobody can stop');
  return reason;
};

/** Parameters and their errors by name, or the reason why there are none. */
export const fittedOf = (names: readonly string[], result: Estimate | Refusal) =>
  isRefusal(result)
    ? { reason: toldReason(result) }
    : { parameters: named(names, result.parameters), standard_errors: named(names, result.standardErrors) };

const errorsOf = (of: BackTest['model']): ForecastErrors => ({
  expected: of.expected,
  mae: of.meanAbsoluteError,
  rmse: of.rootMeanSquareError,
});

/** A comparison with the past as it is told to others. */
export const holdoutOf = (told: BackTest, { from, span }: Compared, weeks: Day[], apart: boolean): ForecastHoldout => ({
  from,
  until: addDays(from, span),
  actual: told.model.actual,
  ...errorsOf(told.model),
  deciles: told.deciles,
  calibration: told.calibration,
  weeks: told.steps.map(({ expected, actual }, at) => ({ until: weeks[at] ?? from, expected, actual })),
  naive: {
    ...(told.lastAgain ? { last_again: errorsOf(told.lastAgain) } : {}),
    ...(told.recencyFrequencyTable ? { recency_frequency: errorsOf(told.recencyFrequencyTable) } : {}),
  },
  apart,
});

/** The name of a way, and its regularity where it has one. */
const wayName = (way: Way): { model: ForecastWay; regularity?: number } =>
  way.by === 'rule'
    ? { model: way.rule }
    : { model: ForecastWay.parse(way.spec.id), ...('k' in way.spec ? { regularity: way.spec.k } : {}) };

const triedOf = ({ way, refusal, logLikelihood, errors }: TriedWay): SegmentFit['candidates'][number] => ({
  ...wayName(way),
  ...(way.by === 'model' ? { of: way.of === 'all' ? ('all' as const) : ('segment' as const) } : {}),
  log_likelihood: logLikelihood ?? null,
  ...(refusal ? { reason: toldReason(refusal) } : {}),
  ...(errors ? { errors: errorsOf(errors) } : {}),
});

/** How one segment is told, as it is told to others. */
export const segmentFit = (
  segment: string,
  customers: number,
  fit: WayFit | Refusal,
  given: {
    spend: Estimate | Refusal | null;
    choice: WayChoice | null;
    decidedOn: Compared | null;
    judged: { holdout?: ForecastHoldout; way?: Way };
    lifetime: SegmentLifetime | null;
  },
): SegmentFit => {
  const { spend, choice, decidedOn, judged, lifetime } = given;
  const decidedBy = choice?.decidedBy ?? 'asked';
  const actual = choice?.tried.find(({ errors }) => errors)?.errors?.actual;
  const isFit = !isRefusal(fit);
  const { estimate, model } = isFit ? fit : { estimate: null, model: null };
  return {
    segment,
    customers,
    model: null,
    ...(isFit ? wayName(fit.way) : { reason: toldReason(fit) }),
    ...(isFit && fit.beside ? { alive_by: ForecastWay.parse(fit.beside.model.spec.id) } : {}),
    of: isFit && fit.way.by === 'model' && fit.way.of === 'all' ? 'all' : 'segment',
    ...(estimate && model ? fittedOf(model.parameterNames, estimate) : {}),
    log_likelihood: estimate?.logLikelihood ?? null,
    spend: spend ? fittedOf(spendParameterNames, spend) : {},
    ...(lifetime ? { lifetime } : {}),
    decided_by: decidedBy,
    candidates: (choice?.tried ?? []).map(triedOf),
    ...(decidedBy === 'holdout' && decidedOn && actual !== undefined
      ? { decided_on: { from: decidedOn.from, until: addDays(decidedOn.from, decidedOn.span), actual } }
      : {}),
    ...(judged.holdout ? { holdout: judged.holdout } : {}),
    ...(judged.way && isFit && !isSameWay(judged.way, fit.way) ? { judged_as: wayName(judged.way).model } : {}),
  };
};

type Whole = Pick<
  CltvForecast,
  'model' | 'regularity' | 'parameters' | 'standard_errors' | 'reason' | 'log_likelihood' | 'spend' | 'candidates'
>;

/** What can be said of all segments at once: a fit they share, else that they differ, else the first reason why none is told. */
export const wholeOf = (
  shaped: readonly SegmentFit[],
  fits: readonly (WayFit | Refusal)[],
  asked: CltvForecastInput['model'],
): Whole => {
  const nothing = { log_likelihood: null, candidates: [], spend: {} };
  const told = fits.flatMap((fit) => (isRefusal(fit) ? [] : [fit]));
  const [first] = shaped;
  if (!first) return { ...nothing, model: asked, reason: 'insufficient_n' };
  if (told.length === 0)
    return { ...nothing, model: asked, reason: first.reason ?? 'insufficient_n', candidates: first.candidates };
  const [one] = told;
  const isOne = told.length === fits.length && told.every((fit) => fit === one || (one && sameFit(fit, one)));
  if (!isOne) return { ...nothing, model: 'by_segment' };
  const {
    model,
    regularity,
    parameters,
    standard_errors: errors,
    log_likelihood: likelihood,
    spend,
    candidates,
  } = first;
  return {
    model: model ?? asked,
    ...(regularity === undefined ? {} : { regularity }),
    ...(parameters && errors ? { parameters, standard_errors: errors } : {}),
    log_likelihood: likelihood,
    spend: shaped.length === 1 ? spend : {},
    candidates,
  };
};
