import { describe, expect, it } from 'vitest';
import { lifeOfBoth, lifeOfContracts, lifeOfPurchases } from '../../../src/analysis/catalogue/lives.ts';
import type { ContractLifetime, SegmentBeginnings, SegmentLifetime } from '../../../src/model/forecast.ts';

const months = Array.from({ length: 120 }, (_, at) => at + 1);
/** A first order of 100, four more of 50 each, one a month. */
const purchases: SegmentLifetime = {
  customers: 300,
  first_order: 100,
  repeat_orders: 4,
  repeat_orders_interval: [3, 6],
  order_value: 50,
  by_month: months.map((month) => Math.min(4, month)),
  residual_value: 7000,
};
/** 10 a month for 20 months. */
const contracts: ContractLifetime = {
  customers: 150,
  monthly_price: 10,
  paid_months: 20,
  paid_months_interval: [18, 24],
  paid_by_month: [1, ...months.map((month) => Math.min(20, month + 1))],
  residual_value: 3000,
};
const never = { discounted: 0, standard_error: 0, by_month: [], ahead: 0 };
const beginnings: SegmentBeginnings = {
  customers: 400,
  newcomers: 100,
  order: 0.5,
  contract: 0.4,
  both: 0.1,
  // Every fifth takes a contract, by the end of the second month; worth half.
  then_contract: { discounted: 0.1, standard_error: 0.02, by_month: [0, 0.2], ahead: 6 },
  // Half of them buy, by the end of the first month; worth half.
  then_order: { discounted: 0.25, standard_error: 0.05, by_month: [0.5], ahead: 10 },
};
const margins = { first: 0.3, share: 0.5 };
const both = lifeOfBoth({ purchases, contracts, beginnings }, margins, 100);

describe('a customer of purchases and of contracts', () => {
  it('is worth each life as often as new customers come to it', () => {
    // By purchases 30 + 4 × 50 × ½ = 130, after a contract 50 + 100 = 150; by contract 10 × 20 × ½ = 100.
    const [order, contract, atOnce] = [130 + 0.1 * 100, 100 + 0.25 * 150, 130 + 100];
    expect(both.value / 100).toBeCloseTo(0.5 * order + 0.4 * contract + 0.1 * atOnce, 9);
    expect(both).toMatchObject({ by: 'by_both_models', customers: 400, share: 0.5 });
    expect(both.orders?.rate).toBeCloseTo(0.7, 12);
    expect(both.contracts?.rate).toBeCloseTo(0.55, 12);
    // The same from what is shown of it.
    const { orders, contracts: paid } = both;
    if (!orders || !paid) throw new Error('not both');
    expect(
      orders.rate * (orders.first + orders.times * orders.each * 0.5) + paid.rate * paid.each * paid.times * 0.5,
    ).toBeCloseTo(both.value, 6);
  });

  it('has the bounds of both models and of how customers begin, by squares', () => {
    const value = both.value / 100;
    const shares = 0.5 * 140 ** 2 + 0.4 * 137.5 ** 2 + 0.1 * 230 ** 2 - value ** 2;
    const begun = 1.6448536269514722 * Math.sqrt(shares / 100 + (0.5 * 0.02 * 100) ** 2 + (0.4 * 0.05 * 150) ** 2);
    const side = (repeats: number, paid: number) => Math.hypot(begun, 0.7 * repeats * 25, 0.55 * paid * 5);
    expect(both.interval.map((bound) => bound / 100)).toEqual([
      expect.closeTo(value - side(1, 2), 9),
      expect.closeTo(value + side(2, 4), 9),
    ]);
  });

  it('pays by both, the later one after its delay', () => {
    const at = (month: number) => (both.earned[month] ?? Number.NaN) / 100;
    expect(both.earned).toHaveLength(121);
    expect(at(0)).toBeCloseTo(0.6 * 30 + 0.5 * 5, 9);
    expect(at(1)).toBeCloseTo(0.6 * 55 + 0.5 * 10 + 0.4 * 0.5 * 50, 9);
    expect(at(2)).toBeCloseTo(0.6 * 80 + 0.5 * 15 + 0.4 * 0.5 * 75 + 0.5 * 0.2 * 5, 9);
    expect(at(120)).toBeCloseTo(0.6 * 130 + 0.5 * 100 + 0.4 * 0.5 * 150 + 0.5 * 0.2 * 100, 9);
  });

  it('brings from now on what both models say, and the kind it has yet to come to', () => {
    expect(both.residual).toEqual({ orders: 700_000, contracts: 300_000, ahead: 100 * (10 * 300 + 6 * 200) });
  });

  it('who begins with one kind and never comes to the other is worth what that model alone says', () => {
    const alone = (kind: 'order' | 'contract') =>
      lifeOfBoth(
        {
          purchases,
          contracts,
          beginnings: {
            ...beginnings,
            order: 0,
            contract: 0,
            both: 0,
            [kind]: 1,
            then_contract: never,
            then_order: never,
          },
        },
        margins,
        100,
      );
    for (const [kind, other] of [
      ['order', lifeOfPurchases(purchases, margins, 100)],
      ['contract', lifeOfContracts(contracts, margins, 100)],
    ] as const) {
      const told = alone(kind);
      expect(told.value).toBeCloseTo(other.value, 6);
      expect(told.interval).toEqual(other.interval.map((bound) => expect.closeTo(bound, 6)));
      expect(told.earned).toEqual(other.earned.map((earned) => expect.closeTo(earned, 6)));
    }
  });
});
