import { describe, expect, it } from 'vitest';
import { guideOf } from '../../../src/analysis/guide/guide.ts';
import type { GuideState } from '../../../src/analysis/guide/state.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { emptyBlueprint } from '../../../src/model/blueprint/blueprint.ts';
import { guideSteps } from '../../../src/model/guide.ts';

const nothing: GuideState = {
  rows: {},
  draft: emptyBlueprint(),
  published: null,
  survey: { answered: 0, functions: 0 },
  audits: [],
  decisions: [],
  today: '2026-01-01',
};
const facts = { order_lines: 10, costs: 4 };
const answered = { survey: { answered: 1, functions: 1 } };
const inForce = { published: { version: 1, cells: 90, isChanged: false } };
const decision = { state: 'open', outcome: null, isToCheck: false } as const;

const stateOf = (state: GuideState, id: string): string | undefined =>
  guideOf(state).steps.find((step) => step.id === id)?.state;

describe('the way from nothing to a running conveyor', () => {
  it('begins with ten questions, then asks for two files, then goes step by step', () => {
    const ways: [Partial<GuideState>, string, string][] = [
      [{}, 'audit', '/audit/survey'],
      [answered, 'facts', '/data?tab=files'],
      [{ ...answered, rows: { order_lines: 10 } }, 'facts', '/data?tab=files'],
      [{ ...answered, rows: facts }, 'inputs', '/design'],
      [{ ...answered, rows: facts, draft: demoBlueprint() }, 'plan', '/decisions'],
      [{ ...answered, rows: facts, draft: demoBlueprint(), decisions: [decision] }, 'run', '/versions'],
    ];
    for (const [more, step, link] of ways) expect(guideOf({ ...nothing, ...more }).next).toMatchObject({ step, link });
  });

  it('runs with orders, costs and a design in force, and says what is lacking until then', () => {
    expect(guideOf(nothing)).toMatchObject({ runs: false, lacks: [{}, {}, {}] });
    expect(guideOf({ ...nothing, rows: facts }).lacks.map(({ en }) => en)).toEqual([
      'Publish the design: from that day stages are counted by it',
    ]);
    expect(guideOf({ ...nothing, rows: facts, ...inForce })).toMatchObject({ runs: true, lacks: [] });
    expect(guideOf({ ...nothing, rows: facts, published: { version: 1, cells: 0, isChanged: false } }).runs).toBe(
      false,
    );
  });

  it('reads every step from what is there, and opens it again when that is gone', () => {
    expect(guideOf(nothing).steps.map(({ id }) => id)).toEqual(guideSteps);
    expect(guideOf(nothing).steps.every(({ state }) => state === 'empty')).toBe(true);
    const words = guideOf(nothing).steps.flatMap(({ parts }) => parts.map(({ text }) => `${text.ru} ${text.en}`));
    // Of nothing no part is counted: it is said what to do.
    expect(words.filter((text) => /(^|\s)0\s/u.test(text))).toEqual([]);
    const draft = demoBlueprint();
    const whole = { ...nothing, draft, rows: { ...facts, deals: 1 }, ...inForce };
    for (const id of ['inputs', 'pyramid', 'segments', 'journey', 'organisation', 'facts', 'run'])
      expect(['enough', 'done'], id).toContain(stateOf(whole, id));
    expect(stateOf({ ...whole, draft: { ...draft, personas: {} } }, 'segments')).toBe('begun');
    expect(stateOf({ ...whole, draft: { ...draft, cells: {} } }, 'journey')).toBe('empty');
    expect(stateOf({ ...whole, rows: { deals: 1 } }, 'facts')).toBe('begun');
  });

  it('calls for a new audit after a quarter and for the check of what was decided', () => {
    const kept = { ...nothing, audits: ['2025-09-30'], decisions: [decision] };
    expect(stateOf({ ...kept, audits: ['2025-10-01'] }, 'review')).toBe('enough');
    expect(stateOf(kept, 'review')).toBe('begun');
    expect(stateOf({ ...kept, decisions: [{ ...decision, isToCheck: true }] }, 'review')).toBe('empty');
  });
});
