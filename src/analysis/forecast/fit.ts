import { descend } from './descent.ts';
import { type Smoothed, type Smoothing, type SmoothingParameters, smooth, smoothedLikelihood } from './smoothing.ts';

export type SmoothingFit = Smoothed & {
  form: Smoothing;
  parameters: SmoothingParameters;
  /** Parameters with the beginnings and the variance of the error. */
  parameterCount: number;
  aicc: number;
  /** The variance of one error. */
  sigma2: number;
};

/** A fit found by looking for it: where it was found, in free numbers and with the series taken at a mean of 1, which is `scale` in truth. */
export type FoundFit = SmoothingFit & { free: Float64Array; scale: number };

const squashed = (x: number): number => 1 / (1 + Math.exp(-x));
const stretched = (share: number): number => Math.log(share / (1 - share));

/** The slope fades by 0.80 to 0.98 a month, as usual: faster is no slope, slower no fading. */
const [leastPhi, mostPhi] = [0.8, 0.98];

/**
 * Parameters from free numbers, so that every choice of numbers is allowed: 0 < α < 1, 0 < β < α, 0 < γ < 1 − α, and seasons that sum to 0, or
 * to the length of the cycle where they multiply. The series is taken at a mean of 1.
 */
export const parametersFrom = (form: Smoothing, cycle: number, free: Float64Array): SmoothingParameters => {
  let at = 0;
  const next = (): number => free[at++] as number;
  const alpha = squashed(next());
  const beta = form.trend === 'none' ? 0 : alpha * squashed(next());
  const gamma = form.season === 'none' ? 0 : (1 - alpha) * squashed(next());
  const phi = form.trend === 'damped' ? leastPhi + (mostPhi - leastPhi) * squashed(next()) : 1;
  const level = next();
  const slope = form.trend === 'none' ? 0 : next() / 10;
  if (form.season === 'none') return { alpha, beta, gamma, phi, level, slope, seasons: [] };
  const seasons = Array.from({ length: cycle - 1 }, next);
  const rest = (form.season === 'additive' ? 0 : cycle) - seasons.reduce((a, b) => a + b, 0);
  return { alpha, beta, gamma, phi, level, slope, seasons: [...seasons, rest] };
};

/** How many of the free numbers are shares on a logistic scale: they come first. */
export const shareCount = ({ trend, season }: Smoothing): number =>
  1 + (trend === 'none' ? 0 : 1) + (season === 'none' ? 0 : 1) + (trend === 'damped' ? 1 : 0);

/** Where to begin: seasons from the first years' deviations from their means, level and slope from the first year's months. */
const beginning = (
  form: Smoothing,
  cycle: number,
  values: readonly number[],
  start: readonly number[],
): Float64Array => {
  const years = Math.min(3, Math.floor(values.length / cycle));
  const seasonal = form.season !== 'none' && years > 0;
  const sums = Array.from({ length: cycle }, () => 0);
  for (let year = 0; seasonal && year < years; year += 1) {
    const months = values.slice(year * cycle, (year + 1) * cycle);
    const mean = months.reduce((a, b) => a + b, 0) / cycle;
    for (const [at, value] of months.entries())
      sums[at] = (sums[at] ?? 0) + (form.season === 'additive' ? value - mean : value / mean) / years;
  }
  const plain = values.map((value, at) => {
    if (!seasonal) return value;
    const season = sums[at % cycle] ?? 0;
    return form.season === 'additive' ? value - season : value / Math.max(season, 1e-3);
  });
  const few = Math.min(10, plain.length);
  const x = (few - 1) / 2;
  const mean = plain.slice(0, few).reduce((a, b) => a + b, 0) / few;
  const slope =
    plain.slice(0, few).reduce((sum, value, at) => sum + (at - x) * (value - mean), 0) / ((few * (few * few - 1)) / 12);
  const [alpha = 0.3, beta = 0.1, gamma = 0.1] = start;
  const free = [stretched(alpha)];
  if (form.trend !== 'none') free.push(stretched(beta));
  if (form.season !== 'none') free.push(stretched(gamma));
  if (form.trend === 'damped') free.push(stretched(0.9));
  free.push(form.trend === 'none' ? mean : mean - slope * (x + 1));
  if (form.trend !== 'none') free.push(slope * 10);
  if (form.season !== 'none') free.push(...sums.slice(0, cycle - 1));
  return Float64Array.from(free);
};

const starts = [
  [0.3, 0.1, 0.1],
  [0.8, 0.02, 0.05],
  [0.1, 0.3, 0.6],
] as const;

/** How long a fit is looked for: from how many beginnings, and how many steps from each. */
export type Effort = { starts: number; steps: number };
const thorough: Effort = { starts: starts.length, steps: 300 };

/**
 * The parameters under which a series is likeliest in one form, from several beginnings; null where the form can't be fitted.
 *
 * Multiplying errors and seasons need a series above 0. Too few values for the number of parameters (AICc has none) are null too.
 */
export const fitSmoothing = (
  form: Smoothing,
  cycle: number,
  values: readonly number[],
  effort: Effort = thorough,
): FoundFit | null => {
  const n = values.length;
  const scale = values.reduce((sum, value) => sum + Math.abs(value), 0) / n;
  const multiplies = form.error === 'multiplicative' || form.season === 'multiplicative';
  if (scale === 0 || (multiplies && values.some((value) => value <= 0))) return null;
  const scaled = values.map((value) => value / scale);
  const objective = (free: Float64Array): number => {
    const found = smoothedLikelihood(form, parametersFrom(form, cycle, free), scaled);
    return Number.isFinite(found) ? -found : Number.POSITIVE_INFINITY;
  };
  let best: { at: Float64Array; value: number } | null = null;
  for (const start of starts.slice(0, effort.starts)) {
    const from = beginning(form, cycle, scaled, start);
    const parameterCount = from.length + 1;
    if (n - parameterCount - 1 <= 0) return null;
    if (!Number.isFinite(objective(from))) continue;
    const found = descend(objective, from, effort.steps);
    if (!best || found.value < best.value) best = found;
  }
  if (!best) return null;
  const inScale = parametersFrom(form, cycle, best.at);
  const parameters = {
    ...inScale,
    level: inScale.level * scale,
    slope: inScale.slope * scale,
    seasons: form.season === 'additive' ? inScale.seasons.map((season) => season * scale) : inScale.seasons,
  };
  const fitted = smooth(form, parameters, values);
  return fitted && { ...judged(form, parameters, fitted, best.at.length + 1), free: best.at, scale };
};

/** A fit with what it is judged by: AICc counts every parameter, every beginning and the variance. */
export const judged = (
  form: Smoothing,
  parameters: SmoothingParameters,
  fitted: Smoothed,
  parameterCount: number,
): SmoothingFit => {
  const n = fitted.errors.length;
  const k = parameterCount;
  const squares = fitted.errors.reduce((sum, error) => sum + error * error, 0);
  return {
    ...fitted,
    form,
    parameters,
    parameterCount,
    aicc: -2 * fitted.logLikelihood + 2 * k + (2 * k * (k + 1)) / (n - k - 1),
    sigma2: squares / (n - k + 1),
  };
};
