import { randomBytes } from 'node:crypto';
import type { FactKind } from '../../../model/facts.ts';
import type { Warehouse } from '../warehouse.ts';
import { cellColumn } from './fact-columns.ts';
import type { Batch } from './tables/batch.ts';

/** Tables that live as long as one import. Their names tell `recover` what a crash left. */
export type StagingTables = {
  /** Batches are worked on side by side; each lane has the batch as text and, per output, its checked rows. */
  lanes: readonly Lane[];
  /** Rows whose dates only the whole file can tell, as text. */
  deferred: string;
  /** The last row of what was read, where rows take from the ones before them; '' otherwise. */
  carry: string;
  /** Checked rows without an id, per output. */
  nameless: readonly string[];
  /** Where the facts of each output go. */
  versions: readonly string[];
  quarantine: string;
  /** Rows that say what refused ones say in all other cells. */
  alike: string;
};

export type Lane = {
  batch: string;
  checked: readonly string[];
};

const prefix = 'import_staging_';

/** What databases write for nothing, where it is in no quotes. */
const nothingMark = '\\N';

/** The engine reads a batch by the rules the batch was cut with; anything cleverer would see other records than the cutter. */
const csvSettings = ({ bytes, delimiter }: Batch) => ({
  format_csv_delimiter: delimiter,
  format_csv_allow_single_quotes: 0,
  format_csv_allow_double_quotes: 1,
  input_format_csv_allow_variable_number_of_columns: 1,
  input_format_csv_trim_whitespaces: 0,
  input_format_csv_allow_whitespace_or_tab_as_delimiter: 1,
  input_format_csv_detect_header: 0,
  input_format_csv_skip_first_lines: 0,
  // To look for it in every cell costs as much as all else that is done to read a batch.
  input_format_null_as_default: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(nothingMark)
    ? 1
    : 0,
  input_format_defaults_for_omitted_fields: 1,
});

/** What the tables of an import are made for. */
export type StagingPlan = {
  /** The kind of each output, in order. */
  kinds: readonly FactKind[];
  columns: number;
  importId: number;
  dryRun: boolean;
  /** Rows take from the ones before them: then batches follow each other. */
  carries: boolean;
  /** The file is one batch, so that a second lane would have nothing to do. */
  isSmall: boolean;
  /** What a crash left of the import is kept, to go on with. */
  resumes: boolean;
};

const unsynced = 'SETTINGS fsync_after_insert = 0, fsync_part_directory = 0';

/** Creates the tables of one import. A dry run gets tables of its own for what it would keep, too. */
export const openStaging = async (warehouse: Warehouse, plan: StagingPlan): Promise<StagingTables> => {
  const { kinds, dryRun } = plan;
  const tag = dryRun ? `dry_${randomBytes(8).toString('hex')}` : String(plan.importId);
  const named = (what: string) => `${prefix}${what}_${tag}`;
  const names = Array.from({ length: plan.columns }, (_, at) => cellColumn(at));
  const text = `(_line UInt64, _flag String, _extra String, _more String${names.map((name) => `, ${name} String`).join('')})`;
  const lanes = (plan.carries || plan.isSmall ? [0] : [0, 1]).map((lane) => ({
    batch: named(`batch${lane}`),
    checked: kinds.map((_, at) => named(`checked${lane}_${at}`)),
  }));
  const tables: StagingTables = {
    lanes,
    deferred: named('deferred'),
    carry: plan.carries ? named('carry') : '',
    nameless: kinds.map((_, at) => named(`nameless${at}`)),
    versions: kinds.map((kind) => (dryRun ? named(`versions_${kind}`) : `versions_${kind}`)),
    quarantine: dryRun ? named('quarantine') : 'quarantine',
    alike: named('alike'),
  };
  if (!plan.resumes) await dropStaging(warehouse, tables);
  for (const { batch, checked } of lanes) {
    await warehouse.command(`CREATE OR REPLACE TABLE ${batch} ${text} ENGINE = Memory`);
    for (const [at, table] of checked.entries())
      await warehouse.command(
        `CREATE OR REPLACE TABLE ${table} ENGINE = Memory AS SELECT *, toUInt16(0) AS verdict FROM versions_${kinds[at]} LIMIT 0`,
      );
  }
  const copies = new Map<string, [string, string]>();
  for (const [at, table] of tables.nameless.entries()) copies.set(table, [`versions_${kinds[at]}`, 'hash, line']);
  if (dryRun) {
    for (const [at, table] of tables.versions.entries())
      copies.set(table, [`versions_${kinds[at]}`, 'workspace, key, import_id, line']);
    copies.set(tables.quarantine, ['quarantine', 'workspace, import_id, kind, line']);
  }
  for (const table of [tables.deferred, tables.carry])
    if (table)
      await warehouse.command(
        `CREATE TABLE IF NOT EXISTS ${table} ${text} ENGINE = MergeTree ORDER BY _line ${unsynced}`,
      );
  for (const [name, [like, order]] of copies)
    await warehouse.command(
      `CREATE TABLE IF NOT EXISTS ${name} AS ${like} ENGINE = MergeTree ORDER BY (${order}) ${unsynced}`,
    );
  return tables;
};

const stagingNames = (tables: StagingTables): string[] => [
  ...tables.lanes.flatMap(({ batch, checked }) => [batch, ...checked]),
  tables.deferred,
  tables.carry,
  ...tables.nameless,
  ...tables.versions,
  tables.quarantine,
  tables.alike,
];

export const dropStaging = async (warehouse: Warehouse, tables: StagingTables): Promise<void> => {
  for (const table of new Set(stagingNames(tables)))
    if (table.startsWith(prefix)) await warehouse.command(`DROP TABLE IF EXISTS ${table} SYNC`);
};

/**
 * Takes back what was staged and written of an import after a line: a crash may have cut it short anywhere beyond.
 *
 * What waits for the end of the file (rows whose dates the whole file tells, rows without an id) is taken again, so what is written of it goes too.
 */
export const cutBackTo = async (
  warehouse: Warehouse,
  tables: StagingTables,
  scope: { workspace: string; importId: number },
  line: number,
): Promise<void> => {
  const parameters = { workspace: scope.workspace, import_id: scope.importId, line };
  const settings = { lightweight_deletes_sync: 2, mutations_sync: 2, allow_nondeterministic_mutations: 1 };
  const run = (sql: string) => warehouse.command(sql, { parameters, settings });
  for (const table of [tables.deferred, tables.carry])
    if (table) await run(`ALTER TABLE ${table} DELETE WHERE _line > {line:UInt64}`);
  const deferred = `SELECT _line FROM ${tables.deferred}`;
  for (const table of tables.nameless)
    await run(`ALTER TABLE ${table} DELETE WHERE line > {line:UInt64} OR line IN (${deferred})`);
  const own = 'workspace = {workspace:String} AND import_id = {import_id:UInt64}';
  const remove = (table: string, condition: string) =>
    run(`DELETE FROM ${table} IN PARTITION {workspace:String} WHERE ${own} AND (${condition})`);
  await remove(tables.quarantine, `line > {line:UInt64} OR line IN (${deferred})`);
  for (const [at, table] of tables.versions.entries())
    await remove(
      table,
      `line > {line:UInt64} OR line IN (${deferred}) OR line IN (SELECT line FROM ${tables.nameless[at]})`,
    );
};

/** Drops the tables a crash left: those of an import that is known to be over, and of dry runs more than a day old. */
export const dropStagingOf = async (warehouse: Warehouse, importId: number): Promise<void> => {
  const left = await warehouse.rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, {prefix:String})
      AND (endsWith(name, {tag:String}) OR position(name, '_dry_') > 0 AND metadata_modification_time < now() - INTERVAL 1 DAY)`,
    { parameters: { prefix, tag: `_${importId}` } },
  );
  for (const { name } of left) await warehouse.command(`DROP TABLE IF EXISTS ${name} SYNC`);
};

/** Sends a batch into a lane and gives its last line. Throws where the engine sees other records in it than the reader cut: none may be lost unseen. */
export const fillBatch = async (warehouse: Warehouse, lane: Lane, batch: Batch): Promise<number> => {
  await warehouse.insert(`INSERT INTO ${lane.batch} FORMAT CSV`, batch.bytes, {
    settings: csvSettings(batch),
  });
  const [found] = await warehouse.rows<{ rows: number; last: number }>(
    `SELECT count() AS rows, max(_line) AS last FROM ${lane.batch}`,
  );
  if (found?.rows !== batch.rows) throw new Error(`The engine read ${found?.rows} of ${batch.rows} records.`);
  return found.last;
};

export const emptyLane = async (warehouse: Warehouse, lane: Lane): Promise<void> => {
  for (const table of [lane.batch, ...lane.checked]) await warehouse.command(`TRUNCATE TABLE ${table}`);
};
