import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  backTest,
  calibration,
  errorsOf,
  recencyFrequencyTable,
  slices,
  stepsOf,
} from '../../../src/analysis/models/back-test.ts';
import { bgNbd, mbgNbd } from '../../../src/analysis/models/bg-nbd.ts';
import {
  choosePurchaseModel,
  chooseRenewalModel,
  purchaseModel,
  renewalModel,
} from '../../../src/analysis/models/choose.ts';
import { fitPurchases, isRefusal } from '../../../src/analysis/models/fit.ts';
import { inventCustomers } from '../../../src/analysis/models/generate.ts';
import { gather } from '../../../src/analysis/models/histories.ts';
import type { ModelSpec, Parameters } from '../../../src/analysis/models/model.ts';
import { purchaseOutlook, renewalOutlook } from '../../../src/analysis/models/outlook.ts';
import { constantRetention, renewalSteps, renewalsOf, sbg, truncated } from '../../../src/analysis/models/renewals.ts';
import { scoreCustomers } from '../../../src/analysis/models/score.ts';
import { monthlyInstalments } from '../../../src/analysis/models/value.ts';
import { seededRandom } from '../../../src/analysis/statistics/bootstrap.ts';

const company = (spec: ModelSpec, parameters: Parameters, customers: number, seed: number) => {
  const random = seededRandom(seed);
  const ages = Array.from({ length: customers }, () => 20 + Math.floor(random() * 280) / 7);
  const invented = inventCustomers(spec, parameters, ages, 26, random);
  return { invented, ...gather(invented) };
};

const mbg = company(mbgNbd.spec, [0.6, 6, 0.7, 2.2], 1200, 5);
const fitted = fitPurchases(mbgNbd, mbg.histories);
if (isRefusal(fitted)) throw new Error('refused');
const some = Uint32Array.from({ length: 400 }, (_, customer) => customer);
const spend = {
  estimate: {
    parameters: [4, 3.5, 60],
    standardErrors: [0.1, 0.1, 2],
    logCovariance: [
      [6e-4, 0, 0],
      [0, 8e-4, 0],
      [0, 0, 1e-3],
    ],
    logLikelihood: 0,
    n: 600,
  },
  mean: Float64Array.from(mbg.invented.x, (x) => (x > 0 ? 90 : 0)),
};

describe('the outlook of a group', () => {
  const prospects = { model: mbgNbd, estimate: fitted, histories: mbg.histories, rowOf: mbg.rowOf, spend };

  it('is the same for the same chance, wider for a higher level, and holds what happened', () => {
    const of = (level: number, seed = 1) =>
      purchaseOutlook(prospects, some, 26, seededRandom(seed), { level, draws: 120 });
    const [narrow, wide] = [of(0.5), of(0.9)];
    expect(of(0.9)).toEqual(wide);
    expect(wide.purchases.interval[0]).toBeLessThan(narrow.purchases.interval[0]);
    expect(wide.purchases.interval[1]).toBeGreaterThan(narrow.purchases.interval[1]);
    const happened = mbg.invented.future.slice(0, 400).reduce((sum, count) => sum + count, 0);
    expect(happened).toBeGreaterThan(wide.purchases.interval[0]);
    expect(happened).toBeLessThan(wide.purchases.interval[1]);
    const [low = 0, high = 0] = wide.value?.interval ?? [];
    expect(wide.value?.expected).toBeGreaterThan(low);
    expect(wide.value?.expected).toBeLessThan(high);
  });

  it('told from a part of it is about that told from all', () => {
    const whole = purchaseOutlook(prospects, some, 26, seededRandom(2), { draws: 200 });
    const part = purchaseOutlook(prospects, some, 26, seededRandom(3), { draws: 200, sample: 130 });
    expect(part.purchases.expected).toBeCloseTo(whole.purchases.expected, 6);
    expect(part.value?.expected).toBeCloseTo(whole.value?.expected ?? 0, 4);
    const width = ([low, high]: readonly [number, number]): number => high - low;
    expect(width(part.purchases.interval) / width(whole.purchases.interval)).toBeGreaterThan(0.6);
    expect(width(part.purchases.interval) / width(whole.purchases.interval)).toBeLessThan(1.6);
  });

  it('of nobody is nothing for certain', () => {
    const { purchases } = purchaseOutlook(prospects, [], 26, seededRandom(1));
    expect(purchases).toEqual({ expected: 0, median: 0, interval: [0, 0] });
  });

  it('of contracts holds its expectation', () => {
    const estimate = sbg.fit(renewalsOf([1000, 631, 468, 382, 326]));
    if (isRefusal(estimate)) throw new Error('refused');
    const contracts = Array.from({ length: 300 }, () => ({ made: 4, price: 100 }));
    const told = renewalOutlook(sbg, estimate, contracts, 2, seededRandom(1), { draws: 200 });
    expect(told.interval[0]).toBeLessThan(told.expected);
    expect(told.interval[1]).toBeGreaterThan(told.expected);
    // r₅ = 0.874, and S(6)/S(4) after it.
    expect(told.expected / 30_000).toBeCloseTo(0.874 * (1 + 0.8915), 2);
  });
});

describe('a back-test', () => {
  it('parts customers by forecast and keeps every one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 9, noNaN: true }), fc.integer({ min: 0, max: 9 })), {
          minLength: 1,
        }),
        (rows) => {
          const [forecast, actual] = [rows.map(([value]) => value), rows.map(([, count]) => count)];
          const parts = slices(forecast, actual);
          expect(parts.reduce((sum, part) => sum + part.customers, 0)).toBe(rows.length);
          const total = parts.reduce((sum, part) => sum + part.actual * part.customers, 0);
          expect(total).toBeCloseTo(errorsOf(forecast, actual).actual, 6);
          for (const [at, part] of parts.entries())
            expect(part.expected).toBeGreaterThanOrEqual((parts[at - 1]?.expected ?? 0) - 1e-9);
        },
      ),
    );
  });

  it('tells chances beside what happened', () => {
    const parts = calibration([0.11, 0.19, 0.85, 1], (customer) => customer >= 2);
    expect(parts.map(({ customers, actual }) => [customers, actual])).toEqual([
      [2, 0],
      [1, 1],
      [1, 1],
    ]);
  });

  it('compares with a table that sends thin cells to the mean of their frequency', () => {
    const past = { x: [...new Array(40).fill(0), ...new Array(5).fill(1)], idle: new Array(45).fill(3) };
    const bought = [...new Array(40).fill(1), ...new Array(5).fill(6)];
    const told = recencyFrequencyTable(past, bought)({ x: [0, 1, 7], idle: [3, 3, 3] });
    const whole = (40 + 30) / 45;
    expect(Array.from(told)).toEqual([1, whole, whole]);
  });

  it('of a model on customers that live by it beats both rules, and its chances are right', () => {
    // Two halves: the calibration of the fit, then what happened; before it the period as long.
    const { histories, rowOf, invented } = mbg;
    const column = mbgNbd.expected(fitted.parameters, histories, 26);
    const any = mbgNbd.any(fitted.parameters, histories, 26);
    const told = {
      expected: Float64Array.from(rowOf, (row) => column[row] ?? 0),
      any: Float64Array.from(rowOf, (row) => any[row] ?? 0),
      actual: invented.future,
    };
    const steps = stepsOf(mbgNbd, fitted.parameters, histories, 13, [0, 0]);
    const result = backTest(told, steps, { lastAgain: invented.x, recencyFrequencyTable: null });
    expect(result.model.rootMeanSquareError).toBeLessThan(result.lastAgain?.rootMeanSquareError ?? 0);
    expect(result.recencyFrequencyTable).toBeUndefined();
    for (const part of result.calibration.filter(({ customers }) => customers > 60))
      expect(Math.abs(part.actual - part.expected)).toBeLessThan(0.15);
    expect(result.steps[1]?.expectedSoFar).toBeCloseTo(result.model.expected, 8);
    expect(result.steps[1]?.expected).toBeLessThan(result.steps[0]?.expected ?? 0);
  });
});

describe('a back-test of contracts', () => {
  // Published: 13 years of a cohort (Fader & Hardie 2007), of which the first five rows are known.
  const survivors = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];

  it('knows no more than was known', () => {
    expect(truncated(renewalsOf(survivors), 4)).toEqual(renewalsOf(survivors.slice(0, 5)));
    const mixed = truncated({ lost: [0, 5, 3, 2], kept: [1, 2, 4, 8] }, 2);
    expect(mixed).toEqual({ lost: [0, 5, 3], kept: [1, 2, 14] });
  });

  it('foretells renewals that constant retention does not', () => {
    const off = (model: typeof sbg): number => {
      const estimate = model.fit(truncated(renewalsOf(survivors), 4));
      if (isRefusal(estimate)) throw new Error('refused');
      const steps = renewalSteps(model, estimate.parameters, renewalsOf(survivors), 5);
      expect(steps.map(({ actual }) => actual)).toEqual(survivors.slice(5));
      expect(steps[0]?.due).toBe(593);
      return steps.reduce((sum, { expected, actual }) => sum + Math.abs(expected - actual), 0);
    };
    expect(off(sbg)).toBeLessThan(0.4 * off(constantRetention));
  });
});

describe('the choice of a model', () => {
  const holdoutOf = ({ invented, rowOf }: typeof mbg) => ({ rowOf, actual: invented.future, horizon: 26 });

  it('falls to no dropout where nobody leaves, and says why not the others', () => {
    const made = company({ id: 'nbd' }, [0.9, 8], 1500, 3);
    const { logIntervals, ...histories } = made.histories;
    expect(logIntervals).toBeDefined();
    const choice = choosePurchaseModel(histories, holdoutOf(made));
    expect(choice.spec).toEqual({ id: 'nbd' });
    const refused = choice.candidates.filter(({ result }) => isRefusal(result) && result.reason === 'no_dropout');
    expect(refused.map(({ spec }) => spec.id)).toEqual(['mbg_nbd', 'bg_nbd', 'pareto_nbd']);
  });

  it('is none where customers are seen to leave and no model can tell how', () => {
    const alike = company({ id: 'pareto_nbd' }, [4000, 20_000, 4000, 80_000], 800, 9);
    const { logIntervals, ...histories } = alike.histories;
    expect(logIntervals).toBeDefined();
    const choice = choosePurchaseModel(histories, undefined);
    expect(choice.spec).toBeUndefined();
    expect(choice.candidates.some(({ result }) => isRefusal(result) && result.reason === 'ridge')).toBe(true);
  });

  it('falls to regular purchases where they are', () => {
    const made = company({ id: 'mbg_cnbd', k: 3 }, [1.5, 3, 0.6, 2.5], 1500, 4);
    const choice = choosePurchaseModel(made.histories, undefined);
    expect(choice.by).toBe('likelihood');
    expect(choice.spec).toEqual({ id: 'mbg_cnbd', k: 3 });
    expect(choice.spec && purchaseModel(choice.spec).parameterNames).toEqual(['r', 'alpha', 'a', 'b']);
  });

  it('of contracts falls back to constant retention, and warns of its bias', () => {
    const alike = chooseRenewalModel(renewalsOf([20_000, 16_000, 12_800, 10_240, 8192]));
    expect(alike).toMatchObject({ id: 'constant', survivorBias: true });
    const differing = chooseRenewalModel(renewalsOf([1000, 631, 468, 382, 326]));
    expect(differing.id).toBe('sbg');
    expect(renewalModel('sbg')).toBe(sbg);
    const young = chooseRenewalModel(renewalsOf([1000, 631]));
    expect(young.id).toBe('constant');
    expect(young.candidates.map(({ result }) => (isRefusal(result) ? result.reason : 'fitted'))).toEqual([
      'insufficient_periods',
      'insufficient_periods',
      'fitted',
    ]);
  });
});

describe('scores', () => {
  const months = monthlyInstalments(12, 365.25 / 84, 0.18);

  it('are no «100 % alive» for who bought once under BG/NBD', () => {
    const at = [0.6, 6, 0.7, 2.2];
    const scores = scoreCustomers(bgNbd, at, mbg.histories, mbg.rowOf, months);
    const once = mbg.invented.x.indexOf(0);
    expect(scores.alive[once]).toBe(scores.aliveAssumed);
    expect(scores.aliveAssumed).toBeLessThan(1);
    expect(scores.value[once]).toBeNaN();
    expect(scoreCustomers(mbgNbd, at, mbg.histories, mbg.rowOf, months).aliveAssumed).toBeNull();
  });

  it('are spend times purchases, worth less by waiting', () => {
    const money = { parameters: [4, 3.5, 60], mean: spend.mean };
    const scores = scoreCustomers(mbgNbd, fitted.parameters, mbg.histories, mbg.rowOf, months, money);
    for (const customer of [0, 1, 2, 3]) {
      const undiscounted = (scores.spend[customer] ?? 0) * (scores.expectedPurchases[customer] ?? 0);
      expect(scores.value[customer]).toBeLessThan(undiscounted);
      expect(scores.value[customer]).toBeGreaterThan(undiscounted * 1.18 ** -1);
    }
  });
});
