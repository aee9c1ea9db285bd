import type { Edge } from '../../../model/blueprint/journey.ts';
import { cellsAt, type GridCell, type JourneyGrid } from './grid.ts';

/**
 * Which gaps between columns and rows an edge goes through, before anything has a size.
 *
 * Places are counted in half steps: row r lies at 2r+1, the gap above it at 2r; columns likewise. So gaps are even and cards odd.
 */
export type Leg = { axis: 'x' | 'y'; gap: number; from: number; to: number };
export type Side = 'left' | 'right' | 'top' | 'bottom';
export type Route = {
  id: string;
  edge: Edge;
  /** Card ids; null where the edge comes from or leads to something that is no card. */
  from: string | null;
  to: string | null;
  fromSide: Side;
  toSide: Side;
  /** In order from the source: gaps run along, `x` along a gap between rows and `y` along a gap between columns. */
  legs: Leg[];
  /** The column whose head is an end, where one is. */
  headFrom: number | null;
  headTo: number | null;
  /** What stands at the other end of a stub: `stage:lost`. */
  stub: string | null;
};

const across = (place: number): number => 2 * place + 1;

/** Whether no card stands in a row between two columns. */
const isFree = ({ filledBefore }: JourneyGrid, row: number, left: number, right: number): boolean =>
  filledBefore[row]?.[right] === filledBefore[row]?.[left + 1];

const stackOf = (grid: JourneyGrid, cell: GridCell): number => cellsAt(grid, cell.column, cell.row).length;

type Way = Pick<Route, 'fromSide' | 'toSide' | 'legs'>;

const forward = (grid: JourneyGrid, from: GridCell, to: GridCell): Way => {
  const [near, far] = [2 * (from.column + 1), 2 * to.column];
  const [y0, y1] = [across(from.row), across(to.row)];
  const sides = { fromSide: 'right', toSide: 'left' } as const;
  if (near === far || isFree(grid, to.row, from.column, to.column))
    return { ...sides, legs: [{ axis: 'y', gap: near, from: y0, to: y1 }] };
  if (isFree(grid, from.row, from.column, to.column))
    return { ...sides, legs: [{ axis: 'y', gap: far, from: y0, to: y1 }] };
  const gap = from.row < to.row ? 2 * to.row : from.row > to.row ? 2 * (to.row + 1) : 2 * from.row;
  return {
    ...sides,
    legs: [
      { axis: 'y', gap: near, from: y0, to: gap },
      { axis: 'x', gap, from: near, to: far },
      { axis: 'y', gap: far, from: gap, to: y1 },
    ],
  };
};

type Door = { side: Side; legs: Leg[]; at: number };

/** How a card is left into a gap above or below it: straight, or by its right side where another card of its slot is in between. */
const doorTo = (grid: JourneyGrid, cell: GridCell, gap: number): Door => {
  const isBelow = gap > across(cell.row);
  const isFirst = isBelow ? cell.stack === stackOf(grid, cell) - 1 : cell.stack === 0;
  const isBeside = Math.abs(gap - across(cell.row)) === 1;
  if (isFirst && isBeside) return { side: isBelow ? 'bottom' : 'top', legs: [], at: across(cell.column) };
  const beside = 2 * (cell.column + 1);
  return { side: 'right', legs: [{ axis: 'y', gap: beside, from: across(cell.row), to: gap }], at: beside };
};

const back = (grid: JourneyGrid, from: GridCell, to: GridCell): Way => {
  const gap = 2 * (to.row >= from.row ? from.row + 1 : from.row);
  const [out, into] = [doorTo(grid, from, gap), doorTo(grid, to, gap)];
  const inward = into.legs.map((leg): Leg => ({ ...leg, from: leg.to, to: leg.from }));
  return {
    fromSide: out.side,
    toSide: into.side,
    legs: [...out.legs, { axis: 'x', gap, from: out.at, to: into.at }, ...inward],
  };
};

const aside = (grid: JourneyGrid, from: GridCell, to: GridCell): Way => {
  const isDown = to.row > from.row || (to.row === from.row && to.stack > from.stack);
  const isNext = Math.abs(to.row - from.row) === 1 && stackOf(grid, from) === 1 && stackOf(grid, to) === 1;
  if (isNext) return { fromSide: isDown ? 'bottom' : 'top', toSide: isDown ? 'top' : 'bottom', legs: [] };
  const gap = 2 * (from.column + 1);
  return {
    fromSide: 'right',
    toSide: 'right',
    legs: [{ axis: 'y', gap, from: across(from.row), to: across(to.row) }],
  };
};

const wayOf = (grid: JourneyGrid, from: GridCell, to: GridCell): Way =>
  to.column > from.column
    ? forward(grid, from, to)
    : to.column < from.column
      ? back(grid, from, to)
      : aside(grid, from, to);

const endOf = (grid: JourneyGrid, end: string) => {
  const [kind, id] = [end.slice(0, end.indexOf(':')), end.slice(end.indexOf(':') + 1)];
  if (kind === 'cell') return { cell: grid.cells.get(id), column: null, stage: null };
  if (kind === 'state') {
    const column = grid.columns.findIndex((one) => one.id === id);
    return { cell: undefined, column: column < 0 ? null : column, stage: null };
  }
  return { cell: undefined, column: null, stage: end };
};

/** To or from the head of a column: along the gap under the heads. */
const headLegs = (cell: GridCell, column: number): Leg[] => {
  const gap = 2 * (cell.column + 1);
  return [
    { axis: 'y', gap, from: across(cell.row), to: 0 },
    { axis: 'x', gap: 0, from: gap, to: across(column) },
  ];
};

const routeOf = (grid: JourneyGrid, id: string, edge: Edge): Route | null => {
  const [a, b] = [endOf(grid, edge.from), endOf(grid, edge.to)];
  const whole = { id, edge, headFrom: null, headTo: null, stub: null };
  if (a.cell && b.cell) return { ...whole, from: a.cell.id, to: b.cell.id, ...wayOf(grid, a.cell, b.cell) };
  if (a.cell && b.column !== null)
    return {
      ...whole,
      from: a.cell.id,
      to: null,
      fromSide: 'right',
      toSide: 'bottom',
      headTo: b.column,
      legs: headLegs(a.cell, b.column),
    };
  if (b.cell && a.column !== null) {
    const legs = headLegs(b.cell, a.column)
      .reverse()
      .map((leg) => ({ ...leg, from: leg.to, to: leg.from }));
    return { ...whole, from: null, to: b.cell.id, fromSide: 'bottom', toSide: 'right', headFrom: a.column, legs };
  }
  if (a.cell && b.stage)
    return { ...whole, from: a.cell.id, to: null, fromSide: 'bottom', toSide: 'top', legs: [], stub: b.stage };
  if (b.cell && a.stage)
    return { ...whole, from: null, to: b.cell.id, fromSide: 'bottom', toSide: 'top', legs: [], stub: a.stage };
  return null;
};

/** Of these edges every one that has both ends in the matrix, with the gaps it goes through. */
export const routesOf = (grid: JourneyGrid, edges: JourneyGrid['edges']): Route[] => {
  const routes: Route[] = [];
  for (const [id, edge] of edges) {
    const route = routeOf(grid, id, edge);
    if (route !== null) routes.push(route);
  }
  return routes;
};

/** Stubs want room beside their card: the gap above one that comes in, below one that goes out. */
export const stubGaps = (grid: JourneyGrid, routes: readonly Route[]): Set<number> =>
  new Set(
    routes.flatMap(({ stub, from, to }) => {
      const cell = grid.cells.get(from ?? to ?? '');
      return stub === null || !cell ? [] : [2 * (from === null ? cell.row : cell.row + 1)];
    }),
  );

export type Lanes = { of: ReadonlyMap<Leg, number>; inGap: ReadonlyMap<number, number> };

const beginOf = ({ from, to }: Leg): number => Math.min(from, to);

/** Gives legs that share a stretch of a gap lanes of their own, as few as do. */
export const lanesOf = (routes: readonly Route[], axis: 'x' | 'y'): Lanes => {
  const byGap = new Map<number, Leg[]>();
  for (const { legs } of routes)
    for (const leg of legs) {
      if (leg.axis !== axis) continue;
      const others = byGap.get(leg.gap);
      if (others) others.push(leg);
      else byGap.set(leg.gap, [leg]);
    }
  const of = new Map<Leg, number>();
  const inGap = new Map<number, number>();
  for (const [gap, legs] of byGap) {
    const ends: number[] = [];
    legs.sort((a, b) => beginOf(a) - beginOf(b));
    for (const leg of legs) {
      const begin = beginOf(leg);
      let lane = 0;
      while (lane < ends.length && (ends[lane] ?? 0) >= begin) lane += 1;
      ends[lane] = Math.max(leg.from, leg.to);
      of.set(leg, lane);
    }
    inGap.set(gap, ends.length);
  }
  return { of, inGap };
};
