/**
 * What an order brought (the net of its lines, those without a rate left out, in minor units; what was given back later is not taken off), and the
 * instant of its first line, so that questions of orders need not go back to their lines.
 */
export const statements: string[] = [
  'ALTER TABLE ledger_orders ADD COLUMN IF NOT EXISTS net_minor Int64, ADD COLUMN IF NOT EXISTS at_ms Int64',
];
