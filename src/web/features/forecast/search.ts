import { z } from 'zod';
import { ContractModel, ForecastModel } from '../../../model/forecast.ts';

/** How far ahead the page looks, in months. */
export const horizons = [3, 6, 12, 24, 36] as const;

/** What the address of the Forecast page holds beside the shell's own part; a value that makes no sense is left out. */
export const ForecastSearch = z.object({
  model: z.union([ForecastModel, ContractModel]).optional().catch(undefined),
  horizon: z.literal(horizons).optional().catch(undefined),
  by: z.literal('customer').optional().catch(undefined),
  list: z.enum(['at_risk', 'due']).optional().catch(undefined),
  /** The forecast as it would have been told in the middle of the history, beside what the second half brought. */
  check: z.literal('half').optional().catch(undefined),
});
export type ForecastSearch = z.infer<typeof ForecastSearch>;
