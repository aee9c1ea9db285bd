import { oldestDay } from '../../../../analysis/quality/thresholds.ts';
import { type FactKind, factKinds } from '../../../../model/facts.ts';
import { ofWorkspace } from '../../ledger/fragments.ts';
import type { Relation } from './relation.ts';

const afterDay = (day: string) => `addDays(toDateTime64({${day}:String}, 3, {time_zone:String}), 1)`;
const oldest = `toDateTime64('${oldestDay}', 3, {time_zone:String})`;
const isOdd = (instant: string) => `ifNull(${instant} >= ${afterDay('as_of')} OR ${instant} < ${oldest}, false)`;
const isOddDay = (day: string) => `ifNull(${day} > {as_of:Date32} OR ${day} < toDate32('${oldestDay}'), false)`;
const dayOf = (instant: string) => `toDate32(${instant}, {time_zone:String})`;

/**
 * The dates that say when a fact happened. A deal still open may well have a day in the future on which it is to be closed.
 */
const dates: Partial<Record<FactKind, { when: string; days: string }>> = {
  customers: { when: isOdd('created_at'), days: `[${dayOf('created_at')}]` },
  interactions: { when: isOdd('occurred_at'), days: `[toNullable(${dayOf('occurred_at')})]` },
  deals: {
    when: ['opened_at', 'stage_entered_at', 'closed_at'].map(isOdd).join(' OR '),
    days: `[${dayOf('opened_at')}, ${dayOf('stage_entered_at')}, if(outcome IN ('won', 'lost', 'none'), ${dayOf('closed_at')}, NULL)]`,
  },
  order_lines: { when: isOdd('ordered_at'), days: `[toNullable(${dayOf('ordered_at')})]` },
  payments: { when: isOdd('paid_at'), days: `[toNullable(${dayOf('paid_at')})]` },
  costs: { when: isOddDay('coalesce(date, month)'), days: `[coalesce(date, month)]` },
};

const oneKind = (kind: FactKind): string[] => {
  const asked = dates[kind];
  if (!asked) return [];
  const customer = kind === 'costs' ? 'toUInt64(0)' : 'customer';
  return [
    `SELECT '${kind}' AS kind, id, toString(source) AS source, ${customer} AS key, arrayFilter(x -> x IS NOT NULL, ${asked.days}) AS days
    FROM current_${kind} FINAL WHERE ${ofWorkspace} AND (${asked.when})`,
  ];
};

/**
 * Facts dated after the as-of day or too long ago, once for the latest and once for the earliest of their dates where these differ.
 *
 * Only such facts are read, so that how many were looked at is not counted here.
 */
export const datesRelation: Relation = {
  rows: `SELECT concat(kind, ' ', id) AS id, source, key, arrayJoin(arrayDistinct([arrayMin(days), arrayMax(days)])) AS day,
      toNullable(toInt64(0)) AS minor
    FROM (${factKinds.flatMap(oneKind).join('\nUNION ALL\n')}) WHERE notEmpty(days)`,
  checks: (
    [
      ['dates_in_future', 'day > {today:Date32}'],
      ['facts_after_as_of', 'day > {as_of:Date32} AND day <= {today:Date32}'],
      ['dates_too_old', `day < toDate32('${oldestDay}')`],
    ] as const
  ).map(([code, when]) => ({ code, of: when, when })),
};
