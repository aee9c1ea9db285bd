import { drawGamma, drawNormal, type Random } from '../models/numerics/draws.ts';
import { seededRandom } from '../statistics/bootstrap.ts';
import type { Interval } from '../statistics/rates.ts';
import { type FoundFit, parametersFrom, shareCount } from './fit.ts';
import { drawnMonths, type SmoothingParameters, type SmoothingState, smooth, smoothedLikelihood } from './smoothing.ts';

/** One way the past could have come about: parameters, where they leave the series, and how far one error goes. */
type Story = { parameters: SmoothingParameters; state: SmoothingState; sigma2: number };

const cycle = 12;
const [settling, kept] = [60, 100];
const draws = 2000;
/** A form with less weight than this is as good as out of the question. */
const leastWeight = 0.05;

/**
 * Parameters the past leaves possible, drawn by a walk that goes where they are likely (Metropolis, one parameter at a time).
 *
 * Before the series is seen α, and φ within its bounds, is as likely at one place as at any other; slopes and seasons rather follow slowly (β ÷ α and
 * γ ÷ (1 − α) by Beta(1, 3)); beginnings are open, and so is the logarithm of the error's variance, which is drawn given the rest. Steps grow and shrink until about every third is taken.
 */
const storiesOf = ({ form, free, scale }: FoundFit, values: readonly number[], random: Random): Story[] => {
  const scaled = values.map((value) => value / scale);
  const shares = shareCount(form);
  // φ is the last share.
  const followers = form.trend === 'damped' ? shares - 1 : shares;
  const likelihood = (at: Float64Array): number => {
    const found = smoothedLikelihood(form, parametersFrom(form, cycle, at), scaled);
    let prior = 0;
    for (let share = 0; share < shares; share += 1) {
      const x = at[share] as number;
      prior -= Math.abs(x) + 2 * Math.log1p(Math.exp(-Math.abs(x)));
      if (share > 0 && share < followers) prior -= 2 * (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
    }
    return Number.isFinite(found) ? found + prior : Number.NEGATIVE_INFINITY;
  };
  const at = Float64Array.from(free);
  const steps = at.map((_, place) => (place < shares ? 0.7 : 0.1));
  let here = likelihood(at);
  const stories: Story[] = [];
  for (let turn = 0; turn < settling + kept; turn += 1) {
    for (let place = 0; place < at.length; place += 1) {
      const before = at[place] as number;
      at[place] = before + (steps[place] as number) * drawNormal(random);
      const there = likelihood(at);
      const isTaken = Math.log(1 - random()) < there - here;
      if (isTaken) here = there;
      else at[place] = before;
      if (turn < settling) steps[place] = (steps[place] as number) * (isTaken ? 1.25 : 0.9);
    }
    if (turn < settling) continue;
    const parameters = parametersFrom(form, cycle, at);
    const seen = smooth(form, parameters, scaled);
    if (!seen) continue;
    const squares = seen.errors.reduce((sum, error) => sum + error * error, 0);
    const sigma2 = squares / 2 / drawGamma(values.length / 2, 1, random);
    stories.push({ parameters, state: seen.state, sigma2 });
  }
  return stories;
};

/**
 * The bounds in which months to come, and their sum, lie at `level`: by drawn futures that allow for chance, for what the past leaves open of the
 * parameters, and of the form (each form as often as its AICc gives it weight).
 */
export const boundsOfFutures = (
  fits: readonly FoundFit[],
  values: readonly number[],
  months: number,
  level: number,
): { months: Interval[]; total: Interval } => {
  const random = seededRandom(1);
  const least = Math.min(...fits.map(({ aicc }) => aicc));
  const odds = fits.map(({ aicc }) => Math.exp((least - aicc) / 2));
  const all = odds.reduce((a, b) => a + b, 0);
  const weights = odds.map((one) => (one / all < leastWeight ? 0 : one));
  const sum = weights.reduce((a, b) => a + b, 0);
  const columns = Array.from({ length: months }, () => [] as number[]);
  const totals: number[] = [];
  for (const [place, fit] of fits.entries()) {
    const times = Math.round((draws * (weights[place] as number)) / sum);
    const stories = times === 0 ? [] : storiesOf(fit, values, random);
    for (let time = 0; time < times && stories.length > 0; time += 1) {
      const { parameters, state, sigma2 } = stories[time % stories.length] as Story;
      const path = drawnMonths(fit.form, parameters, state, sigma2, months, () => drawNormal(random));
      for (let month = 0; month < months; month += 1) columns[month]?.push((path[month] as number) * fit.scale);
      totals.push(path.reduce((a, b) => a + b, 0) * fit.scale);
    }
  }
  const bounds = (drawn: number[]): Interval => {
    drawn.sort((a, b) => a - b);
    const at = (share: number): number => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))] as number;
    return [at((1 - level) / 2), at(1 - (1 - level) / 2)];
  };
  return { months: columns.map(bounds), total: bounds(totals) };
};
