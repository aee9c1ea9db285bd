import { factKinds } from '../../../model/facts.ts';
import type { Warehouse } from '../warehouse.ts';

/**
 * Deletes every row an import left: for one that never counted, or no longer does.
 *
 * Refused rows, and what it brought again of those refused before, are gone on return. Versions no standing import asserts are never read, so the engine is left to delete them in its own time.
 */
export const dropImport = async (warehouse: Warehouse, workspace: string, importId: number): Promise<void> => {
  const where = 'workspace = {workspace:String} AND import_id = {import_id:UInt64}';
  const parameters = { workspace, import_id: importId };
  for (const table of ['quarantine', 'resent', ...factKinds.map((kind) => `versions_${kind}`)]) {
    const [found] = await warehouse.rows<{ rows: number }>(`SELECT count() AS rows FROM ${table} WHERE ${where}`, {
      parameters,
    });
    if (!found || found.rows === 0) continue;
    // Without the partition it would rewrite the parts of every workspace.
    await warehouse.command(`DELETE FROM ${table} IN PARTITION {workspace:String} WHERE ${where}`, {
      parameters,
      settings: { lightweight_deletes_sync: table.startsWith('versions_') ? 0 : 2 },
    });
  }
};
