import type { FactKind } from '../../../model/facts.ts';
import type { Warehouse } from '../warehouse.ts';

/**
 * Gives rows without an id one: the hash of what they say, and which time in the file it is said.
 *
 * So the same file sent again names the same rows, and two equal rows of a file stay two.
 */
export const nameNameless = async (
  warehouse: Warehouse,
  kind: FactKind,
  tables: { nameless: string; versions: string },
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
  // Only what occurs more than once has to be numbered; everything else is its first.
  await warehouse.command(`INSERT INTO ${versions} (${kept}, id, key)
SELECT ${kept}, concat(lower(hex(hash)), '#', toString(greatest(n, 1))) AS name, reinterpretAsUInt128(sipHash128(toString(source), name))
FROM ${nameless} AS facts LEFT JOIN (
  SELECT line AS at, row_number() OVER (PARTITION BY hash ORDER BY line) AS n FROM ${nameless}
  WHERE hash IN (SELECT hash FROM ${nameless} GROUP BY hash HAVING count() > 1)
) AS repeated ON facts.line = repeated.at`);
};
