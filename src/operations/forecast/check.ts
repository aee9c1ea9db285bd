import type { ForecastCheck } from '../../analysis/audit/matter.ts';
import { bgNbd, mbgNbd } from '../../analysis/models/bg-nbd.ts';
import { historiesOf } from '../../analysis/models/bought.ts';
import { type Estimate, fitPurchases, isRefusal, type Refusal } from '../../analysis/models/fit.ts';
import type { Reason } from '../../model/metric.ts';
import { addDays, daysBetween } from '../../model/period.ts';
import { firstPurchase, purchasesBy } from '../../store/warehouse/questions/purchases.ts';
import type { LedgerContext } from '../ledger-context.ts';

/** Compared is the last third of what is known, in whole weeks, up to a year; a shorter one would tell little. */
const [fewestWeeks, mostWeeks] = [4, 52];

/** A total of purchases needs no more customers than this to be foretold: chance moves it by a hundredth or two. */
const enough = 5000;

const refusalOf = (results: readonly (Estimate | Refusal)[]): Reason => {
  const reason = results.find(isRefusal)?.reason ?? 'no_data';
  return reason === 'stopped' ? 'no_data' : reason;
};

const epoch = '1970-01-01';

/**
 * How many purchases a model that knows nothing of the last third of the history would have foretold for it, and how many were made.
 *
 * Cheap enough to be asked with other questions: of many customers some thousands are looked at, the same ones each time; and of the two models that are
 * quickest fitted that which makes what was known then the likelier is taken, so that nothing of the time compared has a say.
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
  const tried = [mbgNbd, bgNbd].map((model) => ({ model, result: fitPurchases(model, histories) }));
  const told = tried.flatMap(({ model, result }) => (isRefusal(result) ? [] : [{ model, result }]));
  const [best] = told.sort((a, b) => b.result.logLikelihood - a.result.logLikelihood);
  if (best === undefined) return { reason: refusalOf(tried.map(({ result }) => result)) };
  const expected = best.model.expected(best.result.parameters, histories, weeks);
  return {
    from,
    until: addDays(from, span),
    customers: bought.customers,
    isSample: oneIn > 1,
    expected: rowOf.reduce((sum, row) => sum + (expected[row] ?? 0), 0),
    actual: bought.after.reduce((sum, count) => sum + count, 0),
  };
};
