import { type BackTest, backTest, type Step, stepsOf } from './back-test.ts';
import type { Bought } from './bought.ts';
import { expectedByRule, type Seen } from './rules.ts';
import type { WayFit } from './ways.ts';

/** Per customer what was expected of the days after, and with what chance anything at all. */
type Expected = { expected: Float64Array; any: Float64Array };

const expectedOf = (fit: WayFit, seen: Seen, horizon: number): Expected => {
  const { model, estimate, histories, rowOf, way, bought } = fit;
  const ofCustomer = (column: Float64Array) => Float64Array.from(rowOf, (row) => column[row] as number);
  if (model && estimate)
    return {
      expected: ofCustomer(model.expected(estimate.parameters, histories, horizon)),
      any: ofCustomer(model.any(estimate.parameters, histories, horizon)),
    };
  const expected = way.by === 'rule' ? expectedByRule(way.rule, { ...seen, bought }) : null;
  const none = new Float64Array(rowOf.length);
  return { expected: expected ?? none, any: none.map(() => Number.NaN) };
};

/** A rule knows nothing of when: its weeks are alike. */
const evenSteps = (whole: number, weekly: readonly number[]): Step[] => {
  let actualSoFar = 0;
  return weekly.map((actual, at) => {
    actualSoFar += actual;
    const expected = whole / weekly.length;
    return { until: at + 1, expected, actual, expectedSoFar: expected * (at + 1), actualSoFar };
  });
};

const sumOf = (column: Float64Array): number => column.reduce((sum, value) => sum + value, 0);

const addedSteps = (all: readonly Step[][]): Step[] =>
  (all[0] ?? []).map((first, at) =>
    all.slice(1).reduce((sum, steps) => {
      const one = steps[at] as Step;
      return {
        until: sum.until,
        expected: sum.expected + one.expected,
        actual: sum.actual + one.actual,
        expectedSoFar: sum.expectedSoFar + one.expectedSoFar,
        actualSoFar: sum.actualSoFar + one.actualSoFar,
      };
    }, first),
  );

const joined = (columns: readonly ArrayLike<number>[]): Float64Array =>
  Float64Array.from(columns.flatMap((column) => Array.from(column)));

const besideRules = (told: Expected, steps: Step[], seen: Seen): BackTest =>
  backTest({ ...told, actual: seen.bought.after }, steps, {
    lastAgain: expectedByRule('last_again', seen),
    recencyFrequencyTable: expectedByRule('recency_frequency', seen),
  });

const boughtTogether = (fits: readonly WayFit[]): Bought => {
  const of = (name: keyof Bought) => joined(fits.map(({ bought }) => bought[name]));
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

/**
 * How groups would have been foretold at the day `to`, beside what happened in the `span` days after and what two rules without a model say:
 * each by itself, and all customers together.
 *
 * `weekly` are each group's purchases by week, in the order of the fits.
 */
export const judged = (
  fits: readonly WayFit[],
  seen: Omit<Seen, 'bought'>,
  unitDays: number,
  weekly: readonly (readonly number[])[],
): { groups: BackTest[]; all: BackTest } => {
  const each = fits.map((fit, place) => {
    const own = { ...seen, bought: fit.bought };
    const told = expectedOf(fit, own, seen.span / unitDays);
    const weeks = weekly[place] ?? [];
    const steps =
      fit.model && fit.estimate
        ? stepsOf(fit.model, fit.estimate.parameters, fit.histories, 7 / unitDays, weeks)
        : evenSteps((sumOf(told.expected) * 7 * weeks.length) / seen.span, weeks);
    return { told, steps, test: besideRules(told, steps, own) };
  });
  const together = {
    expected: joined(each.map(({ told }) => told.expected)),
    any: joined(each.map(({ told }) => told.any)),
  };
  const steps = addedSteps(each.map((one) => one.steps));
  return {
    groups: each.map(({ test }) => test),
    all: besideRules(together, steps, { ...seen, bought: boughtTogether(fits) }),
  };
};
