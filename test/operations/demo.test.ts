import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoBlueprint } from '../../src/demo/blueprint/blueprint.ts';
import { demoSettings } from '../../src/demo/demo.ts';
import { emptyBlueprint } from '../../src/model/blueprint/blueprint.ts';
import type { SettingKey } from '../../src/model/settings.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
const said: string[] = [];

beforeAll(async () => {
  place = await openTestWarehouse();
  const clock = () => new Date('2026-11-23T09:00:00Z');
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  const log: Deps['log'] = (level, message, details) => {
    if (level === 'error') said.push(`${message} ${details instanceof Error ? details.stack : ''}`);
  };
  deps = { warehouse: place.warehouse, registry, dataDirectory: place.directory, clock, log };
  operations = await createOperations(deps);
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
  expect(said).toEqual([]);
});

const load = async () => operations.finished({ id: (await operations.demo()).id });

it('is loaded whole into a workspace of its own, and again in place of what was there', async () => {
  const job = await load();
  expect(job.problem).toBeUndefined();
  expect(job).toMatchObject({ kind: 'demo', state: 'done', share: 1 });
  const first = await operations.workspaces.state({ workspace: 'demo' });
  expect(first).toMatchObject({ isDemo: true, isEmpty: false, asOf: demoSettings.as_of });
  for (const [key, text] of Object.entries(demoSettings))
    expect([key, String(first.settings[key as SettingKey])]).toEqual([key, text]);
  expect(first.rows.interactions).toBeGreaterThan(50_000);
  await operations.settings.set({ workspace: 'demo', key: 'merge_days', value: '1' });
  const line = await place.warehouse.rows<{ source: string; id: string }>(
    "SELECT source, id FROM current_order_lines WHERE workspace = 'demo' LIMIT 1",
  );
  const [{ source, id } = { source: '', id: '' }] = line;
  const correction = { kind: 'order_line' as const, source, id, class: 'winback', why: 'w', by: 'b' };
  await operations.reclass.set({ workspace: 'demo', ...correction });
  const design = () => operations.blueprint.show({ workspace: 'demo', which: 'draft' });
  const drawn = await design();
  expect(drawn).toMatchObject({ document: demoBlueprint(), version: 1, isChanged: false });
  const persona = { name: { ru: 'Хозяйка', en: 'Owner' }, segment: 'horeca' };
  const change = { collection: 'personas' as const, id: 'mine', before: null, after: persona };
  const edit = (workspace: string) => operations.blueprint.edit({ workspace, by: 'Анна', changes: [change] });
  const { revision } = await edit('demo');
  await edit('main');
  await load();
  const second = await operations.workspaces.state({ workspace: 'demo' });
  expect(second).toEqual({ ...first, revision: second.revision });
  expect(second.revision).toBeGreaterThan(first.revision);
  expect(await operations.reclass.list({ workspace: 'demo' })).toEqual([]);
  expect(await design()).toMatchObject({ document: drawn.document, version: 1, isChanged: false });
  const { things } = await operations.blueprint.since({ workspace: 'demo', revision });
  expect(things.find(({ id }) => id === 'mine')).toMatchObject({ value: null });
  const own = await operations.blueprint.show({ workspace: 'main', which: 'draft' });
  expect(own).toMatchObject({ revision: 1, isChanged: true, document: { personas: { mine: persona } } });
  expect((await operations.workspaces.state({ workspace: 'main' })).isEmpty).toBe(true);
}, 180_000);

it('leaves nothing half loaded when it is cancelled', async () => {
  const { id } = await operations.demo();
  while ((await operations.jobs.get({ id })).rows === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  await operations.jobs.cancel({ id });
  expect(await operations.finished({ id })).toMatchObject({ state: 'cancelled' });
  const state = await operations.workspaces.state({ workspace: 'demo' });
  expect(state).toMatchObject({ isEmpty: true, rows: {}, quarantined: 0 });
  const { document, inForce } = await operations.blueprint.show({ workspace: 'demo', which: 'draft' });
  expect({ document, inForce }).toEqual({ document: emptyBlueprint(), inForce: null });
});
