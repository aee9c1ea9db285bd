import { addMonths, monthOf } from '../../model/days.ts';
import type { Ledger, LedgerLine } from '../ledger.ts';
import { bordersOf, keyOf, type Question } from './question.ts';
import { inPeriod, keyFinder, periodKey } from './scope.ts';
import { atomFinder, type Tally, TallySums } from './tally.ts';

const dimensioned = (line: LedgerLine) => ({ ...line, sales_type: line.salesType });

/** Who took part in a line: 0 nobody, 1 marketing, 2 sales, 3 both. */
const ledBy = (line: LedgerLine): number => (line.marketingLed ? 1 : 0) + (line.salesLed ? 2 : 0);

/** Order lines by class and by who took part: net revenue, gross profit where it is known, and what is missing. */
export const tallyLines = (ledger: Ledger, question: Question): Tally[] => {
  const find = keyFinder(question);
  const atom = atomFinder(bordersOf(question.periods));
  const sums = new TallySums();
  for (const line of ledger.lines) {
    const key = find(dimensioned(line));
    const at = atom(line.day);
    if (key === null || at === null) continue;
    const net = line.netMinor ?? 0;
    const rated = line.netMinor !== null;
    const costed = rated && line.cogsMinor !== null;
    const gross = costed ? net - (line.cogsMinor ?? 0) : 0;
    sums.add(at, key, `${line.class}|${ledBy(line)}`, {
      lines: 1,
      net,
      gross,
      service: line.serviceMinor,
      contractual: line.contractual ? net : 0,
      contractual_gross: line.contractual ? gross : 0,
      unrated: rated ? 0 : 1,
      uncosted: rated && !costed ? 1 : 0,
      uncosted_net: rated && !costed ? net : 0,
      assumed: line.cogsAssumed ? 1 : 0,
    });
  }
  return sums.rows();
};

/** Distinct products sold in each period; a refund sells nothing. */
export const tallyProducts = (ledger: Ledger, question: Question): Tally[] => {
  const find = keyFinder(question);
  const seen = new Set<string>();
  const sums = new TallySums();
  for (const line of ledger.lines) {
    const key = find(dimensioned(line));
    if (key === null || line.isRefund || line.product === '') continue;
    for (const period of question.periods.filter((one) => inPeriod(line.day, one))) {
      const id = `${periodKey(period)}\u0002${key}\u0002${line.product}`;
      if (seen.has(id)) continue;
      seen.add(id);
      sums.add(periodKey(period), key, '', { products: 1 });
    }
  }
  return sums.rows();
};

/** Orders that count as activity. */
export const tallyOrders = (ledger: Ledger, question: Question): Tally[] => {
  const find = keyFinder(question);
  const atom = atomFinder(bordersOf(question.periods));
  const sums = new TallySums();
  for (const order of ledger.orders) {
    const key = find({ ...order, sales_type: order.salesType });
    const at = atom(order.day);
    if (key !== null && at !== null) sums.add(at, key, '', { orders: 1 });
  }
  return sums.rows();
};

/** Money received. */
export const tallyPayments = (ledger: Ledger, question: Question): Tally[] => {
  const find = keyFinder(question);
  const atom = atomFinder(bordersOf(question.periods));
  const sums = new TallySums();
  for (const payment of ledger.payments) {
    const key = find({ segment: payment.segment });
    const at = atom(payment.day);
    if (key === null || at === null) continue;
    sums.add(at, key, '', {
      paid: payment.amountMinor ?? 0,
      unrated: payment.amountMinor === null ? 1 : 0,
      payments: 1,
    });
  }
  return sums.rows();
};

/**
 * Cost lines by class, function and whether they serve a cell of the journey.
 *
 * Always of the whole company and with all four cost dimensions as the key, whatever is asked: shared cost is split before it is filtered.
 */
export const tallyCosts = (ledger: Ledger, question: Question): Tally[] => {
  const atom = atomFinder(bordersOf(question.periods));
  const sums = new TallySums();
  for (const cost of ledger.costs) {
    const at = atom(cost.day);
    if (at === null || at === '') continue;
    const key = keyOf([cost.segment, cost.channel, cost.campaign, cost.process]);
    sums.add(at, key, `${cost.class}|${cost.function}|${cost.cell === '' ? 0 : 1}`, {
      amount: cost.amountMinor ?? 0,
      hours: cost.hoursMilli,
      rows: 1,
      unrated: cost.amountMinor === null ? 1 : 0,
    });
  }
  return sums.rows();
};

/** Hours logged on interactions by class of work; like cost lines, of the whole company by all four cost dimensions. */
export const tallyWork = (ledger: Ledger, question: Question): Tally[] => {
  const atom = atomFinder(bordersOf(question.periods));
  const sums = new TallySums();
  for (const work of ledger.work) {
    const at = atom(work.day);
    if (at === null || at === '') continue;
    sums.add(at, keyOf([work.segment, work.channel, work.campaign, work.process]), work.class, {
      hours: work.hoursMilli,
    });
  }
  return sums.rows();
};

/** Distinct campaigns with a cost or a touch, by month. */
export const tallyCampaigns = (ledger: Ledger, question: Question): Tally[] => {
  const find = keyFinder(question);
  const seen = new Set<string>();
  const sums = new TallySums();
  const wanted = (month: string) =>
    question.periods.some((period) => month < period.to && addMonths(month, 1) > period.from);
  const rows = [...ledger.costs.map((cost) => ({ ...cost, month: monthOf(cost.day) })), ...ledger.touches];
  for (const row of rows) {
    const key = find(row);
    const id = `${row.month}\u0002${key}\u0002${row.campaign}`;
    if (key === null || row.campaign === '' || !wanted(row.month) || seen.has(id)) continue;
    seen.add(id);
    sums.add(row.month, key, '', { campaigns: 1 });
  }
  return sums.rows();
};

/** What kinds of facts the workspace has at all: tells «none in this period» from «not recorded». */
export const tallyPresence = (ledger: Ledger): Tally[] => {
  const events = (kind: string) => ledger.events.filter((event) => event.kind === kind).length;
  return [
    {
      at: '',
      key: '',
      tag: '',
      sums: {
        attempts: events('winback_attempt'),
        activations: events('activated'),
        referrals: events('referral'),
        payments: ledger.payments.length,
        costs: ledger.costs.length,
        cells: ledger.costs.filter((cost) => cost.cell !== '').length,
        deals: ledger.deals.length,
        lines: ledger.lines.length,
      },
    },
  ];
};
