import { distinctValues, type Histories, totals } from './histories.ts';
import { columnByAge, type Likelihood, type Parameters, type PurchaseModel } from './model.ts';
import { drawExponential, drawGamma, drawPoisson } from './numerics/draws.ts';

import { discountedIntegral, gaussLegendre, type Rule } from './numerics/quadrature.ts';
import { Rising } from './numerics/rising.ts';

const rule = gaussLegendre(24);

/** Rules by how much the integrand falls, or 2.5 times how far w goes: each leaves at most about 2e-11 of the integral. */
const rules = [
  { upTo: 2, ...gaussLegendre(6) },
  { upTo: 4, ...gaussLegendre(10) },
  { upTo: 6, ...gaussLegendre(12) },
  { upTo: 9, ...gaussLegendre(16) },
];

const ruleFor = (fall: number): Rule => {
  for (const candidate of rules) if (fall <= candidate.upTo) return candidate;
  return rule;
};

/** Where the sums of an integral and its derivatives are put: ∫f, ∫f·ln(α+u), ∫f/(α+u), ∫f·ln(β+u), ∫f/(β+u). */
type Integrals = Float64Array;

/**
 * ln ∫ (α+u)^−n·(β+u)^−m du from `from` to `to`, over the value of the integrand at `from`; what derivatives need goes into `sums`.
 *
 * By Gauss–Legendre in w = ln((c+u)/(c+from)), c the smaller of α and β: the integrand falls about exponentially in w, and where it has
 * fallen by e^−40 the rest is left out. Sums are relative to the integrand at `from`, so nothing overflows. 3.5e-11 on hard cases.
 */
const integrate = (
  alpha: number,
  beta: number,
  n: number,
  m: number,
  from: number,
  to: number,
  sums: Integrals,
): void => {
  const c = alpha < beta ? alpha : beta;
  const far = alpha < beta ? beta : alpha;
  const near = alpha < beta ? n : m;
  const other = alpha < beta ? m : n;
  const start = c + from;
  const fall = (n * start) / (alpha + from) + (m * start) / (beta + from) - 1;
  const whole = Math.log((c + to) / start);
  const width = fall * whole > 40 ? 40 / fall : whole;
  const { points, weights } = ruleFor(Math.max(Math.abs(fall) * width, 2.5 * width));
  const logStart = Math.log(start);
  const logFar = Math.log(far + from);
  let total = 0;
  let byLogNear = 0;
  let byNear = 0;
  let byLogFar = 0;
  let byFar = 0;
  for (let at = 0; at < points.length; at += 1) {
    const w = width * (points[at] as number);
    const nearAll = start * Math.exp(w);
    const farAll = nearAll + far - c;
    const logFarAll = Math.log(farAll);
    const part = (weights[at] as number) * Math.exp((1 - near) * w - other * (logFarAll - logFar));
    total += part;
    byLogNear += part * (logStart + w);
    byNear += part / nearAll;
    byLogFar += part * logFarAll;
    byFar += part / farAll;
  }
  const scale = width * start;
  sums[0] = total * scale;
  sums[alpha < beta ? 1 : 3] = byLogNear * scale;
  sums[alpha < beta ? 2 : 4] = byNear * scale;
  sums[alpha < beta ? 3 : 1] = byLogFar * scale;
  sums[alpha < beta ? 4 : 2] = byFar * scale;
};

/** ln of the odds of having left: s·(α+T)ⁿ·(β+T)ˢ·∫ (α+u)^−n (β+u)^−(s+1) du from recency to age. −Infinity where they are equal. */
const logOddsOf = (at: Parameters, x: number, recency: number, age: number, sums: Integrals): number => {
  const [r = 0, alpha = 0, s = 0, beta = 0] = at;
  if (recency === age) {
    sums.fill(0);
    return Number.NEGATIVE_INFINITY;
  }
  integrate(alpha, beta, r + x, s + 1, recency, age, sums);
  return (
    Math.log((s * (sums[0] as number)) / (beta + recency)) +
    (r + x) * Math.log((alpha + age) / (alpha + recency)) +
    s * Math.log((beta + age) / (beta + recency))
  );
};

const likelihood = (histories: Histories): Likelihood => {
  const { x, recency, age, count } = histories;
  const ages = distinctValues(age);
  const most = x.at(-1) ?? 0;
  const rising = new Rising(most);
  const logAlpha = new Float64Array(ages.values.length);
  const logBeta = new Float64Array(ages.values.length);
  const sums = new Float64Array(5);
  return (logParameters, gradient) => {
    const at = Array.from(logParameters, Math.exp);
    const [r = 0, alpha = 0, s = 0, beta = 0] = at;
    rising.fill(r);
    for (let index = 0; index < logAlpha.length; index += 1) {
      logAlpha[index] = Math.log(alpha + (ages.values[index] as number));
      logBeta[index] = Math.log(beta + (ages.values[index] as number));
    }
    const constant = r * Math.log(alpha) + s * Math.log(beta);
    let [value, byR, byAlpha, byS, byBeta] = [0, 0, 0, 0, 0];
    for (let row = 0; row < x.length; row += 1) {
      const here = count[row] as number;
      const purchases = x[row] as number;
      const now = age[row] as number;
      const index = ages.index[row] as number;
      const odds = logOddsOf(at, purchases, recency[row] as number, now, sums);
      const decay = Math.exp(-Math.abs(odds));
      const left = odds > 0 ? 1 / (1 + decay) : decay / (1 + decay);
      const n = r + purchases;
      const logA = logAlpha[index] as number;
      const logB = logBeta[index] as number;
      value +=
        here * ((rising.log[purchases] as number) - n * logA - s * logB + (odds > 0 ? odds : 0) + Math.log1p(decay));
      // The mean over where it may have left, of what the derivatives of the integrand are.
      const share = left > 0 ? left / (sums[0] as number) : 0;
      byR += here * ((rising.slope[purchases] as number) - (1 - left) * logA - share * (sums[1] as number));
      byAlpha -= here * n * ((1 - left) / (alpha + now) + share * (sums[2] as number));
      byS += here * (left / s - (1 - left) * logB - share * (sums[3] as number));
      byBeta -= here * (((1 - left) * s) / (beta + now) + share * (s + 1) * (sums[4] as number));
    }
    gradient[0] = (byR + histories.customers * Math.log(alpha)) * r;
    gradient[1] = byAlpha * alpha + histories.customers * r;
    gradient[2] = (byS + histories.customers * Math.log(beta)) * s;
    gradient[3] = byBeta * beta + histories.customers * s;
    return value + histories.customers * constant;
  };
};

const alive = (parameters: Parameters, { x, recency, age }: Histories): Float64Array => {
  const sums = new Float64Array(5);
  const column = new Float64Array(x.length);
  for (let row = 0; row < column.length; row += 1) {
    const odds = logOddsOf(parameters, x[row] as number, recency[row] as number, age[row] as number, sums);
    column[row] = odds > 700 ? Math.exp(-odds) : 1 / (1 + Math.exp(odds));
  }
  return column;
};

/** ∫₀ᵗ of the chance that one who is there now still is: (β+T)/(s−1)·(1 − ((β+T)/(β+T+t))^(s−1)), its limit at s = 1 included. */
const presence = (s: number, all: number, time: number): number => {
  const log = Math.log1p(time / all);
  return all * (s === 1 ? log : -Math.expm1((1 - s) * log) / (s - 1));
};

/**
 * Customers who buy at rates of their own and leave at rates of their own: Pareto/NBD (Schmittlein, Morrison & Colombo 1987).
 *
 * Purchases are Poisson with rate λ, gamma(r, α) over customers; a lifetime is exponential with rate μ, gamma(s, β) over customers; α and β in the
 * unit of time. Without ₂F₁: the likelihood by quadrature over when the customer may have left. P(alive), expectations, DERT: Fader & Hardie 2005.
 */
export const paretoNbd: PurchaseModel = {
  spec: { id: 'pareto_nbd' },
  parameterNames: ['r', 'alpha', 's', 'beta'],
  starts: (histories) => {
    const { purchases, exposure } = totals(histories);
    const pace = exposure / Math.max(purchases, 1);
    const seen = exposure / histories.customers;
    return [
      [0.5, 0.4 * pace, 0.6, 0.5 * seen],
      [2, 2 * pace, 0.5, 2 * seen],
      [0.5, 0.3 * pace, 2, seen],
    ];
  },
  likelihood,
  alive,
  expected: (parameters, histories, horizon, there = alive(parameters, histories)) => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = parameters;
    return columnByAge(histories, there, (x, age) => ((r + x) / (alpha + age)) * presence(s, beta + age, horizon));
  },
  any: (parameters, histories, horizon, there = alive(parameters, histories)) => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = parameters;
    return columnByAge(histories, there, (x, age) => {
      // The first purchase falls at u while the customer is there: in ln(1 + u/c) the integrand is smooth.
      const [A, B, n] = [alpha + age, beta + age, r + x];
      const c = Math.min(A / Math.max(n, 1), B);
      const width = Math.log1p(horizon / c);
      let sum = 0;
      for (let at = 0; at < 24; at += 1) {
        const u = c * Math.expm1(width * (rule.points[at] as number));
        sum += (rule.weights[at] as number) * (c + u) * Math.exp(-(n + 1) * Math.log1p(u / A) - s * Math.log1p(u / B));
      }
      return Math.min(1, (sum * width * n) / A);
    });
  },
  discounted: (parameters, histories, rate) => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = parameters;
    const lives = new Map<number, number>();
    return columnByAge(histories, alive(parameters, histories), (x, age) => {
      let life = lives.get(age);
      if (life === undefined) {
        life = discountedIntegral((time) => Math.exp(-s * Math.log1p(time / (beta + age))), 1 / rate);
        lives.set(age, life);
      }
      return ((r + x) / (alpha + age)) * life;
    });
  },
  newcomer: ([r = 0, alpha = 0, s = 0, beta = 0], time) => (r / alpha) * presence(s, beta, time),
  future: (parameters, histories, horizon) => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = parameters;
    const there = alive(parameters, histories);
    return (row, random) => {
      if (random() >= (there[row] as number)) return 0;
      const [x, age] = [histories.x[row] as number, histories.age[row] as number];
      const leaves = drawExponential(drawGamma(s, beta + age, random), random);
      return drawPoisson(drawGamma(r + x, alpha + age, random) * Math.min(leaves, horizon), random);
    };
  },
};
