import type { Potential } from '../../model/blueprint/inputs.ts';

/**
 * How much a market part could bring a year (TAM), how much of it we can reach (SAM) and win within the horizon (SOM).
 *
 * Money a year in the workspace's currency; customers in whole and broken numbers as they come. What is not filled in is null, never 0: a
 * part may be known in customers while its price is not. Domain §3.20, vector T-29.
 */
export type MarketSize = {
  tam: number | null;
  sam: number | null;
  som: number | null;
  customers: number | null;
  reachable: number | null;
  winnable: number | null;
};

const product = (...factors: (number | null)[]): number | null =>
  factors.reduce<number | null>((sofar, factor) => (sofar === null || factor === null ? null : sofar * factor), 1);

export const marketSize = (potential: Potential): MarketSize => {
  const { customers, purchasesYear, price, reachable, winnable } = potential;
  const spend = product(purchasesYear, price);
  return {
    tam: product(customers, spend),
    sam: product(customers, spend, reachable),
    som: product(customers, spend, reachable, winnable),
    customers,
    reachable: product(customers, reachable),
    winnable: product(customers, reachable, winnable),
  };
};

export type PlanCheck =
  | { fits: true; room: number; planned: number }
  | { fits: false; room: number; planned: number; over: number }
  | { fits: null; reason: 'potential_unknown' };

/**
 * Whether so many new customers can be won at all: planned inflow may not exceed the winnable customers less those we have.
 *
 * `planned` is the sum over the horizon the winnable share is meant for. Domain §3.20.
 */
export const checkPlan = (potential: Potential, current: number, planned: number): PlanCheck => {
  const { winnable } = marketSize(potential);
  if (winnable === null) return { fits: null, reason: 'potential_unknown' };
  const room = Math.max(0, winnable - current);
  return planned <= room ? { fits: true, room, planned } : { fits: false, room, planned, over: planned - room };
};
