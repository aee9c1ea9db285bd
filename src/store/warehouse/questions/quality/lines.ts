import { outlierShare, yearLines } from '../../../../analysis/quality/thresholds.ts';
import { minorOf, ofSnapshot, ofWorkspace, paidLines, rateJoin } from '../../ledger/fragments.ts';
import { asJoined, converting, factsOf, knownCustomers } from './fragments.ts';
import type { Relation } from './relation.ts';

/** Order lines as the ledger has them: what numbers are made of. */
export const ledgerLinesRelation: Relation = {
  rows: `SELECT l.line_id AS id, l.source AS source, l.customer AS key, toNullable(l.day) AS day, l.net_minor AS minor,
      l.cogs_minor AS cogs_minor, l.cogs_assumed AS cogs_assumed, l.is_refund AS is_refund, l.product AS product, l.sales_type AS sales_type,
      l.customer IN (${knownCustomers}) AS has_customer,
      l.product IN (SELECT product_id FROM current_products FINAL WHERE ${ofWorkspace}) AS has_product,
      y.lines AS year_lines, y.net AS year_net
    FROM (SELECT *, toYear(day) AS year FROM ledger_lines WHERE ${ofSnapshot}) AS l
    LEFT ANY JOIN (SELECT toYear(day) AS year, count() AS lines, sum(ifNull(net_minor, 0)) AS net FROM ledger_lines
      WHERE ${ofSnapshot} GROUP BY year) AS y ON y.year = l.year`,
  checks: [
    { code: 'lines_without_margin', of: 'minor IS NOT NULL', when: 'cogs_minor IS NULL' },
    { code: 'margins_assumed', of: 'minor IS NOT NULL', when: 'cogs_assumed' },
    { code: 'lines_without_rate', when: 'minor IS NULL' },
    { code: 'lines_without_product', when: `product = ''` },
    { code: 'lines_without_sales_type', when: `sales_type = ''` },
    { code: 'lines_of_unknown_products', of: `product != ''`, when: 'NOT has_product' },
    { code: 'lines_of_unknown_customers', when: 'NOT has_customer' },
    { code: 'negative_lines', of: 'NOT is_refund', when: 'minor < 0' },
    {
      code: 'outlier_lines',
      of: `year_lines >= ${yearLines}`,
      when: `minor > 0 AND year_net > 0 AND toInt256(minor) * 100 > toInt256(year_net) * ${outlierShare * 100}`,
    },
  ],
};

/** Order lines as they were brought, whatever their status. */
export const factLinesRelation = (currency: string): Relation => ({
  rows: `SELECT l.line_id AS id, l.source AS source, l.customer AS key, toNullable(l.day) AS day,
      ${minorOf(converting(currency), 'l.net_amount', 'l.currency')} AS minor,
      lower(l.status) AS state, l.refund_of AS refund_of, l.deal_id AS deal_id,
      l.refund_of IN (SELECT line_id FROM current_order_lines FINAL WHERE ${ofWorkspace}) AS has_sale,
      l.deal_id IN (SELECT deal_id FROM current_deals FINAL WHERE ${ofWorkspace}) AS has_deal
    FROM (SELECT *, toDate32(ordered_at, {time_zone:String}) AS day FROM ${factsOf('order_lines')} WHERE day <= {as_of:Date32}) AS l
    ${rateJoin(converting(currency), 'l.currency', 'l.day')}`,
  checks: [
    { code: 'lines_cancelled', when: `state = 'cancelled'` },
    { code: 'lines_unpaid', when: `state = 'unpaid'` },
    {
      code: 'refunds_of_unknown_lines',
      of: `refund_of != '' AND state NOT IN ('cancelled', 'unpaid')`,
      when: 'NOT has_sale',
    },
    {
      code: 'lines_of_unknown_deals',
      of: `deal_id != '' AND state NOT IN ('cancelled', 'unpaid')`,
      when: 'NOT has_deal',
    },
  ],
});

/** Paid lines that are no refunds, each with its place among those of the same customer, day, product and amount. */
export const equalLinesRelation = (currency: string): Relation => ({
  rows: `SELECT l.line_id AS id, l.source AS source, l.customer AS key, toNullable(l.day) AS day,
      ${minorOf(converting(currency), 'l.net_amount', 'l.currency')} AS minor, l.place AS place
    FROM (SELECT *, row_number() OVER (PARTITION BY sipHash64(customer, day, toString(product_id), net_amount, toString(currency))
        ORDER BY toString(source), line_id) AS place
      FROM (${paidLines(asJoined)} AND refund_of = '' AND net_amount != 0)) AS l
    ${rateJoin(converting(currency), 'l.currency', 'l.day')}`,
  checks: [{ code: 'duplicate_lines', when: 'place > 1' }],
});
