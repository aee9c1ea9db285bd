import { expect, test } from 'vitest';
import { rulesEffect } from '../../../src/analysis/organisation/rules-effect.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';

const name = { ru: '', en: '' };
const blueprint = Blueprint.parse({
  states: { D1: { name, place: 0 }, D7: { name, place: 1 } },
  touchpoints: { site: { name, place: 0 }, mail: { name, place: 1 } },
  cells: {
    asks: { journey: 'j', touchpoint: 'site', state: 'D1', stage: 'contact' },
    uses: { journey: 'j', touchpoint: 'mail', state: 'D7', stage: 'activated' },
    tells: { journey: 'j', touchpoint: 'site', state: 'D7', stage: 'activated' },
  },
});
const counted = (mapped: number, counts: Record<'states' | 'touchpoints' | 'cells', Record<string, number>>) => {
  const rows = (of: Record<string, number>) => Object.entries(of).map(([id, count]) => ({ id, count }));
  return {
    facts: 100,
    mapped,
    states: rows(counts.states),
    touchpoints: rows(counts.touchpoints),
    cells: rows(counts.cells),
  };
};

test('other rules move events between states, touchpoints and the stages of the cells they prove; what stays is not told', () => {
  const before = counted(60, { states: { D1: 40, D7: 20 }, touchpoints: { site: 60 }, cells: { asks: 40, tells: 20 } });
  const after = counted(75, {
    states: { D1: 40, D7: 35 },
    touchpoints: { site: 55, mail: 20 },
    cells: { asks: 40, uses: 20, tells: 15 },
  });
  expect(rulesEffect(blueprint, before, after)).toEqual({
    mapped: { before: 60, after: 75, of: 100 },
    stages: [{ id: 'activated', before: 20, after: 35 }],
    states: [{ id: 'D7', before: 20, after: 35 }],
    touchpoints: [
      { id: 'site', before: 60, after: 55 },
      { id: 'mail', before: 0, after: 20 },
    ],
  });
  expect(rulesEffect(blueprint, before, before)).toEqual({
    mapped: { before: 60, after: 60, of: 100 },
    stages: [],
    states: [],
    touchpoints: [],
  });
});
