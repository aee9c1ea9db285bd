import { afterAll, beforeAll, expect, it } from 'vitest';
import { pairStores } from '../../src/store/pair-stores.ts';
import { openRegistry, type Registry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';
import { type Place, pglitePlace } from './registry/engines.ts';

let facts: TestWarehouse;
let place: Place;
const open: Registry[] = [];

beforeAll(async () => {
  [facts, place] = await Promise.all([openTestWarehouse(), pglitePlace()]);
});
afterAll(async () => {
  for (const registry of open) await registry.close();
  await Promise.all([facts?.close(), place?.stop()]);
});

const newRegistry = async (): Promise<Registry> => {
  const registry = await openRegistry(await place.open(await place.fresh()), () => new Date('2026-01-05T09:00:00Z'));
  open.push(registry);
  return registry;
};

const importInto = async ({ journal }: Registry): Promise<void> => {
  const id = await journal.begin({ workspace: 'main', file: 'a.csv', source: 'main', layout: 'canonical', bytes: 1 });
  await journal.publish(id);
  await journal.finish(id, { kinds: {}, totals: 0, leftOut: 0 });
};

const refused = { body: { code: 'stores_apart', kind: 'input' } };

it('keeps a registry and the warehouse of its facts together, and strangers apart', async () => {
  const { warehouse } = facts;
  const [own, empty, other] = [await newRegistry(), await newRegistry(), await newRegistry()];
  expect(await own.id()).not.toBe(await other.id());

  // Nothing is there yet: anybody may begin.
  await pairStores(warehouse, empty);
  await importInto(other);
  await expect(pairStores(warehouse, other), 'imports whose facts are elsewhere').rejects.toMatchObject(refused);
  await pairStores(warehouse, own);

  await importInto(own);
  await pairStores(warehouse, own);
  await warehouse.command("INSERT INTO quarantine (workspace, import_id, kind) VALUES ('main', 1, 'order_lines')");
  await pairStores(warehouse, own);
  await expect(pairStores(warehouse, empty), 'facts of another registry').rejects.toMatchObject(refused);
  await expect(pairStores(warehouse, other), 'both of others').rejects.toMatchObject(refused);
  await pairStores(warehouse, own);

  // Facts from before registries were told apart.
  await warehouse.command('TRUNCATE TABLE registry');
  await pairStores(warehouse, own);
  await expect(pairStores(warehouse, other)).rejects.toMatchObject(refused);
});
