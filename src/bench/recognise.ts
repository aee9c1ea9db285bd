import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { openPglite } from '../store/registry/engines/pglite.ts';
import { openRegistry } from '../store/registry/registry.ts';
import { openChdb } from '../store/warehouse/engines/chdb.ts';
import { importFile, planOf, tablesOf } from '../store/warehouse/import/import-file.ts';
import { migrate } from '../store/warehouse/migrate.ts';
import type { Warehouse } from '../store/warehouse/warehouse.ts';
import { amocrmDeals, type Export, encoded, salesReport, writeExport, yandexDirect } from './exports.ts';
import { type Figure, inTemporaryDirectory, peakMemoryMb, timed } from './task.ts';

const chunkBytes = 8 << 20;

/** The engine alone: the same rows kept as columns of text, nothing read of them. */
const insertBare = async (warehouse: Warehouse, path: string, made: Export): Promise<void> => {
  const columns = Array.from({ length: made.columns }, (_, at) => `c${at} String`).join(', ');
  await warehouse.command(`CREATE OR REPLACE TABLE bare (${columns}) ENGINE = MergeTree ORDER BY tuple()`);
  const settings = { format_csv_delimiter: made.delimiter, input_format_csv_allow_variable_number_of_columns: 1 };
  const file = await open(path);
  const buffer = Buffer.alloc(chunkBytes);
  let rest = Buffer.alloc(0);
  let left = encoded(made, made.head).length;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes);
    const all = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    const cut = bytesRead === 0 ? all.length : all.lastIndexOf(10) + 1;
    if (cut > left) await warehouse.insert('INSERT INTO bare FORMAT CSV', all.subarray(left, cut), { settings });
    left = 0;
    rest = Buffer.from(all.subarray(cut));
    if (bytesRead === 0) break;
  }
  await file.close();
};

const answers = { vat: 'included', won_deals: 'no' };

/** Imports one program's export through recognition, beside the same lines kept by the engine. */
const importExport = async (directory: string, made: Export): Promise<Figure & { memory: number }> => {
  const path = join(directory, 'export.csv');
  await writeExport(path, made);
  const warehouse = await openChdb(join(directory, made.name.replaceAll(/\W/g, '')));
  const registry = await openRegistry(await openPglite(join(directory, `${made.rows}.registry`)), () => new Date());
  const { journal } = registry;
  const shared = { warehouse, journal, workspace: 'main', timeZone: 'Europe/Moscow', currency: 'RUB', answers };
  try {
    await migrate(warehouse);
    const ours = await timed(() => importFile({ ...shared, path, fileName: 'export.csv' }));
    const memory = Math.round(peakMemoryMb());
    const [report] = ours.value;
    const read = Math.max(0, ...Object.values(report?.kinds ?? {}).map((counts) => counts.read - counts.quarantined));
    if (read !== made.rows) throw new Error(`${read} of ${made.rows} rows: ${JSON.stringify(ours.value)}`);
    const bare = await timed(() => insertBare(warehouse, path, made));
    const rate = (ms: number) => Math.round((made.rows * 1000) / ms);
    return {
      what: `recognised: ${made.name}`,
      goal: '≥ 50,000 rows/s',
      value: rate(ours.ms),
      unit: 'rows/s',
      engine: rate(bare.ms),
      reached: rate(ours.ms) >= 50_000,
      memory,
    };
  } finally {
    await warehouse.close();
    await registry.close();
  }
};

/** How long it takes to say what a file of a gigabyte is, to its columns, questions and all. */
const recogniseLarge = async (directory: string): Promise<Figure> => {
  const path = join(directory, 'large.csv');
  await writeExport(path, amocrmDeals(2_600_000));
  const file = await open(path);
  const { size } = await file.stat();
  await file.close();
  const input = { path, fileName: 'large.csv', currency: 'RUB' };
  const { ms } = await timed(async () => {
    const [opener] = await tablesOf(input);
    if (!opener) throw new Error('no table in the large file');
    const plan = await planOf(input, opener);
    if (plan.id !== 'amocrm_deals' || plan.sureness !== 'sure') throw new Error(`${plan.id}, ${plan.sureness}`);
  });
  return {
    what: `recognition of a file of ${(size / 1e9).toFixed(2)} GB`,
    goal: '≤ 2,000 ms',
    value: Math.round(ms),
    unit: 'ms',
    engine: null,
    reached: ms <= 2_000,
  };
};

/** Brings exports of programs in as they are, recognised, and says what a large one is. */
export const benchRecognise = (): Promise<Figure[]> =>
  inTemporaryDirectory(async (directory) => {
    const figures: Figure[] = [];
    const { memory, ...first } = await importExport(directory, amocrmDeals(600_000));
    figures.push(first, {
      what: 'peak memory until then',
      goal: '< 1,500 MB',
      value: memory,
      unit: 'MB',
      engine: null,
      reached: memory < 1500,
    });
    for (const made of [yandexDirect(500_000), salesReport(500_000)]) {
      const { memory: _, ...figure } = await importExport(directory, made);
      figures.push(figure);
    }
    figures.push(await recogniseLarge(directory));
    return figures;
  });
