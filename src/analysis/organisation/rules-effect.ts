import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { RulesPreview } from '../../model/blueprint/contract.ts';
import type { DesignedStage } from '../../model/blueprint/organisation.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { designedStages, stageOfCell } from './cell-stage.ts';

type Counted = Pick<RulesPreview, 'facts' | 'mapped' | 'states' | 'touchpoints' | 'cells'>;

/** What one thing of the design is proved by: events before a change of rules and after it. */
export type Moved<Id extends string = string> = { id: Id; before: number; after: number };

export type RulesEffect = {
  /** Events of the history that some rule takes, of all there are. */
  mapped: { before: number; after: number; of: number };
  /** Only what changes, in the order of the design; the stage of an event is that of the cell it proves. */
  stages: Moved<DesignedStage>[];
  states: Moved[];
  touchpoints: Moved[];
};

const movedOf = <Id extends string>(
  ids: readonly Id[],
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
) =>
  ids
    .map((id): Moved<Id> => ({ id, before: before.get(id) ?? 0, after: after.get(id) ?? 0 }))
    .filter((moved) => moved.before !== moved.after);

const countsOf = (rows: readonly { id: string; count: number }[]): Map<string, number> =>
  new Map(rows.map(({ id, count }) => [id, count]));

const byStage = (blueprint: Blueprint, { cells }: Counted): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { id, count } of cells) {
    const cell = blueprint.cells[id];
    if (!cell) continue;
    const stage = stageOfCell(blueprint, cell);
    counts.set(stage, (counts.get(stage) ?? 0) + count);
  }
  return counts;
};

/**
 * What other rules make of the same history: how much of it is understood, and which stages, states and touchpoints gain or lose events.
 *
 * Both are told of the design as it is now; what is no longer in it is told of by nothing but the coverage.
 */
export const rulesEffect = (blueprint: Blueprint, before: Counted, after: Counted): RulesEffect => {
  const ids = (collection: 'states' | 'touchpoints'): string[] => thingsOf(blueprint, collection).map(([id]) => id);
  return {
    mapped: { before: before.mapped, after: after.mapped, of: after.facts },
    stages: movedOf(designedStages, byStage(blueprint, before), byStage(blueprint, after)),
    states: movedOf(ids('states'), countsOf(before.states), countsOf(after.states)),
    touchpoints: movedOf(ids('touchpoints'), countsOf(before.touchpoints), countsOf(after.touchpoints)),
  };
};
