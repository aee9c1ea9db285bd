import type { Warehouse } from '../warehouse.ts';
import type { DateOrder } from './reading.ts';
import { emptyLane, type Lane, type StagingTables } from './staging.ts';
import type { FileStatements } from './statement.ts';

const rowsAtOnce = 100_000;

/** What a file's divided dates tell of their order. `open` is the first that could be read either way, '' where none could. */
export type DivisionOfDates = { order: DateOrder; open: string };

/**
 * Whether a file writes the day or the month first where it divides them by slashes or dashes: one date with a part over 12
 * tells it for all. A file that shows both, or neither, does not tell.
 */
export const findDateOrder = async (
  warehouse: Warehouse,
  tables: StagingTables,
  { dates, parameters }: Pick<FileStatements, 'dates' | 'parameters'>,
  source: string,
): Promise<DivisionOfDates> => {
  const [found] = await warehouse.rows<{ day: number; month: number; open: string }>(
    `SELECT max(toUInt8OrZero(p[1]) > 12) AS day, max(toUInt8OrZero(p[2]) > 12) AS month,
      anyIf(text, toUInt8OrZero(p[1]) <= 12 AND toUInt8OrZero(p[2]) <= 12 AND p[1] != p[2]) AS open FROM (
      SELECT arrayJoin([${dates.join(', ')}]) AS text,
        extractGroups(text, '^(\\\\d{1,2})[/-](\\\\d{1,2})(?:[/-]\\\\d{4}|/\\\\d{2}(?:[T ,]|$))') AS p FROM ${tables.deferred}
    ) WHERE notEmpty(p)`,
    { parameters: { ...parameters, own_source: source } },
  );
  if (!found) return { order: '', open: '' };
  const tells = Boolean(found.day) !== Boolean(found.month);
  return { order: tells ? (found.day ? 'day' : 'month') : '', open: found.open };
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
