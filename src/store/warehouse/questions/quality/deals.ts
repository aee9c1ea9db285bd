import { cyclesToKnow, longCycleDays } from '../../../../analysis/quality/thresholds.ts';
import { ofSnapshot, ofWorkspace } from '../../ledger/fragments.ts';
import { knownCustomers } from './fragments.ts';
import type { Relation } from './relation.ts';

/** Whether deals that did not close on the day they opened usually take long. */
const usuallyLong = `(SELECT count() >= ${cyclesToKnow} AND quantileExactInclusive(0.5)(toInt32(closed_day) - toInt32(opened_day)) >= ${longCycleDays}
  FROM ledger_deals WHERE ${ofSnapshot} AND outcome IN ('won', 'lost') AND closed_day > opened_day)`;

/** The first day of sales that name a deal; any source's, since CRM and accounting are rarely one. */
const namedSales = `SELECT deal_id, min(day) AS first_day FROM ledger_lines
  WHERE ${ofSnapshot} AND deal_id != '' AND NOT is_refund GROUP BY deal_id`;

/** Deals as the ledger has them, with how much of their history was dated and whether sales followed. */
export const dealsRelation: Relation = {
  rows: `WITH ${usuallyLong} AS usually_long, (SELECT count() > 0 FROM (${namedSales})) AS sales_name_deals
    SELECT d.deal_id AS id, d.source AS source, d.customer AS key, d.opened_day AS day, d.amount_minor AS minor,
      d.opened_day AS opened_day, d.closed_day AS closed_day, toString(d.outcome) AS outcome, f.stages AS stages, f.priced AS priced,
      s.deal_id != '' AS has_sale, s.first_day AS sold_day, d.customer IN (${knownCustomers}) AS has_customer,
      if(o.customer = 0, NULL, toNullable(o.last_day)) AS last_order, usually_long, sales_name_deals
    FROM (SELECT * FROM ledger_deals WHERE ${ofSnapshot}) AS d
    LEFT ANY JOIN (
      SELECT source, deal_id, countIf(stage != '' AND stage_entered_at IS NOT NULL) AS stages, countIf(amount IS NOT NULL) > 0 AS priced
      FROM current_deals FINAL
      WHERE ${ofWorkspace} AND ifNull(toDate32(stage_entered_at, {time_zone:String}) <= {as_of:Date32}, true) GROUP BY source, deal_id
    ) AS f ON f.source = d.source AND f.deal_id = d.deal_id
    LEFT ANY JOIN (${namedSales}) AS s ON s.deal_id = d.deal_id
    LEFT ANY JOIN (SELECT customer, max(day) AS last_day FROM ledger_orders WHERE ${ofSnapshot} GROUP BY customer) AS o
      ON o.customer = d.customer`,
  checks: [
    { code: 'deals_without_history', when: 'stages < 2' },
    {
      code: 'deals_closed_before_opening',
      of: `closed_day IS NOT NULL AND opened_day IS NOT NULL`,
      when: 'closed_day < opened_day',
    },
    {
      code: 'deals_closed_on_opening',
      of: `outcome IN ('won', 'lost') AND closed_day IS NOT NULL AND opened_day IS NOT NULL`,
      when: 'closed_day = opened_day AND usually_long',
    },
    { code: 'deals_entered_after_order', of: 'has_sale AND opened_day IS NOT NULL', when: 'sold_day < opened_day' },
    {
      code: 'deals_without_amount',
      of: `outcome IN ('open', 'won')`,
      when: 'NOT priced OR ifNull(minor <= 0, false)',
    },
    {
      code: 'won_deals_without_order',
      of: `outcome = 'won'`,
      when: `if(sales_name_deals, NOT has_sale, last_order IS NULL OR ifNull(last_order < opened_day, false))`,
    },
    { code: 'deals_of_unknown_customers', when: 'key = 0 OR NOT has_customer' },
    { code: 'deals_without_rate', of: 'priced', when: 'minor IS NULL' },
  ],
};

/**
 * First orders a seller took part in, with whether any deal came before, and whether orders of their sales type usually have one: end customers
 * of dealers never do. One whose lines are all classed otherwise is only the first that was recorded.
 */
export const firstOrdersRelation: Relation = {
  rows: `SELECT id, source, key, toNullable(first_day) AS day, minor, has_deal,
      2 * countIf(has_deal) OVER (PARTITION BY sales_type) >= count() OVER (PARTITION BY sales_type) AS is_usual
    FROM (
      SELECT o.*, o.named OR ifNull(d.opened_day <= o.first_day, false) AS has_deal
      FROM (
        SELECT any(order_id) AS id, any(source) AS source, any(customer) AS key, min(day) AS first_day, sum(ifNull(net_minor, 0)) AS minor,
          max(deal_id != '') AS named, min(toString(sales_type)) AS sales_type
        FROM ledger_lines
        WHERE ${ofSnapshot} AND NOT is_refund AND order_key IN (SELECT order_key FROM ledger_orders WHERE ${ofSnapshot} AND rank = 1)
        GROUP BY order_key HAVING max(sales_led) AND max(class = 'first')
      ) AS o
      LEFT ANY JOIN (SELECT customer, min(opened_day) AS opened_day FROM ledger_deals WHERE ${ofSnapshot} AND customer != 0 GROUP BY customer) AS d
        ON d.customer = o.key
    )`,
  checks: [{ code: 'orders_without_deal', of: 'is_usual', when: 'NOT has_deal' }],
};
