import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgBb } from '../../../src/analysis/models/bg-bb.ts';
import { bgCnbd, bgNbd, mbgNbd } from '../../../src/analysis/models/bg-nbd.ts';
import { spendLikelihood } from '../../../src/analysis/models/gamma-gamma.ts';
import { gather } from '../../../src/analysis/models/histories.ts';
import type { Likelihood, PurchaseModel } from '../../../src/analysis/models/model.ts';
import { nbd } from '../../../src/analysis/models/nbd.ts';
import { paretoNbd } from '../../../src/analysis/models/pareto-nbd.ts';
import { bdw, constantRetention, sbg } from '../../../src/analysis/models/renewals.ts';

const inTime = fc
  .array(
    fc.record({
      x: fc.integer({ min: 0, max: 12 }),
      last: fc.integer({ min: 1, max: 60 }),
      rest: fc.integer({ min: 0, max: 60 }),
      count: fc.integer({ min: 1, max: 9 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map(
    (rows) =>
      gather({
        x: rows.map(({ x }) => x),
        recency: rows.map(({ x, last }) => (x > 0 ? last / 7 : 0)),
        age: rows.map(({ x, last, rest }) => ((x > 0 ? last : 0) + rest) / 7),
        count: rows.map(({ count }) => count),
        logIntervals: rows.length,
      }).histories,
  );

const inOpportunities = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 })), {
    minLength: 1,
    maxLength: 12,
  })
  .map(
    (rows) =>
      gather({
        x: rows.map(([x]) => x),
        recency: rows.map(([x, idle]) => (x > 0 ? x + idle : 0)),
        age: rows.map(([x, idle, rest]) => (x > 0 ? x + idle : 0) + rest + 1),
      }).histories,
  );

const parametersOf = (names: readonly string[]) =>
  fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: names.length, maxLength: names.length });

/** The analytic gradient beside central differences of the likelihood, by the size of both. */
const holdsAt = (likelihood: Likelihood, at: readonly number[]): void => {
  const size = at.length;
  const gradient = new Float64Array(size);
  const value = likelihood(Float64Array.from(at), gradient);
  expect(Number.isFinite(value)).toBe(true);
  const room = new Float64Array(size);
  for (let index = 0; index < size; index += 1) {
    const moved = (by: number): number =>
      likelihood(
        Float64Array.from(at, (parameter, other) => (other === index ? parameter + by : parameter)),
        room,
      );
    const numeric = (moved(1e-5) - moved(-1e-5)) / 2e-5;
    const analytic = gradient[index] ?? Number.NaN;
    expect(Math.abs(analytic - numeric) / (1 + Math.abs(value) + Math.abs(numeric))).toBeLessThan(1e-7);
  }
};

describe('the analytic gradient is that of the likelihood', () => {
  const models: [string, PurchaseModel, typeof inTime][] = [
    ['NBD', nbd, inTime],
    ['BG/NBD', bgNbd, inTime],
    ['MBG/NBD', mbgNbd, inTime],
    ['BG/CNBD-3', bgCnbd(3, 0), inTime],
    ['MBG/CNBD-2', bgCnbd(2, 1), inTime],
    ['Pareto/NBD', paretoNbd, inTime],
    ['BG/BB', bgBb, inOpportunities],
  ];
  it.each(models)('%s', (_, model, histories) => {
    fc.assert(
      fc.property(histories, parametersOf(model.parameterNames), (rows, at) => {
        holdsAt(model.likelihood(rows), at);
      }),
      { numRuns: 40 },
    );
  });

  it('Gamma-Gamma', () => {
    const spend = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.double({ min: 1, max: 500, noNaN: true })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(spend, parametersOf(['p', 'q', 'gamma']), (rows, at) => {
        fc.pre(rows.some(([x]) => x > 0));
        holdsAt(spendLikelihood({ x: rows.map(([x]) => x), mean: rows.map(([, mean]) => mean) }).likelihood, at);
      }),
      { numRuns: 40 },
    );
  });

  it.each([sbg, bdw, constantRetention])('$id', (model) => {
    const counts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, counts, parametersOf(model.parameterNames), (lost, kept, at) => {
        const point = model.id === 'constant' ? at.map((value) => value / 2 - 1.5) : at;
        holdsAt(model.likelihood({ lost: [0, ...lost.slice(1)], kept }), point);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the likelihood of regular purchases', () => {
  it('is that of BG/NBD and MBG/NBD at one phase', () => {
    fc.assert(
      fc.property(inTime, parametersOf(bgNbd.parameterNames), (rows, at) => {
        const room = new Float64Array(4);
        const point = Float64Array.from(at);
        expect(bgCnbd(1, 0).likelihood(rows)(point, room)).toBe(bgNbd.likelihood(rows)(point, room));
        expect(bgCnbd(1, 1).likelihood(rows)(point, room)).toBe(mbgNbd.likelihood(rows)(point, room));
      }),
      { numRuns: 10 },
    );
  });

  it('sums to one over what a customer can do', () => {
    // With all the rest integrated numerically: one customer seen for one unit, no purchase, or one, or two at t₁ < t₂.
    const [model, at] = [bgCnbd(2, 1), Float64Array.from([0.8, 1.5, 0.6, 2], Math.log)];
    const room = new Float64Array(4);
    const density = (x: number, recency: number, logIntervals: number): number => {
      const histories = {
        x: Float64Array.of(x),
        recency: Float64Array.of(recency),
        age: Float64Array.of(0.5),
        count: Float64Array.of(1),
        customers: 1,
        logIntervals,
      };
      return Math.exp(model.likelihood(histories)(at, room));
    };
    const steps = 400;
    const width = 0.5 / steps;
    let total = density(0, 0, 0);
    for (let first = 0; first < steps; first += 1) {
      const once = (first + 0.5) * width;
      total += width * density(1, once, Math.log(once));
      for (let second = first + 1; second < steps; second += 4)
        total +=
          width * 4 * width * density(2, (second + 1) * width, Math.log(once) + Math.log((second + 1) * width - once));
    }
    // Three purchases and more within the half unit are rare: what is left.
    expect(total).toBeGreaterThan(0.98);
    expect(total).toBeLessThan(1.001);
  });
});
