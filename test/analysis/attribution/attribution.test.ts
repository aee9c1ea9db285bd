import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, creditIntervals } from '../../../src/analysis/attribution/attribution.ts';
import { chainOf } from '../../../src/analysis/attribution/chain.ts';
import { eliminate } from '../../../src/analysis/attribution/elimination.ts';
import { experimentFor, groupSize, reachOf } from '../../../src/analysis/attribution/experiment.ts';
import { grouped, type Path, type Paths, pathsOf } from '../../../src/analysis/attribution/paths.ts';
import { flowOf, removals } from '../../../src/analysis/attribution/removal.ts';
import { type AttributionModel, attributionModels } from '../../../src/model/attribution.ts';

const path = (keys: string, converted: boolean, value = 0, customer = 'c'): Path => ({
  customer,
  touches: keys === '' ? [] : keys.split(' ').map((key, at, all) => ({ key, daysBefore: all.length - 1 - at })),
  converted,
  value: converted ? value : 0,
  endedAtMs: 0,
});

const many = (keys: string, converted: boolean, count: number): Path[] =>
  Array.from({ length: count }, (_, at) => path(keys, converted, 1, `${keys}${converted}${at}`));

const conversions = (paths: Paths, model: AttributionModel, order = 1, nulls = true): Record<string, number> =>
  Object.fromEntries(
    attribute(paths, { model, order, nulls }).credits.map((credit) => [credit.key, credit.conversions]),
  );

const near = (actual: Record<string, number>, expected: Record<string, number>): void => {
  expect(Object.keys(actual).sort()).toEqual(Object.keys(expected).sort());
  for (const [key, value] of Object.entries(expected)) expect(actual[key]).toBeCloseTo(value, 9);
};

const anyPath = fc
  .tuple(fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 7 }), fc.boolean(), fc.integer({ min: 1, max: 99 }))
  .map(([keys, converted, value]) => path(keys.join(' '), converted || keys.length === 0, value));

describe('paths', () => {
  const touch = (day: number, key: string, customer = 'c') => ({ customer, atMs: day * 86_400_000, key });
  const result = (day: number, value: number, customer = 'c') => ({ customer, atMs: day * 86_400_000, value });

  it('end at results, begin anew after them, keep repeats, and take touches in any order', () => {
    const paths = pathsOf(
      [touch(9, 'mail'), touch(1, 'search'), touch(2, 'search'), touch(5, 'ads'), touch(12, 'ads'), touch(3, 'x', 'd')],
      [result(9, 70), result(3, 50), result(10, 20)],
    );
    expect(paths).toEqual([
      {
        customer: 'c',
        touches: [
          { key: 'search', daysBefore: 2 },
          { key: 'search', daysBefore: 1 },
        ],
        converted: true,
        value: 50,
        endedAtMs: 3 * 86_400_000,
      },
      {
        customer: 'c',
        touches: [
          { key: 'ads', daysBefore: 4 },
          { key: 'mail', daysBefore: 0 },
        ],
        converted: true,
        value: 70,
        endedAtMs: 9 * 86_400_000,
      },
      { customer: 'c', touches: [], converted: true, value: 20, endedAtMs: 10 * 86_400_000 },
      {
        customer: 'c',
        touches: [{ key: 'ads', daysBefore: 0 }],
        converted: false,
        value: 0,
        endedAtMs: 12 * 86_400_000,
      },
      { customer: 'd', touches: [{ key: 'x', daysBefore: 0 }], converted: false, value: 0, endedAtMs: 3 * 86_400_000 },
    ]);
  });

  it('leave out what lies further back than asked', () => {
    const [only] = pathsOf([touch(1, 'old'), touch(8, 'new')], [result(10, 1)], { days: 5 });
    expect(only?.touches).toEqual([{ key: 'new', daysBefore: 2 }]);
  });
});

describe('credit by rule', () => {
  const paths = grouped([
    ...many('direct', true, 2),
    ...many('search mail', true, 3),
    ...many('search social mail', true, 5),
  ]);

  it('goes to the first, the last, all alike, or mostly to both ends', () => {
    near(conversions(paths, 'first'), { direct: 2, search: 8, mail: 0, social: 0 });
    near(conversions(paths, 'last'), { direct: 2, search: 0, mail: 8, social: 0 });
    near(conversions(paths, 'linear'), { direct: 2, search: 19 / 6, mail: 19 / 6, social: 5 / 3 });
    near(conversions(paths, 'position'), { direct: 2, search: 3.5, mail: 3.5, social: 1 });
  });

  it('is shared by distinct channels under Shapley, and halves with every half-life under decay', () => {
    near(conversions(grouped([path('a a a b', true)]), 'shapley'), { a: 0.5, b: 0.5 });
    const decayed = grouped([path('a b b', true)], { halfLifeDays: 1 });
    near(conversions(decayed, 'decay'), { a: 1 / 7, b: 6 / 7 });
  });
});

describe('credit by removal', () => {
  it('T-28: three channels with paths that do not convert', () => {
    const paths = grouped([
      ...many('Search Email', true, 20),
      ...many('Search', false, 30),
      ...many('Ads Search', true, 10),
      ...many('Ads', false, 40),
      ...many('Email', true, 10),
      ...many('Email', false, 10),
    ]);
    const { credits } = attribute(paths, { model: 'markov' });
    near(Object.fromEntries(credits.map(({ key, removal }) => [key, removal ?? Number.NaN])), {
      Search: 0.625,
      Email: 0.75,
      Ads: 0.10416666666666663,
    });
    near(conversions(paths, 'markov'), {
      Search: 16.901408450704224,
      Email: 20.281690140845065,
      Ads: 2.816901408450709,
    });
  });

  it('with longer memory tells what order one cannot', () => {
    // Both channels are met alike; only a then b converts.
    const paths = grouped([...many('a b', true, 10), ...many('b a', false, 10), ...many('a a b', true, 5)]);
    near(conversions(paths, 'markov', 2), { a: 7.5, b: 7.5 });
    const one = conversions(paths, 'markov', 1);
    expect(one.b).toBeGreaterThan(one.a ?? 0);
  });

  it('counts nothing twice where there is nothing to divide', () => {
    const paths = grouped([...many('a', false, 3), path('', true, 7)]);
    expect(attribute(paths, { model: 'markov' })).toEqual({
      model: 'markov',
      order: 1,
      credits: [{ key: 'a', conversions: 0, value: 0 }],
      unknown: { conversions: 1, value: 7 },
      total: { conversions: 1, value: 7 },
    });
  });

  it('goes by counts where the value of what is lost has no share of the whole', () => {
    const { credits, valueByCount } = attribute(grouped([path('a', true, -5), path('b', true, 5)]), {
      model: 'markov',
    });
    expect(valueByCount).toBe(true);
    expect(credits.map(({ value }) => value)).toEqual([0, 0]);
  });

  it('is the same by inverse, by sweeps and by elimination, however long the paths', () => {
    const random = (seed: number) => () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const next = random(7);
    const keys = [...'abcdefghij'];
    const drawn = Array.from({ length: 400 }, (_, at) => {
      const length = 1 + Math.floor(next() * (at % 40 === 0 ? 300 : 6));
      const touches = Array.from({ length }, () => keys[Math.floor(next() * next() * 10)] ?? 'a');
      return path(touches.join(' '), next() < 0.3, Math.ceil(next() * 100), String(at));
    });
    for (const order of [1, 2, 3]) {
      const { chain, counts } = chainOf(grouped(drawn), order, true);
      const flow = flowOf(chain, counts.cells);
      if (order === 3) expect(flow.states).toBeGreaterThan(320);
      const { whole, lost } = removals(flow);
      const kept = flow.holders.map((held) => {
        const removed = new Uint8Array(flow.states);
        for (const state of held) removed[state] = 1;
        return eliminate(flow, removed);
      });
      const all = eliminate(flow, new Uint8Array(flow.states));
      expect(all.conversion).toBeCloseTo(whole.conversion, 11);
      expect(all.value).toBeCloseTo(whole.value, 9);
      for (const [at, loss] of lost.entries()) {
        expect(whole.conversion - loss.conversion).toBeCloseTo(kept[at]?.conversion ?? Number.NaN, 11);
        expect(whole.value - loss.value).toBeCloseTo(kept[at]?.value ?? Number.NaN, 9);
      }
    }
  });
});

describe('any model', () => {
  const orders = (model: AttributionModel) => (model === 'markov' ? [1, 2, 3, 4] : [1]);

  it('conserves results and value, and says what is unknown', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { minLength: 1, maxLength: 30 }), (all) => {
        const paths = grouped(all, { lots: 5 });
        const converted = all.filter((one) => one.converted);
        const unknown = converted.filter((one) => one.touches.length === 0);
        for (const model of attributionModels)
          for (const order of orders(model)) {
            const found = attribute(paths, { model, order });
            const credited = found.credits.reduce((sum, credit) => sum + credit.conversions, 0);
            const value = found.credits.reduce((sum, credit) => sum + credit.value, 0);
            expect(credited + found.unknown.conversions).toBeCloseTo(converted.length, 9);
            expect(value + found.unknown.value).toBeCloseTo(
              converted.reduce((sum, one) => sum + one.value, 0),
              8,
            );
            expect(found.unknown.conversions).toBe(unknown.length);
          }
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('does not depend on the order of paths or on how customers are dealt out', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { minLength: 1, maxLength: 20 }), (all) => {
        const [one, other] = [grouped(all), grouped([...all].reverse(), { lots: 3 })];
        for (const model of attributionModels) near(conversions(one, model, 2), conversions(other, model, 2));
      }),
      { numRuns: 30, seed: 6 },
    );
  });

  it('has intervals around its credits that narrow with more customers', () => {
    const some = (count: number): Paths =>
      grouped([...many('a b', true, 3 * count), ...many('b', true, count), ...many('a', false, 6 * count)], {
        lots: 200,
      });
    for (const model of ['linear', 'markov'] as const) {
      const widths = [10, 40].map((count) => {
        const [a] = creditIntervals(some(count), { model });
        const credit = conversions(some(count), model).a ?? Number.NaN;
        const [low, high] = a?.conversions ?? [Number.NaN, Number.NaN];
        expect(low).toBeLessThan(credit);
        expect(high).toBeGreaterThan(credit);
        return (high - low) / credit;
      });
      expect((widths[1] ?? 1) / (widths[0] ?? 1)).toBeLessThan(0.75);
    }
  });

  it('draws customers and not paths: the same paths of fewer customers tell less', () => {
    const of = (customers: number) =>
      grouped(
        Array.from({ length: 200 }, (_, at) =>
          path(at % customers < customers / 2 ? 'a' : 'b', true, 1, String(at % customers)),
        ),
        { lots: 200 },
      );
    const width = (customers: number): number => {
      const [a] = creditIntervals(of(customers), { model: 'last' });
      return (a?.conversions[1] ?? 0) - (a?.conversions[0] ?? 0);
    };
    expect(width(10)).toBeGreaterThan(2 * width(200));
  });
});

describe('an experiment', () => {
  it('needs as many customers as the tables say', () => {
    // Fleiss, Levin, Paik 2003: 0.6 against 0.7 at 5 % and 80 %, without correction.
    expect(groupSize(0.6, 0.7)).toBe(356);
    expect(groupSize(0.02, 0.03)).toBe(3826);
    expect(groupSize(0.3, 0.3)).toBeNull();
  });

  it('is asked for what the model credits', () => {
    const paths = grouped([...many('a b a', true, 30), ...many('a', false, 70), ...many('b', true, 10)]);
    const reach = reachOf(paths);
    expect(paths.keys).toEqual(['a', 'b']);
    expect(reach).toEqual([
      { paths: 100, conversions: 30 },
      { paths: 40, conversions: 40 },
    ]);
    expect(experimentFor({ paths: 100, conversions: 30 }, 10)).toEqual({
      rateWith: 0.3,
      rateWithout: 0.2,
      perGroup: groupSize(0.3, 0.2),
    });
    expect(experimentFor({ paths: 100, conversions: 30 }, 50)?.rateWithout).toBe(0);
    expect(experimentFor({ paths: 0, conversions: 0 }, 1)).toBeNull();
  });
});
