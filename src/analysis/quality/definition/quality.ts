import { type Day, monthOf } from '../../../model/days.ts';
import type { Facts } from '../../derivation/facts.ts';
import type { Policy } from '../../derivation/policy.ts';
import { sceneOf } from '../../derivation/scene.ts';
import { standingPeople } from '../../derivation/winners.ts';
import type { Ledger } from '../../ledger.ts';
import type { MonthSums } from '../rhythm.ts';
import { type Judged, type Tallies, tallyOf } from '../tally.ts';
import { oldestDay } from '../thresholds.ts';
import { judgeCustomers } from './customers.ts';
import { judgeDeals } from './deals.ts';
import { judgeLines } from './lines.ts';
import type { Looked, Verdicts } from './looked.ts';

const judgeCosts = ({ ledger }: Looked): Verdicts => {
  const costs = ledger.costs.filter((cost) => cost.class !== 'outside');
  const judge = (isCase: (cost: (typeof costs)[number]) => boolean, rows = costs): Judged[] =>
    rows.map((cost) => ({ id: cost.costId, day: cost.day, minor: cost.amountMinor, isCase: isCase(cost) }));
  return {
    costs_without_class: judge((cost) => cost.class === ''),
    costs_without_function: judge(
      (cost) => cost.function === '',
      costs.filter((cost) => cost.class !== 'shared'),
    ),
    costs_without_channel: judge(
      (cost) => cost.channel === '',
      costs.filter((cost) => cost.class === 'acquisition' && cost.function === 'marketing' && cost.staff === ''),
    ),
    costs_without_rate: judge((cost) => cost.amountMinor === null),
  };
};

const judgeInteractions = ({ facts, scene, known }: Looked): Verdicts => {
  const people = standingPeople(facts);
  const isKnown = (row: Facts['interactions'][number]) =>
    row.customerId === '' ? people.has(row.personId) : known.has(row.customerId);
  return {
    interactions_of_unknown: facts.interactions
      .filter((row) => (row.customerId !== '' || row.personId !== '') && scene.dayOf(row.occurredAt) <= scene.asOf)
      .map((row) => ({ id: row.id, day: scene.dayOf(row.occurredAt), minor: null, isCase: !isKnown(row) })),
  };
};

const judgePayments = ({ ledger }: Looked): Verdicts => {
  const judge = (isCase: (payment: Ledger['payments'][number]) => boolean): Judged[] =>
    ledger.payments.map((row) => ({ id: '', day: row.day, minor: row.amountMinor, isCase: isCase(row) }));
  return {
    payments_unassigned: judge((row) => row.customer === ''),
    payments_without_rate: judge((row) => row.amountMinor === null),
  };
};

/** Facts with a day after the as-of day or too long ago: once for the latest, once for the earliest of their days. */
const judgeDates = ({ facts, scene, today }: Looked): Verdicts => {
  const at = (...instants: (number | null)[]): Day[] =>
    instants.flatMap((each) => (each === null ? [] : scene.dayOf(each)));
  const dated: { id: string; days: Day[] }[] = [
    ...facts.customers.map((row) => ({ id: `customers ${row.customerId}`, days: at(row.createdAt) })),
    ...facts.interactions.map((row) => ({ id: `interactions ${row.id}`, days: at(row.occurredAt) })),
    ...facts.deals.map((row) => {
      const isOver = row.outcome !== '' && row.outcome !== 'open';
      return { id: `deals ${row.id}`, days: at(row.openedAt, row.stageEnteredAt, isOver ? row.closedAt : null) };
    }),
    ...facts.orderLines.map((row) => ({ id: `order_lines ${row.lineId}`, days: at(row.orderedAt) })),
    ...facts.payments.map((row) => ({ id: `payments ${row.paymentId}`, days: at(row.paidAt) })),
    ...facts.costs.map((row) => ({ id: `costs ${row.costId}`, days: [row.date ?? row.month ?? ''] })),
  ];
  const edges = dated.flatMap(({ id, days }) => {
    const sorted = [...days].sort();
    return [...new Set([sorted[0] ?? '', sorted.at(-1) ?? ''])].map((day) => ({ id, day }));
  });
  const cases = (isCase: (day: Day) => boolean): Judged[] =>
    edges.filter(({ day }) => day !== '' && isCase(day)).map(({ id, day }) => ({ id, day, minor: null, isCase: true }));
  return {
    dates_in_future: cases((day) => day > today),
    facts_after_as_of: cases((day) => day > scene.asOf && day <= today),
    dates_too_old: cases((day) => day < oldestDay),
  };
};

/**
 * What is found of everything that is looked for row by row: the definition that the warehouse's SQL must agree with.
 *
 * Of dates only the cases are told: how many facts were looked at is known without looking at their days.
 */
export const defineRowTallies = (given: Facts, ledger: Ledger, policy: Policy, today: Day): Tallies => {
  const scene = sceneOf(given, policy);
  const { facts, identity } = scene;
  const known = new Set(facts.customers.map((row) => identity.customerOf(row.customerId)));
  const looked: Looked = { facts, ledger, scene, today, known };
  const judges = [judgeLines, judgeDeals, judgeCosts, judgeCustomers, judgeInteractions, judgePayments, judgeDates];
  const verdicts: Verdicts = Object.assign({}, ...judges.map((judge) => judge(looked)));
  return Object.fromEntries(Object.entries(verdicts).map(([code, rows]) => [code, tallyOf(rows)]));
};

/** What each month of a ledger holds, in no particular order. */
export const defineMonthSums = (ledger: Ledger): MonthSums[] => {
  const months = new Map<Day, MonthSums>();
  const add = (day: Day, change: Partial<Omit<MonthSums, 'month'>>) => {
    const month = monthOf(day);
    const sums = months.get(month) ?? { month, lines: 0, orders: 0, netMinor: 0, costs: 0, hoursMilli: 0 };
    months.set(month, {
      month,
      lines: sums.lines + (change.lines ?? 0),
      orders: sums.orders + (change.orders ?? 0),
      netMinor: sums.netMinor + (change.netMinor ?? 0),
      costs: sums.costs + (change.costs ?? 0),
      hoursMilli: sums.hoursMilli + (change.hoursMilli ?? 0),
    });
  };
  for (const line of ledger.lines) add(line.day, { lines: 1, netMinor: line.netMinor ?? 0 });
  for (const order of ledger.orders) add(order.day, { orders: 1 });
  for (const cost of ledger.costs)
    if (cost.class !== 'outside') add(cost.day, { costs: 1, hoursMilli: cost.hoursMilli });
  for (const work of ledger.work) add(work.day, { hoursMilli: work.hoursMilli });
  return [...months.values()];
};
