import { expect, test } from 'vitest';
import { withObservations } from '../../../src/analysis/blueprint/observations.ts';
import { statusOf } from '../../../src/analysis/blueprint/status.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';

const at = (touchpoint: string, state: string, journey = 'j1') => ({ journey, touchpoint, state });
const rule = (touchpoint: string | null, states: [string, number][], cell: string | null = null) => ({
  fact: 'interaction',
  touchpoint,
  cell,
  states: states.map(([state, weight]) => ({ state, weight })),
});
const blueprint = Blueprint.parse({
  cells: { own: at('site', 'D1'), met: at('shop', 'D5'), two: at('mail', 'D8'), too: at('mail', 'D8', 'j2') },
  rules: {
    exact: rule(null, [], 'own'),
    more: rule('site', [['D1', 0.2]]),
    there: rule('shop', [
      ['D5', 1],
      ['D8', -0.5],
    ]),
    both: rule('mail', [['D8', 1]]),
  },
});
const counted = (recent: Record<string, number>) => ({
  rules: Object.entries(recent).map(([id, n]) => ({ id, taken: n * 2, recent: n, shadowed: 0 })),
});
const statusIn = (recent: Record<string, number>, cell: string) =>
  statusOf(withObservations(blueprint, counted(recent), '2025-12-31'), `cell:${cell}`, '2025-12-31');

test('twenty visits of a year that rules show of a cell are an observation, with how many and by which rules', () => {
  expect(statusIn({ exact: 15, more: 5 }, 'own')).toEqual({
    status: 'observed',
    proof: 'seen.own',
    until: '2026-12-31',
    changed: [],
  });
  const { proofs } = withObservations(blueprint, counted({ exact: 15, more: 5 }), '2025-12-31');
  expect(proofs['seen.own']).toMatchObject({ kind: 'observation', n: 20, at: '2025-12-31' });
  expect(proofs['seen.own']?.note.en).toContain('exact, more');
  expect(statusIn({ exact: 15, more: 4 }, 'own').status).toBe('draft');
  expect(statusIn({ there: 30 }, 'met').status).toBe('observed');
});

test('nothing is claimed where visits could be of another journey, nor of rules that are gone', () => {
  expect(statusIn({ both: 100 }, 'two').status).toBe('draft');
  expect(statusIn({ gone: 100 }, 'own').status).toBe('draft');
});
