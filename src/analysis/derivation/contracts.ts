import { addDays, daysBetween } from '../../model/period.ts';
import type { ContractSpan } from '../ledger.ts';
import type { PaidLine } from './orders.ts';
import type { Policy } from './policy.ts';
import type { Scene } from './scene.ts';
import { groupedBy } from './winners.ts';

/**
 * Contracts with a price, null without a rate, on the days the price is in force; one not yet begun or ended before it began has no days.
 *
 * One that ended stays in force as long as its renewal may be past due, and through a pause before the customer's next contract, as
 * settings say; never beside that next one.
 */
export const contractsOf = (scene: Scene, lines: readonly PaidLine[]): ContractSpan[] => {
  const written = lines.flatMap((line): ContractSpan[] => {
    if (line.isRefund || line.monthlyAmount === null) return [];
    const monthlyMinor = scene.minorOrNull(line.monthlyAmount, line.currency, line.day);
    const from = line.contractFrom ?? line.day;
    if (from > scene.asOf || (line.contractTo !== null && line.contractTo < from)) return [];
    return [
      { customer: line.customerId, source: line.source, lineId: line.lineId, from, to: line.contractTo, monthlyMinor },
    ];
  });
  return [...groupedBy(written, (span) => span.customer).values()].flatMap((spans) =>
    spans.flatMap((span) => {
      const to = inForceUntil(span, spans, scene.policy);
      return to !== null && to < span.from ? [] : [{ ...span, to }];
    }),
  );
};

const inForceUntil = (
  { to }: ContractSpan,
  all: readonly ContractSpan[],
  policy: Pick<Policy, 'rr_churn_on' | 'rr_past_due_days' | 'rr_pause_days'>,
): ContractSpan['to'] => {
  if (to === null) return null;
  const next = all
    .map(({ from }) => from)
    .filter((from) => from > to)
    .sort()[0];
  // A renewal without a gap is a pause of no days.
  if (next !== undefined && daysBetween(to, next) - 1 <= policy.rr_pause_days) return addDays(next, -1);
  const due = addDays(to, policy.rr_past_due_days - (policy.rr_churn_on === 'last_day' ? 1 : 0));
  return next !== undefined && due >= next ? addDays(next, -1) : due;
};
