import { addMonths, monthsOf, type Period } from '../../model/days.ts';
import { splitByLargestRemainder } from '../../model/money.ts';
import type { Settings } from '../../model/settings.ts';
import { type SuccessClass, successClasses } from '../../model/stages.ts';
import { type Key, keyOf, type Question, valuesOf } from './question.ts';
import { inPeriod, keyFinder } from './scope.ts';
import { costDimensions, type Tallies, type Tally } from './tally.ts';

type ByClass = Record<SuccessClass, number>;

/** Costs of one part of the company in one period; money in minor units, hours in thousandths. */
export type Costs = {
  direct: ByClass;
  /** Direct cost and the part of shared cost that fell to the class. */
  loaded: ByClass;
  /** Hours of cost lines. */
  hours: ByClass;
  /** Hours logged on interactions; see `hoursOf`. */
  logged: ByClass;
  shared: number;
  /** Of the shared cost that fell here, what was split by hours logged on interactions. */
  splitByLogged: number;
  /** Shared cost nothing could be split by. */
  unallocated: number;
  /** Every class but `outside`, shared cost where it fell. */
  expense: number;
  marketing: number;
  sales: number;
  /** Expense whose function nobody told: neither marketing's nor sales'. */
  unassigned: number;
  unclassed: number;
  /** Marketing's own cost without shared, and what of it serves no cell of the journey. */
  marketingDirect: number;
  offJourney: number;
  ads: number;
  rows: number;
  unrated: number;
};

const zeroes = (): ByClass => ({ acquisition: 0, activation: 0, retention: 0, development: 0, winback: 0 });
export const noCosts = (): Costs => ({
  direct: zeroes(),
  loaded: zeroes(),
  hours: zeroes(),
  logged: zeroes(),
  shared: 0,
  splitByLogged: 0,
  unallocated: 0,
  expense: 0,
  marketing: 0,
  sales: 0,
  unassigned: 0,
  unclassed: 0,
  marketingDirect: 0,
  offJourney: 0,
  ads: 0,
  rows: 0,
  unrated: 0,
});

const hasAny = (sums: ByClass): boolean => successClasses.some((name) => sums[name] !== 0);

/**
 * People's hours by class, in thousandths: those of the cost lines; where these have none of any class, those logged on interactions.
 *
 * The two are never mixed within one period and part of the company: the same hour may stand in both.
 */
export const hoursOf = ({ hours, logged }: Costs): { hours: ByClass; fromInteractions: boolean } =>
  hasAny(hours) || !hasAny(logged) ? { hours, fromInteractions: false } : { hours: logged, fromInteractions: true };

/** Whether a part of the company has a cost line, or a part of shared cost. */
export const hasCosts = ({ rows, expense, shared, unallocated }: Costs): boolean =>
  rows !== 0 || expense !== 0 || shared !== 0 || unallocated !== 0;

const isSuccessClass = (name: string): name is SuccessClass => (successClasses as readonly string[]).includes(name);

/** The whole calendar months of a period, cut at its ends: shared cost is split month by month. */
export const monthPieces = (period: Period): Period[] =>
  monthsOf(period).map((month) => {
    const next = addMonths(month, 1);
    return { from: month < period.from ? period.from : month, to: next > period.to ? period.to : next };
  });

type Leaf = { key: Key; costs: Costs; halved: number };

/**
 * Splits an amount over leaves by weight, one dimension after the other, largest remainder at each.
 *
 * A value of an outer dimension therefore has the same amount whether or not inner ones are asked for.
 */
const splitTree = (amount: number, leaves: readonly { key: Key; weight: number }[], depth = 0): Map<Key, number> => {
  if (depth === costDimensions.length) return new Map(leaves.map(({ key }) => [key, amount]));
  const groups = new Map<string, { key: Key; weight: number }[]>();
  for (const leaf of leaves) {
    const value = valuesOf(leaf.key)[depth] ?? '';
    groups.set(value, [...(groups.get(value) ?? []), leaf]);
  }
  const values = [...groups.keys()].sort();
  const weights = values.map((value) => (groups.get(value) ?? []).reduce((sum, { weight }) => sum + weight, 0));
  const parts = splitByLargestRemainder(amount, weights);
  const split = new Map<Key, number>();
  values.forEach((value, at) => {
    const part = parts?.[at] ?? 0;
    if (part !== 0) for (const [key, own] of splitTree(part, groups.get(value) ?? [], depth + 1)) split.set(key, own);
  });
  return split;
};

const nowhere = keyOf(costDimensions.map(() => ''));

export type CostSettings = Pick<Settings, 'shared_driver' | 'shared_split' | 'ad_channels'>;

const addDirect = (leaf: Leaf, tally: Tally, adChannels: readonly string[]): void => {
  const [name = '', role = '', cell = '0'] = tally.tag.split('|');
  const { amount = 0, hours = 0, rows = 0, unrated = 0 } = tally.sums;
  const { costs } = leaf;
  if (name === 'outside') return;
  costs.rows += rows;
  costs.unrated += unrated;
  if (name === 'shared') {
    costs.shared += amount;
    return;
  }
  costs.expense += amount;
  if (isSuccessClass(name)) {
    costs.direct[name] += amount;
    costs.loaded[name] += amount;
    costs.hours[name] += hours;
  } else costs.unclassed += amount;
  if (role === 'marketing') {
    costs.marketing += amount;
    costs.marketingDirect += amount;
    if (cell === '0') costs.offJourney += amount;
  } else if (role === 'sales' || role === 'success') costs.sales += amount;
  else if (role === 'management') leaf.halved += amount;
  else costs.unassigned += amount;
  const channel = valuesOf(leaf.key)[1] ?? '';
  if (name === 'acquisition' && adChannels.includes(channel)) costs.ads += amount;
};

/** What shared cost is split by: a weight for every class, and whether these are hours logged on interactions. */
type Weights = { list: readonly number[]; fromInteractions: boolean };

/** Lays shared cost on the leaves, and splits what is both marketing's and sales' between the two, summing exactly. */
const addShared = (leaves: Map<Key, Leaf>, leafOf: (key: Key) => Leaf, weights: Weights, split: number): void => {
  const pool = [...leaves.values()].reduce((sum, { costs }) => sum + costs.shared, 0);
  const parts = splitByLargestRemainder(pool, weights.list);
  if (!parts) {
    leafOf(nowhere).costs.unallocated += pool;
    leafOf(nowhere).costs.expense += pool;
    leafOf(nowhere).halved += pool;
  }
  successClasses.forEach((name, at) => {
    const part = parts?.[at] ?? 0;
    if (part === 0) return;
    const weighed = [...leaves.values()]
      .map(({ key, costs }) => ({ key, weight: Math.max(0, costs.direct[name]) }))
      .filter(({ weight }) => weight > 0);
    for (const [key, amount] of splitTree(part, weighed.length > 0 ? weighed : [{ key: nowhere, weight: 1 }])) {
      const leaf = leafOf(key);
      leaf.costs.loaded[name] += amount;
      leaf.costs.expense += amount;
      if (weights.fromInteractions) leaf.costs.splitByLogged += amount;
      leaf.halved += amount;
    }
  });
  let before = 0;
  for (const key of [...leaves.keys()].sort()) {
    const leaf = leafOf(key);
    const marketing = Math.round((before + leaf.halved) * split) - Math.round(before * split);
    before += leaf.halved;
    leaf.costs.marketing += marketing;
    leaf.costs.sales += leaf.halved - marketing;
  }
};

const sumInto = (into: Costs, from: Costs): void => {
  for (const [name, value] of Object.entries(from) as [keyof Costs, number | ByClass][])
    if (typeof value === 'number') (into[name] as number) += value;
    else for (const own of successClasses) (into[name] as ByClass)[own] += value[own];
};

/** Costs of any period by the values of dimensions, shared cost laid on month by month. */
export type CostBook = (period: Period, question: Pick<Question, 'by' | 'filter'>) => Map<Key, Costs>;

/**
 * Opens the cost ledger: from cost tallies to costs by period and part of the company, with shared cost where it belongs.
 *
 * Month by month, shared cost goes to the five classes by the driver, then within a class over segment, channel, campaign and process by
 * direct cost, largest remainder at each step; so months sum to the year and values to the total, exactly. What nothing can
 * be split by is left unallocated. `weightsOf` tells the driver's weights of the classes in a piece of a month
 * for the drivers that are not cost itself (successes, revenue); hours are those of `hoursOf` for the whole company. Shared cost, and cost of management, is
 * marketing's by `shared_split` and otherwise sales'.
 */
export const openCostBook = (
  { costs: tallies = [], work = [] }: Pick<Tallies, 'costs' | 'work'>,
  settings: CostSettings,
  weightsOf: (piece: Period) => ByClass | null,
): CostBook => {
  const pieces = new Map<string, Leaf[]>();
  const leavesOf = (piece: Period): Leaf[] => {
    const id = `${piece.from}/${piece.to}`;
    const known = pieces.get(id);
    if (known) return known;
    const leaves = new Map<Key, Leaf>();
    const leafOf = (key: Key): Leaf => {
      const found = leaves.get(key) ?? { key, costs: noCosts(), halved: 0 };
      leaves.set(key, found);
      return found;
    };
    for (const tally of tallies)
      if (inPeriod(tally.at, piece)) addDirect(leafOf(tally.key), tally, settings.ad_channels);
    for (const { at, key, tag, sums } of work)
      if (inPeriod(at, piece) && isSuccessClass(tag)) leafOf(key).costs.logged[tag] += sums.hours ?? 0;
    const total = noCosts();
    for (const leaf of leaves.values()) sumInto(total, leaf.costs);
    const driver = settings.shared_driver;
    const { hours, fromInteractions } = hoursOf(total);
    const own = driver === 'hours' ? hours : driver === 'equal' ? null : total.direct;
    const weights = driver === 'successes' || driver === 'revenue' ? weightsOf(piece) : own;
    const list = successClasses.map((name) => (driver === 'equal' ? 1 : Math.max(0, weights?.[name] ?? 0)));
    if (total.shared !== 0 || [...leaves.values()].some(({ halved }) => halved !== 0))
      addShared(
        leaves,
        leafOf,
        { list, fromInteractions: driver === 'hours' && fromInteractions },
        settings.shared_split,
      );
    pieces.set(id, [...leaves.values()]);
    return [...leaves.values()];
  };
  return (period, question) => {
    const find = keyFinder(question);
    const costs = new Map<Key, Costs>();
    for (const piece of monthPieces(period))
      for (const leaf of leavesOf(piece)) {
        const [segment = '', channel = '', campaign = '', process = ''] = valuesOf(leaf.key);
        const key = find({ segment, channel, campaign, process });
        if (key === null) continue;
        const into = costs.get(key) ?? noCosts();
        costs.set(key, into);
        sumInto(into, leaf.costs);
      }
    return costs;
  };
};
