import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Answer } from '../../../model/metric.ts';
import { type MetricId, metricIds } from '../../../model/metric-words.ts';
import { api } from '../../client/api.ts';
import { useView } from '../../shell/view.ts';
import type { MoneyCut } from './search.ts';

const totals: MetricId[] = [
  'nmc',
  'romi',
  'ros_investment',
  'joint_return',
  'net_revenue',
  'gross_profit',
  'gross_margin',
  'nrr',
  'grr',
  'logo_retention',
  ...metricIds.filter((id) => id.startsWith('rr_') || id.startsWith('unit_cost_') || id.startsWith('hours_per_')),
  'customers_new',
  'customers_activated',
  'customers_retained',
  'customers_developed',
  'customers_won_back',
];

const monthly: MetricId[] = [
  'net_revenue',
  'rr_regular',
  'rr_development',
  'unit_cost_acquisition',
  'unit_cost_activation',
  'unit_cost_retention',
  'unit_cost_development',
  'unit_cost_winback',
];

export const cutMetrics = [
  'net_revenue',
  'gross_profit',
  'rr',
  'nmc',
  'customers_new',
  'unit_cost_acquisition',
  'unit_cost_activation',
  'unit_cost_retention',
  'unit_cost_development',
  'unit_cost_winback',
] as const satisfies readonly MetricId[];

/** The whole period's numbers, by metric, with the previous period's beside. */
export const useTotals = () => {
  const { scope } = useView();
  const question = useQuery(api.measure.queryOptions({ input: { ...scope, metrics: totals } }));
  const answers: ReadonlyMap<MetricId, Answer> = new Map(
    (question.data?.answers ?? []).map((answer) => [answer.metric, answer]),
  );
  return { question, answers };
};

export const useMonths = () => {
  const { scope } = useView();
  return useQuery(api.measure.queryOptions({ input: { ...scope, metrics: monthly, every: 'month', compare: false } }));
};

/** A cost per success quarter by quarter, for where a month is too short to hold one. */
export const useQuarters = (metric: MetricId, isAsked: boolean) => {
  const { scope } = useView();
  return useQuery(
    api.measure.queryOptions({
      input: { ...scope, metrics: [metric], every: 'quarter', compare: false },
      enabled: isAsked,
    }),
  );
};

/** What is asked for the table by part; the same question is exported. */
export const cutQuestion = (by: MoneyCut) =>
  by === 'month'
    ? { metrics: [...cutMetrics], every: 'month' as const, compare: false }
    : { metrics: [...cutMetrics], by: [by], compare: false };

export const useCut = (by: MoneyCut) => {
  const { scope } = useView();
  return useQuery(
    api.measure.queryOptions({ input: { ...scope, ...cutQuestion(by) }, placeholderData: keepPreviousData }),
  );
};
