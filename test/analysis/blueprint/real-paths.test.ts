import { describe, expect, it } from 'vitest';
import {
  type AlikePaths,
  fitnessOf,
  realPathOf,
  stateOfRule,
  topDropOffs,
} from '../../../src/analysis/blueprint/real-paths.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';

const design = Blueprint.parse({
  segments: { cafe: { name: { en: 'Cafés' } }, home: { name: { en: 'Homes' } } },
  states: {
    a: { name: { en: 'A' } },
    b: { name: { en: 'B' } },
    c: { name: { en: 'C' } },
    x: { name: { en: 'X' }, phase: 'aside' },
  },
  touchpoints: { t: { name: { en: 'T' } } },
  journeys: {
    one: { name: { en: 'One' }, segment: 'cafe', states: ['a', 'b', 'c', 'x'], touchpoints: ['t'] },
    rest: { name: { en: 'Rest' }, states: ['a', 'b', 'c'], touchpoints: ['t'] },
  },
  cells: { k: { journey: 'one', state: 'b', touchpoint: 't' } },
  edges: {
    ab: { journey: 'one', from: 'state:a', to: 'cell:k', isMilestone: true },
    bc: { journey: 'one', from: 'cell:k', to: 'state:c' },
  },
  rules: {
    strong: {
      fact: 'interaction',
      states: [
        { state: 'a', weight: 0.4 },
        { state: 'c', weight: 0.9 },
      ],
    },
    faint: { fact: 'interaction', states: [{ state: 'a', weight: 0.2 }] },
    byCell: { fact: 'deal', cell: 'k' },
  },
});

const went = (segment: string | null, states: string[], customers: number, haveLeft = false): AlikePaths => ({
  segment,
  states,
  haveLeft,
  customers,
});

describe('real paths', () => {
  it('T-32: fit a design but for two moves and a milestone', () => {
    const moves = ['1 2', '2 3', '3 4', '4 5', '5 3', '5 6', '6 7', '7 8', '8 9', '8 10'];
    const fitness = fitnessOf(['1', '2', '3', '5', '3', '4', '5', '6', '8', '9'], {
      order: Array.from({ length: 10 }, (_, at) => String(at + 1)),
      moves: new Set(moves.map((move) => JSON.stringify(move.split(' ')))),
      milestones: new Set(['2', '5', '6', '7']),
    });
    expect(fitness).toBeCloseTo(0.769_230_769, 6);
  });

  it('leave out no milestone that lies ahead', () => {
    const expected = { order: ['a', 'b', 'c'], moves: new Set(['["a","b"]']), milestones: new Set(['c']) };
    expect(fitnessOf(['a', 'b'], expected)).toBe(1);
    expect(fitnessOf(['a'], expected)).toBeNull();
  });

  it('take the state a rule speaks for most, or that of its cell, and none of what says too little', () => {
    expect(['strong', 'faint', 'byCell', 'unknown'].map((id) => stateOfRule(design, id))).toEqual([
      'c',
      null,
      'b',
      null,
    ]);
  });

  it('tell of a segment’s customers how far they go as designed and where they leave', () => {
    const paths = {
      every: 1,
      paths: [
        went('cafe', ['a', 'b', 'c'], 10),
        went('cafe', ['a', 'x', 'c'], 10, true),
        went('cafe', ['b'], 15, true),
        went('home', ['c', 'a'], 7, true),
      ],
      handOffs: [],
    };
    const real = realPathOf(design, 'one', paths);
    expect(real).toMatchObject({
      customers: 35,
      moved: 20,
      undesigned: { from: 'a', to: 'c', customers: 10 },
      dropOffs: [
        { state: 'b', customers: 15 },
        { state: 'c', customers: 10 },
      ],
    });
    // a → c is not designed and leaves out b: 1 − 2 ÷ (1 move + 1 milestone) is 0; the others go as designed.
    expect(real.fitness).toBeCloseTo(0.5);
    expect(topDropOffs(real).map(({ state }) => state)).toEqual(['b', 'c']);
    // Homes have no journey of their own and go along the one for all.
    expect(realPathOf(design, 'rest', paths)).toMatchObject({ customers: 7, dropOffs: [{ state: 'a', customers: 7 }] });
    // Seven are too few to say where most leave.
    expect(topDropOffs(realPathOf(design, 'rest', paths))).toEqual([]);
  });
});
