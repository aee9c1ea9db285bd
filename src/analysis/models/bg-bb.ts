import { type Histories, totals } from './histories.ts';
import { columnOf, type Likelihood, type Parameters, type PurchaseModel } from './model.ts';
import { drawBeta, drawBinomial, drawTrials } from './numerics/draws.ts';
import { Rising, Staying } from './numerics/rising.ts';

/** Tables for one set of parameters, up to `last` opportunities. */
class Tables {
  /** ln Γ(α+x)/Γ(α), of β and of α+β. */
  readonly bought: Rising;
  readonly not: Rising;
  readonly all: Rising;
  /** ln of the chance to be there after n opportunities, and its derivatives. */
  readonly staying: Staying;

  constructor(readonly last: number) {
    this.bought = new Rising(last);
    this.not = new Rising(last);
    this.all = new Rising(last);
    this.staying = new Staying(last);
  }

  fill(alpha: number, beta: number, gamma: number, delta: number): this {
    this.bought.fill(alpha);
    this.not.fill(beta);
    this.all.fill(alpha + beta);
    this.staying.fill(gamma, delta);
    return this;
  }
}

/**
 * Sums over when the customer may have left: weight of each, relative to the largest, and their derivatives by α, β, γ, δ.
 *
 * The customer is there after all n opportunities, or left right after opportunity u, `recency` ≤ u < n.
 */
const weigh = (tables: Tables, at: Parameters, x: number, recency: number, n: number, slopes: Float64Array) => {
  const { bought, not, all, staying } = tables;
  const [, , gamma = 0, delta = 0] = at;
  const logOf = (u: number): number =>
    (bought.log[x] as number) + (not.log[u - x] as number) - (all.log[u] as number) + (staying.log[u] as number);
  const leaving = (u: number): number => Math.log(gamma / (gamma + delta + u));
  const there = logOf(n);
  let most = there;
  for (let u = recency; u < n; u += 1) most = Math.max(most, logOf(u) + leaving(u));
  let sum = 0;
  slopes.fill(0);
  for (let u = recency; u <= n; u += 1) {
    const weight = Math.exp(logOf(u) + (u < n ? leaving(u) : 0) - most);
    const left = u < n ? 1 / (gamma + delta + u) : 0;
    sum += weight;
    slopes[0] = (slopes[0] as number) + weight * ((bought.slope[x] as number) - (all.slope[u] as number));
    slopes[1] = (slopes[1] as number) + weight * ((not.slope[u - x] as number) - (all.slope[u] as number));
    slopes[2] = (slopes[2] as number) + weight * ((staying.byA[u] as number) + (u < n ? 1 / gamma - left : 0));
    slopes[3] = (slopes[3] as number) + weight * ((staying.byB[u] as number) - left);
  }
  return { logLikelihood: most + Math.log(sum), sum, alive: Math.exp(there - most) / sum };
};

const lastOf = ({ age }: Histories): number => age.reduce((most, value) => Math.max(most, value), 0);

const likelihood = (histories: Histories): Likelihood => {
  const { x, recency, age, count } = histories;
  const tables = new Tables(lastOf(histories));
  const slopes = new Float64Array(4);
  return (logParameters, gradient) => {
    const at = Array.from(logParameters, Math.exp);
    const [alpha = 0, beta = 0, gamma = 0, delta = 0] = at;
    tables.fill(alpha, beta, gamma, delta);
    gradient.fill(0);
    let value = 0;
    for (let row = 0; row < x.length; row += 1) {
      const here = count[row] as number;
      const { logLikelihood, sum } = weigh(
        tables,
        at,
        x[row] as number,
        recency[row] as number,
        age[row] as number,
        slopes,
      );
      value += here * logLikelihood;
      for (let index = 0; index < 4; index += 1)
        gradient[index] =
          (gradient[index] as number) + (here * (at[index] as number) * (slopes[index] as number)) / sum;
    }
    return value;
  };
};

const alive = (at: Parameters, histories: Histories): Float64Array => {
  const [alpha = 0, beta = 0, gamma = 0, delta = 0] = at;
  const tables = new Tables(lastOf(histories)).fill(alpha, beta, gamma, delta);
  const slopes = new Float64Array(4);
  return columnOf(
    histories,
    (row) =>
      weigh(
        tables,
        at,
        histories.x[row] as number,
        histories.recency[row] as number,
        histories.age[row] as number,
        slopes,
      ).alive,
  );
};

/** Σ over coming opportunities of the chance still to be there, each worth `kept` of the one before; up to `horizon` of them. */
const presence = (gamma: number, delta: number, seen: number, horizon: number, kept: number): number => {
  let [sum, weight] = [0, 1];
  for (let step = 0; step < horizon; step += 1) {
    weight *= ((delta + seen + step) / (gamma + delta + seen + step)) * kept;
    sum += weight;
    if (weight < 1e-17 * sum) break;
  }
  return sum;
};

const presenceByAge = ([, , gamma = 0, delta = 0]: Parameters, horizon: number, kept: number) => {
  const known = new Map<number, number>();
  return (age: number): number => {
    const found = known.get(age) ?? presence(gamma, delta, age, horizon, kept);
    known.set(age, found);
    return found;
  };
};

const purchasesOf = (
  at: Parameters,
  histories: Histories,
  horizon: number,
  kept: number,
  there: Float64Array,
): Float64Array => {
  const [alpha = 0, beta = 0] = at;
  const lives = presenceByAge(at, horizon, kept);
  return columnOf(histories, (row) => {
    const n = histories.age[row] as number;
    return (((there[row] as number) * (alpha + (histories.x[row] as number))) / (alpha + beta + n)) * lives(n);
  });
};

/**
 * Customers with an opportunity to buy each period, who may leave before any: BG/BB (Fader, Hardie & Shang 2010).
 *
 * While there, a customer buys at an opportunity with probability p, beta(α, β) over customers; before each it leaves with probability θ,
 * beta(γ, δ). Histories and horizons are whole numbers of opportunities: x bought of `age`, the last at `recency`.
 */
export const bgBb: PurchaseModel = {
  spec: { id: 'bg_bb' },
  parameterNames: ['alpha', 'beta', 'gamma', 'delta'],
  starts: (histories) => {
    const { purchases, exposure } = totals(histories);
    const share = Math.min(0.95, Math.max(0.05, (1.5 * purchases) / Math.max(exposure, 1)));
    return [
      [share, 1 - share, 0.7, 3],
      [4 * share, 4 * (1 - share), 0.5, 5],
      [share, 1 - share, 3, 9],
    ];
  },
  likelihood,
  alive,
  expected: (at, histories, horizon, there = alive(at, histories)) => purchasesOf(at, histories, horizon, 1, there),
  any: (at, histories, horizon, there = alive(at, histories)) => {
    const [alpha = 0, beta = 0, gamma = 0, delta = 0] = at;
    return columnOf(histories, (row) => {
      const [x, n] = [histories.x[row] as number, histories.age[row] as number];
      // At the m-th opportunity for the first time: still there, and not bought at the m − 1 before.
      let [sum, stays] = [0, 1];
      let buys = (alpha + x) / (alpha + beta + n);
      for (let step = 0; step < horizon; step += 1) {
        stays *= (delta + n + step) / (gamma + delta + n + step);
        sum += stays * buys;
        buys *= (beta + n - x + step) / (alpha + beta + n + step + 1);
      }
      return (there[row] as number) * sum;
    });
  },
  discounted: (at, histories, rate) => purchasesOf(at, histories, 10_000_000, 1 / (1 + rate), alive(at, histories)),
  newcomer: (at, time) => {
    const [alpha = 0, beta = 0, gamma = 0, delta = 0] = at;
    return (alpha / (alpha + beta)) * presence(gamma, delta, 0, Math.floor(time), 1);
  },
  future: (at, histories, horizon) => {
    const [alpha = 0, beta = 0, gamma = 0, delta = 0] = at;
    const there = alive(at, histories);
    return (row, random) => {
      if (random() >= (there[row] as number)) return 0;
      const [x, n] = [histories.x[row] as number, histories.age[row] as number];
      const last = drawTrials(drawBeta(gamma, delta + n, random), random) - 1;
      return drawBinomial(Math.min(last, horizon), drawBeta(alpha + x, beta + n - x, random), random);
    };
  },
};
