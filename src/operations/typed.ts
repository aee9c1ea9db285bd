import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, monthOf } from '../model/days.ts';
import { Problem } from '../model/problem.ts';
import { undoImport } from '../store/warehouse/import/undo.ts';
import type { Deps } from './deps.ts';
import { importOne } from './imports.ts';
import { settingsOf, unknownWorkspace } from './ledger.ts';
import { checkTyped, costRowsOf, costsFile } from './typed-costs.ts';
import type { Operations } from './types.ts';

/** The source of facts that nobody sent as a file. */
const typedSource = 'typed';
const fileOf = (month: Day): string => `typed-${month.slice(0, 7)}.csv`;

/**
 * Makes the latest version of a typed month the facts of that month: one import, in place of the month's earlier one.
 *
 * The new one comes before the old one goes, so a crash between them leaves the month's facts, and doing it again ends it.
 */
const applyMonth = async (deps: Deps, workspace: string, month: Day): Promise<void> => {
  const { registry, warehouse, dataDirectory } = deps;
  const typed = await registry.typedMonths.latest(workspace, month);
  if (typed === null) return;
  const settings = await settingsOf(deps, workspace);
  const name = fileOf(month);
  const earlier = (await registry.journal.list(workspace)).filter(
    (entry) => entry.file === name && entry.source === typedSource && entry.state === 'done',
  );
  const rows = costRowsOf(typed, settings.currency);
  if (rows.length > 0) {
    const path = join(dataDirectory, 'uploads', `${workspace}-${name}`);
    await mkdir(join(dataDirectory, 'uploads'), { recursive: true });
    await writeFile(path, costsFile(rows));
    const request = { workspace, settings, source: typedSource, as: 'costs' as const, dryRun: false, passing: true };
    const run = { signal: new AbortController().signal, progress: () => {} };
    const [report] = await importOne(deps, request, { path, name }, run).finally(() => rm(path, { force: true }));
    if (report?.problem !== undefined) throw new Problem(report.problem);
    if ((report?.kinds.costs?.quarantined ?? 0) > 0) throw new Error(`A typed cost of ${month} was refused.`);
  }
  for (const { id } of earlier)
    await undoImport({ warehouse, journal: registry.journal, workspace, importId: Number(id) });
  await registry.typedMonths.applied(workspace, month);
};

/** Months that were saved before a crash and never became facts become them now. */
export const applySavedMonths = async (deps: Deps): Promise<void> => {
  for (const { workspace, month } of await deps.registry.typedMonths.unapplied())
    await deps.registry.journal.exclusively(workspace, () => applyMonth(deps, workspace, month));
};

/** Costs and people's months typed in by hand, kept as they were typed and turned into cost facts. */
export const typedOperations = (deps: Deps): Operations['typed'] => ({
  get: async ({ workspace, month }) => {
    if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
    const first = monthOf(month);
    return (await deps.registry.typedMonths.latest(workspace, first)) ?? { month: first, costs: [], staff: [] };
  },
  save: async ({ workspace, month, costs, staff }) => {
    if ((await deps.registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
    const typed = { month: monthOf(month), costs, staff };
    checkTyped(typed);
    await deps.registry.journal.exclusively(workspace, async () => {
      await deps.registry.typedMonths.save(workspace, typed);
      await applyMonth(deps, workspace, typed.month);
    });
    return typed;
  },
});
