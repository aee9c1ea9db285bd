import { Cron } from 'croner';
import { Problem } from '../../model/problem.ts';
import type { SourceSchedule } from '../../model/sources.ts';

const minuteMs = 60_000;

const badPattern = (pattern: string, cause?: unknown): Problem =>
  new Problem(
    {
      code: 'bad_schedule',
      kind: 'input',
      text: {
        ru: `Расписание «${pattern}» не читается или никогда не наступит: нужны пять полей cron (минута, час, день, месяц, день недели), например 0 9 * * 1-5.`,
        en: `The schedule “${pattern}” can’t be read or never comes: five cron fields are expected (minute, hour, day, month, day of the week), for example 0 9 * * 1-5.`,
      },
      where: { schedule: pattern },
    },
    { cause },
  );

const patternOf = (schedule: SourceSchedule): string | null => {
  if (schedule.every === 'cron') return schedule.pattern.trim();
  if (schedule.every === 'minutes' || schedule.every === 'hours') return null;
  const [hour, minute] = schedule.at.split(':').map(Number);
  return `${minute} ${hour} * * ${schedule.every === 'week' ? schedule.weekday : '*'}`;
};

/**
 * The first moment after `after` at which a schedule comes, by the clocks of a time zone.
 *
 * Minutes and hours are counted from `after`; a time of day that a change of clocks leaves out comes as much later as it leaves out, one it
 * has twice comes once. Problem: `bad_schedule`.
 */
export const nextTime = (schedule: SourceSchedule, after: Date, timeZone: string): Date => {
  const pattern = patternOf(schedule);
  if (schedule.every === 'minutes') return new Date(after.getTime() + schedule.minutes * minuteMs);
  if (schedule.every === 'hours') return new Date(after.getTime() + schedule.hours * 60 * minuteMs);
  if (pattern === null) throw badPattern('');
  let next: Date | null;
  try {
    next = new Cron(pattern, { timezone: timeZone, mode: '5-part', paused: true }).nextRun(after);
  } catch (error) {
    throw badPattern(pattern, error);
  }
  if (next === null) throw badPattern(pattern);
  return next;
};

/** Tries after which a source that can't be reached is given up until somebody starts it. */
export const mostTries = 8;
const firstPauseMs = minuteMs;
const longestPauseMs = 6 * 60 * minuteMs;

/**
 * How long to wait after so many failures in a row before the next try; null once they are too many.
 *
 * Twice as long each time, from a minute to six hours; of that a half to the whole, by `chance` (0…1), so that sources which failed together do
 * not come back together.
 */
export const pauseAfter = (failures: number, chance: number): number | null => {
  if (failures >= mostTries) return null;
  const whole = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.max(0, failures - 1));
  return Math.round(whole * (0.5 + 0.5 * chance));
};
