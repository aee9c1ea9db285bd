import type { Warehouse } from '../warehouse.ts';
import type { DateOrder } from './reading.ts';
import { emptyLane, type Lane, type StagingTables } from './staging.ts';

const rowsAtOnce = 100_000;

/**
 * Whether a file writes the day or the month first where it divides them by slashes or dashes: one date with a part over 12
 * tells it for all. A file that shows both, or neither, does not tell.
 */
export const findDateOrder = async (
  warehouse: Warehouse,
  tables: StagingTables,
  dateCells: readonly string[],
): Promise<DateOrder> => {
  if (dateCells.length === 0) return '';
  const [found] = await warehouse.rows<{ day: number; month: number }>(
    `SELECT max(toUInt8OrZero(p[1]) > 12) AS day, max(toUInt8OrZero(p[2]) > 12) AS month FROM (
      SELECT extractGroups(trim(BOTH ' \\t' FROM arrayJoin([${dateCells.join(', ')}])), '^(\\\\d{1,2})[/-](\\\\d{1,2})[/-]\\\\d{4}') AS p FROM ${tables.deferred}
    ) WHERE notEmpty(p)`,
  );
  if (!found || Boolean(found.day) === Boolean(found.month)) return '';
  return found.day ? 'day' : 'month';
};

/** Brings the deferred rows back, a bounded number at a time, and runs `work` on each batch of them. */
export const replayDeferred = async (
  warehouse: Warehouse,
  tables: StagingTables,
  lane: Lane,
  work: () => Promise<void>,
): Promise<void> => {
  for (let after = 0; ; ) {
    await emptyLane(warehouse, lane);
    await warehouse.command(
      `INSERT INTO ${lane.batch} SELECT * FROM ${tables.deferred} WHERE _line > {after:UInt64} ORDER BY _line LIMIT ${rowsAtOnce}`,
      { parameters: { after } },
    );
    const [found] = await warehouse.rows<{ last: number; rows: number }>(
      `SELECT max(_line) AS last, count() AS rows FROM ${lane.batch}`,
    );
    if (!found || found.rows === 0) return;
    await work();
    after = found.last;
  }
};
