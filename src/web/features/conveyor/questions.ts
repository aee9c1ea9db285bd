import { useQuery } from '@tanstack/react-query';
import type { Answer, MetricId } from '../../../model/metric.ts';
import { api } from '../../client/api.ts';
import { useView } from '../../shell/view.ts';

const totals: MetricId[] = [
  'nmc',
  'marketing_ros',
  'joint_return',
  'romi',
  'ros_investment',
  'rr',
  'rr_share',
  'rr_opening',
  'rr_new',
  'rr_expansion',
  'rr_contraction',
  'rr_churn',
  'rr_reactivation',
  'rr_closing',
  'customers_new',
  'customers_activated',
  'customers_retained',
  'customers_developed',
  'customers_won_back',
  'activation_rate',
  'cost_acquisition',
  'unit_cost_acquisition',
  'unit_cost_activation',
  'unit_cost_retention',
  'unit_cost_development',
  'unit_cost_winback',
  'retention_cost_per_customer_year',
  'paid_search_share',
  'channel_hhi',
  'referral_rate',
];

const perSegment: MetricId[] = [
  'unit_cost_acquisition_direct',
  'unit_cost_activation_direct',
  'unit_cost_retention_direct',
  'unit_cost_development_direct',
  'unit_cost_winback_direct',
];

const index = (answers: readonly Answer[]): ReadonlyMap<MetricId, Answer> =>
  new Map(answers.map((answer) => [answer.metric, answer]));

const none: readonly Answer[] = [];

/** Everything the Conveyor page asks, at once: each part is drawn as soon as its answer is there. */
export const useConveyorQuestions = () => {
  const { scope, segment } = useView();
  const conveyor = useQuery(api.conveyor.queryOptions({ input: scope }));
  const numbers = useQuery(api.measure.queryOptions({ input: { ...scope, metrics: totals } }));
  const segments = useQuery(
    api.measure.queryOptions({
      input: { ...scope, metrics: perSegment, by: ['segment'], compare: false },
      enabled: segment === undefined,
    }),
  );
  const channels = useQuery(
    api.measure.queryOptions({ input: { ...scope, metrics: ['customers_new'], by: ['channel'], compare: false } }),
  );
  return {
    conveyor,
    numbers,
    answers: index(numbers.data?.answers ?? none),
    bySegment: segments.data?.answers ?? none,
    byChannel: channels.data?.answers ?? none,
  };
};
