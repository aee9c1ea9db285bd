import { describe, expect, it } from 'vitest';
import { danglingReferences } from '../../src/analysis/blueprint/references.ts';
import { type Blueprint, emptyBlueprint } from '../../src/model/blueprint/blueprint.ts';
import { cell, change, designBench, drawn, problemOf, words } from '../support/design-bench.ts';

const bench = designBench();

describe('versions', () => {
  it('are published as the draft was seen, stay as they were, and move the numbers’ revision', async () => {
    const workspace = await bench.company();
    const publish = (revision: number, why = '') => bench.blueprint.publish({ workspace, revision, by: 'Анна', why });
    expect((await problemOf(publish(0))).code).toBe('blueprint_unchanged');
    await bench.edit(workspace, 'Анна', change('c1', null, cell()));
    await bench.edit(workspace, 'Пётр', change('c2', null, cell()));
    const moved = await problemOf(publish(1));
    expect(moved).toMatchObject({ code: 'blueprint_changed', where: { revision: 2 } });
    expect(moved.text.ru).toContain('Пётр');
    const before = (await bench.deps.registry.workspaces.find(workspace))?.revision ?? 0;
    const first = await publish(2, ' начало ');
    expect(first).toEqual({
      version: 1,
      from: '2026-01-06',
      at: bench.now.toISOString(),
      by: 'Анна',
      why: 'начало',
      counts: { cells: 2 },
    });
    expect((await bench.deps.registry.workspaces.find(workspace))?.revision).toBe(before + 1);
    expect(await bench.draft(workspace)).toMatchObject({ revision: 2, version: 1, inForce: first, isChanged: false });
    expect((await problemOf(publish(2))).code).toBe('blueprint_unchanged');

    bench.now = new Date('2026-02-01T09:00:00Z');
    await bench.edit(workspace, 'Пётр', change('c1', cell(), null), change('c2', cell(), cell({ emotion: 2 })));
    expect(await bench.draft(workspace)).toMatchObject({ version: null, inForce: first, isChanged: true });
    const published = await bench.blueprint.show({ workspace, which: 'published' });
    expect(published).toMatchObject({ version: 1, revision: 3, isChanged: true });
    expect(published.document.cells).toEqual({ c1: cell(), c2: cell() });
    expect(published.editedOn).toEqual({ 'cells:c1': '2026-01-06', 'cells:c2': '2026-01-06' });
    const second = await publish(3);
    expect(second.from).toBe('2026-02-01');
    expect(await bench.blueprint.versions({ workspace })).toEqual([second, first]);
    expect((await bench.blueprint.show({ workspace, which: 1 })).document.cells).toEqual({ c1: cell(), c2: cell() });
    expect((await problemOf(bench.blueprint.show({ workspace, which: 3 }))).kind).toBe('missing');
  });

  it('are in force from today or from an earlier day with a reason', async () => {
    const workspace = await bench.company();
    await bench.edit(workspace, 'Анна', change('c1', null, cell()));
    const publish = (from: string, why: string) =>
      bench.blueprint.publish({ workspace, revision: 1, by: '', why, from });
    expect((await problemOf(publish('2030-01-01', 'рано'))).code).toBe('blueprint_from_later');
    expect((await problemOf(publish('2025-01-01', ' '))).code).toBe('blueprint_why_needed');
    expect(await publish('2025-01-01', 'так и работали')).toMatchObject({ version: 1, from: '2025-01-01' });
  });

  it('are not changed by what is only said of them, nor by an edit that was taken back', async () => {
    const workspace = await bench.company();
    await bench.edit(workspace, 'Анна', change('c1', null, cell()));
    await bench.blueprint.publish({ workspace, revision: 1, by: '', why: '' });
    const said = { about: 'cells:c1', text: 'Точно?', at: bench.now.toISOString() };
    await bench.blueprint.edit({
      workspace,
      by: '',
      changes: [{ collection: 'comments', id: 'k1', before: null, after: said }],
    });
    await bench.edit(workspace, 'Анна', change('c1', cell(), cell({ emotion: 1 })));
    expect((await bench.draft(workspace)).isChanged).toBe(true);
    await bench.edit(workspace, 'Анна', change('c1', cell({ emotion: 1 }), cell()));
    expect(await bench.draft(workspace)).toMatchObject({ isChanged: false, version: 1 });
  });

  it('are compared in words and restored, and the draft before stays in the history', async () => {
    const workspace = await bench.company();
    await bench.blueprint.import({ workspace, document: drawn(), by: 'Анна' });
    await bench.blueprint.publish({ workspace, revision: 1, by: '', why: '' });
    const { document } = await bench.draft(workspace);
    const { c2, c10 } = document.cells;
    await bench.edit(
      workspace,
      'Пётр',
      change('c2', c2 ?? null, { ...c2, emotion: 2 }),
      change('c10', c10 ?? null, null),
      change('c3', null, cell()),
    );
    const told = await bench.blueprint.compare({ workspace, from: 'published', to: 'draft' });
    expect(told.map(({ kind, id }) => [kind, id]).sort()).toEqual([
      ['added', 'c3'],
      ['changed', 'c2'],
      ['removed', 'c10'],
    ]);
    expect(told.find(({ id }) => id === 'c2')?.fields.map(({ field }) => field)).toEqual(['emotion']);
    const restored = await bench.blueprint.restore({ workspace, version: 1, by: 'Анна' });
    expect(restored).toMatchObject({ document, revision: 3, version: 1, isChanged: false });
    const [last] = await bench.deps.registry.blueprints.edits(workspace, 2);
    expect(last).toMatchObject({ how: 'restore', by: 'Анна' });
    expect(last?.things.map(({ id, before }) => [id, before !== null]).sort()).toEqual([
      ['c10', false],
      ['c2', true],
      ['c3', true],
    ]);
    expect(await bench.blueprint.compare({ workspace, from: 1, to: 'draft' })).toEqual([]);
    expect((await problemOf(bench.blueprint.restore({ workspace, version: 7, by: '' }))).text.en).toContain(
      'the last one is 1',
    );
  });
});

describe('an edit', () => {
  it('of the draft as a whole is told, and taken back with all after it; comments stay', async () => {
    const workspace = await bench.company();
    const mine = await bench.edit(workspace, 'Анна', change('c1', null, cell()), change('c2', null, cell()));
    const before = (await bench.draft(workspace)).document;
    await bench.blueprint.import({ workspace, document: drawn(), by: 'Пётр' });
    await bench.edit(workspace, 'Анна', change('c9', null, cell({ emotion: 1 })));
    const said = { about: 'cells:c1', text: 'Точно?', at: bench.now.toISOString() };
    const comment = { collection: 'comments' as const, id: 'k1', before: null, after: said };
    await bench.blueprint.edit({ workspace, by: '', changes: [comment] });
    const all = await bench.blueprint.edits({ workspace, whole: false });
    expect(all.map(({ edit, how, by }) => [edit, how, by])).toEqual([
      [4, 'edit', ''],
      [3, 'edit', 'Анна'],
      [2, 'import', 'Пётр'],
      [mine.revision, 'edit', 'Анна'],
    ]);
    const [whole, ...others] = await bench.blueprint.edits({ workspace, whole: true });
    expect([whole?.edit, others]).toEqual([2, []]);
    const back = await bench.blueprint.restore({ workspace, beforeEdit: 2, by: 'Анна' });
    expect({ ...back.document, comments: {} }).toEqual(before);
    expect(Object.keys(back.document.comments)).toEqual(['k1']);
    const again = await bench.blueprint.restore({ workspace, beforeEdit: back.revision, by: 'Анна' });
    expect(again.document.cells.c9).toEqual(cell({ emotion: 1 }));
    expect((await problemOf(bench.blueprint.restore({ workspace, beforeEdit: 99, by: '' }))).text.en).toContain('99');
    expect((await problemOf(bench.blueprint.restore({ workspace, by: '' }))).kind).toBe('usage');
  });
});

describe('a document', () => {
  const textOf = ({ document }: { document: Blueprint }) => JSON.stringify(document, null, 2);

  it('goes out, in, and out again the same to the byte, whatever the order it came in', async () => {
    const workspaces = [await bench.company(), await bench.company(), await bench.company()];
    const [first = '', second = '', third = ''] = workspaces;
    const shown = await bench.blueprint.import({ workspace: first, document: drawn(), by: '' });
    const text = textOf(shown);
    expect(textOf(await bench.blueprint.import({ workspace: second, document: JSON.parse(text), by: '' }))).toBe(text);
    const turned = (value: unknown): unknown =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, inner]) => [key, turned(inner)]),
          )
        : value;
    const document = turned(JSON.parse(text)) as Record<string, unknown>;
    expect(textOf(await bench.blueprint.import({ workspace: third, document, by: '' }))).toBe(text);
    const published = await bench.blueprint.publish({ workspace: third, revision: 1, by: '', why: '' });
    expect(textOf(await bench.blueprint.show({ workspace: third, which: published.version }))).toBe(text);
    const again = await bench.blueprint.import({ workspace: first, document: JSON.parse(text), by: '' });
    expect(again.revision).toBe(1);
  });

  it('takes the place of the draft whole', async () => {
    const workspace = await bench.company();
    await bench.blueprint.import({ workspace, document: drawn(), by: '' });
    const other = { format: 'conveyor-blueprint', cells: { c2: cell() } };
    expect((await bench.blueprint.import({ workspace, document: other, by: '' })).document).toEqual({
      ...emptyBlueprint(),
      cells: { c2: cell() },
    });
  });

  it.each([
    ['is newer than the program', { shape: 2 }, 'blueprint_is_newer', /newer version of the program/],
    ['is something else', { format: 'swagger' }, 'not_a_blueprint', /"conveyor-blueprint"/],
    ['has a part there is none of', { cellz: {} }, 'blueprint_part_unknown', /no part “cellz”/],
    [
      'has a field there is none of',
      { cells: { c2: { ...cell(), notes: 'моё' } } },
      'blueprint_field_unknown',
      /^Cell “c2”: there is no field “notes”/,
    ],
    [
      'has such a field deep inside',
      { segments: { s: { name: words('с'), potential: { custmers: 5 } } } },
      'blueprint_field_unknown',
      /“potential\.custmers”/,
    ],
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
    const workspace = await bench.company();
    await bench.blueprint.import({ workspace, document: drawn(), by: '' });
    const refused = await problemOf(bench.blueprint.import({ workspace, document: { ...drawn(), ...part }, by: '' }));
    expect(refused).toMatchObject({ code, kind: 'input' });
    expect(refused.text.en).toMatch(text);
    expect(refused.text.ru).toMatch(/[а-я]/);
    expect((await bench.draft(workspace)).revision).toBe(1);
  });
});

describe('templates', () => {
  it('are listed, and add to the draft what is not there, several at once, once', async () => {
    const listed = await bench.blueprint.templates();
    const ids = listed.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['e-commerce', 'dealer']));
    expect(listed.every(({ counts }) => (counts.journeys ?? 0) > 0)).toBe(true);
    const workspace = await bench.company();
    const mine = { name: words('Моё начало'), question: words(''), phase: 'before', place: 0 };
    const own = { collection: 'states' as const, id: 'D1', before: null, after: mine };
    await bench.blueprint.edit({ workspace, by: 'Анна', changes: [own] });
    const started = await bench.blueprint.template({ workspace, names: ['e-commerce', 'dealer'], by: 'Анна' });
    const { document, revision } = started;
    expect(revision).toBe(2);
    expect(document.states.D1).toEqual(mine);
    const journeys = (id: string) => listed.find((one) => one.id === id)?.counts.journeys ?? 0;
    expect(Object.keys(document.journeys)).toHaveLength(journeys('e-commerce') + journeys('dealer'));
    expect(danglingReferences(document)).toEqual([]);
    expect(await bench.blueprint.template({ workspace, names: ['dealer'], by: '' })).toEqual(started);
    const [gone = ''] = Object.keys(document.cells);
    await bench.edit(workspace, 'Анна', change(gone, document.cells[gone] ?? null, null));
    expect((await bench.draft(workspace)).document.cells[gone]).toBeUndefined();
    const again = await bench.blueprint.template({ workspace, names: ids, by: '' });
    expect(again.document.cells[gone]).toEqual(document.cells[gone]);
    const unknown = await problemOf(bench.blueprint.template({ workspace, names: ['dealer', 'mail'], by: '' }));
    expect(unknown.text.en).toContain('“mail”');
  });
});

describe('a check', () => {
  it('tells what the document lacks, of the draft or of what is in force', async () => {
    const workspace = await bench.company();
    await bench.blueprint.template({ workspace, names: ['direct'], by: '' });
    const before = (await bench.blueprint.check({ workspace, which: 'draft' })).findings;
    const { document } = await bench.draft(workspace);
    const [segment = ''] = Object.keys(document.segments);
    const removed = {
      collection: 'segments' as const,
      id: segment,
      before: document.segments[segment] ?? null,
      after: null,
    };
    await bench.blueprint.publish({ workspace, revision: 1, by: '', why: '' });
    await bench.blueprint.edit({ workspace, by: '', changes: [removed] });
    const dangling = (findings: typeof before) => findings.filter(({ code }) => code === 'reference_dangling');
    expect(dangling(before)).toEqual([]);
    const [found] = dangling((await bench.blueprint.check({ workspace, which: 'draft' })).findings);
    expect(found?.where.length).toBeGreaterThan(0);
    expect((await bench.blueprint.check({ workspace, which: 'published' })).findings).toEqual(before);
  });
});
