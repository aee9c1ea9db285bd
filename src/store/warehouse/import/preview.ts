import { factShapes } from '../../../model/facts.ts';
import type { Preview, PreviewedRows, RefusedRows } from '../../../model/importing.ts';
import type { Mapping } from '../../../model/mapping.ts';
import type { Warehouse } from '../warehouse.ts';
import { reasonText } from './reasons.ts';
import type { StagingTables } from './staging.ts';

const firstRows = 8;
const linesShown = 5;

const firstOf = async (
  warehouse: Warehouse,
  mapping: Mapping,
  tables: StagingTables,
  at: number,
): Promise<PreviewedRows | null> => {
  const output = mapping.outputs[at];
  if (!output) return null;
  const columns = factShapes[output.kind].columns.map(({ name }) => name).filter((name) => name in output.columns);
  const cells = columns.map((name) => `ifNull(toString(${name === 'source' ? 'touch_source' : name}), '')`).join(', ');
  const rows = await warehouse.rows<{ cells: string[] }>(
    `SELECT [${cells}] AS cells FROM ${tables.versions[at]} ORDER BY line LIMIT ${firstRows}`,
  );
  return rows.length === 0 ? null : { kind: output.kind, columns, rows: rows.map((row) => row.cells) };
};

/** What a dry run took: its first rows as they would be, and what it refused, by reason. */
export const previewOf = async (
  warehouse: Warehouse,
  mapping: Mapping,
  tables: StagingTables,
): Promise<Pick<Preview, 'first' | 'refused'>> => {
  const first: PreviewedRows[] = [];
  for (const at of mapping.outputs.keys()) {
    const rows = await firstOf(warehouse, mapping, tables, at);
    if (rows && !first.some(({ kind }) => kind === rows.kind)) first.push(rows);
  }
  const found = await warehouse.rows<{ reason: string; column: string; value: string; rows: number; lines: number[] }>(
    `SELECT toString(reason) AS reason, toString(column) AS column, argMin(value, line) AS value, count() AS rows,
      groupArraySorted(${linesShown})(line) AS lines
    FROM ${tables.quarantine} GROUP BY reason, column ORDER BY rows DESC, reason, column`,
  );
  const refused = found.map(
    ({ reason, column, value, rows, lines }): RefusedRows => ({
      reason,
      column,
      text: reasonText(reason, column, value),
      rows,
      lines: lines.map(Number),
    }),
  );
  return { first, refused };
};
