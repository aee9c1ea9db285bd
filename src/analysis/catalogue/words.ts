import type { Reason, WrittenUnit } from '../../model/metric-words.ts';
import { minorDigits } from '../../model/money.ts';
import type { Sentence } from '../../model/problem.ts';

/** Written here too: the browser formats words and is spared the numeric library that metrics are counted with. */
const text = (ru: string, en: string): Sentence => ({ ru, en });

/** What each reason for a missing number says to a shop owner. */
export const reasonTexts: Record<Reason, Sentence> = {
  no_data: text('Данных для этого числа ещё нет.', 'There are no data for this number yet.'),
  no_denominator: text(
    'Делить не на что: в периоде нет ни одного подходящего случая.',
    'There is nothing to divide by: no such case in the period.',
  ),
  insufficient_n: text(
    'Случаев меньше пяти: число было бы случайным.',
    'Fewer than five cases: the number would be chance.',
  ),
  insufficient_periods: text(
    'Периодов слишком мало, чтобы увидеть, как уходят клиенты.',
    'There are too few periods to see how customers leave.',
  ),
  no_dropout: text(
    'По этим данным не видно, чтобы клиенты уходили: модель с уходом объясняет их не лучше, чем модель без него.',
    'These data do not show that anybody leaves: a model in which customers leave explains them no better than one in which they do not.',
  ),
  ridge: text(
    'По этим данным не отличить один разброс между клиентами от другого: параметры модели не определяются.',
    'These data can’t tell one spread between customers from another: the parameters of the model are not determined.',
  ),
  spend_follows_frequency: text(
    'Средний чек связан с частотой покупок, а модель чека считает их независимыми.',
    'Spend goes together with how often customers buy, and the model of spend takes them as independent.',
  ),
  not_defined_by: text(
    'В таком разрезе у этого показателя нет смысла.',
    'This metric has no meaning along that dimension.',
  ),
  no_margin: text(
    'Не у всех строк заказов известна себестоимость.',
    'The cost of goods of some order lines is not known.',
  ),
  no_rate: text(
    'У какой-то суммы в чужой валюте нет курса на её день.',
    'An amount in another currency has no rate on its day.',
  ),
  no_costs: text('Для этого не записано никаких затрат.', 'No costs are recorded for this.'),
  no_result_events: text(
    'События результата не записаны: задайте их виды в настройках или у продуктов.',
    'No result events are recorded: name their kinds in the settings or with the products.',
  ),
  no_payments: text('Платежи не загружены.', 'No payments are brought in.'),
  no_hours: text(
    'Часы людей не указаны ни в затратах, ни в касаниях.',
    'Neither costs nor interactions tell hours of people.',
  ),
  not_configured: text('Нужная настройка не задана.', 'The setting it needs is not set.'),
  not_recoverable: text(
    'При таком вкладе и уходе клиентов затраты не окупаются никогда.',
    'At this contribution and loss of customers the cost is never earned back.',
  ),
  divergent: text(
    'Удержание так высоко, что сумма не сходится.',
    'Retention is so high that the sum does not converge.',
  ),
  not_reached: text(
    'Половины случаев за время наблюдения не набралось.',
    'Half of the cases was not reached in the time seen.',
  ),
  before_first_fact: text('Период целиком раньше первого факта.', 'The period lies wholly before the first fact.'),
  after_as_of: text('Период ещё не наступил.', 'The period has not come yet.'),
};

const locales = { ru: 'ru-RU', en: 'en-GB' } as const;
type Language = keyof typeof locales;

const suffixes: Partial<Record<WrittenUnit, Sentence>> = {
  money_per_month: text(' в месяц', ' a month'),
  money_per_day: text(' в день', ' a day'),
  hours: text(' ч', ' h'),
  days: text(' дн.', ' days'),
  months: text(' мес.', ' months'),
  times: text('×', '×'),
};

const isMoney = (unit: WrittenUnit): boolean => unit.startsWith('money');

/** A number as people of a language write it; money, already in major units, without its minor part where it is whole or from a thousand on. */
const numberIn = (language: Language, value: number, unit: WrittenUnit, currency: string): string => {
  const locale = locales[language];
  if (isMoney(unit)) {
    const digits = Math.abs(value) >= 1000 || Number.isInteger(value) ? 0 : minorDigits(currency);
    const options = {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      signDisplay: 'negative',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    try {
      return new Intl.NumberFormat(locale, options).format(value);
    } catch {
      return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${currency}`;
    }
  }
  if (unit === 'ratio')
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  const digits = unit === 'index' ? 3 : Number.isInteger(value) ? 0 : 1;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
};

const nothing = text('нет данных', 'no data');

/** A value in words of both languages, with its unit; what is missing says so. */
export const formatted = (value: number | null, unit: WrittenUnit, currency: string): Sentence => {
  if (value === null) return nothing;
  const of = (language: Language) =>
    numberIn(language, value, unit, currency).replace(/^-/, '−') + (suffixes[unit]?.[language] ?? '');
  return { ru: of('ru'), en: of('en') };
};
