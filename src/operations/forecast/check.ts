import type { ForecastCheck } from '../../analysis/audit/matter.ts';
import { historiesOf } from '../../analysis/models/bought.ts';
import { choosePurchaseModel, purchaseModel } from '../../analysis/models/choose.ts';
import { fitPurchases, isRefusal } from '../../analysis/models/fit.ts';
import { addDays, daysBetween } from '../../model/period.ts';
import { firstPurchase, purchasesBy } from '../../store/warehouse/questions/purchases.ts';
import type { LedgerContext } from '../ledger-context.ts';

/** Compared is the last third of what is known, in whole weeks, up to a year; a shorter one would tell little. */
const [fewestWeeks, mostWeeks] = [4, 52];

/** A total of purchases needs no more customers than this to be foretold: chance moves it by a hundredth or two. */
const enough = 5000;

const epoch = '1970-01-01';

/**
 * How many purchases a model that knows nothing of the last third of the history would have foretold for it, and how many were made.
 *
 * Cheap enough to be asked with other questions: of many customers some thousands are looked at, the same ones each time, and the model is chosen by
 * how likely it makes what was known then, so that nothing of the time compared has a say.
 */
export const forecastCheck = async (ledger: LedgerContext, customers: number): Promise<ForecastCheck> => {
  const oneIn = Math.max(1, Math.ceil(customers / enough));
  const { warehouse, scope, asOf } = ledger;
  const first = await firstPurchase(warehouse, scope, oneIn);
  const weeks = first === null || first > asOf ? 0 : Math.min(mostWeeks, Math.floor(daysBetween(first, asOf) / 21));
  if (weeks < fewestWeeks) return { reason: 'insufficient_periods' };
  const [from, span] = [addDays(asOf, -7 * weeks), 7 * weeks];
  const bought = await purchasesBy(warehouse, scope, from, span, oneIn);
  const { histories, rowOf } = historiesOf(bought, daysBetween(epoch, from), 7);
  const { spec } = choosePurchaseModel(histories, undefined);
  const model = purchaseModel(spec ?? { id: 'nbd' });
  const result = fitPurchases(model, histories);
  if (isRefusal(result)) return { reason: result.reason === 'stopped' ? 'no_data' : result.reason };
  const expected = model.expected(result.parameters, histories, weeks);
  return {
    from,
    until: addDays(from, span),
    customers: bought.customers,
    isSample: oneIn > 1,
    expected: rowOf.reduce((sum, row) => sum + (expected[row] ?? 0), 0),
    actual: bought.after.reduce((sum, count) => sum + count, 0),
  };
};
