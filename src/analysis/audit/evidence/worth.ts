import type { MetricId } from '../../../model/metric-words.ts';
import type { Sentence } from '../../../model/problem.ts';
import { successClasses } from '../../../model/stages.ts';
import { formatted, reasonTexts } from '../../catalogue/words.ts';
import { dayWords, listed, moneyWords, say, shareWords } from '../../organisation/words.ts';
import {
  type AuditMatter,
  amountOf,
  answerOf,
  checkedPoint,
  type Found,
  metricPoint,
  numberLink,
  point,
  type QuestionEvidence,
  segmentsLink,
  valueWords,
} from '../matter.ts';
import { quartersOf } from '../prices/from-facts.ts';
import { quartersKnown } from './quarters.ts';
import { targetPoint } from './returns.ts';

const classed = 0.8;

export const unitCosts = successClasses.map((name) => `unit_cost_${name}` as MetricId);

/** Segments that brought new customers, and of how many the cost of one is known. */
const acquisitionBySegment = ({ bySegment }: AuditMatter): { segments: number; known: number[] } => {
  const fresh = bySegment.filter(
    ({ metric, value, by }) => metric === 'customers_new' && (value ?? 0) > 0 && by.segment !== '',
  );
  const known = bySegment.flatMap(({ metric, value, by }) =>
    metric === 'unit_cost_acquisition_direct' && value !== null && by.segment !== '' ? [value] : [],
  );
  return { segments: fresh.length, known };
};

/** The part of all costs whose kind of work is told: of shared ones that which could be laid on kinds of work; null without costs. */
const toldShare = (matter: AuditMatter): number | null => {
  const { costs } = matter.facts;
  const all = costs.reduce((sum, { amount }) => sum + amount, 0);
  const laidOut = amountOf(matter, 'cost_allocated_share') ?? 0;
  const told = costs.reduce((sum, cost) => {
    if (cost.class === '') return sum;
    return sum + cost.amount * (cost.class === 'shared' ? laidOut : 1);
  }, 0);
  return all <= 0 ? null : told / all;
};

/** Whether the five costs are told quarter by quarter, and how that of a new customer goes. */
const quarterlyPoint = (matter: AuditMatter): Found => {
  const known = quartersKnown(matter, unitCosts);
  const trend = quartersOf(matter.byQuarter, 'unit_cost_acquisition').map((value) =>
    value === null ? { ru: 'нет', en: 'none' } : moneyWords(value, matter.currency),
  );
  const line = (language: 'ru' | 'en'): string => trend.map((each) => each[language]).join(' → ');
  return point({
    code: 'costs_quarterly',
    level: 3,
    holds: known.areLastTwo,
    text: say(
      'Кварталов, за которые известны все пять стоимостей: {n} из {all}; новый клиент по кварталам: {trend}',
      'Quarters of which all five costs are known: {n} of {all}; a new customer by quarter: {trend}',
      { n: known.n, all: known.all, trend: { ru: line('ru') || '—', en: line('en') || '—' } },
    ),
    needs: say('все пять стоимостей за два последних квартала', 'all five costs of each of the last two quarters'),
    value: known.n,
    unit: 'count',
    ...(known.all === 0 ? { reason: 'no_data' } : {}),
    link: `/money?from=${matter.period.from}&to=${matter.period.to}&by=month&number=unit_cost_acquisition`,
  });
};

/** Whether each of the five successes is seen in the facts, so that nobody has to count them. */
const successesPoint = ({ facts }: AuditMatter): Found => {
  const seen = successClasses.filter((name) => (facts.successes[name] ?? 0) > 0);
  return point({
    code: 'successes_seen',
    level: 4,
    holds: seen.length === successClasses.length,
    text: say(
      'Видов успеха, которые видны в фактах сами: {n} из {all}',
      'Kinds of success that facts show by themselves: {n} of {all}',
      {
        n: seen.length,
        all: successClasses.length,
      },
    ),
    needs: say('событие успеха для каждого вида работы', 'an event of success for each kind of work'),
    value: seen.length,
    unit: 'count',
    link: '/lifecycle',
  });
};

const fivePoints = (matter: AuditMatter): Found[] => {
  const known = unitCosts.filter((metric) => amountOf(matter, metric) !== null);
  const allocated = toldShare(matter);
  const whole = amountOf(matter, 'unit_cost_acquisition');
  const cac: MetricId = whole === null ? 'cac_ads_only' : 'unit_cost_acquisition';
  const one = amountOf(matter, cac);
  const { segments, known: apart } = acquisitionBySegment(matter);
  return [
    point({
      code: 'cac_known',
      level: 1,
      holds: one !== null,
      text: say('Привлечение одного клиента: {value}', 'Acquiring one customer: {value}', {
        value: valueWords(matter, cac),
      }),
      needs: say('затраты и новые клиенты рядом', 'costs and new customers side by side'),
      value: one,
      unit: 'money',
      ...(one === null ? { reason: answerOf(matter, 'unit_cost_acquisition')?.reason ?? 'no_data' } : {}),
      link: numberLink(matter, cac),
    }),
    point({
      code: 'five_costs',
      level: 2,
      holds: known.length === unitCosts.length,
      text: say(
        'Стоимостей из пяти посчитано: {n} (привлечь {acquisition}, вывести на результат {activation}, удержать {retention}, развить {development}, вернуть {winback})',
        'Of five costs known: {n} (acquire {acquisition}, bring to a result {activation}, retain {retention}, develop {development}, win back {winback})',
        {
          n: known.length,
          ...Object.fromEntries(successClasses.map((name) => [name, valueWords(matter, `unit_cost_${name}`)])),
        },
      ),
      needs: say('все пять стоимостей', 'all five costs'),
      value: known.length,
      unit: 'count',
      link: '/money',
    }),
    point({
      code: 'costs_classed',
      level: 2,
      holds: (allocated ?? 0) >= classed,
      text: say('Затрат, отнесённых к виду работы: {share}', 'Costs told by kind of work: {share}', {
        share: shareWords(allocated ?? 0),
      }),
      needs: say('вид работы у {goal} затрат', 'the kind of work of {goal} of costs', { goal: shareWords(classed) }),
      value: allocated,
      unit: 'share',
      ...(allocated === null ? { reason: 'no_costs' } : {}),
      link: numberLink(matter, 'cost_shared'),
    }),
    point({
      code: 'costs_by_segment',
      level: 3,
      holds: segments > 0 && apart.length >= segments,
      text:
        apart.length > 1
          ? say(
              'Сегментов с известной ценой нового клиента: {n} из {all}, от {low} до {high}',
              'Segments with the cost of a new customer known: {n} of {all}, from {low} to {high}',
              {
                n: apart.length,
                all: segments,
                low: moneyWords(Math.min(...apart), matter.currency),
                high: moneyWords(Math.max(...apart), matter.currency),
              },
            )
          : say(
              'Сегментов с известной ценой нового клиента: {n} из {all}',
              'Segments with the cost of a new customer known: {n} of {all}',
              {
                n: apart.length,
                all: segments,
              },
            ),
      needs: say('стоимости каждого сегмента', 'the costs of each segment'),
      value: apart.length,
      unit: 'count',
      link: segmentsLink(matter, 'unit_cost_acquisition_direct'),
    }),
  ];
};

/** Question 9: what one customer costs at each of the five kinds of work. */
export const costEvidence = (matter: AuditMatter): QuestionEvidence => {
  const known = successClasses.filter((name) => amountOf(matter, `unit_cost_${name}`) !== null);
  return {
    points: [
      ...fivePoints(matter),
      quarterlyPoint(matter),
      successesPoint(matter),
      targetPoint(matter, unitCosts, 4, { ru: 'стоимости клиента', en: 'the cost of a customer' }),
      checkedPoint(
        matter,
        9,
        say('действие по стоимости с проверенным итогом', 'an action on a cost with a checked outcome'),
      ),
    ],
    answer: known.length === 0 ? null : listed(known.map((name) => valueWords(matter, `unit_cost_${name}`))),
  };
};

/** A forecast that missed by less than this is one to rest on; fewer purchases than these are decided by chance. */
const mostError = 0.25;
const fewestPurchases = 100;

/** How far a forecast of purchases, told nothing of the last third of the history, missed what was bought in it; null where that can't be told. */
export const forecastError = ({ forecastCheck: check }: AuditMatter): number | null =>
  'reason' in check || check.actual < fewestPurchases ? null : Math.abs(check.expected / check.actual - 1);

const countWords = (n: number): Sentence => formatted(Math.round(n), 'count', '');

const checkWords = (matter: AuditMatter): Sentence => {
  const { forecastCheck: check } = matter;
  const error = forecastError(matter);
  if ('reason' in check)
    return say(
      'Сверить прогноз покупок с тем, что было потом, пока не на чем: {why}',
      'There is nothing yet to check a forecast of purchases on: {why}',
      { why: reasonTexts[check.reason] },
    );
  if (error === null)
    return say(
      'Сверить прогноз покупок не на чем: после {from} их было {actual}, а нужно от {least}',
      'Nothing to check a forecast of purchases on: after {from} there were {actual}, and it takes {least}',
      { from: dayWords(check.from), actual: countWords(check.actual), least: countWords(fewestPurchases) },
    );
  return say(
    'По истории до {from} модель ждала к {until} покупок: {expected}; было {actual}{sample}. Ошибка {error}',
    'From the history up to {from} a model expected {expected} purchases by {until}; there were {actual}{sample}. Error {error}',
    {
      from: dayWords(check.from),
      until: dayWords(check.until),
      expected: countWords(check.expected),
      actual: countWords(check.actual),
      sample: check.isSample
        ? say(' (по {n} клиентов, взятых наугад)', ' (of {n} customers taken at random)', {
            n: countWords(check.customers),
          })
        : { ru: '', en: '' },
      error: shareWords(error),
    },
  );
};

const checkPoint = (matter: AuditMatter): Found => {
  const error = forecastError(matter);
  return point({
    code: 'forecast_checked',
    level: 3,
    holds: error !== null && error < mostError,
    text: checkWords(matter),
    needs: say(
      'сверка прогноза с фактом, ошибка меньше {most}',
      'the forecast checked against what came, error under {most}',
      { most: shareWords(mostError) },
    ),
    value: error,
    unit: 'share',
    ...('reason' in matter.forecastCheck ? { reason: matter.forecastCheck.reason } : {}),
    link: '/forecast',
  });
};

const costsKnown = 0.8;

/** Of which customers the profit is known, because all their purchases say what the goods cost. */
const costDataPoint = (matter: AuditMatter): Found => {
  const { buyers, buyersWithCosts } = matter.counts;
  const share = buyers === 0 ? null : buyersWithCosts / buyers;
  return point({
    code: 'customers_with_costs',
    level: 2,
    holds: (share ?? 0) >= costsKnown,
    text:
      share === null
        ? say('За год никто не покупал', 'Nobody bought within the year')
        : say(
            'Покупателей года, у которых известна себестоимость всех покупок: {share} из {n}',
            'Customers who bought in the year with the cost of goods of all purchases known: {share} of {n}',
            { share: shareWords(share), n: countWords(buyers) },
          ),
    needs: say('себестоимость покупок у {goal} клиентов', 'the cost of goods of what {goal} of customers bought', {
      goal: shareWords(costsKnown),
    }),
    value: share,
    unit: 'share',
    ...(share === null ? { reason: 'no_data' } : {}),
    link: numberLink(matter, 'gross_margin'),
  });
};

/** Question 10: what one customer brings, as it was and as it is expected. */
export const cltvEvidence = (matter: AuditMatter): QuestionEvidence => {
  const forecast = answerOf(matter, 'cltv_forecast');
  const segments = matter.bySegment.filter(
    ({ metric, value, interval, by }) =>
      metric === 'cltv_forecast' && value !== null && interval !== undefined && by.segment !== '',
  );
  const customers = amountOf(matter, 'customers_active') ?? 0;
  const perCustomer = customers > 0 ? matter.counts.revenue / customers : null;
  return {
    points: [
      point({
        code: 'revenue_per_customer',
        level: 1,
        holds: perCustomer !== null && perCustomer > 0,
        text:
          perCustomer === null
            ? say('Клиентов с покупками ещё нет', 'There are no customers who bought yet')
            : say('Выручка года на действующего клиента: {value}', 'Revenue of the year per active customer: {value}', {
                value: moneyWords(perCustomer, matter.currency),
              }),
        needs: say('продажи по клиентам', 'sales by customer'),
        value: perCustomer,
        unit: 'money',
        ...(perCustomer === null ? { reason: 'no_data' } : {}),
        link: numberLink(matter, 'net_revenue'),
      }),
      metricPoint(matter, 'cltv_fact', {
        code: 'cltv_by_margin',
        level: 2,
        name: { ru: 'CLTV по факту, от прибыли', en: 'CLTV so far, of profit' },
        needs: {
          ru: 'CLTV от прибыли: себестоимость и затраты по клиентам',
          en: 'CLTV of profit: cost of goods and costs by customer',
        },
        unit: 'money',
      }),
      costDataPoint(matter),
      point({
        code: 'forecast_by_segment',
        level: 3,
        holds: segments.length > 1,
        text: say(
          'Прогноз CLTV: {value}; сегментов с прогнозом и интервалом: {n}',
          'CLTV forecast: {value}; segments with a forecast and an interval: {n}',
          { value: valueWords(matter, 'cltv_forecast'), n: segments.length },
        ),
        needs: say('прогноз с интервалом по сегментам', 'a forecast with an interval by segment'),
        value: forecast?.value ?? null,
        unit: 'money',
        ...(forecast?.value == null ? { reason: forecast?.reason ?? 'no_data' } : {}),
        link: segmentsLink(matter, 'cltv_forecast'),
      }),
      checkPoint(matter),
      targetPoint(matter, ['cltv_forecast', 'cltv_fact', 'ltv_cac'], 4, { ru: 'CLTV', en: 'CLTV' }),
      checkedPoint(
        matter,
        10,
        say('решение по CLTV с проверенным итогом', 'a decision by CLTV with a checked outcome'),
      ),
    ],
    answer:
      amountOf(matter, 'cltv_fact') === null
        ? null
        : say('По факту {fact}, прогноз {forecast}', '{fact} so far, {forecast} expected', {
            fact: valueWords(matter, 'cltv_fact'),
            forecast: valueWords(matter, 'cltv_forecast'),
          }),
  };
};
