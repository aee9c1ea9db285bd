import { type FactKind, factShapes } from '../../../model/facts.ts';
import type { KindCounts } from '../../../model/imports.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';

/** Keys settled in one statement: bounds what it sorts in memory. */
const keysAtOnce = 150_000;
/** Writing sorts on one thread, so this many statements write at once. */
const writers = 2;
/** From this many new rows on, merging the current table at once is worth its time: reading it with FINAL is then nearly free. */
const rowsWorthMerging = 200_000;

/** Facts of one import within one kind, and the imports whose facts count. */
export type Touched = { workspace: string; kind: FactKind; importId: number; standing: readonly number[] };

/**
 * How many keys an import adds and how many it changes, its rows (repeated ids among them) and its keys. `isMet`: other standing imports
 * have facts of the kind.
 */
export type Changes = { added: number; changed: number; rows: number; keys: number; isMet: boolean };

/** What an import or undo changed of one kind, to be made current. */
export type Unsettled = { touched: Touched; changes: Omit<Changes, 'keys'> };

/** Every row read is counted once: repeated ids and rows that say nothing new are unchanged. */
export const countsOf = (
  { added, changed, rows }: Pick<Changes, 'added' | 'changed' | 'rows'>,
  quarantined: number,
): KindCounts => ({
  read: rows + quarantined,
  added,
  changed,
  unchanged: rows - added - changed,
  quarantined,
});

const mostKey = (1n << 128n) - 1n;

/** Cuts all keys into equal ranges; keys are hashes, so ranges hold about equally many. */
const keyRanges = (keys: number): { low: bigint; high: bigint }[] => {
  const count = Math.max(1, Math.ceil(keys / keysAtOnce));
  const width = (mostKey + 1n) / BigInt(count);
  return Array.from({ length: count }, (_, at) => ({
    low: width * BigInt(at),
    high: at === count - 1 ? mostKey : width * BigInt(at + 1) - 1n,
  }));
};

/**
 * A version wins by `updated_at` (none is lowest), then by import, then by line: as one number of 44 + 32 + 40 bits, for comparing
 * tuples would be several times slower.
 */
const rank = `bitShiftLeft(toUInt128(ifNull(toUnixTimestamp64Milli(updated_at) + 2300000000000, 0)), 72)
  + bitShiftLeft(toUInt128(import_id), 40) + line`;
const ofWorkspace = 'workspace = {workspace:String} AND key BETWEEN {low:UInt128} AND {high:UInt128}';

const parametersOf = ({ workspace, importId, standing }: Touched): Record<string, SqlValue> => ({
  workspace,
  import_id: importId,
  standing: [...standing],
});

/** How many rows an import has in a table of versions. */
export const countRows = async (warehouse: Warehouse, touched: Touched, versions: string): Promise<number> => {
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM ${versions} WHERE workspace = {workspace:String} AND import_id = {import_id:UInt64}`,
    { parameters: { workspace: touched.workspace, import_id: touched.importId } },
  );
  return found?.rows ?? 0;
};

/** Whether any other standing import has facts of the kind. */
const isMet = async (warehouse: Warehouse, touched: Touched): Promise<boolean> => {
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT count() AS rows FROM versions_${touched.kind} WHERE workspace = {workspace:String}
      AND import_id IN {standing:Array(UInt64)} AND import_id != {import_id:UInt64}`,
    { parameters: parametersOf(touched) },
  );
  return (found?.rows ?? 0) > 0;
};

/**
 * How many keys an import adds and how many it changes: compares the winner with it and without it, by content.
 *
 * `versions` is the table the import's rows are in: that of its kind, or one apart (a dry run's).
 */
export const findChanges = async (
  warehouse: Warehouse,
  touched: Touched,
  versions = `versions_${touched.kind}`,
): Promise<Changes> => {
  const rows = await countRows(warehouse, touched, versions);
  const total: Changes = { added: 0, changed: 0, rows, keys: 0, isMet: rows > 0 && (await isMet(warehouse, touched)) };
  if (rows === 0) return total;
  const narrow = 'key, updated_at, import_id, line, hash';
  const own = `SELECT ${narrow} FROM ${versions} WHERE ${ofWorkspace} AND import_id = {import_id:UInt64}`;
  const others = `SELECT ${narrow} FROM versions_${touched.kind}
    WHERE ${ofWorkspace} AND import_id IN {standing:Array(UInt64)} AND import_id != {import_id:UInt64}
      AND key IN (SELECT key FROM ${versions} WHERE ${ofWorkspace} AND import_id = {import_id:UInt64})`;
  const news = `SELECT uniqExact(key) AS added, added AS keys FROM (${own})`;
  const compared = `SELECT countIf(before = 0) AS added, countIf(before > 0 AND hash_before != hash_after) AS changed, count() AS keys FROM (
      SELECT key, countIf(import_id != {import_id:UInt64}) AS before,
        argMaxIf(hash, ${rank}, import_id != {import_id:UInt64}) AS hash_before, argMax(hash, ${rank}) AS hash_after
      FROM (${own} UNION ALL ${others}) GROUP BY key)`;
  const sql = total.isMet ? compared : news;
  for (const range of keyRanges(rows)) {
    const parameters = { ...parametersOf(touched), ...range };
    const [found] = await warehouse.rows<{ added: number; changed?: number; keys: number }>(sql, { parameters });
    total.added += found?.added ?? 0;
    total.changed += found?.changed ?? 0;
    total.keys += found?.keys ?? 0;
  }
  return total;
};

/** How many ids of an import stand for rows that say different things, none with a date of its change, and one of these ids. */
export const findContradictions = async (
  warehouse: Warehouse,
  touched: Touched,
  versions: string,
  { rows, keys }: Changes,
): Promise<{ ids: number; example: string }> => {
  const total = { ids: 0, example: '' };
  if (keys === rows) return total;
  for (const range of keyRanges(rows)) {
    const [found] = await warehouse.rows<{ ids: number; example: string }>(
      `SELECT count() AS ids, min(called) AS example FROM (SELECT any(id) AS called FROM ${versions}
        WHERE ${ofWorkspace} AND import_id = {import_id:UInt64} AND isNull(updated_at) GROUP BY key HAVING min(hash) != max(hash))`,
      { parameters: { ...parametersOf(touched), ...range } },
    );
    total.ids += found?.ids ?? 0;
    if (total.example === '') total.example = found?.example ?? '';
  }
  return total;
};

const columnsCache = new Map<FactKind, string>();

const columnsOf = (kind: FactKind): string => {
  const known = columnsCache.get(kind);
  if (known) return known;
  const shape = factShapes[kind];
  const own = shape.columns.map(({ name }) => (name === 'source' ? 'touch_source' : name));
  const customer = own.includes('customer_id') ? ['customer'] : [];
  const all = [
    'workspace',
    'key',
    'source',
    'id',
    'import_id',
    'line',
    'updated_at',
    'hash',
    ...customer,
    ...own,
    'props',
  ];
  const text = all.join(', ');
  columnsCache.set(kind, text);
  return text;
};

/** Which keys a statement settles and how: see `settle`. */
type Way = 'new' | 'first' | 'changed' | 'undone';

const wayOf = (touched: Touched, { added, rows, isMet: meets }: Unsettled['changes']): Way => {
  if (!touched.standing.includes(touched.importId)) return 'undone';
  if (added === rows) return 'new';
  return meets ? 'changed' : 'first';
};

const statementsOf = (kind: FactKind, way: Way): string[] => {
  const columns = columnsOf(kind);
  const own = `FROM versions_${kind} WHERE ${ofWorkspace} AND import_id = {import_id:UInt64}`;
  const write = `INSERT INTO current_${kind} (${columns}, revision, deleted)\nSELECT ${columns}, {revision:UInt64}, 0`;
  // Nothing stands against the import's rows, and no key occurs twice: they are the winners.
  if (way === 'new') return [`${write} ${own}`];
  // The winners are found by what ranks them alone; whole rows are read of them only.
  const winnersOf = (candidates: string) => `${write} ${candidates} AND (key, import_id, line) IN (
  SELECT key, winner.1, winner.2 FROM (SELECT key, argMax((import_id, line), ${rank}) AS winner ${candidates} GROUP BY key)
)`;
  const single = 'LIMIT 1 BY key';
  if (way === 'first') return [`${winnersOf(own)} ${single}`];
  const standing = `${ofWorkspace} AND import_id IN {standing:Array(UInt64)} AND key IN (SELECT key ${own})`;
  const present = `FROM current_${kind} FINAL WHERE ${ofWorkspace} AND key IN (SELECT key ${own})`;
  const winners = `${winnersOf(`FROM versions_${kind} WHERE ${standing}`)}
  AND (key, hash) NOT IN (SELECT key, hash ${present}) ${single}`;
  const remove = `INSERT INTO current_${kind} (workspace, key, source, id, revision, deleted)
SELECT workspace, key, source, id, {revision:UInt64}, 1 ${present}
  AND key NOT IN (SELECT key FROM versions_${kind} WHERE ${standing})`;
  return way === 'undone' ? [winners, remove] : [winners];
};

/** A statement writes each key once: there is nothing to look for in its rows before they are written. */
const asTheyAre = { optimize_on_insert: 0 };

/** Does all the work, several pieces at once; where one fails, no more are begun and the rest is waited for. */
const sideBySide = async (pieces: readonly (() => Promise<void>)[]): Promise<void> => {
  const queue = [...pieces];
  const worker = async () => {
    for (let piece = queue.shift(); piece; piece = queue.shift())
      try {
        await piece();
      } catch (error) {
        queue.length = 0;
        throw error;
      }
  };
  const done = await Promise.allSettled(Array.from({ length: writers }, worker));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
};

/**
 * Makes current facts what the standing imports say, for the keys one import or undo touched, of all its kinds, and nothing else.
 *
 * Rows are written only where the winner's content or existence differs from what is there. It can be repeated after a
 * crash. A key no standing import knows any more is marked deleted under the new revision.
 */
export const settle = async (warehouse: Warehouse, all: readonly Unsettled[], revision: number): Promise<void> =>
  sideBySide(
    all.flatMap(({ touched, changes }) => {
      const way = wayOf(touched, changes);
      const written = way === 'undone' ? changes.rows : changes.added + changes.changed;
      if (written === 0) return [];
      const statements = statementsOf(touched.kind, way);
      const ranges = keyRanges(changes.rows);
      let left = ranges.length;
      return ranges.map((range) => async () => {
        for (const sql of statements)
          await warehouse.command(sql, {
            parameters: { ...parametersOf(touched), ...range, revision },
            settings: asTheyAre,
          });
        left -= 1;
        if (left === 0 && written >= rowsWorthMerging)
          await warehouse.command(`OPTIMIZE TABLE current_${touched.kind} PARTITION {workspace:String} FINAL`, {
            parameters: { workspace: touched.workspace },
          });
      });
    }),
  );
