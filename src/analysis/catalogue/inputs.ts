import type { MetricUnit } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import type { RowSet } from '../../model/row-sets.ts';
import type { SuccessClass } from '../../model/stages.ts';
import { successesOf } from '../components/components.ts';
import { hoursOf } from '../components/shared-cost.ts';
import { foretoldInputs } from './foretold-inputs.ts';
import {
  costGaps,
  type Gap,
  historyRevenueGaps,
  isBlocking,
  laggedGaps,
  lifetimeGaps,
  marginGaps,
  revenueGaps,
  runRateGaps,
  yearCostGaps,
  yearMarginGaps,
} from './gaps.ts';
import { lifetimeMargin } from './lifetime-margin.ts';
import { type Cell, gross, net, service, text } from './metric.ts';

/** One thing that is put into metrics: its name, what it counts, and which rows stand behind it. */
export type Input = {
  name: Sentence;
  unit: MetricUnit;
  rows?: RowSet | ((cell: Cell) => RowSet);
  value: (cell: Cell) => number | null;
  /** What the rows behind it lack. Where that keeps it from being told, `value` is the sum of the rest: ask `inputValue`. */
  gaps?: (cell: Cell) => Gap[];
};

const money = (name: Sentence, value: Input['value'], rows?: RowSet, gaps?: Input['gaps']): Input => ({
  name,
  unit: 'money',
  value,
  ...(rows ? { rows } : {}),
  ...(gaps ? { gaps } : {}),
});
const count = (name: Sentence, value: Input['value'], rows?: RowSet): Input => ({
  name,
  unit: 'count',
  value,
  ...(rows ? { rows } : {}),
});

const classNames: Record<SuccessClass, Sentence> = {
  acquisition: text('привлечение', 'acquisition'),
  activation: text('выведение на результат', 'activation'),
  retention: text('удержание', 'retention'),
  development: text('развитие', 'development'),
  winback: text('возврат', 'win-back'),
};

const loaded = (name: SuccessClass): Input =>
  money(
    text(
      `Затраты на ${classNames[name].ru} с долей общих`,
      `Cost of ${classNames[name].en} with its part of shared cost`,
    ),
    (cell) => (name === 'acquisition' ? cell.lagged : cell.now.costs).loaded[name],
    `costs:${name}`,
    name === 'acquisition' ? laggedGaps : costGaps,
  );
const direct = (name: SuccessClass): Input =>
  money(
    text(`Прямые затраты на ${classNames[name].ru}`, `Direct cost of ${classNames[name].en}`),
    (cell) => (name === 'acquisition' ? cell.lagged : cell.now.costs).direct[name],
    `costs:${name}`,
    name === 'acquisition' ? laggedGaps : costGaps,
  );
const hours = (name: SuccessClass): Input => ({
  name: text(`Часы: ${classNames[name].ru}`, `Hours of ${classNames[name].en}`),
  unit: 'hours',
  rows: (cell) => (hoursOf(cell.now.costs).fromInteractions ? `work:${name}` : `costs:${name}`),
  value: (cell) => hoursOf(cell.now.costs).hours[name] / 1000,
});

const lifetimeMarginGaps = (cell: Cell): Gap[] => [...yearMarginGaps(cell), ...yearCostGaps(cell)];
const yearDirect = (cell: Cell) => lifetimeMargin(cell.year);

export const inputs = {
  lines_first: money(
    text('Выручка первых заказов', 'Revenue of first orders'),
    (cell) => cell.now.net.first,
    'lines:first',
    revenueGaps,
  ),
  lines_regular: money(
    text('Регулярная выручка', 'Regular revenue'),
    (cell) => cell.now.net.regular,
    'lines:regular',
    revenueGaps,
  ),
  lines_development: money(
    text('Выручка развития', 'Development revenue'),
    (cell) => cell.now.net.development,
    'lines:development',
    revenueGaps,
  ),
  lines_winback: money(
    text('Выручка возвратов клиентов', 'Win-back revenue'),
    (cell) => cell.now.net.winback,
    'lines:winback',
    revenueGaps,
  ),
  lines_contractual: money(
    text('Из регулярной и развития — по договорам', 'Of regular and development: by contract'),
    (cell) => cell.now.contractual,
    'lines:contractual',
    revenueGaps,
  ),
  cogs: money(
    text('Себестоимость', 'Cost of goods'),
    (cell) => net(cell.now) - gross(cell.now),
    'lines:all',
    marginGaps,
  ),
  service_cost: money(
    text('Затраты на обслуживание заказов', 'Cost to serve'),
    (cell) => service(cell.now),
    'lines:all',
    revenueGaps,
  ),
  gross_known: money(text('Валовая прибыль', 'Gross profit'), (cell) => gross(cell.now), 'lines:all', marginGaps),
  gross_marketing: money(
    text('Валовая прибыль: только маркетинг', 'Gross profit: marketing alone'),
    (cell) => cell.now.led.marketing,
    'lines:marketing',
    marginGaps,
  ),
  gross_sales: money(
    text('Валовая прибыль: только продажи', 'Gross profit: sales alone'),
    (cell) => cell.now.led.sales,
    'lines:sales',
    marginGaps,
  ),
  gross_both: money(
    text('Валовая прибыль: маркетинг и продажи вместе', 'Gross profit: marketing and sales together'),
    (cell) => cell.now.led.both,
    'lines:all',
    marginGaps,
  ),
  credit_marketing: money(
    text('Валовая прибыль, отнесённая на маркетинг', 'Gross profit credited to marketing'),
    (cell) => cell.now.led.marketing + cell.now.led.both / 2,
    'lines:marketing',
    marginGaps,
  ),
  credit_sales: money(
    text('Валовая прибыль, отнесённая на продажи', 'Gross profit credited to sales'),
    (cell) => cell.now.led.sales + cell.now.led.both / 2,
    'lines:sales',
    marginGaps,
  ),
  orders: count(text('Заказы', 'Orders'), (cell) => cell.now.orders, 'lines:all'),
  opening: count(
    text('Активные на начало', 'Active at the start'),
    (cell) => cell.now.customers.opening,
    'customers:opening',
  ),
  kept: count(
    text('Из них активны в конце', 'Of them active at the end'),
    (cell) => cell.now.customers.kept,
    'customers:opening',
  ),
  due: count(text('Должны были купить снова', 'Due in the period'), (cell) => cell.now.customers.due, 'customers:due'),
  losable: count(
    text('Потерянные на начало или в периоде', 'Lost at the start or in the period'),
    (cell) => cell.now.customers.losable,
    'customers:lost',
  ),
  attempted: count(
    text('Из них с попыткой возврата', 'Of them with a win-back attempt'),
    (cell) => cell.now.customers.attempted,
    'customers:attempted',
  ),
  referrers: count(
    text('Клиенты с рекомендацией', 'Customers who recommended'),
    (cell) => cell.now.customers.referral,
    'customers:referral',
  ),
  customer_years: {
    name: text('Клиенто-годы', 'Customer-years'),
    unit: 'count',
    rows: 'customers:active',
    value: (cell) => customerYears(cell),
  },
  loaded_acquisition: loaded('acquisition'),
  loaded_activation: loaded('activation'),
  loaded_retention: loaded('retention'),
  loaded_development: loaded('development'),
  loaded_winback: loaded('winback'),
  direct_acquisition: direct('acquisition'),
  direct_activation: direct('activation'),
  direct_retention: direct('retention'),
  direct_development: direct('development'),
  direct_winback: direct('winback'),
  hours_acquisition: hours('acquisition'),
  hours_activation: hours('activation'),
  hours_retention: hours('retention'),
  hours_development: hours('development'),
  hours_winback: hours('winback'),
  expense: money(
    text('Затраты на маркетинг и продажи', 'Marketing and sales expense'),
    (cell) => cell.now.costs.expense,
    'costs:all',
    costGaps,
  ),
  unallocated: money(
    text('Не распределено из общих', 'Shared cost not allocated'),
    (cell) => cell.now.costs.unallocated,
    'costs:shared',
    costGaps,
  ),
  marketing_direct: money(
    text('Затраты маркетинга без общих', 'Marketing cost without shared'),
    (cell) => cell.now.costs.marketingDirect,
    'costs:marketing',
    costGaps,
  ),
  off_journey: money(
    text('Из них не обслуживают ни одной клетки пути', 'Of it, serving no cell of the journey'),
    (cell) => cell.now.costs.offJourney,
    'costs:off_journey',
    costGaps,
  ),
  ads: money(
    text('Затраты на рекламу (привлечение)', 'Advertising cost (acquisition)'),
    (cell) => cell.lagged.ads,
    'costs:ads',
    laggedGaps,
  ),
  rr_start: money(
    text('Поток на начало, в месяц', 'Run-rate at the start, a month'),
    ({ now: { runRate } }) => runRate.opening,
    'rr:opening',
    runRateGaps('opening'),
  ),
  rr_end: money(
    text('Поток на конец, в месяц', 'Run-rate at the end, a month'),
    ({ now: { runRate } }) => runRate.closing,
    'rr:closing',
    runRateGaps('closing'),
  ),
  rr_cohort_expansion: money(
    text('Рост у клиентов начала', 'Expansion of the opening customers'),
    ({ now: { runRate } }) => runRate.net.expansion,
    'rr:movements',
    runRateGaps('ever'),
  ),
  rr_cohort_contraction: money(
    text('Сжатие у клиентов начала', 'Contraction of the opening customers'),
    ({ now: { runRate } }) => runRate.net.contraction,
    'rr:movements',
    runRateGaps('ever'),
  ),
  rr_cohort_churn: money(
    text('Отток клиентов начала', 'Churn of the opening customers'),
    ({ now: { runRate } }) => runRate.net.churn,
    'rr:movements',
    runRateGaps('ever'),
  ),
  year_margin: money(
    text('m: вклад клиента за год', 'm: a customer’s contribution a year'),
    (cell) => yearDirect(cell).margin,
    'lines:rr',
    lifetimeMarginGaps,
  ),
  year_gross: money(
    text(
      'Валовая прибыль регулярных и развития за 12 месяцев',
      'Gross profit of regular and development lines, 12 months',
    ),
    (cell) => cell.year.gross.regular + cell.year.gross.development,
    'lines:rr',
    yearMarginGaps,
  ),
  year_cost: money(
    text('Затраты на удержание и развитие за 12 месяцев', 'Cost of retention and development, 12 months'),
    (cell) => cell.year.costs.loaded.retention + cell.year.costs.loaded.development,
    'costs:retention',
    yearCostGaps,
  ),
  year_active: count(
    text('Активных в среднем за 12 месяцев', 'Active on average over 12 months'),
    (cell) => yearDirect(cell).averageActive,
    'customers:active',
  ),
  year_opening: count(
    text('Активные 12 месяцев назад', 'Active 12 months ago'),
    (cell) => cell.year.customers.opening,
    'customers:opening',
  ),
  year_retained: count(
    text('Удержаны за 12 месяцев', 'Retained in 12 months'),
    (cell) => cell.year.customers.retained,
    'customers:retained',
  ),
  year_retention: {
    name: text('r: доля удержанных за год', 'r: share retained in a year'),
    unit: 'ratio',
    rows: 'customers:retained',
    value: (cell) => yearDirect(cell).retention,
  },
  discount: {
    name: text('d: ставка дисконтирования', 'd: discount rate'),
    unit: 'ratio',
    value: (cell) => cell.settings.discount_rate_year,
  },
  first_contribution: money(
    text('Вклад первого заказа на нового клиента', 'First order’s contribution per new customer'),
    (cell) => firstContribution(cell),
    'lines:first',
    marginGaps,
  ),
  ...foretoldInputs,
  month_margin: money(
    text('Вклад клиента в месяц', 'A customer’s contribution a month'),
    (cell) => divided(yearDirect(cell).margin, 12),
    'lines:rr',
    lifetimeMarginGaps,
  ),
  lifetimes_sum: money(
    text('Вклад всех клиентов за историю минус затраты', 'All customers’ contribution over their history less costs'),
    (cell) => cell.lifetimes?.sum ?? null,
    'customers:active',
    lifetimeGaps,
  ),
  lifetimes_n: count(
    text('Клиенты с заказом', 'Customers with an order'),
    (cell) => cell.lifetimes?.n ?? null,
    'customers:active',
  ),
  tenure: {
    name: text('Средний стаж клиента', 'Mean tenure'),
    unit: 'days',
    value: (cell) => (cell.lifetimes && cell.lifetimes.n > 0 ? cell.lifetimes.tenureDays / cell.lifetimes.n : null),
  },
  deals_open: count(
    text('Открытые сделки на конец', 'Open deals at the end'),
    (cell) => cell.now.deals.open,
    'deals:open',
  ),
  deals_opened: count(
    text('Открыто сделок', 'Deals opened'),
    (cell) => cell.now.deals.openedAges.reduce((sum, { count: n }) => sum + n, 0),
    'deals:opened',
  ),
  deals_closed: count(text('Закрыто сделок', 'Deals closed'), (cell) => cell.now.deals.closed, 'deals:closed'),
  deals_won: count(text('Из них выиграно', 'Of them won'), (cell) => cell.now.deals.won, 'deals:won'),
  deal_mean: money(
    text('Средняя выигранная сделка', 'Mean won deal'),
    (cell) => divided(cell.now.deals.wonAmount, cell.now.deals.wonPriced),
    'deals:won',
  ),
  cycle_mean: {
    name: text('Средний цикл выигранной сделки', 'Mean cycle of won deals'),
    unit: 'days',
    rows: 'deals:won',
    value: (cell) => divided(cell.now.deals.wonDays, cell.now.deals.wonAged),
  },
  campaign_months: count(
    text('Кампании с затратами или касаниями, по месяцам', 'Campaigns with a cost or a touch, by month'),
    (cell) => cell.now.campaignMonths,
    'touches:campaigns',
  ),
  months: count(text('Месяцы', 'Months'), (cell) => cell.now.months),
  paid_search_new: count(
    text('Новые из платного поиска', 'New customers from paid search'),
    (cell) => paidSearch(cell),
    'customers:new',
  ),
  receivables: money(
    text('Дебиторская задолженность на конец', 'Receivables at the end'),
    (cell) => cell.now.netEver - cell.now.paidEver,
    'payments:all',
    historyRevenueGaps,
  ),
  days: { name: text('Дней в периоде', 'Days in the period'), unit: 'days', value: (cell) => cell.now.days },
} satisfies Record<string, Input>;

export type InputId = keyof typeof inputs;
export const inputOf = (id: string): Input | undefined => (inputs as Record<string, Input>)[id];

/** What an input is, or null where the rows behind it lack what it is made of. */
export const inputValue = (input: Input, cell: Cell): number | null =>
  input.gaps?.(cell).some(isBlocking) ? null : input.value(cell);

const divided = (a: number | null, b: number): number | null => (a === null || b === 0 ? null : a / b);

/** Mean customers active × the period's length in years; whole months are twelfths. */
export function customerYears({ now, period }: Cell): number {
  const whole = period.from.endsWith('-01') && period.to.endsWith('-01');
  return (now.activeDays / now.days) * (whole ? now.months / 12 : now.days / 365.25);
}

/** Contribution of first orders per new customer, in minor units. */
export function firstContribution({ now }: Cell): number | null {
  return divided(now.gross.first - now.service.first, successesOf(now).acquisition);
}

export function paidSearch({ now, settings }: Cell): number {
  return settings.paid_search_channels.reduce((sum, channel) => sum + (now.newByChannel.get(channel) ?? 0), 0);
}
