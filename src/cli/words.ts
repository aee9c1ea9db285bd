import { addMonths, type Period } from '../model/days.ts';
import type { Reason, WrittenUnit } from '../model/metric-words.ts';
import type { Sentence } from '../model/problem.ts';
import type { RevenueClass } from '../model/stages.ts';

/** Why a number is not there, in a few words for a cell of a table. */
export const reasonWords: Record<Reason, Sentence> = {
  no_data: { ru: 'нет данных', en: 'no data' },
  no_denominator: { ru: 'не на что делить', en: 'nothing to divide by' },
  insufficient_n: { ru: 'мало случаев', en: 'too few cases' },
  insufficient_periods: { ru: 'мало периодов', en: 'too few periods' },
  no_dropout: { ru: 'уход не виден', en: 'nobody seen to leave' },
  ridge: { ru: 'разброс неразличим', en: 'spread can’t be told' },
  spend_follows_frequency: { ru: 'чек связан с частотой', en: 'spend follows frequency' },
  not_defined_by: { ru: 'нет в этом разрезе', en: 'not defined by this' },
  no_margin: { ru: 'нет себестоимости', en: 'no cost of goods' },
  no_rate: { ru: 'нет курса валюты', en: 'no currency rate' },
  no_costs: { ru: 'нет затрат', en: 'no costs' },
  no_result_events: { ru: 'нет событий результата', en: 'no result events' },
  no_payments: { ru: 'нет платежей', en: 'no payments' },
  no_hours: { ru: 'нет часов', en: 'no hours' },
  not_configured: { ru: 'не настроено', en: 'not set up' },
  not_recoverable: { ru: 'не окупается', en: 'never pays back' },
  divergent: { ru: 'не сходится', en: 'does not converge' },
  not_reached: { ru: 'не достигнуто', en: 'not reached' },
  before_first_fact: { ru: 'раньше первых данных', en: 'before the first data' },
  after_as_of: { ru: 'позже даты расчёта', en: 'after the as-of day' },
};

/** The revenue of a class, as a line of a customer's money. */
export const revenueWords: Record<RevenueClass, Sentence> = {
  first: { ru: 'Первые покупки', en: 'First purchases' },
  regular: { ru: 'Регулярная выручка', en: 'Regular revenue' },
  development: { ru: 'Выручка развития', en: 'Development revenue' },
  winback: { ru: 'Выручка возврата', en: 'Win-back revenue' },
};

/** What stands after a number of a unit; money has its currency and ratios their percent sign instead. */
export const unitWords: Record<WrittenUnit, Sentence> = {
  money: { ru: '', en: '' },
  money_per_month: { ru: 'в месяц', en: 'a month' },
  money_per_success: { ru: 'за успех', en: 'per success' },
  money_per_day: { ru: 'в день', en: 'a day' },
  ratio: { ru: '', en: '' },
  times: { ru: '×', en: '×' },
  count: { ru: '', en: '' },
  hours: { ru: 'ч', en: 'h' },
  days: { ru: 'дн.', en: 'days' },
  months: { ru: 'мес.', en: 'months' },
  index: { ru: '', en: '' },
};

export type Language = 'ru' | 'en';

const localeOf = { ru: 'ru-RU', en: 'en-GB' } as const;

export const numberText = (value: number, language: Language, digits = 2): string =>
  new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: digits }).format(value);

const rowForms = {
  ru: { one: 'строка', few: 'строки', many: 'строк', other: 'строки' },
  en: { one: 'row', few: 'rows', many: 'rows', other: 'rows' },
} as const;

/** A number of rows, as it is said. */
export const rowsText = (rows: number, language: Language): string => {
  const form = new Intl.PluralRules(localeOf[language]).select(rows);
  return `${numberText(rows, language)} ${rowForms[language][form === 'zero' || form === 'two' ? 'other' : form]}`;
};

export const moneyText = (value: number, currency: string, language: Language): string =>
  new Intl.NumberFormat(localeOf[language], { style: 'currency', currency }).format(value);

/** A metric's value in its unit, as people write it. */
export const valueText = (
  value: number,
  unit: WrittenUnit,
  currency: string | undefined,
  language: Language,
): string => {
  const word = unitWords[unit][language];
  const number = (() => {
    if (unit === 'ratio')
      return new Intl.NumberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 1 }).format(value);
    if (unit.startsWith('money') && currency) return moneyText(value, currency, language);
    return numberText(value, language, unit === 'index' ? 3 : 2);
  })();
  return word ? `${number} ${word}` : number;
};

export const dayText = (day: string, language: Language): string =>
  language === 'ru' ? day.split('-').reverse().join('.') : day;

/** A period as the title of a column: a year, a quarter, a month, else its first day. */
export const periodText = ({ from, to }: Period, language: Language): string => {
  const [year = '', month = ''] = from.split('-');
  if (to === addMonths(from, 12) && month === '01') return year;
  const quarter = (Number(month) + 2) / 3;
  if (to === addMonths(from, 3) && Number.isInteger(quarter))
    return language === 'ru' ? `${quarter} кв. ${year}` : `Q${quarter} ${year}`;
  if (to === addMonths(from, 1)) return language === 'ru' ? `${month}.${year}` : `${year}-${month}`;
  return dayText(from, language);
};
