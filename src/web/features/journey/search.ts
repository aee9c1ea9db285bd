import { z } from 'zod';

export const journeyViews = ['matrix', 'graph', 'committee', 'projection'] as const;

/** What a journey's address says: how it is looked at, what stands beside it, and which cell is open. */
export const JourneySearch = z.object({
  view: z.enum(journeyViews).optional().catch(undefined),
  beside: z.string().optional().catch(undefined),
  cell: z.string().optional().catch(undefined),
});
