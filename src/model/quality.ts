import { z } from 'zod';
import { MetricId } from './metric.ts';
import { Day } from './period.ts';
import { Sentence } from './problem.ts';
import { RowSet } from './row-sets.ts';

/**
 * What is looked for in a company's data, in the order it is told: what is not known of the facts, deals that can't have
 * happened so, rows that are there twice, rows that belong to nothing, sums, dates, the rhythm of the data, settings.
 */
export const findingCodes = [
  'lines_without_margin',
  'months_without_costs',
  'cost_classes_missing',
  'costs_without_class',
  'costs_without_function',
  'costs_without_channel',
  'months_without_hours',
  'new_without_visible_result',
  'new_without_channel',
  'customers_without_segment',
  'deals_without_history',
  'lines_without_product',
  'lines_without_sales_type',
  'margins_assumed',
  'people_without_role',
  'companies_without_people',
  'deals_closed_before_opening',
  'deals_closed_on_opening',
  'deals_entered_after_order',
  'deals_without_amount',
  'won_deals_without_order',
  'orders_without_deal',
  'duplicate_customers',
  'duplicate_lines',
  'lines_of_unknown_customers',
  'lines_of_unknown_products',
  'lines_of_unknown_deals',
  'refunds_of_unknown_lines',
  'deals_of_unknown_customers',
  'interactions_of_unknown',
  'people_of_unknown_customers',
  'payments_unassigned',
  'lines_without_rate',
  'costs_without_rate',
  'deals_without_rate',
  'payments_without_rate',
  'lines_cancelled',
  'lines_unpaid',
  'negative_lines',
  'outlier_lines',
  'dates_in_future',
  'dates_too_old',
  'facts_after_as_of',
  'months_without_orders',
  'silent_sources',
  'quarantined_rows',
  'result_kinds_not_set',
  'result_kinds_never_met',
  'winback_kinds_not_set',
  'ad_channels_not_set',
] as const;
export const FindingCode = z.enum(findingCodes);
export type FindingCode = z.infer<typeof FindingCode>;

/** Findings whose cases are rows that can be listed one by one (`quality.cases`). */
export const findingsWithCases = findingCodes.filter(
  (code) =>
    ![
      'months_without_costs',
      'cost_classes_missing',
      'duplicate_customers',
      'months_without_hours',
      'months_without_orders',
      'silent_sources',
      'quarantined_rows',
      'result_kinds_not_set',
      'result_kinds_never_met',
      'winback_kinds_not_set',
      'ad_channels_not_set',
    ].includes(code),
);

export const Severity = z.enum(['high', 'medium', 'low']);
export type Severity = z.infer<typeof Severity>;

/** One thing that was looked for, whether or not it was found. */
export const Finding = z.object({
  code: FindingCode,
  kind: z.enum(['coverage', 'problem', 'setting']),
  /** How much it weakens the numbers; low where there is no case. */
  severity: Severity,
  name: Sentence,
  count: z.number(),
  /** Of how many; 0 says there was nothing to look at. */
  of: z.number(),
  /** What part is concerned: of the money where the finding is about money, else of the count; null where there is nothing to look at. */
  share: z.number().nullable(),
  /** The amount concerned, in major units of the workspace's currency; null where no amount is meant. */
  money: z.number().nullable(),
  /** The first and the last day of a case; null without one that is dated. */
  since: Day.nullable(),
  until: Day.nullable(),
  /** At most five of the cases, by their id. */
  examples: z.array(z.string()),
  /** One sentence with the numbers. */
  text: Sentence,
  /** What to do. */
  mend: Sentence,
  /** The metrics it weakens. */
  metrics: z.array(MetricId),
  /** Where it is mended: a tab of the data page, a setting, and the set of rows where one shows the cases. */
  where: z.object({
    tab: z.enum(['files', 'history', 'quarantine', 'identity', 'typed', 'settings']),
    setting: z.string().optional(),
    rows: RowSet.optional(),
  }),
  /** By calendar month, those with anything to look at up to the as-of day. */
  months: z.array(z.object({ month: Day, count: z.number(), of: z.number(), share: z.number() })),
  hasCases: z.boolean(),
});
export type Finding = z.infer<typeof Finding>;

/** Whether something is there: wholly, in part, or not at all. */
export const Reach = z.enum(['yes', 'partly', 'no']);
export type Reach = z.infer<typeof Reach>;

/** A question the data answers, or would with what it lacks. */
export const LevelQuestion = z.object({
  id: z.string(),
  text: Sentence,
  state: Reach,
  metrics: z.array(MetricId),
  /** What has to come for a whole answer. */
  lacks: z.array(z.object({ id: z.string(), text: Sentence })),
});
export type LevelQuestion = z.infer<typeof LevelQuestion>;

/** Three levels of data: what one day brings, what accounting adds, what shows the whole path. */
export const Levels = z.object({
  levels: z.array(z.object({ level: z.number(), name: Sentence, state: Reach, questions: z.array(LevelQuestion) })),
  /** What opens the most with the least; null when all is there. */
  next: z.object({ id: z.string(), text: Sentence, opens: z.array(z.string()) }).nullable(),
});
export type Levels = z.infer<typeof Levels>;

export const Quality = z.object({
  asOf: Day,
  revision: z.number(),
  currency: z.string(),
  /** none: no facts · poor: something of high severity · fair: of medium · good. */
  trust: z.enum(['none', 'poor', 'fair', 'good']),
  headline: Sentence,
  /** Metrics that a finding of high or medium severity weakens. */
  weakened: z.array(MetricId),
  /** Worst first; those without a case last. */
  findings: z.array(Finding),
  levels: Levels,
});
export type Quality = z.infer<typeof Quality>;

/** One row behind a finding. */
export const QualityCase = z.object({
  id: z.string(),
  source: z.string(),
  /** The customer it is about; empty where there is none. */
  customer: z.string(),
  name: z.string(),
  day: Day.nullable(),
  money: z.number().nullable(),
});
