import { type Errors, errorsOf } from './back-test.ts';
import { type Bought, boughtBy, historiesOf } from './bought.ts';
import { type Candidate, choosePurchaseModel, holdoutNeeds, purchaseModel } from './choose.ts';
import { type Estimate, fitPurchases, isRefusal, type Refusal } from './fit.ts';
import type { Histories } from './histories.ts';
import type { ModelSpec, PurchaseModel } from './model.ts';
import type { Watch } from './numerics/optimise.ts';
import { expectedByRule, type NaiveRule, naiveRules, type Seen } from './rules.ts';

/** How a group of customers is foretold: by a model fitted to the group itself or to all customers, or by a rule that needs none. */
export type Way = { by: 'model'; spec: ModelSpec; of: 'group' | 'all' } | { by: 'rule'; rule: NaiveRule };

/** A way that was tried on a group: why not, or how likely it makes the purchases and how far off it was on those that came after. */
export type TriedWay = { way: Way; refusal?: Refusal; logLikelihood?: number; bic?: number; errors?: Errors };

/** A way tried, with what it expected of each customer in the days after; absent where it told nothing of them. */
type Trial = TriedWay & { expected?: Float64Array };

export type WayChoice = {
  /** The best first; the next is for where the best can't be fitted to everything that is known. */
  inOrder: Way[];
  decidedBy: 'holdout' | 'likelihood';
  tried: TriedWay[];
};

/** Models are told apart on so many customers; more would take longer and say the same. */
const mostTriedOn = 10_000;

const everyNth = (members: ArrayLike<number>): ArrayLike<number> => {
  const step = Math.ceil(members.length / mostTriedOn);
  return step <= 1
    ? members
    : Uint32Array.from({ length: Math.floor(members.length / step) }, (_, at) => Number(members[at * step]));
};

type Gathered = { bought: Bought; histories: Histories; rowOf: Uint32Array };

const gatheredOf = (all: Bought, members: ArrayLike<number>, to: number, unitDays: number): Gathered => {
  const bought = boughtBy(all, members);
  return { bought, ...historiesOf(bought, to, unitDays) };
};

/** Where people are seen to leave and no model can tell how, one in which nobody does would promise too much. */
const promisesTooMuch = (candidates: readonly Candidate[]): boolean =>
  candidates.some(({ result }) => isRefusal(result) && result.reason === 'ridge') &&
  candidates.every(({ spec, result }) => spec.id === 'nbd' || isRefusal(result));

const told = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(({ spec, result }) => !isRefusal(result) && (spec.id !== 'nbd' || !promisesTooMuch(candidates)));

const triedOf = (of: 'group' | 'all', { spec, result, bic, holdout, expected }: Candidate): Trial => ({
  way: { by: 'model', spec, of },
  ...(isRefusal(result) ? { refusal: result } : { logLikelihood: result.logLikelihood }),
  ...(bic === undefined ? {} : { bic }),
  ...(holdout ? { errors: holdout } : {}),
  ...(expected ? { expected } : {}),
});

/** The models fitted to all customers, tried on one group of them. */
const ofAllOn = (all: readonly Candidate[], { bought, histories, rowOf }: Gathered, horizon: number): Trial[] =>
  told(all).map((candidate) => {
    const { parameters } = candidate.result as Estimate;
    const column = purchaseModel(candidate.spec).expected(parameters, histories, horizon);
    const expected = Float64Array.from(rowOf, (row) => column[row] as number);
    return {
      ...triedOf('all', candidate),
      ...(horizon > 0 ? { errors: errorsOf(expected, bought.after), expected } : {}),
    };
  });

const ofRules = (seen: Seen): Trial[] =>
  naiveRules.flatMap((rule): Trial[] => {
    const expected = expectedByRule(rule, seen);
    return expected ? [{ way: { by: 'rule', rule }, errors: errorsOf(expected, seen.bought.after), expected }] : [];
  });

/** Of the models fitted to the group itself, the one that makes its purchases likeliest; undefined where none can be fitted. */
const likeliestOwn = (trials: readonly Trial[]): Trial | undefined =>
  trials
    .filter(({ way, refusal }) => way.by === 'model' && way.of === 'group' && refusal === undefined)
    .toSorted((one, other) => (one.bic ?? Number.POSITIVE_INFINITY) - (other.bic ?? Number.POSITIVE_INFINITY))[0];

/** The standard error of the difference between the mean square errors of two forecasts of the same customers. */
const differenceError = (one: ArrayLike<number>, other: ArrayLike<number>, actual: ArrayLike<number>): number => {
  const n = actual.length;
  let [sum, squares] = [0, 0];
  for (let at = 0; at < n; at += 1) {
    const fact = actual[at] as number;
    const difference = ((one[at] as number) - fact) ** 2 - ((other[at] as number) - fact) ** 2;
    sum += difference;
    squares += difference ** 2;
  }
  return n < 2 ? 0 : Math.sqrt(Math.max(0, squares - sum ** 2 / n) / (n - 1) / n);
};

/** By so many standard errors a way must be nearer than the likeliest model of the group's own to go before it: chance seldom does that. */
const surely = 2;

const byErrors = (trials: readonly Trial[], actual: ArrayLike<number>): ((trial: Trial) => number) => {
  const standing = likeliestOwn(trials)?.expected;
  return ({ errors, expected }) => {
    if (!errors || !expected) return Number.POSITIVE_INFINITY;
    return errors.rootMeanSquareError ** 2 + (standing ? surely * differenceError(expected, standing, actual) : 0);
  };
};

/** A group's own model before that of all, rules where there is nothing else: the table before the mere repetition. */
const byLikelihood = ({ way, bic }: Trial): number => {
  const rank = way.by === 'rule' ? (way.rule === 'recency_frequency' ? 2 : 3) : way.of === 'group' ? 0 : 1;
  return rank * 1e15 + (bic ?? 0);
};

const orderOf = (trials: readonly Trial[], by: WayChoice['decidedBy'], actual: ArrayLike<number>): Way[] => {
  const possible = trials.filter(({ refusal }) => refusal === undefined);
  const score = by === 'holdout' ? byErrors(possible, actual) : byLikelihood;
  return possible.toSorted((one, other) => score(one) - score(other)).map(({ way }) => way);
};

/**
 * Chooses for every group of customers how it is foretold, by what would have foretold its `span` days after `to` best.
 *
 * Tried are models fitted to the group, the same fitted to all customers, and two rules that need no model. Where the group bought 100 times
 * or more in those days, of its own models the likeliest (by BIC) tells, unless another way was nearer by more than chance: by two standard errors of the
 * difference of mean square errors per customer (they are least for the true expectation, and differ little between ways). Without a model of its own
 * the smallest mean square error decides. With fewer purchases, or where `span` is 0, a model of its own by BIC goes before one of all, and rules are
 * for where no model can be fitted. Of more than 10,000 customers every n-th is tried. Progress is the share of groups done.
 */
export const chooseWays = (
  { bought, to, span }: Seen,
  groups: readonly ArrayLike<number>[],
  unitDays: number,
  watch: Watch = {},
): WayChoice[] => {
  const horizon = span / unitDays;
  const inner: Watch = watch.shouldStop ? { shouldStop: watch.shouldStop } : {};
  const choose = ({ bought: own, histories, rowOf }: Gathered): Candidate[] =>
    choosePurchaseModel(histories, span === 0 ? undefined : { rowOf, actual: own.after, horizon }, { watch: inner })
      .candidates;
  const everybody = Uint32Array.from({ length: bought.first.length }, (_, at) => at);
  const all = groups.length > 1 ? choose(gatheredOf(bought, everyNth(everybody), to, unitDays)) : [];
  return groups.map((members, place) => {
    watch.onProgress?.(place / groups.length);
    const group = gatheredOf(bought, everyNth(members), to, unitDays);
    const own = choose(group);
    const kept = new Set(told(own));
    const happened = span === 0 ? 0 : errorsOf(group.bought.after, group.bought.after).actual;
    const decidedBy = happened >= holdoutNeeds ? 'holdout' : 'likelihood';
    const tried = [
      ...own.map((candidate) => triedOf('group', candidate)),
      ...ofAllOn(all, group, horizon),
      ...(span === 0 ? [] : ofRules({ bought: group.bought, to, span })),
    ];
    const possible = tried.filter((_, at) => {
      const candidate = own[at];
      return candidate === undefined || kept.has(candidate);
    });
    return {
      inOrder: orderOf(possible, decidedBy, group.bought.after),
      decidedBy,
      tried: tried.map(({ expected: _, ...one }) => one),
    };
  });
};

/** A group of customers as it was foretold at one day. */
export type WayFit = Gathered & {
  way: Way;
  /** Both null where a rule tells. */
  model: PurchaseModel | null;
  estimate: Estimate | null;
  /** Where a rule tells how much: the best of the models, which tells who is still there; null where none can be fitted. */
  beside: { model: PurchaseModel; estimate: Estimate } | null;
  members: ArrayLike<number>;
};

/**
 * Fits every group by the first of its ways that can be fitted to what was known at the day `to`; a refusal where none can.
 *
 * A fit to all customers is made once, however many groups it tells of.
 */
export const fitWays = (
  { bought, to }: Seen,
  groups: readonly { members: ArrayLike<number>; ways: readonly Way[] }[],
  unitDays: number,
  watch: Watch = {},
): (WayFit | Refusal)[] => {
  const ofAll = new Map<string, Estimate | Refusal>();
  const fitToAll = (model: PurchaseModel): Estimate | Refusal => {
    const key = JSON.stringify(model.spec);
    const known = ofAll.get(key) ?? fitPurchases(model, historiesOf(bought, to, unitDays).histories, watch);
    ofAll.set(key, known);
    return known;
  };
  const firstFit = (ways: readonly Way[], { histories }: Gathered) => {
    let refusal: Refusal = { reason: 'insufficient_n', numbers: { customers: histories.customers } };
    for (const way of ways) {
      if (way.by === 'rule') continue;
      const model = purchaseModel(way.spec);
      const estimate = way.of === 'all' ? fitToAll(model) : fitPurchases(model, histories, watch);
      if (!isRefusal(estimate)) return { way, model, estimate };
      refusal = estimate;
    }
    return refusal;
  };
  return groups.map(({ members, ways }) => {
    const group = { ...gatheredOf(bought, members, to, unitDays), members };
    const ruleAt = ways.findIndex(({ by }) => by === 'rule');
    const fit = firstFit(ruleAt < 0 ? ways : ways.slice(0, ruleAt), group);
    if (!isRefusal(fit)) return { ...group, ...fit, beside: null };
    const way = ways[ruleAt];
    if (!way) return fit;
    const beside = firstFit(ways.slice(ruleAt), group);
    return { ...group, way, model: null, estimate: null, beside: isRefusal(beside) ? null : beside };
  });
};

export const isSameWay = (one: Way, other: Way): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Two groups told by one fit share its parameters. */
export const sameFit = (one: WayFit, other: WayFit): boolean =>
  one.estimate !== null && one.estimate === other.estimate;

/**
 * How far a model of all customers was off for a group in the days that decided, as a share of what it expected; 0 for a model of the group's own, a
 * rule, and where nothing decided. A group differs from all by something its own purchases did not teach the model: it may be as far off again.
 */
export const missOfAll = (choice: WayChoice | null, { way }: WayFit): number => {
  if (way.by === 'rule' || way.of === 'group') return 0;
  const errors = choice?.tried.find((one) => isSameWay(one.way, way))?.errors;
  return errors && errors.expected > 0 ? Math.abs(errors.actual / errors.expected - 1) : 0;
};
