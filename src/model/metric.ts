import { z } from 'zod';
import { Period } from './period.ts';

export const metricIds = [
  'net_revenue',
  'gross_profit',
  'contribution',
  'gross_margin',
  'rr',
  'rr_regular',
  'rr_development',
  'rr_contractual',
  'rr_share',
  'rr_run_rate',
  'rr_opening',
  'rr_new',
  'rr_expansion',
  'rr_contraction',
  'rr_churn',
  'rr_reactivation',
  'rr_closing',
  'nrr',
  'grr',
  'logo_retention',
  'customers_active',
  'customers_new',
  'customers_activated',
  'customers_retained',
  'customers_developed',
  'customers_lost',
  'customers_won_back',
  'activation_rate',
  'retention_rate',
  'winback_rate',
  'cost_acquisition',
  'cost_activation',
  'cost_retention',
  'cost_development',
  'cost_winback',
  'cost_shared',
  'cost_marketing',
  'cost_sales',
  'cost_allocated_share',
  'off_journey_share',
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
  'retention_cost_per_customer_year',
  'cac_ads_only',
  'hours_per_acquisition',
  'hours_per_activation',
  'hours_per_retention',
  'hours_per_development',
  'hours_per_winback',
  'nmc',
  'marketing_ros',
  'marketing_roi',
  'romi',
  'ros_investment',
  'joint_return',
  'cltv_fact',
  'cltv_fact_median',
  'customer_equity',
  'cltv_forecast',
  'ltv_cac',
  'cac_payback_months',
  'sales_velocity',
  'win_rate',
  'win_rate_closed',
  'deal_cycle_days',
  'sales_processes',
  'products_active',
  'campaigns_per_month',
  'paid_search_share',
  'channel_hhi',
  'dso_days',
  'average_order',
  'referral_rate',
] as const;
export const MetricId = z.enum(metricIds);
export type MetricId = z.infer<typeof MetricId>;

export const dimensions = [
  'segment',
  'channel',
  'campaign',
  'product',
  'rung',
  'sales_type',
  'process',
  'cohort',
] as const;
export const Dimension = z.enum(dimensions);
export type Dimension = z.infer<typeof Dimension>;

export const metricUnits = [
  'money',
  'money_per_month',
  'money_per_success',
  'money_per_day',
  'ratio',
  'count',
  'hours',
  'days',
  'months',
  'index',
] as const;
export const MetricUnit = z.enum(metricUnits);
export type MetricUnit = z.infer<typeof MetricUnit>;

/** A unit as it is written for people: some ratios are read as «so many times». */
export type WrittenUnit = MetricUnit | 'times';

/** How a metric's value is written: what says how many times one thing pays for another is no share. */
export const writtenUnit = (metric: MetricId, unit: MetricUnit): WrittenUnit => (metric === 'ltv_cac' ? 'times' : unit);

/** Why there is no number. */
export const reasons = [
  'no_data',
  'no_denominator',
  'insufficient_n',
  'insufficient_periods',
  'no_dropout',
  'ridge',
  'spend_follows_frequency',
  'not_defined_by',
  'no_margin',
  'no_rate',
  'no_costs',
  'no_result_events',
  'no_payments',
  'no_hours',
  'not_configured',
  'not_recoverable',
  'divergent',
  'not_reached',
  'before_first_fact',
  'after_as_of',
] as const;
export const Reason = z.enum(reasons);
export type Reason = z.infer<typeof Reason>;

/** What a reader should know about a number that is there. */
export const notes = [
  'small_n',
  'unallocated_cost',
  'assumed_margin',
  'partial_period',
  'month_cost_cut',
  'attempts_not_recorded',
  'hours_from_interactions',
  'left_truncated',
  'attribution_rule',
  'survivor_bias',
  'by_model',
  'by_contract_model',
  'formula_pending',
  'formula_past',
  'formula_parts',
  'formula_segment',
  'formula_contracts',
  'formula_renewals',
  'open_period',
  'channel_unknown',
  'unassigned',
] as const;
export const Note = z.enum(notes);
export type Note = z.infer<typeof Note>;

/** Those that say a model of the future told the number: of purchases, or of contracts. */
export const modelNotes = ['by_model', 'by_contract_model'] as const satisfies Note[];
export type ModelNote = (typeof modelNotes)[number];

/**
 * One number with all that makes it trustworthy, or the reason why there is none.
 *
 * Money is in major units of `currency`, rounded to its minor unit; ratios are fractions. `by` names the value of each
 * dimension asked for ('' = unknown). `previous` is the same number for the period of equal length just before.
 */
export const Answer = z.object({
  metric: MetricId,
  period: Period,
  by: z.partialRecord(Dimension, z.string()),
  value: z.number().nullable(),
  unit: MetricUnit,
  currency: z.string().optional(),
  reason: Reason.optional(),
  n: z.number().optional(),
  interval: z.tuple([z.number(), z.number()]).optional(),
  notes: z.array(Note).optional(),
  previous: z.object({ period: Period, value: z.number().nullable(), reason: Reason.optional() }).optional(),
  /** Versions of the design in force during the period, earliest first; absent where none was. */
  design: z.array(z.number()).optional(),
});
export type Answer = z.infer<typeof Answer>;
