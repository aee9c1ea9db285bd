/** Days are counted from 2023-01-01, the demo's first day, which is day 0. */
export type DayNumber = number;

const dayMs = 86_400_000;
const origin = Date.UTC(2023, 0, 1);

export const dayOf = (iso: string): DayNumber => Math.round((Date.parse(`${iso}T00:00:00Z`) - origin) / dayMs);
export const isoDay = (day: DayNumber): string => new Date(origin + day * dayMs).toISOString().slice(0, 10);

export const year2024 = dayOf('2024-01-01');
export const year2025 = dayOf('2025-01-01');
/** The day after the last one; also the end of half-open 2025. */
export const theEnd = dayOf('2026-01-01');

export const yearOf = (day: DayNumber): number => (day < year2024 ? 2023 : day < year2025 ? 2024 : 2025);
/** The day after the last one of the year that holds `day`. */
export const endOfYear = (day: DayNumber): DayNumber =>
  day < year2024 ? year2024 : day < year2025 ? year2025 : theEnd;

/** The same day of the month `months` later, or the month's last day where it is shorter. */
export const monthsLater = (day: DayNumber, months: number): DayNumber => {
  const at = new Date(origin + day * dayMs);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0));
  const date = Math.min(at.getUTCDate(), last.getUTCDate());
  return Math.round((Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), date) - origin) / dayMs);
};

/** First days of the 36 months and the day after the last of them. */
export const monthStarts: readonly DayNumber[] = Array.from({ length: 37 }, (_, at) => monthsLater(0, at));

/** A local date and time without offset, as the company's programs write it. */
export const moment = (day: DayNumber, minutes: number): string => {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${isoDay(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};
