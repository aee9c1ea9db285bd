import { join } from 'node:path';
import type { Config } from '../model/config.ts';
import type { Log } from '../operations/log.ts';
import { createOperations } from '../operations/operations.ts';
import { pairStores } from '../store/pair-stores.ts';
import { openPglite } from '../store/registry/engines/pglite.ts';
import { openPostgres } from '../store/registry/engines/postgres.ts';
import { openRegistry } from '../store/registry/registry.ts';
import { openChdb } from '../store/warehouse/engines/chdb.ts';
import { openClickhouse } from '../store/warehouse/engines/clickhouse.ts';
import { migrate } from '../store/warehouse/migrate.ts';
import type { OpenData } from './serve.ts';

/**
 * Opens the stores of one data directory, embedded or on the servers the configuration names, and the product over them.
 *
 * The caller holds the directory's lock. What opened is closed again when the rest fails.
 */
export const openData = async (parts: {
  config: Config;
  directory: string;
  clock: () => Date;
  log: Log;
}): Promise<OpenData> => {
  const { config, directory, clock, log } = parts;
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const { clickhouseUrl, databaseUrl, secretKey, publicUrl } = config;
    const warehouse = await (clickhouseUrl ? openClickhouse(clickhouseUrl) : openChdb(join(directory, 'facts')));
    closers.push(() => warehouse.close());
    await migrate(warehouse);
    const engine = await (databaseUrl ? openPostgres(databaseUrl) : openPglite(join(directory, 'registry')));
    const registry = await openRegistry(engine, clock);
    closers.push(() => registry.close());
    await pairStores(warehouse, registry);
    const operations = await createOperations({
      warehouse,
      registry,
      dataDirectory: directory,
      clock,
      log,
      secretKey,
      publicUrl,
    });
    closers.push(() => operations.close());
    log('info', `facts in ${warehouse.engine}, the rest in ${registry.engine}`);
    return { operations, close };
  } catch (error) {
    await close().catch((failure) => log('warn', 'the stores did not close', failure));
    throw error;
  }
};
