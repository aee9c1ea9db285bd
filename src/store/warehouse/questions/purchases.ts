import { addDays, type Day, daysBetween } from '../../../model/days.ts';
import type { Stage } from '../../../model/stages.ts';
import { ofSnapshot } from '../ledger/fragments.ts';
import { entriesWhere } from '../ledger/moves.ts';
import type { Warehouse } from '../warehouse.ts';
import { type NumberColumn, numberColumns } from './number-columns.ts';
import { hasLine, type Scope } from './scope.ts';

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
  segment: NumberColumn;
  first: NumberColumn;
  last: NumberColumn;
  /** Purchase days after the first, and the mean net amount of one (0 without any). */
  repeats: NumberColumn;
  mean: NumberColumn;
  /** What the first purchase day brought. */
  firstAmount: NumberColumn;
  /** The sum of the logarithms of the days from each purchase day to the next. */
  logIntervals: NumberColumn;
  /** Purchase days in the `span` days after `to`, and in those up to it. */
  after: NumberColumn;
  before: NumberColumn;
  /** How the customer stood `span` days before `to`: repeat days (−1: not a customer yet) and the last purchase day. */
  repeatsThen: NumberColumn;
  lastThen: NumberColumn;
};

const days = (day: Day): number => daysBetween('1970-01-01', day);

/** Of so many customers one. */
const ofSample = `${ofSnapshot} AND intHash64(customer) % {one_in:UInt32} = 0`;

/**
 * How purchases are read. From `lines` they always can be. Where nothing was given back and nothing is by contract every order is a purchase
 * of its day, and `orders` say the same, in the order of customers and with the next one's day: several times faster.
 */
export type PurchaseWay = 'orders' | 'lines';

const wayOf = async (warehouse: Warehouse, scope: Scope): Promise<PurchaseWay> =>
  (await hasLine(warehouse, scope, 'is_refund OR contractual')) ? 'lines' : 'orders';

/** One row per customer and purchase day, of one customer in so many. Refunds count against their order, an order they take back whole is no purchase. */
const purchasesSql = {
  lines: `SELECT customer, d, sum(total) AS amount, any(segment) AS segment FROM (
    SELECT customer, minIf(toInt32(day), NOT is_refund) AS d, sum(ifNull(net_minor, 0)) AS total, any(segment) AS segment
    FROM ledger_lines WHERE ${ofSample} AND NOT contractual
    GROUP BY customer, order_key
    HAVING countIf(NOT is_refund) > 0 AND NOT (max(is_refund) AND total <= 0)
  ) GROUP BY customer, d`,
  orders: `SELECT customer, toInt32(day) AS d, sum(net_minor) AS amount, any(segment) AS segment FROM ledger_orders WHERE ${ofSample} GROUP BY customer, d`,
} as const;

/** Every customer's purchase days, of one customer in `one_in`. */
export const purchaseDaysSql = purchasesSql.lines;

const to = '{to:Int32}';
const span = '{span:Int32}';

/** What is told of a customer whose purchase days are `d`, by the condition that a row is a day of its own (of orders: the last of its day). */
const toldOf = ({ isDay, amount, opening, logs }: Record<'isDay' | 'amount' | 'opening' | 'logs', string>) => ({
  segment: 'any(place)',
  first: 'min(d)',
  last: `maxIf(d, d <= ${to})`,
  // Nobody bought on more days than 16 bits count: that would be 179 years of days.
  repeats: `toUInt16(countIf(${isDay}d <= ${to}) - 1)`,
  firstAmount: `toFloat64(${opening})`,
  mean: `toFloat64(if(repeats = 0, 0, (sumIf(${amount}, d <= ${to}) - ${opening}) / repeats))`,
  logIntervals: `toFloat64(${logs})`,
  after: `toUInt16(countIf(${isDay}d > ${to} AND d <= ${to} + ${span}))`,
  before: `toUInt16(countIf(${isDay}d > ${to} - ${span} AND d <= ${to}))`,
  repeatsThen: `toInt32(countIf(${isDay}d <= ${to} - ${span}) - 1)`,
  lastThen: `maxIf(d, d <= ${to} - ${span})`,
});
type Told = keyof ReturnType<typeof toldOf>;

/** The place of a row's segment among those told of. */
const place = 'toUInt16(indexOf({segments:Array(String)}, segment) - 1) AS place';

/** Customers who had bought by the last day told; `until` is the day of an order's next one, and what the first day brought is that of the first life's first day. */
const histories = {
  lines: {
    told: toldOf({
      isDay: '',
      amount: 'amount',
      opening: 'argMin(amount, d)',
      logs: `arraySum(days -> log(days), arrayPopFront(arrayDifference(arraySort(groupArrayIf(d, d <= ${to})))))`,
    }),
    from: `(SELECT *, ${place} FROM (${purchasesSql.lines}))`,
  },
  orders: {
    told: toldOf({
      isDay: 'until != d AND ',
      amount: 'net_minor',
      opening: 'sumIf(net_minor, life = 1 AND day = life_from)',
      logs: `sumIf(log(until - d), until != d AND until <= ${to})`,
    }),
    from: `(SELECT customer, life, life_from, day, net_minor, toInt32(day) AS d, toInt32(next_day) AS until, ${place} FROM ledger_orders WHERE ${ofSample})`,
  },
} as const;

const historiesSql = (way: PurchaseWay, asked: readonly Told[]): string => {
  const { told, from } = histories[way];
  return `SELECT ${asked.map((name) => `${told[name]} AS ${name}`).join(', ')} FROM ${from} GROUP BY customer HAVING min(d) <= ${to} ORDER BY customer`;
};

const profilesSql = `SELECT customer, subject, name FROM ledger_profiles WHERE ${ofSample}`;

const parametersOf = (scope: Scope, until: Day, spanDays: number, oneIn = 1) => ({
  workspace: scope.workspace,
  snapshot: scope.snapshot,
  to: days(until),
  span: spanDays,
  one_in: oneIn,
});

const always: readonly Told[] = ['segment', 'first', 'last', 'repeats', 'mean', 'firstAmount', 'logIntervals'];
/** Where no span is asked about, what stands in for them is the same for everybody. */
const ofSpan: readonly Told[] = ['after', 'before', 'repeatsThen', 'lastThen'];

/**
 * What every customer, or always the same one in so many, bought by the day `until` inclusive, and in `spanDays` days before and after it (0: not asked). In the order of
 * customers' keys.
 */
export const purchasesBy = async (
  warehouse: Warehouse,
  scope: Scope,
  until: Day,
  spanDays: number,
  { oneIn = 1, way }: { oneIn?: number; way?: PurchaseWay } = {},
): Promise<Purchases> => {
  const parameters = parametersOf(scope, until, spanDays, oneIn);
  const named = await warehouse.rows<{ segment: string }>(
    `SELECT DISTINCT toString(segment) AS segment FROM ledger_orders WHERE ${ofSample} ORDER BY segment`,
    { parameters },
  );
  const segments = ['', ...named.map(({ segment }) => segment).filter((segment) => segment !== '')];
  const asked = spanDays === 0 ? always : [...always, ...ofSpan];
  const sql = historiesSql(way ?? (await wayOf(warehouse, scope)), asked);
  const bytes = await warehouse.bytes(sql, 'Native', {
    parameters: { ...parameters, segments },
    // Orders stand in the order of customers: nothing need be kept of more than one.
    settings: { optimize_aggregation_in_order: 1 },
  });
  const { rows, column } = numberColumns(bytes);
  const [repeats, last] = [column('repeats'), column('last')];
  const isAsked = spanDays > 0;
  return {
    customers: rows,
    segments,
    segment: column('segment'),
    first: column('first'),
    last,
    repeats,
    mean: column('mean'),
    firstAmount: column('firstAmount'),
    logIntervals: column('logIntervals'),
    after: isAsked ? column('after') : new Uint8Array(rows),
    before: isAsked ? column('before') : new Uint8Array(rows),
    repeatsThen: isAsked ? column('repeatsThen') : repeats,
    lastThen: isAsked ? column('lastThen') : last,
  };
};

/** Who a customer is, its stage as the ledger has it now, whether a sign of doubt brought it there, and the day of its last order, contracts' too. */
export type Purchaser = { id: string; name: string; stage: Stage; inDoubt: boolean; lastOrder: Day };

const inDoubt = entriesWhere(({ evidence }) => evidence === 'sign').join(', ');

/** Who those customers are, in the same order. */
export const purchasersBy = async (warehouse: Warehouse, scope: Scope, until: Day): Promise<Purchaser[]> =>
  warehouse.rows<Purchaser>(
    `SELECT p.subject AS id, p.name AS name, toString(s.latest.1) AS stage, toBool(s.latest.2 IN (${inDoubt})) AS inDoubt, toString(o.last_day) AS lastOrder
    FROM (SELECT customer FROM (${purchasesSql[await wayOf(warehouse, scope)]}) GROUP BY customer HAVING min(d) <= ${to}) AS h
    LEFT JOIN (${profilesSql}) AS p USING (customer)
    LEFT JOIN (SELECT customer, max(day) AS last_day FROM ledger_orders WHERE ${ofSample} GROUP BY customer) AS o USING (customer)
    LEFT JOIN (SELECT customer, argMax((stage, entry), seq) AS latest FROM ledger_intervals
      WHERE ${ofSnapshot} AND stage != 'advocate' GROUP BY customer) AS s USING (customer) ORDER BY customer`,
    { parameters: parametersOf(scope, until, 0) },
  );

/** Purchases of those customers by week after `to` and by segment: the last day of each week, and each segment's purchases in it. */
export const purchasesByWeek = async (
  warehouse: Warehouse,
  scope: Scope,
  to: Day,
  weeks: number,
): Promise<{ until: Day[]; ofSegment: Map<string, number[]> }> => {
  const rows = await warehouse.rows<{ segment: string; week: number; purchases: number }>(
    `SELECT toString(segment) AS segment, intDiv(d - {to:Int32} - 1, 7) AS week, count() AS purchases FROM (
      SELECT d, segment, min(d) OVER (PARTITION BY customer) AS first FROM (${purchasesSql[await wayOf(warehouse, scope)]})
    )
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

/** Whether a purchase without a contract is in a currency that has no rate: sums of money are of no use then. */
export const lacksRates = (warehouse: Warehouse, scope: Scope): Promise<boolean> =>
  hasLine(warehouse, scope, 'NOT contractual AND net_minor IS NULL');

/** The day of the first purchase without a contract; null without any. */
export const firstPurchase = async (warehouse: Warehouse, scope: Scope, oneIn = 1): Promise<Day | null> => {
  const way = await wayOf(warehouse, scope);
  const [row] = await warehouse.rows<{ first: number | null }>(
    way === 'orders'
      ? `SELECT minOrNull(toInt32(day)) AS first FROM ledger_orders WHERE ${ofSample}`
      : `SELECT minOrNull(d) AS first FROM (${purchasesSql.lines})`,
    { parameters: { workspace: scope.workspace, snapshot: scope.snapshot, one_in: oneIn } },
  );
  return row?.first === null || row?.first === undefined ? null : addDays('1970-01-01', row.first);
};
