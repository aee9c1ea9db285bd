import { recencyFrequencyTable } from './back-test.ts';
import type { Bought } from './bought.ts';

/** Rules that need no model: as much as in the period before, and what customers of the same recency and frequency bought. */
export const naiveRules = ['last_again', 'recency_frequency'] as const;
export type NaiveRule = (typeof naiveRules)[number];

/** What the rules look at: what was bought by the day `to`, the period before it `span` days long. */
export type Seen = { bought: Bought; to: number; span: number };

/** A first purchase made a customer; what comes again is what was bought since. */
const boughtAgain = ({ before, repeatsThen }: Bought): Float64Array =>
  Float64Array.from(before, (count, at) => count - ((repeatsThen[at] as number) < 0 ? 1 : 0));

/**
 * Purchases of each customer that a rule expects in the `span` days after `to`; null where the table knows nobody from before.
 *
 * A period as long as the one before is expected, so the rules know nothing of a base that grows older.
 */
export const expectedByRule = (rule: NaiveRule, { bought, to, span }: Seen): Float64Array | null => {
  if (rule === 'last_again') return boughtAgain(bought);
  const known = Array.from(bought.first, (_, at) => at).filter((at) => (bought.repeatsThen[at] as number) >= 0);
  if (known.length === 0) return null;
  const of = (column: ArrayLike<number>) => Float64Array.from(known, (at) => column[at] as number);
  const table = recencyFrequencyTable(
    { x: of(bought.repeatsThen), idle: Float64Array.from(known, (at) => to - span - (bought.lastThen[at] as number)) },
    of(bought.before),
  );
  return table({ x: bought.repeats, idle: Float64Array.from(bought.last, (day) => to - day) });
};
