import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fitSmoothing, judged } from '../analysis/forecast/fit.ts';
import { chooseSmoothing } from '../analysis/forecast/forecast.ts';
import { expectation, forecastVariance, type Smoothing, smooth } from '../analysis/forecast/smoothing.ts';
import type { Check } from './check.ts';

type Reference = {
  par: Record<string, number>;
  loglik: number;
  aicc: number;
  sigma2: number;
  mean: number[];
  lo95: number[];
  hi95: number[];
  mape: number;
};

const set = 'AirPassengers';
const horizon = 24;

/** The forms the reference fitted; its means of multiplicative seasons carry two small quirks of the package, see docs/verification.md. */
const forms: Record<string, { form: Smoothing; means: number; widths: number }> = {
  MAM: {
    form: { error: 'multiplicative', trend: 'additive', season: 'multiplicative' },
    means: 1e-3,
    widths: 0.06,
  },
  AAA: { form: { error: 'additive', trend: 'additive', season: 'additive' }, means: 1e-8, widths: 1e-8 },
  auto: {
    form: { error: 'multiplicative', trend: 'damped', season: 'multiplicative' },
    means: 1e-3,
    widths: 0.06,
  },
};

const parametersOf = ({ par }: Reference, form: Smoothing) => {
  // The package lists seasons back from the last month before the series, all but one.
  const listed = Array.from({ length: 11 }, (_, at) => par[`s${at}`] ?? Number.NaN);
  const rest = (form.season === 'additive' ? 0 : 12) - listed.reduce((a, b) => a + b, 0);
  return {
    alpha: par.alpha ?? 0,
    beta: par.beta ?? 0,
    gamma: par.gamma ?? 0,
    phi: par.phi ?? 1,
    level: par.l ?? 0,
    slope: par.b ?? 0,
    seasons: [...listed, rest].reverse(),
  };
};

const furthest = (ours: readonly number[], theirs: readonly number[]): number =>
  Math.max(...theirs.map((value, at) => Math.abs((ours[at] ?? Number.NaN) / value - 1)));

/** Exponential smoothing against R's `ets`: the same numbers under its parameters, and a likelihood no worse under ours. */
export const verifyForecast = async (directory: string): Promise<Check[]> => {
  const read = (name: string) => readFile(path.join(directory, 'forecast', name), 'utf8');
  const series = (await read('AirPassengers.csv'))
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => Number(line.split(',')[1]));
  const [before, came] = [series.slice(0, -horizon), series.slice(-horizon)];
  const references = JSON.parse(await read('DEV_ref_forecast.json')) as Record<string, Reference>;
  const mape = (expected: readonly number[]): number =>
    (100 / horizon) * came.reduce((sum, value, at) => sum + Math.abs((expected[at] ?? Number.NaN) / value - 1), 0);
  const checks: Check[] = [];
  for (const [name, { form, means, widths }] of Object.entries(forms)) {
    const reference = references[`AirPassengers_ETS_${name}`];
    if (!reference) continue;
    const parameters = parametersOf(reference, form);
    const smoothed = smooth(form, parameters, before);
    const fit = smoothed && judged(form, parameters, smoothed, Object.keys(reference.par).length + 1);
    const variances = fit ? forecastVariance(form, parameters, fit.state, fit.sigma2, horizon) : [];
    const expected = fit ? expectation(form, parameters, fit.state, horizon) : [];
    const own = fitSmoothing(form, 12, before);
    checks.push(
      {
        set,
        what: `${name}: likelihood at R's parameters`,
        reference: reference.loglik,
        ours: fit?.logLikelihood ?? null,
      },
      { set, what: `${name}: AICc at R's parameters`, reference: reference.aicc, ours: fit?.aicc ?? null },
      { set, what: `${name}: variance of an error`, reference: reference.sigma2, ours: fit?.sigma2 ?? null },
      {
        set,
        what: `${name}: furthest mean of 24, relative (≤ ${means})`,
        reference: 0,
        ours: furthest(expected, reference.mean),
        tolerance: means,
      },
      {
        set,
        what: `${name}: furthest width of a 95 % interval, relative (≤ ${widths})`,
        reference: 0,
        ours: furthest(
          variances.map((variance) => 2 * 1.959963984540054 * Math.sqrt(variance)),
          reference.hi95.map((high, at) => high - (reference.lo95[at] ?? Number.NaN)),
        ),
        tolerance: widths,
      },
      {
        set,
        what: `${name}: likelihood at ours is no worse than ${reference.loglik.toFixed(3)}`,
        reference: 'yes',
        ours: own && own.logLikelihood >= reference.loglik - 1e-6 ? 'yes' : 'no',
      },
    );
  }
  const chosen = chooseSmoothing(before);
  const expected = chosen ? expectation(chosen.form, chosen.parameters, chosen.state, horizon) : [];
  const lastYear = before.slice(-12);
  const naive = mape([...lastYear, ...lastYear]);
  const [auto, seasonalNaive] = [references.AirPassengers_ETS_auto, references.AirPassengers_snaive];
  checks.push(
    { set, what: 'seasonal naive: MAPE of 24 months', reference: seasonalNaive?.mape ?? 0, ours: naive },
    {
      set,
      what: `chosen: AICc ${chosen?.aicc.toFixed(2)} is no worse than R's choice, ${auto?.aicc.toFixed(2)}`,
      reference: 'yes',
      ours: chosen && chosen.aicc <= (auto?.aicc ?? 0) ? 'yes' : 'no',
    },
    {
      set,
      what: `chosen: MAPE ${mape(expected).toFixed(2)} is below R's ${auto?.mape.toFixed(2)} and the seasonal naive`,
      reference: 'yes',
      ours: mape(expected) < Math.min(auto?.mape ?? 0, naive) ? 'yes' : 'no',
    },
  );
  return checks;
};
