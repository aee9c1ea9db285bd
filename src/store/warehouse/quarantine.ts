import type { QuarantinedRow } from '../../model/api.ts';
import type { FactKind } from '../../model/facts.ts';
import type { Sentence } from '../../model/problem.ts';
import { refusalColumns } from './import/layout.ts';
import { reasonText } from './import/reasons.ts';
import type { SqlValue, Warehouse } from './warehouse.ts';

/** Which refused rows: all of a workspace, or those of one import. */
export type QuarantineScope = { workspace: string; importId?: number };

const rowsAtOnce = 2_000;
/** The name under which cells beyond the header's columns, or a row that could not be cut in cells, are kept. */
const rawName = '';

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

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const columnsOf = async (warehouse: Warehouse, scope: QuarantineScope): Promise<string[]> => {
  const { where, parameters } = whereOf(scope);
  const headers = await warehouse.rows<{ names: string[] }>(
    `SELECT mapKeys(cells) AS names FROM quarantine WHERE ${where} GROUP BY names ORDER BY min(import_id), min(line)`,
    { parameters },
  );
  return [...new Set(headers.flatMap(({ names }) => names))].filter((name) => name !== rawName);
};

/**
 * The refused rows as CSV in their own columns, each with its line and the reason in words, to be mended and sent again: the four columns
 * this adds mean nothing on the way back. A row that could not be cut in cells stands whole in `refused_value`.
 *
 * Yields text; the first piece begins with a byte order mark, without which Excel takes UTF-8 for something else.
 */
export async function* quarantineCsv(
  warehouse: Warehouse,
  scope: QuarantineScope,
  language: keyof Sentence,
): AsyncGenerator<string> {
  const columns = await columnsOf(warehouse, scope);
  yield `\ufeff${[...columns, ...refusalColumns].map(quoted).join(',')}\r\n`;
  for (let offset = 0; ; offset += rowsAtOnce) {
    const rows = await read(warehouse, scope, rowsAtOnce, offset);
    const lines = rows.map(({ cells, line, column, value, reason }) => {
      const why = reasonText(reason, column, value)[language];
      const own = columns.map((name) => cells[name] ?? '');
      return `${[...own, String(line), column, cells[rawName] ?? value, why].map(quoted).join(',')}\r\n`;
    });
    yield lines.join('');
    if (rows.length < rowsAtOnce) return;
  }
}
