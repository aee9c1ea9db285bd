import type { MetricId } from '../../../model/metric.ts';

/** Which way is better, for the colour of a change; metrics not named have no better side. */
export const better: Partial<Record<MetricId, 'higher' | 'lower'>> = {
  net_revenue: 'higher',
};
