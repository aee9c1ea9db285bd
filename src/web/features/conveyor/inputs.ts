import type { MetricId } from '../../../model/metric-words.ts';
import type { Scope } from '../../shell/scope.ts';

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

/** What the Conveyor page asks of a company and a time: pure, since it is asked before the program is there too (`build/early-script.ts`). */
export const conveyorInputs = (scope: Scope) => ({
  conveyor: scope,
  numbers: { ...scope, metrics: totals },
  segments: { ...scope, metrics: perSegment, by: ['segment' as const], compare: false },
  channels: { ...scope, metrics: ['customers_new' as const], by: ['channel' as const], compare: false },
});
