import { factKinds } from '../model/facts.ts';
import { Problem } from '../model/problem.ts';
import type { Registry } from './registry/registry.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

const factTables = [...factKinds.map((kind) => `versions_${kind}`), 'quarantine'];

const hasFacts = async (warehouse: Warehouse): Promise<boolean> => {
  const [found] = await warehouse.rows<{ rows: number }>(
    `SELECT sum(total_rows) AS rows FROM system.tables
      WHERE database = currentDatabase() AND name IN {tables:Array(String)}`,
    { parameters: { tables: factTables } },
  );
  return (found?.rows ?? 0) > 0;
};

const hasImports = async ({ workspaces, journal }: Registry): Promise<boolean> => {
  for (const { id } of await workspaces.list()) if ((await journal.standing(id)).length > 0) return true;
  return false;
};

const strangers = (warehouse: Warehouse, registry: Registry): Problem =>
  new Problem({
    code: 'stores_apart',
    kind: 'input',
    text: {
      ru: `Факты (${warehouse.engine}) и настройки с историей загрузок (${registry.engine}) не из одной установки: проверьте --data, CLICKHOUSE_URL и DATABASE_URL, или начните с пустых и верните всё из резервной копии (conveyor restore).`,
      en: `The facts (${warehouse.engine}) and the settings with the history of imports (${registry.engine}) are not of one installation: check --data, CLICKHOUSE_URL and DATABASE_URL, or begin with empty ones and bring everything back from a backup (conveyor restore).`,
    },
  });

/**
 * Makes sure that a warehouse holds the facts of this registry's imports and no other's.
 *
 * The warehouse keeps the id of its registry. Empty stores become a pair, and so do facts that know of no registry yet;
 * facts of another registry, and imports whose facts are elsewhere, are refused (`stores_apart`).
 */
export const pairStores = async (warehouse: Warehouse, registry: Registry): Promise<void> => {
  await warehouse.command(`CREATE TABLE IF NOT EXISTS registry (id String, paired_at DateTime64(3, 'UTC') DEFAULT now64(3))
    ENGINE = ReplacingMergeTree(paired_at) ORDER BY tuple()`);
  const [known] = await warehouse.rows<{ id: string }>('SELECT id FROM registry FINAL');
  const id = await registry.id();
  if (known?.id === id) return;
  const [facts, imports] = await Promise.all([hasFacts(warehouse), hasImports(registry)]);
  const isFirstMeeting = known === undefined && facts;
  if (!isFirstMeeting && (facts || imports)) throw strangers(warehouse, registry);
  await warehouse.command('INSERT INTO registry (id) SELECT {id:String}', { parameters: { id } });
};
