import { type Day, daysBetween } from '../../model/days.ts';
import type { Ledger, LedgerDeal } from '../ledger.ts';
import type { Question } from './question.ts';
import { inPeriod, keyFinder, periodKey } from './scope.ts';
import { type Tally, TallySums } from './tally.ts';

/** Whether a deal ended on a day nobody told: it can be placed in no period and counts nowhere. */
const endedSomeday = (deal: LedgerDeal): boolean => deal.outcome !== 'open' && deal.closedDay === null;
const closedDay = (deal: LedgerDeal): Day | null => (deal.outcome === 'open' ? null : deal.closedDay);

const age = (deal: LedgerDeal, until: Day): number => Math.max(0, daysBetween(deal.openedDay ?? until, until));

/**
 * Deals of each period: opened in it by age and outcome, closed in it, won in it by cycle, open at its end, processes that closed one.
 *
 * Ages are days from opening to closing, for open deals to the as-of day; never below zero.
 */
export const tallyDeals = (ledger: Ledger, question: Question, asOf: Day): Tally[] => {
  const find = keyFinder(question);
  const sums = new TallySums();
  const processes = new Set<string>();
  const periods = [...new Map(question.periods.map((one) => [periodKey(one), one])).values()];
  for (const deal of ledger.deals) {
    const key = find({ ...deal, sales_type: deal.salesType });
    if (key === null || endedSomeday(deal)) continue;
    const closed = closedDay(deal);
    for (const period of periods) {
      const at = periodKey(period);
      if (deal.openedDay !== null && inPeriod(deal.openedDay, period))
        sums.add(at, key, `opened|${age(deal, closed ?? asOf)}|${deal.outcome}`, { deals: 1 });
      if (deal.openedDay !== null && deal.openedDay < period.to && (closed === null || closed >= period.to))
        sums.add(at, key, 'open', { deals: 1 });
      if (closed === null || !inPeriod(closed, period)) continue;
      const aged = deal.openedDay !== null;
      sums.add(at, key, `closed|${deal.outcome}`, {
        deals: 1,
        amount: deal.amountMinor ?? 0,
        priced: deal.amountMinor === null ? 0 : 1,
        aged: aged ? 1 : 0,
        days: aged ? age(deal, closed) : 0,
      });
      if (deal.outcome === 'won' && aged) sums.add(at, key, `won|${age(deal, closed)}|won`, { deals: 1 });
      const process = `${at}\u0002${key}\u0002${deal.process}`;
      if (deal.process === '' || processes.has(process)) continue;
      processes.add(process);
      sums.add(at, key, 'processes', { processes: 1 });
    }
  }
  return sums.rows();
};
