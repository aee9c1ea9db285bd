import type { MetricId } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import type { RowSet } from '../../model/row-sets.ts';
import type { Components } from '../components/components.ts';
import type { Section } from '../components/tally.ts';
import { paidSearch } from './inputs.ts';
import { type Cell, leastN, type Metric, rate, text, unless, withNotes } from './metric.ts';

const source = text('Наша интерпретация метода F8', 'Our interpretation of the F8 method');

type Count = {
  id: MetricId;
  rows: RowSet;
  name: Sentence;
  short: Sentence;
  formula: Sentence;
  meaning: Sentence;
  needs: Section;
  better?: Metric['better'];
  reason?: (cell: Cell) => 'no_result_events' | null;
  value: (of: Components['customers']) => number;
};

const counted = ({ value, needs, better = 'higher', reason, ...own }: Count): Metric => ({
  ...own,
  unit: 'count',
  inputs: [],
  worked: `{${own.id}}`,
  needs: reason ? [needs, 'presence'] : [needs],
  empty: reason
    ? text('Нет числа, пока не записаны события результата.', 'None while no result events are recorded.')
    : text('0, если таких клиентов не было.', '0 where there were no such customers.'),
  better,
  source,
  ...(reason ? { settings: ['activation_kinds'] as const } : { settings: ['lost_after_days', 'merge_days'] as const }),
  compute: (cell) => unless(reason?.(cell) ?? null, () => ({ value: value(cell.now.customers) })),
});

const noResults = (cell: Cell) => (cell.presence('activations') === 0 ? 'no_result_events' : null);

const counts: readonly Metric[] = [
  counted({
    id: 'customers_active',
    rows: 'customers:active',
    needs: 'states',
    name: text('Активные клиенты', 'Active customers'),
    short: text('Активные', 'Active'),
    formula: text(
      'Купили и не потеряны на конец периода, под угрозой тоже',
      'Bought and not lost at the period’s end, those at risk included',
    ),
    meaning: text(
      'Сколько у вас клиентов на последний день периода.',
      'How many customers you have on the period’s last day.',
    ),
    value: (of) => of.closing,
  }),
  counted({
    id: 'customers_new',
    rows: 'customers:new',
    needs: 'entries',
    name: text('Новые клиенты', 'New customers'),
    short: text('Новые', 'New'),
    formula: text('Клиенты, чей первый заказ — в периоде', 'Customers whose first order is in the period'),
    meaning: text('Сколько клиентов купили впервые.', 'How many customers bought for the first time.'),
    value: (of) => of.new,
  }),
  counted({
    id: 'customers_activated',
    rows: 'customers:activated',
    needs: 'entries',
    name: text('Вышли на результат', 'Customers activated'),
    short: text('На результате', 'Activated'),
    formula: text(
      'Клиенты, чьё первое событие результата — в периоде',
      'Customers whose first result event is in the period',
    ),
    meaning: text('Сколько клиентов получили то, ради чего покупали.', 'How many customers got what they bought for.'),
    reason: noResults,
    value: (of) => of.activated,
  }),
  counted({
    id: 'customers_retained',
    rows: 'customers:retained',
    needs: 'states',
    name: text('Удержаны', 'Customers retained'),
    short: text('Удержаны', 'Retained'),
    formula: text(
      'Активны на начало, должны были купить в периоде, активны на конец',
      'Active at the start, due in the period, active at the end',
    ),
    meaning: text(
      'Скольким пришло время купить снова — и они купили.',
      'How many whose time to buy had come did buy again.',
    ),
    value: (of) => of.retained,
  }),
  counted({
    id: 'customers_developed',
    rows: 'customers:developed',
    needs: 'distinct',
    name: text('Клиенты в развитии', 'Customers developed'),
    short: text('Развиты', 'Developed'),
    formula: text(
      'Клиенты со строкой класса «развитие» в периоде',
      'Customers with a line of class development in the period',
    ),
    meaning: text(
      'Сколько клиентов купили что-то новое для себя или ступень выше.',
      'How many bought something new to them or a rung higher.',
    ),
    value: (of) => of.developed,
  }),
  counted({
    id: 'customers_lost',
    rows: 'customers:lost',
    needs: 'entries',
    name: text('Потери клиентов', 'Customers lost'),
    short: text('Потеряны', 'Lost'),
    formula: text('Дни потери, пришедшиеся на период', 'Days of loss that fall in the period'),
    meaning: text(
      'Сколько раз клиент замолчал дольше принятого срока.',
      'How often a customer stayed silent longer than the term set.',
    ),
    better: 'lower',
    value: (of) => of.lost,
  }),
  counted({
    id: 'customers_won_back',
    rows: 'customers:won_back',
    needs: 'distinct',
    name: text('Возвращённые клиенты', 'Customers won back'),
    short: text('Возвращены', 'Won back'),
    formula: text('Клиенты с заказом возврата в периоде', 'Customers with a win-back order in the period'),
    meaning: text('Сколько потерянных купили снова.', 'How many lost customers bought again.'),
    value: (of) => of.wonBack,
  }),
];

const rates: readonly Metric[] = [
  {
    id: 'logo_retention',
    unit: 'ratio',
    name: text('Удержание клиентов', 'Logo retention'),
    short: text('Удержание', 'Logo retention'),
    formula: text(
      'Активны в начале и в конце ÷ активны в начале',
      'Active at the start and at the end ÷ active at the start',
    ),
    meaning: text(
      'Какая доля клиентов начала осталась (или вернулась) к концу.',
      'What share of the customers at the start is there (still or again) at the end.',
    ),
    inputs: ['kept', 'opening'],
    worked: '{kept} ÷ {opening}',
    needs: ['states'],
    empty: text(
      'Нет числа, если на начало клиентов не было; мало данных — меньше 5.',
      'None without customers at the start, or with fewer than 5.',
    ),
    better: 'higher',
    source: text('Принятая в подписках формула', 'The formula in use for subscriptions'),
    ambiguity: text(
      'Здесь все клиенты начала; «Доля удержанных» — только те, кому пришло время купить.',
      'All customers of the start count here; “Retention rate” counts only those who were due.',
    ),
    settings: ['lost_after_days'],
    compute: ({ now }) => rate(now.customers.kept, now.customers.opening),
  },
  {
    id: 'activation_rate',
    unit: 'ratio',
    name: text('Доля вышедших на результат', 'Activation rate'),
    short: text('Активация', 'Activation'),
    formula: text(
      'Вышли на результат в периоде ÷ новые клиенты периода',
      'Activated in the period ÷ new customers of the period',
    ),
    meaning: text(
      'Сколько новых получили результат. Кто не получил — уйдёт первым.',
      'How many new customers get their result. Who does not leaves first.',
    ),
    inputs: ['customers_activated', 'customers_new'],
    worked: '{customers_activated} ÷ {customers_new}',
    needs: ['entries', 'presence'],
    empty: text(
      'Нет числа без событий результата или без новых клиентов.',
      'None without result events or new customers.',
    ),
    better: 'higher',
    source: text('Наша методика', 'Our own'),
    ambiguity: text(
      'По периоду: результат мог прийти к новому прежнего периода, поэтому бывает больше 100 %.',
      'By period: a result may come to a customer new in an earlier one, so it can exceed 100 %.',
    ),
    settings: ['activation_kinds'],
    compute: (cell) => unless(noResults(cell), () => rate(cell.now.customers.activated, cell.now.customers.new)),
  },
  {
    id: 'retention_rate',
    unit: 'ratio',
    name: text('Доля удержанных', 'Retention rate'),
    short: text('Доля удержанных', 'Retention'),
    formula: text('Удержаны ÷ должны были купить в периоде', 'Retained ÷ due in the period'),
    meaning: text(
      'Из тех, кому пришло время купить снова, — сколько купили.',
      'Of those whose time to buy had come, how many bought.',
    ),
    inputs: ['customers_retained', 'due'],
    worked: '{customers_retained} ÷ {due}',
    needs: ['states'],
    empty: text(
      'Нет числа, если никому не пришло время; мало данных — меньше 5.',
      'None where nobody was due, or fewer than 5.',
    ),
    better: 'higher',
    source: text(
      'Фаррис и др., Marketing Metrics; событие успеха — наша методика',
      'Farris et al., Marketing Metrics; the success event: our own',
    ),
    ambiguity: text(
      'Удержаны ÷ все активные на начало — это другое число: оно входит в прогноз CLTV.',
      'Retained ÷ all active at the start is another number: it goes into the CLTV forecast.',
    ),
    settings: ['lost_after_days', 'contract_grace_days'],
    compute: ({ now }) => rate(now.customers.retained, now.customers.due),
  },
  {
    id: 'winback_rate',
    unit: 'ratio',
    name: text('Доля возвращённых', 'Win-back rate'),
    short: text('Доля возврата', 'Win-back'),
    formula: text('Возвращены ÷ потерянные с попыткой возврата', 'Won back ÷ lost customers with a win-back attempt'),
    meaning: text(
      'Сколько потерянных удаётся вернуть, если этим заниматься.',
      'How many lost customers come back when somebody works on it.',
    ),
    inputs: ['customers_won_back', 'attempted', 'losable'],
    worked: '{customers_won_back} ÷ {attempted}',
    needs: ['distinct', 'states', 'presence'],
    empty: text('Нет числа, если возвращать было некого.', 'None where there was nobody to win back.'),
    better: 'higher',
    source: text('Stauss и Friege 1999', 'Stauss and Friege 1999'),
    ambiguity: text(
      'Если попытки возврата не записываются, знаменатель — все потерянные на начало и в периоде; число помечается.',
      'Where attempts are not recorded the denominator is all customers lost at the start or in the period, with a note.',
    ),
    settings: ['winback_kinds'],
    compute: ({ now: { customers }, presence }) =>
      presence('attempts') > 0
        ? rate(customers.wonBack, customers.attempted)
        : withNotes(rate(customers.wonBack, customers.losable), 'attempts_not_recorded'),
  },
  {
    id: 'referral_rate',
    unit: 'ratio',
    name: text('Доля рекомендующих', 'Referral rate'),
    short: text('Рекомендации', 'Referrals'),
    formula: text(
      'Клиенты с рекомендацией в периоде ÷ активные на конец',
      'Customers who recommended in the period ÷ active at its end',
    ),
    meaning: text('Сколько клиентов приводят других.', 'How many customers bring others.'),
    inputs: ['referrers', 'customers_active'],
    worked: '{referrers} ÷ {customers_active}',
    needs: ['distinct', 'states', 'presence'],
    empty: text('Нет числа, пока не заданы виды рекомендаций.', 'None until the kinds of recommendations are set.'),
    better: 'higher',
    source: text('Наша методика', 'Our own'),
    settings: ['referral_kinds'],
    compute: ({ now: { customers }, presence, settings }) =>
      unless(settings.referral_kinds.length === 0 && presence('referrals') === 0 ? 'not_configured' : null, () =>
        rate(customers.referral, customers.closing),
      ),
  },
  {
    id: 'paid_search_share',
    unit: 'ratio',
    name: text('Доля платного поиска в новых клиентах', 'Paid search share of new customers'),
    short: text('Платный поиск', 'Paid search'),
    formula: text(
      'Новые из каналов платного поиска ÷ новые клиенты',
      'New customers from paid search channels ÷ new customers',
    ),
    meaning: text(
      'Насколько приток зависит от купленных кликов. Больше половины — опасная зависимость.',
      'How far the inflow hangs on bought clicks. Over one half is a dangerous dependence.',
    ),
    inputs: ['paid_search_new', 'customers_new'],
    worked: '{paid_search_new} ÷ {customers_new}',
    needs: ['entries'],
    dimensions: ['segment', 'campaign', 'sales_type', 'process', 'cohort'],
    empty: text('Нет числа, пока не названы каналы платного поиска.', 'None until the paid search channels are named.'),
    better: 'lower',
    source: text('Индекс Херфиндаля — Хиршмана; порог наш', 'Herfindahl–Hirschman index; the threshold is ours'),
    settings: ['paid_search_channels'],
    compute: (cell) =>
      unless(cell.settings.paid_search_channels.length === 0 ? 'not_configured' : null, () =>
        withNotes(rate(paidSearch(cell), cell.now.customers.new), unknownChannel(cell.now)),
      ),
  },
  {
    id: 'channel_hhi',
    unit: 'index',
    name: text('Концентрация каналов (HHI)', 'Channel concentration (HHI)'),
    short: text('HHI каналов', 'Channel HHI'),
    formula: text('Сумма квадратов долей каналов в новых клиентах', 'Sum of squared channel shares of new customers'),
    meaning: text(
      '1 — все новые из одного канала, ближе к 0 — приток из многих.',
      '1: all new customers come by one channel; near 0: by many.',
    ),
    inputs: ['customers_new'],
    worked: '{channel_hhi}',
    needs: ['entries'],
    dimensions: ['segment', 'campaign', 'sales_type', 'process', 'cohort'],
    empty: text(
      'Нет числа без новых клиентов; мало данных — меньше 5.',
      'None without new customers, or with fewer than 5.',
    ),
    better: 'lower',
    source: text('Индекс Херфиндаля — Хиршмана; порог наш', 'Herfindahl–Hirschman index; the threshold is ours'),
    ambiguity: text('Неизвестный канал считается одним каналом.', 'The unknown channel counts as one channel.'),
    compute: ({ now }) => {
      const n = now.customers.new;
      if (n === 0) return { reason: 'no_denominator', n };
      if (n < leastN) return { reason: 'insufficient_n', n };
      const value = [...now.newByChannel.values()].reduce((sum, count) => sum + (count / n) ** 2, 0);
      return withNotes({ value, n }, n < 20 && 'small_n', unknownChannel(now));
    },
  },
];

function unknownChannel(now: Components): 'channel_unknown' | false {
  return (now.newByChannel.get('') ?? 0) > 0 && 'channel_unknown';
}

export const customerMetrics: readonly Metric[] = [...counts, ...rates];
