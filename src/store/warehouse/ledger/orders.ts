import {
  type Branches,
  dayOf,
  dayOrNull,
  head,
  inSlice,
  never,
  numberIn,
  ofSlice,
  paidLines,
  products,
  valueAt,
  valuesOf,
} from './fragments.ts';

/**
 * Orders of every customer in their order, with what the lines' classes depend on. Where lines of one order differ in a dimension, its smallest
 * value counts.
 *
 * `next_day` is the next order's (`never` without one), `life_from` the day the life began, `returns` says that the customer was at risk.
 * `lost_on` and `at_risk_on` are the latest days by this and all earlier orders (`never` = without end). A contract keeps its
 * customer to its last day and the grace instead of the window, at least over the order's own day.
 */
export const workOrdersSql = (branches: Branches): string => {
  const lists = branches.products && branches.manyFamilies;
  const families = lists ? `groupUniqArrayIf(p.family_no, p.family_no != 0)` : 'emptyArrayUInt32()';
  const bits = branches.products && !lists ? 'groupBitOr(p.family_bit)' : 'toUInt64(0)';
  const rung = branches.products ? 'max(p.rung)' : 'CAST(NULL AS Nullable(Decimal(18, 6)))';
  const productJoin = branches.products ? `LEFT ANY JOIN (${products}) AS p ON p.product_id = l.product_id` : '';
  const terms = branches.contracts
    ? `max(NOT l.contractual) AS has_plain, max(l.contractual AND l.contract_to IS NULL) AS is_open,
       max(ifNull(l.contract_to, toDate32('1900-01-01'))) AS last_end`
    : `true AS has_plain, false AS is_open, toDate32('1900-01-01') AS last_end`;
  // A contract in force is no silence, whatever a forecast of purchases says.
  const quiet = branches.doubted
    ? `if(max(quiet_until) OVER orders = silent_on, least(silent_on, doubted_on), max(quiet_until) OVER orders)`
    : 'max(quiet_until) OVER orders';
  const quietBefore = branches.doubted ? 'lagInFrame(at_risk_on) OVER so_far' : 'quiet_before';
  const silentOn = branches.doubted ? ', day + at_risk_after AS silent_on' : '';
  /** Orders with the day on which a forecast doubted that another would come. */
  const withDoubts = (orders: string): string =>
    branches.doubted
      ? `(SELECT bare.*, if(doubt.doubted = 0, ${never}, doubt.said_on) AS doubted_on FROM (${orders}) AS bare
          LEFT ANY JOIN (SELECT sipHash64(customer_id) AS doubted, after, min(\`on\`) AS said_on FROM doubts
            WHERE workspace = {workspace:String} AND \`on\` > after AND \`on\` <= {as_of:Date32} GROUP BY customer_id, after) AS doubt
          ON doubt.doubted = bare.customer AND doubt.after = bare.day)`
      : `(${orders})`;
  const least = (values: string, column: string) => {
    const number = numberIn(values, `l.${column}`);
    return `minIf(${number}, ${number} != 0)`;
  };
  return `INSERT INTO {work_orders:Identifier}
    WITH ${valuesOf('order_lines', 'sales_type', branches.origins)} AS types, ${valuesOf('order_lines', 'channel', branches.origins)} AS channels,
      ${valuesOf('order_lines', 'campaign', branches.origins)} AS campaigns, ${valuesOf('order_lines', 'source', branches.origins)} AS sources
    SELECT ${head}, customer, order_key, day, next_day, rank, first_day,
      1 + sum(is_winback) OVER so_far AS life,
      max(if(rank = 1 OR is_winback, day, first_day)) OVER so_far AS life_from,
      rank = 1 OR NOT is_winback AND day <= first_day + {merge_days:UInt32} AS is_first,
      is_winback, rank > 1 AND NOT is_winback AND ${quietBefore} < day AS returns,
      lost_on, at_risk_on, families_before, family_bits_before, rung_before, first_touched, segment,
      if(type_no = 0, toString(customer_sales_type), ${valueAt('types', 'type_no')}) AS sales_type, customer_sales_type,
      ${valueAt('channels', 'channel_no')} AS channel, ${valueAt('campaigns', 'campaign_no')} AS campaign, toUnixTimestamp64Milli(at) AS at_ms
    FROM (
      SELECT customer, order_key, at, day, segment, type_no, customer_sales_type, channel_no, campaign_no,
        row_number() OVER orders AS rank,
        first_value(day) OVER orders AS first_day,
        first_value(channel_no != 0 OR campaign_no != 0) OVER orders AS first_touched,
        max(kept_until) OVER orders AS lost_on,
        least(lost_on, ${quiet}) AS at_risk_on,
        max(kept_until) OVER earlier AS kept_before,
        least(kept_before, max(quiet_until) OVER earlier) AS quiet_before,
        rank > 1 AND day > kept_before AS is_winback,
        leadInFrame(day, 1, ${never}) OVER (PARTITION BY customer ORDER BY at, source_no, order_id
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS next_day,
        ${lists ? 'groupUniqArrayArray(families) OVER earlier' : 'emptyArrayUInt32()'} AS families_before,
        groupBitOr(family_bits) OVER earlier AS family_bits_before,
        max(rung) OVER earlier AS rung_before
      FROM (
        SELECT grouped.*, c.segment AS segment, c.sales_type AS customer_sales_type,
          if(c.customer = 0, {lost_unknown:UInt32}, c.lost_after) AS lost_after,
          if(c.customer = 0, {risk_unknown:UInt32}, c.at_risk_after) AS at_risk_after,
          if(is_open, ${never}, greatest(day + if(has_plain, lost_after, 1), last_end + {grace_days:UInt32})) AS kept_until,
          if(is_open, ${never}, greatest(day + at_risk_after, last_end + 1)) AS quiet_until${silentOn}
        FROM ${withDoubts(`
          SELECT order_key, any(l.customer) AS customer, any(${numberIn('sources', 'l.source')}) AS source_no, any(l.order_id) AS order_id,
            min(l.ordered_at) AS at, ${dayOf('at')} AS day,
            ${least('types', 'sales_type')} AS type_no,
            ${least('channels', 'channel')} AS channel_no, ${least('campaigns', 'campaign')} AS campaign_no,
            ${terms},
            ${families} AS families, ${bits} AS family_bits, ${rung} AS rung
          FROM (${paidLines(branches)} AND refund_of = '' AND ${inSlice()}) AS l ${productJoin}
          GROUP BY order_key
          HAVING max(l.net_amount) >= 0
        `)} AS grouped
        LEFT ANY JOIN (SELECT * FROM {work_customers:Identifier} WHERE ${ofSlice}) AS c ON c.customer = grouped.customer
      )
      WINDOW orders AS (PARTITION BY customer ORDER BY at, source_no, order_id ROWS UNBOUNDED PRECEDING),
        earlier AS (PARTITION BY customer ORDER BY at, source_no, order_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    )
    WINDOW so_far AS (PARTITION BY customer ORDER BY rank ROWS UNBOUNDED PRECEDING)`;
};

/** Orders with what their classed lines make of them. */
export const ledgerOrdersSql = (branches: Branches): string => `INSERT INTO ledger_orders
  SELECT ${head}, customer, order_key, day, rank, is_first, is_winback, has_development, has_regular,
    ${dayOrNull('lost_on')}, ${dayOrNull('at_risk_on')}, segment, channel, campaign, sales_type, process, life, life_from, has_winback,
    returns, next_day, net, at_ms
  FROM (SELECT * FROM {work_orders:Identifier} WHERE ${ofSlice}) AS o
  LEFT ANY JOIN (
    SELECT order_key AS classed_key,
      max(class = 'development') AS has_development, max(class = 'regular') AS has_regular, max(class = 'winback') AS has_winback,
      sum(ifNull(net_minor, 0)) AS net,
      ${branches.processes && branches.dealLines ? `minIf(process, process != '')` : `''`} AS process
    FROM ledger_lines WHERE ${ofSlice} AND NOT is_refund GROUP BY classed_key
  ) AS classed ON classed.classed_key = o.order_key`;
