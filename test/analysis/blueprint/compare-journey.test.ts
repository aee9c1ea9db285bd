import { describe, expect, it } from 'vitest';
import { comparedJourney } from '../../../src/analysis/blueprint/compare-journey.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';

const before = (): Blueprint =>
  Blueprint.parse({
    states: { a: { name: { ru: 'Что не так' } }, b: { name: { ru: 'Кто лучше' } }, c: { name: { ru: 'Решаем' } } },
    touchpoints: { site: { name: { ru: 'Сайт' } }, call: { name: { ru: 'Звонок' } } },
    journeys: {
      J: { name: { ru: 'Кофейня' }, states: ['a', 'b', 'c'], touchpoints: ['site', 'call'] },
      K: { name: { ru: 'Дом' }, states: ['a'], touchpoints: ['site'] },
    },
    cells: {
      c1: { journey: 'J', state: 'a', touchpoint: 'site', question: { ru: 'Почему?' } },
      c2: { journey: 'J', state: 'b', touchpoint: 'call' },
      k1: { journey: 'K', state: 'a', touchpoint: 'site' },
    },
    edges: { e1: { journey: 'J', from: 'cell:c1', to: 'cell:c2' } },
  });

describe('a journey of two versions as one picture', () => {
  it('marks nothing where nothing differs', () => {
    const compared = comparedJourney(before(), before(), 'J');
    expect([compared?.marks.size, compared?.differences.length]).toEqual([0, 0]);
    expect(comparedJourney(before(), before(), 'X')).toBeNull();
  });

  it('a cell whose proofs differ is changed, and says which it is known by', () => {
    const after = before();
    const proof = { about: 'cell:c1', kind: 'interviews', at: '2025-03-01', n: 6, source: 'Шесть владельцев' };
    Object.assign(after.proofs, Blueprint.parse({ proofs: { p1: proof, p2: { ...proof, about: 'cell:k1' } } }).proofs);
    const compared = comparedJourney(before(), after, 'J');
    expect([...(compared?.marks ?? [])]).toEqual([['cells:c1', 'changed']]);
    expect(compared?.differences).toMatchObject([
      { collection: 'cells', id: 'c1', kind: 'changed', fields: [{ field: 'proofs', before: { ru: '—' } }] },
    ]);
    expect(compared?.differences[0]?.fields[0]?.after.ru).not.toBe('—');
  });

  it('marks what came, changed and went, and lets what went stand where it stood', () => {
    const after = before();
    after.journeys.J = { ...(after.journeys.J as Blueprint['journeys'][string]), states: ['a', 'c', 'd'] };
    Object.assign(after.states, Blueprint.parse({ states: { d: { name: { ru: 'Пользуемся' } } } }).states);
    delete after.cells.c2;
    delete after.edges.e1;
    Object.assign(
      after.cells,
      Blueprint.parse({
        cells: {
          c1: { journey: 'J', state: 'a', touchpoint: 'site', question: { ru: 'Почему вкус плавает?' } },
          c3: { journey: 'J', state: 'd', touchpoint: 'call' },
        },
      }).cells,
    );
    // What another journey does is none of this one's.
    delete after.cells.k1;
    const compared = comparedJourney(before(), after, 'J');
    expect(compared?.blueprint.journeys.J?.states).toEqual(['a', 'b', 'c', 'd']);
    expect(Object.keys(compared?.blueprint.cells ?? {}).sort()).toEqual(['c1', 'c2', 'c3']);
    expect(Object.fromEntries(compared?.marks ?? [])).toEqual({
      'states:b': 'removed',
      'states:d': 'added',
      'cells:c1': 'changed',
      'cells:c2': 'removed',
      'cells:c3': 'added',
      'edges:e1': 'removed',
    });
    expect(compared?.differences.map(({ collection, id, kind }) => `${collection}:${id} ${kind}`)).toEqual([
      'states:b removed',
      'states:d added',
      'cells:c1 changed',
      'cells:c2 removed',
      'cells:c3 added',
      'edges:e1 removed',
    ]);
    const question = compared?.differences.find(({ id }) => id === 'c1')?.fields[0];
    expect([question?.before.ru, question?.after.ru]).toEqual(['Почему?', 'Почему вкус плавает?']);
  });

  it('tells another order of the lines, and another name, as the journey’s own', () => {
    const after = before();
    const journey = after.journeys.J as Blueprint['journeys'][string];
    after.journeys.J = { ...journey, states: ['b', 'a', 'c'], name: { ru: 'Кофейни', en: '' } };
    const [own, ...rest] = comparedJourney(before(), after, 'J')?.differences ?? [];
    expect([own?.fields.map(({ field }) => field), rest]).toEqual([['name', 'states'], []]);
  });

  it('shows a journey that is new, and one that is gone', () => {
    const without = before();
    delete without.journeys.J;
    for (const id of ['c1', 'c2']) delete without.cells[id];
    delete without.edges.e1;
    const kinds = (a: Blueprint, b: Blueprint) => [...new Set(comparedJourney(a, b, 'J')?.marks.values())];
    expect(kinds(without, before())).toEqual(['added']);
    expect(kinds(before(), without)).toEqual(['removed']);
  });
});
