import type { FindingCode } from '../../../model/quality.ts';
import { type FindingEntry, onCustomers, onResults, onRevenue } from './entry.ts';

const counted = { kind: 'problem', weighs: 'count', hasMoney: false } as const;
const ofLines = { kind: 'problem', weighs: 'money', hasMoney: true } as const;
const setting = { kind: 'setting', weighs: 'count', hasMoney: false } as const;

/** Sums that stand out, dates that can't be, the rhythm of the data, and settings the data ask for. */
export const flowEntries = {
  lines_cancelled: {
    ...ofLines,
    name: { ru: 'Отменённые строки', en: 'Cancelled lines' },
    text: {
      ru: 'Отменённых строк заказов: {count} из {of}, на {money}. Ни в одно число они не входят.',
      en: 'Cancelled order lines: {count} of {of}, {money}. They count nowhere.',
    },
    fine: { ru: 'Отменённых строк нет.', en: 'No line is cancelled.' },
    mend: {
      ru: 'Если заказ на самом деле состоялся, исправьте status в источнике и загрузите строки ещё раз.',
      en: 'Where the order did happen, mend its status at the source and import the lines again.',
    },
    metrics: ['net_revenue'],
    grades: { medium: 0.2 },
    where: { tab: 'files' },
  },
  lines_unpaid: {
    ...ofLines,
    name: { ru: 'Неоплаченные строки', en: 'Unpaid lines' },
    text: {
      ru: 'Неоплаченных строк заказов: {count} из {of}, на {money}. Ни в одно число они не входят.',
      en: 'Unpaid order lines: {count} of {of}, {money}. They count nowhere.',
    },
    fine: { ru: 'Неоплаченных строк нет.', en: 'No line is unpaid.' },
    mend: {
      ru: 'После оплаты выгрузите заказы ещё раз: строка с тем же номером обновится сама.',
      en: 'Once paid, export the orders again: a line with the same id is renewed.',
    },
    metrics: ['net_revenue'],
    grades: { medium: 0.2 },
    where: { tab: 'files' },
  },
  negative_lines: {
    ...ofLines,
    name: { ru: 'Отрицательные строки', en: 'Negative lines' },
    text: {
      ru: 'Строк с минусом внутри обычных заказов, без указания возврата: {count} из {of}, на {money}.',
      en: 'Negative lines within ordinary orders that name no refunded line: {count} of {of}, {money}.',
    },
    fine: { ru: 'Строк с минусом, кроме возвратов, нет.', en: 'Nothing but refunds is negative.' },
    mend: {
      ru: 'Возврату укажите refund_of (номер исходной строки), скидку вычтите из суммы строки товара.',
      en: 'Give a refund its refund_of (the id of the line given back); take a discount off the product’s own line.',
    },
    metrics: ['net_revenue', 'rr', 'average_order'],
    grades: { medium: 0.02 },
    where: { tab: 'files' },
  },
  outlier_lines: {
    ...ofLines,
    name: { ru: 'Необычно крупные строки', en: 'Unusually large lines' },
    text: {
      ru: 'Строк, каждая из которых больше пятой части выручки своего года: {count}, на {money}.',
      en: 'Lines each of which is over a fifth of its year’s revenue: {count}, {money}.',
    },
    fine: {
      ru: 'Ни одна строка не больше пятой части выручки своего года.',
      en: 'No line is over a fifth of its year’s revenue.',
    },
    mend: {
      ru: 'Проверьте сумму, валюту и разделители разрядов в этой строке. Если всё верно, смотрите числа и без этого клиента.',
      en: 'Check the line’s amount, currency and separators. If it is right, look at the numbers without this customer too.',
    },
    metrics: [...onRevenue, 'cltv_fact'],
    grades: { high: 0.0001 },
    where: { tab: 'files' },
  },
  dates_in_future: {
    ...counted,
    name: { ru: 'Даты в будущем', en: 'Dates in the future' },
    text: {
      ru: 'Фактов с датой позже сегодняшней: {count} (до {until}). В числа они войдут только в свой день.',
      en: 'Facts dated after today: {count} (up to {until}). They count only once their day comes.',
    },
    fine: { ru: 'Дат позже сегодняшней нет.', en: 'Nothing is dated after today.' },
    mend: {
      ru: 'Чаще всего перепутаны день и месяц или вместо факта выгружен план. Исправьте даты и загрузите файл ещё раз.',
      en: 'Mostly day and month are swapped, or a plan was exported for a fact. Mend the dates and import again.',
    },
    metrics: ['net_revenue', 'customers_new'],
    grades: { high: 0.05, medium: 0.0001 },
    where: { tab: 'history' },
  },
  dates_too_old: {
    ...counted,
    name: { ru: 'Слишком старые даты', en: 'Dates too long ago' },
    text: {
      ru: 'Фактов с датой раньше 1990 года: {count} (с {since}).',
      en: 'Facts dated before 1990: {count} (from {since}).',
    },
    fine: { ru: 'Дат раньше 1990 года нет.', en: 'Nothing is dated before 1990.' },
    mend: {
      ru: 'Обычно это пустая дата (01.01.1970, 30.12.1899) или год из двух цифр. Исправьте и загрузите файл ещё раз.',
      en: 'Usually it is an empty date (1970-01-01, 1899-12-30) or a year of two digits. Mend and import again.',
    },
    metrics: [...onCustomers, 'deal_cycle_days'],
    grades: { high: 0.01, medium: 0.000001 },
    where: { tab: 'history' },
  },
  facts_after_as_of: {
    ...counted,
    name: { ru: 'Факты позже даты расчёта', en: 'Facts after the as-of day' },
    text: {
      ru: 'Фактов позже даты, на которую считаются числа: {count} (до {until}). Числа их не видят.',
      en: 'Facts after the day numbers are known at: {count} (up to {until}). The numbers don’t see them.',
    },
    fine: { ru: 'Все факты видны на дату расчёта.', en: 'All facts are seen on the as-of day.' },
    mend: {
      ru: 'Если дата расчёта задана нарочно, всё в порядке. Иначе очистите настройку «На дату».',
      en: 'Where the as-of day was set on purpose all is well. Else clear the setting “As of”.',
    },
    metrics: ['net_revenue', 'customers_active'],
    grades: { medium: 0.01 },
    where: { tab: 'settings', setting: 'as_of' },
  },
  months_without_orders: {
    ...counted,
    name: { ru: 'Месяцы без заказов', en: 'Months without orders' },
    text: {
      ru: 'Месяцев без единого заказа посреди истории: {count} из {of} ({examples}).',
      en: 'Months without any order in the middle of the history: {count} of {of} ({examples}).',
    },
    fine: { ru: 'Пропущенных месяцев в заказах нет.', en: 'No month is missing among orders.' },
    mend: {
      ru: 'Скорее всего, файл за эти месяцы не загружен. Загрузите его: из-за дыры клиенты выглядят потерянными и возвращёнными.',
      en: 'Most likely the file of these months was not imported. Import it: because of the hole customers look lost and won back.',
    },
    metrics: ['customers_lost', 'customers_won_back', ...onRevenue],
    grades: { high: 0.05, medium: 0.0001 },
    where: { tab: 'files' },
  },
  silent_sources: {
    ...counted,
    name: { ru: 'Замолчавшие источники', en: 'Silent sources' },
    text: {
      ru: 'Источников, из которых давно ничего не приходит: {count} из {of} ({examples}). Последний факт — {until}.',
      en: 'Sources that have brought nothing for long: {count} of {of} ({examples}). The last fact is of {until}.',
    },
    fine: { ru: 'Все источники приходят в своём обычном ритме.', en: 'All sources come in their usual rhythm.' },
    mend: {
      ru: 'Загрузите свежую выгрузку этого источника. Если им больше не пользуются, ничего делать не нужно.',
      en: 'Import a fresh export of the source. Where it is no longer in use nothing has to be done.',
    },
    metrics: ['net_revenue', 'customers_lost', 'nmc'],
    grades: { high: 0.5, medium: 0.0001 },
    where: { tab: 'files' },
  },
  quarantined_rows: {
    ...counted,
    name: { ru: 'Строки в карантине', en: 'Rows in quarantine' },
    text: {
      ru: 'Строк, которые не удалось принять: {count} из {of} ({share}). В числах их нет.',
      en: 'Rows that could not be taken: {count} of {of} ({share}). No number has them.',
    },
    fine: {
      ru: 'Карантин пуст: ни одна строка не ждёт исправления.',
      en: 'The quarantine is empty: no row waits to be mended.',
    },
    mend: {
      ru: 'Скачайте строки из карантина с причинами, исправьте их в таблице и загрузите тот же файл ещё раз.',
      en: 'Download the refused rows with their reasons, mend them in a spreadsheet and import that file.',
    },
    metrics: [],
    grades: { high: 0.05, medium: 0.0001 },
    where: { tab: 'quarantine' },
  },
  result_kinds_not_set: {
    ...setting,
    name: { ru: 'События результата не выбраны', en: 'Result events are not chosen' },
    text: {
      ru: 'Не сказано, какие события доказывают результат клиента. Есть, например: {examples}.',
      en: 'Nothing says which events prove a customer’s result. There are, for example: {examples}.',
    },
    fine: { ru: 'События результата выбраны.', en: 'Result events are chosen.' },
    mend: {
      ru: 'Откройте настройку «События результата» и выберите, что случается, когда клиент получил то, за чем пришёл.',
      en: 'Open the setting “Result events” and choose what happens when a customer has got what they came for.',
    },
    metrics: onResults,
    grades: { high: 0.5 },
    where: { tab: 'settings', setting: 'activation_kinds' },
  },
  result_kinds_never_met: {
    ...setting,
    name: { ru: 'События результата, которых не бывает', en: 'Result events never met' },
    text: {
      ru: 'Выбраны как события результата, но среди касаний не встречаются: {examples}.',
      en: 'Chosen as result events and never met among interactions: {examples}.',
    },
    fine: { ru: 'Все выбранные события результата встречаются в касаниях.', en: 'All chosen result events are met.' },
    mend: {
      ru: 'Проверьте написание в настройке и у товаров (result_kind) или загрузите касания, где эти события есть.',
      en: 'Check the spelling in the setting and with products (result_kind), or import the interactions that have them.',
    },
    metrics: onResults,
    grades: { high: 0.99, medium: 0.0001 },
    where: { tab: 'settings', setting: 'activation_kinds' },
  },
  winback_kinds_not_set: {
    ...setting,
    name: { ru: 'Попытки возврата не выбраны', en: 'Win-back attempts are not chosen' },
    text: {
      ru: 'Потерянные клиенты есть, а что считать попыткой их вернуть, не сказано. Есть, например: {examples}.',
      en: 'There are lost customers, and nothing says what is an attempt to win them back. There are, for example: {examples}.',
    },
    fine: { ru: 'Попытки возврата выбраны.', en: 'Win-back attempts are chosen.' },
    mend: {
      ru: 'Откройте настройку «Попытки возврата» и выберите звонки или письма, которыми вы возвращаете клиентов.',
      en: 'Open the setting “Win-back attempts” and choose the calls or letters that bring customers back.',
    },
    metrics: ['winback_rate', 'unit_cost_winback'],
    grades: { medium: 0.5 },
    where: { tab: 'settings', setting: 'winback_kinds' },
  },
  ad_channels_not_set: {
    ...setting,
    name: { ru: 'Рекламные каналы не выбраны', en: 'Advertising channels are not chosen' },
    text: {
      ru: 'Затраты по каналам есть, а какие из них реклама, не сказано. Есть: {examples}.',
      en: 'There are costs by channel, and nothing says which are advertising. There are: {examples}.',
    },
    fine: { ru: 'Рекламные каналы выбраны.', en: 'Advertising channels are chosen.' },
    mend: {
      ru: 'Откройте настройку «Рекламные каналы» и перечислите каналы, за показы и клики в которых вы платите.',
      en: 'Open the setting “Advertising channels” and list those where you pay for views and clicks.',
    },
    metrics: ['cac_ads_only'],
    grades: { medium: 0.5 },
    where: { tab: 'settings', setting: 'ad_channels' },
  },
} satisfies Partial<Record<FindingCode, FindingEntry>>;
