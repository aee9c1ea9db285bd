import { expect, it } from 'vitest';
import { journeyFigures } from '../../../src/analysis/organisation/journey-figures.ts';
import { demoBlueprint } from '../../../src/demo/blueprint/blueprint.ts';
import { emptyBlueprint } from '../../../src/model/blueprint/blueprint.ts';

it('tells a designed journey and the one of today by the same numbers (R13)', () => {
  const blueprint = demoBlueprint();
  const [designed, legacy] = [journeyFigures(blueprint, 'J2'), journeyFigures(blueprint, 'funnel')];
  // The café's seventeen cells, three of which nobody answers for.
  expect(designed).toMatchObject({ cells: 17, unowned: 3, unmeasurable: 0, loops: 3 });
  expect(designed.complete ?? 0).toBeGreaterThan(legacy.complete ?? 1);
  expect(legacy).toMatchObject({ cells: 6, loops: 0, costMonth: null });
  const hours = Object.values(blueprint.cells)
    .filter(({ journey }) => journey === 'J2')
    .reduce((sum, one) => sum + (one.volumeMonth ?? 0) * (one.hoursPerVisit ?? 0) * (1 + one.rework), 0);
  expect(designed.hoursMonth).toBeCloseTo(hours, 6);
});

it('knows nothing of a journey that is not there', () => {
  expect(journeyFigures(emptyBlueprint(), 'J')).toMatchObject({ cells: 0, complete: null, toPurchase: null });
});
