import { addDays, type Day, daysBetween } from '../../model/days.ts';
import type { ContractSpan } from '../ledger.ts';
import { timesRatio } from './exact.ts';
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
    const from = line.contractFrom ?? line.day;
    const monthlyMinor = priceOf(scene, line, line.monthlyAmount, from);
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

/** Sixteenths of a day in a month of 365.25 ÷ 12 days. */
const month = 487;
/** A term so near to whole months, in sixteenths of a day, is of whole months: those of the calendar have 28 to 31 days. */
const nearMonths = 40;

/** How long a term is in sixteenths of a day, whole months as they are meant. */
const lengthOf = (from: Day, to: Day): number => {
  const length = 16 * (daysBetween(from, to) + 1);
  const whole = Math.floor((2 * length + month) / (2 * month)) * month;
  return whole > 0 && Math.abs(length - whole) <= nearMonths ? whole : length;
};

/** The price a month in minor units as it is written; where coupons are deducted and less was paid for the term, what was paid over its months. */
const priceOf = (scene: Scene, line: PaidLine, written: string, from: Day): number | null => {
  const monthly = scene.minorOrNull(written, line.currency, line.day);
  if (monthly === null || scene.policy.rr_coupons === 'as_written' || line.contractTo === null) return monthly;
  if (line.contractTo < from) return monthly;
  const net = scene.minorOrNull(line.netAmount, line.currency, line.day) ?? 0;
  const paid = Number(timesRatio(BigInt(net), BigInt(month), BigInt(lengthOf(from, line.contractTo))));
  return Math.min(monthly, Math.max(0, paid));
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
