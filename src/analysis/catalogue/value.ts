import { minorDigits } from '../../model/money.ts';
import { futureValue, lifetimeValue, payback } from '../statistics/customer-value.ts';
import { type Interval, jeffreys, meanInterval } from '../statistics/rates.ts';
import { toldLife } from './foretold.ts';
import { firstContribution } from './inputs.ts';
import { lifetimeMargin } from './lifetime-margin.ts';
import type { ToldLife } from './lives.ts';
import {
  type Cell,
  costReason,
  enoughN,
  isReason,
  leastN,
  type Metric,
  marginReason,
  type Outcome,
  splitNote,
  text,
  unallocatedNote,
  unless,
  withNotes,
} from './metric.ts';

const forecastAmbiguity = text(
  'Вместе с первой маржой и до затрат на привлечение. Модели говорят о сегменте с датой расчёта внутри периода: модель покупок — если покупателей не меньше 200, модель договоров — если договоров не меньше 100 и видны третьи продления; где есть и покупки, и договоры — обе вместе. Рядом написано, кто сказал число. К каждому виду отношений клиент приходит один раз: возврат после закончившихся договоров и его затраты в число не входят. По договорам месяц оплачивается в его начале, первый — в день начала. В формуле m и r измерены за 12 месяцев до конца периода на клиентах разного стажа: у старых клиентов удержание выше, поэтому прогноз завышен (survivor bias).',
  'The first margin is included, acquisition cost is not taken off. Models speak of a segment for a period that holds the as-of day: one of purchases where at least 200 customers buy, one of contracts where there are 100 at least and a third renewal was seen; where there are purchases and contracts, both together. The number says who told it. A customer comes to each kind once: what it brings when it is won back after its contracts ended, and what that costs, is not in the number. By contracts a month is paid at its beginning, the first on the first day. In the formula m and r are measured over the 12 months to the period’s end on customers of mixed ages: older ones stay better, so the forecast errs upward (survivor bias).',
);

/** Minor units in a unit of the workspace's currency: models speak in whole ones. */
const scaleOf = ({ settings }: Cell): number => 10 ** minorDigits(settings.currency);

const yearReason = (cell: Cell) => marginReason(cell.year) ?? costReason(cell, cell.year.costs);

/** A value of m and r with the interval that r's own carries into it. */
const modelled = (
  cell: Cell,
  value: (margin: number, retention: number) => { value: number } | { reason: 'divergent' },
): Outcome =>
  unless(yearReason(cell), () => {
    const { margin, retention } = lifetimeMargin(cell.year);
    const { opening: n, retained } = cell.year.customers;
    if (margin === null || retention === null) return { reason: 'no_denominator', n };
    if (n < leastN) return { reason: 'insufficient_n', n };
    const result = value(margin, retention);
    if ('reason' in result) return { reason: result.reason, n };
    const bounds = jeffreys(retained, n).map((bound) => value(margin, bound));
    const [low, high] = bounds;
    const shown: Outcome = { value: result.value, n };
    if (low && high && 'value' in low && 'value' in high)
      shown.interval = [low.value, high.value].sort((a, b) => a - b) as Interval;
    return withNotes(
      shown,
      'survivor_bias',
      n < enoughN && 'small_n',
      cell.year.assumed > 0 && 'assumed_margin',
      unallocatedNote(cell.year.costs),
      splitNote(cell.year.costs),
    );
  });

/**
 * What the models of the cell's purchases and contracts make of it, or the formula's word with the reasons why they do not speak. What can't be told of
 * margins and costs is told by neither.
 */
const byModelOr = (cell: Cell, told: (life: ToldLife) => Outcome, formula: () => Outcome): Outcome => {
  const life = toldLife(cell, scaleOf(cell));
  if (!('why' in life))
    return unless(yearReason(cell), () =>
      withNotes(
        told(life),
        life.by,
        cell.year.assumed > 0 && 'assumed_margin',
        unallocatedNote(cell.year.costs),
        splitNote(cell.year.costs),
      ),
    );
  const outcome = formula();
  return isReason(outcome) ? outcome : withNotes(outcome, ...life.why);
};

export const cltvForecast = (cell: Cell): Outcome =>
  byModelOr(
    cell,
    ({ value, interval, customers }) => ({ value, interval, n: customers }),
    () => modelled(cell, (margin, retention) => lifetimeValue(margin, retention, cell.settings.discount_rate_year)),
  );

/** What a segment's customers still bring: each by its own history where a model tells, else everybody active at the end alike. */
const segmentEquity = (cell: Cell): Outcome =>
  byModelOr(
    cell,
    ({ share, residual, customers }) => ({
      value: share * (residual.orders + residual.contracts + residual.ahead),
      n: customers,
    }),
    () => activeEquity(cell),
  );

/** What the customers active at the end still bring; every customer of a segment is worth the same. */
const activeEquity = (cell: Cell): Outcome => {
  const active = cell.now.customers.closing;
  const each = modelled(cell, (margin, retention) => futureValue(margin, retention, cell.settings.discount_rate_year));
  if (isReason(each)) return active === 0 ? { value: 0, n: 0 } : each;
  const scaled: Outcome = { ...each, value: each.value * active };
  if (each.interval) scaled.interval = [each.interval[0] * active, each.interval[1] * active];
  return scaled;
};

const equity = (cell: Cell): Outcome => {
  const segments = cell.segments.map(segmentEquity);
  const told = segments.filter((one) => !isReason(one));
  const untold = segments.find(isReason);
  if (told.length === 0 || told.every((one) => 'value' in one && one.n === 0))
    return untold ?? { reason: 'no_denominator', n: 0 };
  const sum = (of: (one: Extract<Outcome, { value: number }>) => number) =>
    told.reduce((total, one) => ('value' in one ? total + of(one) : total), 0);
  const shown: Outcome = { value: sum(({ value }) => value), n: sum(({ n }) => n ?? 0) };
  if (told.length === 1) {
    const [only] = told;
    if (only && 'value' in only && only.interval) shown.interval = only.interval;
  }
  return withNotes(shown, ...told.flatMap((one) => one.notes ?? []), untold !== undefined && 'small_n');
};

const directCac = (cell: Cell): Outcome =>
  unless(costReason(cell, cell.lagged) ?? (cell.lagged.direct.acquisition === 0 ? 'no_costs' : null), () =>
    cell.now.customers.new === 0
      ? { reason: 'no_denominator', n: 0 }
      : { value: cell.lagged.direct.acquisition / cell.now.customers.new, n: cell.now.customers.new },
  );

const ltvCac = (cell: Cell): Outcome => {
  const value = cltvForecast(cell);
  const cac = directCac(cell);
  if (isReason(value)) return value;
  if (isReason(cac)) return cac;
  const shown: Outcome = { value: value.value / cac.value, n: cac.n ?? 0 };
  if (value.interval) shown.interval = [value.interval[0] / cac.value, value.interval[1] / cac.value];
  return withNotes(shown, ...(value.notes ?? []));
};

const paybackMonths = (cell: Cell): Outcome => {
  const cac = directCac(cell);
  if (isReason(cac)) return cac;
  return byModelOr(
    cell,
    (life) => paybackByModel(cac.value, life),
    () => paybackByFormula(cell, cac.value),
  );
};

/** The first month by whose end what a customer is expected to have brought has paid back what it cost; 0 where the first payment does. */
const paybackByModel = (cac: number, { earned, customers: n }: ToldLife): Outcome => {
  const month = earned.findIndex((contribution) => contribution >= cac);
  return month < 0 ? { reason: 'not_recoverable', n } : { value: month, n };
};

const paybackByFormula = (cell: Cell, cac: number): Outcome =>
  unless(marginReason(cell.now) ?? yearReason(cell), () => {
    const first = firstContribution(cell);
    const { margin, retention } = lifetimeMargin(cell.year);
    const n = cell.year.customers.opening;
    if (first === null || margin === null || retention === null) return { reason: 'no_denominator', n };
    if (n < leastN) return { reason: 'insufficient_n', n };
    const result = payback(cac, first, margin / 12, retention ** (1 / 12));
    if ('never' in result) return { reason: 'not_recoverable', n };
    return withNotes({ value: result.months, n }, 'survivor_bias', n < enoughN && 'small_n');
  });

const fact = (cell: Cell, value: (of: NonNullable<Cell['lifetimes']>) => Outcome): Outcome => {
  const of = cell.lifetimes;
  if (!of || of.n === 0) return { reason: 'no_denominator', n: 0 };
  if (of.unrated > 0) return { reason: 'no_rate', n: of.n };
  if (of.uncosted > 0) return { reason: 'no_margin', n: of.n };
  return unless(costReason(cell), () => withNotes(value(of), of.truncated > 0 && 'left_truncated'));
};

const factTexts = {
  empty: text(
    'Нет числа без себестоимости всех строк истории или без затрат.',
    'None without the cost of goods of every line of the history, or without costs.',
  ),
  source: text(
    'Метод F8: прибыль, полученная за всю историю отношений',
    'The F8 method: profit received over the whole history of the relationship',
  ),
  ambiguity: text(
    'Факт — прибыль, уже полученная за всю историю, без дисконтирования; прогноз стоит отдельно. Затраты берутся по цене одного успеха класса в году и сегменте клиента, удержание — по дням. Стаж клиентов разный: смотрите рядом средний стаж.',
    'The fact is profit already received over the whole history, undiscounted; the forecast stands apart. Costs are charged at the cost per success of the class in the year and segment, retention by days. Customers’ ages differ: see the mean tenure beside it.',
  ),
};

export const valueMetrics: readonly Metric[] = [
  {
    id: 'cltv_fact',
    unit: 'money',
    name: text('CLTV-факт, средний', 'CLTV to date, mean'),
    short: text('CLTV-факт', 'CLTV fact'),
    formula: text(
      'Среднее по клиентам: вклад за всю историю − затраты на него',
      'Mean over customers: contribution over the whole history − costs of the customer',
    ),
    meaning: text(
      'Сколько прибыли клиент уже принёс в среднем за всё время, после затрат на него.',
      'How much profit a customer has brought on average so far, after what was spent on it.',
    ),
    inputs: ['lifetimes_sum', 'lifetimes_n', 'tenure'],
    worked: '{lifetimes_sum} ÷ {lifetimes_n}',
    needs: ['exposure', 'presence'],
    dimensions: ['segment', 'channel', 'campaign', 'sales_type', 'process', 'cohort'],
    better: 'higher',
    settings: ['shared_driver'],
    looks: ['lifetimes'],
    ...factTexts,
    compute: (cell) =>
      fact(cell, ({ n, sum, squares }) => ({
        value: sum / n,
        n,
        ...(n >= leastN ? { interval: meanInterval(n, sum, squares) } : {}),
      })),
  },
  {
    id: 'cltv_fact_median',
    unit: 'money',
    name: text('CLTV-факт, медиана', 'CLTV to date, median'),
    short: text('CLTV-факт, медиана', 'CLTV fact, median'),
    formula: text(
      'Медиана по клиентам: вклад за всю историю − затраты на него',
      'Median over customers: contribution over the whole history − costs of the customer',
    ),
    meaning: text(
      'Половина клиентов принесла больше этого, половина — меньше. Сильно ниже среднего — прибыль держится на немногих.',
      'Half of the customers brought more, half less. Far below the mean: profit rests on a few.',
    ),
    inputs: ['cltv_fact', 'lifetimes_n', 'tenure'],
    worked: '{cltv_fact_median}',
    needs: ['exposure', 'presence'],
    dimensions: ['segment', 'channel', 'campaign', 'sales_type', 'process', 'cohort'],
    better: 'higher',
    settings: ['shared_driver'],
    looks: ['lifetimes'],
    ...factTexts,
    compute: (cell) =>
      fact(cell, ({ n, median }) =>
        median === null || n < leastN ? { reason: 'insufficient_n', n } : { value: median, n },
      ),
  },
  {
    id: 'cltv_forecast',
    unit: 'money',
    name: text('CLTV-прогноз', 'CLTV forecast'),
    short: text('CLTV-прогноз', 'CLTV forecast'),
    formula: text(
      'По модели сегмента на дату расчёта. Покупки: маржа первого заказа + дисконтированные повторные заказы нового клиента × их выручка × доля вклада. Договоры: цена в месяц × дисконтированные оплаченные месяцы нового клиента × доля вклада. Где есть и то и другое: обе жизни, каждая умножена на то, сколько новых клиентов к ней приходит, позже — с дисконтом за отсрочку. Где модели нет: m × (1 + d) ÷ (1 + d − r)',
      'By the segment’s model as of the as-of day. Purchases: margin of the first order + discounted repeat orders of a new customer × their revenue × share of contribution. Contracts: price a month × discounted months a new customer pays × share of contribution. Where there are both: each life times how many of new customers come to it, later ones discounted for the delay. Where there is no model: m × (1 + d) ÷ (1 + d − r)',
    ),
    meaning: text(
      'Сколько клиент принесёт за всю жизнь при нынешнем удержании, в сегодняшних деньгах.',
      'What a customer will bring over its life at the present retention, in today’s money.',
    ),
    inputs: [
      'year_gross',
      'year_cost',
      'year_active',
      'year_margin',
      'year_retained',
      'year_opening',
      'year_retention',
      'discount',
    ],
    worked: '{year_margin} × (1 + {discount}) ÷ (1 + {discount} − {year_retention})',
    byModel: {
      by_model: {
        inputs: ['model_first', 'model_repeats', 'model_order', 'year_share', 'discount'],
        worked: '{model_first} + {model_repeats} × {model_order} × {year_share}',
      },
      by_contract_model: {
        inputs: ['contract_price', 'contract_months', 'year_share', 'discount'],
        worked: '{contract_price} × {contract_months} × {year_share}',
      },
      by_both_models: {
        inputs: [
          'model_orders_begun',
          'model_first',
          'model_repeats',
          'model_order',
          'contracts_begun',
          'contract_price',
          'contract_months',
          'year_share',
          'discount',
        ],
        worked:
          '{model_orders_begun} × ({model_first} + {model_repeats} × {model_order} × {year_share}) + {contracts_begun} × {contract_price} × {contract_months} × {year_share}',
      },
    },
    needs: ['lines', 'states', 'exposure', 'costs', 'presence'],
    empty: text(
      'Нет числа без клиентов за 12 месяцев до конца периода (не меньше 5), без себестоимости или затрат.',
      'None without at least 5 customers 12 months before the period’s end, without the cost of goods or costs.',
    ),
    better: 'higher',
    source: text(
      'Gupta и Lehmann, Managing Customers as Investments; Фаррис и др., Marketing Metrics; договоры по модели: Fader и Hardie 2007, 2010',
      'Gupta and Lehmann, Managing Customers as Investments; Farris et al., Marketing Metrics; contracts by a model: Fader and Hardie 2007, 2010',
    ),
    ambiguity: forecastAmbiguity,
    settings: ['discount_rate_year', 'lost_after_days', 'shared_driver'],
    looks: ['year'],
    compute: cltvForecast,
  },
  {
    id: 'customer_equity',
    unit: 'money',
    name: text('Клиентский капитал', 'Customer equity'),
    short: text('Капитал', 'Equity'),
    formula: text(
      'Сумма по сегментам: по моделям покупок и договоров — дисконтированная будущая выручка каждого клиента × доля вклада (где есть и то и другое — сумма обеих и того вида, к которому клиент ещё придёт); где модели нет: активные на конец × m × r ÷ (1 + d − r)',
      'Sum over segments: by the models of purchases and of contracts, each customer’s discounted revenue to come × share of contribution (where there are both: the sum of the two and of the kind a customer has yet to come to); where there is no model: active at the end × m × r ÷ (1 + d − r)',
    ),
    meaning: text(
      'Сколько ещё принесут нынешние клиенты. Цена клиентской базы как она есть.',
      'What the present customers will still bring: the worth of the customer base as it is.',
    ),
    inputs: ['customers_active', 'year_margin', 'year_retention', 'discount'],
    worked: '{customer_equity}',
    byModel: {
      by_model: { inputs: ['model_residual', 'year_share', 'discount'], worked: '{model_residual} × {year_share}' },
      by_contract_model: {
        inputs: ['model_residual', 'year_share', 'discount'],
        worked: '{model_residual} × {year_share}',
      },
      by_both_models: {
        inputs: ['orders_residual', 'contracts_residual', 'residual_not_begun', 'year_share', 'discount'],
        worked: '({orders_residual} + {contracts_residual} + {residual_not_begun}) × {year_share}',
      },
    },
    needs: ['lines', 'states', 'exposure', 'costs', 'presence'],
    dimensions: ['segment'],
    empty: text('Нет числа, если ни у одного сегмента нет прогноза.', 'None where no segment has a forecast.'),
    better: 'higher',
    source: text(
      'Blattberg и Deighton 1996; Rust, Lemon и Zeithaml 2004',
      'Blattberg and Deighton 1996; Rust, Lemon and Zeithaml 2004',
    ),
    ambiguity: text(
      'Только будущее, без первой маржи и без затрат на привлечение. Сегменты без прогноза (мало данных) в сумму не входят; число помечается.',
      'The future only: without the first margin and without acquisition cost. Segments without a forecast (too few cases) are left out, with a note.',
    ),
    settings: ['discount_rate_year'],
    looks: ['year', 'segments'],
    compute: equity,
  },
  {
    id: 'ltv_cac',
    unit: 'ratio',
    name: text('CLTV ÷ CAC', 'LTV to CAC'),
    short: text('CLTV/CAC', 'LTV/CAC'),
    formula: text(
      'CLTV-прогноз ÷ прямая стоимость привлечения',
      'CLTV forecast ÷ direct acquisition cost per new customer',
    ),
    meaning: text(
      'Во сколько раз жизнь клиента окупает его привлечение. Обычный ориентир — 3, но это условность.',
      'How many times a customer’s life pays for acquiring it. The usual mark of 3 is a convention.',
    ),
    inputs: ['cltv_forecast', 'unit_cost_acquisition_direct', 'unit_cost_acquisition'],
    worked: '{cltv_forecast} ÷ {unit_cost_acquisition_direct}',
    needs: ['lines', 'states', 'exposure', 'entries', 'costs', 'presence'],
    empty: text(
      'Нет числа без прогноза, без новых клиентов или без затрат на привлечение.',
      'None without the forecast, new customers or acquisition cost.',
    ),
    better: 'higher',
    source: text(
      'Принятая формула; правило «3 к 1» — только ориентир',
      'The formula in use; the “3 to 1” rule is a convention only',
    ),
    ambiguity: text(
      'CAC здесь прямой, без доли общих затрат; полный CAC показан рядом.',
      'CAC here is direct, without a part of shared cost; the loaded one stands among the inputs.',
    ),
    settings: ['discount_rate_year', 'cac_lag_months'],
    looks: ['year', 'lag'],
    compute: ltvCac,
  },
  {
    id: 'cac_payback_months',
    unit: 'months',
    name: text('Окупаемость привлечения', 'CAC payback'),
    short: text('Окупаемость', 'Payback'),
    formula: text(
      'Первый месяц, когда вклад первого заказа + вклады следующих (по моделям покупок и договоров сегмента либо месячные с учётом ухода) ≥ прямой CAC',
      'First month when the first order’s contribution + those after it (by the segment’s models of purchases and of contracts, or monthly ones with losses allowed for) reach the direct CAC',
    ),
    meaning: text(
      'Через сколько месяцев новый клиент вернёт деньги на своё привлечение.',
      'After how many months a new customer has paid back what acquiring it cost.',
    ),
    inputs: ['unit_cost_acquisition_direct', 'first_contribution', 'month_margin', 'year_retention'],
    worked: '{first_contribution} + Σ {month_margin} × {year_retention}^(t/12) ≥ {unit_cost_acquisition_direct}',
    byModel: {
      by_model: {
        inputs: ['unit_cost_acquisition_direct', 'model_first', 'model_order', 'year_share'],
        worked: '{cac_payback_months}',
      },
      by_contract_model: {
        inputs: ['unit_cost_acquisition_direct', 'contract_price', 'year_share'],
        worked: '{cac_payback_months}',
      },
      by_both_models: {
        // How many come to each kind is told discounted elsewhere; here each comes in its own month, as it is.
        inputs: ['unit_cost_acquisition_direct', 'model_first', 'model_order', 'contract_price', 'year_share'],
        worked: '{cac_payback_months}',
      },
    },
    needs: ['lines', 'states', 'exposure', 'entries', 'costs', 'presence'],
    empty: text(
      'Нет числа, если вклад так и не догонит затраты («не окупается») или данных мало.',
      'None where contributions never reach the cost (not recoverable), or there are too few cases.',
    ),
    better: 'lower',
    source: text('Принятая формула с учётом выживания клиентов', 'The formula in use, with the survival of customers'),
    ambiguity: text('CAC прямой. 0 — окупается первым заказом.', 'CAC is direct. 0: the first order pays for it.'),
    settings: ['discount_rate_year', 'cac_lag_months'],
    looks: ['year', 'lag'],
    compute: paybackMonths,
  },
];
