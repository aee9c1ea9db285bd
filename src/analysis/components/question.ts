import { addDays, addMonths, type Day, monthOf, type Period } from '../../model/days.ts';
import type { Dimension } from '../../model/metric-words.ts';
import type { Filter } from '../../model/numbers.ts';

/**
 * What is counted: for which periods, by which dimensions, of which part of the company.
 *
 * Periods may overlap (a year, its months, the years before). No period reaches beyond the day after the as-of day.
 */
export type Question = {
  periods: readonly Period[];
  by: readonly Dimension[];
  filter: Filter;
  movements: 'month' | 'event';
  /** Whoever comes back to something recurring later than so many days after the last of it is new; null: never. */
  reactivationDays?: number | null;
};

/** Values of the dimensions asked for as one string; `keyOf` and `valuesOf` are each other's inverse. */
export type Key = string;
const separator = '\u0001';
export const keyOf = (values: readonly string[]): Key => values.join(separator);
export const valuesOf = (key: Key): string[] => key.split(separator);

/** A month is named by its first seven characters, `2025-03`; a day of it means the same. */
export const normalFilter = (filter: Filter): [Dimension, string[]][] =>
  (Object.entries(filter) as [Dimension, string[]][])
    .filter(([, values]) => values !== undefined && values.length > 0)
    .map(([dimension, values]) => [
      dimension,
      dimension === 'cohort' ? values.map((value) => value.slice(0, 7)) : [...values],
    ]);

/** All dimensions a question needs a table to have. */
export const dimensionsOf = (question: Pick<Question, 'by' | 'filter'>): Dimension[] => [
  ...new Set([...question.by, ...normalFilter(question.filter).map(([dimension]) => dimension)]),
];

const unique = (days: readonly Day[]): Day[] => [...new Set(days)].sort();

/** Every day a period begins or ends on, in order: they cut time into atoms of which all periods are made. */
export const bordersOf = (periods: readonly Period[]): Day[] => unique(periods.flatMap(({ from, to }) => [from, to]));

/** Two days between whose states a customer's run-rate is compared. */
export type Step = { from: Day; to: Day };
export const stepKey = (step: Step): string => `${step.from}/${step.to}`;

/** The days whose states a period's movements are taken between: its ends and the month ends (or all days) in it. */
export const stepsOf = (period: Period, movements: Question['movements']): Step[] => {
  const days = [period.from];
  const next = (day: Day): Day => (movements === 'event' ? addDays(day, 1) : addMonths(monthOf(day), 1));
  for (let day = next(period.from); day < period.to; day = next(day)) days.push(day);
  days.push(period.to);
  return days.slice(1).map((to, at) => ({ from: days[at] ?? period.from, to }));
};

/** All pairs of days compared for the periods of a question, each once: month by month, and each period's ends. */
export const allSteps = (question: Question): Step[] => {
  const steps = question.periods.flatMap((period) => [...stepsOf(period, question.movements), period]);
  return [...new Map(steps.map((step) => [stepKey(step), { from: step.from, to: step.to }])).values()];
};

/** The same day so many months earlier or later; the last day of a shorter month. */
export const shiftMonths = (day: Day, months: number): Day => {
  const first = addMonths(day, months);
  const wanted = addDays(first, Number(day.slice(8)) - 1);
  return monthOf(wanted) === first ? wanted : addDays(addMonths(first, 1), -1);
};

/** The twelve months that end with a period. */
export const yearBefore = (to: Day): Period => ({ from: shiftMonths(to, -12), to });
