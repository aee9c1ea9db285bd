import { type MetricId, writtenUnit } from '../../model/metric-words.ts';
import type { MetricDefinition } from '../../model/numbers.ts';
import { costMetrics } from './costs.ts';
import { customerMetrics } from './customers.ts';
import { dealMetrics } from './deals.ts';
import { inputOf } from './inputs.ts';
import { dimensionsOfMetric, type Metric } from './metric.ts';
import { recurringMetrics } from './recurring.ts';
import { returnMetrics } from './returns.ts';
import { revenueMetrics } from './revenue.ts';
import { valueMetrics } from './value.ts';

/** Every metric there is, in the order they are shown. */
export const metrics: readonly Metric[] = [
  ...revenueMetrics,
  ...recurringMetrics,
  ...customerMetrics,
  ...costMetrics,
  ...returnMetrics,
  ...valueMetrics,
  ...dealMetrics,
];

const byId = new Map<string, Metric>(metrics.map((metric) => [metric.id, metric]));

export const metricOf = (id: MetricId): Metric => {
  const metric = byId.get(id);
  if (!metric) throw new Error(`the catalogue has no metric ${id}`);
  return metric;
};

/** What an input of a metric is: a component of the ledger or another metric. */
export const isMetricId = (id: string): id is MetricId => byId.has(id);

/** Whether a metric is written in percent. */
export const isShare = (id: string): boolean => isMetricId(id) && writtenUnit(id, metricOf(id).unit) === 'ratio';

/** Grows when a definition's meaning changes. */
const version = 1;

/** The definition of a metric as the interface, the documentation and programs read it. */
export const definitionOf = (metric: Metric): MetricDefinition => ({
  id: metric.id,
  name: metric.name,
  short: metric.short,
  unit: metric.unit,
  formula: metric.formula,
  meaning: metric.meaning,
  inputs: metric.inputs.map((id) => {
    const input = isMetricId(id) ? byId.get(id) : inputOf(id);
    if (!input) throw new Error(`unknown input ${id}`);
    return { id, name: input.name, unit: input.unit };
  }),
  empty: metric.empty,
  better: metric.better,
  dimensions: [...dimensionsOfMetric(metric)],
  source: metric.source,
  ...(metric.ambiguity ? { ambiguity: metric.ambiguity } : {}),
  version,
});

/** The whole catalogue, as `definitionOf` tells each. */
export const catalogue = (): MetricDefinition[] => metrics.map(definitionOf);
