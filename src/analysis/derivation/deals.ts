import type { Day } from '../../model/days.ts';
import type { LedgerDeal } from '../ledger.ts';
import type { DealFact } from './facts.ts';
import type { Scene } from './scene.ts';
import { groupedBy, sortedBy } from './winners.ts';

/** A deal as seen on the as-of day, with the instant it opened at and the day it left the customer's table, if it did. */
export type SeenDeal = LedgerDeal & {
  openedAt: number | null;
  /** The day it stopped being a chance: closed lost or without an outcome. A won deal waits for its order. */
  droppedDay: Day | null;
};

/**
 * Deals from their stage history: each cell is that of the latest row that fills it.
 *
 * Rows entered after the as-of day are not seen, nor is a deal opened after it; a deal to be closed after it is open.
 */
export const seenDeals = (scene: Scene): SeenDeal[] =>
  [...groupedBy(scene.facts.deals, (row) => JSON.stringify([row.source, row.dealId])).values()].flatMap((rows) => {
    const seen = rows.filter((row) => row.stageEnteredAt === null || scene.dayOf(row.stageEnteredAt) <= scene.asOf);
    const latestFirst = sortedBy(seen, (row) => [row.stageEnteredAt ?? -1, row.updatedAt ?? -1, row.id]).reverse();
    const deal = latestFirst[0] && dealOf(scene, latestFirst, latestFirst[0]);
    return deal && (deal.openedDay ?? scene.asOf) <= scene.asOf ? [deal] : [];
  });

const dealOf = (scene: Scene, latestFirst: DealFact[], latest: DealFact): SeenDeal => {
  const filled = <Cell>(cell: (row: DealFact) => Cell): Cell | '' =>
    latestFirst.map(cell).find((value) => value !== '') ?? '';
  const priced = latestFirst.find((row) => row.amount !== null);
  const entries = latestFirst.flatMap((row) => row.stageEnteredAt ?? []);
  const openings = latestFirst.flatMap((row) => row.openedAt ?? []);
  const openedAt = openings.length > 0 ? Math.min(...openings) : entries.length > 0 ? Math.min(...entries) : null;
  const openedDay = openedAt === null ? null : scene.dayOf(openedAt);
  const { outcome, closedDay } = closingOf(scene, latestFirst);
  const dropped = outcome === 'lost' || outcome === 'none';
  const customer = filled((row) => row.customerId);
  const known = scene.customers.get(customer);
  return {
    dealId: latest.dealId,
    source: latest.source,
    customer,
    openedDay,
    openedAt,
    closedDay,
    // A closed deal that nobody dated is taken to have closed on the day it opened.
    droppedDay: dropped && openedDay !== null ? laterOf(openedDay, closedDay ?? openedDay) : null,
    outcome,
    amountMinor: priced
      ? scene.minorOrNull(priced.amount ?? '0', priced.currency, closedDay ?? openedDay ?? scene.asOf)
      : null,
    process: filled((row) => row.process),
    channel: filled((row) => row.channel),
    campaign: filled((row) => row.campaign),
    product: filled((row) => row.productId),
    segment: known?.segment ?? '',
    salesType: known?.salesType ?? '',
    owner: filled((row) => row.owner),
  };
};

export const laterOf = (a: Day, b: Day): Day => (a > b ? a : b);

const closingOf = (scene: Scene, latestFirst: DealFact[]): Pick<LedgerDeal, 'outcome' | 'closedDay'> => {
  const decided = latestFirst.find((row) => row.outcome !== '');
  if (!decided || decided.outcome === '' || decided.outcome === 'open') return { outcome: 'open', closedDay: null };
  const closedAt = latestFirst.find((row) => row.closedAt !== null)?.closedAt ?? decided.stageEnteredAt;
  const closedDay = closedAt === null ? null : scene.dayOf(closedAt);
  if (closedDay !== null && closedDay > scene.asOf) return { outcome: 'open', closedDay: null };
  return { outcome: decided.outcome, closedDay };
};
