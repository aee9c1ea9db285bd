import { addDays, type Day, daysBetween } from '../model/days.ts';
import type { WorkspaceState } from '../model/workspace.ts';

/** Facts older than this are history: numbers are then known at the day after the last one. */
const staleAfterDays = 60;

/** What tells the calendar day of instants in a time zone; for many of them. */
export const daysIn = (timeZone: string): ((at: Date) => Day) => {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => {
    const of = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${of.year}-${of.month}-${of.day}`;
  };
};

/** The calendar day it is somewhere. */
export const dayIn = (timeZone: string, at: Date): Day => daysIn(timeZone)(at);

/** The day numbers are known at: the one that was set, else today, or the day after the last fact if that was long ago. */
export const decideAsOf = (
  set: Day | null,
  today: Day,
  lastFactDay: Day | null,
): Pick<WorkspaceState, 'asOf' | 'asOfBy'> => {
  if (set !== null) return { asOf: set, asOfBy: 'set' };
  if (lastFactDay !== null && daysBetween(lastFactDay, today) > staleAfterDays)
    return { asOf: addDays(lastFactDay, 1), asOfBy: 'last_fact' };
  return { asOf: today, asOfBy: 'today' };
};
