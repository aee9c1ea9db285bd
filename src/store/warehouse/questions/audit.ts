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
};

/** A decision is told with its people from this many roles on. */
const committeeOf = 2;

/** Revenue of the period and that without a cost of goods; deals open at the as-of day, and those of customers whose people's roles are known. */
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
    `SELECT revenueMinor, revenueWithoutMarginMinor, openDeals, openDealsWithCommittee
FROM (SELECT ifNull(sum(net_minor), 0) AS revenueMinor, ifNull(sumIf(net_minor, cogs_minor IS NULL), 0) AS revenueWithoutMarginMinor
  FROM ledger_lines WHERE ${ofSnapshot} AND day >= {from:Date32} AND day < {to:Date32}) AS sold
CROSS JOIN (SELECT count() AS openDeals, countIf(customer IN (
    SELECT customer FROM ${factsOf('people')} WHERE customer != 0 AND committee_role != ''
    GROUP BY customer HAVING uniqExact(person_id) >= ${committeeOf})) AS openDealsWithCommittee
  FROM ledger_deals WHERE ${ofSnapshot} AND outcome = 'open' AND ifNull(opened_day <= {as_of:Date32}, true)) AS deals`,
    { parameters },
  );
  return row ?? { revenueMinor: 0, revenueWithoutMarginMinor: 0, openDeals: 0, openDealsWithCommittee: 0 };
};
