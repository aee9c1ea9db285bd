import { type Day, daysBetween } from '../../../model/days.ts';
import type { DealFact } from '../../derivation/facts.ts';
import { groupedBy } from '../../derivation/winners.ts';
import type { LedgerDeal, LedgerLine } from '../../ledger.ts';
import type { Judged } from '../tally.ts';
import { cyclesToKnow, longCycleDays } from '../thresholds.ts';
import type { Looked, Verdicts } from './looked.ts';

const dealKey = ({ source, dealId }: { source: string; dealId: string }): string => JSON.stringify([source, dealId]);
const isClosed = ({ outcome }: LedgerDeal): boolean => outcome === 'won' || outcome === 'lost';

const ofDeal = (deal: LedgerDeal, isCase: boolean): Judged => ({
  id: deal.dealId,
  day: deal.openedDay,
  minor: deal.amountMinor,
  isCase,
});

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
};

/** Whether deals that did not close on the day they opened usually take long. */
const areUsuallyLong = (deals: readonly LedgerDeal[]): boolean => {
  const cycles = deals
    .filter(isClosed)
    .flatMap(({ openedDay, closedDay }) =>
      openedDay !== null && closedDay !== null && closedDay > openedDay ? [daysBetween(openedDay, closedDay)] : [],
    );
  return cycles.length >= cyclesToKnow && median(cycles) >= longCycleDays;
};

const earliestDay = (lines: readonly { day: Day }[]): Day => lines.map(({ day }) => day).sort()[0] ?? '';

/** What is looked for among deals. */
export const judgeDeals = ({ facts, ledger, scene, known }: Looked): Verdicts => {
  const { deals } = ledger;
  const seen = facts.deals.filter(
    (row) => row.stageEnteredAt === null || scene.dayOf(row.stageEnteredAt) <= scene.asOf,
  );
  const rows = groupedBy(seen, dealKey);
  const rowsOf = (deal: LedgerDeal): DealFact[] => rows.get(dealKey(deal)) ?? [];
  const isPriced = (deal: LedgerDeal) => rowsOf(deal).some((row) => row.amount !== null);
  const sales = groupedBy(
    ledger.lines.filter((line) => line.dealId !== '' && !line.isRefund),
    (line) => line.dealId,
  );
  const orders = groupedBy(ledger.orders, (order) => order.customer);
  const lastOrder = (customer: string): Day | undefined =>
    (orders.get(customer) ?? [])
      .map(({ day }) => day)
      .sort()
      .at(-1);
  const isWithoutOrder = (deal: LedgerDeal): boolean => {
    if (sales.size > 0) return !sales.has(deal.dealId);
    const last = lastOrder(deal.customer);
    return last === undefined || (deal.openedDay !== null && last < deal.openedDay);
  };
  const usuallyLong = areUsuallyLong(deals);
  const spanned = deals.filter(({ openedDay, closedDay }) => openedDay !== null && closedDay !== null);
  return {
    deals_without_history: deals.map((deal) =>
      ofDeal(deal, rowsOf(deal).filter((row) => row.stage !== '' && row.stageEnteredAt !== null).length < 2),
    ),
    deals_closed_before_opening: spanned.map((deal) => ofDeal(deal, (deal.closedDay ?? '') < (deal.openedDay ?? ''))),
    deals_closed_on_opening: spanned
      .filter(isClosed)
      .map((deal) => ofDeal(deal, deal.closedDay === deal.openedDay && usuallyLong)),
    deals_entered_after_order: deals
      .filter((deal) => deal.openedDay !== null && sales.has(deal.dealId))
      .map((deal) => ofDeal(deal, earliestDay(sales.get(deal.dealId) ?? []) < (deal.openedDay ?? ''))),
    deals_without_amount: deals
      .filter(({ outcome }) => outcome === 'open' || outcome === 'won')
      .map((deal) => ofDeal(deal, !isPriced(deal) || (deal.amountMinor !== null && deal.amountMinor <= 0))),
    won_deals_without_order: deals
      .filter(({ outcome }) => outcome === 'won')
      .map((deal) => ofDeal(deal, isWithoutOrder(deal))),
    deals_of_unknown_customers: deals.map((deal) => ofDeal(deal, !known.has(deal.customer))),
    deals_without_rate: deals.filter(isPriced).map((deal) => ofDeal(deal, deal.amountMinor === null)),
    ...judgeFirstOrders(deals, ledger.lines, ledger.orders),
  };
};

/** First orders a seller took part in, of sales types where at least half of them have a deal. */
const judgeFirstOrders = (
  deals: readonly LedgerDeal[],
  lines: readonly LedgerLine[],
  orders: Looked['ledger']['orders'],
): Verdicts => {
  const orderKey = (row: { source: string; orderId: string; customer: string }) =>
    JSON.stringify([row.source, row.orderId, row.customer]);
  const sold = lines.filter((line) => !line.isRefund);
  const linesOf = groupedBy(sold, orderKey);
  const dealsOf = groupedBy(deals, (deal) => deal.customer);
  const asked = orders
    .filter(({ rank }) => rank === 1)
    .flatMap((order) => {
      const own = linesOf.get(orderKey(order)) ?? [];
      if (!own.some((line) => line.salesLed) || !own.some((line) => line.class === 'first')) return [];
      const day = earliestDay(own);
      const isAfterDeal = ({ openedDay }: LedgerDeal) => openedDay !== null && openedDay <= day;
      const hasDeal = own.some((line) => line.dealId !== '') || (dealsOf.get(order.customer) ?? []).some(isAfterDeal);
      const minor = own.reduce((sum, line) => sum + (line.netMinor ?? 0), 0);
      const salesType = own.map((line) => line.salesType).sort()[0] ?? '';
      return [{ id: order.orderId, day, minor, isCase: !hasDeal, salesType }];
    });
  const usual = [...groupedBy(asked, ({ salesType }) => salesType).values()].filter(
    (group) => 2 * group.filter(({ isCase }) => !isCase).length >= group.length,
  );
  return { orders_without_deal: usual.flat().map(({ salesType: _, ...judged }) => judged) };
};
