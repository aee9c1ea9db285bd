import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyBlueprint } from '../../src/model/blueprint/blueprint.ts';
import type { Cell } from '../../src/model/blueprint/journey.ts';
import { cell, change, designBench, problemOf, words } from '../support/design-bench.ts';

const bench = designBench();

describe('a draft', () => {
  it('is empty at first, and holds what was edited with what was left out filled in', async () => {
    const workspace = await bench.company();
    expect(await bench.draft(workspace)).toEqual({
      document: emptyBlueprint(),
      revision: 0,
      version: null,
      inForce: null,
      isChanged: false,
      editedOn: {},
    });
    const { revision, things, conflicts } = await bench.edit(
      workspace,
      ' Анна ',
      change('c1', null, { journey: 'cafe', state: 'D1', touchpoint: 'site' }),
    );
    expect({ revision, conflicts }).toEqual({ revision: 1, conflicts: [] });
    expect(things).toEqual([
      { collection: 'cells', id: 'c1', value: cell(), by: 'Анна', at: '2026-01-05T22:30:00.000Z' },
    ]);
    expect(await bench.draft(workspace)).toMatchObject({
      document: { cells: { c1: cell() } },
      revision: 1,
      isChanged: true,
      // Half past one at night in Moscow.
      editedOn: { 'cells:c1': '2026-01-06' },
    });
    expect((await bench.draft('main')).document).toEqual(emptyBlueprint());
  });

  it('takes fields two people touched apart, and tells where both wanted different things', async () => {
    const workspace = await bench.company();
    const seen = cell({ personas: ['a'] });
    await bench.edit(workspace, 'Анна', change('c1', null, seen));
    await bench.edit(
      workspace,
      'Анна',
      change('c1', seen, { ...seen, goal: words('цель'), emotion: 1, personas: ['a', 'b'] }),
    );
    const { things, conflicts, revision } = await bench.edit(
      workspace,
      'Пётр',
      change('c1', seen, { ...seen, barrier: words('дорого'), emotion: -2, personas: ['c', 'a'] }),
    );
    const both = cell({ goal: words('цель'), barrier: words('дорого'), emotion: 1 });
    expect(revision).toBe(3);
    expect(things[0]?.value).toMatchObject({ ...both, personas: expect.arrayContaining(['a', 'b', 'c']) });
    expect(conflicts).toEqual([
      {
        collection: 'cells',
        id: 'c1',
        field: 'emotion',
        stands: 1,
        wanted: -2,
        by: 'Анна',
        at: bench.now.toISOString(),
      },
    ]);
    expect((await bench.draft(workspace)).document.cells.c1).toEqual(things[0]?.value);
  });

  it('keeps a removed thing removed, gives back what the other wanted, and tells removals', async () => {
    const workspace = await bench.company();
    const seen = cell();
    await bench.edit(workspace, 'Анна', change('c1', null, seen), change('c2', null, seen));
    await bench.edit(workspace, 'Анна', change('c1', seen, null), change('c2', seen, cell({ emotion: 2 })));
    const wanted = cell({ emotion: 1 });
    const told = await bench.edit(workspace, 'Пётр', change('c1', seen, wanted), change('c2', seen, null));
    const by = { by: 'Анна', at: bench.now.toISOString() };
    expect(told.revision).toBe(2);
    expect(told.conflicts).toEqual([
      { collection: 'cells', id: 'c1', field: '', stands: null, wanted, ...by },
      { collection: 'cells', id: 'c2', field: '', stands: cell({ emotion: 2 }), wanted: null, ...by },
    ]);
    expect(told.things.map(({ value }) => value)).toEqual([null, cell({ emotion: 2 })]);
    expect(await bench.blueprint.since({ workspace, revision: 1 })).toEqual({
      revision: 2,
      things: [
        { collection: 'cells', id: 'c1', value: null, ...by },
        { collection: 'cells', id: 'c2', value: cell({ emotion: 2 }), ...by },
      ],
    });
    expect(await bench.blueprint.since({ workspace, revision: 2 })).toEqual({ revision: 2, things: [] });
  });

  it('moves by nothing where an edit is sent twice', async () => {
    const workspace = await bench.company();
    const added = change('c1', null, cell());
    await bench.edit(workspace, 'Анна', added);
    expect(await bench.edit(workspace, 'Пётр', added)).toMatchObject({
      revision: 1,
      conflicts: [],
      things: [{ by: 'Анна' }],
    });
    const moved = change('c1', cell(), cell({ emotion: 1 }));
    await bench.edit(workspace, 'Анна', moved);
    expect(await bench.edit(workspace, 'Анна', moved)).toMatchObject({ revision: 2, conflicts: [] });
    const steps = [
      change('c2', null, cell()),
      change('c2', cell(), cell({ emotion: 2 })),
      change('c2', cell({ emotion: 2 }), null),
    ];
    expect(await bench.edit(workspace, 'Анна', ...steps)).toMatchObject({
      revision: 2,
      things: [{ id: 'c2', value: null }],
    });
  });

  it('refuses what does not fit, names thing and field, and keeps nothing of the edit', async () => {
    const workspace = await bench.company();
    const refused = await problemOf(
      bench.edit(workspace, 'Анна', change('c1', null, cell()), change('c2', null, { ...cell(), emotion: 7 })),
    );
    expect(refused).toMatchObject({ kind: 'input', where: { collection: 'cells', id: 'c2', field: 'emotion' } });
    expect(refused.text.ru).toMatch(/^Клетка «c2», поле «.+» \(emotion\): .*2/);
    expect(refused.text.en).toMatch(/^Cell “c2”, field “.+”.*: .*2/);
    const stage = { collection: 'stages' as const, id: 'nirvana', before: null, after: {} };
    const unknown = await problemOf(bench.blueprint.edit({ workspace, by: '', changes: [stage] }));
    expect(unknown.text.en).toContain('“nirvana”');
    expect((await bench.draft(workspace)).revision).toBe(0);
    expect((await problemOf(bench.edit('nowhere', '', change('c1', null, cell())))).code).toBe('unknown_workspace');
  });

  it('keeps words of any letters but those no database can', async () => {
    const workspace = await bench.company();
    const text = "ё “…” \\ ' 🙂 \u2028 { }";
    await bench.edit(workspace, 'Анна', change('c1', null, cell({ goal: words(`${text}\u0000\ud800`) })));
    expect((await bench.draft(workspace)).document.cells.c1?.goal.ru).toBe(`${text}\ufffd`);
  });

  it('answers an edit of a large design within the time a person does not notice', async () => {
    const workspace = await bench.company();
    const cells = Array.from({ length: 400 }, (_, at) =>
      change(`c${at}`, null, cell({ goal: words('цель'.repeat(50)) })),
    );
    await bench.edit(workspace, 'Анна', ...cells);
    const times: number[] = [];
    for (let at = 0; at < 40; at += 1) {
      const before = at === 0 ? cells[7]?.after : cell({ place: at - 1 });
      const startedAt = performance.now();
      await bench.edit(workspace, 'Анна', change('c7', before ?? null, cell({ place: at })));
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
        const workspace = await bench.company();
        await bench.edit(workspace, 'Анна', change('c1', null, cell()));
        const first: Record<string, Cell | undefined> = (await bench.draft(workspace)).document.cells;
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
        const outcomes: Awaited<ReturnType<typeof bench.edit>>[] = [];
        if (isTogether)
          outcomes.push(...(await Promise.all(asked.map((one) => bench.edit(workspace, one.who, one.change)))));
        else for (const one of asked) outcomes.push(await bench.edit(workspace, one.who, one.change));
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
        expect((await bench.draft(workspace)).revision).toBe(Math.max(...revisions));
      }),
      { numRuns: 30 },
    );
  });

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
          const workspace = await bench.company();
          const seen = cell();
          await bench.edit(workspace, 'Анна', change('c1', null, seen));
          const both = [
            { by: 'Анна', set: mine },
            { by: 'Пётр', set: theirs },
          ];
          for (const { by, set } of isTheirsFirst ? both.reverse() : both) {
            const { conflicts } = await bench.edit(workspace, by, change('c1', seen, { ...seen, ...set }));
            expect(conflicts).toEqual([]);
          }
          expect((await bench.draft(workspace)).document.cells.c1).toEqual({ ...seen, ...mine, ...theirs });
        },
      ),
      { numRuns: 20 },
    );
  });
});
