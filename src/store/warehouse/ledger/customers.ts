import { type Branches, head, ofWorkspace, standing } from './fragments.ts';

const cells = ['customer_id', 'source', 'name', 'kind', 'segment', 'sales_type', 'created_at', 'tax_id'];

/** Known customers, the standing row of each, with the windows of their segment. */
export const customersSql = (branches: Branches): string => {
  const top = cells.map((cell, at) => `tupleElement(top, ${at + 1}) AS ${cell}`).join(', ');
  // With one source every customer has one row, which stands.
  const rows = branches.manySources
    ? `SELECT customer, ${top} FROM (
        SELECT customer, argMin(tuple(${cells.join(', ')}), ${standing}) AS top
        FROM current_customers FINAL WHERE ${ofWorkspace} GROUP BY customer)`
    : `SELECT customer, ${cells.join(', ')} FROM current_customers FINAL WHERE ${ofWorkspace}`;
  return `INSERT INTO work_customers
    SELECT ${head}, customer, ${cells.join(', ')},
      transform(toString(segment), {segments:Array(String)}, {lost_days:Array(UInt32)}, {lost_after:UInt32}),
      transform(toString(segment), {segments:Array(String)}, {risk_days:Array(UInt32)}, {at_risk_after:UInt32})
    FROM (${rows})`;
};
