import { addMonths, type Day } from '../../model/days.ts';

/** Tells the calendar day of an instant (milliseconds since 1970) in a time zone. */
export const dayIn = (timeZone: string): ((at: number) => Day) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(at);
};

/** Tells the last millisecond of a calendar day in a time zone. */
export const endOfDayIn = (timeZone: string): ((day: Day) => number) => {
  const dayOf = dayIn(timeZone);
  return (day) => {
    const [zone, hour] = [15, 3_600_000];
    let low = Date.parse(`${day}T12:00:00Z`) - zone * hour;
    let high = low + (24 + 2 * zone) * hour;
    // Between them lies one border: the day's last millisecond before it.
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (dayOf(middle) <= day) low = middle;
      else high = middle;
    }
    return low;
  };
};

/** The same day of the month twelve months later; of 29 February, 28 February. */
export const aYearAfter = (day: Day): Day => {
  const month = addMonths(day, 12).slice(0, 7);
  return day.endsWith('02-29') ? `${month}-28` : `${month}${day.slice(7)}`;
};
