import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { openPglite } from '../store/registry/engines/pglite.ts';
import { openRegistry } from '../store/registry/registry.ts';
import { openChdb } from '../store/warehouse/engines/chdb.ts';
import { importFile } from '../store/warehouse/import/import-file.ts';
import { deriveLedger } from '../store/warehouse/ledger/ledger.ts';
import { migrate } from '../store/warehouse/migrate.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';
import { benchPolicy, writeOrderLines } from './company.ts';
import { type Figure, inTemporaryDirectory, peakMemoryMb, timed } from './task.ts';

const chunkBytes = 8 << 20;

/** The engine alone: the same file in pieces of the same size, parsed into typed columns and kept, nothing checked. */
const insertBare = async (warehouse: Warehouse, path: string): Promise<void> => {
  await warehouse.command(`CREATE TABLE bare (line_id String, order_id String, customer_id String, ordered_at DateTime64(3, 'UTC'),
    product_id LowCardinality(String), quantity Decimal(18, 6), net_amount Decimal(18, 6), cogs Decimal(18, 6),
    channel LowCardinality(String), sales_type LowCardinality(String)) ENGINE = MergeTree ORDER BY line_id`);
  const file = await open(path);
  const buffer = Buffer.alloc(chunkBytes);
  let rest = Buffer.alloc(0);
  let isFirst = true;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes);
    const all = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    const cut = bytesRead === 0 ? all.length : all.lastIndexOf(10) + 1;
    const from = isFirst ? all.indexOf(10) + 1 : 0;
    isFirst = false;
    if (cut > from) await warehouse.insert('INSERT INTO bare FORMAT CSV', all.subarray(from, cut));
    rest = Buffer.from(all.subarray(cut));
    if (bytesRead === 0) break;
  }
  await file.close();
};

/** Brings a CSV of order lines in, checked and versioned, and the same bytes into a bare table. */
export const benchImport = (lines: number): Promise<Figure[]> =>
  inTemporaryDirectory(async (directory) => {
    const path = join(directory, 'order-lines.csv');
    await writeOrderLines(path, lines);
    const warehouse = await openChdb(join(directory, 'warehouse'));
    const registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
    try {
      await migrate(warehouse);
      const ours = await timed(() =>
        importFile({
          warehouse,
          journal: registry.journal,
          workspace: 'main',
          timeZone: 'Europe/Moscow',
          currency: 'RUB',
          source: 'main',
          path,
          fileName: 'order-lines.csv',
        }),
      );
      const added = ours.value[0]?.kinds.order_lines?.added ?? 0;
      if (added !== lines) throw new Error(`imported ${added} of ${lines}: ${JSON.stringify(ours.value)}`);
      const memory = peakMemoryMb();
      // As every import of the product ends: the numbers are computed right after it.
      const ledger = await timed(() =>
        deriveLedger(warehouse, { workspace: 'main', snapshot: 1, policy: benchPolicy }),
      );
      const memoryWithLedger = peakMemoryMb();
      const bare = await timed(() => insertBare(warehouse, path));
      const rate = (ms: number) => Math.round((lines * 1000) / ms);
      const millions = `${lines / 1e6} M order lines`;
      return [
        {
          what: `import of ${millions} from CSV`,
          goal: '≥ 100,000 rows/s',
          value: rate(ours.ms),
          unit: 'rows/s',
          engine: rate(bare.ms),
          reached: rate(ours.ms) >= 100_000,
        },
        {
          what: `the same with the ledger computed after it`,
          goal: '≥ 100,000 rows/s',
          value: rate(ours.ms + ledger.ms),
          unit: 'rows/s',
          engine: rate(bare.ms),
          reached: rate(ours.ms + ledger.ms) >= 100_000,
        },
        {
          what: `peak memory of that import`,
          goal: '< 1,500 MB',
          value: Math.round(memory),
          unit: 'MB',
          engine: null,
          reached: memory < 1500,
        },
        {
          what: `peak memory with the ledger`,
          goal: '< 1,500 MB',
          value: Math.round(memoryWithLedger),
          unit: 'MB',
          engine: null,
          reached: memoryWithLedger < 1500,
        },
      ];
    } finally {
      await registry.close();
      await warehouse.close();
    }
  });
