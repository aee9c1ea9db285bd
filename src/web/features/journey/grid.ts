import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { Cell, DecisionState, Edge, Journey, Touchpoint } from '../../../model/blueprint/journey.ts';

export type GridColumn = { id: string; state: DecisionState | undefined };
export type GridRow = { id: string; touchpoint: Touchpoint | undefined };
/** Where a card stands: column, row, and its number among the cards of that slot. */
export type Spot = { column: number; row: number; stack: number };
export type GridCell = Spot & { id: string; cell: Cell };

/** One journey as a matrix: what is drawn and walked over. */
export type JourneyGrid = {
  id: string;
  journey: Journey;
  columns: readonly GridColumn[];
  rows: readonly GridRow[];
  cells: ReadonlyMap<string, GridCell>;
  /** Ids of the cards of a slot, top first. */
  slots: ReadonlyMap<string, readonly string[]>;
  edges: readonly (readonly [string, Edge])[];
};

export const slotName = (column: number, row: number): string => `${column}|${row}`;

export const cellsAt = (grid: JourneyGrid, column: number, row: number): readonly string[] =>
  grid.slots.get(slotName(column, row)) ?? [];

/** The matrix of a journey; a cell whose state or touchpoint is no longer among the journey's is not in it. */
export const gridOf = (blueprint: Blueprint, id: string): JourneyGrid | null => {
  const journey = blueprint.journeys[id];
  if (!journey) return null;
  const columnOf = new Map(journey.states.map((state, at) => [state, at]));
  const rowOf = new Map(journey.touchpoints.map((touchpoint, at) => [touchpoint, at]));
  const found = Object.entries(blueprint.cells)
    .filter(([, cell]) => cell.journey === id && columnOf.has(cell.state) && rowOf.has(cell.touchpoint))
    .sort(([a, x], [b, y]) => x.place - y.place || (a < b ? -1 : 1));
  const cells = new Map<string, GridCell>();
  const slots = new Map<string, string[]>();
  for (const [cellId, cell] of found) {
    const [column, row] = [columnOf.get(cell.state) ?? 0, rowOf.get(cell.touchpoint) ?? 0];
    const slot = slots.get(slotName(column, row)) ?? [];
    cells.set(cellId, { id: cellId, cell, column, row, stack: slot.length });
    slot.push(cellId);
    slots.set(slotName(column, row), slot);
  }
  return {
    id,
    journey,
    columns: journey.states.map((state) => ({ id: state, state: blueprint.states[state] })),
    rows: journey.touchpoints.map((touchpoint) => ({ id: touchpoint, touchpoint: blueprint.touchpoints[touchpoint] })),
    cells,
    slots,
    edges: Object.entries(blueprint.edges).filter(([, edge]) => edge.journey === id),
  };
};

/** Changes only when cards or ways stand elsewhere, not when their words change. */
export const shapeOf = (grid: JourneyGrid): string =>
  [
    `${grid.columns.map(({ id }) => id)}/${grid.rows.length}`,
    [...grid.cells.values()].map(({ id, column, row, stack }) => `${id},${column},${row},${stack}`).join(';'),
    grid.edges.map(([id, { from, to, kind }]) => `${id},${from},${to},${kind}`).join(';'),
  ].join('/');
