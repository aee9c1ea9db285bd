import { factKinds } from '../../model/facts.ts';
import type { Warehouse } from './warehouse.ts';

/** One piece of the facts as tab-separated text with a header: a table, a workspace and a range of keys. */
export type FactsPiece = { table: string; workspace: string; rows: number; bytes: Uint8Array };

const keyed = factKinds.flatMap((kind) => [`versions_${kind}`, `current_${kind}`]);
/** Every table of facts; ledgers are not among them: they are built anew. */
export const factTables: readonly string[] = [...keyed, 'quarantine', 'resent', 'doubts'];

/** Tables whose rows have no key: they are one piece. */
const keyless = new Set(['quarantine', 'resent', 'doubts']);

/** Rows of a piece: some tens of megabytes, held in memory one at a time. */
const pieceRows = 200_000;
/** Exact for every type there is, readable by anybody, and taken by column name, so that tables may grow. */
const format = 'TabSeparatedWithNames';
const keySpace = 2n ** 128n;

/** What of a table counts: of current facts the winners, without what was deleted. */
const readOf = (table: string): string =>
  table.startsWith('current_') ? `${table} FINAL WHERE deleted = 0 AND` : `${table} WHERE`;

/**
 * Reads all facts of a workspace, piece by piece.
 *
 * Keys are hashes, so equal ranges of them hold about equally many rows. Nobody may change the facts meanwhile.
 */
export async function* dumpFacts(warehouse: Warehouse, workspace: string): AsyncGenerator<FactsPiece> {
  for (const table of factTables) {
    const [counted] = await warehouse.rows<{ rows: number }>(
      `SELECT count() AS rows FROM ${readOf(table)} workspace = {workspace:String}`,
      { parameters: { workspace } },
    );
    const rows = counted?.rows ?? 0;
    if (rows === 0) continue;
    const pieces = keyless.has(table) ? 1n : BigInt(Math.ceil(rows / pieceRows));
    for (let piece = 0n; piece < pieces; piece += 1n) {
      const from = (keySpace * piece) / pieces;
      const last = (keySpace * (piece + 1n)) / pieces - 1n;
      const range = keyless.has(table) ? '' : ' AND key BETWEEN toUInt128({from:String}) AND toUInt128({last:String})';
      const bytes = await warehouse.bytes(
        `SELECT * FROM ${readOf(table)} workspace = {workspace:String}${range}`,
        format,
        { parameters: { workspace, ...(range === '' ? {} : { from: String(from), last: String(last) }) } },
      );
      if (bytes.length > 0) yield { table, workspace, rows, bytes };
    }
  }
}

/** Puts a piece back into its table. */
export const loadFacts = async (warehouse: Warehouse, table: string, bytes: Uint8Array): Promise<void> => {
  if (!factTables.includes(table)) throw new Error(`No table of facts: ${table}`);
  await warehouse.insert(`INSERT INTO ${table} FORMAT ${format}`, bytes);
};

/** Deletes the facts, their digests and the ledgers of all workspaces. */
export const deleteEverything = async (warehouse: Warehouse): Promise<void> => {
  const tables = await warehouse.rows<{ name: string }>(
    "SELECT name FROM system.tables WHERE database = currentDatabase() AND (name IN {facts:Array(String)} OR startsWith(name, 'ledger_') OR startsWith(name, 'digest'))",
    { parameters: { facts: factTables } },
  );
  for (const { name } of tables) await warehouse.command(`TRUNCATE TABLE ${name}`);
};
