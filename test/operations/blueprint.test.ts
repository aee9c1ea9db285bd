import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { danglingReferences } from '../../src/analysis/blueprint/references.ts';
import { type Blueprint, type Change, emptyBlueprint } from '../../src/model/blueprint/blueprint.ts';
import { Cell } from '../../src/model/blueprint/journey.ts';
import { Problem } from '../../src/model/problem.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { createOperations } from '../../src/operations/operations.ts';
import type { Operations } from '../../src/operations/types.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../src/store/registry/registry.ts';
import { openTestWarehouse, type TestWarehouse } from '../support/warehouse.ts';

let place: TestWarehouse;
let deps: Deps;
let operations: Operations;
let blueprint: Operations['blueprint'];
let now = new Date('2026-01-05T22:30:00Z');
let companies = 0;

beforeAll(async () => {
  place = await openTestWarehouse();
  const clock = () => now;
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  deps = { warehouse: place.warehouse, registry, dataDirectory: join(place.directory, 'data'), clock, log: () => {} };
  operations = await createOperations(deps);
  blueprint = operations.blueprint;
});
afterAll(async () => {
  await operations.close();
  await deps.registry.close();
  await place.close();
});

const company = async (): Promise<string> => {
  companies += 1;
  const id = `company${companies}`;
  await deps.registry.workspaces.create({ id, name: { ru: id, en: id }, isDemo: false });
  return id;
};
const words = (ru: string) => ({ ru, en: '' });
const cell = (told: Partial<Cell> = {}): Cell =>
  Cell.parse({ journey: 'cafe', state: 'D1', touchpoint: 'site', ...told });
const change = (id: string, before: object | null, after: object | null): Change => ({
  collection: 'cells',
  id,
  before: before as Change['before'],
  after: after as Change['after'],
});
const edit = (workspace: string, by: string, ...changes: Change[]) => blueprint.edit({ workspace, by, changes });
const draft = async (workspace: string) => blueprint.show({ workspace, which: 'draft' });
const problemOf = async (work: Promise<unknown>): Promise<Problem['body']> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error.body;
  throw new Error(`No problem: ${error}`);
};
/** A design with something in many a collection, as a person could have drawn it. */
const drawn = (): Record<string, unknown> => ({
  format: 'conveyor-blueprint',
  segments: { horeca: { name: { ru: 'Кафе', en: 'Cafés' } } },
  states: { D1: { name: words('Замечает') }, D2: { name: words('Выбирает'), place: 1 } },
  touchpoints: { site: { name: words('Сайт') } },
  journeys: { cafe: { name: words('Путь кафе'), segment: 'horeca', states: ['D1', 'D2'], touchpoints: ['site'] } },
  cells: { c2: { journey: 'cafe', state: 'D1', touchpoint: 'site', costPerVisit: 0.1 }, c10: cell({ state: 'D2' }) },
  edges: { e1: { journey: 'cafe', from: 'cell:c2', to: 'cell:c10', probability: 0.35 } },
  roles: { seller: { name: words('Продавец'), function: 'sales' } },
  zones: { z1: { stage: 'new', roles: { seller: 'AR', z: 'C', ab: 'I' } } },
  stages: { market: { name: words('Рынок') }, lost: { windowDays: 90, bySegment: { horeca: { windowDays: 60 } } } },
});

describe('a draft', () => {
  it('is empty at first, and holds what was edited with what was left out filled in', async () => {
    const workspace = await company();
    expect(await draft(workspace)).toEqual({
      document: emptyBlueprint(),
      revision: 0,
      version: null,
      inForce: null,
      isChanged: false,
      editedOn: {},
    });
    const { revision, things, conflicts } = await edit(
      workspace,
      ' Анна ',
      change('c1', null, { journey: 'cafe', state: 'D1', touchpoint: 'site' }),
    );
    expect({ revision, conflicts }).toEqual({ revision: 1, conflicts: [] });
    expect(things).toEqual([
      { collection: 'cells', id: 'c1', value: cell(), by: 'Анна', at: '2026-01-05T22:30:00.000Z' },
    ]);
    expect(await draft(workspace)).toMatchObject({
      document: { cells: { c1: cell() } },
      revision: 1,
      isChanged: true,
      // Half past one at night in Moscow.
      editedOn: { 'cells:c1': '2026-01-06' },
    });
    expect((await draft('main')).document).toEqual(emptyBlueprint());
  });

  it('takes fields two people touched apart, and tells where both wanted different things', async () => {
    const workspace = await company();
    const seen = cell({ personas: ['a'] });
    await edit(workspace, 'Анна', change('c1', null, seen));
    await edit(
      workspace,
      'Анна',
      change('c1', seen, { ...seen, goal: words('цель'), emotion: 1, personas: ['a', 'b'] }),
    );
    const { things, conflicts, revision } = await edit(
      workspace,
      'Пётр',
      change('c1', seen, { ...seen, barrier: words('дорого'), emotion: -2, personas: ['c', 'a'] }),
    );
    const both = cell({ goal: words('цель'), barrier: words('дорого'), emotion: 1 });
    expect(revision).toBe(3);
    expect(things[0]?.value).toMatchObject({ ...both, personas: expect.arrayContaining(['a', 'b', 'c']) });
    expect(conflicts).toEqual([
      { collection: 'cells', id: 'c1', field: 'emotion', stands: 1, wanted: -2, by: 'Анна', at: now.toISOString() },
    ]);
    expect((await draft(workspace)).document.cells.c1).toEqual(things[0]?.value);
  });

  it('keeps a removed thing removed, gives back what the other wanted, and tells removals', async () => {
    const workspace = await company();
    const seen = cell();
    await edit(workspace, 'Анна', change('c1', null, seen), change('c2', null, seen));
    await edit(workspace, 'Анна', change('c1', seen, null), change('c2', seen, cell({ emotion: 2 })));
    const wanted = cell({ emotion: 1 });
    const told = await edit(workspace, 'Пётр', change('c1', seen, wanted), change('c2', seen, null));
    const by = { by: 'Анна', at: now.toISOString() };
    expect(told.revision).toBe(2);
    expect(told.conflicts).toEqual([
      { collection: 'cells', id: 'c1', field: '', stands: null, wanted, ...by },
      { collection: 'cells', id: 'c2', field: '', stands: cell({ emotion: 2 }), wanted: null, ...by },
    ]);
    expect(told.things.map(({ value }) => value)).toEqual([null, cell({ emotion: 2 })]);
    expect(await blueprint.since({ workspace, revision: 1 })).toEqual({
      revision: 2,
      things: [
        { collection: 'cells', id: 'c1', value: null, ...by },
        { collection: 'cells', id: 'c2', value: cell({ emotion: 2 }), ...by },
      ],
    });
    expect(await blueprint.since({ workspace, revision: 2 })).toEqual({ revision: 2, things: [] });
  });

  it('moves by nothing where an edit is sent twice', async () => {
    const workspace = await company();
    const added = change('c1', null, cell());
    await edit(workspace, 'Анна', added);
    expect(await edit(workspace, 'Пётр', added)).toMatchObject({
      revision: 1,
      conflicts: [],
      things: [{ by: 'Анна' }],
    });
    const moved = change('c1', cell(), cell({ emotion: 1 }));
    await edit(workspace, 'Анна', moved);
    expect(await edit(workspace, 'Анна', moved)).toMatchObject({ revision: 2, conflicts: [] });
    const steps = [
      change('c2', null, cell()),
      change('c2', cell(), cell({ emotion: 2 })),
      change('c2', cell({ emotion: 2 }), null),
    ];
    expect(await edit(workspace, 'Анна', ...steps)).toMatchObject({ revision: 2, things: [{ id: 'c2', value: null }] });
  });

  it('refuses what does not fit, names thing and field, and keeps nothing of the edit', async () => {
    const workspace = await company();
    const refused = await problemOf(
      edit(workspace, 'Анна', change('c1', null, cell()), change('c2', null, { ...cell(), emotion: 7 })),
    );
    expect(refused).toMatchObject({ kind: 'input', where: { collection: 'cells', id: 'c2', field: 'emotion' } });
    expect(refused.text.ru).toMatch(/^Клетка «c2», поле «.+» \(emotion\): .*2/);
    expect(refused.text.en).toMatch(/^Cell “c2”, field “.+”.*: .*2/);
    const stage = { collection: 'stages' as const, id: 'nirvana', before: null, after: {} };
    const unknown = await problemOf(blueprint.edit({ workspace, by: '', changes: [stage] }));
    expect(unknown.text.en).toContain('“nirvana”');
    expect((await draft(workspace)).revision).toBe(0);
    expect((await problemOf(edit('nowhere', '', change('c1', null, cell())))).code).toBe('unknown_workspace');
  });

  it('keeps words of any letters but those no database can', async () => {
    const workspace = await company();
    const text = "ё “…” \\ ' 🙂 \u2028 { }";
    await edit(workspace, 'Анна', change('c1', null, cell({ goal: words(`${text}\u0000\ud800`) })));
    expect((await draft(workspace)).document.cells.c1?.goal.ru).toBe(`${text}\ufffd`);
  });

  it('answers an edit of a large design within the time a person does not notice', async () => {
    const workspace = await company();
    const cells = Array.from({ length: 400 }, (_, at) =>
      change(`c${at}`, null, cell({ goal: words('цель'.repeat(50)) })),
    );
    await edit(workspace, 'Анна', ...cells);
    const times: number[] = [];
    for (let at = 0; at < 40; at += 1) {
      const before = at === 0 ? cells[7]?.after : cell({ place: at - 1 });
      const startedAt = performance.now();
      await edit(workspace, 'Анна', change('c7', before ?? null, cell({ place: at })));
      times.push(performance.now() - startedAt);
    }
    expect(times.sort((a, b) => a - b)[20]).toBeLessThan(100);
  });
});

type Field = 'goal' | 'barrier' | 'emotion' | 'costPerVisit' | 'personas';
const patch = fc.record<Partial<Pick<Cell, Field>>>(
  {
    goal: fc.constantFrom(words('раз'), words('два'), { ru: 'раз', en: 'one' }),
    barrier: fc.constantFrom(words('дорого'), words('долго')),
    emotion: fc.constantFrom(-1, 0, 1),
    costPerVisit: fc.constantFrom(1, 2.5),
    personas: fc.subarray(['p', 'q', 'r']),
  },
  { requiredKeys: [] },
);
const moves = fc.array(
  fc.record({
    who: fc.constantFrom('Анна', 'Пётр'),
    id: fc.constantFrom('c1', 'c2'),
    set: fc.option(patch, { freq: 6 }),
  }),
  { minLength: 1, maxLength: 14 },
);

/** Single values of a thing by path; lists hold what both wanted, which is tried with the merge itself. */
const leavesOf = (thing: object | null, path = ''): Map<string, unknown> =>
  new Map(
    Object.entries(thing ?? {}).flatMap(([key, value]) => {
      if (Array.isArray(value)) return [];
      if (typeof value === 'object' && value !== null) return [...leavesOf(value, `${path}${key}.`)];
      return [[`${path}${key}`, value] as const];
    }),
  );

describe('two who edit at once', () => {
  it('lose nothing: all they wrote stands, or comes back as a conflict', async () => {
    await fc.assert(
      fc.asyncProperty(moves, fc.boolean(), async (steps, isTogether) => {
        const workspace = await company();
        await edit(workspace, 'Анна', change('c1', null, cell()));
        const first: Record<string, Cell | undefined> = (await draft(workspace)).document.cells;
        // Each goes on from what they saw themselves, and never looks at what the other does.
        const seen: Record<string, Record<string, Cell | null>> = {};
        const asked = steps.map(({ who, id, set }) => {
          const mine = seen[who] ?? { c1: first.c1 ?? null };
          seen[who] = mine;
          const before = mine[id] ?? null;
          const after = set === null ? null : { ...(before ?? cell()), ...set };
          mine[id] = after;
          return { who, before, after, change: change(id, before, after) };
        });
        const outcomes: Awaited<ReturnType<typeof edit>>[] = [];
        if (isTogether) outcomes.push(...(await Promise.all(asked.map((one) => edit(workspace, one.who, one.change)))));
        else for (const one of asked) outcomes.push(await edit(workspace, one.who, one.change));
        outcomes.forEach(({ things, conflicts }, at) => {
          const { before, after } = asked[at] ?? { before: null, after: null };
          const stands = things[0]?.value ?? null;
          if (after === null) {
            if (before !== null && stands !== null) expect(conflicts).toMatchObject([{ field: '', wanted: null }]);
            return;
          }
          if (stands === null) {
            if (JSON.stringify(before) !== JSON.stringify(after))
              expect(conflicts).toMatchObject([{ field: '', wanted: after }]);
            return;
          }
          const [was, wanted, is] = [leavesOf(before), leavesOf(after), leavesOf(stands)];
          for (const [field, value] of wanted)
            if (was.get(field) !== value && is.get(field) !== value)
              expect(conflicts.map((one) => one.field)).toContain(field);
        });
        const revisions = outcomes.map(({ revision }) => revision);
        expect((await draft(workspace)).revision).toBe(Math.max(...revisions));
      }),
      { numRuns: 30 },
    );
  }, 120_000);

  it('merge whatever they touch apart, in either order, with the same end', async () => {
    const fields = (keys: Field[]) =>
      fc
        .record(
          {
            goal: fc.constant(words('раз')),
            barrier: fc.constant(words('долго')),
            emotion: fc.constant(1),
            costPerVisit: fc.constant(3),
            personas: fc.constant(['q']),
          },
          { requiredKeys: [] },
        )
        .map((all) => Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key as Field))));
    await fc.assert(
      fc.asyncProperty(
        fields(['goal', 'emotion', 'personas']),
        fields(['barrier', 'costPerVisit']),
        fc.boolean(),
        async (mine, theirs, isTheirsFirst) => {
          const workspace = await company();
          const seen = cell();
          await edit(workspace, 'Анна', change('c1', null, seen));
          const both = [
            { by: 'Анна', set: mine },
            { by: 'Пётр', set: theirs },
          ];
          for (const { by, set } of isTheirsFirst ? both.reverse() : both) {
            const { conflicts } = await edit(workspace, by, change('c1', seen, { ...seen, ...set }));
            expect(conflicts).toEqual([]);
          }
          expect((await draft(workspace)).document.cells.c1).toEqual({ ...seen, ...mine, ...theirs });
        },
      ),
      { numRuns: 20 },
    );
  }, 120_000);
});

describe('versions', () => {
  it('are published as the draft was seen, stay as they were, and move the numbers’ revision', async () => {
    const workspace = await company();
    const publish = (revision: number, why = '') => blueprint.publish({ workspace, revision, by: 'Анна', why });
    expect((await problemOf(publish(0))).code).toBe('blueprint_unchanged');
    await edit(workspace, 'Анна', change('c1', null, cell()));
    await edit(workspace, 'Пётр', change('c2', null, cell()));
    const moved = await problemOf(publish(1));
    expect(moved).toMatchObject({ code: 'blueprint_changed', where: { revision: 2 } });
    expect(moved.text.ru).toContain('Пётр');
    const before = (await deps.registry.workspaces.find(workspace))?.revision ?? 0;
    const first = await publish(2, ' начало ');
    expect(first).toEqual({ version: 1, at: now.toISOString(), by: 'Анна', why: 'начало', counts: { cells: 2 } });
    expect((await deps.registry.workspaces.find(workspace))?.revision).toBe(before + 1);
    expect(await draft(workspace)).toMatchObject({ revision: 2, version: 1, inForce: first, isChanged: false });
    expect((await problemOf(publish(2))).code).toBe('blueprint_unchanged');

    now = new Date('2026-02-01T09:00:00Z');
    await edit(workspace, 'Пётр', change('c1', cell(), null), change('c2', cell(), cell({ emotion: 2 })));
    expect(await draft(workspace)).toMatchObject({ version: null, inForce: first, isChanged: true });
    const published = await blueprint.show({ workspace, which: 'published' });
    expect(published).toMatchObject({ version: 1, revision: 3, isChanged: true });
    expect(published.document.cells).toEqual({ c1: cell(), c2: cell() });
    expect(published.editedOn).toEqual({ 'cells:c1': '2026-01-06', 'cells:c2': '2026-01-06' });
    const second = await publish(3);
    expect(await blueprint.versions({ workspace })).toEqual([second, first]);
    expect((await blueprint.show({ workspace, which: 1 })).document.cells).toEqual({ c1: cell(), c2: cell() });
    expect((await problemOf(blueprint.show({ workspace, which: 3 }))).kind).toBe('missing');
  });

  it('are not changed by what is only said of them, nor by an edit that was taken back', async () => {
    const workspace = await company();
    await edit(workspace, 'Анна', change('c1', null, cell()));
    await blueprint.publish({ workspace, revision: 1, by: '', why: '' });
    const said = { about: 'cells:c1', text: 'Точно?', at: now.toISOString() };
    await blueprint.edit({
      workspace,
      by: '',
      changes: [{ collection: 'comments', id: 'k1', before: null, after: said }],
    });
    await edit(workspace, 'Анна', change('c1', cell(), cell({ emotion: 1 })));
    expect((await draft(workspace)).isChanged).toBe(true);
    await edit(workspace, 'Анна', change('c1', cell({ emotion: 1 }), cell()));
    expect(await draft(workspace)).toMatchObject({ isChanged: false, version: 1 });
  });

  it('are compared in words and restored, and the draft before stays in the history', async () => {
    const workspace = await company();
    await blueprint.import({ workspace, document: drawn(), by: 'Анна' });
    await blueprint.publish({ workspace, revision: 1, by: '', why: '' });
    const { document } = await draft(workspace);
    const { c2, c10 } = document.cells;
    await edit(
      workspace,
      'Пётр',
      change('c2', c2 ?? null, { ...c2, emotion: 2 }),
      change('c10', c10 ?? null, null),
      change('c3', null, cell()),
    );
    const told = await blueprint.compare({ workspace, from: 'published', to: 'draft' });
    expect(told.map(({ kind, id }) => [kind, id]).sort()).toEqual([
      ['added', 'c3'],
      ['changed', 'c2'],
      ['removed', 'c10'],
    ]);
    expect(told.find(({ id }) => id === 'c2')?.fields.map(({ field }) => field)).toEqual(['emotion']);
    const restored = await blueprint.restore({ workspace, version: 1, by: 'Анна' });
    expect(restored).toMatchObject({ document, revision: 3, version: 1, isChanged: false });
    const [last] = await deps.registry.blueprints.edits(workspace, 2);
    expect(last).toMatchObject({ how: 'restore', by: 'Анна' });
    expect(last?.things.map(({ id, before }) => [id, before !== null]).sort()).toEqual([
      ['c10', false],
      ['c2', true],
      ['c3', true],
    ]);
    expect(await blueprint.compare({ workspace, from: 1, to: 'draft' })).toEqual([]);
    expect((await problemOf(blueprint.restore({ workspace, version: 7, by: '' }))).text.en).toContain(
      'the last one is 1',
    );
  });
});

describe('a document', () => {
  const textOf = ({ document }: { document: Blueprint }) => JSON.stringify(document, null, 2);

  it('goes out, in, and out again the same to the byte, whatever the order it came in', async () => {
    const workspaces = [await company(), await company(), await company()];
    const [first = '', second = '', third = ''] = workspaces;
    const shown = await blueprint.import({ workspace: first, document: drawn(), by: '' });
    const text = textOf(shown);
    expect(textOf(await blueprint.import({ workspace: second, document: JSON.parse(text), by: '' }))).toBe(text);
    const turned = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, turned(inner)]),
          )
        : value;
    const document = turned(JSON.parse(text)) as Record<string, unknown>;
    expect(textOf(await blueprint.import({ workspace: third, document, by: '' }))).toBe(text);
    const published = await blueprint.publish({ workspace: third, revision: 1, by: '', why: '' });
    expect(textOf(await blueprint.show({ workspace: third, which: published.version }))).toBe(text);
    const again = await blueprint.import({ workspace: first, document: JSON.parse(text), by: '' });
    expect(again.revision).toBe(1);
  });

  it('takes the place of the draft whole', async () => {
    const workspace = await company();
    await blueprint.import({ workspace, document: drawn(), by: '' });
    const other = { format: 'conveyor-blueprint', cells: { c2: cell() } };
    expect((await blueprint.import({ workspace, document: other, by: '' })).document).toEqual({
      ...emptyBlueprint(),
      cells: { c2: cell() },
    });
  });

  it.each([
    ['is newer than the program', { shape: 2 }, 'blueprint_is_newer', /newer version of the program/],
    ['is something else', { format: 'swagger' }, 'not_a_blueprint', /"conveyor-blueprint"/],
    ['has a part there is none of', { cellz: {} }, 'blueprint_part_unknown', /no part “cellz”/],
    ['has a list for things by id', { cells: [] }, 'blueprint_part_wrong', /“cells”/],
    ['has a thing that is none', { cells: { c9: 'x' } }, 'blueprint_thing_wrong', /^Cell “c9”: /],
    [
      'has a thing with a wrong field',
      { roles: { r: { name: words('р'), function: 'magic' } } },
      'blueprint_thing_wrong',
      /^Role “r”, field .*function/,
    ],
    [
      'has a name that can be none',
      { roles: { ' ': { name: words('р'), function: 'sales' } } },
      'blueprint_id_wrong',
      /can’t be an id/,
    ],
  ])('that %s is refused with the place, and nothing changes', async (_, part, code, text) => {
    const workspace = await company();
    await blueprint.import({ workspace, document: drawn(), by: '' });
    const refused = await problemOf(blueprint.import({ workspace, document: { ...drawn(), ...part }, by: '' }));
    expect(refused).toMatchObject({ code, kind: 'input' });
    expect(refused.text.en).toMatch(text);
    expect(refused.text.ru).toMatch(/[а-я]/);
    expect((await draft(workspace)).revision).toBe(1);
  });
});

describe('templates', () => {
  it('are listed, and add to the draft what is not there, several at once, once', async () => {
    const listed = await blueprint.templates();
    const ids = listed.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['e-commerce', 'dealer']));
    expect(listed.every(({ counts }) => (counts.journeys ?? 0) > 0)).toBe(true);
    const workspace = await company();
    const mine = { name: words('Моё начало'), question: words(''), phase: 'before', place: 0 };
    const own = { collection: 'states' as const, id: 'D1', before: null, after: mine };
    await blueprint.edit({ workspace, by: 'Анна', changes: [own] });
    const started = await blueprint.template({ workspace, names: ['e-commerce', 'dealer'], by: 'Анна' });
    const { document, revision } = started;
    expect(revision).toBe(2);
    expect(document.states.D1).toEqual(mine);
    const journeys = (id: string) => listed.find((one) => one.id === id)?.counts.journeys ?? 0;
    expect(Object.keys(document.journeys)).toHaveLength(journeys('e-commerce') + journeys('dealer'));
    expect(danglingReferences(document)).toEqual([]);
    expect(await blueprint.template({ workspace, names: ['dealer'], by: '' })).toEqual(started);
    const [gone = ''] = Object.keys(document.cells);
    await edit(workspace, 'Анна', change(gone, document.cells[gone] ?? null, null));
    expect((await draft(workspace)).document.cells[gone]).toBeUndefined();
    const again = await blueprint.template({ workspace, names: ids, by: '' });
    expect(again.document.cells[gone]).toEqual(document.cells[gone]);
    const unknown = await problemOf(blueprint.template({ workspace, names: ['dealer', 'mail'], by: '' }));
    expect(unknown.text.en).toContain('“mail”');
  });
});

describe('a check', () => {
  it('tells what the document lacks, of the draft or of what is in force', async () => {
    const workspace = await company();
    await blueprint.template({ workspace, names: ['direct'], by: '' });
    const before = (await blueprint.check({ workspace, which: 'draft' })).findings;
    const { document } = await draft(workspace);
    const [segment = ''] = Object.keys(document.segments);
    const removed = {
      collection: 'segments' as const,
      id: segment,
      before: document.segments[segment] ?? null,
      after: null,
    };
    await blueprint.publish({ workspace, revision: 1, by: '', why: '' });
    await blueprint.edit({ workspace, by: '', changes: [removed] });
    const dangling = (findings: typeof before) => findings.filter(({ code }) => code === 'reference_dangling');
    expect(dangling(before)).toEqual([]);
    const [found] = dangling((await blueprint.check({ workspace, which: 'draft' })).findings);
    expect(found?.where.length).toBeGreaterThan(0);
    expect((await blueprint.check({ workspace, which: 'published' })).findings).toEqual(before);
  });
});
