import { randomBytes } from 'node:crypto';
import type { FactKind } from '../../../model/facts.ts';
import type { Warehouse } from '../warehouse.ts';
import { cellColumn } from './statement.ts';
import { type Batch, lineBreak } from './tables/batch.ts';

/** Tables that live as long as one import. Their names tell `recover` what a crash left. */
export type StagingTables = {
  /** Two batches are worked on at once; each lane has the batch as text and its checked rows. */
  lanes: readonly Lane[];
  /** Rows whose dates only the whole file can tell, as text. */
  deferred: string;
  /** Checked rows without an id. */
  nameless: string;
  versions: string;
  quarantine: string;
};

export type Lane = {
  batch: string;
  checked: string /** Columns of the batch that are text of the file. */;
  texts: readonly string[];
};

const prefix = 'import_staging_';

/** The engine reads a batch by the rules the batch was cut with; anything cleverer would see other records than the cutter. */
const csvSettings = (delimiter: string) => ({
  format_csv_delimiter: delimiter,
  format_csv_allow_single_quotes: 0,
  format_csv_allow_double_quotes: 1,
  input_format_csv_allow_variable_number_of_columns: 1,
  input_format_csv_trim_whitespaces: 0,
  input_format_csv_allow_whitespace_or_tab_as_delimiter: 1,
  input_format_csv_detect_header: 0,
  input_format_csv_skip_first_lines: 0,
  input_format_null_as_default: 1,
  input_format_defaults_for_omitted_fields: 1,
});

/** Creates the tables of one import. A dry run gets tables of its own for what it would keep, too. */
export const openStaging = async (
  warehouse: Warehouse,
  kind: FactKind,
  columns: number,
  importId: number,
  dryRun: boolean,
): Promise<StagingTables> => {
  const tag = dryRun ? `dry_${randomBytes(8).toString('hex')}` : String(importId);
  const named = (what: string) => `${prefix}${what}_${tag}`;
  const names = Array.from({ length: columns }, (_, at) => cellColumn(at));
  const cells = names.map((name) => `${name} String`).join(', ');
  const texts = ['_extra', '_more', ...names];
  const text = `(_line UInt64, _flag String, _extra String, _more String, ${cells})`;
  const unsynced = 'SETTINGS fsync_after_insert = 0, fsync_part_directory = 0';
  const lanes = [0, 1].map((lane) => ({ batch: named(`batch${lane}`), checked: named(`checked${lane}`), texts }));
  const tables: StagingTables = {
    lanes,
    deferred: named('deferred'),
    nameless: named('nameless'),
    versions: dryRun ? named('versions') : `versions_${kind}`,
    quarantine: dryRun ? named('quarantine') : 'quarantine',
  };
  await dropStaging(warehouse, tables);
  for (const { batch, checked } of lanes) {
    await warehouse.command(`CREATE TABLE ${batch} ${text} ENGINE = Memory`);
    await warehouse.command(
      `CREATE TABLE ${checked} ENGINE = Memory AS SELECT *, toUInt16(0) AS verdict FROM versions_${kind} LIMIT 0`,
    );
  }
  const copies: [string, string, string][] = [[tables.nameless, `versions_${kind}`, 'hash, line']];
  if (dryRun) {
    copies.push([tables.versions, `versions_${kind}`, 'workspace, key, import_id, line']);
    copies.push([tables.quarantine, 'quarantine', 'workspace, import_id, kind, line']);
  }
  await warehouse.command(`CREATE TABLE ${tables.deferred} ${text} ENGINE = MergeTree ORDER BY _line ${unsynced}`);
  for (const [name, like, order] of copies)
    await warehouse.command(`CREATE TABLE ${name} AS ${like} ENGINE = MergeTree ORDER BY (${order}) ${unsynced}`);
  return tables;
};

export const dropStaging = async (warehouse: Warehouse, tables: StagingTables): Promise<void> => {
  const { lanes, ...single } = tables;
  for (const table of [...lanes.flatMap(({ batch, checked }) => [batch, checked]), ...Object.values(single)])
    if (table.startsWith(prefix)) await warehouse.command(`DROP TABLE IF EXISTS ${table} SYNC`);
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

/** Sends a batch into a lane. Throws where the engine sees other records in it than the reader cut: none may be lost unseen. */
export const fillBatch = async (warehouse: Warehouse, lane: Lane, batch: Batch): Promise<void> => {
  await warehouse.insert(`INSERT INTO ${lane.batch} FORMAT CSV`, batch.bytes, {
    settings: csvSettings(batch.delimiter),
  });
  if (batch.hasBreaks) {
    const restored = lane.texts.map((name) => `${name} = replaceAll(${name}, {mark:String}, '\\n')`);
    await warehouse.command(`ALTER TABLE ${lane.batch} UPDATE ${restored.join(', ')} WHERE true`, {
      parameters: { mark: lineBreak },
      settings: { mutations_sync: 2 },
    });
  }
  const [found] = await warehouse.rows<{ rows: number }>(`SELECT count() AS rows FROM ${lane.batch}`);
  if (found?.rows !== batch.rows) throw new Error(`The engine read ${found?.rows} of ${batch.rows} records.`);
};

export const emptyLane = async (warehouse: Warehouse, lane: Lane): Promise<void> => {
  await warehouse.command(`TRUNCATE TABLE ${lane.batch}`);
  await warehouse.command(`TRUNCATE TABLE ${lane.checked}`);
};
