import { z } from 'zod';

export const journeyViews = ['matrix', 'graph', 'committee', 'projection'] as const;

/** What a journey's address says: how it is looked at, what stands beside it, which cell is open, and which versions are compared. */
export const JourneySearch = z.object({
  view: z.enum(journeyViews).optional().catch(undefined),
  beside: z.string().optional().catch(undefined),
  cell: z.string().optional().catch(undefined),
  /** Versions to compare: the earlier by number, and the later; without it the draft. */
  since: z.coerce.number().int().positive().optional().catch(undefined),
  until: z.coerce.number().int().positive().optional().catch(undefined),
});
