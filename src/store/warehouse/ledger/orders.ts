import { type Branches, dayOf, dayOrNull, head, never, ofSnapshot, paidLines, products } from './fragments.ts';

/**
 * Orders of every customer in their order, with what the lines' classes depend on.
 *
 * `lost_on` and `at_risk_on` are the latest days by this and all earlier orders (`never` = without end). A contract keeps its
 * customer to its last day and the grace instead of the window, at least over the order's own day.
 */
export const workOrdersSql = (branches: Branches): string => {
  const families = branches.products ? `groupUniqArrayIf(p.family_no, p.family_no != 0)` : 'emptyArrayUInt32()';
  const rung = branches.products ? 'max(p.rung)' : 'CAST(NULL AS Nullable(Decimal(18, 6)))';
  const productJoin = branches.products ? `LEFT ANY JOIN (${products}) AS p ON p.product_id = l.product_id` : '';
  const terms = branches.contracts
    ? `max(NOT l.contractual) AS has_plain, max(l.contractual AND l.contract_to IS NULL) AS is_open,
       max(ifNull(l.contract_to, toDate32('1900-01-01'))) AS last_end`
    : `true AS has_plain, false AS is_open, toDate32('1900-01-01') AS last_end`;
  return `INSERT INTO work_orders
    SELECT ${head}, customer, order_key, source, order_id, first_line, at, day, rank, first_day,
      1 + sum(is_winback) OVER (PARTITION BY customer ORDER BY rank ROWS UNBOUNDED PRECEDING) AS life,
      rank = 1 OR NOT is_winback AND day <= first_day + {merge_days:UInt32} AS is_first,
      is_winback, lost_on, at_risk_on, families_before, rung_before, first_touched, segment, sales_type, customer_sales_type
    FROM (
      SELECT customer, order_key, source, order_id, first_line, at, day, segment, sales_type, customer_sales_type,
        row_number() OVER orders AS rank,
        first_value(day) OVER orders AS first_day,
        first_value(touched) OVER orders AS first_touched,
        max(kept_until) OVER orders AS lost_on,
        least(lost_on, max(quiet_until) OVER orders) AS at_risk_on,
        rank > 1 AND day > max(kept_until) OVER earlier AS is_winback,
        groupUniqArrayArray(families) OVER earlier AS families_before,
        max(rung) OVER earlier AS rung_before
      FROM (
        SELECT grouped.*, c.segment AS segment, c.sales_type AS customer_sales_type,
          if(order_sales_type = '', c.sales_type, order_sales_type) AS sales_type,
          if(c.customer = 0, {lost_unknown:UInt32}, c.lost_after) AS lost_after,
          if(c.customer = 0, {risk_unknown:UInt32}, c.at_risk_after) AS at_risk_after,
          if(is_open, ${never}, greatest(day + if(has_plain, lost_after, 1), last_end + {grace_days:UInt32})) AS kept_until,
          if(is_open, ${never}, greatest(day + at_risk_after, last_end + 1)) AS quiet_until
        FROM (
          SELECT order_key, any(l.customer) AS customer, any(l.source) AS source, any(l.order_id) AS order_id,
            min(l.ordered_at) AS at, ${dayOf('at')} AS day, min(l.line_id) AS first_line,
            max(l.channel != '' OR l.campaign != '') AS touched,
            minIf(l.sales_type, l.sales_type != '') AS order_sales_type,
            ${terms},
            ${families} AS families, ${rung} AS rung
          FROM (${paidLines} AND refund_of = '') AS l ${productJoin}
          GROUP BY order_key
          HAVING max(l.net_amount) >= 0
        ) AS grouped
        LEFT ANY JOIN (SELECT * FROM work_customers WHERE ${ofSnapshot}) AS c ON c.customer = grouped.customer
      )
      WINDOW orders AS (PARTITION BY customer ORDER BY at, source, order_id ROWS UNBOUNDED PRECEDING),
        earlier AS (PARTITION BY customer ORDER BY at, source, order_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    )`;
};

/** Orders with what their classed lines make of them. Where lines of one order differ in a dimension, its smallest value counts. */
export const ledgerOrdersSql = `INSERT INTO ledger_orders
  SELECT ${head}, customer, source, order_id, day, rank, is_first, is_winback, has_development, has_regular,
    ${dayOrNull('lost_on')}, ${dayOrNull('at_risk_on')}, segment, channel, campaign, sales_type, process,
    life, has_winback, first_line, at
  FROM (SELECT * FROM work_orders WHERE ${ofSnapshot}) AS o
  LEFT ANY JOIN (
    SELECT sipHash64(source, order_id, customer) AS classed_key,
      max(class = 'development') AS has_development, max(class = 'regular') AS has_regular, max(class = 'winback') AS has_winback,
      minIf(channel, channel != '') AS channel, minIf(campaign, campaign != '') AS campaign, minIf(process, process != '') AS process
    FROM ledger_lines WHERE ${ofSnapshot} AND NOT is_refund GROUP BY classed_key
  ) AS classed ON classed.classed_key = sipHash64(o.source, o.order_id, o.customer)`;
