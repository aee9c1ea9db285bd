import { addDays, addMonths, type Day, daysBetween, monthOf } from '../../model/days.ts';
import type { FactKind } from '../../model/facts.ts';
import { type Judged, type Tallies, tallyOf } from './tally.ts';
import { oldestDay } from './thresholds.ts';

/** What one month holds: order lines and their revenue, orders, cost lines of marketing and sales, hours of people. */
export type MonthSums = {
  month: Day;
  lines: number;
  orders: number;
  netMinor: number;
  costs: number;
  hoursMilli: number;
};

/** On how many days a source brought facts of one kind, and between which. */
export type FactRhythm = {
  kind: Extract<FactKind, 'order_lines' | 'interactions' | 'deals' | 'payments' | 'costs'>;
  source: string;
  first: Day;
  last: Day;
  days: number;
};

const emptyMonth = (month: Day): MonthSums => ({ month, lines: 0, orders: 0, netMinor: 0, costs: 0, hoursMilli: 0 });

/** The months that are over on the as-of day, those with nothing in them too; dates that can't be make no months. */
const wholeMonths = (sums: readonly MonthSums[], asOf: Day): MonthSums[] => {
  const known = new Map(sums.map((row) => [row.month, row]));
  const [first] = [...known.keys()].filter((month) => month >= oldestDay).sort();
  const months: MonthSums[] = [];
  if (first === undefined) return months;
  for (let month = first; addMonths(month, 1) <= addDays(asOf, 1); month = addMonths(month, 1))
    months.push(known.get(month) ?? emptyMonth(month));
  return months;
};

const judged = (row: MonthSums, isCase: boolean): Judged => ({
  id: row.month.slice(0, 7),
  day: row.month,
  minor: row.netMinor,
  isCase,
});

/**
 * Months that lack something: sales without costs, costs without hours, no order between orders.
 *
 * Only months that are over count. What is not there at all lacks nothing: hours are asked of months with costs.
 */
export const monthTallies = (sums: readonly MonthSums[], asOf: Day): Tallies => {
  const months = wholeMonths(sums, asOf);
  // An order of the month that runs closes a gap before it.
  const ordered = sums.filter(({ month, orders }) => orders > 0 && month >= oldestDay).map(({ month }) => month);
  const [from, to] = [[...ordered].sort()[0] ?? '', [...ordered].sort().at(-1) ?? ''];
  return {
    months_without_costs: tallyOf(months.filter((row) => row.lines > 0).map((row) => judged(row, row.costs === 0))),
    months_without_hours: tallyOf(months.filter((row) => row.costs > 0).map((row) => judged(row, row.hoursMilli <= 0))),
    months_without_orders: tallyOf(
      months
        .filter(({ month }) => from !== '' && month >= from && month <= to)
        .map((row) => judged(row, row.orders === 0)),
    ),
  };
};

/** A source has a rhythm once it brought facts on so many days. */
const daysForRhythm = 5;
/** Silence begins after so many times the mean pause between two days with facts … */
const pausesOfSilence = 4;
/** … and never before two weeks are over. */
const shortestSilence = 14;

/** Sources that brought nothing for far longer than they used to, since the day after their last fact. */
export const silentSources = (rhythms: readonly FactRhythm[], asOf: Day): Tallies => ({
  silent_sources: tallyOf(
    rhythms
      .filter(({ days }) => days >= daysForRhythm)
      .map(({ kind, source, first, last, days }) => {
        const pause = daysBetween(first, last) / (days - 1);
        // A month's costs are dated by its first day.
        const end = kind === 'costs' && last === monthOf(last) ? addMonths(last, 1) : last;
        const isCase = daysBetween(end, asOf) > Math.max(shortestSilence, pausesOfSilence * pause);
        return { id: `${kind} ${source}`, day: end, minor: null, isCase };
      }),
  ),
});
