import { z } from 'zod';
import { Sentence } from '../problem.ts';
import { ThingRef } from './blueprint.ts';

/** What a design can lack or contradict, in the order it is told. */
export const designFindingCodes = [
  'off_journey_cost',
  'off_journey_channel',
  'off_journey_campaign',
  'off_journey_hours',
  'stage_without_owner',
  'stage_with_two_owners',
  'stage_without_doer',
  'stage_without_metric',
  'owner_without_metric',
  'owner_without_budget',
  'role_without_people',
  'role_without_cells',
  'cell_without_owner',
  'cell_incomplete',
  'cell_unmeasurable',
  'cell_never_seen',
  'handoff_without_sla',
  'persona_uncovered',
  'state_uncovered',
  'loop_without_material',
  'capacity_short',
  'person_overloaded',
  'one_person_dependence',
  'kpi_conflict',
  'one_process_for_all',
  'process_without_journey',
  'product_without_journey',
  'journey_missing',
  'journey_without_after_sale',
  'segment_without_rule',
  'segment_without_customers',
  'customers_without_segment',
  'segment_window_by_rule',
  'input_missing',
  'input_stale',
  'goal_without_owner',
  'goal_without_base',
  'plan_over_potential',
  'probabilities_over_one',
  'prerequisites_in_circle',
  'reference_dangling',
] as const;
export const DesignFindingCode = z.enum(designFindingCodes);
export type DesignFindingCode = z.infer<typeof DesignFindingCode>;

/** Pages of the product where a design is mended. */
export const designPages = ['inputs', 'offer', 'goals', 'journey', 'lifecycle', 'rules', 'organisation'] as const;

/** Something wrong with the design, what it costs, and where it is mended. */
export const DesignFinding = z.object({
  code: DesignFindingCode,
  severity: z.enum(['high', 'medium', 'low']),
  /** Things it is about, the one to mend first. */
  where: z.array(ThingRef),
  text: Sentence,
  /** What to do about it. */
  advice: Sentence,
  page: z.enum(designPages),
  /** What it costs a year, in the workspace's currency, where that can be computed, and how that was reckoned. */
  money: z.object({ low: z.number(), high: z.number() }).optional(),
  moneyHow: Sentence.optional(),
  n: z.number().optional(),
});
export type DesignFinding = z.infer<typeof DesignFinding>;
