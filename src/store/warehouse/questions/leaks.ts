import type { Period } from '../../../model/days.ts';
import type { Filter } from '../../../model/numbers.ts';
import type { Warehouse } from '../warehouse.ts';
import { inScope, ownDimensions, type Scope } from './scope.ts';

/** What one segment lost in a period, and what a customer of it brings in a year. */
export type Leak = {
  segment: string;
  newCustomers: number;
  /** New customers of the period without a result by its end. */
  withoutResult: number;
  lost: number;
  /** Customers lost in the period after they had reached a result. */
  lostWithResult: number;
  /** Gross profit of regular and development lines in the twelve months up to the period's end; null where a cost of goods is missing. */
  habitualProfitMinor: number | null;
  /** Days customers were active in those twelve months, summed. */
  activeDays: number;
};

/** Customers who did not get further, by segment, with the profit an active customer brings. */
export const leaksBySegment = async (
  warehouse: Warehouse,
  scope: Scope,
  period: Period,
  filter?: Filter,
): Promise<Leak[]> => {
  const where = inScope(scope, filter, ownDimensions.profiles);
  const lines = inScope(scope, filter, ownDimensions.lines);
  const ledger = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';
  return warehouse.rows<Leak>(
    `WITH addMonths({to:Date32}, -12) AS yearAgo
SELECT segment, sum(isNew) AS newCustomers, sum(isNew AND noResult) AS withoutResult,
  sum(isLost) AS lost, sum(isLost AND hadResult) AS lostWithResult,
  any(profit.minor) AS habitualProfitMinor, sum(days) AS activeDays
FROM (
  SELECT segment, customer,
    ifNull(first_order_day >= {from:Date32} AND first_order_day < {to:Date32}, false) AS isNew,
    ifNull(first_result_day >= {to:Date32}, true) AS noResult,
    loss.lastLoss IS NOT NULL AS isLost,
    ifNull(first_result_day <= loss.lastLoss, false) AS hadResult,
    life.days AS days
  FROM ledger_profiles
  LEFT JOIN (SELECT customer, toNullable(max(day)) AS lastLoss FROM ledger_events
    WHERE ${ledger} AND kind = 'lost' AND day >= {from:Date32} AND day < {to:Date32} GROUP BY customer) AS loss USING (customer)
  LEFT JOIN (SELECT customer, sum(greatest(0, dateDiff('day', greatest(\`from\`, yearAgo), least(ifNull(lost_on, {to:Date32}), {to:Date32})))) AS days
    FROM ledger_lives WHERE ${ledger} GROUP BY customer) AS life USING (customer)
  WHERE ${where.sql} AND first_order_day IS NOT NULL
) AS person
LEFT JOIN (SELECT segment, if(countIf(net_minor IS NULL OR cogs_minor IS NULL) > 0, NULL, sum(net_minor - cogs_minor)) AS minor
  FROM ledger_lines
  WHERE ${lines.sql} AND class IN ('regular', 'development') AND day >= yearAgo AND day < {to:Date32}
  GROUP BY segment) AS profit USING (segment)
GROUP BY segment
ORDER BY segment
SETTINGS join_use_nulls = 1`,
    { parameters: { ...where.parameters, ...lines.parameters, from: period.from, to: period.to } },
  );
};
