import type { Period } from '../../../model/days.ts';
import type { RevenueClass } from '../../../model/stages.ts';
import { dayOf, ofSnapshot } from '../ledger/fragments.ts';
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
  wonDeals: number;
  wonWithProfit: number;
  buyers: number;
  buyersWithCosts: number;
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
  wonDeals: 0,
  wonWithProfit: 0,
  buyers: 0,
  buyersWithCosts: 0,
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

/** Deals closed in the period that went alike: their stages in the order of entering them, what they sold, and how they ended. */
export type DealWay = { stages: string[]; kind: RevenueClass | ''; outcome: string; process: string; deals: number };

const ofPeriod = 'closed_day >= {from:Date32} AND closed_day < {to:Date32}';

/** What the lines of a deal sold, by deal; of several kinds the rarer one tells what the deal was about. */
const kindsOfDeals = `SELECT deal_id, groupUniqArray(toString(class)) AS classes,
    arrayFirst(kind -> has(classes, kind), ['first', 'winback', 'development', 'regular']) AS kind
  FROM ledger_lines WHERE ${ofSnapshot} AND deal_id != '' AND NOT is_refund GROUP BY deal_id`;

/** Ways deals closed in the period really went, most frequent first; a stage entered again counts again. Deals of one known stage have no way. */
export const dealWays = (
  warehouse: Warehouse,
  { scope, period }: Omit<DesignScope, 'timeZone' | 'asOf'>,
): Promise<DealWay[]> =>
  warehouse.rows(
    `SELECT stages, sold.kind AS kind, toString(outcome) AS outcome, toString(process) AS process, count() AS deals
FROM (SELECT source, deal_id, outcome, process FROM ledger_deals WHERE ${ofSnapshot} AND outcome IN ('won', 'lost') AND ${ofPeriod}) AS deal
INNER JOIN (SELECT source, deal_id, arrayCompact(arrayMap(entry -> entry.2, arraySort(groupArray((stage_entered_at, toString(stage)))))) AS stages
  FROM ${factsOf('deals')} WHERE stage != '' AND stage_entered_at IS NOT NULL GROUP BY source, deal_id HAVING length(stages) > 1) AS history
  ON history.source = deal.source AND history.deal_id = deal.deal_id
LEFT ANY JOIN (${kindsOfDeals}) AS sold ON sold.deal_id = deal.deal_id
GROUP BY stages, kind, outcome, process ORDER BY deals DESC, stages, kind, outcome, process`,
    { parameters: { ...scope, from: period.from, to: period.to } },
  );

/** Campaigns with a touch or a cost in each of some periods. */
export const campaignsByPeriod = (
  warehouse: Warehouse,
  { scope, periods }: Pick<DesignScope, 'scope'> & { periods: readonly Period[] },
): Promise<{ name: string; at: number[] }[]> => {
  const at = (column: string): string =>
    `multiIf(${periods.map(({ from, to }, no) => `${column} >= toDate32('${from}') AND ${column} < toDate32('${to}'), ${no}, `).join('')}-1)`;
  return warehouse.rows(
    `SELECT name, groupUniqArray(period) AS at FROM (
  SELECT toString(campaign) AS name, ${at('month')} AS period FROM ledger_touches WHERE ${ofSnapshot} AND campaign != ''
  UNION ALL SELECT toString(campaign), ${at('day')} FROM ledger_costs WHERE ${ofSnapshot} AND campaign != ''
) WHERE period >= 0 GROUP BY name ORDER BY name`,
    { parameters: scope },
  );
};

/** Customers whose first order of the period is credited to a campaign, by campaign. */
export const newCustomersByCampaign = (
  warehouse: Warehouse,
  { scope, period }: Pick<DesignScope, 'scope' | 'period'>,
): Promise<{ name: string; customers: number }[]> =>
  warehouse.rows(
    `SELECT toString(campaign) AS name, count() AS customers FROM ledger_profiles
WHERE ${ofSnapshot} AND campaign != '' AND ifNull(first_order_day >= {from:Date32} AND first_order_day < {to:Date32}, false)
GROUP BY name ORDER BY name`,
    { parameters: { ...scope, from: period.from, to: period.to } },
  );

/** What is read of interviews at most, the latest first. */
const mostInterviews = 500;

/** What customers said in interactions of some kinds in the period, on the day of their first order or later. */
export const saidByCustomers = async (
  warehouse: Warehouse,
  { scope, period, timeZone, kinds }: Pick<DesignScope, 'scope' | 'period' | 'timeZone'> & { kinds: readonly string[] },
): Promise<string[]> => {
  if (kinds.length === 0) return [];
  const rows = await warehouse.rows<{ text: string }>(
    `SELECT toString(said.text) AS text FROM ${factsOf('interactions')} AS said
INNER JOIN (SELECT customer, first_order_day FROM ledger_profiles WHERE ${ofSnapshot} AND first_order_day IS NOT NULL) AS bought USING (customer)
WHERE has({kinds:Array(String)}, toString(said.kind)) AND said.text != ''
  AND ${dayOf('said.occurred_at')} >= greatest({from:Date32}, bought.first_order_day) AND ${dayOf('said.occurred_at')} < {to:Date32}
ORDER BY said.occurred_at DESC, said.interaction_id LIMIT ${mostInterviews}`,
    { parameters: { ...scope, from: period.from, to: period.to, time_zone: timeZone, kinds: [...kinds] } },
  );
  return rows.map(({ text }) => text);
};

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
 * lost, and those that say why; dealers, and those whose own customers nobody knows; deals won, and those whose gross profit is known; customers who
 * bought, and those all of whose purchases say what the goods cost.
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
FROM (SELECT ifNull(sum(net_minor), 0) AS revenueMinor, ifNull(sumIf(net_minor, cogs_minor IS NULL), 0) AS revenueWithoutMarginMinor,
    uniqExact(customer) AS buyers, buyers - uniqExactIf(customer, cogs_minor IS NULL OR cogs_assumed) AS buyersWithCosts
  FROM ledger_lines WHERE ${ofSnapshot} AND day >= {from:Date32} AND day < {to:Date32}) AS sold
CROSS JOIN (SELECT count() AS openDeals, countIf(customer IN (
    SELECT customer FROM ${factsOf('people')} WHERE customer != 0 AND committee_role != ''
    GROUP BY customer HAVING uniqExact(person_id) >= ${committeeOf})) AS openDealsWithCommittee
  FROM ledger_deals WHERE ${ofSnapshot} AND outcome = 'open' AND ifNull(opened_day <= {as_of:Date32}, true)) AS deals
CROSS JOIN (SELECT count() AS lostDeals, countIf((source, deal_id) IN (
    SELECT source, deal_id FROM ${factsOf('deals')} WHERE loss_reason != '')) AS lostWithReason
  FROM ledger_deals WHERE ${ofSnapshot} AND outcome = 'lost' AND closed_day >= {from:Date32} AND closed_day < {to:Date32}) AS lost
CROSS JOIN (${dealersSql}) AS dealt
CROSS JOIN (SELECT count() AS wonDeals, countIf(deal_id IN (SELECT deal_id FROM ledger_lines WHERE ${ofSnapshot} AND deal_id != '')
    AND deal_id NOT IN (SELECT deal_id FROM ledger_lines WHERE ${ofSnapshot} AND deal_id != '' AND (cogs_minor IS NULL OR net_minor IS NULL))) AS wonWithProfit
  FROM ledger_deals WHERE ${ofSnapshot} AND outcome = 'won' AND ${ofPeriod}) AS won`,
    { parameters },
  );
  return row ?? nothing;
};
