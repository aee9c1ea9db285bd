import { type Day, daysBetween } from '../../../model/period.ts';
import { ofSnapshot } from '../ledger/fragments.ts';
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

/** Contracts with an end that began by a day, in the order of customer and beginning; one without an end is never due and is left out. */
export const contractTerms = async (warehouse: Warehouse, scope: Scope, by: Day): Promise<ContractTerm[]> =>
  warehouse.rows<ContractTerm>(
    `SELECT p.subject AS id, p.name AS name, ifNull(toString(p.segment), '') AS segment, toInt32(c.\`from\`) AS from, toInt32(assumeNotNull(c.\`to\`)) AS to,
      toFloat64(c.monthly_minor) AS price
    FROM (SELECT customer, \`from\`, \`to\`, monthly_minor FROM ledger_contracts
      WHERE ${ofSnapshot} AND \`to\` IS NOT NULL AND toInt32(\`from\`) <= {by:Int32}) AS c
    LEFT JOIN (SELECT customer, subject, name, segment FROM ledger_profiles WHERE ${ofSnapshot}) AS p USING (customer)
    ORDER BY id, from, to`,
    { parameters: { workspace: scope.workspace, snapshot: scope.snapshot, by: daysBetween('1970-01-01', by) } },
  );

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
