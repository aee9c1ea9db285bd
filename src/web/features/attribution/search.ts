import { z } from 'zod';
import { AttributionModel, CreditedResult, CreditedThing, CreditValue } from '../../../model/attribution.ts';

/** What part of a credit an experiment is to find. */
export const effects = [100, 50, 20, 10] as const;

/** What the address of the Attribution page holds beside the shell's own part; a value that makes no sense is left out. */
export const AttributionSearch = z.object({
  of: CreditedResult.optional().catch(undefined),
  by: CreditedThing.optional().catch(undefined),
  value: CreditValue.optional().catch(undefined),
  model: AttributionModel.optional().catch(undefined),
  order: z.number().int().min(1).max(4).optional().catch(undefined),
  days: z.number().int().min(1).max(36_500).optional().catch(undefined),
  halfLife: z.number().positive().max(36_500).optional().catch(undefined),
  /** Paths that have not converted are left out. */
  converted: z.boolean().optional().catch(undefined),
  /** The credit that is open at the side. */
  credit: z.string().optional().catch(undefined),
  effect: z.literal(effects).optional().catch(undefined),
});
export type AttributionSearch = z.infer<typeof AttributionSearch>;
