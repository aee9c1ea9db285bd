import { type MetricId, metricIds } from '../../../model/metric-words.ts';

/** Metrics for which less is better. */
const lower: ReadonlySet<MetricId> = new Set<MetricId>([
  ...metricIds.filter((id) => id.startsWith('unit_cost_') || id.startsWith('hours_per_')),
  'retention_cost_per_customer_year',
  'cac_ads_only',
  'customers_lost',
  'rr_contraction',
  'rr_churn',
  'off_journey_share',
  'cac_payback_months',
  'deal_cycle_days',
  'channel_hhi',
  'paid_search_share',
  'dso_days',
]);

/** Metrics of which neither more nor less is better in itself: sums spent, counts of what one keeps up. */
const neither: ReadonlySet<MetricId> = new Set<MetricId>([
  ...metricIds.filter((id) => id.startsWith('cost_') && id !== 'cost_allocated_share'),
  'rr_opening',
  'sales_processes',
  'products_active',
  'campaigns_per_month',
]);

/** Which way of a metric is better, for the colour of its change; undefined where neither is. */
export const betterOf = (metric: MetricId): 'higher' | 'lower' | undefined =>
  lower.has(metric) ? 'lower' : neither.has(metric) ? undefined : 'higher';
