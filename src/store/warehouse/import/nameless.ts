import { type FactKind, factShapes } from '../../../model/facts.ts';
import type { Warehouse } from '../warehouse.ts';

/**
 * Gives rows an id that wait for the whole file: those without one the hash of what they say, and which time in the file it is said; those whose id
 * may repeat theirs, with its place among equal ones from the second on.
 *
 * So the same file sent again names the same rows, and two equal rows of a file stay two.
 */
export const nameNameless = async (
  warehouse: Warehouse,
  kind: FactKind,
  tables: { nameless: string; versions: string },
  isNumbered: boolean,
): Promise<void> => {
  const { nameless, versions } = tables;
  const [found] = await warehouse.rows<{ rows: number }>(`SELECT count() AS rows FROM ${nameless}`);
  if (!found || found.rows === 0) return;
  const columns = await warehouse.rows<{ name: string }>(
    `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = {table:String}
      AND name NOT IN ('id', 'key') ORDER BY position`,
    { parameters: { table: `versions_${kind}` } },
  );
  const kept = columns.map(({ name }) => name).join(', ');
  // The column that names a row says its whole name.
  const [named, ...more] = factShapes[kind].identity;
  const values = kept
    .split(', ')
    .map((column) => (isNumbered && more.length === 0 && column === named ? 'name' : column));
  const same = isNumbered ? 'id' : 'hash';
  const name = isNumbered
    ? "if(n > 1, concat(facts.id, '#', toString(n)), facts.id)"
    : "concat(lower(hex(hash)), '#', toString(greatest(n, 1)))";
  // Only what occurs more than once has to be numbered; everything else is its first.
  await warehouse.command(`INSERT INTO ${versions} (${kept}, id, key)
SELECT ${values.join(', ')}, ${name} AS name, reinterpretAsUInt128(sipHash128(toString(source), name))
FROM ${nameless} AS facts LEFT JOIN (
  SELECT line AS at, row_number() OVER (PARTITION BY ${same} ORDER BY line) AS n FROM ${nameless}
  WHERE ${same} IN (SELECT ${same} FROM ${nameless} GROUP BY ${same} HAVING count() > 1)
) AS repeated ON facts.line = repeated.at`);
};
