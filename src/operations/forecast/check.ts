import type { ForecastCheck } from '../../analysis/audit/matter.ts';
import { addDays, daysBetween } from '../../model/days.ts';
import { firstPurchase, purchasesBy } from '../../store/warehouse/questions/purchases.ts';
import type { LedgerContext } from '../ledger-context.ts';
import type { Threads } from '../threads.ts';

/** Compared is the last third of what is known, in whole weeks, up to a year; a shorter one would tell little. */
const [fewestWeeks, mostWeeks] = [4, 52];

/** A total of purchases needs no more customers than this to be foretold: chance moves it by a hundredth or two. */
const enough = 5000;

/**
 * How many purchases a model that knows nothing of the last third of the history would have foretold for it, and how many were made.
 *
 * Cheap enough to be asked with other questions: of many customers some thousands are looked at, the same ones each time; and of the two models that are
 * quickest fitted that which makes what was known then the likelier is taken, so that nothing of the time compared has a say.
 */
export const forecastCheck = async (
  threads: Threads,
  ledger: LedgerContext,
  customers: number,
): Promise<ForecastCheck> => {
  const oneIn = Math.max(1, Math.ceil(customers / enough));
  const { warehouse, scope, asOf } = ledger;
  const first = await firstPurchase(warehouse, scope, oneIn);
  const weeks = first === null || first > asOf ? 0 : Math.min(mostWeeks, Math.floor(daysBetween(first, asOf) / 21));
  if (weeks < fewestWeeks) return { reason: 'insufficient_periods' };
  const from = addDays(asOf, -7 * weeks);
  const bought = await purchasesBy(warehouse, scope, from, 7 * weeks, { oneIn });
  return threads.run('check', { bought, from, weeks, isSample: oneIn > 1 });
};
