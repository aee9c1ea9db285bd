import { distinctValues, type Histories, totals } from './histories.ts';
import { columnByAge, columnOf, type PurchaseModel } from './model.ts';
import { drawGamma, drawPoisson } from './numerics/draws.ts';
import { Rising } from './numerics/rising.ts';

const likelihood = ({ x, age, count }: Histories) => {
  const ages = distinctValues(age);
  const customersAt = new Float64Array(ages.values.length);
  const purchasesAt = new Float64Array(ages.values.length);
  const most = x.at(-1) ?? 0;
  const customersOf = new Float64Array(most + 1);
  let customers = 0;
  for (let row = 0; row < x.length; row += 1) {
    const at = ages.index[row] as number;
    const here = count[row] as number;
    customersAt[at] = (customersAt[at] as number) + here;
    purchasesAt[at] = (purchasesAt[at] as number) + here * (x[row] as number);
    customersOf[x[row] as number] = (customersOf[x[row] as number] as number) + here;
    customers += here;
  }
  const rising = new Rising(most);
  return (logParameters: Float64Array, gradient: Float64Array): number => {
    const [r, alpha] = [Math.exp(logParameters[0] as number), Math.exp(logParameters[1] as number)];
    rising.fill(r);
    let value = customers * r * Math.log(alpha);
    let byR = customers * Math.log(alpha);
    let byAlpha = (customers * r) / alpha;
    for (let n = 0; n <= most; n += 1) {
      value += (customersOf[n] as number) * (rising.log[n] as number);
      byR += (customersOf[n] as number) * (rising.slope[n] as number);
    }
    for (let at = 0; at < customersAt.length; at += 1) {
      const all = alpha + (ages.values[at] as number);
      const log = Math.log(all);
      const events = r * (customersAt[at] as number) + (purchasesAt[at] as number);
      value -= events * log;
      byR -= (customersAt[at] as number) * log;
      byAlpha -= events / all;
    }
    gradient[0] = byR * r;
    gradient[1] = byAlpha * alpha;
    return value;
  };
};

/**
 * Customers who buy at rates of their own for ever: NBD (Ehrenberg 1959).
 *
 * Purchases of a customer are Poisson with rate λ; λ is gamma(r, α) over customers. Nobody leaves: what models with dropout are
 * measured against, and what is left of them where nobody is seen to leave.
 */
export const nbd: PurchaseModel = {
  spec: { id: 'nbd' },
  parameterNames: ['r', 'alpha'],
  starts: (histories) => {
    const { purchases, exposure } = totals(histories);
    const mean = exposure / histories.customers;
    return [0.5, 5].map((r) => [r, (r * mean * histories.customers) / Math.max(purchases, 1)]);
  },
  likelihood,
  alive: (_, histories) => columnOf(histories, () => 1),
  expected: ([r = 0, alpha = 0], histories, horizon) =>
    columnByAge(histories, null, (x, age) => ((r + x) * horizon) / (alpha + age)),
  any: ([r = 0, alpha = 0], histories, horizon) =>
    columnByAge(histories, null, (x, age) => -Math.expm1(-(r + x) * Math.log1p(horizon / (alpha + age)))),
  discounted: ([r = 0, alpha = 0], histories, rate) =>
    columnByAge(histories, null, (x, age) => (r + x) / (alpha + age) / rate),
  newcomer: ([r = 0, alpha = 0], time) => (r * time) / alpha,
  future:
    ([r = 0, alpha = 0], { x, age }, horizon) =>
    (row, random) =>
      drawPoisson(drawGamma(r + (x[row] as number), alpha + (age[row] as number), random) * horizon, random),
};
