import { createHash } from 'node:crypto';
import type { RunOptions, Warehouse } from '../warehouse.ts';
import type { Presence } from './presence.ts';

/** Steps on the way to a ledger that more than one later statement reads. A statement names one as a parameter: `{work_orders:Identifier}`. */
export const workSteps = [
  'work_customers',
  'work_orders',
  'work_unknown',
  'work_owners',
  'work_firsts',
  'work_talks',
] as const;
type Step = (typeof workSteps)[number];

/** Where the steps of one derivation are written: the table of each. `inMemory`: tables of its own, which nobody else sees. */
export type WorkTables = { names: Record<Step, string>; inMemory: boolean };

/** What the steps of one derivation may take of memory at most; beyond, they go to disk. */
const mostBytes = 300_000_000;
/** What a row of each comes to, its keys and names as long as they are wont to be. */
const bytesOf = { line: 110, customer: 100, subject: 150 };

/** Whether the steps fit the memory there is for them: there they need not be sorted, packed and synced. Most companies have a few megabytes of them. */
export const fitsMemory = ({ rows }: Presence): boolean =>
  rows.lines * bytesOf.line + rows.customers * bytesOf.customer + (rows.customers + rows.strangers) * bytesOf.subject <=
  mostBytes;

const prefixOf = (workspace: string): string => createHash('sha256').update(workspace).digest('hex').slice(0, 16);
const named = (step: Step, workspace: string, snapshot: number): string => `${step}_${prefixOf(workspace)}_${snapshot}`;

/** Makes the tables for the steps of one derivation; those on disk are there for all. */
export const openWorkTables = async (
  warehouse: Warehouse,
  { workspace, snapshot }: { workspace: string; snapshot: number },
  inMemory: boolean,
): Promise<WorkTables> => {
  const names = Object.fromEntries(
    workSteps.map((step) => [step, inMemory ? named(step, workspace, snapshot) : step]),
  ) as Record<Step, string>;
  if (inMemory)
    for (const step of workSteps)
      await warehouse.command(`CREATE OR REPLACE TABLE ${names[step]} AS ${step} ENGINE = Memory`, {
        settings: unsynced,
      });
  return { names, inMemory };
};

/** What a crash leaves of a table in memory is its empty name, so that it need not wait for the disk. */
const unsynced: NonNullable<RunOptions['settings']> = { fsync_metadata: 0 };

const drop = async (warehouse: Warehouse, table: string): Promise<void> =>
  warehouse.command(`DROP TABLE IF EXISTS ${table} SYNC`, { settings: unsynced });

/** Takes the steps of one derivation away. */
export const dropWorkTables = async (
  warehouse: Warehouse,
  { workspace, snapshot }: { workspace: string; snapshot: number },
  { names, inMemory }: WorkTables,
): Promise<void> => {
  for (const step of workSteps)
    if (inMemory) await drop(warehouse, names[step]);
    else
      await warehouse.command(`ALTER TABLE ${step} DROP PARTITION ({workspace:String}, {snapshot:UInt64})`, {
        parameters: { workspace, snapshot },
      });
};

/** Takes away what crashes have left of a workspace's tables in memory. Nobody may be deriving its ledger meanwhile. */
export const dropLeftWorkTables = async (warehouse: Warehouse, workspace: string): Promise<void> => {
  const left = await warehouse.rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND startsWith(name, 'work_') AND position(name, {tag:String}) > 0`,
    { parameters: { tag: `_${prefixOf(workspace)}_` } },
  );
  for (const { name } of left) await drop(warehouse, name);
};
