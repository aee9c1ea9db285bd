import { describe, expect, it } from 'vitest';
import { economicValue } from '../../../src/analysis/market/economic-value.ts';
import { checkPlan, marketSize } from '../../../src/analysis/market/potential.ts';
import { Potential, Rung } from '../../../src/model/blueprint/inputs.ts';

const cafes = Potential.parse({ customers: 4200, purchasesYear: 12, price: 7900, reachable: 0.6, winnable: 0.25 });

describe('potential', () => {
  it('T-29: TAM, SAM, SOM and customers that can be won', () => {
    const size = marketSize(cafes);
    expect(size.tam).toBeCloseTo(398_160_000, 3);
    expect(size.sam).toBeCloseTo(238_896_000, 3);
    expect(size.som).toBeCloseTo(59_724_000, 3);
    expect(size.winnable).toBeCloseTo(630, 9);
  });

  it('is known in customers while the price is not, and unknown where nothing is filled in', () => {
    const size = marketSize({ ...cafes, price: null });
    expect([size.tam, size.sam, size.som]).toEqual([null, null, null]);
    expect(size.winnable).toBeCloseTo(630, 9);
    expect(marketSize(Potential.parse({})).winnable).toBeNull();
  });

  it('holds a plan to the winnable customers less those there are', () => {
    expect(checkPlan(cafes, 290, 336)).toMatchObject({ fits: true, room: 340 });
    expect(checkPlan(cafes, 290, 400)).toMatchObject({ fits: false, over: 60 });
    expect(checkPlan(cafes, 700, 1)).toMatchObject({ fits: false, room: 0 });
    expect(checkPlan(Potential.parse({}), 0, 10)).toEqual({ fits: null, reason: 'potential_unknown' });
  });
});

describe('economic value', () => {
  const line = (amount: number) => ({ text: { ru: '', en: '' }, amount });
  const rung = (own: object) =>
    Rung.parse({
      name: {},
      level: 1,
      value: { reference: 140_000, better: [line(36_000), line(54_000)], worse: [line(18_000)] },
      ...own,
    });

  it('T-30: reference price plus what is better minus what is worse', () => {
    expect(economicValue(rung({})).value).toBe(212_000);
  });

  it('says how much of the extra value the customer keeps and where the price stands', () => {
    expect(economicValue(rung({ price: 185_000, margin: 0.34 }))).toMatchObject({
      priceIs: 'within',
      shareGiven: (212_000 - 185_000) / 72_000,
    });
    expect(economicValue(rung({ price: 250_000 }))).toMatchObject({ priceIs: 'over_value' });
    expect(economicValue(rung({ price: 90_000, margin: -0.2 }))).toMatchObject({ priceIs: 'below_cost' });
    expect(economicValue(rung({ value: {} }))).toEqual({ value: null, reason: 'reference_unknown' });
  });
});
