import type { CreditedResult, CreditValue } from '../../../../model/attribution.ts';
import type { Day } from '../../../../model/days.ts';
import { ofSnapshot } from '../../ledger/fragments.ts';
import { numberOf, numberOfMs } from '../../ledger/talks.ts';
import type { Warehouse } from '../../warehouse.ts';
import { hasLine, inScope, ownDimensions, type Scope } from '../scope.ts';

/** A day of the workspace's as the number of its first moment. */
const beginOf = (day: string): string => numberOf(`toDateTime64(${day}, 3, {time_zone:String})`);
/** The last moment of a day as a number: what has no time of day of its own comes after all touches of its day. */
const endOf = (day: string): string => `toUInt64(${beginOf(`${day} + 1`)} - 1)`;

/** When an order was made; one without a time of day was made at the end of it. */
const madeAt = `if(${numberOfMs('at_ms')} = ${beginOf('day')}, ${endOf('day')}, ${numberOfMs('at_ms')})`;

const worth: Record<Exclude<CreditValue, 'cltv'>, string> = {
  net_revenue: 'net_minor',
  gross_profit: 'net_minor - cogs_minor',
};

/** What the lines of each order, or customer, come to; those without a known amount are counted apart. */
const linesBy = (column: 'order_key' | 'customer', value: Exclude<CreditValue, 'cltv'>, where: string): string =>
  `SELECT ${column}, sum(ifNull(${worth[value]}, 0)) AS worth, toUInt8(max(isNull(${worth[value]}))) AS lacks
  FROM ledger_lines WHERE ${ofSnapshot} AND ${where} GROUP BY ${column}`;

/** What a customer has brought so far, before marketing and sales. */
const contribution = `SELECT customer, sum(ifNull(net_minor - cogs_minor, 0) - service_minor) AS worth, toUInt8(max(isNull(net_minor) OR isNull(cogs_minor))) AS lacks
  FROM ledger_lines WHERE ${ofSnapshot} GROUP BY customer`;

/** Orders that are results, and the classes of their lines that are worth something to it. */
const orderResults: Partial<Record<CreditedResult, { orders: string; lines: string }>> = {
  order: { orders: 'true', lines: 'true' },
  new: { orders: 'rank = 1', lines: `class = 'first'` },
  developed: { orders: 'has_development', lines: `class = 'development'` },
  winback: { orders: 'is_winback', lines: `class = 'winback'` },
};

/**
 * Results as a query gives them: `customer`, `at` as a number, `worth` in minor units, and `lacks` where some of it is not known.
 *
 * A first order is worth all lines of the class, also of orders that belong to it. What is no order is worth nothing of its own. With `cltv` each
 * customer's first result is worth what the customer has brought so far, and later ones nothing. Where nothing was given back and every
 * amount is known, what an order brought stands in the order, and no line is read.
 */
export const resultRows = async (
  warehouse: Warehouse,
  scope: Scope,
  of: CreditedResult,
  value: CreditValue,
): Promise<string> => {
  const bare = bareResults(of);
  const sort = orderResults[of];
  if (value === 'cltv')
    return `SELECT r.customer AS customer, r.at AS at, if(r.turn = 1, w.worth, toInt64(0)) AS worth, toUInt8(r.turn = 1 AND w.lacks) AS lacks
      FROM (SELECT *, row_number() OVER (PARTITION BY customer ORDER BY at) AS turn FROM (${bare})) AS r
      LEFT ANY JOIN (${contribution}) AS w ON w.customer = r.customer`;
  if (!sort) return `SELECT customer, at, toInt64(0) AS worth, toUInt8(0) AS lacks FROM (${bare})`;
  const standsInOrders =
    of === 'order' && value === 'net_revenue' && !(await hasLine(warehouse, scope, 'is_refund OR net_minor IS NULL'));
  if (standsInOrders) return `SELECT customer, at, net_minor AS worth, toUInt8(0) AS lacks FROM (${bare})`;
  const by = of === 'new' ? 'customer' : 'order_key';
  return `SELECT r.customer AS customer, r.at AS at, w.worth AS worth, w.lacks AS lacks FROM (${bare}) AS r
    LEFT ANY JOIN (${linesBy(by, value, sort.lines)}) AS w ON w.${by} = r.${by}`;
};

const bareResults = (of: CreditedResult): string => {
  const sort = orderResults[of];
  if (sort)
    return `SELECT customer, order_key, net_minor, ${madeAt} AS at FROM ledger_orders WHERE ${ofSnapshot} AND ${sort.orders}`;
  if (of === 'activated')
    return `SELECT customer, ${endOf('day')} AS at FROM ledger_events WHERE ${ofSnapshot} AND kind = 'activated'`;
  return `SELECT customer, ${endOf('`from`')} AS at FROM ledger_intervals WHERE ${ofSnapshot} AND stage = {result_stage:String} AND \`from\` <= {as_of:Date32}`;
};

export type RefundsAsked = {
  of: CreditedResult;
  value: CreditValue;
  period: { from: Day; to: Day };
  segment: readonly string[];
};

/**
 * Refunds that are written as orders of their own: no result is worth less for them. How many, and how much was given back in minor units.
 *
 * None of a first order, which is worth all lines of its class, and none of what customers have brought altogether.
 */
export const refundsApart = async (
  warehouse: Warehouse,
  scope: Scope,
  { of, value, period, segment }: RefundsAsked,
): Promise<{ count: number; minor: number }> => {
  const sort = orderResults[of];
  if (!sort || of === 'new' || value === 'cltv') return { count: 0, minor: 0 };
  const within = inScope(scope, segment.length > 0 ? { segment: [...segment] } : undefined, ownDimensions.lines);
  const [row] = await warehouse.rows<{ count: number; minor: number }>(
    `SELECT uniqExact(order_key) AS count, toFloat64(-sum(ifNull(${worth[value]}, 0))) AS minor FROM ledger_lines
    WHERE ${within.sql} AND is_refund AND ${sort.lines} AND day >= {since:Date32} AND day < {until:Date32}
      AND order_key NOT IN (SELECT order_key FROM ledger_orders WHERE ${ofSnapshot})`,
    { parameters: { ...within.parameters, since: period.from, until: period.to } },
  );
  return { count: Number(row?.count ?? 0), minor: Number(row?.minor ?? 0) };
};

/** Costs by what credit goes to, of days from `cost_from` to before `cost_to`, in minor units. */
export const costsByKey = (by: 'channel' | 'campaign' | 'cell'): string =>
  `SELECT toString(${by}) AS key, sum(amount_minor) AS minor FROM ledger_costs
  WHERE ${ofSnapshot} AND class != 'outside' AND ${by} != '' AND day >= {cost_from:Date32} AND day < {cost_to:Date32} GROUP BY key`;
