import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgBb } from '../../../src/analysis/models/bg-bb.ts';
import { bgCnbd, bgNbd, mbgNbd } from '../../../src/analysis/models/bg-nbd.ts';
import { type Estimate, fitPurchases, isRefusal, type Refusal } from '../../../src/analysis/models/fit.ts';
import { expectedSpend, fitSpend } from '../../../src/analysis/models/gamma-gamma.ts';
import { inventCustomers } from '../../../src/analysis/models/generate.ts';
import { gather } from '../../../src/analysis/models/histories.ts';
import type { Parameters, PurchaseModel } from '../../../src/analysis/models/model.ts';
import { nbd } from '../../../src/analysis/models/nbd.ts';
import { drawBeta, drawGamma } from '../../../src/analysis/models/numerics/draws.ts';
import { paretoNbd } from '../../../src/analysis/models/pareto-nbd.ts';
import { chainValue, recencyChain, recencyPurchases, stageValues } from '../../../src/analysis/models/recency-chain.ts';
import {
  bdw,
  constantRetention,
  expectedRenewals,
  renewalsOf,
  residualLifetime,
  retentionAt,
  sbg,
} from '../../../src/analysis/models/renewals.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';

const estimated = (result: Estimate | Refusal): Estimate => {
  if (isRefusal(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
  return result;
};

const reasonOf = (result: Estimate | Refusal): string | undefined => (isRefusal(result) ? result.reason : undefined);

const one = (x: number, recency: number, age: number) => gather({ x: [x], recency: [recency], age: [age] }).histories;

describe('published values', () => {
  it('BG/NBD and Gamma-Gamma (T-10)', () => {
    const [at, customer] = [[0.243, 4.414, 0.793, 2.426], one(2, 30.43, 38.86)];
    expect(bgNbd.alive(at, customer)[0]).toBeCloseTo(0.726578570080673, 10);
    expect(bgNbd.expected(at, customer, 39)[0]).toBeCloseTo(1.226028174767135, 10);
    expect(expectedSpend([6.25, 3.74, 15.44], 0, 0)).toBeCloseTo(35.21897810218978, 10);
    expect(expectedSpend([6.25, 3.74, 15.44], 2, 22.35)).toBeCloseTo(24.663713910761153, 10);
  });

  it('sBG (T-09)', () => {
    const { parameters, logLikelihood } = estimated(sbg.fit(renewalsOf([1000, 631, 468, 382, 326])));
    expect(parameters[0]).toBeCloseTo(0.7636650660890694, 6);
    expect(parameters[1]).toBeCloseTo(1.2958302605213143, 6);
    expect(logLikelihood).toBeCloseTo(-1401.5594235774447, 8);
    expect(Math.exp(sbg.logSurvival(parameters, 5))).toBeCloseTo(0.2844510854300907, 7);
    expect(retentionAt(sbg, parameters, 5)).toBeCloseTo(0.8739721668345184, 7);
    expect(1 + residualLifetime(sbg, parameters, 0, 0.1)).toBeCloseTo(3.621147727078798, 5);
    expect(residualLifetime(sbg, parameters, 4, 0.1)).toBeCloseTo(5.167100181700501, 5);
    expect(1 + residualLifetime(constantRetention, [0.631], 0, 0.1)).toBeCloseTo(2.3454157782515987, 10);
  });

  it('a chain of recency, and of stages (T-11, T-12)', () => {
    const moves = [
      [0.3, 0.7, 0, 0, 0],
      [0.2, 0, 0.8, 0, 0],
      [0.15, 0, 0, 0.85, 0],
      [0.05, 0, 0, 0, 0.95],
      [0, 0, 0, 0, 1],
    ];
    const expected = [52.31960943856794, 5.55378356387307, 1.250772986167616, -1.8200162733930019, 0];
    const values = chainValue(moves, [36, -4, -4, -4, 0], 0.2) ?? [];
    for (const [state, value] of expected.entries()) expect(values[state]).toBeCloseTo(value, 9);
    // Two stages, each with a visit's cost: S = p·v − c backwards.
    const stages = stageValues(
      [
        [0, 0.5],
        [0, 0],
      ],
      [
        [0, 0.5],
        [0.2, 0.8],
      ],
      [1000, 0],
      [10, 20],
    );
    expect(stages?.map((value) => Math.round(value * 1e9) / 1e9)).toEqual([80, 180]);
  });
});

const inTime: [PurchaseModel, Parameters][] = [
  [nbd, [0.8, 9]],
  [bgNbd, [0.6, 6, 0.7, 2.2]],
  [mbgNbd, [0.6, 6, 0.7, 2.2]],
  [bgCnbd(2, 1), [0.9, 4, 0.6, 2.5]],
  [paretoNbd, [0.6, 8, 0.7, 11]],
];

const drawn = (model: PurchaseModel, parameters: Parameters, customers: number, seed: number) => {
  const random = seededRandom(seed);
  const ages = Array.from({ length: customers }, () =>
    model === bgBb ? 6 + Math.floor(random() * 4) : 20 + Math.floor(random() * 140) / 7,
  );
  const invented = inventCustomers(model.spec, parameters, ages, model === bgBb ? 5 : 26, random);
  return { invented, ...gather(invented) };
};

describe('from customers that live by a model', () => {
  it.each([...inTime, [bgBb, [1.2, 0.75, 0.66, 2.8]] as [PurchaseModel, Parameters]])(
    'its parameters and its future are found ($spec.id)',
    (model, parameters) => {
      const { invented, histories } = drawn(model, parameters, 4000, 11);
      const found = estimated(fitPurchases(model, histories));
      for (const [at, parameter] of parameters.entries()) {
        const off = Math.log((found.parameters[at] ?? 0) / parameter);
        expect(Math.abs(off)).toBeLessThan(4 * Math.sqrt(found.logCovariance[at]?.[at] ?? 0));
      }
      const horizon = model === bgBb ? 5 : 26;
      const expected = model.expected(found.parameters, histories, horizon);
      const all = expected.reduce((sum, value, row) => sum + value * (histories.count[row] ?? 0), 0);
      const happened = invented.future.reduce((sum, value) => sum + value, 0);
      expect(Math.abs(all / happened - 1)).toBeLessThan(0.08);
      const any = model.any(found.parameters, histories, horizon);
      const buyers = any.reduce((sum, value, row) => sum + value * (histories.count[row] ?? 0), 0);
      expect(Math.abs(buyers / invented.future.filter((count) => count > 0).length - 1)).toBeLessThan(0.08);
    },
  );

  it.each([...inTime, [bgBb, [1.2, 0.75, 0.66, 2.8]] as [PurchaseModel, Parameters]])(
    'drawn futures have the expected mean and chance ($spec.id)',
    (model, parameters) => {
      const history = model === bgBb ? one(3, 5, 6) : one(3, 15, 18);
      const horizon = model === bgBb ? 5 : 26;
      const random = seededRandom(5);
      const future = model.future(parameters, history, horizon);
      const futures = Array.from({ length: 30_000 }, () => future(0, random));
      const expected = model.expected(parameters, history, horizon)[0] ?? 0;
      const mean = futures.reduce((sum, value) => sum + value, 0) / futures.length;
      expect(Math.abs(mean / expected - 1)).toBeLessThan(0.03);
      const bought = futures.filter((value) => value > 0).length / futures.length;
      expect(Math.abs(bought - (model.any(parameters, history, horizon)[0] ?? 0))).toBeLessThan(0.012);
    },
  );

  it.each(inTime)('chances are chances, and more time never brings less ($spec.id)', (model, parameters) => {
    const history = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 400 }), fc.nat(400));
    fc.assert(
      fc.property(history, fc.double({ min: 0.1, max: 200, noNaN: true }), ([x, last, rest], horizon) => {
        const rows = one(x, x > 0 ? last / 7 : 0, ((x > 0 ? last : 0) + rest) / 7);
        const [alive = -1] = model.alive(parameters, rows);
        const [any = -1] = model.any(parameters, rows, horizon);
        const [sooner = -1] = model.expected(parameters, rows, horizon);
        const [later = -1] = model.expected(parameters, rows, 1.5 * horizon);
        expect(alive).toBeGreaterThanOrEqual(0);
        expect(alive).toBeLessThanOrEqual(1);
        expect(any).toBeGreaterThanOrEqual(0);
        expect(any).toBeLessThanOrEqual(alive * (1 + 1e-9));
        expect(any).toBeLessThanOrEqual(sooner * (1 + 1e-9));
        expect(later).toBeGreaterThanOrEqual(sooner);
        expect(model.newcomer(parameters, 1.5 * horizon)).toBeGreaterThan(model.newcomer(parameters, horizon));
      }),
      { numRuns: 40 },
    );
  });

  it.each(inTime)('the discounted whole of life is the sum of its discounted parts ($spec.id)', (model, parameters) => {
    const [rows, rate] = [one(4, 12, 15), 0.05];
    const [whole = 0] = model.discounted(parameters, rows, rate);
    let [sum, before] = [0, 0];
    for (let at = 1; at <= 1280; at += 1) {
      const [now = 0] = model.expected(parameters, rows, at / 4);
      sum += (now - before) * Math.exp(-rate * (at / 4 - 0.125));
      before = now;
    }
    expect(sum / whole).toBeCloseTo(1, 4);
  });
});

describe('what data can not tell is refused', () => {
  it.each([bgNbd, mbgNbd, paretoNbd])('nobody is seen to leave ($spec.id)', (model) => {
    const { histories } = drawn(nbd, [0.9, 8], 3000, 3);
    expect(reasonOf(fitPurchases(model, histories))).toBe('no_dropout');
    expect(reasonOf(fitPurchases(nbd, histories))).toBeUndefined();
  });

  it('nobody is seen to leave among those who buy regularly', () => {
    const { histories } = drawn(bgCnbd(2, 0), [0.9, 4, 1e-9, 1], 3000, 3);
    expect(reasonOf(fitPurchases(bgCnbd(2, 0), histories))).toBe('no_dropout');
  });

  it('nobody leaves opportunities either', () => {
    const random = seededRandom(2);
    const ages = Array.from({ length: 1500 }, () => 8);
    const invented = inventCustomers({ id: 'bg_bb' }, [1.2, 1.5, 1e-9, 1], ages, 0, random);
    expect(reasonOf(fitPurchases(bgBb, gather(invented).histories))).toBe('no_dropout');
  });

  it('all customers alike: the spread of rates has no end', () => {
    const { histories } = drawn(mbgNbd, [4000, 30_000, 0.8, 2.5], 1500, 9);
    expect(reasonOf(fitPurchases(mbgNbd, histories))).toBe('ridge');
  });

  it('too few customers, or hardly any who came again', () => {
    const { histories } = drawn(bgNbd, [0.6, 6, 0.7, 2.2], 150, 1);
    const refused = fitPurchases(bgNbd, histories);
    expect(refused).toMatchObject({ reason: 'insufficient_n', numbers: { customers: 150, customersNeeded: 200 } });
    const once = gather({
      x: new Float64Array(500),
      recency: new Float64Array(500),
      age: new Float64Array(500).fill(9),
    });
    expect(reasonOf(fitPurchases(bgNbd, once.histories))).toBe('insufficient_n');
  });

  it('who waits may give up', () => {
    const { histories } = drawn(bgNbd, [0.6, 6, 0.7, 2.2], 300, 1);
    expect(reasonOf(fitPurchases(bgNbd, histories, { shouldStop: () => true }))).toBe('stopped');
  });

  it('an impossible history is an error', () => {
    expect(() => gather({ x: [1], recency: [5], age: [4] })).toThrow(RangeError);
    expect(() => gather({ x: [0], recency: [1], age: [4] })).toThrow(RangeError);
    expect(() => bgCnbd(2, 1).likelihood(one(2, 3, 4))).toThrow(RangeError);
    expect(gather({ x: [], recency: [], age: [] }).histories.customers).toBe(0);
  });
});

describe('spend', () => {
  const random = seededRandom(21);
  const customers = Array.from({ length: 3000 }, () => {
    const x = 1 + Math.floor(random() * 6);
    return { x, mean: drawGamma(5 * x, drawGamma(3.5, 60_000, random) * x, random) };
  });
  const spend = { x: customers.map(({ x }) => x), mean: customers.map(({ mean }) => mean) };

  it('is found whatever the currency is', () => {
    const { parameters, standardErrors } = estimated(fitSpend(spend));
    for (const [at, parameter] of [5, 3.5, 60_000].entries())
      expect(Math.abs((parameters[at] ?? 0) - parameter)).toBeLessThan(4 * (standardErrors[at] ?? 0));
    const inCents = estimated(fitSpend({ x: spend.x, mean: spend.mean.map((mean) => mean * 100) }));
    expect((inCents.parameters[2] ?? 0) / (parameters[2] ?? 0)).toBeCloseTo(100, 4);
  });

  it('is refused where it follows frequency, and where there are few', () => {
    const follows = { x: spend.x, mean: customers.map(({ x, mean }) => mean * x) };
    expect(reasonOf(fitSpend(follows))).toBe('spend_follows_frequency');
    expect(reasonOf(fitSpend({ x: [1, 2], mean: [3, 4] }))).toBe('insufficient_n');
    expect(expectedSpend([0.5, 0.4, 3], 1, 10)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('renewals', () => {
  const lived = (draw: (random: () => number) => number[], contracts: number) => {
    const random = seededRandom(4);
    const lost = new Array<number>(9).fill(0);
    const kept = new Array<number>(9).fill(0);
    for (let contract = 0; contract < contracts; contract += 1) {
      const seen = 2 + Math.floor(random() * 7);
      const [leaves = 0] = draw(random);
      let made = 0;
      while (made < seen && random() >= leaves) made += 1;
      const [column, at] = made === seen ? [kept, made] : [lost, made + 1];
      column[at] = (column[at] ?? 0) + 1;
    }
    return { lost, kept };
  };

  it('find the spread of contracts of mixed ages', () => {
    const { parameters, logCovariance } = estimated(sbg.fit(lived((random) => [drawBeta(0.8, 3, random)], 5000)));
    for (const [at, parameter] of [0.8, 3].entries())
      expect(Math.abs(Math.log((parameters[at] ?? 0) / parameter))).toBeLessThan(
        4 * Math.sqrt(logCovariance[at]?.[at] ?? 0),
      );
  });

  it('are refused where contracts are alike, nobody leaves, or little was seen', () => {
    const alike = lived(() => [0.2], 2000);
    expect(reasonOf(sbg.fit(alike))).toBe('ridge');
    expect(estimated(constantRetention.fit(alike)).parameters[0]).toBeCloseTo(0.8, 1);
    expect(reasonOf(constantRetention.fit({ lost: [0], kept: [0, 500] }))).toBe('no_dropout');
    expect(reasonOf(sbg.fit(renewalsOf([500, 400, 350])))).toBe('insufficient_periods');
    expect(reasonOf(sbg.fit(renewalsOf([50, 40, 35, 32, 30])))).toBe('insufficient_n');
  });

  it.each([
    { model: constantRetention, parameters: [0.8] },
    { model: sbg, parameters: [0.7, 2.4] },
    { model: bdw, parameters: [0.5, 2, 1.3] },
  ])('drawn ones have the expected mean ($model.id)', ({ model, parameters }) => {
    const random = seededRandom(8);
    let sum = 0;
    for (let draw = 0; draw < 20_000; draw += 1) sum += model.future(parameters, 2, 6, random);
    expect(Math.abs(sum / 20_000 / expectedRenewals(model, parameters, 2, 6) - 1)).toBeLessThan(0.02);
  });

  it('are the geometric ones where sBG has no spread', () => {
    expect(residualLifetime(sbg, [2e6, 8e6], 3, 0.1)).toBeCloseTo(
      residualLifetime(constantRetention, [0.8], 0, 0.1),
      4,
    );
    expect(Math.exp(bdw.logSurvival([0.7, 2.4, 1], 6))).toBeCloseTo(Math.exp(sbg.logSurvival([0.7, 2.4], 6)), 13);
  });
});

describe('customers by recency', () => {
  it('are worth spending on until they are not', () => {
    const counts = [
      { seen: 1000, bought: 300 },
      { seen: 700, bought: 140 },
      { seen: 560, bought: 84 },
      { seen: 476, bought: 24 },
    ];
    const found = recencyChain(counts, { contribution: 40, cost: 4, discount: 0.2 });
    if (isRefusal(found)) throw new Error('refused');
    expect(found.states.findIndex(({ value }) => value < 0)).toBe(3);
    expect(found.states[0]?.returns).toBeGreaterThan(found.states[3]?.returns ?? 1);
    const [soon = 0] = recencyPurchases([0.3, 0.2], 1);
    expect(soon).toBeCloseTo(0.3, 12);
    // Two periods: 0.3·(1 + 0.3) + 0.7·0.2.
    expect(recencyPurchases([0.3, 0.2], 2)[0]).toBeCloseTo(0.53, 12);
    expect(
      reasonOf(recencyChain([{ seen: 3, bought: 1 }], { contribution: 1, cost: 0, discount: 0.1 }) as Refusal),
    ).toBe('insufficient_n');
  });
});
