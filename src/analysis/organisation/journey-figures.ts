import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { cellsOf, completenessOf, coverageOf, isMeasurable } from '../blueprint/completeness.ts';
import { projectionOf } from '../blueprint/projection.ts';

/** What two journeys are compared by: the same numbers for the one that is designed and the one of today (R13). */
export type JourneyFigures = {
  cells: number;
  /** 0…1 of persona × state with a complete cell; null without pairs. */
  thoughtThrough: number | null;
  /** 0…1 of what all cells must answer; null without cells. */
  complete: number | null;
  /** Cells that nobody answers for, and that no fact can prove. */
  unowned: number;
  unmeasurable: number;
  loops: number;
  /** States before the first talk with us; null where it is not said. */
  beforeTalk: number | null;
  /** 0…1 of those who begin that ever come to the purchase, as designed; null without probabilities or such a state. */
  toPurchase: number | null;
  /** Work and money a month, as visits are written; null where no cell says. */
  hoursMonth: number | null;
  costMonth: number | null;
};

const sumOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
};

export const journeyFigures = (blueprint: Blueprint, journeyId: string): JourneyFigures => {
  const journey = blueprint.journeys[journeyId];
  const states = journey?.states ?? [];
  const cells = cellsOf(blueprint, journeyId);
  const filled = cells.map(([id, cell]) => completenessOf(blueprint, id, cell));
  const purchase = states.find((id) => blueprint.states[id]?.phase === 'purchase');
  const reached = projectionOf(blueprint, journeyId)?.reached.find(({ state }) => state === purchase);
  const talk = journey?.firstTalk ?? null;
  const monthly = (of: 'hoursPerVisit' | 'costPerVisit'): number | null =>
    sumOf(
      cells.map(([, cell]) => {
        const each = cell[of];
        return cell.volumeMonth === null || each === null ? null : cell.volumeMonth * each * (1 + cell.rework);
      }),
    );
  return {
    cells: cells.length,
    thoughtThrough: coverageOf(blueprint, journeyId).share,
    complete:
      filled.length === 0
        ? null
        : filled.reduce((sum, one) => sum + one.filled, 0) / filled.reduce((sum, one) => sum + one.of, 0),
    unowned: cells.filter(([, cell]) => cell.accountable === null).length,
    unmeasurable: cells.filter(([id, cell]) => !isMeasurable(blueprint, id, cell)).length,
    loops: Object.values(blueprint.edges).filter((edge) => edge.journey === journeyId && edge.kind === 'loop').length,
    beforeTalk: talk === null || !states.includes(talk) ? null : states.indexOf(talk),
    toPurchase: reached?.share ?? null,
    hoursMonth: monthly('hoursPerVisit'),
    costMonth: monthly('costPerVisit'),
  };
};
