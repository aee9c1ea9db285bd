import { ofWorkspace, standing } from '../ledger/fragments.ts';
import type { Warehouse } from '../warehouse.ts';

/** More names than any page writes; a catalogue beyond it shows the rest by its codes. */
const most = 50_000;

/** What products are called, by their codes: the name of the row that stands, else of the next that has one. */
export const productNamesOf = (warehouse: Warehouse, workspace: string): Promise<{ id: string; name: string }[]> =>
  warehouse.rows<{ id: string; name: string }>(
    `SELECT product_id AS id, argMinIf(name, ${standing}, name != '') AS name
FROM current_products FINAL WHERE ${ofWorkspace} AND deleted = 0
GROUP BY product_id HAVING name != '' AND name != id ORDER BY id LIMIT ${most}`,
    { parameters: { workspace } },
  );
