import {
  gross,
  type Metric,
  marginNote,
  marginReason,
  net,
  ratio,
  revenueReason,
  service,
  text,
  unless,
  withNotes,
} from './metric.ts';

const source = text('Фаррис и др., Marketing Metrics', 'Farris et al., Marketing Metrics');
const noCogs = text(
  'Нет числа, если хотя бы у одной строки не известна себестоимость (её нет ни в строке, ни у продукта, ни у семейства) или курс валюты.',
  'None where the cost of goods of any line is unknown (not in the line, the product or the family), or a currency has no rate.',
);

/** What was sold and what is left of it. */
export const revenueMetrics: readonly Metric[] = [
  {
    id: 'net_revenue',
    unit: 'money',
    name: text('Чистая выручка', 'Net revenue'),
    short: text('Выручка', 'Revenue'),
    formula: text(
      'Сумма оплаченных строк заказов без НДС минус возвраты',
      'Sum of paid order lines without VAT, less refunds',
    ),
    meaning: text(
      'Сколько денег принесли продажи за период, без НДС и за вычетом возвратов. С неё начинаются все остальные числа.',
      'What sales brought in the period, without VAT and after refunds. All other numbers start from it.',
    ),
    inputs: ['lines_first', 'lines_regular', 'lines_development', 'lines_winback'],
    worked: '{lines_first} + {lines_regular} + {lines_development} + {lines_winback}',
    needs: ['lines'],
    empty: text(
      'Нет числа, если у валюты какой-то строки нет курса на её день.',
      'None where the currency of a line has no rate on its day.',
    ),
    better: 'higher',
    source,
    ambiguity: text(
      'Возврат уменьшает выручку того периода, в котором сделан.',
      'A refund reduces revenue of the period it is made in.',
    ),
    settings: ['currency', 'time_zone'],
    compute: ({ now }) => unless(revenueReason(now), () => ({ value: net(now) })),
  },
  {
    id: 'gross_profit',
    unit: 'money',
    name: text('Валовая прибыль', 'Gross profit'),
    short: text('Валовая прибыль', 'Gross profit'),
    formula: text('Чистая выручка − себестоимость', 'Net revenue − cost of goods'),
    meaning: text(
      'Что остаётся от выручки после себестоимости проданного. Из неё оплачиваются маркетинг, продажи и всё остальное.',
      'What is left of revenue after the cost of what was sold. It pays for marketing, sales and everything else.',
    ),
    inputs: ['net_revenue', 'cogs'],
    worked: '{net_revenue} − {cogs}',
    needs: ['lines'],
    empty: noCogs,
    better: 'higher',
    source,
    ambiguity: text(
      'Если себестоимость не указана ни в строке, ни у продукта, берётся средняя доля по семейству продукта; число помечается.',
      'Where neither the line nor the product tells the cost of goods, the family’s mean rate is taken and the number is marked.',
    ),
    compute: ({ now }) => unless(marginReason(now), () => withNotes({ value: gross(now) }, marginNote(now))),
  },
  {
    id: 'contribution',
    unit: 'money',
    name: text('Маржинальный вклад', 'Contribution'),
    short: text('Вклад', 'Contribution'),
    formula: text('Валовая прибыль − затраты на обслуживание заказов', 'Gross profit − cost to serve'),
    meaning: text(
      'Валовая прибыль после доставки и другого обслуживания самих заказов.',
      'Gross profit after delivery and other serving of the orders themselves.',
    ),
    inputs: ['gross_profit', 'service_cost'],
    worked: '{gross_profit} − {service_cost}',
    needs: ['lines'],
    empty: noCogs,
    better: 'higher',
    source,
    compute: ({ now }) =>
      unless(marginReason(now), () => withNotes({ value: gross(now) - service(now) }, marginNote(now))),
  },
  {
    id: 'gross_margin',
    unit: 'ratio',
    name: text('Рентабельность по валовой прибыли', 'Gross margin'),
    short: text('Маржа', 'Margin'),
    formula: text('Валовая прибыль ÷ чистая выручка', 'Gross profit ÷ net revenue'),
    meaning: text(
      'Какая доля выручки остаётся после себестоимости.',
      'What share of revenue is left after the cost of goods.',
    ),
    inputs: ['gross_profit', 'net_revenue'],
    worked: '{gross_profit} ÷ {net_revenue}',
    needs: ['lines'],
    empty: text('Нет числа без выручки или без себестоимости.', 'None without revenue or without the cost of goods.'),
    better: 'higher',
    source,
    compute: ({ now }) => unless(marginReason(now), () => withNotes(ratio(gross(now), net(now)), marginNote(now))),
  },
  {
    id: 'average_order',
    unit: 'money',
    name: text('Средний заказ', 'Average order'),
    short: text('Средний заказ', 'Avg order'),
    formula: text('Чистая выручка ÷ число заказов', 'Net revenue ÷ number of orders'),
    meaning: text(
      'Сколько в среднем приносит один заказ за вычетом возвратов.',
      'What one order brings on average, after refunds.',
    ),
    inputs: ['net_revenue', 'orders'],
    worked: '{net_revenue} ÷ {orders}',
    needs: ['lines', 'orders'],
    empty: text('Нет числа, если заказов не было.', 'None without orders.'),
    better: 'higher',
    source: text('Принятое определение', 'Common definition'),
    ambiguity: text(
      'Заказ, который целиком возврат, заказом не считается.',
      'An order that is nothing but refunds is no order.',
    ),
    compute: ({ now }) =>
      unless(revenueReason(now), () =>
        now.orders === 0 ? { reason: 'no_denominator', n: 0 } : { value: net(now) / now.orders, n: now.orders },
      ),
  },
  {
    id: 'products_active',
    unit: 'count',
    name: text('Продаваемые продукты', 'Products sold'),
    short: text('Продукты', 'Products'),
    formula: text('Число разных продуктов, проданных за период', 'Number of distinct products sold in the period'),
    meaning: text(
      'Сколько продуктов действительно покупают. Много продуктов — больше нагрузка, мало — меньше охват.',
      'How many products are really bought. Many mean load, few mean little coverage.',
    ),
    inputs: [],
    rows: 'lines:all',
    worked: '{products_active}',
    needs: ['products'],
    empty: text('0, если в строках нет продуктов.', '0 where no line names a product.'),
    better: 'neither',
    source: text('Вопрос 7 аудита', 'Question 7 of the audit'),
    compute: ({ now }) => ({ value: now.products }),
  },
  {
    id: 'dso_days',
    unit: 'days',
    name: text('Срок оборота дебиторской задолженности', 'Days sales outstanding'),
    short: text('Срок оплаты', 'DSO'),
    formula: text(
      '(Выручка с начала данных − платежи с начала данных) ÷ чистая выручка периода × дни периода',
      '(Revenue since the data begin − payments since then) ÷ net revenue of the period × days of the period',
    ),
    meaning: text(
      'За сколько дней продаж вам ещё не заплатили. Меньше нуля — клиенты платят вперёд.',
      'How many days of sales are not paid yet. Below zero: customers pay in advance.',
    ),
    inputs: ['receivables', 'net_revenue', 'days'],
    worked: '{receivables} ÷ {net_revenue} × {days}',
    needs: ['lines', 'payments', 'presence'],
    dimensions: ['segment'],
    empty: text('Нет числа без файла платежей или без выручки.', 'None without payments or without revenue.'),
    better: 'lower',
    source: text('Принятая формула', 'The formula in use'),
    ambiguity: text(
      'Долг считается по загруженным строкам и платежам: суммы платежей должны быть без НДС, как и выручка.',
      'Receivables are those of the lines and payments brought in: payments should be without VAT, as revenue is.',
    ),
    compute: ({ now, presence }) =>
      unless(presence('payments') === 0 ? 'no_payments' : now.unratedEver > 0 ? 'no_rate' : null, () =>
        net(now) <= 0 ? { reason: 'no_denominator' } : { value: ((now.netEver - now.paidEver) / net(now)) * now.days },
      ),
  },
];
