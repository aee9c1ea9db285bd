import { seededRandom } from '../statistics/bootstrap.ts';
import { drawParameters, usualDemands } from './fit.ts';
import { expectedSpend } from './gamma-gamma.ts';
import { gather } from './histories.ts';
import type { Parameters, PurchaseModel } from './model.ts';
import { type GroupSpend, moneyOf } from './prospects.ts';
import type { Scores } from './score.ts';
import { continuousRate } from './value.ts';
import type { WayFit } from './ways.ts';

/** What the model of a group says of whole lives: in purchases and in revenue, before costs. */
export type Lifetime = {
  /** Repeat purchases of a new customer over its whole life, each worth what it is worth on the day of the first (DET), and 90 % bounds of that by the parameters. */
  repeats: number;
  repeatsInterval: [number, number];
  /** Expected repeat purchases of a new customer by the end of each of `monthsAhead` months, not discounted. */
  byMonth: number[];
  /** What a repeat purchase of a new customer brings. */
  purchase: number;
  /** What all present customers together will still bring, in today's money. */
  residual: number;
};

const newcomer = gather({ x: [0], recency: [0], age: [0], logIntervals: 0 }).histories;

/** Repeat purchases of a new customer over its whole life, discounted at a continuous rate per unit of the model's time (DET). */
export const wholeLife = (model: PurchaseModel, parameters: Parameters, rate: number): number =>
  model.discounted(parameters, newcomer, rate)[0] as number;

/** Within how many months what a customer cost may be earned back; later is hardly soon enough to be told. */
const monthsAhead = 120;
const perMonthDays = 365.25 / 12;
const draws = 200;

/**
 * Whole lives of a group told by a model; null where a rule tells, where spend can't be told, and where the group is smaller than models are fitted to.
 *
 * A life reaches much further than what was seen, so a few customers are not told by parameters borrowed from all others. `unitDays` is the unit of
 * the model's time, `discountYear` a yearly rate above zero; without one a life without an end has no worth and the answer is null.
 */
export const lifetimeOf = (
  fit: WayFit,
  spend: GroupSpend,
  scores: Scores,
  { unitDays, discountYear }: { unitDays: number; discountYear: number },
): Lifetime | null => {
  const { model, estimate, histories, rowOf } = fit;
  const money = moneyOf(spend);
  if (!model || !estimate || !money || rowOf.length < usualDemands.customers || discountYear <= 0) return null;
  const rate = continuousRate(discountYear, 365.25 / unitDays);
  const random = seededRandom(1);
  const drawn = Array.from({ length: draws }, () => wholeLife(model, drawParameters(estimate, random), rate)).sort(
    (a, b) => a - b,
  );
  const still = model.discounted(estimate.parameters, histories, rate);
  let residual = 0;
  for (let at = 0; at < rowOf.length; at += 1)
    residual += (scores.spend[at] as number) * (still[rowOf[at] as number] as number);
  const told: Lifetime = {
    repeats: wholeLife(model, estimate.parameters, rate),
    repeatsInterval: [drawn[draws * 0.05] as number, drawn[draws * 0.95 - 1] as number],
    byMonth: Array.from({ length: monthsAhead }, (_, at) =>
      model.newcomer(estimate.parameters, ((at + 1) * perMonthDays) / unitDays),
    ),
    purchase: expectedSpend(money.estimate.parameters, 0, 0),
    residual,
  };
  return [told.repeats, told.purchase, told.residual].every(Number.isFinite) ? told : null;
};
