import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { Cell } from '../../model/blueprint/journey.ts';
import type { DesignedStage } from '../../model/blueprint/organisation.ts';
import { type CostClass, stages } from '../../model/stages.ts';

/** Stages in the order of the conveyor, the market before them and the overlay behind the grown. */
export const designedStages: readonly DesignedStage[] = [
  'market',
  ...stages.slice(0, 8),
  'advocate',
  ...stages.slice(8),
];

/** The stage whose work a state of the default set is; see `stageOfCell`. */
const stageOfState: ReadonlyMap<string, DesignedStage> = new Map(
  Object.entries({
    D0: 'market',
    D1: 'audience',
    D2: 'contact',
    D3: 'qualified',
    D4: 'opportunity',
    D5: 'opportunity',
    D6: 'opportunity',
    D7: 'new',
    D8: 'activated',
    D9: 'advocate',
    D10: 'developed',
    DX: 'qualified',
    DR: 'at_risk',
    DS: 'winback',
    LR: 'at_risk',
    LX: 'winback',
    LW: 'winback',
  } as const),
);

const before: readonly DesignedStage[] = ['audience', 'contact', 'qualified', 'opportunity'];
const after: readonly DesignedStage[] = ['new', 'activated', 'regular', 'developed'];

/** The stage at a part 0…1 of the way; the first for the first state, the last for the last. */
const along = (way: readonly DesignedStage[], at: number, of: number): DesignedStage =>
  way[of <= 1 ? 0 : Math.min(way.length - 1, Math.floor((at * way.length) / of))] ?? 'contact';

const byPhase = (blueprint: Blueprint, cell: Pick<Cell, 'journey' | 'state'>): DesignedStage => {
  const phase = blueprint.states[cell.state]?.phase ?? 'before';
  if (phase === 'purchase') return 'opportunity';
  if (phase === 'aside') return 'at_risk';
  const columns = (blueprint.journeys[cell.journey]?.states ?? []).filter(
    (id) => (blueprint.states[id]?.phase ?? 'before') === phase,
  );
  return along(phase === 'before' ? before : after, Math.max(0, columns.indexOf(cell.state)), columns.length);
};

/**
 * The lifecycle stage whose work a cell is.
 *
 * What the cell says; else what its state is in the default set (D0 market, D1 audience, D2 contact, D3 qualified, D4–D6 opportunity, D7 new,
 * D8 activated, D9 advocate, D10 developed, DX qualified, DR at risk, DS and LX win-back); else by the state's phase and its place among
 * the journey's states of that phase. Our interpretation: the method keeps what a person thinks and where the relation stands apart, and
 * who works with whom is told by the latter.
 */
export const stageOfCell = (blueprint: Blueprint, cell: Pick<Cell, 'journey' | 'state' | 'stage'>): DesignedStage =>
  cell.stage ?? stageOfState.get(cell.state) ?? byPhase(blueprint, cell);

/** The class of cost that the work of a stage is, where nobody says otherwise. Domain §4.3. */
export const classOfStage: Record<DesignedStage, CostClass> = {
  market: 'acquisition',
  audience: 'acquisition',
  contact: 'acquisition',
  qualified: 'acquisition',
  opportunity: 'acquisition',
  new: 'activation',
  activated: 'retention',
  regular: 'retention',
  developed: 'development',
  advocate: 'retention',
  at_risk: 'retention',
  lost: 'winback',
  winback: 'winback',
};

/** The class of cost a cell's visits are: its own, else its stage's as designed, else the usual one. */
export const classOfCell = (blueprint: Blueprint, cell: Cell): CostClass => {
  const stage = stageOfCell(blueprint, cell);
  return cell.costClass ?? blueprint.stages[stage]?.costClass ?? classOfStage[stage];
};
