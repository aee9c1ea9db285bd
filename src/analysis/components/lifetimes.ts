import type { Day, Period } from '../../model/days.ts';
import { type SuccessClass, successClasses } from '../../model/stages.ts';
import type { Ledger } from '../ledger.ts';
import type { Components } from './components.ts';
import { type Key, type Question, shiftMonths } from './question.ts';
import { customerKeyFinder, inPeriod } from './scope.ts';

/** What customers brought over their history up to a day: how many, their mean and median, and how long they are customers. */
export type Lifetimes = {
  n: number;
  sum: number;
  /** Sum of squares, for the interval of the mean; not exact. */
  squares: number;
  median: number | null;
  tenureDays: number;
  /** Customers known before the first order line there is: their history may be longer than the data. */
  truncated: number;
  /** Lines without a cost of goods or a rate in these histories. */
  uncosted: number;
  unrated: number;
};

/**
 * What one success of each class costs in one year of one segment, in minor units; retention is in millionths of a minor unit per
 * day a customer was active.
 */
export type Charges = Record<SuccessClass, number>;

/** A calendar year, or its part up to the day lifetimes are told at, with the charges of each segment. */
export type ChargedYear = { period: Period; bySegment: ReadonlyMap<string, Charges> };

/** The calendar years from the first fact to a day, the last one cut at it. */
export const yearsUpTo = (firstDay: Day, to: Day): Period[] => {
  const years: Period[] = [];
  for (let from = `${firstDay.slice(0, 4)}-01-01`; from < to; from = shiftMonths(from, 12)) {
    const next = shiftMonths(from, 12);
    years.push({ from, to: next < to ? next : to });
  }
  return years;
};

export const perDay = 1_000_000;

const perSuccess = (components: Components, name: SuccessClass): number =>
  name === 'retention'
    ? components.activeDays
    : {
        acquisition: components.customers.new,
        activation: components.customers.activated,
        development: components.customers.developed,
        winback: components.customers.wonBack,
      }[name];

/**
 * Charges of one year: the loaded cost of each class over its successes, segment by segment.
 *
 * Cost without a segment, and cost of a segment without a success, is spread over all successes of the class. Cost of a class without any
 * success is charged to nobody.
 */
export const chargesOf = (segments: ReadonlyMap<string, Components>): Map<string, Charges> => {
  const all = [...segments.entries()];
  const charges = new Map<string, Charges>(
    all.map(([segment]) => [segment, { acquisition: 0, activation: 0, retention: 0, development: 0, winback: 0 }]),
  );
  for (const name of successClasses) {
    const scale = name === 'retention' ? perDay : 1;
    const ofAll = all.reduce((sum, [, components]) => sum + perSuccess(components, name), 0);
    const isSpread = ([segment, components]: [string, Components]) =>
      segment === '' || perSuccess(components, name) === 0;
    const spread = all.filter(isSpread).reduce((sum, [, { costs }]) => sum + costs.loaded[name], 0);
    for (const [segment, components] of all) {
      const own = isSpread([segment, components]) ? 0 : components.costs.loaded[name] / perSuccess(components, name);
      const charge = charges.get(segment);
      if (charge) charge[name] = Math.round((own + (ofAll > 0 ? spread / ofAll : 0)) * scale);
    }
  }
  return charges;
};

export const eventOfClass: Record<Exclude<SuccessClass, 'retention'>, string> = {
  acquisition: 'new',
  activation: 'activated',
  development: 'developed',
  winback: 'won_back',
};

/** What decides a customer's charges: its segment, its successes and its lives. */
export type Charged = {
  segment: string;
  events: readonly { day: Day; kind: string }[];
  lives: readonly { from: Day; lostOn: Day | null }[];
};

/** What a customer is charged with by class, in minor units: for each year once for every class of success, and for its active days. */
export const chargesOfCustomer = (customer: Charged, years: readonly ChargedYear[]): Charges => {
  const sums: Charges = { acquisition: 0, activation: 0, retention: 0, development: 0, winback: 0 };
  let exposed = 0;
  for (const { period, bySegment } of years) {
    const charges = bySegment.get(customer.segment);
    if (!charges) continue;
    for (const [name, kind] of Object.entries(eventOfClass) as [keyof typeof eventOfClass, string][])
      if (customer.events.some((event) => event.kind === kind && inPeriod(event.day, period)))
        sums[name] += charges[name];
    exposed += activeDaysIn(customer.lives, period) * charges.retention;
  }
  sums.retention = Math.floor((exposed + perDay / 2) / perDay);
  return sums;
};

const byCustomer = <Row extends { customer: string }>(rows: readonly Row[]): Map<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.customer);
    if (own) own.push(row);
    else found.set(row.customer, [row]);
  }
  return found;
};

/**
 * Customers' historic value at the beginning of a day, by part of the company.
 *
 * A customer's value is the contribution (net revenue − cost of goods − cost to serve) of its lines before the day, less the charges of its
 * segment: for each year, once for every class of success it had in it, and for every day it was active. All customers with an
 * order before the day count.
 */
export const lifetimesOfLedger = (
  ledger: Ledger,
  question: Question,
  to: Day,
  years: readonly ChargedYear[],
): Map<Key, Lifetimes> => {
  const find = customerKeyFinder(ledger, question);
  const firstLine = ledger.lines.reduce<Day | null>((min, { day }) => (min === null || day < min ? day : min), null);
  const linesOf = byCustomer(ledger.lines.filter((line) => line.day < to));
  const eventsOf = byCustomer(ledger.events);
  const livesOf = byCustomer(ledger.lives);
  const values = new Map<Key, number[]>();
  const found = new Map<Key, Lifetimes>();
  for (const profile of ledger.profiles) {
    const key = find(profile.customer);
    if (key === null || profile.firstOrderDay === null || profile.firstOrderDay >= to) continue;
    const lines = linesOf.get(profile.customer) ?? [];
    let value = 0;
    for (const line of lines)
      value +=
        (line.netMinor === null || line.cogsMinor === null ? 0 : line.netMinor - line.cogsMinor) - line.serviceMinor;
    const charges = chargesOfCustomer(
      {
        segment: profile.segment,
        events: eventsOf.get(profile.customer) ?? [],
        lives: livesOf.get(profile.customer) ?? [],
      },
      years,
    );
    for (const name of successClasses) value -= charges[name];
    const sums = found.get(key) ?? {
      n: 0,
      sum: 0,
      squares: 0,
      median: null,
      tenureDays: 0,
      truncated: 0,
      uncosted: 0,
      unrated: 0,
    };
    found.set(key, sums);
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
    sums.n += 1;
    sums.sum += value;
    sums.squares += value * value;
    sums.tenureDays += days(profile.firstOrderDay, to);
    sums.truncated += profile.firstSeenDay < (firstLine ?? to) ? 1 : 0;
    sums.unrated += lines.filter((line) => line.netMinor === null).length;
    sums.uncosted += lines.filter((line) => line.netMinor !== null && line.cogsMinor === null).length;
  }
  for (const [key, sums] of found) sums.median = median(values.get(key) ?? []);
  return found;
};

const days = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const activeDaysIn = (lives: Charged['lives'], period: Period): number =>
  lives.reduce((sum, { from, lostOn }) => {
    const begin = from > period.from ? from : period.from;
    const end = lostOn !== null && lostOn < period.to ? lostOn : period.to;
    return sum + Math.max(0, days(begin, end));
  }, 0);

/** The middle value, the mean of the two middle ones where they are even in number. */
export const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(at)] ?? 0) + (sorted[Math.ceil(at)] ?? 0)) / 2;
};
