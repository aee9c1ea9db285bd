import type { Doubt } from '../../analysis/derivation/policy.ts';
import type { Warehouse } from './warehouse.ts';

/**
 * Keeps doubts beside the facts and tells how many of them are new.
 *
 * What was said of a customer silent after the same order stays as it was said first, so that no stage's past changes when a model is fitted anew.
 */
export const keepDoubts = async (
  warehouse: Warehouse,
  workspace: string,
  doubts: readonly Doubt[],
): Promise<number> => {
  if (doubts.length === 0) return 0;
  const said = await warehouse.rows<Doubt>(
    'SELECT customer_id AS customer, toString(after) AS after, toString(min(`on`)) AS on FROM doubts WHERE workspace = {workspace:String} GROUP BY customer_id, after',
    { parameters: { workspace } },
  );
  const known = new Map(said.map(({ customer, after, on }) => [JSON.stringify([customer, after]), on]));
  const rows = doubts
    .filter(({ customer, after, on }) => (known.get(JSON.stringify([customer, after])) ?? '9999') > on)
    .map(({ customer, after, on }) => JSON.stringify({ workspace, customer_id: customer, after, on }));
  if (rows.length > 0)
    await warehouse.insert('INSERT INTO doubts FORMAT JSONEachRow', Buffer.from(`${rows.join('\n')}\n`));
  return rows.length;
};
