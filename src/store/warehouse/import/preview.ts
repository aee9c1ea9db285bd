import { type FactKind, factShapes } from '../../../model/facts.ts';
import type { Preview, PreviewedRows, RefusedRows } from '../../../model/importing.ts';
import type { Mapping } from '../../../model/mapping.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { Warehouse } from '../warehouse.ts';
import { reasonText } from './reasons.ts';
import type { StagingTables } from './staging.ts';

const firstRows = 8;
const linesShown = 5;

/** A column's cell as its file would write it: moments by the clock of `timeZone`, without a time at midnight. */
const cellOf = (kind: FactKind, name: string): string => {
  const column = name === 'source' ? 'touch_source' : name;
  const type = factShapes[kind].columns.find((each) => each.name === name)?.type;
  if (type === 'month') return `ifNull(substring(toString(${column}), 1, 7), '')`;
  if (type !== 'moment') return `ifNull(toString(${column}), '')`;
  return `replaceRegexpOne(ifNull(formatDateTime(${column}, '%F %T', {timeZone:String}), ''), ' 00:00:00$', '')`;
};

const firstOf = async (
  warehouse: Warehouse,
  mapping: Mapping,
  tables: StagingTables,
  at: number,
  timeZone: string,
): Promise<PreviewedRows | null> => {
  const output = mapping.outputs[at];
  if (!output) return null;
  const columns = factShapes[output.kind].columns.map(({ name }) => name).filter((name) => name in output.columns);
  const cells = columns.map((name) => cellOf(output.kind, name)).join(', ');
  const rows = await warehouse.rows<{ cells: string[] }>(
    `SELECT [${cells}] AS cells FROM ${tables.versions[at]} ORDER BY line LIMIT ${firstRows}`,
    { parameters: { timeZone } },
  );
  return rows.length === 0 ? null : { kind: output.kind, columns, rows: rows.map((row) => row.cells) };
};

/** Of rows refused for one reason the first value is shown; the others need not be the same. */
const andOthers = ({ ru, en }: Sentence): Sentence => ({
  ru: `${ru} Другие значения не приняты по той же причине.`,
  en: `${en} Other values were refused for the same reason.`,
});

/** What a dry run took: its first rows as they would be, by the clock of `timeZone`, and what it refused, by reason. */
export const previewOf = async (
  warehouse: Warehouse,
  mapping: Mapping,
  tables: StagingTables,
  timeZone: string,
): Promise<Pick<Preview, 'first' | 'refused'>> => {
  const first: PreviewedRows[] = [];
  for (const at of mapping.outputs.keys()) {
    const rows = await firstOf(warehouse, mapping, tables, at, timeZone);
    if (rows && !first.some(({ kind }) => kind === rows.kind)) first.push(rows);
  }
  type Found = { reason: string; column: string; value: string; values: number; rows: number; lines: number[] };
  const found = await warehouse.rows<Found>(
    `SELECT toString(reason) AS reason, toString(column) AS column, argMin(q.value, line) AS value, uniq(q.value) AS values,
      count() AS rows,
      groupArraySorted(${linesShown})(line) AS lines
    FROM ${tables.quarantine} AS q GROUP BY reason, column ORDER BY rows DESC, reason, column`,
  );
  const refused = found.map(
    ({ reason, column, value, values, rows, lines }): RefusedRows => ({
      reason,
      column,
      text: Number(values) > 1 ? andOthers(reasonText(reason, column, value)) : reasonText(reason, column, value),
      rows,
      lines: lines.map(Number),
    }),
  );
  return { first, refused };
};
