import type { Interval } from '../statistics/rates.ts';
import { normalQuantile } from '../statistics/rates.ts';
import { type Effort, type FoundFit, fitSmoothing, type SmoothingFit } from './fit.ts';
import { boundsOfFutures } from './futures.ts';
import { expectation, forecastVariance, type Smoothing } from './smoothing.ts';

/** What is expected of one coming month. */
export type ExpectedMonth = { mean: number; interval: Interval };

/** How far a way of forecasting was off over months it had not seen: the mean absolute error, and that of last year's same months. */
export type BackTest = { months: number; expected: number[]; error: number; naiveError: number; covered: number };

export type SeriesForecast = {
  form: Smoothing;
  months: ExpectedMonth[];
  /** What they add up to: months go up and down together, so their bounds do not add. */
  total: ExpectedMonth;
  /** Null where the series is too short to keep months back. */
  backTest: BackTest | null;
  fit: SmoothingFit;
};

/** The fewest months anything is forecast from, and the fewest a season is looked for in. */
export const fewestMonths = 12;
const cycle = 12;
const seasonalMonths = 2 * cycle + 1;

const trends = ['none', 'additive', 'damped'] as const;

/** Forms a series may take. Seasons that multiply under errors that add are left out: their variance has no bound. */
const formsFor = (values: readonly number[]): Smoothing[] => {
  const seasons =
    values.length >= seasonalMonths ? (['none', 'additive', 'multiplicative'] as const) : (['none'] as const);
  return (['additive', 'multiplicative'] as const).flatMap((error) =>
    trends.flatMap((trend) =>
      seasons
        .filter((season) => error === 'multiplicative' || season !== 'multiplicative')
        .map((season): Smoothing => ({ error, trend, season })),
    ),
  );
};

/** A first look at a form, and how far behind the best it may be then and still be looked at thoroughly. */
const firstLook = { starts: 1, steps: 60 };
const stillInReach = 6;

/** The forms of exponential smoothing that explain a series nearly as well as the best (AICc), the best first; empty where none fits. */
const formsInReach = (values: readonly number[]): FoundFit[] => {
  const fitted = (form: Smoothing, effort?: Effort): FoundFit[] => {
    const fit = fitSmoothing(form, cycle, values, effort);
    return fit && Number.isFinite(fit.aicc) ? [fit] : [];
  };
  const first = formsFor(values).flatMap((form) => fitted(form, firstLook));
  const least = Math.min(...first.map(({ aicc }) => aicc));
  return first
    .filter(({ aicc }) => aicc <= least + stillInReach)
    .flatMap(({ form }) => fitted(form))
    .sort((one, other) => one.aicc - other.aicc);
};

/** The form of exponential smoothing that explains a series best for its number of parameters (least AICc), or null where none fits. */
export const chooseSmoothing = (values: readonly number[]): FoundFit | null => formsInReach(values)[0] ?? null;

/** What a fitted form expects of coming months, with the interval each lies in at `level`. */
export const expectedMonths = (fit: SmoothingFit, months: number, level = 0.9): ExpectedMonth[] => {
  const means = expectation(fit.form, fit.parameters, fit.state, months);
  const variances = forecastVariance(fit.form, fit.parameters, fit.state, fit.sigma2, months);
  const z = normalQuantile(level);
  return means.map((mean, at) => {
    const half = z * Math.sqrt(variances[at] as number);
    return { mean, interval: [mean - half, mean + half] };
  });
};

/** What the best form expects, within the bounds that all forms in reach leave open. */
const toldBy = (
  fits: readonly FoundFit[],
  values: readonly number[],
  months: number,
  level: number,
): { months: ExpectedMonth[]; total: ExpectedMonth } | null => {
  const [best] = fits;
  if (!best) return null;
  const means = expectedMonths(best, months).map(({ mean }) => mean);
  const bounds = boundsOfFutures(fits, values, months, level);
  const around = (mean: number, [low, high]: Interval): ExpectedMonth => ({
    mean,
    interval: [Math.min(low, mean), Math.max(high, mean)],
  });
  return {
    months: means.map((mean, at) => around(mean, bounds.months[at] as Interval)),
    total: around(
      means.reduce((sum, mean) => sum + mean, 0),
      bounds.total,
    ),
  };
};

/**
 * Keeps the last year (or quarter of a shorter series) back, forecasts it from what was before, and compares with what came.
 *
 * The naive rule beside it is last year's same month, or the last month where there is no year before.
 */
const backTested = (values: readonly number[], level: number): BackTest | null => {
  const months = Math.min(cycle, Math.floor(values.length / 4));
  const before = values.slice(0, values.length - months);
  const told = before.length >= fewestMonths - 3 ? toldBy(formsInReach(before), before, months, level) : null;
  if (!told || months === 0) return null;
  const came = values.slice(before.length);
  const expected = told.months;
  const naive = came.map(
    (_, at) => before[before.length < cycle ? before.length - 1 : before.length - cycle + at] ?? 0,
  );
  const off = (guess: (at: number) => number): number =>
    came.reduce((sum, value, at) => sum + Math.abs(value - guess(at)), 0) / months;
  const inside = came.filter((value, at) => {
    const [low, high] = expected[at]?.interval ?? [0, 0];
    return value >= low && value <= high;
  });
  return {
    months,
    expected: expected.map(({ mean }) => mean),
    error: off((at) => expected[at]?.mean ?? 0),
    naiveError: off((at) => naive[at] as number),
    covered: inside.length / months,
  };
};

/**
 * Forecasts a monthly series by the form of exponential smoothing it chooses itself, and says how far that was right before.
 *
 * `values` are whole months in order, without gaps; seasons are looked for from 25 months on. `too_short` below a year; `constant` where every month is
 * the same and there is nothing to learn how far off it may be.
 */
export const forecastMonths = (
  values: readonly number[],
  months: number,
  level = 0.9,
): SeriesForecast | { reason: 'too_short' | 'constant' } => {
  if (values.length < fewestMonths) return { reason: 'too_short' };
  if (values.every((value) => value === values[0])) return { reason: 'constant' };
  const fits = formsInReach(values);
  const told = toldBy(fits, values, months, level);
  const [fit] = fits;
  if (!fit || !told) return { reason: 'constant' };
  return {
    form: fit.form,
    ...told,
    backTest: backTested(values, level),
    fit,
  };
};
