import { describe, expect, it } from 'vitest';
import { committeeCoverage } from '../../../src/analysis/committee/coverage.ts';
import { Blueprint } from '../../../src/model/blueprint/blueprint.ts';

const words = (ru: string) => ({ ru, en: ru });
const drawn = Blueprint.parse({
  segments: { S: { name: words('Сегмент') } },
  committees: {
    K: {
      segment: 'S',
      members: [{ role: 'initiator', personas: ['H1'] }, { role: 'decider', personas: ['H2'] }, { role: 'gatekeeper' }],
    },
  },
  states: { early: { name: words('Рано') }, deal: { name: words('Сделка'), phase: 'purchase' } },
  journeys: { J: { name: words('Путь'), segment: 'S', states: ['early', 'deal'] } },
  cells: {
    a: { journey: 'J', state: 'early', touchpoint: 't', personas: ['H1', 'H2'] },
    b: { journey: 'J', state: 'deal', touchpoint: 't', personas: ['H2'], committee: ['gatekeeper'] },
  },
});

describe('committee coverage', () => {
  it('shows who is spoken to where, and who is uncovered where they act', () => {
    const rows = committeeCoverage(drawn, 'J')?.rows ?? [];
    const of = (role: string) => rows.find((row) => row.role === role);
    expect(of('initiator')).toMatchObject({ personas: ['H1'], uncovered: [] });
    expect(of('initiator')?.cells).toEqual([
      { state: 'early', cells: ['a'], acts: true },
      { state: 'deal', cells: [], acts: false },
    ]);
    // A cell that names committee roles speaks to these, not to its personas' other roles.
    expect(of('decider')).toMatchObject({ uncovered: ['deal'] });
    expect(of('gatekeeper')).toMatchObject({ uncovered: [] });
    expect(committeeCoverage(drawn, 'gone')).toBeNull();
  });
});
