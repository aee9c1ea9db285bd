import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../../src/model/problem.ts';
import { openRegistry } from '../../../src/store/registry/registry.ts';
import { type Place, pglitePlace, postgresPlace } from './engines.ts';

const start = Date.UTC(2026, 0, 5, 9);
const ticking = () => {
  let now = start;
  return () => {
    now += 1000;
    return new Date(now);
  };
};
const entry = { workspace: 'main', file: 'orders.csv', source: 'shop', layout: 'canonical', bytes: 12_345_678_901 };
const counts = { order_lines: { read: 3, added: 2, changed: 0, unchanged: 1, quarantined: 0 } };

describe.each([
  { engine: 'PGlite', make: pglitePlace },
  { engine: 'PostgreSQL', make: postgresPlace },
])('registry on $engine', ({ make }) => {
  let place: Place;
  beforeAll(async () => {
    place = await make();
  });
  afterAll(() => place?.stop());
  const fresh = async () => openRegistry(await place.open(await place.fresh()), ticking());

  it('is PostgreSQL 18', async () => {
    const engine = await place.open(await place.fresh());
    expect(engine.name).toMatch(/ 18\./);
    await engine.close();
  });

  it('keeps names with a zero byte, which the database has no place for', async () => {
    const registry = await fresh();
    const header = ['Сум\u0000ма', 'a\\u0000b', '\\\u0000'];
    const id = await registry.journal.begin({ ...entry, header });
    expect((await registry.journal.unfinished()).map(({ importId }) => importId)).toContain(id);
    await registry.settings.write('main', { ad_channels: ['Сум\u0000ма'] });
    expect(await registry.settings.read('main')).toEqual({ ad_channels: ['Сум�ма'] });
    const [ref, by] = [{ collection: 'cells' as const, id: 'a' }, 'Ан\u0000на'];
    const told = { how: 'edit' as const, by, about: [ref] };
    await registry.blueprints.change('main', told, () => [{ ...ref, value: { name: 'Точ\u0000ка' } }]);
    expect((await registry.blueprints.draft('main')).things).toMatchObject([
      { value: { name: 'Точ�ка' }, by: 'Ан�на' },
    ]);
    await registry.close();
  });

  it('has the first workspace, which opening again leaves alone', async () => {
    const database = await place.fresh();
    const first = await openRegistry(await place.open(database), ticking());
    await first.settings.write('main', { currency: 'USD' });
    await first.close();
    const again = await openRegistry(await place.open(database), ticking());
    expect(await again.workspaces.list()).toEqual([
      { id: 'main', name: { ru: 'Моя компания', en: 'My company' }, isDemo: false, revision: 1 },
    ]);
    expect(await again.settings.read('main')).toEqual({ currency: 'USD' });
    expect(await again.workspaces.create({ id: 'main', name: { ru: 'x', en: 'x' }, isDemo: true })).toBe(false);
    expect(await again.workspaces.find('none')).toBeNull();
    await again.close();
  });

  it('refuses data of a newer program', async () => {
    const database = await place.fresh();
    const registry = await openRegistry(await place.open(database), ticking());
    await registry.close();
    const engine = await place.open(database);
    await sql`INSERT INTO migrations (number, name) VALUES (999, 'future')`.execute(engine.database);
    await expect(openRegistry(engine, ticking())).rejects.toThrow(Problem);
  });

  it('leads an import through its states and shows only settled revisions', async () => {
    const registry = await fresh();
    const { journal, workspaces } = registry;
    const one = await journal.begin(entry);
    const two = await journal.begin({ ...entry, file: 'other.csv' });
    expect(two).toBe(one + 1);
    expect(await journal.unfinished()).toEqual([
      { importId: one, workspace: 'main', state: 'running' },
      { importId: two, workspace: 'main', state: 'running' },
    ]);
    expect(await journal.standing('main')).toEqual([]);
    await journal.publish(one);
    expect(await journal.standing('main')).toEqual([one]);
    expect(await journal.nextRevision('main')).toBe(1);
    expect((await workspaces.find('main'))?.revision).toBe(0);
    await journal.finish(one, { kinds: counts, totals: 0, leftOut: 0 });
    expect((await workspaces.find('main'))?.revision).toBe(2);
    const problem = { code: 'broken', kind: 'input' as const, text: { ru: 'Сломан', en: 'Broken' } };
    await journal.fail(two, 'failed', problem);
    expect(await journal.list('main')).toEqual([
      expect.objectContaining({ id: String(two), file: 'other.csv', state: 'failed', problem }),
      {
        id: String(one),
        file: 'orders.csv',
        source: 'shop',
        layout: 'canonical',
        bytes: 12_345_678_901,
        state: 'done',
        startedAt: expect.stringMatching(/^2026-01-05T09:00:\d\d\.000Z$/),
        endedAt: expect.stringMatching(/^2026-01-05T09:00:\d\d\.000Z$/),
        kinds: counts,
      },
    ]);
    await journal.retract(one);
    expect(await journal.standing('main')).toEqual([]);
    expect(await journal.unfinished()).toEqual([{ importId: one, workspace: 'main', state: 'retracted' }]);
    await journal.finishUndo(one);
    expect(await journal.unfinished()).toEqual([]);
    expect((await journal.list('main')).map(({ state }) => state)).toEqual(['failed', 'undone']);
    expect((await workspaces.find('main'))?.revision).toBe(3);
    await registry.close();
  });

  it('refuses a step out of order and changes nothing by it', async () => {
    const registry = await fresh();
    const id = await registry.journal.begin(entry);
    await expect(registry.journal.finish(id, { kinds: counts, totals: 0, leftOut: 0 })).rejects.toThrow(
      /not published/,
    );
    await expect(registry.journal.retract(id)).rejects.toThrow(/not done/);
    await registry.journal.publish(id);
    await expect(registry.journal.fail(id, 'cancelled', null)).rejects.toThrow(/not running/);
    expect((await registry.workspaces.find('main'))?.revision).toBe(0);
    await registry.close();
  });

  it('lets one piece of work at a time have a workspace, and the same work nest', async () => {
    const database = await place.fresh();
    const first = await openRegistry(await place.open(database), ticking());
    const others = place.shared ? [await openRegistry(await place.open(database), ticking())] : [];
    const journals = [first, ...others].map(({ journal }) => journal);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const visit = (at: number) => async () => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      order.push(at);
      inside -= 1;
    };
    await Promise.all(
      Array.from({ length: 12 }, (_, at) => {
        const journal = journals[at % journals.length] ?? first.journal;
        return journal.exclusively('main', () => journal.exclusively('main', visit(at)));
      }),
    );
    expect(most).toBe(1);
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
    await expect(first.journal.exclusively('main', () => Promise.reject(new Error('fell')))).rejects.toThrow('fell');
    expect(await first.journal.exclusively('main', async () => 'free again')).toBe('free again');
    const both = await first.journal.exclusively('main', () => first.journal.exclusively('other', async () => 'two'));
    expect(both).toBe('two');
    for (const registry of [first, ...others]) await registry.close();
  });

  it('keeps settings and clears them', async () => {
    const registry = await fresh();
    await registry.settings.write('main', { ad_channels: ['a', 'b'], shared_split: 0.25, as_of: '2025-12-31' });
    await registry.settings.write('main', { as_of: undefined, currency: 'EUR' });
    expect(await registry.settings.read('main')).toEqual({
      ad_channels: ['a', 'b'],
      shared_split: 0.25,
      currency: 'EUR',
    });
    expect((await registry.workspaces.find('main'))?.revision).toBe(2);
    await registry.close();
  });

  it('keeps computed windows until somebody sets that one', async () => {
    const registry = await fresh();
    const { windows, settings } = registry;
    await windows.keep('main', [{ segment: 'cafe', lostAfterDays: 120, atRiskAfterDays: 60 }]);
    await windows.keep('main', [
      { segment: 'cafe', lostAfterDays: 999, atRiskAfterDays: 999 },
      { segment: '', lostAfterDays: 40, atRiskAfterDays: 20 },
    ]);
    expect(await windows.read('main')).toEqual([
      { segment: '', lostAfterDays: 40, atRiskAfterDays: 20 },
      { segment: 'cafe', lostAfterDays: 120, atRiskAfterDays: 60 },
    ]);
    await settings.write('main', { at_risk_after_days: 30 });
    await settings.write('main', { at_risk_after_days: undefined });
    expect((await windows.read('main'))[1]).toEqual({ segment: 'cafe', lostAfterDays: 120, atRiskAfterDays: null });
    await windows.keep('main', [{ segment: 'cafe', lostAfterDays: 1, atRiskAfterDays: 2 }]);
    expect((await windows.read('main'))[1]).toEqual({ segment: 'cafe', lostAfterDays: 120, atRiskAfterDays: 2 });
    await registry.close();
  });

  it('adds corrections and takes them back without losing who and why', async () => {
    const registry = await fresh();
    const line = { kind: 'order_line' as const, source: 'shop', id: '7' };
    await registry.corrections.add('main', { ...line, class: 'winback', why: 'came back', by: 'Анна' });
    await registry.corrections.add('main', { ...line, id: '8', class: 'first', why: 'a new firm', by: 'Анна' });
    const back = await registry.corrections.add('main', { ...line, class: null, why: 'mistaken', by: 'Пётр' });
    expect(back).toEqual({ ...line, class: null, why: 'mistaken', by: 'Пётр', at: expect.any(String) });
    expect((await registry.corrections.list('main')).map(({ id, by }) => [id, by])).toEqual([
      ['7', 'Пётр'],
      ['8', 'Анна'],
      ['7', 'Анна'],
    ]);
    expect((await registry.corrections.standing('main')).map(({ id, class: to }) => [id, to])).toEqual([
      ['8', 'first'],
    ]);
    expect((await registry.workspaces.find('main'))?.revision).toBe(3);
    await registry.close();
  });

  it('keeps every version of a typed month', async () => {
    const registry = await fresh();
    const cost = {
      id: 'c1',
      name: 'Вывеска',
      amount: 10_000.5,
      class: 'acquisition' as const,
      function: 'marketing' as const,
      channel: '',
      segment: '',
      cell: '',
    };
    const { typedMonths } = registry;
    const month = '2025-03-01';
    expect(await typedMonths.latest('main', month)).toBeNull();
    await typedMonths.save('main', { month, costs: [cost], staff: [] });
    await typedMonths.save('main', { month, costs: [{ ...cost, amount: 7 }], staff: [] });
    expect(await typedMonths.latest('main', month)).toEqual({ month, costs: [{ ...cost, amount: 7 }], staff: [] });
    expect(await typedMonths.unapplied()).toEqual([{ workspace: 'main', month }]);
    await typedMonths.applied('main', month);
    expect(await typedMonths.unapplied()).toEqual([]);
    expect((await registry.dump()).typed_months).toHaveLength(2);
    await registry.close();
  });

  it('shows only complete snapshots, newest first, and forgets old ones', async () => {
    const { snapshots, close } = await fresh();
    const one = await snapshots.begin('main', 'a');
    expect(await snapshots.list('main')).toEqual([]);
    await snapshots.complete(one, {});
    const two = await snapshots.begin('main', 'b');
    await snapshots.complete(two, { asOf: '2025-01-01' });
    const broken = await snapshots.begin('main', 'c');
    expect((await snapshots.list('main')).map(({ snapshot }) => snapshot)).toEqual([two, one]);
    await snapshots.keepOnly('main', [two]);
    const left = { snapshot: two, inputs: 'b', context: { asOf: '2025-01-01' }, foretold: null };
    expect(await snapshots.list('main')).toEqual([left]);
    await snapshots.foretell(two, { Homes: null });
    expect(await snapshots.list('main')).toEqual([{ ...left, foretold: { Homes: null } }]);
    expect(await snapshots.begin('main', 'd')).toBe(broken + 1);
    await close();
  });

  it('comes back from a dump as it was, with numbers that go on', async () => {
    const from = await fresh();
    await from.workspaces.create({ id: 'demo', name: { ru: 'Чистый контур', en: 'Clear Loop' }, isDemo: true });
    await from.settings.write('demo', { referral_kinds: ['говорит «да», "нет"'] });
    await from.windows.keep('demo', [{ segment: 'a', lostAfterDays: 1, atRiskAfterDays: null }]);
    await from.corrections.add('demo', { kind: 'cost', source: 's', id: 'x', class: 'shared', why: 'w', by: 'b' });
    const id = await from.journal.begin(entry);
    await from.journal.publish(id);
    await from.journal.finish(id, { kinds: counts, totals: 0, leftOut: 0 });
    await from.typedMonths.save('main', { month: '2025-03-01', costs: [], staff: [] });
    const dump = JSON.parse(JSON.stringify(await from.dump()));
    const to = await fresh();
    await to.settings.write('main', { currency: 'KZT' });
    await to.load(dump);
    expect(await to.dump()).toEqual(await from.dump());
    expect(await to.journal.begin(entry)).toBeGreaterThan(id);
    await from.close();
    await to.close();
  });

  it('migrates once when several open it at once', async () => {
    if (!place.shared) {
      const registry = await fresh();
      expect((await registry.workspaces.list()).map(({ id }) => id)).toEqual(['main']);
      await registry.close();
      return;
    }
    const database = await place.fresh();
    const engines = await Promise.all(Array.from({ length: 6 }, () => place.open(database)));
    const registries = await Promise.all(engines.map((engine) => openRegistry(engine, ticking())));
    for (const registry of registries) expect(await registry.workspaces.list()).toHaveLength(1);
    for (const registry of registries) await registry.close();
  });
});

describe('a PostgreSQL that does not answer', () => {
  it('is a problem that names the variable and not the password', async () => {
    const { openPostgres } = await import('../../../src/store/registry/engines/postgres.ts');
    const refused = await openPostgres('postgres://u:secret@127.0.0.1:1/x').catch((problem: unknown) => problem);
    expect(refused).toBeInstanceOf(Problem);
    expect(JSON.stringify((refused as Problem).body)).toContain('DATABASE_URL');
    expect(JSON.stringify((refused as Problem).body)).not.toContain('secret');
  });
});
