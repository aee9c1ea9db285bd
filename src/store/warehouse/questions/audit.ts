import { ofSnapshot } from '../ledger/fragments.ts';
import type { Warehouse } from '../warehouse.ts';
import type { DesignScope } from './design.ts';
import { factsOf } from './quality/fragments.ts';

/** What the ten questions ask of the ledger beside its metrics; money in minor units. */
export type AuditTally = {
  revenueMinor: number;
  revenueWithoutMarginMinor: number;
  openDeals: number;
  openDealsWithCommittee: number;
  lostDeals: number;
  lostWithReason: number;
  dealers: number;
  dealersUnseen: number;
  dealersUnseenMinor: number;
};

const nothing: AuditTally = {
  revenueMinor: 0,
  revenueWithoutMarginMinor: 0,
  openDeals: 0,
  openDealsWithCommittee: 0,
  lostDeals: 0,
  lostWithReason: 0,
  dealers: 0,
  dealersUnseen: 0,
  dealersUnseenMinor: 0,
};

/** Deals lost in the period by the reason they tell, largest amount first; '' for none. */
export const lossReasons = (
  warehouse: Warehouse,
  { scope, period }: Omit<DesignScope, 'timeZone' | 'asOf'>,
): Promise<{ reason: string; deals: number; minor: number }[]> =>
  warehouse.rows(
    `SELECT told.reason AS reason, count() AS deals, ifNull(sum(amount_minor), 0) AS minor
FROM (SELECT source, deal_id, amount_minor FROM ledger_deals
  WHERE ${ofSnapshot} AND outcome = 'lost' AND closed_day >= {from:Date32} AND closed_day < {to:Date32}) AS deal
LEFT ANY JOIN (SELECT source, deal_id, argMax(loss_reason, revision) AS reason FROM ${factsOf('deals')}
  WHERE loss_reason != '' GROUP BY source, deal_id) AS told ON told.source = deal.source AND told.deal_id = deal.deal_id
GROUP BY reason ORDER BY minor DESC, reason`,
    { parameters: { ...scope, from: period.from, to: period.to } },
  );

/** A decision is told with its people from this many roles on. */
const committeeOf = 2;

/** What was bought by customers who are partners, and by those of them whom no customer's card and no line names as its partner. */
const dealersSql = `SELECT uniqExact(customer) AS dealers, uniqExactIf(customer, unseen) AS dealersUnseen, ifNull(sumIf(minor, unseen), 0) AS dealersUnseenMinor
  FROM (SELECT customer, sum(net_minor) AS minor FROM ledger_lines
    WHERE ${ofSnapshot} AND day >= {from:Date32} AND day < {to:Date32} AND customer IN (
      SELECT customer FROM ${factsOf('customers')} WHERE kind = 'partner') GROUP BY customer) AS bought
  LEFT JOIN (SELECT customer, max(customer_id IN (
      SELECT partner_id FROM ${factsOf('customers')} WHERE partner_id != '')) = 0 AS unseen
    FROM ${factsOf('customers')} WHERE kind = 'partner' GROUP BY customer) AS cards USING (customer)`;

/**
 * Revenue of the period and that without a cost of goods; deals open at the as-of day, and those of customers whose people's roles are known; deals
 * lost, and those that say why; dealers, and those whose own customers nobody knows.
 */
export const auditTally = async (
  warehouse: Warehouse,
  { scope, period, asOf }: Omit<DesignScope, 'timeZone'>,
): Promise<AuditTally> => {
  const parameters = {
    workspace: scope.workspace,
    snapshot: scope.snapshot,
    from: period.from,
    to: period.to,
    as_of: asOf,
  };
  const [row] = await warehouse.rows<AuditTally>(
    `SELECT *
FROM (SELECT ifNull(sum(net_minor), 0) AS revenueMinor, ifNull(sumIf(net_minor, cogs_minor IS NULL), 0) AS revenueWithoutMarginMinor
  FROM ledger_lines WHERE ${ofSnapshot} AND day >= {from:Date32} AND day < {to:Date32}) AS sold
CROSS JOIN (SELECT count() AS openDeals, countIf(customer IN (
    SELECT customer FROM ${factsOf('people')} WHERE customer != 0 AND committee_role != ''
    GROUP BY customer HAVING uniqExact(person_id) >= ${committeeOf})) AS openDealsWithCommittee
  FROM ledger_deals WHERE ${ofSnapshot} AND outcome = 'open' AND ifNull(opened_day <= {as_of:Date32}, true)) AS deals
CROSS JOIN (SELECT count() AS lostDeals, countIf((source, deal_id) IN (
    SELECT source, deal_id FROM ${factsOf('deals')} WHERE loss_reason != '')) AS lostWithReason
  FROM ledger_deals WHERE ${ofSnapshot} AND outcome = 'lost' AND closed_day >= {from:Date32} AND closed_day < {to:Date32}) AS lost
CROSS JOIN (${dealersSql}) AS dealt`,
    { parameters },
  );
  return row ?? nothing;
};
