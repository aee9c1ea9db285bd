import type { Components } from '../components/components.ts';

/** What a customer's lifetime is forecast from, measured over a year. */
export type LifetimeMargin = { margin: number | null; retention: number | null; averageActive: number };

/**
 * A customer's yearly contribution and the share of customers a year keeps.
 *
 * m = (gross profit of regular and development lines − loaded cost of retention and development) ÷ average active;
 * r = retained ÷ active at the start. Null where the denominator is zero. Money in minor units.
 */
export const lifetimeMargin = (year: Components): LifetimeMargin => {
  const averageActive = year.days > 0 ? year.activeDays / year.days : 0;
  const earned = year.gross.regular + year.gross.development;
  const spent = year.costs.loaded.retention + year.costs.loaded.development;
  return {
    averageActive,
    margin: averageActive > 0 ? (earned - spent) / averageActive : null,
    retention: year.customers.opening > 0 ? year.customers.retained / year.customers.opening : null,
  };
};
