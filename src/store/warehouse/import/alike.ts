import type { FactKind } from '../../../model/facts.ts';
import type { ImportJournal } from '../../import-journal.ts';
import { waits } from '../quarantine.ts';
import type { Warehouse } from '../warehouse.ts';
import { cellColumn } from './fact-columns.ts';
import { textMark } from './tables/batch.ts';

/**
 * Rows of an import that say what a refused row says in all cells but the one it was refused for.
 *
 * Where a layout makes the id of a row out of what it says (a day and a campaign, a month and an item), the mended cell is in the id: the row comes
 * again under another, and only its other cells tell which it was.
 */
export type Alike = {
  /** Where they are kept until the file is at its end. */
  table: string;
  /** Notes which of a batch's rows are such; they still stand as the file writes them. */
  note: (batch: string) => Promise<void>;
};

type Scope = { workspace: string; importId: number };

/** What an import looks for among earlier ones: those of the same source and layout. */
type Sought = Scope & { source: string; layout: string; header: readonly string[]; table: string };

const waitingOf = (imports: readonly number[]): string =>
  `workspace = {workspace:String} AND import_id IN (${imports.join(', ')}) AND column != '' AND ${waits}`;

/**
 * Makes ready to look for rows alike: null where no row of an earlier import of the same source and layout waits for a cell of a column that is in
 * the file.
 */
export const alikeOf = async (
  warehouse: Warehouse,
  journal: ImportJournal,
  { workspace, importId, source, layout, header, table }: Sought,
): Promise<Alike | null> => {
  const imports = (await journal.list(workspace))
    .filter((record) => record.source === source && record.layout === layout && record.state === 'done')
    .map(({ id }) => Number(id))
    .filter((id) => id < importId);
  if (imports.length === 0) return null;
  const waiting = waitingOf(imports);
  const found = await warehouse.rows<{ column: string }>(
    `SELECT DISTINCT toString(column) AS column FROM quarantine WHERE ${waiting}`,
    { parameters: { workspace } },
  );
  const places = found.map(({ column }) => header.indexOf(column)).filter((at) => at >= 0);
  if (places.length === 0) return null;
  await warehouse.command(
    `CREATE OR REPLACE TABLE ${table} (line UInt64, refused_import UInt64, refused_file String, refused_line UInt64) ENGINE = Memory`,
  );
  const names = Object.fromEntries(header.map((name, at) => [`head_${at}`, name]));
  const said = (texts: readonly string[]) => `sipHash128([${texts.join(', ')}, ''])`;
  const note = async (batch: string): Promise<void> => {
    for (const place of places) {
      const others = header.map((_, at) => at).filter((at) => at !== place);
      const here = others.map((at) => `trimBoth(replaceAll(${cellColumn(at)}, {mark:String}, ''))`);
      const there = others.map((at) => `trimBoth(cells[{head_${at}:String}])`);
      await warehouse.command(
        `INSERT INTO ${table} SELECT line, import_id, file, refused_line
          FROM (SELECT _line AS line, ${said(here)} AS said FROM ${batch} WHERE _flag = '') AS rows
          INNER JOIN (
            SELECT import_id, file, line AS refused_line, ${said(there)} AS said FROM quarantine
            WHERE ${waiting} AND column = {head_${place}:String}
          ) AS refused USING said`,
        { parameters: { ...names, workspace, mark: textMark } },
      );
    }
  };
  return { table, note };
};

/**
 * Notes which refused rows came again under another id, once the file is at its end.
 *
 * Nothing is guessed. The file has to be the earlier one once more: every fact that import took of `kind`, and there is one, comes again. Among rows
 * alike those the earlier import took itself are left aside, and exactly one row has to be left, like exactly one refused row.
 */
export const noteAlike = async (
  warehouse: Warehouse,
  { table }: Alike,
  { workspace, importId }: Scope,
  kind: FactKind,
): Promise<void> => {
  const own = 'workspace = {workspace:String} AND import_id = {import_id:UInt64}';
  const mine = `SELECT key FROM versions_${kind} WHERE ${own} UNION ALL SELECT row_key FROM quarantine WHERE ${own} AND row_kind = {kind:String}`;
  const taken = `FROM versions_${kind} WHERE workspace = {workspace:String} AND import_id IN (SELECT refused_import FROM ${table})`;
  await warehouse.command(
    `INSERT INTO resent (workspace, import_id, refused_import, file, line)
      WITH open AS (
        SELECT DISTINCT alike.line AS line, refused_import, refused_file, refused_line
        FROM ${table} AS alike LEFT JOIN (SELECT line, key FROM versions_${kind} WHERE ${own}) AS fact ON fact.line = alike.line
        WHERE (refused_import, fact.key) NOT IN (SELECT import_id, key ${taken})
          AND (refused_import, refused_file, refused_line) NOT IN (SELECT refused_import, file, line FROM resent WHERE workspace = {workspace:String})
          AND refused_import IN (SELECT import_id ${taken} GROUP BY import_id HAVING countIf(key NOT IN (${mine})) = 0)
      )
      SELECT {workspace:String}, {import_id:UInt64}, refused_import, refused_file, refused_line FROM open
      WHERE (refused_import, refused_file, refused_line) IN (
          SELECT refused_import, refused_file, refused_line FROM open GROUP BY ALL HAVING count() = 1)
        AND (refused_import, line) IN (SELECT refused_import, line FROM open GROUP BY ALL HAVING count() = 1)`,
    { parameters: { workspace, import_id: importId, kind } },
  );
};
