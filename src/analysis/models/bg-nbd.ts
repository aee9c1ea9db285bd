import { type Distinct, distinctValues, type Histories, runsOf, totals } from './histories.ts';
import {
  columnByAge,
  columnOf,
  type Likelihood,
  type ModelSpec,
  type Parameters,
  type PurchaseModel,
} from './model.ts';
import { drawBeta, drawGamma, drawPoisson, drawTrials } from './numerics/draws.ts';
import { dampedGrowth } from './numerics/hypergeometric.ts';
import { discountedIntegral } from './numerics/quadrature.ts';
import { Rising, Staying, softplus } from './numerics/rising.ts';

/** Which member of the family: `k` phases between purchases; whether a customer may also leave right after the first purchase. */
type Member = { k: number; atBirth: 0 | 1 };

/**
 * ln Σ over j < k of C(R+j−1, j)·uʲ: no purchase since the last one, though up to k−1 phases of the next have passed.
 *
 * Writes the derivatives by R and by u into `slopes`.
 */
const logWaiting = (R: number, u: number, k: number, slopes: Float64Array): number => {
  let [term, harmonic, sum, byR, byU] = [1, 0, 1, 0, 0];
  for (let j = 1; j < k; j += 1) {
    byU += term * (R + j - 1);
    term *= ((R + j - 1) * u) / j;
    harmonic += 1 / (R + j - 1);
    sum += term;
    byR += term * harmonic;
  }
  slopes[0] = byR / sum;
  slopes[1] = byU / sum;
  return Math.log(sum);
};

/** Sums over rows that do not change between evaluations, and room for what does. */
const roomFor = (histories: Histories, { k, atBirth }: Member) => {
  const { x, age, recency, count } = histories;
  const ages = distinctValues(age);
  const recencies = distinctValues(recency);
  const runs = runsOf(x);
  const most = x.at(-1) ?? 0;
  const customersAt = new Float64Array(ages.values.length);
  const purchasesAt = new Float64Array(ages.values.length);
  const customersOf = new Float64Array(runs.values.length);
  for (let run = 0; run < runs.values.length; run += 1)
    for (let row = runs.starts[run] as number; row < (runs.starts[run + 1] as number); row += 1) {
      const at = ages.index[row] as number;
      customersAt[at] = (customersAt[at] as number) + (count[row] as number);
      purchasesAt[at] = (purchasesAt[at] as number) + (count[row] as number) * (x[row] as number);
      customersOf[run] = (customersOf[run] as number) + (count[row] as number);
    }
  // What the times between purchases add where they are not exponential: nothing for k = 1.
  const logGammaK = Array.from({ length: k - 1 }, (_, at) => Math.log(at + 1)).reduce((sum, log) => sum + log, 0);
  if (k > 1 && histories.logIntervals === undefined) throw new RangeError('regularity needs logIntervals');
  const intervals =
    k === 1 ? 0 : (k - 1) * (histories.logIntervals ?? Number.NaN) - totals(histories).purchases * logGammaK;
  return {
    ages,
    recencies,
    runs,
    customersAt,
    purchasesAt,
    customersOf,
    intervals,
    rising: new Rising(k * most),
    staying: new Staying(most + atBirth),
    logAge: new Float64Array(ages.values.length),
    logRecency: new Float64Array(recencies.values.length),
  };
};

const logarithms = (into: Float64Array, { values }: Distinct, alpha: number): void => {
  for (let at = 0; at < values.length; at += 1) into[at] = Math.log(alpha + (values[at] as number));
};

/**
 * The part of each history that tells leaving from waiting, summed: Σ count·ln(waited + left), and its derivatives by r, α and,
 * through the odds of having left, ln a/(b+x−1).
 */
type Split = { value: number; byR: number; byAlpha: number; left: Float64Array };

const split = (histories: Histories, room: ReturnType<typeof roomFor>, member: Member, at: Parameters): Split => {
  const { k, atBirth } = member;
  const [r = 0, alpha = 0, a = 0, b = 0] = at;
  const { recency, age, count } = histories;
  const { ages, recencies, runs, logAge, logRecency } = room;
  const left = new Float64Array(runs.values.length);
  const slopes = new Float64Array(2);
  let [value, byR, byAlpha] = [0, 0, 0];
  for (let run = 0; run < runs.values.length; run += 1) {
    const x = runs.values[run] as number;
    if (x === 0 && atBirth === 0 && k === 1) continue;
    const R = r + k * x;
    const logOdds = x === 0 && atBirth === 0 ? Number.NEGATIVE_INFINITY : Math.log(a / (b + x - 1 + atBirth));
    let [leftOfRun, byROfRun, byAlphaOfRun] = [0, 0, 0];
    for (let row = runs.starts[run] as number; row < (runs.starts[run + 1] as number); row += 1) {
      const here = count[row] as number;
      const growth =
        (logAge[ages.index[row] as number] as number) - (logRecency[recencies.index[row] as number] as number);
      const last = alpha + (recency[row] as number);
      const now = alpha + (age[row] as number);
      let waiting = 0;
      let waitingByR = 0;
      let waitingByAlpha = 0;
      if (k > 1) {
        const u = (now - last) / now;
        waiting = logWaiting(R, u, k, slopes);
        waitingByR = slopes[0] as number;
        waitingByAlpha = (-(slopes[1] as number) * u) / now;
      }
      const odds = logOdds + R * growth - waiting;
      const decay = Math.exp(-Math.abs(odds));
      const share = odds > 0 ? 1 / (1 + decay) : decay / (1 + decay);
      value += here * (waiting + (odds > 0 ? odds : 0) + Math.log1p(decay));
      leftOfRun += here * share;
      byROfRun += here * (share * growth + (1 - share) * waitingByR);
      byAlphaOfRun += here * (share * R * (1 / now - 1 / last) + (1 - share) * waitingByAlpha);
    }
    left[run] = leftOfRun;
    byR += byROfRun;
    byAlpha += byAlphaOfRun;
  }
  return { value, byR, byAlpha, left };
};

const likelihoodOf =
  (member: Member) =>
  (histories: Histories): Likelihood => {
    const { k, atBirth } = member;
    const room = roomFor(histories, member);
    const { runs, rising, staying, customersOf, customersAt, purchasesAt, logAge } = room;
    return (logParameters, gradient) => {
      const at = Array.from(logParameters, Math.exp);
      const [r = 0, alpha = 0, a = 0, b = 0] = at;
      rising.fill(r);
      staying.fill(a, b);
      logarithms(logAge, room.ages, alpha);
      logarithms(room.logRecency, room.recencies, alpha);
      const { left, ...parts } = split(histories, room, member, at);
      let value = room.intervals + parts.value + histories.customers * r * Math.log(alpha);
      let byR = parts.byR + histories.customers * Math.log(alpha);
      let byAlpha = parts.byAlpha + (histories.customers * r) / alpha;
      let [byA, byB] = [0, 0];
      for (let run = 0; run < runs.values.length; run += 1) {
        const x = runs.values[run] as number;
        const here = customersOf[run] as number;
        value += here * ((rising.log[k * x] as number) + (staying.log[x + atBirth] as number));
        byR += here * (rising.slope[k * x] as number);
        byA += here * (staying.byA[x + atBirth] as number) + (left[run] as number) / a;
        byB += here * (staying.byB[x + atBirth] as number);
        if ((left[run] as number) > 0) byB -= (left[run] as number) / (b + x - 1 + atBirth);
      }
      for (let index = 0; index < logAge.length; index += 1) {
        const events = r * (customersAt[index] as number) + k * (purchasesAt[index] as number);
        value -= events * (logAge[index] as number);
        byR -= (customersAt[index] as number) * (logAge[index] as number);
        byAlpha -= events / (alpha + (room.ages.values[index] as number));
      }
      gradient[0] = byR * r;
      gradient[1] = byAlpha * alpha;
      gradient[2] = byA * a;
      gradient[3] = byB * b;
      return value;
    };
  };

const aliveOf =
  ({ k, atBirth }: Member) =>
  ([r = 0, alpha = 0, a = 0, b = 0]: Parameters, histories: Histories): Float64Array => {
    const slopes = new Float64Array(2);
    return columnOf(histories, (row) => {
      const [x, last, now] = [
        histories.x[row] as number,
        alpha + (histories.recency[row] as number),
        alpha + (histories.age[row] as number),
      ];
      if (x === 0 && atBirth === 0) return 1;
      const R = r + k * x;
      const waiting = k === 1 ? 0 : logWaiting(R, (now - last) / now, k, slopes);
      const odds = Math.log(a / (b + x - 1 + atBirth)) + R * Math.log(now / last) - waiting;
      return Math.exp(-softplus(odds));
    });
  };

/**
 * How many purchases follow within `horizon`, given that the customer is there: R, A the gamma of its rate (of phases), a, b the beta
 * of leaving at each purchase, `phase` phases of the next purchase already passed. Expected number, or the chance of any.
 */
const expectedPhases = (
  R: number,
  A: number,
  a: number,
  b: number,
  horizon: number,
  k: number,
  phase: number,
): number => {
  const z = horizon / (A + horizon);
  const mean = (R * horizon) / A;
  // Phases within the horizon are negative binomial; a purchase comes every k-th while the customer stays.
  // Relative to that of none, since that one underflows where there are many.
  let [probability, seen, sum, purchases, stays, passed] = [1, 1, 0, 0, 1, phase];
  for (let n = 1; n < 10_000_000; n += 1) {
    probability *= ((R + n - 1) * z) / n;
    if (probability > 1e200) {
      sum /= probability;
      seen /= probability;
      probability = 1;
    }
    passed += 1;
    if (passed === k) {
      passed = 0;
      purchases += stays;
      const m = Math.floor((phase + n) / k);
      stays *= (b + m - 1) / (a + b + m - 1);
    }
    sum += probability * purchases;
    seen += probability;
    if (n > mean && probability < 1e-17 * seen) break;
  }
  return sum / seen;
};

const waitingShares = (R: number, u: number, k: number): number[] => {
  const terms = [1];
  for (let j = 1; j < k; j += 1) terms.push(((terms[j - 1] ?? 0) * (R + j - 1) * u) / j);
  const sum = terms.reduce((total, term) => total + term, 0);
  return terms.map((term) => term / sum);
};

/** Expected purchases of one who is there, without regularity: a closed form in ₂F₁ (Fader, Hardie & Lee 2005, eq. 10). */
const expectedOf = (R: number, A: number, a: number, b: number, horizon: number): number => {
  const z = horizon / (A + horizon);
  return z === 0 ? 0 : (a + b - 1) * dampedGrowth(a + b - 1 - R, a - 1, a + b - 1, z);
};

const regular = (member: Member, parameters: Parameters, histories: Histories, row: number) => {
  const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
  const x = histories.x[row] as number;
  const A = alpha + (histories.age[row] as number);
  const u = (A - alpha - (histories.recency[row] as number)) / A;
  const R = r + member.k * x;
  return { R, A, a, b: b + x + member.atBirth, shares: waitingShares(R, u, member.k) };
};

const expectedColumn =
  (member: Member) =>
  (
    parameters: Parameters,
    histories: Histories,
    horizon: number,
    alive = aliveOf(member)(parameters, histories),
  ): Float64Array => {
    const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
    if (member.k === 1)
      return columnByAge(histories, alive, (x, age) =>
        expectedOf(r + x, alpha + age, a, b + x + member.atBirth, horizon),
      );
    return columnOf(histories, (row) => {
      const { R, A, b: staying, shares } = regular(member, parameters, histories, row);
      let sum = 0;
      for (const [phase, share] of shares.entries())
        sum += share * expectedPhases(R + phase, A, a, staying, horizon, member.k, phase);
      return (alive[row] as number) * sum;
    });
  };

const anyColumn =
  (member: Member) =>
  (
    parameters: Parameters,
    histories: Histories,
    horizon: number,
    alive = aliveOf(member)(parameters, histories),
  ): Float64Array => {
    return columnOf(histories, (row) => {
      const { R, A, shares } = regular(member, parameters, histories, row);
      const z = horizon / (A + horizon);
      let none = 0;
      for (const [phase, share] of shares.entries()) {
        let term = Math.exp((R + phase) * Math.log1p(-z));
        for (let n = 0; n < member.k - phase; n += 1) {
          none += share * term;
          term *= ((R + phase + n) * z) / (n + 1);
        }
      }
      return (alive[row] as number) * Math.max(0, 1 - none);
    });
  };

const discountedColumn =
  (member: Member) =>
  (parameters: Parameters, histories: Histories, rate: number): Float64Array => {
    const alive = aliveOf(member)(parameters, histories);
    const [r = 0, alpha = 0, a = 0, b = 0] = parameters;
    if (member.k === 1)
      return columnByAge(
        histories,
        alive,
        (x, age) =>
          rate *
          discountedIntegral((time) => expectedOf(r + x, alpha + age, a, b + x + member.atBirth, time), 1 / rate),
      );
    return columnOf(histories, (row) => {
      const { R, A, b: staying, shares } = regular(member, parameters, histories, row);
      const within = (time: number): number =>
        shares.reduce(
          (sum, share, phase) => sum + share * expectedPhases(R + phase, A, a, staying, time, member.k, phase),
          0,
        );
      return (alive[row] as number) * rate * discountedIntegral(within, 1 / rate);
    });
  };

const newcomerOf =
  (member: Member) =>
  ([r = 0, alpha = 0, a = 0, b = 0]: Parameters, time: number): number => {
    const stays = member.atBirth ? b / (a + b) : 1;
    const staying = b + member.atBirth;
    if (time <= 0) return 0;
    return (
      stays *
      (member.k === 1
        ? expectedOf(r, alpha, a, staying, time)
        : expectedPhases(r, alpha, a, staying, time, member.k, 0))
    );
  };

const member = (spec: ModelSpec, { k, atBirth }: Member): PurchaseModel => ({
  spec,
  parameterNames: ['r', 'alpha', 'a', 'b'],
  starts: (histories) => {
    const { purchases, exposure } = totals(histories);
    const pace = exposure / Math.max(purchases, 1) / k;
    return [
      [0.5, 0.5 * pace, 0.8, 2.5],
      [2, 2 * pace, 0.3, 3],
      [0.5, 0.25 * pace, 3, 6],
    ];
  },
  likelihood: likelihoodOf({ k, atBirth }),
  alive: aliveOf({ k, atBirth }),
  expected: expectedColumn({ k, atBirth }),
  any: anyColumn({ k, atBirth }),
  discounted: discountedColumn({ k, atBirth }),
  newcomer: newcomerOf({ k, atBirth }),
  future: (parameters, histories, horizon) => {
    const alive = aliveOf({ k, atBirth })(parameters, histories);
    return (row, random) => {
      if (random() >= (alive[row] as number)) return 0;
      const { R, A, a, b, shares } = regular({ k, atBirth }, parameters, histories, row);
      let phase = 0;
      for (let rest = random() - (shares[0] ?? 1); rest > 0 && phase < k - 1; phase += 1)
        rest -= shares[phase + 1] ?? 0;
      const phases = drawPoisson(drawGamma(R + phase, A, random) * horizon, random);
      return Math.min(Math.floor((phase + phases) / k), drawTrials(drawBeta(a, b, random), random));
    };
  },
});

/**
 * Customers who buy at rates of their own and may leave after each repeat purchase: BG/NBD (Fader, Hardie & Lee 2005).
 *
 * Purchases are Poisson with rate λ, gamma(r, α) over customers (α in the unit of time); after each repeat purchase a customer leaves with
 * probability p, beta(a, b) over customers. One who never bought again counts as alive, since nobody leaves without a purchase.
 */
export const bgNbd = member({ id: 'bg_nbd' }, { k: 1, atBirth: 0 });

/** As BG/NBD, but a customer may leave right after the first purchase too: MBG/NBD (Batislam, Denizel & Filiztekin 2007). */
export const mbgNbd = member({ id: 'mbg_nbd' }, { k: 1, atBirth: 1 });

/**
 * As (M)BG/NBD, with purchases that come more regularly than by chance: the time between them is Erlang of `k` phases, (M)BG/CNBD-k
 * (Platzer & Reutterer 2016; Reutterer, Platzer & Schröder 2021).
 *
 * λ is the rate of phases. Likelihoods of different k compare only with `logIntervals` known.
 * @throws RangeError from the likelihood where the histories lack `logIntervals` and k is above 1.
 */
export const bgCnbd = (k: number, atBirth: 0 | 1): PurchaseModel =>
  member({ id: atBirth ? 'mbg_cnbd' : 'bg_cnbd', k }, { k, atBirth });
