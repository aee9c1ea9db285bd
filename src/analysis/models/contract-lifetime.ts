import { seededRandom } from '../statistics/bootstrap.ts';
import type { Interval } from '../statistics/rates.ts';
import type { ContractFit, Relation, Term } from './contracts.ts';
import type { Parameters } from './model.ts';
import { type RenewalModel, type renewalTotals, residualLifetime } from './renewals.ts';

/** What the model of a group's contracts says of whole relations, in months paid and in money before costs. */
export type ContractLifetime = {
  /** What a new customer's first contract brings a month, in the mean. */
  price: number;
  /** Months a new customer pays over its whole life, each worth what it is on the day of the first (DEL), and 90 % bounds of that by the parameters. */
  months: number;
  monthsInterval: Interval;
  /** Expected months paid by the beginning of each month from the first, the first included, not discounted. */
  paidByMonth: number[];
  /** What all contracts in force together will still bring, in today's money. */
  residual: number;
};

/** Contracts and renewals a model is told from; with fewer constant retention says as much (domain §3.5). */
export const lifetimeDemands = { contracts: 100, renewals: 3 };

const perMonthDays = 365.25 / 12;
const year = 365;
/** Within how many months what a customer cost may be earned back; later is hardly soon enough to be told. */
const monthsAhead = 120;
const draws = 200;

/** A term's length in months: a whole number where it misses one by under three days, as calendar months do. */
export const termMonths = (days: number): number => {
  const months = days / perMonthDays;
  const whole = Math.round(months);
  return whole > 0 && Math.abs(months - whole) * perMonthDays < 3 ? whole : months;
};

/** Payments of 1 at the beginning of each of `months`, each worth `v` of the one before; a last part of a month counts by its part. */
const annuity = (months: number, v: number): number => (1 - v ** months) / (1 - v);

/** Renewals to come of one that made `made`, in terms of `months` each discounted by `v` a month. */
const renewalsAhead = (
  model: RenewalModel,
  parameters: Parameters,
  { made, months, v }: { made: number; months: number; v: number },
): number => residualLifetime(model, parameters, made, v ** -months - 1);

/**
 * Months a new customer pays over its life, discounted: the term's own months, and those of every term renewed. Where a term is a month
 * it is the expected discounted lifetime of domain §3.5, DEL. `v` is what money a month later is worth.
 */
export const paidMonths = (model: RenewalModel, parameters: Parameters, months: number, v: number): number =>
  annuity(months, v) * (1 + renewalsAhead(model, parameters, { made: 0, months, v }));

/** What a contract in force still brings, each month's money at its end: the rest of the term, and renewals. */
const residualOf = (
  model: RenewalModel,
  parameters: Parameters,
  relation: { made: number; months: number; rest: number },
  v: number,
): number => {
  const { made, months, rest } = relation;
  const renewed = renewalsAhead(model, parameters, { made, months, v }) * v ** -months;
  return v * (annuity(rest, v) + v ** rest * annuity(months, v) * renewed);
};

type FirstContract = { from: number; months: number; price: number };

/** The first contracts of each customer: what begins on its first day, together. `terms` are in the order of customer and beginning. */
const firstContractsOf = (terms: readonly Term[]): FirstContract[] => {
  const all: (FirstContract & { customer: number })[] = [];
  for (const { customer, from, to, price } of terms) {
    const last = all.at(-1);
    if (last?.customer !== customer) all.push({ customer, from, months: termMonths(to - from + 1), price });
    else if (last.from === from) {
      last.months = Math.max(last.months, termMonths(to - from + 1));
      last.price += price;
    }
  }
  return all;
};

/** New customers of the last year before `at`, of all where there were none, by the length of their first term: what they pay a month together. */
const newcomersOf = (terms: readonly Term[], at: number) => {
  const all = firstContractsOf(terms.filter(({ from }) => from <= at));
  const late = all.filter(({ from }) => from > at - year);
  const asked = late.length > 0 ? late : all;
  const paid = new Map<number, number>();
  for (const { months, price } of asked) paid.set(months, (paid.get(months) ?? 0) + price);
  const sum = [...paid.values()].reduce((total, price) => total + price, 0);
  return { price: sum / asked.length, shares: [...paid].map(([months, price]) => ({ months, share: price / sum })) };
};

const weighed = <T extends { share: number }>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sum, one) => sum + one.share * of(one), 0);

/**
 * Whole relations under contract, told by the model of a group's own renewals; null where the group is smaller than a model is told from, where a price is not
 * known, and where money keeps its worth (`discountYear` 0): a relation without an end has none then.
 *
 * A new customer is one of the last year: it pays what those paid, and its terms are as long. `terms` and `relations` are the group's, `at` the day told from.
 */
export const contractLifetimeOf = (
  { model, estimate, of }: ContractFit,
  group: { terms: readonly Term[]; relations: readonly Relation[]; at: number },
  totals: Pick<ReturnType<typeof renewalTotals>, 'contracts' | 'last'>,
  discountYear: number,
): ContractLifetime | null => {
  const isTold =
    of === 'group' && totals.contracts >= lifetimeDemands.contracts && totals.last >= lifetimeDemands.renewals;
  if (!isTold || discountYear <= 0) return null;
  const v = (1 + discountYear) ** (-1 / 12);
  const { price, shares } = newcomersOf(group.terms, group.at);
  const monthsAt = (parameters: Parameters): number =>
    weighed(shares, ({ months }) => paidMonths(model, parameters, months, v));
  const random = seededRandom(1);
  const drawn = Array.from({ length: draws }, () => monthsAt(model.draw(estimate, random))).sort((a, b) => a - b);
  const known = new Map<string, number>();
  const monthsLeft = ({ made, days, end }: Relation): number => {
    const relation = { made, months: termMonths(days), rest: Math.max(0, end - group.at) / perMonthDays };
    const key = JSON.stringify(relation);
    const before = known.get(key) ?? residualOf(model, estimate.parameters, relation, v);
    known.set(key, before);
    return before;
  };
  let paid = 0;
  const told: ContractLifetime = {
    price,
    months: monthsAt(estimate.parameters),
    monthsInterval: [drawn[draws * 0.05] as number, drawn[draws * 0.95 - 1] as number],
    paidByMonth: Array.from({ length: monthsAhead + 1 }, (_, month) => {
      paid += weighed(shares, ({ months }) =>
        Math.exp(model.logSurvival(estimate.parameters, Math.floor(month / months + 1e-9))),
      );
      return paid;
    }),
    residual: group.relations.reduce(
      (sum, relation) => (relation.isLost ? sum : sum + relation.price * monthsLeft(relation)),
      0,
    ),
  };
  return [told.price, told.months, told.residual].every(Number.isFinite) ? told : null;
};
