import type { SourceSchedule } from '../../../model/sources.ts';
import type { Say } from '../../i18n/language.ts';
import type { Format } from '../../kit/format.ts';

/** When a source is read, as one says it. */
export const scheduleWords = (schedule: SourceSchedule | null, t: Say, format: Format): string => {
  if (schedule === null) return t('sources.schedules.none');
  switch (schedule.every) {
    case 'minutes':
      if (schedule.minutes === 1) return t('sources.schedules.everyMinute');
      return t('sources.schedules.minutes', { count: schedule.minutes, value: format.count(schedule.minutes) });
    case 'hours':
      if (schedule.hours === 1) return t('sources.schedules.everyHour');
      return t('sources.schedules.hours', { count: schedule.hours, value: format.count(schedule.hours) });
    case 'day':
      return t('sources.schedules.day', { at: schedule.at });
    case 'week':
      return t('sources.schedules.week', { weekday: weekdayName(schedule.weekday, t), at: schedule.at });
    default:
      return t('sources.schedules.cron', { pattern: schedule.pattern });
  }
};

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export const weekdayName = (day: number, t: Say): string =>
  t(`sources.form.weekdays.d${weekdays.find((one) => one === day) ?? 1}`);
