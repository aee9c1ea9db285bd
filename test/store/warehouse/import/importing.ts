import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { FileReport } from '../../../../src/model/imports.ts';
import type { ImportJournal } from '../../../../src/store/import-journal.ts';
import { type FileImport, importFile } from '../../../../src/store/warehouse/import/import-file.ts';
import { undoImport } from '../../../../src/store/warehouse/import/undo.ts';
import type { Warehouse } from '../../../../src/store/warehouse/warehouse.ts';
import { memoryJournal } from '../../../support/journal.ts';
import { openTestWarehouse, type TestWarehouse } from '../../../support/warehouse.ts';

/** Runs `work` on a file of these contents and deletes it. */
export const inFile = async <T>(
  contents: string | Uint8Array,
  name: string,
  work: (path: string) => Promise<T>,
): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-file-'));
  try {
    const path = join(directory, name);
    await writeFile(path, contents);
    return await work(path);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

export type Company = {
  workspace: string;
  journal: ImportJournal;
  /** Imports a file of one table. */
  bring(contents: string | Uint8Array, options?: Partial<FileImport>): Promise<FileReport>;
  undo(importId: string | undefined): Promise<void>;
  /** Current facts of one kind, without what tells the import they came from. */
  facts(kind: string, columns?: string): Promise<Record<string, unknown>[]>;
  /** The cells of refused rows. */
  refusedRows(): Promise<Record<string, unknown>[]>;
  refused(): Promise<{ line: number; column: string; value: string; reason: string }[]>;
};

const company = (warehouse: Warehouse, workspace: string): Company => {
  const journal = memoryJournal();
  const parameters = { workspace };
  return {
    workspace,
    journal,
    bring: (contents, options = {}) => {
      const fileName = options.fileName ?? 'facts.csv';
      return inFile(contents, fileName, async (path) => {
        const [report] = await importFile({
          warehouse,
          journal,
          workspace,
          timeZone: 'Europe/Moscow',
          currency: 'RUB',
          source: 'main',
          path,
          fileName,
          ...options,
        });
        if (!report) throw new Error('a file without a report');
        return report;
      });
    },
    undo: (importId) => undoImport({ warehouse, journal, workspace, importId: Number(importId) }),
    facts: (
      kind,
      columns = '* EXCEPT (workspace, import_id, line, revision, deleted, key, hash), toString(hash) AS content',
    ) =>
      warehouse.rows(`SELECT ${columns} FROM current_${kind} FINAL WHERE workspace = {workspace:String} ORDER BY key`, {
        parameters,
      }),
    refusedRows: () =>
      warehouse.rows('SELECT value, cells FROM quarantine WHERE workspace = {workspace:String}', { parameters }),
    refused: () =>
      warehouse.rows(
        'SELECT line, column, value, reason FROM quarantine WHERE workspace = {workspace:String} ORDER BY import_id, line',
        { parameters },
      ),
  };
};

/** One warehouse for the test file and as many companies in it as its tests want. */
export const useCompanies = (): { warehouse(): Warehouse; directory(): string; company(): Company } => {
  let opened: TestWarehouse;
  let made = 0;
  beforeAll(async () => {
    opened = await openTestWarehouse();
  });
  afterAll(() => opened?.close());
  return {
    warehouse: () => opened.warehouse,
    directory: () => opened.directory,
    company: () => {
      made += 1;
      return company(opened.warehouse, `company-${made}`);
    },
  };
};
