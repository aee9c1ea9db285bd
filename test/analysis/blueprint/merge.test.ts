import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSame, mergeThing } from '../../../src/analysis/blueprint/merge.ts';

const base = { name: { ru: 'Пилот', en: 'Pilot' }, states: ['D1', 'D2', 'D3'], cost: 5, roles: { a: 'A' } };

describe('two people who edit one thing from the same beginning', () => {
  it('both get what they did to different fields, words of different languages and keys of a record', () => {
    const stands = { ...base, cost: 7, name: { ru: 'Проба', en: 'Pilot' } };
    const wanted = { ...base, name: { ru: 'Пилот', en: 'Trial' }, roles: { a: 'A', b: 'R' } };
    expect(mergeThing(base, stands, wanted)).toEqual({
      merged: { ...base, cost: 7, name: { ru: 'Проба', en: 'Trial' }, roles: { a: 'A', b: 'R' } },
      conflicts: [],
    });
  });

  it('a field both changed stays as it stands and is told with what the other wanted', () => {
    const { merged, conflicts } = mergeThing(base, { ...base, cost: 7 }, { ...base, cost: 9 });
    expect(merged).toEqual({ ...base, cost: 7 });
    expect(conflicts).toEqual([{ field: 'cost', stands: 7, wanted: 9 }]);
  });

  it('a list has what either added and lacks what either removed, in the order of whoever moved things', () => {
    const stands = { ...base, states: ['D1', 'D2', 'D4', 'D3'] };
    const wanted = { ...base, states: ['D3', 'D1', 'D5'] };
    const merged = mergeThing(base, stands, wanted).merged?.states as string[];
    expect([...merged].sort()).toEqual(['D1', 'D3', 'D4', 'D5']);
    expect(merged.indexOf('D3')).toBeLessThan(merged.indexOf('D1'));
  });

  it('a list both put into another order is a conflict', () => {
    const stands = { ...base, states: ['D2', 'D1', 'D3'] };
    const wanted = { ...base, states: ['D1', 'D3', 'D2'] };
    expect(mergeThing(base, stands, wanted).conflicts.map(({ field }) => field)).toEqual(['states']);
  });

  it('what one removed and the other changed is a conflict about the whole; what both removed is gone', () => {
    expect(mergeThing(base, null, { ...base, cost: 9 })).toEqual({
      merged: null,
      conflicts: [{ field: '', stands: null, wanted: { ...base, cost: 9 } }],
    });
    expect(mergeThing(base, { ...base, cost: 9 }, null).conflicts).toHaveLength(1);
    expect(mergeThing(base, null, null)).toEqual({ merged: null, conflicts: [] });
  });
});

const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom('a', 'b'), fc.constant(null));
const list = fc.uniqueArray(fc.constantFrom('p', 'q', 'r', 's'));
const thing = fc.record({
  x: value,
  y: value,
  list,
  words: fc.record({ ru: fc.constantFrom('', 'а', 'б'), en: fc.constantFrom('', 'a') }),
});

describe('merging, whatever was edited', () => {
  it('loses nothing: every field is what one of the two made of it, or is told', () => {
    fc.assert(
      fc.property(thing, thing, thing, (from, stands, wanted) => {
        const { merged, conflicts } = mergeThing(from, stands, wanted);
        for (const field of ['x', 'y'] as const) {
          const isMine = isSame(merged?.[field], wanted[field]);
          const isTold = conflicts.some((conflict) => conflict.field === field);
          const isUntouched = isSame(from[field], wanted[field]);
          expect(isMine || isTold || isUntouched).toBe(true);
        }
        if (conflicts.some(({ field }) => field === 'list')) return;
        for (const item of ['p', 'q', 'r', 's']) {
          const [was, now, next] = [from, stands, wanted].map((each) => each.list.includes(item as never));
          const isIn = [merged?.list].flat().includes(item);
          expect(isIn).toBe(now === was ? next : now);
        }
      }),
    );
  });

  it('takes an edit whole where nobody else edited, and changes nothing where it edits nothing', () => {
    fc.assert(
      fc.property(thing, thing, (from, other) => {
        expect(mergeThing(from, from, other)).toEqual({ merged: other, conflicts: [] });
        expect(mergeThing(from, other, from)).toEqual({ merged: other, conflicts: [] });
      }),
    );
  });
});
