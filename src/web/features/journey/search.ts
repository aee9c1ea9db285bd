import { count, oneOf, reader, text } from '../../kit/fields.ts';

export const journeyViews = ['matrix', 'graph', 'committee', 'projection'] as const;

/** What a journey's address says: how it is looked at, what stands beside it, which cell is open, and which versions are compared. */
export const readJourney = reader({
  view: oneOf(journeyViews),
  beside: text,
  cell: text,
  /** Versions to compare: the earlier by number, and the later; without it the draft. */
  since: count(Number.MAX_SAFE_INTEGER),
  until: count(Number.MAX_SAFE_INTEGER),
});
