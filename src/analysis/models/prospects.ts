import { type Estimate, isRefusal, type Refusal } from './fit.ts';
import { expectedSpend, fitSpend, spendAtBound } from './gamma-gamma.ts';
import type { Prospects } from './outlook.ts';
import { expectedByRule, type Seen } from './rules.ts';
import { type Scores, scoreCustomers, shownAlive } from './score.ts';
import { type Instalment, nextPurchase } from './value.ts';
import type { WayFit } from './ways.ts';

/** What a purchase brings, in units of money: a fit, or why there is none and what stands in for it; and each customer's mean purchase. */
export type GroupSpend = { result: Estimate | Refusal; standIn: Estimate | null; mean: Float64Array };

/** A group's purchases told in money of `scale` minor units. */
export const spendOf = ({ bought }: WayFit, scale: number): GroupSpend => {
  const mean = Float64Array.from(bought.mean, (value) => value / scale);
  const spend = { x: bought.repeats, mean };
  const result = fitSpend(spend);
  const bound = isRefusal(result) && result.reason === 'ridge' ? spendAtBound(spend) : null;
  return { result, standIn: bound && !isRefusal(bound) ? bound : null, mean };
};

/** Where some amounts can't be told in the company's currency nothing can be said of what a purchase brings. */
export const unratedSpend = ({ bought }: WayFit): GroupSpend => ({
  result: { reason: 'no_rate', numbers: {} },
  standIn: null,
  mean: new Float64Array(bought.mean.length).fill(Number.NaN),
});

/** Money is told where spend was fitted, or something stands in for it, and has a mean for customers of one purchase too. */
export const moneyOf = ({
  result,
  standIn,
  mean,
}: GroupSpend): { estimate: Estimate; mean: Float64Array } | undefined => {
  const estimate = isRefusal(result) ? standIn : result;
  return estimate === null || (estimate.parameters[1] ?? 0) <= 1 ? undefined : { estimate, mean };
};

/** A group under its model; null where a rule tells. */
export const prospectsOf = ({ model, estimate, histories, rowOf }: WayFit, spend: GroupSpend): Prospects | null => {
  const money = moneyOf(spend);
  return model && estimate ? { model, estimate, histories, rowOf, ...(money ? { spend: money } : {}) } : null;
};

/** P(alive) of each customer by the model beside a rule; NaN without one. */
const aliveBeside = ({ beside, histories, rowOf }: WayFit): Float64Array => {
  if (!beside) return new Float64Array(rowOf.length).fill(Number.NaN);
  const { model, estimate } = beside;
  const { alive } = shownAlive(model, histories, model.alive(estimate.parameters, histories));
  return Float64Array.from(rowOf, (row) => alive[row] as number);
};

/** A rule expects as much in every month of the horizon. `horizonDays` of them against the days the rule looks at. */
const scoresByRule = (
  fit: WayFit,
  seen: Omit<Seen, 'bought'>,
  spend: GroupSpend,
  instalments: readonly Instalment[],
  horizonDays: number,
): Scores => {
  const { way, bought } = fit;
  const seenPurchases = way.by === 'rule' ? expectedByRule(way.rule, { ...seen, bought }) : null;
  const n = bought.first.length;
  const expected = (seenPurchases ?? new Float64Array(n)).map((count) => (count * horizonDays) / seen.span);
  const worth = instalments.reduce((sum, one) => sum + one.worth, 0) / instalments.length;
  const money = moneyOf(spend);
  const each = Float64Array.from(expected, (_, at) =>
    money
      ? expectedSpend(money.estimate.parameters, bought.repeats[at] as number, money.mean[at] as number)
      : Number.NaN,
  );
  return {
    alive: aliveBeside(fit),
    expectedPurchases: expected,
    spend: each,
    value: expected.map((count, at) => count * (each[at] as number) * worth),
    aliveAssumed: null,
  };
};

/** When the next purchase comes, per customer in units of the model's time (see `nextPurchase`); null where no model tells. */
export const waitsOf = (
  { model, estimate, beside, histories, rowOf }: WayFit,
  horizon: number,
): Float64Array | null => {
  const teller = model && estimate ? { model, estimate } : beside;
  if (!teller) return null;
  const waits = nextPurchase(teller.model, teller.estimate.parameters, histories, horizon);
  return Float64Array.from(rowOf, (row) => waits[row] as number);
};

/**
 * Scores the customers of a group, in the order of its members, however it is told. By a rule the chance to be alive is that of
 * the best model beside it (NaN without one).
 *
 * `seen.span` is how many days the rules look back; `perDay` units of the model's time a day.
 */
export const scoresOf = (
  fit: WayFit,
  spend: GroupSpend,
  instalments: readonly Instalment[],
  seen: Omit<Seen, 'bought'>,
  perDay: number,
): Scores => {
  const { model, estimate, histories, rowOf } = fit;
  if (!(model && estimate)) return scoresByRule(fit, seen, spend, instalments, (instalments.at(-1)?.end ?? 0) / perDay);
  const money = moneyOf(spend);
  return scoreCustomers(
    model,
    estimate.parameters,
    histories,
    rowOf,
    instalments,
    money ? { parameters: money.estimate.parameters, mean: money.mean } : undefined,
  );
};
