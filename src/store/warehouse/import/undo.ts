import { factKinds } from '../../../model/facts.ts';
import type { ImportCounts, ImportJournal } from '../../import-journal.ts';
import type { Warehouse } from '../warehouse.ts';
import { dropImport } from './drop-import.ts';
import { fileProblems } from './problems.ts';
import { dropStagingOf } from './staging.ts';
import { countRows, countsOf, findChanges, settle, type Unsettled } from './winners.ts';

type Stores = { warehouse: Warehouse; journal: ImportJournal };

/** Makes current facts what they are without a retracted import, then deletes its rows. */
const applyRetraction = async ({ warehouse, journal }: Stores, workspace: string, importId: number): Promise<void> => {
  const standing = (await journal.standing(workspace)).filter((id) => id !== importId);
  const revision = await journal.nextRevision(workspace);
  const all: Unsettled[] = [];
  for (const kind of factKinds) {
    const touched = { workspace, kind, importId, standing };
    const rows = await countRows(warehouse, touched, `versions_${kind}`);
    all.push({ touched, changes: { added: 0, changed: 0, rows, isMet: true } });
  }
  await settle(warehouse, all, revision);
  await dropImport(warehouse, workspace, importId);
  await journal.finishUndo(importId);
};

/**
 * Takes an import back whole: facts are afterwards what the other imports say, as if it had never been.
 *
 * What a later import repeated unchanged stays, for the later one says it too. Problems: `no_such_import`.
 */
export const undoImport = async (stores: Stores & { workspace: string; importId: number }): Promise<void> => {
  const { journal, workspace, importId } = stores;
  await journal.exclusively(workspace, async () => {
    if (!(await journal.standing(workspace)).includes(importId)) throw fileProblems.noImport(importId);
    await journal.retract(importId);
    await applyRetraction(stores, workspace, importId);
  });
};

/** Gives up an import that was cut short: nothing of it stays. */
export const dropInterrupted = async (
  { warehouse, journal }: Stores,
  workspace: string,
  importId: number,
): Promise<void> =>
  journal.exclusively(workspace, async () => {
    if (!(await journal.interrupted(importId))) throw fileProblems.noImport(importId);
    await dropStagingOf(warehouse, importId);
    await dropImport(warehouse, workspace, importId);
    await journal.fail(importId, 'cancelled', null);
  });

/** Finishes an import that was published and not yet applied. What its file had to say of read and refused rows is counted again. */
const applyPublished = async ({ warehouse, journal }: Stores, workspace: string, importId: number): Promise<void> => {
  const standing = await journal.standing(workspace);
  const revision = await journal.nextRevision(workspace);
  const kinds: ImportCounts['kinds'] = {};
  const refused = await warehouse.rows<{ kind: string; rows: number }>(
    `SELECT kind, count() AS rows FROM quarantine
      WHERE workspace = {workspace:String} AND import_id = {import_id:UInt64} GROUP BY kind`,
    { parameters: { workspace, import_id: importId } },
  );
  const all: Unsettled[] = [];
  for (const kind of factKinds) {
    const touched = { workspace, kind, importId, standing };
    const changes = await findChanges(warehouse, touched);
    const quarantined = refused.find((row) => row.kind === kind)?.rows ?? 0;
    if (changes.rows + quarantined === 0) continue;
    kinds[kind] = countsOf(changes, quarantined);
    all.push({ touched, changes });
  }
  await settle(warehouse, all, revision);
  const { totals, leftOut } = await journal.reached(importId);
  await journal.finish(importId, { kinds, totals, leftOut });
};

/**
 * Puts right what a crash left: an import that was published is finished, and so is an undo; one that was not yet is interrupted where it had come
 * to a checkpoint, to be resumed or dropped, and dropped where it had not.
 *
 * To be called at every start, before anything is read. Waits for an import that another living process is busy with.
 */
export const recover = async (stores: Stores): Promise<void> => {
  const { warehouse, journal } = stores;
  for (const { workspace, importId } of await journal.unfinished())
    await journal.exclusively(workspace, async () => {
      const still = (await journal.unfinished()).find((entry) => entry.importId === importId);
      if (!still) return;
      if (still.state === 'running' && (await journal.interrupt(importId))) return;
      await dropStagingOf(warehouse, importId);
      if (still.state === 'running') {
        await dropImport(warehouse, workspace, importId);
        await journal.fail(importId, 'failed', fileProblems.interrupted().body);
      } else if (still.state === 'published') await applyPublished(stores, workspace, importId);
      else await applyRetraction(stores, workspace, importId);
    });
};
