import type { SqlValue, Warehouse } from '../warehouse.ts';
import type { Taking } from './batch-of-facts.ts';
import { fileProblems } from './problems.ts';

/** Costs that another report told of the same day and campaign in other rows. */
type Overlap = { day: string; campaign: string; imports: string };

const grouped = 'date AS on, toStartOfMonth(coalesce(date, month)) AS in, toString(campaign) AS called';

/**
 * Whether rows of costs would stand beside others of their source that tell of the same days and campaigns in other rows: the same money twice.
 *
 * Rows that are sent again, and days or campaigns that are all new, overlap nothing. A report by months overlaps one by days of the month; a campaign called
 * by its number alone may be any of those called by a name.
 */
const findOverlap = async (
  warehouse: Warehouse,
  versions: string,
  parameters: Record<string, SqlValue> & { workspace: string; import_id: number; source: string },
): Promise<Overlap | null> => {
  const mine = `FROM ${versions} WHERE workspace = {workspace:String} AND import_id = {import_id:UInt64}`;
  const there = `FROM current_costs FINAL WHERE workspace = {workspace:String} AND source = {source:String} AND deleted = 0`;
  const [found] = await warehouse.rows<Overlap>(
    `SELECT toString(coalesce(n.on, o.on, n.in)) AS day, if(o.called != '', o.called, n.called) AS campaign, toString(o.import) AS imports
      FROM (SELECT DISTINCT ${grouped} ${mine} AND key NOT IN (SELECT key ${there})) AS n
      INNER JOIN (SELECT ${grouped}, max(import_id) AS import ${there} AND key NOT IN (SELECT key ${mine}) GROUP BY on, in, called) AS o
      ON n.in = o.in
      WHERE (n.on = o.on OR isNull(n.on) OR isNull(o.on))
        AND (n.called = o.called OR match(n.called, '^[0-9]+$') != match(o.called, '^[0-9]+$'))
      ORDER BY day, campaign LIMIT 1`,
    { parameters },
  );
  return found ?? null;
};

/** Throws where costs of the file would count what another report of its source has told already. Problems: `overlapping_costs`. */
export const refuseOverlap = async (taking: Taking): Promise<void> => {
  const { warehouse, workspace, importId, source, tables, mapping, fileName } = taking;
  const versions = tables.versions[mapping.outputs.findIndex(({ sole }) => sole)];
  if (versions === undefined || mapping.beside) return;
  const overlap = await findOverlap(warehouse, versions, { workspace, import_id: importId, source });
  if (overlap) throw fileProblems.overlappingCosts(fileName, overlap);
};
