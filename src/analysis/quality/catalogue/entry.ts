import type { MetricId } from '../../../model/metric-words.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { Finding } from '../../../model/quality.ts';

/** What is known of a finding before anything is counted. */
export type FindingEntry = {
  kind: Finding['kind'];
  name: Sentence;
  /**
   * The sentence where there is a case: {count}, {of}, {share}, {money}, {since}, {until}, {examples} are put in.
   */
  text: Sentence;
  /** The sentence where everything was looked at and there is none. */
  fine: Sentence;
  mend: Sentence;
  metrics: readonly MetricId[];
  /** Whether the share is one of money or of cases. */
  weighs: 'money' | 'count';
  /** Whether the amount concerned is told. */
  hasMoney: boolean;
  /** From which share on it is of high or medium severity; below, and without these, of low. */
  grades: { high?: number; medium?: number };
  where: Finding['where'];
};

/** Metrics that rest on the cost of goods. */
export const onMargins: readonly MetricId[] = [
  'gross_profit',
  'gross_margin',
  'contribution',
  'nmc',
  'marketing_roi',
  'marketing_ros',
  'romi',
  'ros_investment',
  'joint_return',
  'cltv_fact',
  'cltv_fact_median',
  'customer_equity',
  'ltv_cac',
  'cac_payback_months',
];

/** Metrics that rest on what marketing and sales cost. */
export const onCosts: readonly MetricId[] = [
  'nmc',
  'marketing_roi',
  'marketing_ros',
  'romi',
  'ros_investment',
  'joint_return',
  'unit_cost_acquisition',
  'unit_cost_activation',
  'unit_cost_retention',
  'unit_cost_development',
  'unit_cost_winback',
  'ltv_cac',
  'cac_payback_months',
  'cltv_fact',
];

export const onUnitCosts: readonly MetricId[] = [
  'unit_cost_acquisition',
  'unit_cost_activation',
  'unit_cost_retention',
  'unit_cost_development',
  'unit_cost_winback',
  'unit_cost_acquisition_direct',
  'unit_cost_activation_direct',
  'unit_cost_retention_direct',
  'unit_cost_development_direct',
  'unit_cost_winback_direct',
];

/** Metrics that rest on revenue as such. */
export const onRevenue: readonly MetricId[] = [
  'net_revenue',
  'rr',
  'rr_share',
  'rr_run_rate',
  'average_order',
  'nrr',
  'grr',
];

/** Metrics that rest on who a customer is and when it bought. */
export const onCustomers: readonly MetricId[] = [
  'customers_new',
  'customers_active',
  'customers_lost',
  'customers_retained',
  'retention_rate',
  'logo_retention',
  'unit_cost_acquisition',
  'cltv_fact',
];

export const onChannels: readonly MetricId[] = ['paid_search_share', 'channel_hhi', 'cac_ads_only'];

export const onDeals: readonly MetricId[] = ['win_rate', 'win_rate_closed', 'deal_cycle_days', 'sales_velocity'];

export const onHours: readonly MetricId[] = [
  'hours_per_acquisition',
  'hours_per_activation',
  'hours_per_retention',
  'hours_per_development',
  'hours_per_winback',
];

export const onResults: readonly MetricId[] = [
  'customers_activated',
  'activation_rate',
  'unit_cost_activation',
  'unit_cost_activation_direct',
];
