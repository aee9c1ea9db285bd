import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ThingRef } from '../../../src/model/blueprint/blueprint.ts';
import type { DraftThing, ThingWritten } from '../../../src/store/registry/blueprint.ts';
import { openRegistry, type Registry } from '../../../src/store/registry/registry.ts';
import { type Place, pglitePlace, postgresPlace } from './engines.ts';

const clock = () => new Date(Date.UTC(2026, 0, 5, 9));
const at = '2026-01-05T09:00:00.000Z';
const cell = (id: string, value: ThingWritten['value']): ThingWritten => ({ collection: 'cells', id, value });

const write = (registry: Registry, things: ThingWritten[], by = 'Анна', workspace = 'main') =>
  registry.blueprints.change(workspace, { how: 'edit', by, about: things }, () => things);
const publish = (registry: Registry, why = '') =>
  registry.blueprints.publish('main', { by: 'Анна', why, from: '2025-07-01' }, ({ things }) => ({
    document: { cells: Object.fromEntries(things.map(({ id, value }) => [id, value])) },
    counts: { cells: things.length },
  }));
const short = (things: DraftThing[]) => things.map(({ id, value, by }) => [id, value, by]);

describe.each([
  { engine: 'PGlite', make: pglitePlace },
  { engine: 'PostgreSQL', make: postgresPlace },
])('a blueprint on $engine', ({ make }) => {
  let place: Place;
  beforeAll(async () => {
    place = await make();
  });
  afterAll(() => place?.stop());
  const fresh = async () => openRegistry(await place.open(await place.fresh()), clock);

  it('keeps the draft thing by thing, and tells what came after a revision, removals too', async () => {
    const registry = await fresh();
    const { blueprints } = registry;
    expect(await blueprints.draft('main')).toEqual({ revision: 0, things: [] });
    expect(await write(registry, [cell('a', { n: 1 }), cell('б', { n: 'два' })])).toEqual({ revision: 1, at });
    expect((await blueprints.draft('main')).things).toBe((await blueprints.draft('main')).things);
    expect(await write(registry, [cell('a', { n: 3 })], 'Пётр')).toEqual({ revision: 2, at });
    expect(short((await blueprints.draft('main')).things)).toEqual([
      ['a', { n: 3 }, 'Пётр'],
      ['б', { n: 'два' }, 'Анна'],
    ]);
    await write(registry, [cell('б', null)], 'Пётр');
    expect(await blueprints.draft('main')).toEqual({
      revision: 3,
      things: [{ collection: 'cells', id: 'a', value: { n: 3 }, revision: 2, by: 'Пётр', at }],
    });
    const since = async (revision: number) => {
      const told = await blueprints.since('main', revision);
      return [told.revision, short(told.things)];
    };
    expect(await since(0)).toEqual([
      3,
      [
        ['a', { n: 3 }, 'Пётр'],
        ['б', null, 'Пётр'],
      ],
    ]);
    expect(await since(2)).toEqual([3, [['б', null, 'Пётр']]]);
    expect(await since(3)).toEqual([3, []]);
    expect(await since(99)).toEqual([3, []]);
    await registry.close();
  });

  it('gives whoever decides the things asked for, or all, and moves nothing where nothing is written', async () => {
    const registry = await fresh();
    await write(registry, [cell('a', { n: 1 }), cell('b', { n: 2 }), cell('c', null)]);
    const asked = async (about: ThingRef[] | null) => {
      let found: DraftThing[] = [];
      const told = await registry.blueprints.change('main', { how: 'import', by: '', about }, (stands) => {
        found = stands;
        return [];
      });
      expect(told.revision).toBe(1);
      return found.map(({ id }) => id).sort();
    };
    expect(await asked([cell('a', null), cell('c', null), { collection: 'roles', id: 'b' }])).toEqual(['a', 'c']);
    expect(await asked(null)).toEqual(['a', 'b', 'c']);
    await registry.close();
  });

  it('keeps every edit with what was before it, and nothing of one that failed', async () => {
    const registry = await fresh();
    const { blueprints } = registry;
    await write(registry, [cell('a', { n: 1 })]);
    await write(registry, [cell('a', null), cell('b', { n: 2 })], 'Пётр');
    const failing = blueprints.change('main', { how: 'edit', by: '', about: null }, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    const refused = write(registry, [cell('c', { n: 1 }), cell('c', { n: 2 })]);
    await expect(refused).rejects.toThrow();
    expect(await blueprints.edits('main', 0)).toEqual([
      {
        revision: 2,
        how: 'edit',
        by: 'Пётр',
        at,
        things: [
          { collection: 'cells', id: 'a', before: { n: 1 }, after: null },
          { collection: 'cells', id: 'b', before: null, after: { n: 2 } },
        ],
      },
      {
        revision: 1,
        how: 'edit',
        by: 'Анна',
        at,
        things: [{ collection: 'cells', id: 'a', before: null, after: { n: 1 } }],
      },
    ]);
    expect((await blueprints.draft('main')).revision).toBe(2);
    await registry.close();
  });

  it('lets edits of one workspace wait for each other', async () => {
    const registry = await fresh();
    const add = () =>
      registry.blueprints.change('main', { how: 'edit', by: '', about: [cell('a', null)] }, ([stands]) => [
        cell('a', { n: Number(stands?.value?.n ?? 0) + 1 }),
      ]);
    const told = await Promise.all(Array.from({ length: 20 }, add));
    expect(told.map(({ revision }) => revision).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, n) => n + 1),
    );
    expect(short((await registry.blueprints.draft('main')).things)).toEqual([['a', { n: 20 }, '']]);
    await registry.close();
  });

  it('publishes numbered versions that stay, and moves the revision of the workspace', async () => {
    const registry = await fresh();
    const { blueprints, workspaces } = registry;
    expect(await blueprints.latest('main')).toBeNull();
    await write(registry, [cell('a', { n: 1 })]);
    const first = await publish(registry, 'начало');
    expect(first).toEqual({ version: 1, from: '2025-07-01', at, by: 'Анна', why: 'начало', counts: { cells: 1 } });
    await write(registry, [cell('a', null), cell('b', { n: 2 })]);
    const second = await publish(registry);
    expect(await blueprints.versions('main')).toEqual([second, first]);
    expect(await blueprints.latest('main')).toEqual({ version: second, revision: 2 });
    expect(await blueprints.document('main', 1)).toEqual({
      version: first,
      document: { cells: { a: { n: 1 } } },
      editedAt: { 'cells:a': at },
    });
    expect(await blueprints.document('main', 3)).toBeNull();
    expect((await workspaces.find('main'))?.revision).toBe(2);
    const failing = blueprints.publish('main', { by: '', why: '', from: '2026-01-05' }, () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await workspaces.find('main'))?.revision).toBe(2);
    await registry.close();
  });

  it('is emptied with its workspace alone, and those who look on are told', async () => {
    const registry = await fresh();
    const { blueprints, workspaces } = registry;
    await workspaces.create({ id: 'demo', name: { ru: 'Демо', en: 'Demo' }, isDemo: true });
    await write(registry, [cell('a', { n: 1 })]);
    await write(registry, [cell('a', { n: 2 })], 'Демо', 'demo');
    await publish(registry);
    const before = [
      await blueprints.draft('main'),
      await blueprints.versions('main'),
      await blueprints.edits('main', 0),
    ];
    await workspaces.empty('demo');
    expect(await blueprints.draft('demo')).toEqual({ revision: 2, things: [] });
    expect(short((await blueprints.since('demo', 1)).things)).toEqual([['a', null, '']]);
    expect(await blueprints.edits('demo', 0)).toEqual([]);
    await write(registry, [cell('b', { n: 1 })], 'Демо', 'demo');
    expect((await blueprints.draft('demo')).revision).toBe(3);
    expect([
      await blueprints.draft('main'),
      await blueprints.versions('main'),
      await blueprints.edits('main', 0),
    ]).toEqual(before);
    await registry.close();
  });

  it('is in a copy of everything, and a copy made before there was any has none', async () => {
    const [from, to] = [await fresh(), await fresh()];
    await write(from, [cell('a', { n: 1.5, text: 'ёж "и" \\ пр.' }), cell('b', { n: 2 })]);
    await write(from, [cell('b', null)]);
    await publish(from, 'копия');
    const dump = JSON.parse(JSON.stringify(await from.dump()));
    await to.load(dump);
    for (const read of [
      ({ blueprints }: Registry) => blueprints.draft('main'),
      ({ blueprints }: Registry) => blueprints.since('main', 0),
      ({ blueprints }: Registry) => blueprints.edits('main', 0),
      ({ blueprints }: Registry) => blueprints.document('main', 1),
    ])
      expect(await read(to)).toEqual(await read(from));
    expect((await write(to, [cell('c', {})])).revision).toBe(3);
    expect((await publish(to)).version).toBe(2);
    const older = dump.blueprint_versions.map(({ in_force_from: _, ...row }: Record<string, unknown>) => row);
    await to.load({ ...dump, blueprint_versions: older });
    expect((await to.blueprints.versions('main')).map(({ from }) => from)).toEqual(['2026-01-05']);
    await to.load({ ...dump, blueprint_things: [], blueprint_edits: [], blueprint_versions: [] });
    expect(await to.blueprints.draft('main')).toEqual({ revision: 0, things: [] });
    await from.close();
    await to.close();
  });
});
