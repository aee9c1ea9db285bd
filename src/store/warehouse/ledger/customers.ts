import { type Branches, currentFacts, goesBy, head, ofWorkspace, standing } from './fragments.ts';
import type { Joined } from './joins.ts';

const cells = ['source', 'name', 'kind', 'segment', 'sales_type', 'tax_id'] as const;

/**
 * The order in which the rows of one customer are asked for a cell: those of the record it goes by first, then the last updated, then the
 * first source by name.
 */
export const place = (branches: Joined): string => `(customer_id != ${goesBy(branches)}, ${standing}, customer_id)`;

/** The row of a customer's records that says the earliest when it was created. */
export const createdBy = `(created_at, customer_id != goes_by, ${standing}, customer_id)`;

/** Known customers, put together column by column of the rows that have the cell filled, with the windows of their segment. */
export const customersSql = (branches: Branches): string => {
  const { joined, manySources } = branches;
  const rows = `SELECT * FROM ${currentFacts(branches, 'customers')} WHERE ${ofWorkspace}`;
  const single = `SELECT customer, ${goesBy(branches)} AS id, created_at, ${cells.join(', ')}`;
  const several = `customer IN (SELECT customer FROM (${rows}) GROUP BY customer HAVING count() > 1)`;
  const filled = cells.map((cell) => `argMinIf(${cell}, ${place(branches)}, ${cell} != '')`).join(', ');
  // Nearly every customer has one row, which is all there is to say.
  const known =
    joined || manySources
      ? `${single} FROM (${rows}) WHERE NOT ${several}
        UNION ALL SELECT customer, any(${goesBy(branches)}), min(created_at), ${filled} FROM (${rows}) WHERE ${several} GROUP BY customer`
      : `${single} FROM (${rows})`;
  return `INSERT INTO {work_customers:Identifier}
    SELECT ${head}, customer, id, source, name, kind, segment, sales_type, created_at, tax_id,
      transform(toString(segment), {segments:Array(String)}, {lost_days:Array(UInt32)}, {lost_after:UInt32}),
      transform(toString(segment), {segments:Array(String)}, {risk_days:Array(UInt32)}, {at_risk_after:UInt32})
    FROM (${known})`;
};
