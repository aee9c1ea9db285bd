import type { Rung } from '../../model/blueprint/inputs.ts';

/**
 * What an offer is worth to the customer: the next best alternative's price, plus what we are better in, minus what we are worse in.
 *
 * All in money for one purchase. `floor` is our own cost of it, below which a price loses money; null where the margin is not known.
 * `shareGiven` is the part of the extra value left to the customer: 1 sells at the alternative's price, 0 takes all, above 1 sells cheaper
 * than the alternative, below 0 asks more than it is worth; null where there is no extra value or no price. Nagle; domain §3.20, T-30.
 */
export type EconomicValue =
  | {
      value: number;
      reference: number;
      better: number;
      worse: number;
      price: number | null;
      floor: number | null;
      shareGiven: number | null;
      /** Where the price stands: under our cost, between, or over what it is worth. */
      priceIs: 'below_cost' | 'within' | 'over_value' | null;
    }
  | { value: null; reason: 'reference_unknown' };

const sum = (lines: readonly { amount: number }[]): number => lines.reduce((total, { amount }) => total + amount, 0);

export const economicValue = (rung: Pick<Rung, 'value' | 'price' | 'margin'>): EconomicValue => {
  const { reference } = rung.value;
  if (reference === null) return { value: null, reason: 'reference_unknown' };
  const better = sum(rung.value.better);
  const worse = sum(rung.value.worse);
  const value = reference + better - worse;
  const { price, margin } = rung;
  const floor = price === null || margin === null ? null : price * (1 - margin);
  const extra = value - reference;
  const shareGiven = price === null || extra <= 0 ? null : (value - price) / extra;
  const priceIs =
    price === null ? null : price > value ? 'over_value' : floor !== null && price < floor ? 'below_cost' : 'within';
  return { value, reference, better, worse, price, floor, shareGiven, priceIs };
};
