import { addMonths, type Day } from '../../model/period.ts';

/** Tells the calendar day of an instant (milliseconds since 1970) in a time zone. */
export const dayIn = (timeZone: string): ((at: number) => Day) => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(at);
};

/** The same day of the month twelve months later; of 29 February, 28 February. */
export const aYearAfter = (day: Day): Day => {
  const month = addMonths(day, 12).slice(0, 7);
  return day.endsWith('02-29') ? `${month}-28` : `${month}${day.slice(7)}`;
};
