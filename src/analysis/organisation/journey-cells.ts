import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Cell, Journey } from '../../model/blueprint/journey.ts';
import type { DesignedStage } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { stageOfCell } from './cell-stage.ts';

/** A cell of a designed journey with what is told from where it stands. */
export type PlacedCell = {
  id: string;
  cell: Cell;
  journeyId: string;
  journey: Journey;
  segment: string | null;
  stage: DesignedStage;
  /** Visits a month × hours of one × what is done again; null while volume or hours are not filled in. */
  hoursMonth: number | null;
  costMonth: number | null;
};

const times = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);

/**
 * The cells the organisation is derived from: those of designed journeys, journey by journey in order.
 *
 * Legacy journeys are drawn to be compared with and are nobody's plan. A cell whose journey is gone belongs to nothing and is left out.
 */
export const designedCells = (blueprint: Blueprint): PlacedCell[] => {
  const cells = thingsOf(blueprint, 'cells');
  return thingsOf(blueprint, 'journeys')
    .filter(([, { mode }]) => mode === 'designed')
    .flatMap(([journeyId, journey]) =>
      cells
        .filter(([, cell]) => cell.journey === journeyId)
        .map(([id, cell]) => ({
          id,
          cell,
          journeyId,
          journey,
          segment: journey.segment,
          stage: stageOfCell(blueprint, cell),
          hoursMonth: times(times(cell.volumeMonth, cell.hoursPerVisit), 1 + cell.rework),
          costMonth: times(times(cell.volumeMonth, cell.costPerVisit), 1 + cell.rework),
        }))
        .sort((a, b) => journey.states.indexOf(a.cell.state) - journey.states.indexOf(b.cell.state)),
    );
};
