import { type Day, daysBetween } from '../../../model/days.ts';
import type { Settings } from '../../../model/settings.ts';
import { ofSnapshot, ofWorkspace } from '../ledger/fragments.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';

/** One contract: whose, its first and last day in force as days since 1970-01-01, and its price a month in minor units (null: no rate). */
export type ContractTerm = {
  id: string;
  name: string;
  segment: string;
  from: number;
  to: number;
  price: number | null;
};

/** The settings by which the price of a contract stays longer, or shorter, than the contract: of the run-rate alone. */
type Staying = Pick<Settings, 'rr_churn_on' | 'rr_past_due_days' | 'rr_pause_days'>;

const endsAsWritten = ({ rr_churn_on: churn, rr_past_due_days: due, rr_pause_days: pause }: Staying): boolean =>
  churn === 'day_after' && due === 0 && pause === 0;

/**
 * Contracts with an end that began by a day, in the order of customer and beginning; one without an end is never due and is left out.
 *
 * They end as written, however long settings have their price stay in the run-rate.
 */
export const contractTerms = async (
  warehouse: Warehouse,
  scope: Scope,
  by: Day,
  staying: Staying,
): Promise<ContractTerm[]> =>
  warehouse.rows<ContractTerm>(
    `SELECT p.subject AS id, p.name AS name, ifNull(toString(p.segment), '') AS segment, toInt32(c.\`from\`) AS from, toInt32(assumeNotNull(c.\`to\`)) AS to,
      toFloat64(c.monthly_minor) AS price
    FROM (${endsAsWritten(staying) ? inForce : written}) AS c
    LEFT JOIN (SELECT customer, subject, name, segment FROM ledger_profiles WHERE ${ofSnapshot}) AS p USING (customer)
    ORDER BY id, from, to`,
    { parameters: { workspace: scope.workspace, snapshot: scope.snapshot, by: daysBetween('1970-01-01', by) } },
  );

const inForce = `SELECT customer, \`from\`, \`to\`, monthly_minor FROM ledger_contracts
  WHERE ${ofSnapshot} AND \`to\` IS NOT NULL AND toInt32(\`from\`) <= {by:Int32}`;
const written = `SELECT customer, \`from\`, ifNull(line.contract_to, \`to\`) AS \`to\`, monthly_minor
  FROM (SELECT *, source AS of, line_id AS id FROM ledger_contracts WHERE ${ofSnapshot} AND \`to\` IS NOT NULL AND toInt32(\`from\`) <= {by:Int32}) AS contract
  LEFT ANY JOIN (SELECT source, line_id, contract_to FROM current_order_lines FINAL WHERE ${ofWorkspace} AND contract_to IS NOT NULL) AS line
    ON line.source = contract.of AND line.line_id = contract.id`;

/** Segments in which a contract without an end is in force, or was: nothing tells when it is due. '' is customers without a segment. */
export const segmentsWithoutEnd = async (warehouse: Warehouse, scope: Scope): Promise<string[]> => {
  const rows = await warehouse.rows<{ segment: string }>(
    `SELECT DISTINCT ifNull(toString(p.segment), '') AS segment
    FROM (SELECT customer FROM ledger_contracts WHERE ${ofSnapshot} AND \`to\` IS NULL) AS c
    LEFT JOIN (SELECT customer, segment FROM ledger_profiles WHERE ${ofSnapshot}) AS p USING (customer)
    ORDER BY segment`,
    { parameters: { workspace: scope.workspace, snapshot: scope.snapshot } },
  );
  return rows.map(({ segment }) => segment);
};
