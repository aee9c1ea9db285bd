import { addDays } from '../../model/days.ts';
import type { ContractSpan, Ledger, LedgerLine, Life, Subject } from '../ledger.ts';
import { allSteps, bordersOf, type Question, stepKey, yearBefore } from './question.ts';
import { customerKeyFinder } from './scope.ts';
import { type Tally, TallySums } from './tally.ts';
import { activeAt } from './tally-customers.ts';

type Recurring = { contracts: ContractSpan[]; regular: LedgerLine[]; lives: Life[] };

const half = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5) || 0;

const isInForce = (span: ContractSpan, border: string): boolean =>
  span.from < border && (span.to === null || span.to >= dayBefore(border));

/**
 * What a customer brings a month on the last day before a border.
 *
 * The monthly prices of the contracts in force on that day; where none is, and the customer is active, a twelfth of its regular net revenue
 * without contract of the twelve months before the border, rounded half up to minor units. Never below zero.
 */
const runRateAt = ({ contracts, regular, lives }: Recurring, border: string): number => {
  const inForce = contracts.filter((span) => isInForce(span, border));
  if (inForce.length > 0)
    return Math.max(
      0,
      inForce.reduce((sum, span) => sum + (span.monthlyMinor ?? 0), 0),
    );
  if (!lives.some((life) => activeAt(life, border))) return 0;
  const year = yearBefore(border);
  const lines = regular.filter((line) => line.day >= year.from && line.day < border);
  return Math.max(0, half(lines.reduce((sum, line) => sum + (line.netMinor ?? 0), 0) / 12));
};

/** Whether the run-rate at a border rests on an amount in a currency without a rate: a contract's price, else regular revenue of the year. */
const isUnratedAt = ({ contracts, regular, lives }: Recurring, border: string): boolean => {
  const inForce = contracts.filter((span) => isInForce(span, border));
  if (inForce.length > 0) return inForce.some((span) => span.monthlyMinor === null);
  if (!lives.some((life) => activeAt(life, border))) return false;
  const year = yearBefore(border);
  return regular.some((line) => line.netMinor === null && line.day >= year.from && line.day < border);
};

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** The first day a customer had anything recurring: a priced contract, its rate known or not, or regular revenue. */
const firstRecurring = ({ contracts, regular }: Recurring): string | null =>
  [
    ...contracts.filter((span) => span.monthlyMinor === null || span.monthlyMinor > 0).map((span) => span.from),
    ...regular.filter((line) => (line.netMinor ?? 0) > 0).map((line) => line.day),
  ].sort()[0] ?? null;

/** The last day before another on which something recurring was in force or bought, as `firstRecurring` counts it. */
const lastRecurring = ({ contracts, regular }: Recurring, before: string): string | null =>
  [
    ...contracts
      .filter((span) => (span.monthlyMinor === null || span.monthlyMinor > 0) && span.from < before)
      .map(({ to }) => (to === null || to >= before ? dayBefore(before) : to)),
    ...regular.filter((line) => (line.netMinor ?? 0) > 0 && line.day < before).map((line) => line.day),
  ]
    .sort()
    .at(-1) ?? null;

type Movement = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation';

/** Which movement a change of one customer's run-rate between two days is, and how large. */
export const movementOf = (
  before: number,
  after: number,
  hadEarlier: boolean,
): { movement: Movement; amount: number } | null => {
  if (before === after) return null;
  if (before === 0) return { movement: hadEarlier ? 'reactivation' : 'new', amount: after };
  if (after === 0) return { movement: 'churn', amount: before };
  return after > before
    ? { movement: 'expansion', amount: after - before }
    : { movement: 'contraction', amount: before - after };
};

const recurringOf = (ledger: Ledger): Map<Subject, Recurring> => {
  const all = new Map<Subject, Recurring>();
  const of = (customer: Subject): Recurring => {
    const found = all.get(customer) ?? { contracts: [], regular: [], lives: [] };
    all.set(customer, found);
    return found;
  };
  for (const span of ledger.contracts) of(span.customer).contracts.push(span);
  for (const line of ledger.lines)
    if (line.class === 'regular' && !line.contractual) of(line.customer).regular.push(line);
  for (const life of ledger.lives) of(life.customer).lives.push(life);
  return all;
};

/** Whether who comes back on a day comes back soon enough not to be new again. */
const isStillKnown = (recurring: Recurring, day: string, within: number | null): boolean => {
  if (within === null) return true;
  const last = lastRecurring(recurring, day);
  return last !== null && last >= addDays(day, -within);
};

/**
 * The monthly run-rate at every border, and the movements between the borders that are compared.
 *
 * A customer at zero before is *new* if nothing recurring of it began before the first of the two days, else *reactivated*.
 */
export const tallyRunRate = (ledger: Ledger, question: Question): Tally[] => {
  const find = customerKeyFinder(ledger, question);
  const steps = allSteps(question);
  const borders = bordersOf(steps);
  const sums = new TallySums();
  for (const [customer, recurring] of recurringOf(ledger)) {
    const key = find(customer);
    if (key === null) continue;
    const rates = new Map(borders.map((border) => [border, runRateAt(recurring, border)]));
    const first = firstRecurring(recurring);
    for (const [border, amount] of rates) {
      const unrated = isUnratedAt(recurring, border) ? 1 : 0;
      if (amount > 0 || unrated > 0) sums.add(border, key, 'state', { amount, customers: amount > 0 ? 1 : 0, unrated });
    }
    for (const step of steps) {
      const hadEarlier =
        first !== null && first < step.from && isStillKnown(recurring, step.from, question.reactivationDays ?? null);
      const moved = movementOf(rates.get(step.from) ?? 0, rates.get(step.to) ?? 0, hadEarlier);
      if (moved) sums.add(stepKey(step), key, moved.movement, { amount: moved.amount });
    }
  }
  return sums.rows();
};
