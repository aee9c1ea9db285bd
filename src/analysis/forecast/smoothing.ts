/**
 * Exponential smoothing in state space form (Hyndman, Koehler, Ord, Snyder 2008): a series as level, slope and season that each error moves.
 *
 * `error`: whether chance adds to the level of the series or multiplies it. `trend`: none, a slope, or a slope that fades. `season`: none, so much
 * more, or so many times as much.
 */
export type Smoothing = {
  error: 'additive' | 'multiplicative';
  trend: 'none' | 'additive' | 'damped';
  season: 'none' | 'additive' | 'multiplicative';
};

/** How fast level, slope and season follow, how fast the slope fades, and where they begin. What a form lacks is 0 (`phi`: 1). */
export type SmoothingParameters = {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
  level: number;
  slope: number;
  /** The season of each month of the cycle before the series begins, in the order of time; empty without one. */
  seasons: number[];
};

/** What smoothing left behind at the end of a series; `seasons` are those of the months to come, in order. */
export type SmoothingState = { level: number; slope: number; seasons: number[] };

export type Smoothed = {
  /** As R's `ets` has it: −½ (n · log Σe² + 2 Σ log|ŷ| of multiplicative errors), constants left out. */
  logLikelihood: number;
  /** Errors: of the series, or relative where they multiply. */
  errors: Float64Array;
  state: SmoothingState;
};

/** What a series leaves as it is smoothed; `errors` are kept where there is room for them. */
type Run = { logLikelihood: number; level: number; slope: number };

/** Smooths a series in place: `seasons` come in as they are before it and go out as they are after it. NaN as a likelihood where it leads nowhere. */
const run = (
  form: Smoothing,
  { alpha, beta, gamma, phi, ...from }: SmoothingParameters,
  values: readonly number[],
  seasons: Float64Array,
  errors: Float64Array | null,
): Run => {
  let { level, slope } = from;
  const cycle = seasons.length;
  const multiplies = form.error === 'multiplicative';
  const times = form.season === 'multiplicative';
  let [squares, logs] = [0, 0];
  for (let at = 0, place = 0; at < values.length; at += 1) {
    const value = values[at] as number;
    const carried = level + phi * slope;
    const season = cycle === 0 ? (times ? 1 : 0) : (seasons[place] as number);
    const expected = times ? carried * season : carried + season;
    if ((multiplies && !(expected > 0)) || (times && !(season > 0 && carried > 0)))
      return { logLikelihood: Number.NaN, level, slope };
    const difference = value - expected;
    // What the error means for the level (and slope) is the difference without the season's part in it.
    const forLevel = times ? difference / season : difference;
    const forSeason = times ? difference / carried : difference;
    const error = multiplies ? difference / expected : difference;
    if (errors) errors[at] = error;
    squares += error * error;
    if (multiplies) logs += Math.log(expected);
    level = carried + alpha * forLevel;
    slope = phi * slope + beta * forLevel;
    if (cycle === 0) continue;
    seasons[place] = season + gamma * forSeason;
    place = place + 1 === cycle ? 0 : place + 1;
  }
  return { logLikelihood: -0.5 * (values.length * Math.log(squares) + 2 * logs), level, slope };
};

/** How likely a series is with given parameters, as `smooth` has it; NaN where they lead nowhere. */
export const smoothedLikelihood = (
  form: Smoothing,
  parameters: SmoothingParameters,
  values: readonly number[],
): number => run(form, parameters, values, Float64Array.from(parameters.seasons), null).logLikelihood;

/**
 * Smooths a series with given parameters; null where they lead to an expectation that is not above 0 and errors multiply.
 *
 * `values` are in order of time without gaps.
 */
export const smooth = (
  form: Smoothing,
  parameters: SmoothingParameters,
  values: readonly number[],
): Smoothed | null => {
  const seasons = Float64Array.from(parameters.seasons);
  const errors = new Float64Array(values.length);
  const { logLikelihood, level, slope } = run(form, parameters, values, seasons, errors);
  if (Number.isNaN(logLikelihood)) return null;
  const next = values.length % Math.max(1, seasons.length);
  return {
    logLikelihood,
    errors,
    state: { level, slope, seasons: [...seasons.slice(next), ...seasons.slice(0, next)] },
  };
};

/** The mean expected in each of the coming months. */
export const expectation = (
  form: Smoothing,
  { phi }: Pick<SmoothingParameters, 'phi'>,
  { level, slope, seasons }: SmoothingState,
  months: number,
): number[] => {
  let carried = level;
  let fading = slope;
  return Array.from({ length: months }, (_, at) => {
    fading *= phi;
    carried += fading;
    if (seasons.length === 0) return carried;
    const season = seasons[at % seasons.length] as number;
    return form.season === 'multiplicative' ? carried * season : carried + season;
  });
};

/**
 * The variance of each of the coming months around its expectation, `sigma2` being that of one error.
 *
 * Exact where nothing multiplies or only errors do; where seasons multiply, the approximation of the same book (6.4), which takes
 * the season's own wandering as independent of the level's.
 */
export const forecastVariance = (
  form: Smoothing,
  { alpha, beta, gamma, phi }: Pick<SmoothingParameters, 'alpha' | 'beta' | 'gamma' | 'phi'>,
  state: SmoothingState,
  sigma2: number,
  months: number,
): number[] => {
  const cycle = state.seasons.length;
  const times = form.season === 'multiplicative';
  // How much an error of one month still weighs j months later.
  let faded = 0;
  const weights = Array.from({ length: months }, (_, at) => {
    faded += phi ** (at + 1);
    const seasonal = !times && cycle > 0 && (at + 1) % cycle === 0 ? gamma : 0;
    return alpha + beta * faded + seasonal;
  });
  const means = expectation(form, { phi }, times ? { ...state, seasons: [] } : state, months);
  if (form.error === 'additive') {
    let sum = 1;
    return means.map((_, at) => {
      if (at > 0) sum += (weights[at - 1] as number) ** 2;
      return sigma2 * sum;
    });
  }
  const seconds: number[] = [];
  return means.map((mean, at) => {
    let second = mean ** 2;
    for (let back = 1; back <= at; back += 1)
      second += sigma2 * (weights[back - 1] as number) ** 2 * (seconds[at - back] as number);
    seconds.push(second);
    if (!times) return (1 + sigma2) * second - mean ** 2;
    const season = state.seasons[at % cycle] as number;
    const turns = Math.floor(at / cycle);
    return season ** 2 * (second * (1 + sigma2) * (1 + gamma ** 2 * sigma2) ** turns - mean ** 2);
  });
};

/**
 * The coming months in one drawn future: each month's error is drawn, and moves what comes after it.
 *
 * `draw` gives one number of the standard normal distribution. An error multiplies no expectation below 0.
 */
export const drawnMonths = (
  form: Smoothing,
  { alpha, beta, gamma, phi }: Pick<SmoothingParameters, 'alpha' | 'beta' | 'gamma' | 'phi'>,
  state: SmoothingState,
  sigma2: number,
  months: number,
  draw: () => number,
): Float64Array => {
  let { level, slope } = state;
  const seasons = [...state.seasons];
  const cycle = seasons.length;
  const times = form.season === 'multiplicative';
  const path = new Float64Array(months);
  for (let at = 0; at < months; at += 1) {
    const place = cycle === 0 ? 0 : at % cycle;
    const carried = level + phi * slope;
    const season = cycle === 0 ? (times ? 1 : 0) : (seasons[place] as number);
    const expected = times ? carried * season : carried + season;
    const difference = Math.sqrt(sigma2) * draw() * (form.error === 'multiplicative' ? Math.max(expected, 0) : 1);
    path[at] = expected + difference;
    const forLevel = times ? difference / season : difference;
    level = carried + alpha * forLevel;
    slope = phi * slope + beta * forLevel;
    if (cycle > 0) seasons[place] = season + gamma * (times ? difference / carried : difference);
  }
  return path;
};
