import type { Warehouse } from '../../warehouse.ts';
import type { Scope } from '../scope.ts';
import type { Row, Statement } from './sql.ts';
import { uncompiled } from './sql.ts';

/** Statements remembered per engine; the longest unused go first. */
const remembered = 2000;
/** Answers of more rows are not kept: they would fill the memory, and are rare. */
const rowsWorthKeeping = 5000;

const answers = new WeakMap<Warehouse, Map<string, Promise<Row[]>>>();

/**
 * The rows of a statement about one snapshot of a ledger, asked of the engine only once.
 *
 * A snapshot never changes once it is built, so equal statements about it have equal answers. What fails is asked again.
 */
export const countedOnce = (
  warehouse: Warehouse,
  scope: Scope,
  { sql, options }: Pick<Statement, 'sql' | 'options'>,
  isUrgent = false,
): Promise<Row[]> => {
  const known = answers.get(warehouse) ?? new Map<string, Promise<Row[]>>();
  answers.set(warehouse, known);
  const id = JSON.stringify([scope.workspace, scope.snapshot, sql, options.parameters]);
  const found = known.get(id);
  if (found) {
    known.delete(id);
    known.set(id, found);
    return found;
  }
  const rows = warehouse.rows<Row>(sql, {
    ...options,
    settings: { ...options.settings, ...uncompiled },
    isUrgent,
  });
  known.set(id, rows);
  rows.then(
    (list) => list.length > rowsWorthKeeping && known.delete(id),
    () => known.delete(id),
  );
  const oldest = known.keys().next().value;
  if (known.size > remembered && oldest !== undefined) known.delete(oldest);
  return rows;
};
