import type { OriginKind } from '../../../model/channels.ts';
import type { FactKind } from '../../../model/facts.ts';
import { minorDigits } from '../../../model/money.ts';
import { alsoMeant, columnsAsMeant, type Origins } from './channels.ts';
import type { Joined } from './joins.ts';
import type { Presence } from './presence.ts';

/** What one derivation writes its statements for: which branches can matter, and how many minor units a unit of money has. */
/** `doubted`: what forecasts said of customers is heard. `signs`: some kinds of interactions put a customer at risk. */
export type Branches = Presence & Joined & { currency: string; origins: Origins; doubted: boolean; signs: boolean };
/** What decides which customer and which channel facts are read with. */
export type Read = Joined & { origins?: Origins };
/** What converting amounts depends on. */
export type Converting = Pick<Branches, 'foreign' | 'currency'>;

export const ofWorkspace = 'workspace = {workspace:String}';
/** Rows of this derivation in a work or ledger table. */
export const ofSnapshot = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';
/**
 * One slice of the customers. A statement that names it is run once for each, so that what it groups and sorts at a time fits the engine's
 * memory and the processor's caches however many customers there are.
 */
export const inSlice = (customer = 'customer'): string => `${customer} % {slices:UInt32} = {slice:UInt32}`;
/** Rows of this derivation about the customers of a slice. */
export const ofSlice = `${ofSnapshot} AND ${inSlice()}`;
/** The first two cells of a written row. Without names: an alias would stand for the column in the statement's own WHERE. */
export const head = '{workspace:String}, {snapshot:UInt64}';

export const dayOf = (instant: string): string => `toDate32(${instant}, {time_zone:String})`;

/** Later than any day: stands for «never» where days are compared. */
export const never = `toDate32('2299-12-31')`;
export const dayOrNull = (day: string): string => `if(${day} >= ${never}, NULL, ${day})`;

/**
 * All values of a short column of facts in their order, '' first: a value's place is its number, so that aggregation keeps numbers
 * and the smallest number is the first value by alphabet.
 */
export const valuesOf = (kind: OriginKind, column: string, origins: Origins): string =>
  `(SELECT arrayConcat([''], arraySort(groupArray(value))) FROM (
    SELECT DISTINCT toString(${column}) AS value FROM current_${kind} WHERE ${ofWorkspace} AND ${column} != ''${alsoMeant(kind, column, origins)}))`;
/** The number of a value among `values`, 0 for ''. */
export const numberIn = (values: string, column: string): string =>
  `transform(${column}, ${values}, range(toUInt32(length(${values}))), toUInt32(0))`;
export const valueAt = (values: string, number: string): string => `${values}[toUInt32(${number}) + 1]`;

/** Smallest for the row that stands among those several sources bring under one id: last updated, else the first source by name. */
export const standing = `(ifNull(-toUnixTimestamp64Milli(updated_at), toInt64(9223372036854775807)), source)`;

/** `top ÷ bottom` in whole units, half away from zero, exact for 256-bit integers. */
export const rounded = (top: string, bottom: string): string =>
  `toInt64(intDiv(2 * (${top}) + sign(${top}) * abs(${bottom}), 2 * (${bottom})))`;

const millionths = (decimal: string): string => `reinterpretAsInt64(${decimal})`;

/** Minor units of an amount in the workspace's own currency, half away from zero. */
const ownMinor = (branches: Converting, amount: string): string => {
  const perMinor = 10 ** (6 - minorDigits(branches.currency));
  const raw = millionths(amount);
  return `intDiv(${raw} + sign(${raw}) * ${perMinor / 2}, ${perMinor})`;
};

/**
 * Minor units of an amount of `row`, null without a rate. `rate` is the joined row of `rateJoin`; where no fact has a foreign currency
 * there is no such join and all amounts are the workspace's own.
 */
export const minorOf = (branches: Converting, amount: string, currency: string, rate = 'rates.rate'): string => {
  const own = ownMinor(branches, amount);
  if (!branches.foreign) return `toNullable(${own})`;
  const product = `toInt256(${millionths(amount)}) * reinterpretAsInt128(${rate})`;
  const foreign = rounded(product, `toInt256('1${'0'.repeat(16 - minorDigits(branches.currency))}')`);
  return `multiIf(${currency} IN ('', {currency:String}), toNullable(${own}), ${rate} = 0, NULL, toNullable(${foreign}))`;
};

/** Joins the latest rate on or before a day; a rate of 0 says there is none. */
export const rateJoin = (branches: Converting, currency: string, day: string, alias = 'rates'): string =>
  branches.foreign
    ? `ASOF LEFT JOIN (
        SELECT toString(currency) AS currency, toInt32(date) AS since, argMin(rate, ${standing}) AS rate
        FROM current_rates FINAL WHERE ${ofWorkspace} GROUP BY currency, date
      ) AS ${alias} ON ${alias}.currency = toString(${currency}) AND ${alias}.since <= toInt32(${day})`
    : '';

/**
 * Current facts of a kind, every customer under the id it goes by, channel and campaign as their origin means them. To be read from like a
 * table.
 *
 * Where no records are joined and everything means what is written these are the facts as they stand, and nothing is looked up. `customer_id`
 * is that of the row itself.
 */
export const currentFacts = ({ joined, origins }: Read, kind: FactKind): string => {
  const columns = columnsAsMeant(kind, origins);
  const facts = `(SELECT ${columns} FROM current_${kind} FINAL WHERE ${ofWorkspace})`;
  if (!joined) return columns === '*' ? `current_${kind} FINAL` : facts;
  return `(SELECT f.* REPLACE (if(j.customer = 0, f.customer, j.customer) AS customer), if(j.customer = 0, f.customer_id, j.goes_by) AS goes_by
      FROM ${facts} AS f
      LEFT ANY JOIN (SELECT raw, customer, customer_id AS goes_by FROM ledger_joins WHERE ${ofSnapshot}) AS j ON j.raw = f.customer)`;
};

/** The column of `currentFacts` with the id a customer goes by. */
export const goesBy = ({ joined }: Joined): string => (joined ? 'goes_by' : 'customer_id');

/** Order lines that count: paid, and on a day that is seen. */
export const paidLines = (branches: Read): string => `
  SELECT *, ${dayOf('ordered_at')} AS day, sipHash64(source, order_id, customer) AS order_key,
    contract_from IS NOT NULL OR contract_to IS NOT NULL OR monthly_amount IS NOT NULL AS contractual
  FROM ${currentFacts(branches, 'order_lines')}
  WHERE ${ofWorkspace} AND lower(status) NOT IN ('cancelled', 'unpaid') AND day <= {as_of:Date32}`;

/** The class a person gave, '' where nobody did. */
export const classByHand = (branches: Branches, kind: 'order_line' | 'cost', source: string, id: string): string =>
  branches[kind === 'cost' ? 'correctedCosts' : 'correctedLines']
    ? `transform(concat(${source}, '\\0', ${id}), {${kind}_keys:Array(String)}, {${kind}_classes:Array(String)}, '')`
    : `''`;

/** Products, put together column by column: of the row that stands, else of the next one that has the cell filled. */
const standingProducts = `
  SELECT product_id, toString(argMinIf(family, ${standing}, family != '')) AS family,
    tupleElement(argMinIf(tuple(rung), ${standing}, rung IS NOT NULL), 1) AS rung,
    tupleElement(argMinIf(tuple(cogs_rate), ${standing}, cogs_rate IS NOT NULL), 1) AS cogs_rate
  FROM current_products FINAL WHERE ${ofWorkspace} GROUP BY product_id`;

/** One row per product, with its own rate of cost or its family's mean one as a sum and a count. */
export const products = `
  SELECT p.product_id AS product_id, toLowCardinality(p.family) AS family, p.rung AS rung,
    toLowCardinality(ifNull(toString(p.rung), '')) AS rung_text,
    if(p.family = '', 0, toUInt32(dense_rank() OVER (ORDER BY p.family))) AS family_no,
    if(family_no = 0, 0, bitShiftLeft(toUInt64(1), bitAnd(family_no, 63))) AS family_bit,
    multiIf(p.cogs_rate IS NOT NULL, reinterpretAsInt64(assumeNotNull(p.cogs_rate)), p.family = '', 0, f.rate_sum) AS rate_sum,
    multiIf(p.cogs_rate IS NOT NULL, 1, p.family = '', 0, f.rate_count) AS rate_count, p.cogs_rate IS NULL AS assumed
  FROM (${standingProducts}) AS p
  LEFT ANY JOIN (
    SELECT family, sum(reinterpretAsInt64(assumeNotNull(cogs_rate))) AS rate_sum, count() AS rate_count
    FROM (${standingProducts}) WHERE cogs_rate IS NOT NULL GROUP BY family
  ) AS f ON f.family = p.family`;

/**
 * One number of 64 bits for all that expressions give: grouping by it takes a fraction of the time of grouping by several words. Each group tells its
 * own words by `any`.
 */
export const groupKey = (expressions: readonly string[]): string =>
  expressions.map((each, at) => `${2 * at + 1} * cityHash64(${each})`).join(' + ');
