import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistry } from '../../../src/store/registry/registry.ts';
import { type Place, pglitePlace, postgresPlace } from './engines.ts';

const ticking = () => {
  let now = Date.UTC(2026, 0, 5, 9);
  return () => {
    now += 1000;
    return new Date(now);
  };
};
const word = { why: 'one company', by: 'anna' };

describe.each([
  { engine: 'PGlite', make: pglitePlace },
  { engine: 'PostgreSQL', make: postgresPlace },
])('decisions about records on $engine', ({ make }) => {
  let place: Place;
  beforeAll(async () => {
    place = await make();
  });
  afterAll(() => place?.stop());

  it('are kept whole, taken back once, and move the revision each time', async () => {
    const registry = await openRegistry(await place.open(await place.fresh()), ticking());
    const revision = async () => (await registry.workspaces.find('main'))?.revision;
    const merge = await registry.decisions.add('main', { kind: 'merge', records: ['a'], others: ['b', 'c'], ...word });
    const split = await registry.decisions.add('main', { kind: 'split', records: ['c'], others: ['a'], ...word });
    expect(await revision()).toBe(2);
    expect(await registry.decisions.standing('main')).toEqual([
      { id: merge.id, kind: 'merge', records: ['a'], others: ['b', 'c'] },
      { id: split.id, kind: 'split', records: ['c'], others: ['a'] },
    ]);

    const undone = await registry.decisions.undo('main', merge.id, { why: 'a mistake', by: 'boris' });
    expect(undone).toMatchObject({ id: merge.id, undone: { why: 'a mistake', by: 'boris' } });
    expect(await registry.decisions.undo('main', merge.id, word)).toBeNull();
    expect(await registry.decisions.undo('main', 999, word)).toBeNull();
    expect(await revision()).toBe(3);
    expect((await registry.decisions.standing('main')).map(({ id }) => id)).toEqual([split.id]);
    expect((await registry.decisions.list('main')).map(({ id, undone: back }) => [id, back?.by ?? null])).toEqual([
      [split.id, null],
      [merge.id, 'boris'],
    ]);
    await registry.close();
  });

  it('are of one workspace alone, and come back with a dump', async () => {
    const registry = await openRegistry(await place.open(await place.fresh()), ticking());
    await registry.workspaces.create({ id: 'other', name: { ru: 'x', en: 'x' }, isDemo: false });
    const made = await registry.decisions.add('main', { kind: 'merge', records: ['a'], others: ['b'], ...word });
    await registry.decisions.undo('main', made.id, word);
    expect(await registry.decisions.list('other')).toEqual([]);
    expect(await registry.decisions.undo('other', made.id, word)).toBeNull();
    const before = await registry.decisions.list('main');
    const dump = await registry.dump();
    await registry.decisions.add('main', { kind: 'split', records: ['x'], others: ['y'], ...word });
    await registry.load(dump);
    expect(await registry.decisions.list('main')).toEqual(before);
    const next = await registry.decisions.add('main', { kind: 'split', records: ['x'], others: ['y'], ...word });
    expect(next.id).toBeGreaterThan(made.id);
    await registry.close();
  });
});
