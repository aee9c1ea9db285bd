import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { demoSettings } from '../../src/demo/demo.ts';
import type { FileReport } from '../../src/model/imports.ts';
import { settingKeys } from '../../src/model/settings.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import type { Warehouse } from '../../src/store/warehouse/warehouse.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

export type SentFile = { name: string; bytes: Uint8Array; answers?: Readonly<Record<string, string>> };

export type Installation = {
  operations(): Operations;
  warehouse(): Warehouse;
  directory(): string;
  /** A new workspace set up as the demo company is. */
  company(id: string): Promise<void>;
  /** Imports files one after another, each under the source its layout has, or all under another; gives a report of each. */
  bring(workspace: string, files: readonly SentFile[], source?: string): Promise<FileReport[]>;
};

/** Files with the same answers are sent at once, as a person would; their order stays. */
const byAnswers = (files: readonly SentFile[]) => {
  const groups: { answers: Readonly<Record<string, string>>; group: SentFile[] }[] = [];
  for (const file of files) {
    const answers = file.answers ?? {};
    const last = groups.at(-1);
    if (last && JSON.stringify(last.answers) === JSON.stringify(answers)) last.group.push(file);
    else groups.push({ answers, group: [file] });
  }
  return groups;
};

/** The product on stores of its own for one test file; nothing it says as an error is let pass. */
export const useInstallation = (): Installation => {
  let place: TestWarehouse;
  let deps: Deps;
  let operations: Operations;
  const said: string[] = [];
  beforeAll(async () => {
    place = await openTestWarehouse();
    const clock = () => new Date('2026-01-05T09:00:00Z');
    const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
    const log: Deps['log'] = (level, message, details) => {
      if (level === 'error') said.push(`${message} ${details instanceof Error ? details.stack : ''}`);
    };
    const dataDirectory = join(place.directory, 'data');
    deps = { warehouse: place.warehouse, registry, dataDirectory, clock, log };
    operations = await createOperations(deps);
  });
  afterAll(async () => {
    await operations.close();
    await deps.registry.close();
    await place.close();
    expect(said).toEqual([]);
  });
  return {
    operations: () => operations,
    warehouse: () => place.warehouse,
    directory: () => place.directory,
    company: async (id) => {
      await operations.workspaces.create({ id, name: id });
      for (const key of settingKeys)
        if (demoSettings[key] !== undefined)
          await operations.settings.set({ workspace: id, key, value: demoSettings[key] });
    },
    bring: async (workspace, files, source) => {
      const directory = join(place.directory, `${workspace} files`);
      await mkdir(directory, { recursive: true });
      const reports: FileReport[] = [];
      for (const { answers, group } of byAnswers(files)) {
        const uploads = await Promise.all(
          group.map(async ({ name, bytes }) => {
            const path = join(directory, name);
            await writeFile(path, bytes);
            return (await operations.uploads.local({ path })).upload;
          }),
        );
        const asked = { workspace, uploads, files: [], answers: { ...answers }, dryRun: false };
        const job = await operations.imports.start(source ? { ...asked, source } : asked);
        const { result, problem } = await operations.finished({ id: job.id });
        expect(problem).toBeUndefined();
        reports.push(...(result?.files ?? []));
      }
      return reports;
    },
  };
};
