import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import type { AuditMatter } from '../matter.ts';

type Range = { low: number; high: number };

const monthsInYear = 12;
/** Fewer quarters with a number are no measure of a usual one. */
const fewest = 3;

/** A metric of the whole company quarter by quarter, the earliest first; null where it is not known, or facts begin within the quarter. */
export const quartersOf = (answers: readonly Answer[], metric: MetricId): (number | null)[] =>
  answers
    .filter((each) => each.metric === metric)
    .sort((a, b) => (a.period.from < b.period.from ? -1 : 1))
    .map(({ value, notes }) => (notes?.includes('partial_period') ? null : value));

const above = (values: readonly number[], bar: number): number =>
  values.reduce((sum, value) => sum + Math.max(0, value - bar), 0);

/** The lowest two of some numbers; null where there are too few of them. */
const lowestTwo = (values: readonly number[]): [number, number] | null => {
  const [first, second] = [...values].sort((a, b) => a - b);
  return values.length < fewest || first === undefined || second === undefined ? null : [first, second];
};

/** What an active customer brings in a year of habit, over all segments where it is known; null where it is nowhere. */
const profitOfYear = ({ facts }: AuditMatter): number | null => {
  const known = facts.segments.filter(({ profitYear, active }) => profitYear !== null && active > 0);
  const active = known.reduce((sum, each) => sum + each.active, 0);
  return active === 0 ? null : known.reduce((sum, each) => sum + each.active * (each.profitYear ?? 0), 0) / active;
};

export type Losses = { range: Range; lost: number; best: number; profit: number };

/**
 * Customers lost in a year beyond what the best quarter loses, at a customer's profit of a year; a month's part of it.
 *
 * Low compares with the second best quarter. A quarter without a loss says that silence is too short to tell, and is left out.
 */
export const lossesAboveBest = (matter: AuditMatter): Losses | null => {
  const lost = quartersOf(matter.byQuarter, 'customers_lost').filter(
    (value) => value !== null && value > 0,
  ) as number[];
  const bars = lowestTwo(lost);
  const profit = profitOfYear(matter);
  if (bars === null || profit === null || profit <= 0) return null;
  const [best, second] = bars;
  const worth = (bar: number): number => (above(lost, bar) * profit) / monthsInYear;
  return { range: { low: worth(second), high: worth(best) }, lost: above(lost, best), best, profit };
};

export type Costs = { range: Range; best: number; worst: number };

/** What was paid for new customers beyond what one cost in the best quarter; a month's part of it. Low compares with the second best. */
export const costsAboveBest = ({ byQuarter }: AuditMatter): Costs | null => {
  const spent = quartersOf(byQuarter, 'cost_acquisition');
  const fresh = quartersOf(byQuarter, 'customers_new');
  const known = spent.flatMap((cost, at) => {
    const n = fresh[at] ?? null;
    return cost === null || n === null || n === 0 || cost <= 0 ? [] : [{ cost, n, each: cost / n }];
  });
  const bars = lowestTwo(known.map(({ each }) => each));
  if (bars === null) return null;
  const beyond = (bar: number): number =>
    known.reduce((sum, { cost, n }) => sum + Math.max(0, cost - bar * n), 0) / monthsInYear;
  return {
    range: { low: beyond(bars[1]), high: beyond(bars[0]) },
    best: bars[0],
    worst: Math.max(...known.map(({ each }) => each)),
  };
};

export type SilentChannels = { names: string[]; silent: number; all: number };

/** Spend of a year in channels that brought no new customer: those without a touch, and all; null where no channel is told. */
export const silentChannels = ({ facts }: AuditMatter): SilentChannels | null => {
  const spent = new Map<string, number>();
  for (const { channel, amount } of facts.costs)
    if (channel !== '') spent.set(channel, (spent.get(channel) ?? 0) + amount);
  const known = new Map(facts.channels.map((each) => [each.name, each]));
  // Where no customer's channel is known at all, a channel without customers says nothing.
  if (spent.size === 0 || !facts.channels.some(({ newCustomers }) => newCustomers > 0)) return null;
  const bare = [...spent].filter(([name]) => (known.get(name)?.newCustomers ?? 0) === 0);
  const sum = (rows: readonly [string, number][]): number => rows.reduce((total, [, amount]) => total + amount, 0);
  return {
    names: bare.map(([name]) => name),
    silent: sum(bare.filter(([name]) => (known.get(name)?.touches ?? 0) === 0)),
    all: sum(bare),
  };
};
