import { expectedSpend } from './gamma-gamma.ts';
import type { Histories } from './histories.ts';
import type { ModelSpec, Parameters, PurchaseModel } from './model.ts';
import { discountedPurchases, type Instalment } from './value.ts';

/** What is told of each customer: columns of one value per customer. */
export type Scores = {
  /** P(alive); for customers the model knows nothing of, that of the others together (see `aliveAssumed`). */
  alive: Float64Array;
  expectedPurchases: Float64Array;
  /** What one purchase is expected to bring; NaN where there is no spend model or no mean. */
  spend: Float64Array;
  /** Discounted value of the horizon: spend × discounted purchases; NaN where spend is. */
  value: Float64Array;
  /** What one-time buyers are told to be alive where the model takes them for surely alive; null where it does not. */
  aliveAssumed: number | null;
};

/** Models in which nobody leaves before buying again: a customer of one purchase is «alive» by definition, which is no knowledge. */
const blindToOneTimers = (spec: ModelSpec): boolean => spec.id === 'bg_nbd' || spec.id === 'bg_cnbd';

/** P(alive) per row as it may be shown: one-time buyers take the mean of those who came again where the model can't tell. */
export const shownAlive = (
  model: PurchaseModel,
  histories: Histories,
  alive: Float64Array,
): { alive: Float64Array; assumed: number | null } => {
  if (!blindToOneTimers(model.spec)) return { alive, assumed: null };
  let [sum, customers] = [0, 0];
  for (let row = 0; row < alive.length; row += 1)
    if ((histories.x[row] as number) > 0) {
      sum += (alive[row] as number) * (histories.count[row] as number);
      customers += histories.count[row] as number;
    }
  if (customers === 0) return { alive, assumed: null };
  const assumed = sum / customers;
  return { alive: alive.map((value, row) => (histories.x[row] === 0 ? assumed : value)), assumed };
};

/**
 * Scores customers: chance to be alive, purchases and value of the coming instalments' time.
 *
 * `rowOf` is each customer's row of the histories, `spend.mean` each customer's mean purchase (0 without one). The value is of revenue: times a
 * margin it is contribution. A million customers take a fraction of a second beside the rows they share.
 */
export const scoreCustomers = (
  model: PurchaseModel,
  parameters: Parameters,
  histories: Histories,
  rowOf: ArrayLike<number>,
  instalments: readonly Instalment[],
  spend?: { parameters: Parameters; mean: ArrayLike<number> },
): Scores => {
  const told = model.alive(parameters, histories);
  const { alive, assumed } = shownAlive(model, histories, told);
  const horizon = instalments.at(-1)?.end ?? 0;
  const expected = model.expected(parameters, histories, horizon, told);
  const discounted = spend ? discountedPurchases(model, parameters, histories, instalments, told) : expected;
  const n = rowOf.length;
  const room = (): Float64Array => new Float64Array(n);
  const scores: Scores = {
    alive: room(),
    expectedPurchases: room(),
    spend: room().fill(Number.NaN),
    value: room().fill(Number.NaN),
    aliveAssumed: assumed,
  };
  for (let customer = 0; customer < n; customer += 1) {
    const row = rowOf[customer] as number;
    scores.alive[customer] = alive[row] as number;
    scores.expectedPurchases[customer] = expected[row] as number;
    if (!spend) continue;
    const one = expectedSpend(spend.parameters, histories.x[row] as number, spend.mean[customer] as number);
    if (!Number.isFinite(one)) continue;
    scores.spend[customer] = one;
    scores.value[customer] = one * (discounted[row] as number);
  }
  return scores;
};
