import { drawNormal } from '../models/numerics/draws.ts';
import { seededRandom } from '../statistics/bootstrap.ts';
import type { Interval } from '../statistics/rates.ts';
import { normalQuantile } from '../statistics/rates.ts';
import { type Effort, fitSmoothing, type SmoothingFit } from './fit.ts';
import { drawnTotal, expectation, forecastVariance, type Smoothing } from './smoothing.ts';

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

/** The form of exponential smoothing that explains a series best for its number of parameters (least AICc), or null where none fits. */
export const chooseSmoothing = (values: readonly number[]): SmoothingFit | null => {
  const fitted = (form: Smoothing, effort?: Effort): SmoothingFit[] => {
    const fit = fitSmoothing(form, cycle, values, effort);
    return fit && Number.isFinite(fit.aicc) ? [fit] : [];
  };
  const first = formsFor(values).flatMap((form) => fitted(form, firstLook));
  const least = Math.min(...first.map(({ aicc }) => aicc));
  return first
    .filter(({ aicc }) => aicc <= least + stillInReach)
    .flatMap(({ form }) => fitted(form))
    .reduce<SmoothingFit | null>((best, fit) => (best && best.aicc <= fit.aicc ? best : fit), null);
};

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

const draws = 2000;

/** What the coming months add up to, its bounds by drawn futures. */
const expectedTotal = (
  { form, parameters, state, sigma2 }: SmoothingFit,
  months: ExpectedMonth[],
  level: number,
): ExpectedMonth => {
  const random = seededRandom(1);
  const totals = Float64Array.from({ length: draws }, () =>
    drawnTotal(form, parameters, state, sigma2, months.length, () => drawNormal(random)),
  ).sort();
  const at = (share: number): number => totals[Math.min(draws - 1, Math.floor(share * draws))] as number;
  return {
    mean: months.reduce((sum, { mean }) => sum + mean, 0),
    interval: [at((1 - level) / 2), at(1 - (1 - level) / 2)],
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
  const fit = before.length >= fewestMonths - 3 ? chooseSmoothing(before) : null;
  if (!fit || months === 0) return null;
  const came = values.slice(before.length);
  const expected = expectedMonths(fit, months, level);
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
  const fit = chooseSmoothing(values);
  if (!fit) return { reason: 'constant' };
  const expected = expectedMonths(fit, months, level);
  return {
    form: fit.form,
    months: expected,
    total: expectedTotal(fit, expected, level),
    backTest: backTested(values, level),
    fit,
  };
};
