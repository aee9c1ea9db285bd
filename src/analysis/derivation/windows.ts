import { daysBetween } from '../../model/days.ts';
import { intervalsForWindows } from '../../model/settings.ts';
import type { Facts } from './facts.ts';
import { paidLines, rankedOrders } from './orders.ts';
import type { Policy, Window } from './policy.ts';
import { sceneOf } from './scene.ts';
import { groupedBy } from './winners.ts';

/** How many intervals between consecutive order days customers of a segment have, and their median in days. */
export type IntervalMedian = { segment: string; intervals: number; medianDays: number };

/** The median intervals between consecutive order days of one customer, by segment; an even number's is the mean of the middle two. */
export const intervalMedians = (facts: Facts, policy: Policy): IntervalMedian[] => {
  const scene = sceneOf(facts, policy);
  const orders = rankedOrders(scene, paidLines(scene));
  const gaps = [...groupedBy(orders, (order) => order.customer)].flatMap(([customer, ofCustomer]) => {
    const days = [...new Set(ofCustomer.map((order) => order.day))];
    return days
      .slice(1)
      .map((day, at) => ({ segment: scene.segmentOf(customer), days: daysBetween(days[at] ?? day, day) }));
  });
  return [...groupedBy(gaps, (gap) => gap.segment)].map(([segment, ofSegment]) => {
    const sorted = ofSegment.map((gap) => gap.days).sort((a, b) => a - b);
    const middle = (sorted.length - 1) / 2;
    const medianDays = ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
    return { segment, intervals: sorted.length, medianDays };
  });
};

/**
 * Windows by the rhythm of orders: lost after 4 and at risk after 2 median intervals, in whole days rounded up.
 *
 * Only segments with enough intervals have one.
 */
export const computeWindows = (medians: readonly IntervalMedian[]): ({ segment: string } & Window)[] =>
  medians
    .filter((row) => row.intervals >= intervalsForWindows)
    .map(({ segment, medianDays }) => ({
      segment,
      lostAfterDays: Math.max(1, Math.ceil(4 * medianDays)),
      atRiskAfterDays: Math.max(1, Math.ceil(2 * medianDays)),
    }));
