import { selfServiceTypes } from '../../../analysis/derivation/policy.ts';
import {
  type Branches,
  classByHand,
  inSlice,
  minorOf,
  ofSlice,
  ofSnapshot,
  paidLines,
  products,
  rateJoin,
  rounded,
} from './fragments.ts';

const selfService = selfServiceTypes.map((name) => `'${name}'`).join(', ');

/** The process of a line's deal: by its own source, else the first source that has such a deal with a process. */
const processJoins = (branches: Branches, row: string, dealId: string): string =>
  branches.processes && branches.dealLines
    ? `LEFT ANY JOIN (SELECT source, deal_id, any(process) AS process FROM ledger_deals WHERE ${ofSnapshot} GROUP BY source, deal_id) AS own_deal
         ON own_deal.source = ${row}.source AND own_deal.deal_id = ${dealId}
       LEFT ANY JOIN (SELECT deal_id, argMin(process, source) AS first_process FROM ledger_deals
         WHERE ${ofSnapshot} AND process != '' AND deal_id != '' GROUP BY deal_id) AS any_deal ON any_deal.deal_id = ${dealId}`
    : '';
const processOf = (branches: Branches, dealId: string): string =>
  branches.processes && branches.dealLines
    ? `if(${dealId} = '', '', if(own_deal.process != '', own_deal.process, any_deal.first_process))`
    : `''`;

const productJoin = (branches: Branches, productId: string): string =>
  branches.products ? `LEFT ANY JOIN (${products}) AS p ON p.product_id = ${productId}` : '';
const family = (branches: Branches): string => (branches.products ? 'p.family' : `''`);
const rung = (branches: Branches): string => (branches.products ? 'p.rung_text' : `''`);

/** Cost of goods by the product's rate, null without one. */
const cogsByRate = (branches: Branches, net: string): string =>
  branches.products
    ? `if(p.rate_count = 0, NULL, ${rounded(`toInt128(${net}) * p.rate_sum`, 'p.rate_count * toInt128(1000000)')})`
    : 'NULL';
const assumed = (branches: Branches): string => (branches.products ? 'p.assumed' : 'false');

const salesLed = (dealId: string, salesType: string): string =>
  `${dealId} != '' OR ${salesType} != '' AND lower(${salesType}) NOT IN (${selfService})`;

/**
 * The price before, where a contract line costs more a month than the customer's last contract line of earlier orders for the same
 * product and currency; 0 where there is no such line.
 */
const pricesBefore = (branches: Branches): string => `
  SELECT source, line_id, argMax(monthly_amount, (rank, ordered_at, line_id)) OVER (
    PARTITION BY customer, product_id, currency ORDER BY rank RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
  FROM (
    SELECT l.source AS source, l.line_id AS line_id, l.customer AS customer, toString(l.product_id) AS product_id, toString(l.currency) AS currency,
      l.ordered_at AS ordered_at, assumeNotNull(l.monthly_amount) AS monthly_amount, toInt64(o.rank) AS rank
    FROM (${paidLines(branches)} AND refund_of = '' AND monthly_amount IS NOT NULL) AS l
    INNER JOIN (SELECT order_key, rank FROM {work_orders:Identifier} WHERE ${ofSnapshot}) AS o ON o.order_key = l.order_key
  )`;

const classes = `['first', 'regular', 'development', 'winback']`;

/** Class of line `l` and who said so, a class being its number in the ledger's column: by hand, by file, else by a rule. */
const classOf = (rule: string): string => `
      transform(by_hand, ${classes}, [1, 2, 3, 4], 0) AS hand_no, transform(l.class, ${classes}, [1, 2, 3, 4], 0) AS file_no,
      CAST(toInt8(multiIf(hand_no != 0, hand_no, file_no != 0, file_no, ${rule})), 'Enum8(\\'first\\' = 1, \\'regular\\' = 2, \\'development\\' = 3, \\'winback\\' = 4)') AS class,
      CAST(toInt8(multiIf(hand_no != 0, 3, file_no != 0, 2, 1)), 'Enum8(\\'rule\\' = 1, \\'file\\' = 2, \\'hand\\' = 3)') AS class_by`;

const columns = `workspace, snapshot, source, line_id, order_id, order_key, customer, day, class, class_by, is_refund, net_minor, cogs_minor,
  cogs_assumed, service_minor, contractual, segment, channel, campaign, product, family, rung, sales_type, process, cohort, deal_id,
  sales_led, marketing_led`;

/** Each line in two where its contract was raised: the share of the raise is development, what remains is regular. */
const inParts = (rows: string): string => {
  const part = (amount: string) => rounded(`toInt256(${amount}) * raise_part`, 'toInt256(raise_whole)');
  const of = (amount: string) =>
    `multiIf(raise_part = 0, ${amount}, piece = 1, ${amount} - ${part(amount)}, ${part(amount)})`;
  return `SELECT * REPLACE (
      multiIf(raise_part = 0, class, piece = 1, 'regular', 'development') AS class,
      ${of('net_minor')} AS net_minor, ${of('cogs_minor')} AS cogs_minor, ${of('service_minor')} AS service_minor)
    FROM (${rows}) ARRAY JOIN if(raise_part = 0, [1], [1, 2]) AS piece`;
};

/** Lines of orders, classed by hand, by file or by the rules of docs/lifecycle.md. */
export const salesSql = (branches: Branches): string => {
  const net = minorOf(branches, 'l.net_amount', 'l.currency');
  const isNew = branches.manyFamilies
    ? 'NOT has(o.families_before, p.family_no)'
    : 'bitAnd(o.family_bits_before, p.family_bit) = 0';
  const development = branches.products
    ? `p.family_no != 0 AND ${isNew} OR ifNull(p.rung > o.rung_before, false)`
    : 'false';
  const raise = branches.prices
    ? `by_hand = '' AND l.class = '' AND NOT o.is_winback AND NOT o.is_first AND NOT (${development})
        AND ifNull(prices.before > 0 AND l.monthly_amount > prices.before, false)`
    : 'false';
  const rows = `SELECT {workspace:String} AS workspace, {snapshot:UInt64} AS snapshot, l.source AS source, l.line_id AS line_id, l.order_id AS order_id, l.order_key AS order_key, l.customer AS customer, l.day AS day,
      ${classByHand(branches, 'order_line', 'l.source', 'l.line_id')} AS by_hand,
      ${classOf(`multiIf(o.is_winback, 4, o.is_first, 1, ${development}, 3, 2)`)},
      false AS is_refund,
      ${net} AS net_minor,
      if(l.cogs IS NULL, ${cogsByRate(branches, 'net_minor')}, ${minorOf(branches, 'assumeNotNull(l.cogs)', 'l.currency')}) AS cogs_minor,
      l.cogs IS NULL AND cogs_minor IS NOT NULL AND ${assumed(branches)} AS cogs_assumed,
      ifNull(${minorOf(branches, `ifNull(l.service_cost, toDecimal64(0, 6))`, 'l.currency')}, 0) AS service_minor,
      l.contractual AS contractual, o.segment AS segment, l.channel AS channel, l.campaign AS campaign,
      l.product_id AS product, ${family(branches)} AS family, ${rung(branches)} AS rung,
      if(l.sales_type = '', o.customer_sales_type, l.sales_type) AS sales_type,
      ${processOf(branches, 'l.deal_id')} AS process, toStartOfMonth(o.first_day) AS cohort, l.deal_id AS deal_id,
      ${salesLed('l.deal_id', 'sales_type')} AS sales_led,
      l.channel != '' OR l.campaign != '' OR o.first_touched AS marketing_led
      ${
        branches.prices
          ? `, ${raise} AS is_raise, if(is_raise, reinterpretAsInt64(assumeNotNull(l.monthly_amount)) - reinterpretAsInt64(prices.before), 0) AS raise_part,
      if(is_raise, reinterpretAsInt64(assumeNotNull(l.monthly_amount)), 1) AS raise_whole`
          : ''
      }
    FROM (${paidLines(branches)} AND refund_of = '' AND ${inSlice()}) AS l
    INNER JOIN (SELECT * FROM {work_orders:Identifier} WHERE ${ofSlice}) AS o ON o.order_key = l.order_key
    ${productJoin(branches, 'l.product_id')}
    ${processJoins(branches, 'l', 'l.deal_id')}
    ${branches.prices ? `LEFT ANY JOIN (${pricesBefore(branches)}) AS prices ON prices.source = l.source AND prices.line_id = l.line_id` : ''}
    ${rateJoin(branches, 'l.currency', 'l.day')}`;
  return `INSERT INTO ledger_lines (${columns}) SELECT ${columns} FROM (${branches.prices ? inParts(rows) : rows})`;
};

/** The sales that are given back, their parts put together again. */
const soldLines = `
  SELECT line_id, source, any(day) AS day, sum(net_minor) AS net, count(net_minor) AS priced, sum(cogs_minor) AS cogs,
    count(cogs_minor) AS costed, any(cogs_assumed) AS cogs_assumed, any(contractual) AS contractual, any(channel) AS channel, any(campaign) AS campaign,
    any(product) AS product, any(sales_type) AS sales_type, any(deal_id) AS deal_id, if(count() > 1, 2, any(toUInt8(class))) AS sold_class, count() AS pieces,
    sumIf(net_minor, class = 'development') AS raised
  FROM ledger_lines
  WHERE ${ofSnapshot} AND NOT is_refund AND line_id IN (SELECT refund_of FROM current_order_lines FINAL
    WHERE workspace = {workspace:String} AND refund_of != '')
  GROUP BY line_id, source`;

/**
 * Refunds: they take class, rate and missing dimensions from the line they give back, of their own source if it has one, and cost of goods in
 * proportion. One of a raised contract's line falls into the same parts.
 */
export const refundsSql = (branches: Branches): string => {
  const rows = `SELECT {workspace:String} AS workspace, {snapshot:UInt64} AS snapshot, l.source AS source, l.line_id AS line_id, l.order_id AS order_id, l.order_key AS order_key, l.customer AS customer, l.day AS day,
      ${classByHand(branches, 'order_line', 'l.source', 'l.line_id')} AS by_hand,
      ${classOf(`if(sale.sold_class = 0, 2, sale.sold_class)`)},
      true AS is_refund,
      ${minorOf(branches, 'l.net_amount', 'l.currency')} AS net_minor,
      l.cogs IS NULL AND net_minor IS NOT NULL AND sale.costed > 0 AND sale.priced > 0 AND sale.net != 0 AS in_proportion,
      multiIf(l.cogs IS NOT NULL, ${minorOf(branches, 'assumeNotNull(l.cogs)', 'l.currency')},
        in_proportion, ${rounded('toInt256(sale.cogs) * net_minor', 'toInt256(if(sale.net = 0, 1, sale.net))')},
        ${cogsByRate(branches, 'net_minor')}) AS cogs_minor,
      multiIf(l.cogs IS NOT NULL OR cogs_minor IS NULL, false, in_proportion, sale.cogs_assumed, ${assumed(branches)}) AS cogs_assumed,
      ifNull(${minorOf(branches, `ifNull(l.service_cost, toDecimal64(0, 6))`, 'l.currency')}, 0) AS service_minor,
      l.contractual OR sale.contractual AS contractual, c.segment AS segment,
      if(l.channel = '', sale.channel, l.channel) AS channel, if(l.campaign = '', sale.campaign, l.campaign) AS campaign,
      l.product AS product, ${family(branches)} AS family, ${rung(branches)} AS rung,
      multiIf(l.sales_type != '', l.sales_type, sale.sales_type != '', sale.sales_type, c.sales_type) AS sales_type,
      ${processOf(branches, 'l.deal_id')} AS process,
      toStartOfMonth(if(first.customer = 0, l.day, first.first_day)) AS cohort, l.deal_id AS deal_id,
      ${salesLed('l.deal_id', 'sales_type')} AS sales_led,
      channel != '' OR campaign != '' OR first.first_touched AS marketing_led,
      if(by_hand = '' AND l.class = '' AND sale.pieces > 1 AND sale.net != 0, sale.raised, 0) AS raise_part,
      if(raise_part = 0, 1, sale.net) AS raise_whole
    FROM (
      SELECT r.source AS source, r.line_id AS line_id, r.order_id AS order_id, r.customer AS customer, r.day AS day, r.class AS class,
        r.order_key AS order_key, r.net_amount AS net_amount, r.cogs AS cogs, r.service_cost AS service_cost, r.currency AS currency, r.channel AS channel,
        r.campaign AS campaign, r.contractual AS contractual, r.sales_type AS sales_type,
        if(own.pieces > 0, own.source, other.first_source) AS sale_source, r.refund_of AS refund_of,
        if(r.product_id = '', if(own.pieces > 0, own.product, other.product), r.product_id) AS product,
        if(r.deal_id = '', if(own.pieces > 0, own.deal_id, other.deal_id), r.deal_id) AS deal_id,
        multiIf(own.pieces > 0, own.day, other.first_source != '', other.day, r.day) AS rate_day
      FROM (${paidLines(branches)} AND (refund_of != '' OR order_key NOT IN (SELECT order_key FROM {work_orders:Identifier} WHERE ${ofSnapshot}))) AS r
      LEFT ANY JOIN (${soldLines}) AS own ON own.source = r.source AND own.line_id = r.refund_of
      LEFT ANY JOIN (
        SELECT line_id, min(source) AS first_source, argMin(product, source) AS product, argMin(deal_id, source) AS deal_id,
          argMin(day, source) AS day FROM (${soldLines}) GROUP BY line_id
      ) AS other ON other.line_id = r.refund_of
    ) AS l
    LEFT ANY JOIN (${soldLines}) AS sale ON sale.source = l.sale_source AND sale.line_id = l.refund_of
    LEFT ANY JOIN (SELECT * FROM {work_customers:Identifier} WHERE ${ofSnapshot}) AS c ON c.customer = l.customer
    LEFT ANY JOIN (SELECT customer, first_day, first_touched FROM {work_orders:Identifier} WHERE ${ofSnapshot} AND rank = 1) AS first
      ON first.customer = l.customer
    ${productJoin(branches, 'l.product')}
    ${processJoins(branches, 'l', 'l.deal_id')}
    ${rateJoin(branches, 'l.currency', 'l.rate_day')}`;
  return `INSERT INTO ledger_lines (${columns}) SELECT ${columns} FROM (${inParts(rows)})`;
};
