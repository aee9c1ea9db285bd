import { addDays, addMonths, type Day, daysBetween, monthsOf, type Period, startOf } from '../../model/days.ts';
import type { WrittenUnit } from '../../model/metric-words.ts';

export type Language = 'ru' | 'en';

const locales: Record<Language, string> = { ru: 'ru-RU', en: 'en-GB' };

/** What an absent value looks like everywhere. */
export const absent = '—';

/**
 * Writes numbers, money and days the way the reader's language does.
 *
 * Short forms («26,4 млн ₽») are for reading, full forms for tooltips and tables. Ratios come in as fractions.
 */
export type Format = {
  language: Language;
  number(value: number, digits?: number): string;
  count(value: number): string;
  /** For where there is little room: whole up to a million, then «1,23 млн». */
  countBrief(value: number): string;
  /** For small print: from a hundred thousand on in thousands and millions. */
  countShort(value: number): string;
  money(value: number, currency: string): string;
  moneyFull(value: number, currency: string): string;
  ratio(value: number): string;
  /** By the unit of a metric, short. */
  unit(value: number, unit: WrittenUnit, currency: string): string;
  unitFull(value: number, unit: WrittenUnit, currency: string): string;
  /** A difference between two values of a unit, with its sign: in percent of the old one, or in points for ratios. */
  change(now: number, before: number, unit: WrittenUnit): string | null;
  days(value: number): string;
  day(day: Day): string;
  dayTime(at: string, timeZone: string): string;
  month(day: Day): string;
  monthShort(day: Day): string;
  period(period: Period): string;
};

const units = {
  ru: { day: 'дн.', hour: 'ч', month: 'мес.', points: 'п. п.', quarter: (n: number, y: string) => `${n} кв. ${y}` },
  en: { day: 'd', hour: 'h', month: 'mo', points: 'pp', quarter: (n: number, y: string) => `Q${n} ${y}` },
} as const;

const sign = (value: number): string => (value > 0 ? '+' : value < 0 ? '−' : '');

/** Whether a written number is more than a rounded nothing. */
export const hasSize = (text: string): boolean => /[1-9]/.test(text);

const currencyOptions = (currency: string): Intl.NumberFormatOptions => ({
  style: 'currency',
  currency,
  currencyDisplay: 'narrowSymbol',
});

const midnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

const cache = new Map<Language, Format>();

/** The format of a language; one object per language, so that it is a stable dependency. */
export const formatFor = (language: Language): Format => {
  const known = cache.get(language);
  if (known) return known;
  const made = makeFormat(language);
  cache.set(language, made);
  return made;
};

const makeFormat = (language: Language): Format => {
  const locale = locales[language];
  const words = units[language];
  const numbers = new Map<string, Intl.NumberFormat>();
  const write = (value: number, options: Intl.NumberFormatOptions): string => {
    const key = JSON.stringify(options);
    // A rounded nothing has no sign.
    const format = numbers.get(key) ?? new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options });
    numbers.set(key, format);
    return format.format(value).replace(/^-/, '−');
  };
  const dates = new Map<string, Intl.DateTimeFormat>();
  const date = (day: Day, options: Intl.DateTimeFormatOptions): string => {
    const key = JSON.stringify(options);
    const format = dates.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    dates.set(key, format);
    return format.format(midnight(day)).replace(/\sг\.$/, '');
  };

  const number = (value: number, digits = 1): string => write(value, { maximumFractionDigits: digits });
  const count = (value: number): string => write(value, { maximumFractionDigits: Number.isInteger(value) ? 0 : 1 });
  const countBrief = (value: number): string =>
    Math.abs(value) < 1_000_000 ? count(value) : write(value, { notation: 'compact', maximumSignificantDigits: 3 });
  const countShort = (value: number): string =>
    Math.abs(value) < 100_000 ? count(value) : write(value, { notation: 'compact', maximumFractionDigits: 0 });
  const money = (value: number, currency: string): string => {
    const size = Math.abs(value);
    if (size >= 999_950) {
      const notation = { notation: 'compact', compactDisplay: 'short' } as const;
      return write(value, {
        ...currencyOptions(currency),
        ...notation,
        maximumFractionDigits: size / 1000 ** Math.floor(Math.log10(size) / 3) < 100 ? 1 : 0,
        minimumFractionDigits: 0,
      });
    }
    const digits = size < 100 && !Number.isInteger(value) ? 2 : 0;
    return write(value, { ...currencyOptions(currency), minimumFractionDigits: digits, maximumFractionDigits: digits });
  };
  const moneyFull = (value: number, currency: string): string =>
    write(value, { ...currencyOptions(currency), ...(Number.isInteger(value) ? { maximumFractionDigits: 0 } : {}) });
  const ratio = (value: number): string =>
    write(value, { style: 'percent', maximumFractionDigits: Math.abs(value) >= 10 ? 0 : 1 });
  const days = (value: number): string => `${number(value, Math.abs(value) < 10 ? 1 : 0)} ${words.day}`;

  const unitWith = (value: number, unit: WrittenUnit, money: (value: number) => string): string => {
    switch (unit) {
      case 'money':
      case 'money_per_success':
        return money(value);
      case 'money_per_month':
        return `${money(value)} / ${words.month}`;
      case 'money_per_day':
        return `${money(value)} / ${words.day}`;
      case 'ratio':
        return ratio(value);
      case 'times':
        return `${number(value)}×`;
      case 'count':
        return count(value);
      case 'hours':
        return `${number(value, Math.abs(value) < 1 ? 2 : 1)} ${words.hour}`;
      case 'days':
        return days(value);
      case 'months':
        return `${number(value)} ${words.month}`;
      case 'index':
        return number(value, 3);
    }
  };

  const day = (at: Day): string => date(at, { day: 'numeric', month: 'short', year: 'numeric' });
  const month = (at: Day): string => {
    const text = date(at, { month: 'long', year: 'numeric' });
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const period = (span: Period): string => {
    const months = span.from.endsWith('-01') && span.to.endsWith('-01') ? monthsOf(span).length : 0;
    const year = span.from.slice(0, 4);
    if (months === 12 && startOf(span.from, 'year') === span.from) return year;
    if (months === 3 && startOf(span.from, 'quarter') === span.from)
      return words.quarter(Math.floor(Number(span.from.slice(5, 7)) / 3) + 1, year);
    if (months === 1) return month(span.from);
    if (months > 0) {
      const last = addMonths(span.to, -1);
      const short = (at: Day): string => date(at, { month: 'short', year: 'numeric' });
      return `${short(span.from)} – ${short(last)}`;
    }
    const last = addDays(span.to, -1);
    return daysBetween(span.from, span.to) <= 1 ? day(span.from) : `${day(span.from)} – ${day(last)}`;
  };

  return {
    language,
    number,
    count,
    countBrief,
    countShort,
    money,
    moneyFull,
    ratio,
    unit: (value, unit, currency) => unitWith(value, unit, (amount) => money(amount, currency)),
    unitFull: (value, unit, currency) => unitWith(value, unit, (amount) => moneyFull(amount, currency)),
    change: (now, before, unit) => {
      if (unit === 'ratio') {
        const points = (now - before) * 100;
        const text = number(Math.abs(points));
        return `${hasSize(text) ? sign(points) : ''}${text} ${words.points}`;
      }
      if (before === 0) return null;
      const share = (now - before) / Math.abs(before);
      const text = ratio(Math.abs(share));
      return `${hasSize(text) ? sign(share) : ''}${text}`;
    },
    days,
    day,
    dayTime: (at, timeZone) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
        .format(new Date(at))
        .replace(/\sг\./, ''),
    month,
    monthShort: (at) => date(at, { month: 'short' }).replace('.', ''),
    period,
  };
};
