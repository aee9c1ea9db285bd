import type { Day } from '../../model/days.ts';
import { minorDigits } from '../../model/money.ts';
import { lastWhile } from './ascending.ts';
import { micro, oneRate, rateUnits, timesRatio } from './exact.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';
import { groupedBy, sortedBy, standingRates } from './winners.ts';

/** Converts an amount of a day into minor units of the workspace's currency; null where that day has no rate. */
export type Convert = (amount: string, currency: string, day: Day) => bigint | null;

/**
 * The workspace's way of converting: amount × the latest rate on or before the day, half away from zero.
 *
 * An amount without a currency is in the workspace's own, whose rate is always 1.
 */
export const converter = (facts: Facts, policy: Policy): Convert => {
  const known = groupedBy(
    sortedBy([...standingRates(facts).values()], (row) => [row.date]),
    (row) => row.currency,
  );
  const rateOf = (currency: string, day: Day): bigint | null => {
    if (currency === '' || currency === policy.currency) return oneRate;
    const rate = lastWhile(known.get(currency) ?? [], (row) => row.date <= day);
    return rate ? rateUnits(rate.rate) : null;
  };
  const minorPerUnit = 10n ** BigInt(minorDigits(policy.currency));
  return (amount, currency, day) => {
    const rate = rateOf(currency, day);
    return rate === null ? null : timesRatio(micro(amount), rate * minorPerUnit, oneRate * 1_000_000n);
  };
};
