import { MetricId } from '../../model/metric.ts';
import type { Note, Reason } from '../../model/metric-words.ts';
import type { Sentence } from '../../model/problem.ts';
import { type SuccessClass, successClasses } from '../../model/stages.ts';
import { successesOf } from '../components/components.ts';
import { type Costs, hoursOf } from '../components/shared-cost.ts';
import type { Section } from '../components/tally.ts';
import { customerYears, type InputId } from './inputs.ts';
import {
  type Cell,
  costReason,
  loggedNote,
  type Metric,
  type Outcome,
  ratio,
  splitNote,
  text,
  unallocatedNote,
  unassignedNote,
  unless,
  withNotes,
} from './metric.ts';

const source = text(
  'Фаррис и др., Marketing Metrics; возврат — Stauss и Friege 1999; выведение на результат и развитие — наша методика',
  'Farris et al., Marketing Metrics; win-back: Stauss and Friege 1999; activation and development: our own',
);
const noCosts = text(
  'Нет числа, пока нет ни одной строки затрат или у валюты нет курса.',
  'None while there is no cost line at all, or a currency has no rate.',
);
const allocation = text(
  'Общие затраты делятся помесячно: сначала между пятью классами (настройка «База распределения общих затрат»), затем внутри класса по прямым затратам; до копейки, без остатка.',
  'Shared cost is split month by month: over the five classes by the driver set, then within a class by direct cost, to the last minor unit.',
);

const of: Record<
  SuccessClass,
  { cost: Sentence; unit: Sentence; success: Sentence; needs: Section; successes: MetricId }
> = {
  acquisition: {
    cost: text('привлечение', 'acquisition'),
    unit: text('Стоимость привлечения клиента (CAC)', 'Customer acquisition cost (CAC)'),
    success: text('новые клиенты', 'new customers'),
    needs: 'entries',
    successes: 'customers_new',
  },
  activation: {
    cost: text('выведение на результат', 'activation'),
    unit: text('Стоимость выведения на результат', 'Cost per activation'),
    success: text('вышедшие на результат', 'customers activated'),
    needs: 'entries',
    successes: 'customers_activated',
  },
  retention: {
    cost: text('удержание', 'retention'),
    unit: text('Стоимость удержания клиента', 'Cost per retained customer'),
    success: text('удержанные клиенты', 'customers retained'),
    needs: 'states',
    successes: 'customers_retained',
  },
  development: {
    cost: text('развитие', 'development'),
    unit: text('Стоимость развития клиента', 'Cost per developed customer'),
    success: text('клиенты в развитии', 'customers developed'),
    needs: 'distinct',
    successes: 'customers_developed',
  },
  winback: {
    cost: text('возврат', 'win-back'),
    unit: text('Стоимость возврата клиента', 'Cost per customer won back'),
    success: text('возвращённые клиенты', 'customers won back'),
    needs: 'distinct',
    successes: 'customers_won_back',
  },
};

const shorts: Record<SuccessClass, Sentence> = {
  acquisition: text('Привлечение', 'Acquisition'),
  activation: text('Результат', 'Activation'),
  retention: text('Удержание', 'Retention'),
  development: text('Развитие', 'Development'),
  winback: text('Возврат', 'Win-back'),
};

const idOf = (id: string): MetricId => MetricId.parse(id);
const spent = (cell: Cell, name: SuccessClass): Costs => (name === 'acquisition' ? cell.lagged : cell.now.costs);

const classCost = (name: SuccessClass): Metric => ({
  id: idOf(`cost_${name}`),
  unit: 'money',
  rows: `costs:${name}`,
  name: text(`Затраты на ${of[name].cost.ru}`, `Cost of ${of[name].cost.en}`),
  short: text(`Затраты: ${shorts[name].ru.toLowerCase()}`, `${shorts[name].en} cost`),
  formula: text(
    `Сумма строк затрат класса «${of[name].cost.ru}», без доли общих`,
    `Sum of cost lines of class ${name}, without a part of shared cost`,
  ),
  meaning: text(`Сколько потрачено прямо на ${of[name].cost.ru}.`, `What was spent directly on ${of[name].cost.en}.`),
  inputs: [],
  worked: `{cost_${name}}`,
  needs: ['costs', 'presence'],
  empty: noCosts,
  better: 'neither',
  source,
  compute: (cell) => unless(costReason(cell), () => ({ value: cell.now.costs.direct[name] })),
});

/** Why there is no unit cost: nothing recorded, nothing spent on the class, or nobody succeeded. */
const unitReason = (cell: Cell, name: SuccessClass, cost: number): Reason | null => {
  const reason = costReason(cell, spent(cell, name));
  if (reason) return reason;
  if (name === 'activation' && cell.presence('activations') === 0) return 'no_result_events';
  return cost === 0 ? 'no_costs' : null;
};

const perSuccess = (cell: Cell, name: SuccessClass, cost: number, ...notes: (Note | false)[]): Outcome =>
  unless(unitReason(cell, name, cost), () => {
    const n = successesOf(cell.now)[name];
    return withNotes({ ...ratio(cost, n), n }, ...notes);
  });

const unitCost = (name: SuccessClass, isLoaded: boolean): Metric => {
  const input: InputId = `${isLoaded ? 'loaded' : 'direct'}_${name}`;
  const lag = name === 'acquisition' ? (['lag'] as const) : [];
  return {
    id: idOf(`unit_cost_${name}${isLoaded ? '' : '_direct'}`),
    unit: 'money_per_success',
    name: isLoaded ? of[name].unit : text(`${of[name].unit.ru}, прямая`, `${of[name].unit.en}, direct`),
    short: isLoaded ? shorts[name] : text(`${shorts[name].ru}, прямая`, `${shorts[name].en}, direct`),
    formula: text(
      `Затраты на ${of[name].cost.ru}${isLoaded ? ' с долей общих' : ' без общих'} ÷ ${of[name].success.ru}`,
      `Cost of ${of[name].cost.en} ${isLoaded ? 'with its part of' : 'without'} shared cost ÷ ${of[name].success.en}`,
    ),
    meaning: text(
      `Во что обходится один успех: ${of[name].success.ru}. Сравните с тем, что клиент приносит.`,
      `What one success costs: ${of[name].success.en}. Compare it with what a customer brings.`,
    ),
    inputs: [input, of[name].successes],
    worked: `{${input}} ÷ {${of[name].successes}}`,
    needs: ['costs', of[name].needs, 'presence'],
    empty: text(
      'Нет числа, если на это ничего не потрачено или не было ни одного успеха.',
      'None where nothing was spent on it or nobody succeeded.',
    ),
    better: 'lower',
    source,
    ambiguity:
      name === 'acquisition'
        ? text(
            `${allocation.ru} Затраты берутся за месяцы раньше на «лаг привлечения».`,
            `${allocation.en} Cost is taken from months earlier by the acquisition lag.`,
          )
        : name === 'retention'
          ? text(
              `На одного удержанного; рядом — на клиенто-год. ${allocation.ru}`,
              `Per retained customer; per customer-year stands beside it. ${allocation.en}`,
            )
          : allocation,
    settings: ['shared_driver', ...(name === 'acquisition' ? (['cac_lag_months'] as const) : [])],
    looks: lag,
    compute: (cell) => {
      const costs = spent(cell, name);
      const cost = isLoaded ? costs.loaded[name] : costs.direct[name];
      return perSuccess(cell, name, cost, isLoaded && unallocatedNote(costs), isLoaded && splitNote(costs));
    },
  };
};

const hoursPer = (name: SuccessClass): Metric => ({
  id: idOf(`hours_per_${name}`),
  unit: 'hours',
  name: text(`Часы на успех: ${of[name].cost.ru}`, `Hours per success: ${of[name].cost.en}`),
  short: text(`Часы: ${shorts[name].ru.toLowerCase()}`, `${shorts[name].en} hours`),
  formula: text(
    `Часы класса «${of[name].cost.ru}» в затратах, а если часов в них нет — в касаниях ÷ ${of[name].success.ru}`,
    `Hours of class ${name} in cost lines, where these have none in interactions ÷ ${of[name].success.en}`,
  ),
  meaning: text('Сколько времени людей уходит на один успех.', 'How much of people’s time one success takes.'),
  inputs: [`hours_${name}`, of[name].successes],
  worked: `{hours_${name}} ÷ {${of[name].successes}}`,
  needs: ['costs', 'work', of[name].needs, 'presence'],
  empty: text(
    'Нет числа, если часы этого класса не указаны ни в затратах, ни в касаниях.',
    'None where neither cost lines nor interactions tell hours of the class.',
  ),
  better: 'lower',
  source,
  ambiguity: text(
    'Если в затратах периода и среза есть часы хотя бы одного из пяти классов, берутся только они; иначе — часы касаний, с пометкой. Вместе они не складываются: один и тот же час мог быть записан дважды. Класс касания — по стадии клиента на начало дня.',
    'Where cost lines of the period and the part asked for tell hours of any of the five classes, only these count; else the hours of interactions, with a note. The two are never added: one hour may be written in both. The class of an interaction follows from the customer’s stage as the day began.',
  ),
  compute: (cell) => {
    const { costs } = cell.now;
    const hours = hoursOf(costs).hours[name] / 1000;
    const n = successesOf(cell.now)[name];
    return unless(hours === 0 ? 'no_hours' : null, () => withNotes({ ...ratio(hours, n), n }, loggedNote(costs)));
  },
});

const totals: readonly Metric[] = [
  {
    id: 'cost_shared',
    unit: 'money',
    rows: 'costs:shared',
    name: text('Общие затраты', 'Shared cost'),
    short: text('Общие', 'Shared'),
    formula: text('Сумма строк затрат класса «общие»', 'Sum of cost lines of class shared'),
    meaning: text(
      'Затраты, которые служат сразу всей работе с клиентами: руководство, CRM, аналитика.',
      'Cost that serves all work with customers at once: management, CRM, analysis.',
    ),
    inputs: [],
    worked: '{cost_shared}',
    needs: ['costs', 'presence'],
    empty: noCosts,
    better: 'neither',
    source,
    ambiguity: allocation,
    compute: (cell) => unless(costReason(cell), () => ({ value: cell.now.costs.shared })),
  },
  {
    id: 'cost_marketing',
    unit: 'money',
    rows: 'costs:marketing',
    name: text('Затраты на маркетинг', 'Marketing cost'),
    short: text('Маркетинг', 'Marketing'),
    formula: text(
      'Затраты функции «маркетинг» + доля маркетинга в общих',
      'Cost of function marketing + marketing’s part of shared cost',
    ),
    meaning: text(
      'Во что обходится маркетинг вместе с людьми и долей общих затрат.',
      'What marketing costs with its people and its part of shared cost.',
    ),
    inputs: ['marketing_direct'],
    worked: '{cost_marketing}',
    needs: ['costs', 'presence'],
    empty: noCosts,
    better: 'neither',
    source,
    ambiguity: text(
      'Общие затраты и затраты функции «руководство» делятся между маркетингом и продажами по настройке «Доля маркетинга в общих затратах». Затраты без функции не относятся ни к тем, ни к другим.',
      'Shared cost and cost of function management are split between marketing and sales by the setting “Marketing’s part of shared cost”. Cost without a function is neither’s.',
    ),
    settings: ['shared_split', 'shared_driver'],
    compute: (cell) =>
      unless(costReason(cell), () => withNotes({ value: cell.now.costs.marketing }, unassignedNote(cell.now.costs))),
  },
  {
    id: 'cost_sales',
    unit: 'money',
    rows: 'costs:sales',
    name: text('Затраты на продажи', 'Sales cost'),
    short: text('Продажи', 'Sales'),
    formula: text(
      'Затраты функций «продажи» и «сервис» + доля продаж в общих',
      'Cost of functions sales and success + sales’ part of shared cost',
    ),
    meaning: text('Во что обходятся продажи и сопровождение клиентов.', 'What selling and serving customers costs.'),
    inputs: ['expense', 'cost_marketing'],
    worked: '{cost_sales}',
    needs: ['costs', 'presence'],
    empty: noCosts,
    better: 'neither',
    source,
    ambiguity: text(
      'Сервис (success) считается продажами. Общие затраты делятся как у маркетинга.',
      'Customer success counts as sales. Shared cost is split as for marketing.',
    ),
    settings: ['shared_split', 'shared_driver'],
    compute: (cell) =>
      unless(costReason(cell), () => withNotes({ value: cell.now.costs.sales }, unassignedNote(cell.now.costs))),
  },
  {
    id: 'cost_allocated_share',
    unit: 'ratio',
    name: text('Доля распределённых общих затрат', 'Share of shared cost allocated'),
    short: text('Распределено', 'Allocated'),
    formula: text('(Общие затраты − нераспределённые) ÷ общие затраты', '(Shared cost − not allocated) ÷ shared cost'),
    meaning: text(
      '100 % — общие затраты целиком разнесены по классам работы. Меньше — есть месяцы, где делить было не по чему.',
      '100 %: shared cost is all laid on classes of work. Less: some months had nothing to split by.',
    ),
    inputs: ['cost_shared', 'unallocated'],
    worked: '({cost_shared} − {unallocated}) ÷ {cost_shared}',
    needs: ['costs', 'presence'],
    dimensions: [],
    empty: text('Нет числа, если общих затрат не было.', 'None without shared cost.'),
    better: 'higher',
    source: text('Домен G9', 'Domain G9'),
    ambiguity: allocation,
    settings: ['shared_driver'],
    compute: (cell) =>
      unless(costReason(cell), () => ratio(cell.now.costs.shared - cell.now.costs.unallocated, cell.now.costs.shared)),
  },
  {
    id: 'off_journey_share',
    unit: 'ratio',
    name: text('Доля маркетинга вне пути клиента', 'Marketing cost off the journey'),
    short: text('Вне пути', 'Off journey'),
    formula: text(
      'Затраты маркетинга без клетки пути ÷ затраты маркетинга без общих',
      'Marketing cost without a cell ÷ marketing cost without shared',
    ),
    meaning: text(
      'Какая часть маркетинга не обслуживает ни одной клетки пути клиента.',
      'What part of marketing serves no cell of the customer’s journey.',
    ),
    inputs: ['off_journey', 'marketing_direct'],
    worked: '{off_journey} ÷ {marketing_direct}',
    needs: ['costs', 'presence'],
    empty: text('Нет числа, пока ни у одной строки затрат не указана клетка.', 'None while no cost line names a cell.'),
    better: 'lower',
    source: text(
      'Метод F8: «сначала путь, потом организация»; расчёт наш',
      'The F8 method: the journey first, then the organisation; the reckoning is ours',
    ),
    compute: (cell) =>
      unless(costReason(cell) ?? (cell.presence('cells') === 0 ? 'not_configured' : null), () =>
        ratio(cell.now.costs.offJourney, cell.now.costs.marketingDirect),
      ),
  },
  {
    id: 'retention_cost_per_customer_year',
    unit: 'money_per_success',
    name: text('Стоимость удержания на клиенто-год', 'Retention cost per customer-year'),
    short: text('Удержание в год', 'Retention a year'),
    formula: text(
      'Затраты на удержание с долей общих ÷ клиенто-годы',
      'Cost of retention with its part of shared cost ÷ customer-years',
    ),
    meaning: text(
      'Во что обходится удержание одного клиента в течение года.',
      'What keeping one customer for a year costs.',
    ),
    inputs: ['loaded_retention', 'customer_years'],
    worked: '{loaded_retention} ÷ {customer_years}',
    needs: ['costs', 'exposure', 'presence'],
    empty: text(
      'Нет числа без затрат на удержание или без активных клиентов.',
      'None without cost of retention or without active customers.',
    ),
    better: 'lower',
    source: text(
      'Фаррис и др., Marketing Metrics; на клиенто-год — наша методика',
      'Farris et al., Marketing Metrics; per customer-year: our own',
    ),
    ambiguity: text(
      'Клиенто-годы — средний остаток активных по дням × длина периода в годах.',
      'Customer-years: mean number active by days × the period’s length in years.',
    ),
    settings: ['shared_driver', 'lost_after_days'],
    compute: (cell) =>
      unless(costReason(cell) ?? (cell.now.costs.loaded.retention === 0 ? 'no_costs' : null), () =>
        withNotes(
          ratio(cell.now.costs.loaded.retention, customerYears(cell)),
          unallocatedNote(cell.now.costs),
          splitNote(cell.now.costs),
        ),
      ),
  },
  {
    id: 'cac_ads_only',
    unit: 'money_per_success',
    name: text('CAC рекламный', 'CAC, ads only'),
    short: text('CAC рекламный', 'CAC ads'),
    formula: text(
      'Затраты рекламных каналов на привлечение ÷ новые клиенты',
      'Acquisition cost of advertising channels ÷ new customers',
    ),
    meaning: text(
      'Только реклама на одного нового клиента. Это не CAC: в нём нет людей.',
      'Advertising alone per new customer. This is not CAC: people are not in it.',
    ),
    inputs: ['ads', 'customers_new'],
    worked: '{ads} ÷ {customers_new}',
    needs: ['costs', 'entries', 'presence'],
    empty: text('Нет числа, пока не названы рекламные каналы.', 'None until the advertising channels are named.'),
    better: 'lower',
    source: text(
      'Принятая формула: только реклама ÷ новые клиенты',
      'The formula in use: advertising alone ÷ new customers',
    ),
    settings: ['ad_channels', 'cac_lag_months'],
    looks: ['lag'],
    compute: (cell) =>
      unless(cell.settings.ad_channels.length === 0 ? 'not_configured' : null, () =>
        perSuccess(cell, 'acquisition', cell.lagged.ads),
      ),
  },
];

export const costMetrics: readonly Metric[] = [
  ...successClasses.map(classCost),
  ...totals,
  ...successClasses.map((name) => unitCost(name, true)),
  ...successClasses.map((name) => unitCost(name, false)),
  ...successClasses.map(hoursPer),
];
