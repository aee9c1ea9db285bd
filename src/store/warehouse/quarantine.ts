import type { FactKind } from '../../model/facts.ts';
import type { QuarantinedRow } from '../../model/imports.ts';
import { reasonText } from './import/reasons.ts';
import type { SqlValue, Warehouse } from './warehouse.ts';

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
  where: `workspace = {workspace:String}${importId === undefined ? '' : ' AND import_id = {import_id:UInt64}'}`,
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

/** The rows that were refused, with the place and the reason, by import and line. */
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
