import { mkdtemp, rm, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Problem } from '../model/problem.ts';
import { settingKeys } from '../model/settings.ts';
import { dropLedger } from '../store/warehouse/ledger/ledger.ts';
import { deleteFacts } from '../store/warehouse/questions/workspace-facts.ts';
import { adoptBlueprint } from './blueprint.ts';
import type { Deps } from './deps.ts';
import { countAfter, importAll } from './imports.ts';
import type { Jobs, Run } from './jobs.ts';
import { type Ledgers, settingsOf } from './ledger.ts';
import { readSetting } from './setting-values.ts';
import type { Operations } from './types.ts';
import { demoWorkspace } from './workspaces.ts';

const steps = {
  write: { ru: 'Готовлю файлы демо-компании', en: 'Preparing the files of the demo company' },
};
const demoName = { ru: 'Чистый контур (демо)', en: 'ClearLoop (demo)' };

/** Nothing counts from the moment the registry forgets; only then the rows themselves go. */
const emptyDemo = async (deps: Deps): Promise<void> => {
  await deps.registry.workspaces.empty(demoWorkspace);
  await deleteFacts(deps.warehouse, demoWorkspace);
  await dropLedger(deps.warehouse, { workspace: demoWorkspace, keep: [] });
};

const setAll = async (deps: Deps, values: Record<string, string>): Promise<void> => {
  const none = Object.fromEntries(settingKeys.map((key) => [key, undefined]));
  const read = Object.entries(values).map(([key, text]) => readSetting(key, text));
  const given = Object.fromEntries(read.map(({ key, value }) => [key, value]));
  await deps.registry.settings.write(demoWorkspace, { ...none, ...given });
};

const loadDemo = async (deps: Deps, directory: string, run: Run): Promise<void> => {
  // The generator is read only where the demo is asked for: a start does not wait for it.
  const { writeDemoCompany } = await import('../demo/demo.ts');
  const { files, settings } = await writeDemoCompany(directory);
  run.signal.throwIfAborted();
  const paths = files.map((file) => resolve(directory, file));
  const waiting = await Promise.all(
    paths.map(async (path) => ({ path, name: basename(path), bytes: (await stat(path)).size })),
  );
  await deps.registry.workspaces.create({ id: demoWorkspace, name: demoName, isDemo: true });
  await deps.registry.journal.exclusively(demoWorkspace, async () => {
    await emptyDemo(deps);
    try {
      await setAll(deps, settings);
      const { demoBlueprint, demoDesignFrom, demoDesignWhy } = await import('../demo/blueprint/blueprint.ts');
      await adoptBlueprint(deps, demoWorkspace, demoBlueprint(), { from: demoDesignFrom, why: demoDesignWhy });
      const { demoSurvey } = await import('../demo/survey.ts');
      await deps.registry.surveys.bring(demoWorkspace, demoSurvey());
      const request = {
        workspace: demoWorkspace,
        settings: await settingsOf(deps, demoWorkspace),
        source: 'main',
        dryRun: false,
        passing: true,
      };
      const reports = await importAll(deps, request, waiting, run);
      const broken = reports.flat().find(({ problem }) => problem !== undefined);
      if (broken?.problem !== undefined) throw new Problem(broken.problem);
    } catch (error) {
      await emptyDemo(deps);
      throw error;
    }
  });
};

/** Loads the demo company into a workspace of its own, in place of what was there; all of it or nothing. */
export const demoOperation =
  (deps: Deps, jobs: Jobs, ledgers: Ledgers): Operations['demo'] =>
  async () =>
    jobs.start('demo', steps.write, async (run) => {
      const directory = await mkdtemp(join(deps.dataDirectory, 'demo-'));
      try {
        await loadDemo(deps, directory, run);
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
      await countAfter(deps, ledgers, demoWorkspace, run);
    });
