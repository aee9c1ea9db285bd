import { z } from 'zod';

/**
 * The sets of rows that stand behind numbers: what the drill-down of an input opens.
 *
 * The word before the colon says what the rows are, the word after it which of them. Periods are half-open; `opening` is the
 * state at the period's first day, `active` the state at its end.
 */
export const rowSets = [
  'lines:all',
  'lines:first',
  'lines:regular',
  'lines:development',
  'lines:winback',
  'lines:rr',
  'lines:contractual',
  'lines:uncosted',
  'lines:unrated',
  'lines:marketing',
  'lines:sales',
  'customers:new',
  'customers:activated',
  'customers:not_activated',
  'customers:opening',
  'customers:due',
  'customers:retained',
  'customers:developed',
  'customers:lost',
  'customers:won_back',
  'customers:attempted',
  'customers:active',
  'customers:referral',
  'costs:all',
  'costs:acquisition',
  'costs:activation',
  'costs:retention',
  'costs:development',
  'costs:winback',
  'costs:shared',
  'costs:marketing',
  'costs:sales',
  'costs:off_journey',
  'costs:ads',
  'costs:unclassed',
  'work:acquisition',
  'work:activation',
  'work:retention',
  'work:development',
  'work:winback',
  'deals:opened',
  'deals:closed',
  'deals:won',
  'deals:open',
  'rr:opening',
  'rr:closing',
  'rr:movements',
  'payments:all',
  'touches:campaigns',
] as const;
export const RowSet = z.enum(rowSets);
export type RowSet = z.infer<typeof RowSet>;
