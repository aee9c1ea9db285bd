import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Answer, MetricId } from '../../../model/metric.ts';
import { api, queryClient } from '../../client/api.ts';
import type { ShellSearch } from '../../shell/search.ts';
import { useView, type View, viewOf } from '../../shell/view.ts';

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

const questions = ({ scope }: View) => ({
  conveyor: api.conveyor.queryOptions({ input: scope }),
  numbers: api.measure.queryOptions({ input: { ...scope, metrics: totals } }),
  segments: api.measure.queryOptions({ input: { ...scope, metrics: perSegment, by: ['segment'], compare: false } }),
  channels: api.measure.queryOptions({
    input: { ...scope, metrics: ['customers_new'], by: ['channel'], compare: false },
  }),
});

/** Asks what the page will need while the page itself is still on its way; without a company in the address nothing. */
export const askConveyor = async (search: ShellSearch): Promise<void> => {
  if (search.workspace === undefined) return;
  const input = { workspace: search.workspace };
  const state = await queryClient.ensureQueryData(api.workspaces.state.queryOptions({ input })).catch(() => null);
  if (state === null || state.isEmpty || !state.runs) return;
  const view = viewOf(state, search);
  const { conveyor, numbers, segments, channels } = questions(view);
  void queryClient.prefetchQuery(conveyor);
  void queryClient.prefetchQuery(numbers);
  if (view.segment === undefined) void queryClient.prefetchQuery(segments);
  void queryClient.prefetchQuery(channels);
};

/** Everything the Conveyor page asks, at once: each part is drawn as soon as its answer is there. */
export const useConveyorQuestions = () => {
  const view = useView();
  const asked = questions(view);
  const conveyor = useQuery(asked.conveyor);
  const numbers = useQuery(asked.numbers);
  const segments = useQuery({ ...asked.segments, enabled: view.segment === undefined });
  const channels = useQuery(asked.channels);
  return {
    conveyor,
    numbers,
    answers: useMemo(() => index(numbers.data?.answers ?? none), [numbers.data]),
    bySegment: segments.data?.answers ?? none,
    byChannel: channels.data?.answers ?? none,
  };
};
