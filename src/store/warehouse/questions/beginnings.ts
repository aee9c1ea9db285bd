import { type Day, daysBetween } from '../../../model/days.ts';
import { ofSnapshot } from '../ledger/fragments.ts';
import type { Warehouse } from '../warehouse.ts';
import { purchaseDaysSql } from './purchases.ts';
import type { Scope } from './scope.ts';

/**
 * So many customers of a segment who began on one day, `age` days ago, with the days from it to their first order without a contract and to the beginning of
 * their first contract (null: not yet).
 */
export type BegunRow = {
  segment: string;
  age: number;
  order: number | null;
  contract: number | null;
  customers: number;
};

/** When customers of some segments came to purchases and to contracts with an end, by a day inclusive. */
export const beginningsBy = (
  warehouse: Warehouse,
  scope: Scope,
  by: Day,
  segments: readonly string[],
): Promise<BegunRow[]> =>
  warehouse.rows<BegunRow>(
    `SELECT segment, toInt32({by:Int32} - born) AS age, toInt32(bought - born) AS order, toInt32(contracted - born) AS contract, toUInt32(count()) AS customers
    FROM (
      SELECT customer, min(d) AS born, minOrNullIf(d, NOT is_contract) AS bought, minOrNullIf(d, is_contract) AS contracted
      FROM (
        SELECT customer, d, false AS is_contract FROM (${purchaseDaysSql})
        UNION ALL
        SELECT customer, toInt32(\`from\`) AS d, true AS is_contract FROM ledger_contracts WHERE ${ofSnapshot} AND \`to\` IS NOT NULL
      )
      WHERE d <= {by:Int32} GROUP BY customer
    ) AS begun
    INNER JOIN (SELECT customer, ifNull(toString(segment), '') AS segment FROM ledger_profiles WHERE ${ofSnapshot}) AS p USING (customer)
    WHERE segment IN {segments:Array(String)}
    GROUP BY segment, age, order, contract
    ORDER BY segment, age, order, contract`,
    {
      parameters: {
        workspace: scope.workspace,
        snapshot: scope.snapshot,
        by: daysBetween('1970-01-01', by),
        one_in: 1,
        segments: [...segments],
      },
    },
  );
