import type { ForecastCheck } from '../../analysis/audit/matter.ts';
import { bgNbd, mbgNbd } from '../../analysis/models/bg-nbd.ts';
import { historiesOf, sumOf } from '../../analysis/models/bought.ts';
import { type Estimate, fitPurchases, isRefusal, type Refusal } from '../../analysis/models/fit.ts';
import { addDays, type Day, daysBetween } from '../../model/days.ts';
import type { Reason } from '../../model/metric-words.ts';
import type { Purchases } from '../../store/warehouse/questions/purchases.ts';

export type PastMaterial = { bought: Purchases; from: Day; weeks: number; isSample: boolean };

const epoch = '1970-01-01';

const refusalOf = (results: readonly (Estimate | Refusal)[]): Reason => {
  const reason = results.find(isRefusal)?.reason ?? 'no_data';
  return reason === 'stopped' ? 'no_data' : reason;
};

/**
 * How many purchases of the weeks after a day the likelier of the two quickest models, which knows nothing of them, foretells, and how many were made.
 */
export const compareWithPast = ({ bought, from, weeks, isSample }: PastMaterial): ForecastCheck => {
  const { histories, rowOf } = historiesOf(bought, daysBetween(epoch, from), 7);
  const tried = [mbgNbd, bgNbd].map((model) => ({ model, result: fitPurchases(model, histories) }));
  const told = tried.flatMap(({ model, result }) => (isRefusal(result) ? [] : [{ model, result }]));
  const [best] = told.sort((a, b) => b.result.logLikelihood - a.result.logLikelihood);
  if (best === undefined) return { reason: refusalOf(tried.map(({ result }) => result)) };
  const expected = best.model.expected(best.result.parameters, histories, weeks);
  return {
    from,
    until: addDays(from, 7 * weeks),
    customers: bought.customers,
    isSample,
    expected: rowOf.reduce((sum, row) => sum + (expected[row] ?? 0), 0),
    actual: sumOf(bought.after),
  };
};
