import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame } from '../../src/analysis/blueprint/merge.ts';
import type { Blueprint, Change, Conflict } from '../../src/model/blueprint/blueprint.ts';
import { emptyBlueprint } from '../../src/model/blueprint/blueprint.ts';
import type { EditedThing } from '../../src/model/blueprint/versions.ts';
import {
  acknowledged,
  caughtUp,
  decided,
  edited,
  isSaved,
  openedDraft,
  redone,
  returned,
  sent,
  undone,
} from '../../src/web/features/design/document/draft.ts';
import { type DraftServer, openDraftStore } from '../../src/web/features/design/document/draft-store.ts';
import { laidOver, type Thing } from '../../src/web/features/design/document/fields.ts';

const words = (ru: string) => ({ ru, en: '' });
const state = (name: string, question = '') => ({
  name: words(name),
  question: words(question),
  phase: 'before' as const,
  place: 0,
});
const begun = (states: Record<string, ReturnType<typeof state>> = {}) =>
  openedDraft({ ...emptyBlueprint(), states }, 1);
const put = (id: string, after: Thing | null) => [{ collection: 'states' as const, id, after }];
const theirs = (id: string, value: Thing | null): EditedThing => ({
  collection: 'states',
  id,
  value,
  by: 'Ольга',
  at: '2026-01-01T10:00:00Z',
});

describe('the draft in the browser', () => {
  it('shows a gesture at once and sends typing on in one field as one change', () => {
    let draft = edited(begun(), put('D1', state('А')), 'name');
    draft = edited(draft, put('D1', state('Аб')), 'name');
    expect(draft.document.states.D1?.name.ru).toBe('Аб');
    expect(draft.waiting).toEqual([{ collection: 'states', id: 'D1', before: null, after: state('Аб') }]);
    expect(undone(draft).document.states).toEqual({});
    expect(isSaved(undone(draft))).toBe(true);
  });

  it('folds in others’ edits without taking away what is being typed', () => {
    const draft = edited(begun({ D1: state('А', 'почему?') }), put('D1', state('Моё', 'почему?')));
    const next = caughtUp(draft, { revision: 5, things: [theirs('D1', state('А', 'зачем?'))] });
    expect(next.document.states.D1).toEqual(state('Моё', 'зачем?'));
    expect(next.waiting[0]?.before).toEqual(state('А', 'почему?'));
    expect(next.revision).toBe(5);
  });

  it('undoes only what the step did', () => {
    let draft = edited(begun({ D1: state('А', 'почему?') }), put('D1', state('Б', 'почему?')));
    draft = caughtUp(draft, { revision: 2, things: [theirs('D1', state('А', 'зачем?'))] });
    draft = undone(draft);
    expect(draft.document.states.D1).toEqual(state('А', 'зачем?'));
    expect(redone(draft).document.states.D1).toEqual(state('Б', 'зачем?'));
  });

  it('keeps what did not arrive, and what came after it', () => {
    let draft = sent(edited(begun(), put('D1', state('А'))));
    draft = edited(draft, put('D1', state('Б')));
    draft = returned(draft);
    expect(draft.waiting).toEqual([{ collection: 'states', id: 'D1', before: null, after: state('Б') }]);
  });

  it('lets the reader choose where two set one field', () => {
    const conflict: Conflict = {
      collection: 'states',
      id: 'D1',
      field: 'name.ru',
      stands: 'Их',
      wanted: 'Моё',
      by: 'Ольга',
      at: null,
    };
    let draft = sent(edited(begun({ D1: state('А') }), put('D1', state('Моё'))));
    draft = acknowledged(draft, { revision: 3, things: [theirs('D1', state('Их'))], conflicts: [conflict] });
    expect(draft.document.states.D1?.name.ru).toBe('Их');
    // What others did between is still to be asked for.
    expect(draft.revision).toBe(1);
    expect(decided(draft, conflict, 'theirs').conflicts).toEqual([]);
    const mine = decided(draft, conflict, 'mine');
    expect(mine.document.states.D1?.name.ru).toBe('Моё');
    expect(mine.waiting[0]?.before).toEqual(state('Их'));
  });

  it('comes back by undo to where it began, and by redo to where it was, whatever was done', () => {
    const id = fc.constantFrom('D1', 'D2', 'D3');
    const after = fc.option(fc.tuple(fc.constantFrom('А', 'Б', 'В'), fc.constantFrom('', 'почему?')), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(id, after), { maxLength: 12 }), (gestures) => {
        const first = begun({ D1: state('начало') });
        let draft = first;
        for (const [name, thing] of gestures) draft = edited(draft, put(name, thing && state(...thing)));
        const last = draft.document;
        const steps = draft.past.length;
        for (let step = 0; step < steps; step += 1) draft = undone(draft);
        expect(draft.document).toEqual(first.document);
        expect(isSaved(draft)).toBe(true);
        for (let step = 0; step < steps; step += 1) draft = redone(draft);
        expect(draft.document).toEqual(last);
      }),
    );
  });
});

/** A server of the draft in memory that merges by fields, as the real one does, and can be out of reach. */
const memoryServer = () => {
  let document: Blueprint = emptyBlueprint();
  let revision = 0;
  let isAway = false;
  const history: { revision: number; thing: EditedThing }[] = [];
  const reach = (): void => {
    if (isAway) throw new Error('away');
  };
  const take = (changes: readonly Change[], by: string) => {
    revision += 1;
    const things = changes.map(({ collection, id, before, after }): EditedThing => {
      const now = (document[collection] as Record<string, Thing>)[id] ?? null;
      const value = laidOver(now, before, after);
      const { [id]: _, ...rest } = document[collection] as Record<string, Thing>;
      document = { ...document, [collection]: value === null ? rest : { ...rest, [id]: value } };
      return { collection, id, value, by, at: '2026-01-01T10:00:00Z' };
    });
    for (const thing of things) history.push({ revision, thing });
    return { revision, things, conflicts: [] };
  };
  const server: DraftServer = {
    show: async () => ({ document, revision }),
    edit: async (changes) => {
      reach();
      return take(changes, 'я');
    },
    since: async (known) => {
      reach();
      return { revision, things: history.filter((one) => one.revision > known).map(({ thing }) => thing) };
    },
    isRefusal: () => false,
  };
  const away = (is: boolean): void => {
    isAway = is;
  };
  return { server, take, away, document: () => document };
};

describe('the draft kept in step with the server', () => {
  it('gives two people the same document in the end, though the way was broken', async () => {
    const { server, take, away, document } = memoryServer();
    const store = openDraftStore(server);
    await store.load();
    store.edit(put('D1', state('А')));
    away(true);
    await store.sync();
    expect(store.read().saving).toBe('failed');
    expect(store.read().draft?.document.states.D1?.name.ru).toBe('А');
    take([{ collection: 'states', id: 'D2', before: null, after: state('Их') }], 'Ольга');
    store.edit(put('D3', state('В')));
    away(false);
    await store.sync();
    const draft = store.read().draft;
    expect(store.read().saving).toBe('saved');
    expect(Object.keys(document().states).sort()).toEqual(['D1', 'D2', 'D3']);
    expect(draft && isSame(draft.document, document())).toBe(true);
  });
});
