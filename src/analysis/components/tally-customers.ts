import { daysBetween, type Period } from '../../model/days.ts';
import type { CustomerEvent, Ledger, LedgerOrder, Life, Subject } from '../ledger.ts';
import { bordersOf, type Question } from './question.ts';
import { customerKeyFinder, inPeriod, periodKey } from './scope.ts';
import { atomFinder, type Tally, TallySums } from './tally.ts';

/** Customers new, activated and lost; each happens on one day, so they add up over time. New ones also by channel. */
export const tallyEntries = (ledger: Ledger, question: Question): Tally[] => {
  const find = customerKeyFinder(ledger, question);
  const channels = new Map(ledger.profiles.map((profile) => [profile.customer, profile.channel]));
  const atom = atomFinder(bordersOf(question.periods));
  const sums = new TallySums();
  for (const event of ledger.events) {
    if (event.kind !== 'new' && event.kind !== 'activated' && event.kind !== 'lost') continue;
    const key = find(event.customer);
    const at = atom(event.day);
    if (key === null || at === null || at === '') continue;
    const tag = event.kind === 'new' ? `new|${channels.get(event.customer) ?? ''}` : event.kind;
    sums.add(at, key, tag, { customers: 1 });
  }
  return sums.rows();
};

/** Distinct customers developed, won back or recommending in each period. */
export const tallyDistinct = (ledger: Ledger, question: Question): Tally[] => {
  const find = customerKeyFinder(ledger, question);
  const sums = new TallySums();
  const seen = new Set<string>();
  for (const event of ledger.events) {
    if (event.kind !== 'developed' && event.kind !== 'won_back' && event.kind !== 'referral') continue;
    const key = find(event.customer);
    if (key === null) continue;
    for (const period of question.periods.filter((one) => inPeriod(event.day, one))) {
      const id = `${periodKey(period)}|${event.kind}|${event.customer}`;
      if (seen.has(id)) continue;
      seen.add(id);
      sums.add(periodKey(period), key, event.kind, { customers: 1 });
    }
  }
  return sums.rows();
};

const group = <Row extends { customer: Subject }>(rows: readonly Row[]): Map<Subject, Row[]> => {
  const groups = new Map<Subject, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.customer);
    if (group) group.push(row);
    else groups.set(row.customer, [row]);
  }
  return groups;
};

/** Whether a life makes its customer active at a border, the beginning of a day. */
export const activeAt = (life: Life, at: string): boolean =>
  life.from < at && (life.lostOn === null || life.lostOn >= at);

/** What is true of one customer in one period. */
const stateOf = (
  lives: readonly Life[],
  orders: readonly LedgerOrder[],
  events: readonly CustomerEvent[],
  period: Period,
) => {
  const active = (at: string) => lives.some((life) => activeAt(life, at));
  const opening = active(period.from);
  const closing = active(period.to);
  const before = orders.filter((order) => order.day < period.from);
  const keptBeyond = before.some((order) => order.lostIfSilentOn === null || order.lostIfSilentOn >= period.to);
  const due = opening && !keptBeyond;
  const everBefore = lives.some((life) => life.from < period.from);
  const lostIn = lives.some((life) => life.lostOn !== null && inPeriod(life.lostOn, period));
  const losable = (everBefore && !opening) || lostIn;
  const attempted = events.some((event) => event.kind === 'winback_attempt' && inPeriod(event.day, period));
  return {
    opening,
    closing,
    kept: opening && closing,
    due,
    retained: due && closing,
    losable,
    attempted: losable && attempted,
  };
};

/** Customers by their state at the ends of each period: active, due, retained, lost at its start or in it. */
export const tallyStates = (ledger: Ledger, question: Question): Tally[] => {
  const find = customerKeyFinder(ledger, question);
  const [lives, orders, events] = [group(ledger.lives), group(ledger.orders), group(ledger.events)];
  const sums = new TallySums();
  for (const [customer, own] of lives) {
    const key = find(customer);
    if (key === null) continue;
    for (const period of new Map(question.periods.map((one) => [periodKey(one), one])).values()) {
      const state = stateOf(own, orders.get(customer) ?? [], events.get(customer) ?? [], period);
      const counts = Object.entries(state).map(([name, holds]) => [name, holds ? 1 : 0] as const);
      if (counts.some(([, count]) => count > 0)) sums.add(periodKey(period), key, '', Object.fromEntries(counts));
    }
  }
  return sums.rows();
};

/** Days customers were active from the beginning of time up to each border: a period's exposure is the difference of its ends. */
export const tallyExposure = (ledger: Ledger, question: Question): Tally[] => {
  const find = customerKeyFinder(ledger, question);
  const sums = new TallySums();
  for (const life of ledger.lives) {
    const key = find(life.customer);
    if (key === null) continue;
    for (const border of bordersOf(question.periods)) {
      const until = life.lostOn !== null && life.lostOn < border ? life.lostOn : border;
      const days = daysBetween(life.from, until);
      if (days > 0) sums.add(border, key, '', { days });
    }
  }
  return sums.rows();
};
