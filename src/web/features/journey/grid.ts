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
  /** Of each row, how many columns with a card lie before a column: whether a stretch of a row is free is one subtraction. */
  filledBefore: readonly Uint16Array[];
};

export const slotName = (column: number, row: number): string => `${column}|${row}`;

export const cellsAt = (grid: JourneyGrid, column: number, row: number): readonly string[] =>
  grid.slots.get(slotName(column, row)) ?? [];

const edgesKept = new WeakMap<Blueprint['edges'], Map<string, JourneyGrid['edges']>>();

/** The ways of a journey; the same list for as long as the design's ways are the same. */
const edgesOf = (edges: Blueprint['edges'], journey: string): JourneyGrid['edges'] => {
  const byJourney = edgesKept.get(edges) ?? new Map<string, JourneyGrid['edges']>();
  edgesKept.set(edges, byJourney);
  const known = byJourney.get(journey) ?? Object.entries(edges).filter(([, edge]) => edge.journey === journey);
  byJourney.set(journey, known);
  return known;
};

const filledBeforeOf = (rows: number, columns: number, cells: Iterable<Spot>): Uint16Array[] => {
  const counts = Array.from({ length: rows }, () => new Uint16Array(columns + 1));
  for (const { row, column } of cells) {
    const line = counts[row];
    if (line) line[column + 1] = 1;
  }
  for (const line of counts)
    for (let column = 1; column <= columns; column += 1) line[column] = (line[column] ?? 0) + (line[column - 1] ?? 0);
  return counts;
};

type Kept = { of: Blueprint; grid: JourneyGrid };
const gridsKept = new WeakMap<Journey, Kept>();

/**
 * The matrix of a journey; a cell whose state or touchpoint is no longer among the journey's is not in it. The same matrix for as long as what
 * it is made of is the same; where only words of cells are others, one with the same columns, rows, slots and ways.
 */
export const gridOf = (blueprint: Blueprint, id: string): JourneyGrid | null => {
  const journey = blueprint.journeys[id];
  if (!journey) return null;
  const known = gridsKept.get(journey);
  const before = known?.grid.id === id && isMadeOfSame(known.of, blueprint) ? known : undefined;
  const grid = (before && rewordedGrid(before, blueprint.cells)) ?? madeGrid(blueprint, id, journey);
  if (grid !== known?.grid || known.of.cells !== blueprint.cells) gridsKept.set(journey, { of: blueprint, grid });
  return grid;
};

/** The matrix with what cells say now; null where one came, went or stands elsewhere. */
const rewordedGrid = ({ of, grid }: Kept, cells: Blueprint['cells']): JourneyGrid | null => {
  if (of.cells === cells) return grid;
  const ids = Object.keys(cells);
  if (ids.length !== Object.keys(of.cells).length) return null;
  const reworded: GridCell[] = [];
  for (const id of ids) {
    const [old, cell] = [of.cells[id], cells[id]];
    if (old === cell) continue;
    if (!old || !cell || !standsWhere(old, cell)) return null;
    const there = grid.cells.get(id);
    if (there) reworded.push({ ...there, cell });
  }
  if (reworded.length === 0) return grid;
  const all = new Map(grid.cells);
  for (const one of reworded) all.set(one.id, one);
  return { ...grid, cells: all };
};

const standsWhere = (a: Cell, b: Cell): boolean =>
  a.journey === b.journey && a.state === b.state && a.touchpoint === b.touchpoint && a.place === b.place;

const isMadeOfSame = (a: Blueprint, b: Blueprint): boolean =>
  a.edges === b.edges && a.states === b.states && a.touchpoints === b.touchpoints;

const madeGrid = (blueprint: Blueprint, id: string, journey: Journey): JourneyGrid => {
  const columnOf = new Map(journey.states.map((state, at) => [state, at]));
  const rowOf = new Map(journey.touchpoints.map((touchpoint, at) => [touchpoint, at]));
  const found: [string, Cell, number, number][] = [];
  for (const [cellId, cell] of Object.entries(blueprint.cells)) {
    if (cell.journey !== id) continue;
    const [column, row] = [columnOf.get(cell.state), rowOf.get(cell.touchpoint)];
    if (column !== undefined && row !== undefined) found.push([cellId, cell, column, row]);
  }
  found.sort(([a, x], [b, y]) => x.place - y.place || (a < b ? -1 : 1));
  const cells = new Map<string, GridCell>();
  const slots = new Map<string, string[]>();
  for (const [cellId, cell, column, row] of found) {
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
    edges: edgesOf(blueprint.edges, id),
    filledBefore: filledBeforeOf(journey.touchpoints.length, journey.states.length, cells.values()),
  };
};

/** Whether cards and ways stand as in another grid, whatever their words. */
export const standsAs = (a: JourneyGrid, b: JourneyGrid): boolean => {
  if (a.slots === b.slots && a.columns === b.columns && a.edges === b.edges) return true;
  if (a.id !== b.id || a.cells.size !== b.cells.size || a.edges.length !== b.edges.length) return false;
  if (a.rows.length !== b.rows.length || a.columns.length !== b.columns.length) return false;
  if (a.columns.some(({ id }, at) => id !== b.columns[at]?.id)) return false;
  for (const { id, column, row, stack } of a.cells.values()) {
    const other = b.cells.get(id);
    if (other?.column !== column || other.row !== row || other.stack !== stack) return false;
  }
  return (
    a.edges === b.edges ||
    a.edges.every(([id, edge], at) => {
      const [otherId, other] = b.edges[at] ?? [];
      return id === otherId && edge.from === other?.from && edge.to === other.to && edge.kind === other.kind;
    })
  );
};
