import { type Branches, currentFacts, dayOf, head, minorOf, ofSnapshot, ofWorkspace, rateJoin } from './fragments.ts';

/** Deals from their stage history; each cell is that of the latest row that fills it. A deal to be closed after the as-of day is open. */
export const dealsSql = (branches: Branches): string => {
  const latest = branches.dealHistory
    ? `(ifNull(toUnixTimestamp64Milli(stage_entered_at), -1), ifNull(toUnixTimestamp64Milli(updated_at), -1), id)`
    : '0';
  const filled = (cell: string): string => `argMaxIf(${cell}, ${latest}, ${cell} != '') AS d_${cell}`;
  return `INSERT INTO ledger_deals
    SELECT ${head}, d.deal_id, d.source, d.d_customer, d.opened_day, d.closed_day, d.outcome,
      if(d.priced, ${minorOf(branches, 'd.d_amount', 'd.d_currency')}, NULL),
      d.d_process, d.d_channel, d.d_campaign, d.d_product_id, c.segment, c.sales_type, d.d_owner, d.opened_at,
      if(d.outcome IN ('lost', 'none'), greatest(d.opened_day, ifNull(d.closed_day, d.opened_day)), NULL)
    FROM (
      SELECT *, ${dayOf('opened_at')} AS opened_day,
        ${dayOf('coalesce(last_closed.1, decided_entered.1)')} AS known_closing,
        if(decided IN ('won', 'lost', 'none') AND NOT ifNull(known_closing > {as_of:Date32}, false), decided, 'open') AS outcome,
        if(outcome = 'open', NULL, known_closing) AS closed_day,
        coalesce(closed_day, opened_day, {as_of:Date32}) AS rate_day
      FROM (
        SELECT source, deal_id, argMaxIf(customer, ${latest}, customer != 0) AS d_customer,
          coalesce(min(opened_at), min(stage_entered_at)) AS opened_at,
          argMaxIf(toString(outcome), ${latest}, outcome != '') AS decided,
          argMaxIf(tuple(stage_entered_at), ${latest}, outcome != '') AS decided_entered,
          argMaxIf(tuple(closed_at), ${latest}, closed_at IS NOT NULL) AS last_closed,
          countIf(amount IS NOT NULL) > 0 AS priced,
          argMaxIf(assumeNotNull(amount), ${latest}, amount IS NOT NULL) AS d_amount,
          argMaxIf(toString(currency), ${latest}, amount IS NOT NULL) AS d_currency,
          ${['process', 'owner', 'channel', 'campaign', 'product_id'].map(filled).join(', ')}
        FROM ${currentFacts(branches, 'deals')}
        WHERE ${ofWorkspace} AND ifNull(${dayOf('stage_entered_at')} <= {as_of:Date32}, true)
        GROUP BY source, deal_id
      )
    ) AS d
    LEFT ANY JOIN (SELECT * FROM {work_customers:Identifier} WHERE ${ofSnapshot}) AS c ON c.customer = d.d_customer
    ${rateJoin(branches, 'd.d_currency', 'd.rate_day')}
    WHERE ifNull(d.opened_day <= {as_of:Date32}, true)`;
};
