import { monthsLater } from '../../../model/days.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import type { CostFunction } from '../../../model/stages.ts';
import { say, shareWords } from '../../organisation/words.ts';
import {
  type AuditMatter,
  amountOf,
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

const marginKnown = 0.8;
const costsClassed = 0.9;
const half = 6;

/** Whether the design judges somebody by a metric: a position of a function, or the owner of a goal. */
export const isKpi = ({ design }: AuditMatter, metric: MetricId, functions: readonly CostFunction[]): boolean => {
  if (design === null) return false;
  return (
    Object.values(design.roles).some((role) => functions.includes(role.function) && role.kpis.includes(metric)) ||
    Object.values(design.goals).some((goal) => goal.metric === metric)
  );
};

const hasTarget = ({ design }: AuditMatter, metrics: readonly MetricId[]): boolean =>
  Object.values(design?.goals ?? {}).some(
    ({ metric, target }) => metric !== null && metrics.includes(metric) && target !== null,
  ) ||
  Object.values(design?.stages ?? {}).some(
    ({ metric, target }) => metric !== null && metrics.includes(metric) && target !== null,
  );

export const targetPoint = (
  matter: AuditMatter,
  metrics: readonly MetricId[],
  level: number,
  name: { ru: string; en: string },
): Found => {
  const holds = hasTarget(matter, metrics);
  return point({
    code: 'target_set',
    level,
    holds,
    text: holds
      ? say('Цель по {name} задана', 'A target for {name} is set', { name })
      : say('Цели по {name} нет', 'There is no target for {name}', { name }),
    needs: say('цель по {name}', 'a target for {name}', { name }),
    link: '/offer',
  });
};

const kpiPoint = (matter: AuditMatter, metric: MetricId, code: string, functions: readonly CostFunction[]): Found => {
  const holds = isKpi(matter, metric, functions);
  const name = { romi: 'ROMI', nmc: 'NMC', ros_investment: 'ROS' }[metric as 'romi'] ?? metric;
  return point({
    code,
    level: 2,
    holds,
    text: holds
      ? say('{name} есть среди показателей или целей', '{name} is among KPIs or goals', { name })
      : say('{name} нет ни в показателях ролей, ни в целях', '{name} is neither among KPIs of roles nor among goals', {
          name,
        }),
    needs: say('{name} среди показателей', '{name} among the KPIs', { name }),
    link: '/organisation?tab=people',
  });
};

/** The part of revenue whose cost of goods is known; null without revenue. */
export const marginShare = ({ counts }: AuditMatter): number | null =>
  counts.revenue > 0 ? 1 - counts.revenueWithoutMargin / counts.revenue : null;

const marginPoint = (matter: AuditMatter): Found => {
  const share = marginShare(matter);
  return point({
    code: 'margin_known',
    level: 1,
    holds: (share ?? 0) >= marginKnown,
    text:
      share === null
        ? say('Продаж ещё нет: маржу не с чего считать', 'There are no sales yet to know a margin of')
        : say('Выручки с известной себестоимостью: {share}', 'Revenue with a known cost of goods: {share}', {
            share: shareWords(share),
          }),
    needs: say('себестоимость {goal} продаж', 'the cost of goods of {goal} of sales', {
      goal: shareWords(marginKnown),
    }),
    value: share,
    unit: 'share',
    ...(share === null ? { reason: 'no_data' } : {}),
    link: numberLink(matter, 'gross_margin'),
  });
};

/** The part of what a function spends whose kind of work is told; null where nothing is recorded. */
const classedShare = ({ facts }: AuditMatter, functions: readonly CostFunction[]): number | null => {
  const own = facts.costs.filter((cost) => cost.function !== '' && functions.includes(cost.function));
  const all = own.reduce((sum, { amount }) => sum + amount, 0);
  if (all <= 0) return null;
  return own.reduce((sum, cost) => sum + (cost.class === '' ? 0 : cost.amount), 0) / all;
};

const classedPoint = (matter: AuditMatter, code: string, functions: readonly CostFunction[]): Found => {
  const share = classedShare(matter, functions);
  const isSales = functions.includes('sales');
  return point({
    code,
    level: 2,
    holds: (share ?? 0) >= costsClassed,
    text:
      share === null
        ? say('Затрат не записано', 'No costs are recorded')
        : say(
            isSales
              ? 'Затрат на продажи с известным видом работы: {share}'
              : 'Затрат на маркетинг с известным видом работы: {share}',
            isSales
              ? 'Sales cost whose kind of work is told: {share}'
              : 'Marketing cost whose kind of work is told: {share}',
            { share: shareWords(share) },
          ),
    needs: say('вид работы у {goal} этих затрат', 'the kind of work told for {goal} of that cost', {
      goal: shareWords(costsClassed),
    }),
    value: share,
    unit: 'share',
    ...(share === null ? { reason: 'no_costs' } : {}),
    link: numberLink(matter, isSales ? 'cost_sales' : 'cost_marketing'),
  });
};

/** Whether the return of each process is told quarter by quarter. */
const quarterlyPoint = (matter: AuditMatter): Found => {
  const names = [...new Set(matter.byProcessQuarter.flatMap(({ by }) => by.process || []))];
  const steady = names.filter(
    (name) =>
      quartersKnown({ byQuarter: matter.byProcessQuarter.filter(({ by }) => by.process === name) }, ['ros_investment'])
        .areLastTwo,
  );
  const whole = quartersOf(matter.byQuarter, 'ros_investment');
  const words = whole.map((value) => (value === null ? { ru: 'нет', en: 'none' } : shareWords(value)));
  const line = (language: 'ru' | 'en'): string => words.map((each) => each[language]).join(' → ');
  return point({
    code: 'ros_quarterly',
    level: 3,
    holds: steady.length > 1,
    text: say(
      'Процессов с ROS за каждый из двух последних кварталов: {n}; ROS компании по кварталам: {trend}',
      'Processes with a ROS of each of the last two quarters: {n}; ROS of the company by quarter: {trend}',
      { n: steady.length, trend: { ru: line('ru') || '—', en: line('en') || '—' } },
    ),
    needs: say('ROS каждого процесса по кварталам', 'ROS of each process by quarter'),
    value: steady.length,
    unit: 'count',
    link: `/money?from=${matter.period.from}&to=${matter.period.to}&by=month&number=ros_investment`,
  });
};

/** Of which deals won the gross profit is known. */
const dealProfitPoint = (matter: AuditMatter): Found => {
  const { wonDeals, wonWithProfit } = matter.counts;
  const share = wonDeals === 0 ? null : wonWithProfit / wonDeals;
  return point({
    code: 'deal_profit_known',
    level: 3,
    holds: (share ?? 0) >= marginKnown,
    text:
      share === null
        ? say('Выигранных сделок за год нет', 'No deals were won within the year')
        : say(
            'Выигранных сделок с известной валовой прибылью: {share} из {n}',
            'Deals won with a known gross profit: {share} of {n}',
            { share: shareWords(share), n: wonDeals },
          ),
    needs: say(
      'валовая прибыль {goal} выигранных сделок: номер сделки в продажах и себестоимость',
      'the gross profit of {goal} of deals won: the deal on sales, and the cost of goods',
      { goal: shareWords(marginKnown) },
    ),
    value: share,
    unit: 'share',
    ...(share === null ? { reason: 'no_data' } : {}),
    link: numberLink(matter, 'win_rate_closed'),
  });
};

/** Question 5: whether selling is judged by what it returns on what it costs. */
export const rosEvidence = (matter: AuditMatter): QuestionEvidence => {
  const name = { ru: 'ROS', en: 'ROS' };
  const apart = matter.byProcess.filter(
    ({ metric, value, by }) => metric === 'ros_investment' && value !== null && by.process !== '',
  );
  return {
    points: [
      marginPoint(matter),
      classedPoint(matter, 'sales_cost_complete', ['sales', 'success']),
      metricPoint(matter, 'ros_investment', {
        code: 'ros_computed',
        level: 2,
        name: { ru: 'ROS за год', en: 'ROS of the year' },
        needs: { ru: 'ROS хотя бы за год', en: 'ROS at least once a year' },
        unit: 'share',
      }),
      kpiPoint(matter, 'ros_investment', 'ros_in_kpi', ['sales', 'success']),
      point({
        code: 'ros_by_process',
        level: 3,
        holds: apart.length > 1,
        text: say('Процессов продаж, по которым считается ROS: {n}', 'Sales processes whose ROS can be told: {n}', {
          n: apart.length,
        }),
        needs: say(
          'ROS каждого процесса: процесс в сделках и в затратах',
          'ROS of each process: the process on deals and on costs',
        ),
        value: apart.length,
        unit: 'count',
        link: numberLink(matter, 'ros_investment'),
      }),
      quarterlyPoint(matter),
      dealProfitPoint(matter),
      targetPoint(matter, ['ros_investment'], 3, name),
      checkedPoint(
        matter,
        5,
        say('перенос сил по ROS с проверенным итогом', 'a move of resources by ROS with a checked outcome'),
      ),
    ],
    answer:
      amountOf(matter, 'ros_investment') === null
        ? null
        : say('ROS за год: {value}', 'ROS of the year: {value}', { value: valueWords(matter, 'ros_investment') }),
  };
};

const testedEnough = 0.3;

/** Which part of marketing spend is on cells that an experiment of the last year put to the test: the strongest evidence of what it brings. */
const testedPoint = ({ design, facts, asOf }: AuditMatter): Found => {
  const tested = new Set(
    Object.values(design?.proofs ?? {})
      .filter(
        ({ kind, result, at }) =>
          kind === 'experiment' &&
          (result === 'confirmed' || result === 'refuted') &&
          at <= asOf &&
          monthsLater(at, 2 * half) >= asOf,
      )
      .map(({ about }) => about),
  );
  const costs = facts.costs.filter(({ function: of, amount }) => of === 'marketing' && amount > 0);
  const all = costs.reduce((sum, { amount }) => sum + amount, 0);
  const isTested = ({ cell }: (typeof costs)[number]): boolean =>
    cell.split(/[,;\s]+/).some((id) => tested.has(`cell:${id}`));
  const part = costs.filter(isTested).reduce((sum, { amount }) => sum + amount, 0);
  const share = all === 0 ? null : part / all;
  return point({
    code: 'spend_tested',
    level: 4,
    holds: (share ?? 0) >= testedEnough,
    text: say(
      'Расходов на маркетинг на клетках, проверенных опытом за год: {share}',
      'Marketing spend on cells an experiment of the year put to the test: {share}',
      { share: shareWords(share ?? 0) },
    ),
    needs: say('{goal} расходов на проверенных опытом клетках', '{goal} of spend on cells put to the test', {
      goal: shareWords(testedEnough),
    }),
    value: share,
    unit: 'share',
    ...(share === null ? { reason: 'no_data' } : {}),
    link: '/journeys',
  });
};

/** Question 6: whether marketing is judged by margin: NMC and ROMI, told apart and tested. */
export const romiEvidence = (matter: AuditMatter): QuestionEvidence => {
  const { design, asOf, bySegment } = matter;
  const known = (asked: MetricId): Set<string> =>
    new Set(bySegment.flatMap(({ metric, value, by }) => (metric === asked && value !== null ? by.segment || [] : [])));
  const withNmc = known('nmc');
  const segments = [...known('romi')].filter((name) => withNmc.has(name));
  const tests = Object.values(design?.proofs ?? {}).filter(
    ({ kind, result, at }) =>
      kind === 'experiment' &&
      (result === 'confirmed' || result === 'refuted') &&
      at <= asOf &&
      monthsLater(at, half) >= asOf,
  ).length;
  const experiments = point({
    code: 'experiments_half',
    level: 3,
    holds: tests >= 1,
    text: say('Опытов с итогом за {months} мес.: {n}', 'Experiments with a result within {months} months: {n}', {
      months: half,
      n: tests,
    }),
    needs: say('опыт с итогом за {months} мес.', 'an experiment with a result within {months} months', {
      months: half,
    }),
    value: tests,
    unit: 'count',
    link: '/journeys',
  });
  const spent = amountOf(matter, 'cost_marketing');
  return {
    points: [
      point({
        code: 'spend_and_revenue',
        level: 1,
        holds: (spent ?? 0) > 0 && matter.counts.revenue > 0,
        text: say('Расходы на маркетинг за год: {value}', 'Marketing spend of the year: {value}', {
          value: valueWords(matter, 'cost_marketing'),
        }),
        needs: say('расходы на маркетинг и продажи рядом', 'marketing spend and sales side by side'),
        value: spent,
        unit: 'money',
        ...(spent === null ? { reason: 'no_data' } : {}),
        link: numberLink(matter, 'cost_marketing'),
      }),
      classedPoint(matter, 'marketing_cost_complete', ['marketing']),
      metricPoint(matter, 'nmc', {
        code: 'nmc_computed',
        level: 2,
        name: { ru: 'NMC за год', en: 'NMC of the year' },
        needs: { ru: 'NMC: себестоимость и все затраты', en: 'NMC: cost of goods and all costs' },
        unit: 'money',
      }),
      metricPoint(matter, 'romi', {
        code: 'romi_computed',
        level: 2,
        name: { ru: 'ROMI от маржи за год', en: 'ROMI by margin of the year' },
        needs: { ru: 'ROMI от маржи', en: 'ROMI by margin' },
        unit: 'share',
      }),
      kpiPoint(matter, 'nmc', 'nmc_in_kpi', ['marketing']),
      kpiPoint(matter, 'romi', 'romi_in_kpi', ['marketing']),
      point({
        code: 'romi_by_segment',
        level: 3,
        holds: segments.length > 1,
        text: say(
          'Сегментов, по которым считаются и ROMI, и NMC: {n}',
          'Segments whose ROMI and NMC can be told: {n}',
          {
            n: segments.length,
          },
        ),
        needs: say('ROMI и NMC хотя бы двух сегментов', 'ROMI and NMC of at least two segments'),
        value: segments.length,
        unit: 'count',
        link: segmentsLink(matter, 'romi'),
      }),
      targetPoint(matter, ['romi', 'nmc'], 3, { ru: 'ROMI или NMC', en: 'ROMI or NMC' }),
      experiments,
      testedPoint(matter),
      checkedPoint(
        matter,
        6,
        say('перенос бюджета с проверенным итогом', 'a move of the budget with a checked outcome'),
      ),
    ],
    answer:
      amountOf(matter, 'romi') === null
        ? null
        : say('ROMI за год: {romi}; NMC: {nmc}', 'ROMI of the year: {romi}; NMC: {nmc}', {
            romi: valueWords(matter, 'romi'),
            nmc: valueWords(matter, 'nmc'),
          }),
  };
};
