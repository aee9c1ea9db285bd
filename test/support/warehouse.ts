import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChdb } from '../../src/store/warehouse/engines/chdb.ts';
import { migrate } from '../../src/store/warehouse/migrate.ts';
import type { Warehouse } from '../../src/store/warehouse/warehouse.ts';

export type TestWarehouse = { warehouse: Warehouse; directory: string; close(): Promise<void> };

/**
 * An empty migrated warehouse (embedded chDB) in a directory of its own. One per test file: the engine binds a process to
 * one directory. Keep tests apart by using a workspace each. `close` also deletes the directory.
 */
export const openTestWarehouse = async (): Promise<TestWarehouse> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-test-'));
  const warehouse = await openChdb(join(directory, 'warehouse'));
  await migrate(warehouse);
  const close = async () => {
    await warehouse.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { warehouse, directory, close };
};
