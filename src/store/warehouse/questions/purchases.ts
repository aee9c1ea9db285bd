import type { Stage } from '../../../model/lifecycle.ts';
import { addDays, type Day, daysBetween } from '../../../model/period.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';

/**
 * Customers who bought without a contract by a day, in columns of one value each.
 *
 * A purchase is a day with an order: orders of one day are one, an order that was taken back whole is none. Days are days since
 * 1970-01-01, money is in minor units of the workspace's currency.
 */
export type Purchases = {
  customers: number;
  /** Segments by number, and each customer's. */
  segments: string[];
  segment: Uint32Array;
  first: Int32Array;
  last: Int32Array;
  /** Purchase days after the first, and the mean net amount of one (0 without any). */
  repeats: Uint32Array;
  mean: Float64Array;
  /** What the first purchase day brought. */
  firstAmount: Float64Array;
  /** The sum of the logarithms of the days from each purchase day to the next. */
  logIntervals: Float64Array;
  /** Purchase days in the `span` days after `to`, and in those up to it. */
  after: Uint32Array;
  before: Uint32Array;
  /** How the customer stood `span` days before `to`: repeat days (−1: not a customer yet) and the last purchase day. */
  repeatsThen: Int32Array;
  lastThen: Int32Array;
};

const days = (day: Day): number => daysBetween('1970-01-01', day);

/** One row per customer and purchase day, of one customer in so many. Refunds count against their order, an order they take back whole is no purchase. */
const purchasesSql = `SELECT customer, d, sum(total) AS amount FROM (
    SELECT customer, minIf(toInt32(day), NOT is_refund) AS d, sum(ifNull(net_minor, 0)) AS total
    FROM ledger_lines WHERE workspace = {workspace:String} AND snapshot = {snapshot:UInt64} AND NOT contractual
      AND intHash64(customer) % {one_in:UInt32} = 0
    GROUP BY customer, order_key
    HAVING countIf(NOT is_refund) > 0 AND NOT (max(is_refund) AND total <= 0)
  ) GROUP BY customer, d`;

/** Customers who had bought by the last day told, in the order of their key. */
const historiesSql = `SELECT customer, toInt32(min(d)) AS first, toInt32(maxIf(d, d <= {to:Int32})) AS last,
    toUInt32(countIf(d <= {to:Int32}) - 1) AS repeats,
    if(repeats = 0, 0, (sumIf(amount, d <= {to:Int32}) - argMin(amount, d)) / repeats)::Float64 AS mean,
    toUInt32(countIf(d > {to:Int32} AND d <= {to:Int32} + {span:Int32})) AS after,
    toUInt32(countIf(d > {to:Int32} - {span:Int32} AND d <= {to:Int32})) AS before,
    toInt32(countIf(d <= {to:Int32} - {span:Int32}) - 1) AS repeatsThen,
    toInt32(maxIf(d, d <= {to:Int32} - {span:Int32})) AS lastThen,
    argMin(amount, d)::Float64 AS firstAmount,
    arraySum(days -> log(days), arrayPopFront(arrayDifference(arraySort(groupArrayIf(d, d <= {to:Int32})))))::Float64 AS logIntervals
  FROM (${purchasesSql}) GROUP BY customer HAVING first <= {to:Int32}`;

const profilesSql =
  'SELECT customer, toString(segment) AS segment, subject, name FROM ledger_profiles WHERE workspace = {workspace:String} AND snapshot = {snapshot:UInt64} AND intHash64(customer) % {one_in:UInt32} = 0';

/** Width of a row of numbers below: eight of 4 bytes and three of 8. */
const rowBytes = 8 * 4 + 3 * 8;

const parametersOf = (scope: Scope, to: Day, span: number, oneIn = 1) => ({
  workspace: scope.workspace,
  snapshot: scope.snapshot,
  to: days(to),
  span,
  one_in: oneIn,
});

/** What every customer, or always the same one in so many, bought by `to` inclusive, and in `span` days before and after it (0: not asked). */
export const purchasesBy = async (
  warehouse: Warehouse,
  scope: Scope,
  to: Day,
  span: number,
  oneIn = 1,
): Promise<Purchases> => {
  const parameters = parametersOf(scope, to, span, oneIn);
  const named = await warehouse.rows<{ segment: string }>(
    `SELECT DISTINCT segment FROM (${profilesSql}) ORDER BY segment`,
    { parameters },
  );
  const segments = ['', ...named.map(({ segment }) => segment).filter((segment) => segment !== '')];
  const bytes = await warehouse.bytes(
    `SELECT toUInt32(indexOf({segments:Array(String)}, ifNull(p.segment, '')) - 1), first, last, repeats, after, before, repeatsThen, lastThen, mean, logIntervals, firstAmount
FROM (${historiesSql}) AS h LEFT JOIN (${profilesSql}) AS p USING (customer) ORDER BY customer`,
    'RowBinary',
    { parameters: { ...parameters, segments } },
  );
  const n = bytes.byteLength / rowBytes;
  // Written little-endian like the machines this runs on, and copied to where a number of 8 bytes may begin.
  const { buffer } = new Uint8Array(bytes);
  const whole = (place: number) => column(new Uint32Array(buffer), new Uint32Array(n), place);
  const signed = (place: number) => column(new Int32Array(buffer), new Int32Array(n), place);
  const real = (place: number) => column(new Float64Array(buffer), new Float64Array(n), 4 + place);
  return {
    customers: n,
    segments,
    segment: whole(0),
    first: signed(1),
    last: signed(2),
    repeats: whole(3),
    after: whole(4),
    before: whole(5),
    repeatsThen: signed(6),
    lastThen: signed(7),
    mean: real(0),
    logIntervals: real(1),
    firstAmount: real(2),
  };
};

/** The numbers at one place of every row, in elements of their own width. */
const column = <N extends Uint32Array | Int32Array | Float64Array>(rows: N, into: N, place: number): N => {
  const width = rowBytes / rows.BYTES_PER_ELEMENT;
  for (let at = 0; at < into.length; at += 1) into[at] = rows[at * width + place] ?? 0;
  return into;
};

/** Who those customers are, in the same order, with their stages as the ledger has them now. */
export const purchasersBy = async (
  warehouse: Warehouse,
  scope: Scope,
  to: Day,
): Promise<{ id: string; name: string; stage: Stage }[]> =>
  warehouse.rows<{ id: string; name: string; stage: Stage }>(
    `SELECT p.subject AS id, p.name AS name, s.latest AS stage FROM (${historiesSql}) AS h LEFT JOIN (${profilesSql}) AS p USING (customer)
    LEFT JOIN (SELECT customer, toString(argMax(stage, seq)) AS latest FROM ledger_intervals
      WHERE workspace = {workspace:String} AND snapshot = {snapshot:UInt64} AND stage != 'advocate' GROUP BY customer) AS s USING (customer) ORDER BY customer`,
    { parameters: parametersOf(scope, to, 0) },
  );

/** Purchases of those customers by week after `to` and by segment: the last day of each week, and each segment's purchases in it. */
export const purchasesByWeek = async (
  warehouse: Warehouse,
  scope: Scope,
  to: Day,
  weeks: number,
): Promise<{ until: Day[]; ofSegment: Map<string, number[]> }> => {
  const rows = await warehouse.rows<{ segment: string; week: number; purchases: number }>(
    `SELECT ifNull(p.segment, '') AS segment, intDiv(d - {to:Int32} - 1, 7) AS week, count() AS purchases FROM (
      SELECT customer, d, min(d) OVER (PARTITION BY customer) AS first FROM (${purchasesSql})
    ) AS b LEFT JOIN (${profilesSql}) AS p USING (customer)
    WHERE first <= {to:Int32} AND d > {to:Int32} AND d <= {to:Int32} + {span:Int32} GROUP BY segment, week`,
    { parameters: parametersOf(scope, to, weeks * 7) },
  );
  const ofSegment = new Map<string, number[]>();
  for (const { segment, week, purchases } of rows) {
    const own = ofSegment.get(segment) ?? new Array<number>(weeks).fill(0);
    own[week] = purchases;
    ofSegment.set(segment, own);
  }
  return { until: Array.from({ length: weeks }, (_, week) => addDays(to, (week + 1) * 7)), ofSegment };
};

/** The day of the first purchase without a contract; null without any. */
export const firstPurchase = async (warehouse: Warehouse, scope: Scope, oneIn = 1): Promise<Day | null> => {
  const [row] = await warehouse.rows<{ first: number | null }>(`SELECT minOrNull(d) AS first FROM (${purchasesSql})`, {
    parameters: { workspace: scope.workspace, snapshot: scope.snapshot, one_in: oneIn },
  });
  return row?.first === null || row?.first === undefined ? null : addDays('1970-01-01', row.first);
};
