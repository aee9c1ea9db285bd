import { describe, expect, it } from 'vitest';
import type { Bought } from '../../../src/analysis/models/bought.ts';
import { isRefusal } from '../../../src/analysis/models/fit.ts';
import { fitSpend, spendAtBound } from '../../../src/analysis/models/gamma-gamma.ts';
import { judged } from '../../../src/analysis/models/judged.ts';
import { prospectsOf, scoresOf, spendOf } from '../../../src/analysis/models/prospects.ts';
import { expectedByRule } from '../../../src/analysis/models/rules.ts';
import { chooseWays, fitWays, missOfAll } from '../../../src/analysis/models/ways.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';
import { segmentRows } from '../../../src/operations/forecast/rows.ts';

type Life = { born: number; gap: () => number; leaves: () => boolean };

/** Purchase days of customers up to `end`, as they were known on the day `to`. */
const boughtOf = (lives: readonly Life[], to: number, span: number, end: number): Bought => {
  const rows = lives.map(({ born, gap, leaves }) => {
    const days = [born];
    for (let day = born; !leaves(); ) {
      day += gap();
      if (day > end) break;
      days.push(day);
    }
    const known = days.filter((day) => day <= to);
    const then = days.filter((day) => day <= to - span);
    return {
      first: born,
      last: known.at(-1) ?? born,
      repeats: known.length - 1,
      mean: known.length > 1 ? 100 : 0,
      logIntervals: known.slice(1).reduce((sum, day, at) => sum + Math.log(day - (known[at] as number)), 0),
      after: days.filter((day) => day > to && day <= to + span).length,
      before: known.filter((day) => day > to - span).length,
      repeatsThen: then.length - 1,
      lastThen: then.at(-1) ?? 0,
    };
  });
  const of = (name: keyof Bought) => Float64Array.from(rows, (row) => row[name]);
  return {
    first: of('first'),
    last: of('last'),
    repeats: of('repeats'),
    mean: of('mean'),
    logIntervals: of('logIntervals'),
    after: of('after'),
    before: of('before'),
    repeatsThen: of('repeatsThen'),
    lastThen: of('lastThen'),
  };
};

const [to, span, end] = [500, 200, 700];
const random = seededRandom(11);
const upTo = (most: number): number => 1 + Math.floor(random() * most);

/** Customers who buy by chance and leave, and customers who buy by the clock and leave seldom. */
const byChance = (): Life => {
  const [mean, leaving] = [15 + upTo(70), 0.4 * random() ** 2];
  return {
    born: upTo(250),
    gap: () => Math.ceil(-mean * Math.log(1 - random())),
    leaves: () => random() < leaving,
  };
};
const byClock = (): Life => {
  const every = 20 + upTo(40);
  return { born: upTo(250), gap: () => every + upTo(5), leaves: () => random() < 0.03 };
};

const range = (from: number, count: number) => Uint32Array.from({ length: count }, (_, at) => from + at);
const lives = [
  ...Array.from({ length: 600 }, byChance),
  ...Array.from({ length: 400 }, byClock),
  ...Array.from({ length: 80 }, byClock),
];
const seen = { bought: boughtOf(lives, to, span, end), to, span };
const groups = [range(0, 600), range(600, 400), range(1000, 80)];
const choices = chooseWays(seen, groups, 7);

describe('the way a segment is told', () => {
  it('is the likeliest of its own models unless another was surely nearer on its past, with every other named', () => {
    let nearerByChance = 0;
    for (const [at, { inOrder, decidedBy, tried }] of choices.entries()) {
      expect(decidedBy).toBe('holdout');
      const errorOf = (way: unknown): number =>
        tried.find((one) => one.way === way)?.errors?.rootMeanSquareError ?? Number.NaN;
      const least = Math.min(...tried.flatMap((one) => (one.errors ? [one.errors.rootMeanSquareError] : [])));
      const own = tried
        .filter(({ way, refusal }) => way.by === 'model' && way.of === 'group' && !refusal)
        .sort((one, other) => (one.bic ?? 0) - (other.bic ?? 0))[0]?.way;
      const best = inOrder[0];
      if (!own) expect(errorOf(best)).toBe(least);
      else if (best !== own) expect(errorOf(best)).toBeLessThan(errorOf(own));
      else if (errorOf(own) > least) nearerByChance += 1;
      expect(tried.find((one) => one.way === best)?.errors?.actual).toBe(
        Array.from(groups[at] ?? []).reduce((sum, one) => sum + (seen.bought.after[one] ?? 0), 0),
      );
    }
    expect(nearerByChance).toBeGreaterThan(0);
  });

  it('may be as far off again, where it was learnt of all, as it was in the days that decided', () => {
    const fits = fitWays(
      seen,
      groups.map((members, at) => ({ members, ways: choices[at]?.inOrder ?? [] })),
      7,
    );
    for (const [at, choice] of choices.entries()) {
      const fit = fits[at];
      if (!fit || isRefusal(fit)) throw new Error('refused');
      const ofAll = fit.way.by === 'model' && fit.way.of === 'all';
      const { expected, actual } = choice.tried.find(({ way }) => way === fit.way)?.errors ?? {
        expected: 0,
        actual: 0,
      };
      expect(missOfAll(choice, fit)).toBe(ofAll ? Math.abs(actual / expected - 1) : 0);
      expect(ofAll).toBe(at > 0);
    }
    const [fit] = fits.slice(2);
    if (!fit || isRefusal(fit)) throw new Error('refused');
    const spend = spendOf(fit, 1);
    const scores = scoresOf(fit, spend, [{ end: 26, worth: 1 }], seen, 1 / 7);
    const widthOf = (miss: number): number => {
      const told = [{ segment: 'C', fit, scores, prospects: prospectsOf(fit, spend), miss }];
      const { rows } = segmentRows(told, { horizon: 26, unitDays: 7, to: '2025-01-01' }, true);
      const [low, high] = rows[0]?.interval ?? [Number.NaN, Number.NaN];
      return (high - low) / (rows[0]?.expected_orders ?? Number.NaN);
    };
    // Both are independent: their squares add up, but for the odds of 300 drawn futures and money's share.
    const [without, half] = [widthOf(0), widthOf(0.5)];
    expect(half).toBeGreaterThan(1.3 * without);
    expect(widthOf(0.2)).toBeGreaterThan(without);
  });

  it('knows regular purchases, and lends a small segment what was learnt of all', () => {
    expect(choices[1]?.inOrder[0]).toMatchObject({ by: 'model', spec: { id: expect.stringMatching(/cnbd$/) } });
    const own = choices[2]?.tried.filter(({ way }) => way.by === 'model' && way.of === 'group') ?? [];
    expect(own.map(({ refusal }) => refusal?.reason)).toEqual(own.map(() => 'insufficient_n'));
    expect(choices[2]?.inOrder.some((way) => way.by === 'model' && way.of === 'all')).toBe(true);
  });

  it('is a rule where no model comes nearer, with the best model beside it for who is still there', () => {
    // Half buy every tenth day, half not again: no spread of rates is like that, and last time tells all.
    const steady = (): Life => ({ born: upTo(40), gap: () => 10, leaves: () => false });
    const once = (): Life => ({ born: upTo(40), gap: () => 10, leaves: () => true });
    const two = {
      bought: boughtOf([...Array.from({ length: 200 }, steady), ...Array.from({ length: 200 }, once)], to, span, end),
      to,
      span,
    };
    const [choice] = chooseWays(two, [range(0, 400)], 7);
    expect(choice?.inOrder[0]).toMatchObject({ by: 'rule' });
    const [fit] = fitWays(two, [{ members: range(0, 400), ways: choice?.inOrder ?? [] }], 7);
    if (!fit || isRefusal(fit)) throw new Error('refused');
    expect(fit.model).toBeNull();
    expect(fit.beside === null).toBe(!choice?.inOrder.some(({ by }) => by === 'model'));
  });

  it('is chosen by likelihood where nothing happened after, its own model first', () => {
    const [choice] = chooseWays({ ...seen, span: 0 }, groups, 7);
    expect(choice?.decidedBy).toBe('likelihood');
    expect(choice?.inOrder[0]).toMatchObject({ by: 'model', of: 'group' });
    expect(choice?.tried.every(({ way }) => way.by === 'model')).toBe(true);
  });
});

describe('the judgement of all segments', () => {
  it('adds up what is said of each', () => {
    const fits = fitWays(
      seen,
      groups.map((members, at) => ({ members, ways: choices[at]?.inOrder ?? [] })),
      7,
    ).flatMap((fit) => (isRefusal(fit) ? [] : [fit]));
    expect(fits).toHaveLength(3);
    const weekly = groups.map((_, at) => new Array<number>(28).fill(at + 1));
    const { groups: each, all } = judged(fits, { to, span }, 7, weekly);
    const sum = (of: (one: (typeof each)[number]) => number) => each.reduce((total, one) => total + of(one), 0);
    expect(all.customers).toBe(1080);
    expect(all.model.actual).toBe(sum(({ model }) => model.actual));
    expect(all.model.expected).toBeCloseTo(
      sum(({ model }) => model.expected),
      8,
    );
    expect(all.steps[3]).toMatchObject({ actual: 6, actualSoFar: 24 });
    expect(all.steps.at(-1)?.expectedSoFar).toBeCloseTo(
      sum(({ steps }) => steps.at(-1)?.expectedSoFar ?? 0),
      8,
    );
  });

  it('a repetition takes a first purchase for what made the customer, not for one that comes again', () => {
    const young = boughtOf([{ born: 450, gap: () => 20, leaves: () => false }], to, span, end);
    expect(Array.from(expectedByRule('last_again', { bought: young, to, span }) ?? [])).toEqual([2]);
    expect(expectedByRule('recency_frequency', { bought: young, to, span })).toBeNull();
  });
});

describe('spend that has no spread of one kind', () => {
  it('is told in the limit: by each customer’s own orders, or by the mean of all', () => {
    const x = Array.from({ length: 400 }, () => 1 + Math.floor(random() * 6));
    const own = x.map(() => 20 + 200 * random() ** 3);
    const constant = { x, mean: own };
    expect(fitSpend(constant)).toMatchObject({ reason: 'ridge' });
    const fitted = spendAtBound(constant);
    if (isRefusal(fitted)) throw new Error('refused');
    expect(fitted.parameters[0]).toBe(1000);
    expect(fitted.logCovariance.every((row) => row.length === 3)).toBe(true);
    expect(fitted.logLikelihood).toBeGreaterThan(-Number.MAX_VALUE);
  });
});
