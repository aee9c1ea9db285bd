import { type Estimate, isRefusal, type Refusal } from './fit.ts';
import type { Parameters } from './model.ts';
import type { Random } from './numerics/draws.ts';
import { type Outlook, outlookOf } from './outlook.ts';
import type { RenewalModel, Renewals } from './renewals.ts';
import type { Instalment } from './value.ts';

/** One contract as it is written: days as whole numbers from any one day, the last included; what it brings a month (NaN: not known). */
export type Term = { customer: number; from: number; to: number; price: number };

/** How a customer's contracts stand on a day: renewals made, the last day in force, a term's length, what is paid a month, whether it ended. */
export type Relation = { customer: number; made: number; end: number; days: number; price: number; isLost: boolean };

/** A term seen in a relation: how many renewals led to it, and whether another has taken its place. */
type Seen = Term & { made: number; isRenewed: boolean };

const daysOf = ({ from, to }: Term): number => to - from + 1;

/** A renewal begins up to a month before the end of what it renews, and of short terms up to a third of one. */
const earlyDaysOf = (term: Term): number => Math.min(31, Math.floor(daysOf(term) / 3));

/** The term another renews: the nearest of those waiting near whose end it begins; null where it stands beside them all. */
const renewedBy = (term: Term, waiting: readonly Seen[]): Seen | null => {
  const lateOf = ({ to }: Seen): number => term.from - to - 1;
  const near = waiting.filter((one) => lateOf(one) >= -earlyDaysOf(one) - 1 && term.to > one.to);
  const far = (one: Seen): number => Math.abs(lateOf(one));
  return near.sort((one, other) => far(one) - far(other) || other.made - one.made)[0] ?? null;
};

/**
 * How customers stood with their contracts on the day `at`, one relation for each unbroken time under contract.
 *
 * `terms` are in the order of customer and beginning; those that began later are not known yet. A term that begins near the end of another, or within
 * `graceDays` after it, renews it, and each is renewed once; any other stands beside: its price adds, it renews nothing. Of contracts that run side by side the one renewed
 * most tells how many renewals were made, the one that ends last until when the customer is bound and for how long it is again. Where nothing begins within
 * the grace the relation is lost, and what begins later is another.
 */
export const relationsAt = (terms: readonly Term[], at: number, graceDays: number): Relation[] => {
  const relations: Relation[] = [];
  let seen: Seen[] = [];
  // Those of them that may still be renewed.
  let waiting: Seen[] = [];
  let end = Number.NEGATIVE_INFINITY;
  const close = (): void => {
    const [first] = seen;
    if (!first) return;
    const last = seen.reduce((latest, term) => (term.to >= latest.to ? term : latest), first);
    const inForce = seen.filter(({ to, isRenewed }) => !isRenewed && to >= Math.min(at, end));
    relations.push({
      customer: first.customer,
      made: seen.reduce((most, { made }) => Math.max(most, made), 0),
      end,
      days: daysOf(last),
      price: inForce.reduce((sum, { price }) => sum + price, 0),
      isLost: end + graceDays < at,
    });
  };
  for (const term of terms) {
    if (term.from > at) continue;
    if (seen[0]?.customer !== term.customer || term.from > end + graceDays + 1) {
      close();
      [seen, waiting, end] = [[], [], Number.NEGATIVE_INFINITY];
    }
    waiting = waiting.filter(({ to, isRenewed }) => !isRenewed && term.from <= to + graceDays + 1);
    const renewed = renewedBy(term, waiting);
    if (renewed) renewed.isRenewed = true;
    const now: Seen = { ...term, made: renewed ? renewed.made + 1 : 0, isRenewed: false };
    seen.push(now);
    waiting.push(now);
    end = Math.max(end, term.to);
  }
  close();
  return relations;
};

/** The same as counts of how contracts ended, for a fit. */
export const renewalsIn = (relations: readonly Relation[]): Renewals => {
  const most = relations.reduce((greatest, { made }) => Math.max(greatest, made), 0);
  const [lost, kept] = [new Array<number>(most + 2).fill(0), new Array<number>(most + 2).fill(0)];
  for (const { made, isLost } of relations) {
    const [column, at] = isLost ? [lost, made + 1] : [kept, made];
    column[at] = (column[at] as number) + 1;
  }
  return { lost, kept };
};

/** How many times a contract falls due by a day; one whose end is past and whose grace is not is due now. */
export const dueBy = ({ end, days }: Relation, until: number): number =>
  end >= until ? 0 : 1 + Math.floor((until - end - 1) / days);

/** The chance that a contract in force makes each of its next renewals, the first first. */
export const chances = (model: RenewalModel, parameters: Parameters, made: number, most: number): number[] => {
  const now = model.logSurvival(parameters, made);
  return Array.from({ length: most }, (_, at) => Math.exp(model.logSurvival(parameters, made + at + 1) - now));
};

/** What is told of each contract in force: the chance of the next renewal, renewals and money within the horizon, and what that is worth today. */
export type ContractScore = { next: number; renewals: number; value: number; worth: number };

/** For each month of the horizon how many renewals must have been made for it to be paid. */
const neededFor = (relation: Relation, at: number, instalments: readonly Instalment[]): number[] =>
  instalments.map(({ end }, place) => dueBy(relation, at + (end + (instalments[place - 1]?.end ?? 0)) / 2));

/** Scores contracts in force on the day `at`; `instalments` are months with their ends in days from it. */
export const scoreContracts = (
  model: RenewalModel,
  parameters: Parameters,
  relations: readonly Relation[],
  at: number,
  instalments: readonly Instalment[],
): ContractScore[] => {
  const until = at + (instalments.at(-1)?.end ?? 0);
  return relations.map((relation) => {
    const due = dueBy(relation, until);
    const told = chances(model, parameters, relation.made, Math.max(1, due));
    const paid = neededFor(relation, at, instalments).map((needed) =>
      needed === 0 ? 1 : (told[needed - 1] as number),
    );
    return {
      next: told[0] as number,
      renewals: told.slice(0, due).reduce((sum, chance) => sum + chance, 0),
      value: relation.price * paid.reduce((sum, chance) => sum + chance, 0),
      worth: relation.price * paid.reduce((sum, chance, month) => sum + chance * (instalments[month]?.worth ?? 0), 0),
    };
  });
};

/** Futures of what contracts in force bring within the horizon, in money where all prices are known, else in renewals. */
export const contractOutlook = (
  model: RenewalModel,
  estimate: Estimate,
  relations: readonly Relation[],
  at: number,
  instalments: readonly Instalment[],
  random: Random,
  draws = 300,
): Outlook => {
  const until = at + (instalments.at(-1)?.end ?? 0);
  const isMoney = relations.every(({ price }) => Number.isFinite(price));
  const known = relations.map((relation) => ({
    relation,
    due: dueBy(relation, until),
    needed: neededFor(relation, at, instalments),
  }));
  const futures = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const parameters = model.draw(estimate, random);
    let sum = 0;
    for (const { relation, due, needed } of known) {
      const made = model.future(parameters, relation.made, due, random);
      sum += isMoney ? relation.price * needed.filter((one) => one <= made).length : made;
    }
    futures[draw] = sum;
  }
  const scores = scoreContracts(model, estimate.parameters, relations, at, instalments);
  const expected = scores.reduce((sum, { value, renewals }) => sum + (isMoney ? value : renewals), 0);
  return outlookOf(expected, futures);
};

/** How a group of contracts is told: the model by likelihood, its own where the group can carry one. */
export type ContractFit = { model: RenewalModel; estimate: Estimate; of: 'group' | 'all' };

export const firstFit = (models: readonly RenewalModel[], own: Renewals, all: Renewals): ContractFit | Refusal => {
  const best = (renewals: Renewals, of: 'group' | 'all'): ContractFit | Refusal => {
    const fits = models.map((model) => ({ model, estimate: model.fit(renewals) }));
    const told = fits.flatMap(({ model, estimate }) => (isRefusal(estimate) ? [] : [{ model, estimate, of }]));
    const bic = ({ model, estimate }: ContractFit): number =>
      -2 * estimate.logLikelihood + model.parameterNames.length * Math.log(estimate.n);
    const [chosen] = told.toSorted((one, other) => bic(one) - bic(other));
    const refused = fits.map(({ estimate }) => estimate).findLast(isRefusal);
    return chosen ?? refused ?? { reason: 'insufficient_n', numbers: {} };
  };
  const group = best(own, 'group');
  if (!isRefusal(group)) return group;
  const whole = best(all, 'all');
  return isRefusal(whole) ? group : whole;
};
