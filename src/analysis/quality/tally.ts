import { type Day, monthOf } from '../../model/days.ts';
import type { FindingCode } from '../../model/quality.ts';

/** One row that a check looked at, and whether it is a case. Money is in minor units; null where the row has none. */
export type Judged = { id: string; day: Day | null; minor: number | null; isCase: boolean };

/** What a check found: cases among all it looked at, as counts and as money, by month too. */
export type Tally = {
  count: number;
  of: number;
  /** Money of the cases and of all, in minor units; amounts that are not known add nothing. */
  minor: number;
  ofMinor: number;
  /** The first and the last day of a case. */
  since: Day | null;
  until: Day | null;
  /** The five smallest ids of cases that have one. */
  examples: string[];
  months: MonthTally[];
};
export type MonthTally = { month: Day; count: number; of: number; minor: number; ofMinor: number };

export type Tallies = Partial<Record<FindingCode, Tally>>;

export const mostExamples = 5;

export const noTally = (): Tally => ({
  count: 0,
  of: 0,
  minor: 0,
  ofMinor: 0,
  since: null,
  until: null,
  examples: [],
  months: [],
});

export const firstExamples = (ids: readonly string[]): string[] =>
  [...new Set(ids)]
    .filter((id) => id !== '')
    .sort()
    .slice(0, mostExamples);

const earliest = (days: readonly Day[]): Day | null => days.reduce<Day | null>((a, b) => (a && a < b ? a : b), null);
const latest = (days: readonly Day[]): Day | null => days.reduce<Day | null>((a, b) => (a && a > b ? a : b), null);

/** Adds tallies of disjoint rows up; months come in order. */
export const sumTallies = (parts: readonly Tally[]): Tally => {
  const months = new Map<Day, MonthTally>();
  for (const each of parts.flatMap((part) => part.months)) {
    const sum = months.get(each.month) ?? { month: each.month, count: 0, of: 0, minor: 0, ofMinor: 0 };
    months.set(each.month, {
      month: each.month,
      count: sum.count + each.count,
      of: sum.of + each.of,
      minor: sum.minor + each.minor,
      ofMinor: sum.ofMinor + each.ofMinor,
    });
  }
  const sum = (of: (part: Tally) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    count: sum((part) => part.count),
    of: sum((part) => part.of),
    minor: sum((part) => part.minor),
    ofMinor: sum((part) => part.ofMinor),
    since: earliest(parts.flatMap((part) => part.since ?? [])),
    until: latest(parts.flatMap((part) => part.until ?? [])),
    examples: firstExamples(parts.flatMap((part) => part.examples)),
    months: [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1)),
  };
};

/** Counts and adds what a check looked at; rows without a day are in the sums and in no month. */
export const tallyOf = (rows: readonly Judged[]): Tally =>
  sumTallies(
    rows.map(({ id, day, minor, isCase }) => {
      const money = minor ?? 0;
      const one = { count: isCase ? 1 : 0, of: 1, minor: isCase ? money : 0, ofMinor: money };
      return {
        ...one,
        since: isCase ? day : null,
        until: isCase ? day : null,
        examples: isCase ? [id] : [],
        months: day === null ? [] : [{ month: monthOf(day), ...one }],
      };
    }),
  );
