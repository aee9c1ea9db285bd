/** A calendar day, `YYYY-MM-DD`, in the workspace's time zone. */
export type Day = string;

/** A half-open span of days: `from` belongs to it, `to` does not. */
export type Period = { from: Day; to: Day };

export type Every = 'month' | 'quarter' | 'year';

const dayMs = 86_400_000;
const parse = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const format = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);
const isThere = (word: string): boolean => {
  const at = parse(word);
  return Number.isFinite(at) && format(at) === word;
};

/** Whether a word is a day of the calendar, as `Day` takes it. */
export const isDay = (word: string): boolean => /^\d{4}-\d\d-\d\d$/.test(word) && isThere(word);

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => Math.round((parse(b) - parse(a)) / dayMs);

export const addDays = (day: Day, days: number): Day => format(parse(day) + days * dayMs);

/** The first day of the month that holds `day`. */
export const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The first day of the month `months` after the one that holds `day`. */
export const addMonths = (day: Day, months: number): Day => {
  const at = new Date(parse(monthOf(day)));
  at.setUTCMonth(at.getUTCMonth() + months);
  return format(at.getTime());
};

/** The same day of the month `months` later (earlier where negative), or that month's last day where it is shorter. */
export const monthsLater = (day: Day, months: number): Day => {
  const date = new Date(parse(day));
  const wanted = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(date.getUTCFullYear(), wanted + 1, 0)).getUTCDate();
  return format(Date.UTC(date.getUTCFullYear(), wanted, Math.min(date.getUTCDate(), last)));
};

/** The first days of all months that touch the period, in order. */
export const monthsOf = (period: Period): Day[] => {
  const months: Day[] = [];
  for (let month = monthOf(period.from); month < period.to; month = addMonths(month, 1)) months.push(month);
  return months;
};

const stepMonths: Record<Every, number> = { month: 1, quarter: 3, year: 12 };

/** Where the calendar month, quarter or year that holds `day` begins. */
export const startOf = (day: Day, every: Every): Day => {
  if (every === 'month') return monthOf(day);
  if (every === 'year') return `${day.slice(0, 4)}-01-01`;
  const quarter = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(quarter).padStart(2, '0')}-01`;
};

/**
 * The period cut at the borders of calendar months, quarters or years.
 *
 * The first and the last piece may be shorter than a whole one; together they are the period exactly.
 */
export const splitPeriod = (period: Period, every: Every): Period[] => {
  const pieces: Period[] = [];
  let from = period.from;
  while (from < period.to) {
    const next = addMonths(startOf(from, every), stepMonths[every]);
    const to = next < period.to ? next : period.to;
    pieces.push({ from, to });
    from = to;
  }
  return pieces;
};

/**
 * The period of the same length just before: the same number of whole months where the period is whole months, else of days.
 */
export const previousPeriod = (period: Period): Period => {
  const wholeMonths = period.from.endsWith('-01') && period.to.endsWith('-01');
  if (wholeMonths) return { from: addMonths(period.from, -monthsOf(period).length), to: period.from };
  return { from: addDays(period.from, -daysBetween(period.from, period.to)), to: period.from };
};
