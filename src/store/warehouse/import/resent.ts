import type { FactKind } from '../../../model/facts.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { Warehouse } from '../warehouse.ts';
import { cellColumn } from './fact-columns.ts';

/** The columns of a list of refused rows that say which row each was. */
const told = ['refused_import', 'refused_file', 'refused_line'] as const;

const whole = (column: string): string => `toUInt64OrNull(trimBoth(${column}))`;

/** The statement that notes which refused rows a batch brings again; null where the file is no list of refused rows. */
export const resentStatement = (header: readonly string[]): ((batch: string) => string) | null => {
  const names = header.map((name) => name.toLowerCase());
  const places = told.map((name) => names.indexOf(name));
  if (places.includes(-1)) return null;
  const [refusedImport = '', file = '', line = ''] = places.map(cellColumn);
  return (batch) => `INSERT INTO resent (workspace, import_id, refused_import, file, line)
    SELECT {workspace:String}, {import_id:UInt64}, assumeNotNull(${whole(refusedImport)}), ${file}, assumeNotNull(${whole(line)})
    FROM ${batch} WHERE ${whole(refusedImport)} IS NOT NULL AND ${whole(line)} IS NOT NULL`;
};

/** Notes that the rows of a batch were refused once and came again. Repeated, it changes nothing. */
export const noteResent = async (
  warehouse: Warehouse,
  statement: (batch: string) => string,
  batch: string,
  { workspace, importId }: { workspace: string; importId: number },
): Promise<void> => warehouse.command(statement(batch), { parameters: { workspace, import_id: importId } });

/**
 * Notes which rows refused before came again under their own id: the same source has a fact of that id in this import, or refuses a row of it anew.
 *
 * Nothing is guessed: a row whose id could not be read, or is that of several rows of its file, is known by its number in a list of refused rows, or
 * by its other cells (`alike.ts`). `kinds`: those the import has. Repeated, it changes nothing.
 */
export const noteComeAgain = async (
  warehouse: Warehouse,
  { workspace, importId }: { workspace: string; importId: number },
  kinds: readonly FactKind[],
): Promise<void> => {
  const own = 'workspace = {workspace:String} AND import_id = {import_id:UInt64}';
  const before = 'workspace = {workspace:String} AND import_id < {import_id:UInt64}';
  for (const kind of kinds) {
    const named = 'row_kind = {kind:String} AND row_key != 0';
    const parameters = { workspace, import_id: importId, kind };
    const refused = `FROM quarantine WHERE ${before} AND ${named}`;
    const [found] = await warehouse.rows<{ rows: number }>(`SELECT count() AS rows ${refused}`, { parameters });
    if (!found || found.rows === 0) continue;
    const known = `key IN (SELECT row_key ${refused})`;
    const taken = `FROM versions_${kind} WHERE ${own}`;
    // Of ids that repeat in a file, the second has this one.
    const second = "reinterpretAsUInt128(sipHash128(toString(source), concat(id, '#2')))";
    const repeated = `SELECT key ${taken} AND key IN (SELECT ${second} ${taken} AND ${known})`;
    const anew = `FROM quarantine WHERE ${own} AND ${named}`;
    await warehouse.command(
      `INSERT INTO resent (workspace, import_id, refused_import, file, line)
        SELECT {workspace:String}, {import_id:UInt64}, import_id, file, line ${refused}
          AND (import_id, row_key) IN (SELECT import_id, row_key ${refused} GROUP BY import_id, row_key HAVING count() = 1)
          AND (import_id, row_key) NOT IN (SELECT import_id, key FROM versions_${kind} WHERE ${before} AND ${known})
          AND row_key IN (
            SELECT key ${taken} AND ${known} AND ${second} NOT IN (${repeated}) AND key NOT IN (SELECT row_key ${anew})
            UNION ALL SELECT row_key ${anew} AND row_key NOT IN (SELECT key ${taken} AND ${known}) GROUP BY row_key HAVING count() = 1)`,
      { parameters },
    );
  }
};

/** Says how many rows that waited in quarantine came again with an import; null where none did. */
export const noteOfResent = async (
  warehouse: Warehouse,
  { workspace, importId }: { workspace: string; importId: number },
): Promise<Sentence | null> => {
  const noted = (by: string) =>
    `(import_id, file, line) IN (SELECT refused_import, file, line FROM resent WHERE workspace = {workspace:String} AND import_id ${by} {import_id:UInt64})`;
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM quarantine WHERE workspace = {workspace:String} AND ${noted('=')} AND NOT ${noted('!=')}`,
    { parameters: { workspace, import_id: importId } },
  );
  const rows = found?.rows ?? 0;
  if (rows === 0) return null;
  return {
    ru: `Строк, отклонённых раньше и пришедших снова: ${rows}. В карантине они больше не ждут.`,
    en: `Rows refused before that came again: ${rows}. They wait in quarantine no longer.`,
  };
};
