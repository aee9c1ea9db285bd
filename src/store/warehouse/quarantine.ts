import type { FactKind } from '../../model/facts.ts';
import type { QuarantinedRow } from '../../model/imports.ts';
import { reasonText } from './import/reasons.ts';
import type { SqlValue, Warehouse } from './warehouse.ts';

/** Whether a refused row still waits: no later import that stands brought it again. */
export const waits =
  '(import_id, file, line) NOT IN (SELECT refused_import, file, line FROM resent WHERE workspace = {workspace:String})';

/** Which refused rows: all of a workspace, or those of one import. */
export type QuarantineScope = { workspace: string; importId?: number };

type Stored = {
  import_id: number;
  kind: FactKind;
  file: string;
  line: number;
  column: string;
  value: string;
  reason: string;
  cells: Record<string, string>;
};

const whereOf = ({
  workspace,
  importId,
}: QuarantineScope): { where: string; parameters: Record<string, SqlValue> } => ({
  where: `workspace = {workspace:String} AND ${waits}${importId === undefined ? '' : ' AND import_id = {import_id:UInt64}'}`,
  parameters: { workspace, ...(importId === undefined ? {} : { import_id: importId }) },
});

const read = async (warehouse: Warehouse, scope: QuarantineScope, limit: number, offset: number): Promise<Stored[]> => {
  const { where, parameters } = whereOf(scope);
  return warehouse.rows<Stored>(
    `SELECT import_id, kind, file, line, column, value, reason, cells FROM quarantine WHERE ${where}
      ORDER BY import_id, kind, line LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
    { parameters: { ...parameters, limit, offset } },
  );
};

export const countQuarantine = async (warehouse: Warehouse, scope: QuarantineScope): Promise<number> => {
  const { where, parameters } = whereOf(scope);
  const [found] = await warehouse.rows<{ rows: number }>(`SELECT count() AS rows FROM quarantine WHERE ${where}`, {
    parameters,
  });
  return found?.rows ?? 0;
};

/** How many refused rows of each import still wait; imports without any are not in it. */
export const waitingByImport = async (warehouse: Warehouse, workspace: string): Promise<Map<string, number>> => {
  const found = await warehouse.rows<{ import_id: number; rows: number }>(
    `SELECT import_id, count() AS rows FROM quarantine WHERE workspace = {workspace:String} AND ${waits} GROUP BY import_id`,
    { parameters: { workspace } },
  );
  return new Map(found.map(({ import_id: id, rows }) => [String(id), rows]));
};

/** The rows that were refused and not sent again since, with the place and the reason, by import and line. */
export const listQuarantine = async (
  warehouse: Warehouse,
  { limit, offset, ...scope }: QuarantineScope & { limit: number; offset: number },
): Promise<QuarantinedRow[]> =>
  (await read(warehouse, scope, limit, offset)).map((row) => ({
    importId: String(row.import_id),
    file: row.file,
    kind: row.kind,
    line: row.line,
    column: row.column,
    value: row.value,
    reason: row.reason,
    text: reasonText(row.reason, row.column, row.value),
    row: row.cells,
  }));
