import type { FactRhythm, MonthSums } from '../../../../analysis/quality/rhythm.ts';
import { ofSnapshot, ofWorkspace } from '../../ledger/fragments.ts';
import type { Warehouse } from '../../warehouse.ts';
import { parametersOf, type QualityQuestion } from './relation.ts';

const monthOf = (day: string) => `formatDateTime(${day}, '%Y-%m-01')`;

/** What each month holds of sales, costs and hours; months with nothing are left out. */
export const monthSums = async (warehouse: Warehouse, question: QualityQuestion): Promise<MonthSums[]> =>
  warehouse.rows<MonthSums>(
    `SELECT month, toUInt64(sum(lines)) AS lines, toUInt64(sum(orders)) AS orders, toInt64(sum(net)) AS netMinor,
      toUInt64(sum(costs)) AS costs, toInt64(sum(hours)) AS hoursMilli
    FROM (
      SELECT ${monthOf('day')} AS month, count() AS lines, 0 AS orders, sum(ifNull(net_minor, 0)) AS net, 0 AS costs, 0 AS hours
      FROM ledger_lines WHERE ${ofSnapshot} GROUP BY month
      UNION ALL SELECT ${monthOf('day')} AS month, 0, count(), 0, 0, 0 FROM ledger_orders WHERE ${ofSnapshot} GROUP BY month
      UNION ALL SELECT ${monthOf('day')} AS month, 0, 0, 0, count(), sum(hours_milli) FROM ledger_costs
      WHERE ${ofSnapshot} AND class != 'outside' GROUP BY month
      UNION ALL SELECT ${monthOf('day')} AS month, 0, 0, 0, 0, sum(hours_milli) FROM ledger_work WHERE ${ofSnapshot} GROUP BY month
    ) GROUP BY month ORDER BY month`,
    { parameters: parametersOf(question) },
  );

const days: { kind: FactRhythm['kind']; day: string }[] = [
  { kind: 'order_lines', day: 'toDate32(ordered_at, {time_zone:String})' },
  { kind: 'interactions', day: 'toDate32(occurred_at, {time_zone:String})' },
  { kind: 'deals', day: 'toDate32(opened_at, {time_zone:String})' },
  { kind: 'payments', day: 'toDate32(paid_at, {time_zone:String})' },
  { kind: 'costs', day: 'coalesce(date, month)' },
];

/** On how many days up to the as-of day each source brought facts of a kind, and between which. */
export const factRhythms = async (warehouse: Warehouse, question: QualityQuestion): Promise<FactRhythm[]> =>
  warehouse.rows<FactRhythm>(
    days
      .map(
        ({ kind, day }) => `SELECT '${kind}' AS kind, toString(source) AS source, toString(min(happened)) AS first,
        toString(max(happened)) AS last, uniqExact(happened) AS days
      FROM (SELECT source, ${day} AS happened FROM current_${kind} FINAL WHERE ${ofWorkspace})
      WHERE happened <= {as_of:Date32} GROUP BY source`,
      )
      .join('\nUNION ALL\n'),
    { parameters: parametersOf(question) },
  );
