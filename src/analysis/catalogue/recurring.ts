import type { MetricId } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import type { RowSet } from '../../model/row-sets.ts';
import type { SettingKey } from '../../model/settings.ts';
import type { Components } from '../components/components.ts';
import type { InputId } from './inputs.ts';
import { type Metric, net, type Outcome, ratio, revenueReason, text, unless, withNotes } from './metric.ts';

const source = text(
  'Метод F8: регулярные сделки и сделки на развитие; движения — как принято у подписок',
  'The F8 method: regular and development deals; movements as subscriptions have them',
);
const ambiguity = text(
  'В SaaS RR — только подписки. Здесь RR — любые повторные сделки с действующими клиентами: регулярные и развитие; из них по договору — отдельно.',
  'In SaaS, RR is subscriptions only. Here it is all repeat business with existing customers, regular and development; the part by contract is shown apart.',
);
const noRate = text(
  'Нет числа, если у валюты какой-то строки нет курса.',
  'None where the currency of a line has no rate.',
);

type Lines = {
  id: MetricId;
  name: Sentence;
  short: Sentence;
  meaning: Sentence;
  formula: Sentence;
  inputs: InputId[];
  worked: string;
  value: (now: Components) => number;
};

const fromLines = ({ value, ...own }: Lines): Metric => ({
  ...own,
  unit: 'money',
  needs: ['lines'],
  empty: noRate,
  better: 'higher',
  source,
  ambiguity,
  settings: ['merge_days', 'lost_after_days'],
  compute: ({ now }) => unless(revenueReason(now), () => ({ value: value(now) })),
});

const periodMetrics: readonly Metric[] = [
  fromLines({
    id: 'rr',
    name: text('Возобновляемая выручка (RR)', 'Recurring revenue (RR)'),
    short: text('RR', 'RR'),
    formula: text('Регулярная выручка + выручка развития', 'Regular revenue + development revenue'),
    meaning: text(
      'Выручка от клиентов, которые уже покупали раньше: на ней компания живёт.',
      'Revenue from customers who bought before: what the company lives on.',
    ),
    inputs: ['lines_regular', 'lines_development'],
    worked: '{lines_regular} + {lines_development}',
    value: (now) => now.net.regular + now.net.development,
  }),
  fromLines({
    id: 'rr_regular',
    name: text('Регулярная выручка', 'Regular revenue'),
    short: text('Регулярная', 'Regular'),
    formula: text('Выручка строк класса «регулярные»', 'Net revenue of lines of class regular'),
    meaning: text('Повторные покупки того же самого.', 'Repeat purchases of the same.'),
    inputs: ['lines_regular'],
    worked: '{lines_regular}',
    value: (now) => now.net.regular,
  }),
  fromLines({
    id: 'rr_development',
    name: text('Выручка развития', 'Development revenue'),
    short: text('Развитие', 'Development'),
    formula: text('Выручка строк класса «развитие»', 'Net revenue of lines of class development'),
    meaning: text(
      'Что действующие клиенты купили нового или на ступень выше.',
      'What existing customers bought that is new to them or a rung higher.',
    ),
    inputs: ['lines_development'],
    worked: '{lines_development}',
    value: (now) => now.net.development,
  }),
  fromLines({
    id: 'rr_contractual',
    name: text('RR по договорам', 'RR by contract'),
    short: text('По договорам', 'By contract'),
    formula: text(
      'Регулярная выручка и развитие, строки договоров',
      'Regular and development revenue, lines of contracts',
    ),
    meaning: text(
      'Та часть возобновляемой выручки, что закреплена договорами и подписками.',
      'The part of recurring revenue that contracts and subscriptions secure.',
    ),
    inputs: ['lines_contractual'],
    worked: '{lines_contractual}',
    value: (now) => now.contractual,
  }),
  {
    id: 'rr_share',
    unit: 'ratio',
    name: text('Доля возобновляемой выручки', 'Share of recurring revenue'),
    short: text('Доля RR', 'RR share'),
    formula: text('RR ÷ чистая выручка', 'RR ÷ net revenue'),
    meaning: text(
      'Насколько выручка держится на прежних клиентах, а не на новых продажах.',
      'How far revenue rests on existing customers rather than on new sales.',
    ),
    inputs: ['rr', 'net_revenue'],
    worked: '{rr} ÷ {net_revenue}',
    needs: ['lines'],
    empty: text('Нет числа без выручки.', 'None without revenue.'),
    better: 'higher',
    source,
    ambiguity,
    compute: ({ now }) => unless(revenueReason(now), () => ratio(now.net.regular + now.net.development, net(now))),
  },
];

type Rate = {
  id: MetricId;
  name: Sentence;
  short: Sentence;
  meaning: Sentence;
  better: Metric['better'];
  rows: RowSet;
  value: (rate: Components['runRate']) => number;
};

const rateFormula = text(
  'Цены договоров в силе за месяц + регулярная выручка активных клиентов без договора за 12 месяцев ÷ 12',
  'Monthly price of contracts in force + regular revenue of active customers without a contract over 12 months ÷ 12',
);
const movementFormula = text(
  'Сумма по клиентам и месяцам: изменение потока клиента от конца месяца к концу месяца',
  'Sum over customers and months: change of a customer’s run-rate from month end to month end',
);

const rateSettings: readonly SettingKey[] = [
  'rr_churn_on',
  'rr_coupons',
  'rr_past_due_days',
  'rr_pause_days',
  'lost_after_days',
];
const movementSettings: readonly SettingKey[] = ['movements', ...rateSettings, 'rr_reactivation_days'];

const fromRunRate = (isMovement: boolean, { value, rows, ...own }: Rate): Metric => ({
  ...own,
  rows,
  unit: 'money_per_month',
  formula: isMovement ? movementFormula : rateFormula,
  inputs: isMovement ? ['rr_start', 'rr_end'] : rows === 'rr:opening' ? ['rr_start'] : ['rr_end'],
  worked: `{${own.id}}`,
  needs: ['runRate'],
  empty: text(
    '0, если нет ни договоров, ни регулярной выручки.',
    '0 where there are neither contracts nor regular revenue.',
  ),
  source,
  ambiguity: isMovement
    ? text(
        'Движения считаются по клиенту: рост и падение внутри месяца складываются (настройка «Движения RR»). Новый — поток впервые выше нуля, возобновление — снова выше нуля. Отмена одного из договоров клиента — сжатие, а не отток. Когда уходит цена договора, сколько она держится без продления и в паузе и когда вернувшийся — новый, решают настройки.',
        'Movements are per customer: ups and downs within a month are netted (setting “RR movements”). New: above zero for the first time; reactivation: above zero again. Cancelling one of several contracts is contraction, not churn. Settings decide when the price of a contract leaves, how long it stays without renewal and in a pause, and when whoever comes back is new.',
      )
    : ambiguity,
  settings: isMovement ? movementSettings : rateSettings,
  compute: ({ now: { runRate } }) => {
    const unrated = runRate.unrated[isMovement ? 'ever' : rows === 'rr:opening' ? 'opening' : 'closing'];
    return unless(unrated > 0 ? 'no_rate' : null, () => ({ value: value(runRate) }));
  },
});

const runRateMetrics: readonly Metric[] = [
  fromRunRate(false, {
    id: 'rr_run_rate',
    name: text('Текущий поток RR в месяц', 'RR run-rate'),
    short: text('Поток RR', 'Run-rate'),
    meaning: text(
      'Сколько возобновляемых денег в месяц идёт на последний день периода.',
      'How much recurring money a month flows on the period’s last day.',
    ),
    better: 'higher',
    rows: 'rr:closing',
    value: (rr) => rr.closing,
  }),
  fromRunRate(false, {
    id: 'rr_opening',
    name: text('Поток RR на начало', 'Opening RR'),
    short: text('На начало', 'Opening'),
    meaning: text(
      'Поток за день до начала периода: отсюда начинаются движения.',
      'The run-rate on the day before the period: where movements start from.',
    ),
    better: 'higher',
    rows: 'rr:opening',
    value: (rr) => rr.opening,
  }),
  fromRunRate(true, {
    id: 'rr_new',
    name: text('Новый поток RR', 'New RR'),
    short: text('Новый', 'New'),
    meaning: text(
      'Поток клиентов, у которых он появился впервые.',
      'Run-rate of customers who have one for the first time.',
    ),
    better: 'higher',
    rows: 'rr:movements',
    value: (rr) => rr.moves.new,
  }),
  fromRunRate(true, {
    id: 'rr_expansion',
    name: text('Рост потока RR', 'RR expansion'),
    short: text('Рост', 'Expansion'),
    meaning: text('На сколько вырос поток у тех, кто уже платил.', 'How much those who already paid now pay more.'),
    better: 'higher',
    rows: 'rr:movements',
    value: (rr) => rr.moves.expansion,
  }),
  fromRunRate(true, {
    id: 'rr_contraction',
    name: text('Сжатие потока RR', 'RR contraction'),
    short: text('Сжатие', 'Contraction'),
    meaning: text('На сколько уменьшился поток у тех, кто остался.', 'How much those who stayed now pay less.'),
    better: 'lower',
    rows: 'rr:movements',
    value: (rr) => rr.moves.contraction,
  }),
  fromRunRate(true, {
    id: 'rr_churn',
    name: text('Отток RR', 'RR churn'),
    short: text('Отток', 'Churn'),
    meaning: text('Поток, который исчез вместе с клиентами.', 'Run-rate that left with its customers.'),
    better: 'lower',
    rows: 'rr:movements',
    value: (rr) => rr.moves.churn,
  }),
  fromRunRate(true, {
    id: 'rr_reactivation',
    name: text('Возобновление потока RR', 'RR reactivation'),
    short: text('Возобновление', 'Reactivation'),
    meaning: text('Поток клиентов, которые вернулись после нуля.', 'Run-rate of customers who came back from zero.'),
    better: 'higher',
    rows: 'rr:movements',
    value: (rr) => rr.moves.reactivation,
  }),
  fromRunRate(false, {
    id: 'rr_closing',
    name: text('Поток RR на конец', 'Closing RR'),
    short: text('На конец', 'Closing'),
    meaning: text(
      'Начало + новый + рост + возобновление − сжатие − отток.',
      'Opening + new + expansion + reactivation − contraction − churn.',
    ),
    better: 'higher',
    rows: 'rr:closing',
    value: (rr) => rr.closing,
  }),
];

const retentionAmbiguity = text(
  'Клиенты начала периода сравниваются от начала к концу: новые и вернувшиеся не входят. Месячный и годовой показатели не сравнивайте между собой.',
  'The customers of the period’s start are compared from its start to its end: new and reactivated ones are not in it. A monthly and a yearly value do not compare.',
);

/** What is left of the opening customers' run-rate, as a share of it. */
const revenueKept = ({ opening, openingCustomers: n, unrated }: Components['runRate'], left: number): Outcome =>
  unless(unrated.ever > 0 ? 'no_rate' : null, () =>
    withNotes({ ...ratio(left, opening), n }, n > 0 && n < 20 && 'small_n'),
  );

const revenueRetention: readonly Metric[] = [
  {
    id: 'nrr',
    unit: 'ratio',
    name: text('Удержание выручки, чистое (NRR)', 'Net revenue retention (NRR)'),
    short: text('NRR', 'NRR'),
    formula: text(
      '(Начало + рост − сжатие − отток) ÷ начало, по клиентам начала',
      '(Opening + expansion − contraction − churn) ÷ opening, of the opening customers',
    ),
    meaning: text(
      'Что стало с потоком прежних клиентов без единой новой продажи. Больше 100 % — растёте и без новых.',
      'What became of existing customers’ run-rate without one new sale. Over 100 %: you grow without new ones.',
    ),
    inputs: ['rr_start', 'rr_cohort_expansion', 'rr_cohort_contraction', 'rr_cohort_churn'],
    worked: '({rr_start} + {rr_cohort_expansion} − {rr_cohort_contraction} − {rr_cohort_churn}) ÷ {rr_start}',
    needs: ['runRate'],
    empty: text('Нет числа, если на начало потока не было.', 'None where there was no run-rate at the start.'),
    better: 'higher',
    source: text(
      'Принятые в подписках формулы; общего стандарта нет',
      'Formulas in use for subscriptions; there is no official standard',
    ),
    ambiguity: retentionAmbiguity,
    settings: rateSettings,
    compute: ({ now: { runRate } }) =>
      revenueKept(runRate, runRate.opening + runRate.net.expansion - runRate.net.contraction - runRate.net.churn),
  },
  {
    id: 'grr',
    unit: 'ratio',
    name: text('Удержание выручки, валовое (GRR)', 'Gross revenue retention (GRR)'),
    short: text('GRR', 'GRR'),
    formula: text(
      '(Начало − сжатие − отток) ÷ начало, по клиентам начала',
      '(Opening − contraction − churn) ÷ opening, of the opening customers',
    ),
    meaning: text(
      'Какая доля прежнего потока сохранилась, если не считать рост.',
      'What share of the run-rate was kept, growth left aside.',
    ),
    inputs: ['rr_start', 'rr_cohort_contraction', 'rr_cohort_churn'],
    worked: '({rr_start} − {rr_cohort_contraction} − {rr_cohort_churn}) ÷ {rr_start}',
    needs: ['runRate'],
    empty: text('Нет числа, если на начало потока не было.', 'None where there was no run-rate at the start.'),
    better: 'higher',
    source: text(
      'Принятые в подписках формулы; общего стандарта нет',
      'Formulas in use for subscriptions; there is no official standard',
    ),
    ambiguity: retentionAmbiguity,
    settings: rateSettings,
    compute: ({ now: { runRate } }) =>
      revenueKept(runRate, runRate.opening - runRate.net.contraction - runRate.net.churn),
  },
];

export const recurringMetrics: readonly Metric[] = [...periodMetrics, ...runRateMetrics, ...revenueRetention];
