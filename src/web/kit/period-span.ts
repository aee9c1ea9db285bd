import { addDays, addMonths, type Day, daysBetween, monthsOf, type Period, startOf } from '../../model/days.ts';

export type Length = 'year' | 'quarter' | 'month' | 'twelve' | 'custom';

const isWholeMonths = (period: Period): boolean => period.from.endsWith('-01') && period.to.endsWith('-01');

/** Which of the usual lengths a period has. */
export const lengthOf = (period: Period): Length => {
  if (!isWholeMonths(period)) return 'custom';
  const months = monthsOf(period).length;
  if (months === 12) return startOf(period.from, 'year') === period.from ? 'year' : 'twelve';
  if (months === 3 && startOf(period.from, 'quarter') === period.from) return 'quarter';
  return months === 1 ? 'month' : 'custom';
};

/** The period of the same length `steps` later (earlier when negative). */
export const shiftPeriod = (period: Period, steps: number): Period => {
  if (isWholeMonths(period)) {
    const months = monthsOf(period).length * steps;
    return { from: addMonths(period.from, months), to: addMonths(period.to, months) };
  }
  const days = daysBetween(period.from, period.to) * steps;
  return { from: addDays(period.from, days), to: addDays(period.to, days) };
};

/** The last twelve whole months before the day numbers are known at. */
export const defaultPeriod = (asOf: Day): Period => {
  const to = startOf(addDays(asOf, 1), 'month');
  return { from: addMonths(to, -12), to };
};

/** The last period of a length that has ended, or the one under way where none has. */
export const lastOf = (length: 'year' | 'quarter' | 'month', near: Day): Period => {
  const months = { year: 12, quarter: 3, month: 1 }[length];
  const from = startOf(addDays(near, -1), length);
  return { from, to: addMonths(from, months) };
};
