import type { JourneyGrid, Spot } from './grid.ts';
import { type Lanes, type Leg, lanesOf, type Route, routesOf, type Side, stubGaps } from './routes.ts';

export const cardWidth = 196;
export const cardHeight = 84;
const stackGap = 8;

export type Point = { x: number; y: number };
export type Rect = Point & { width: number; height: number };
export type DrawnRoute = { id: string; route: Route; points: Point[]; label: Point };

/** The matrix with sizes: gaps are as wide as the ways through them need. World units are px at zoom 1. */
export type Geometry = {
  columns: readonly { x: number; width: number }[];
  rows: readonly { y: number; height: number }[];
  width: number;
  height: number;
  routes: readonly DrawnRoute[];
};

const gapWidth = (lanes: number): number => Math.min(156, Math.max(36, 28 + 11 * Math.ceil(lanes)));
const gapHeight = (lanes: number): number => Math.min(112, Math.max(24, 18 + 9 * Math.ceil(lanes)));

type Gap = { start: number; size: number; lanes: number };

const laneAt = ({ start, size, lanes }: Gap, lane: number): number => {
  const step = Math.min(11, (size - 16) / Math.max(1, lanes - 1));
  return start + size / 2 + (lane - (lanes - 1) / 2) * step;
};

/** How many cards the fullest slot of each row holds. */
const tallestOf = (grid: JourneyGrid): number[] => {
  const most = grid.rows.map(() => 1);
  for (const { row, stack } of grid.cells.values()) most[row] = Math.max(most[row] ?? 1, stack + 1);
  return most;
};

/** Where things stand along one axis: gap, thing, gap, thing, … , gap. */
const along = (
  sizes: readonly number[],
  lanes: Lanes,
  gapSize: (lanes: number) => number,
  least: (gap: number) => number = () => 0,
) => {
  const gaps: Gap[] = [];
  const starts: number[] = [];
  let at = 0;
  for (let place = 0; place <= sizes.length; place += 1) {
    const inGap = lanes.inGap.get(2 * place) ?? 0;
    const size = Math.max(gapSize(inGap), least(2 * place));
    gaps.push({ start: at, size, lanes: inGap });
    at += size;
    if (place < sizes.length) {
      starts.push(at);
      at += sizes[place] ?? 0;
    }
  }
  return { gaps, starts, end: at };
};

/** Where a card stands. */
export const cardRect = (geometry: Geometry, { column, row, stack }: Spot): Rect => ({
  x: geometry.columns[column]?.x ?? 0,
  y: (geometry.rows[row]?.y ?? 0) + stack * (cardHeight + stackGap),
  width: cardWidth,
  height: cardHeight,
});

const nowhere: Rect = { x: 0, y: 0, width: cardWidth, height: cardHeight };

type Ends = { from?: Point; to?: Point };
type Port = { ends: Ends; end: 'from' | 'to'; order: number };

const sides: readonly Side[] = ['left', 'right', 'top', 'bottom'];

const isUpright = (side: Side): boolean => side === 'left' || side === 'right';

/**
 * Where each way leaves and enters its cards. Ends at one side of a card are spread over it in the order of where they lead, so that ways do
 * not cross at the door.
 */
const portsOf = (routes: readonly Route[], rects: ReadonlyMap<string, Rect>): Ends[] => {
  const byCard = new Map<string, Record<Side, Port[]>>();
  const order = (other: string | null, side: Side): number => {
    // Stubs leave at the left, so that what they say does not lie over ways in the middle.
    if (other === null) return isUpright(side) ? 0 : -1e9;
    const { x, y } = rects.get(other) ?? nowhere;
    return isUpright(side) ? y * 1000 + x : x * 1000 + y;
  };
  const add = (id: string | null, side: Side, port: Port): void => {
    if (id === null) return;
    let doors = byCard.get(id);
    if (doors === undefined) {
      doors = { left: [], right: [], top: [], bottom: [] };
      byCard.set(id, doors);
    }
    doors[side].push(port);
  };
  const all = routes.map(({ from, to, fromSide, toSide }): Ends => {
    const ends: Ends = {};
    add(from, fromSide, { ends, end: 'from', order: order(to, fromSide) });
    add(to, toSide, { ends, end: 'to', order: order(from, toSide) + 0.5 });
    return ends;
  });
  for (const [id, doors] of byCard) {
    const rect = rects.get(id) ?? nowhere;
    for (const side of sides) {
      const ports = doors[side];
      if (ports.length > 1) ports.sort((a, b) => a.order - b.order);
      for (let at = 0; at < ports.length; at += 1) {
        const port = ports[at];
        if (port === undefined) continue;
        const part = 0.2 + (0.6 * (at + 1)) / (ports.length + 1);
        port.ends[port.end] = isUpright(side)
          ? { x: side === 'left' ? rect.x : rect.x + rect.width, y: rect.y + rect.height * part }
          : { x: rect.x + rect.width * part, y: side === 'top' ? rect.y : rect.y + rect.height };
      }
    }
  }
  return all;
};

const stubLength = 28;

const pointsOf = (route: Route, ends: Ends, laneOf: (leg: Leg) => number, headX: number[]) => {
  if (route.stub !== null) {
    const at = ends.from ?? ends.to ?? { x: 0, y: 0 };
    return route.from === null
      ? [{ x: at.x, y: at.y - stubLength + 8 }, at]
      : [at, { x: at.x, y: at.y + stubLength - 8 }];
  }
  const start = ends.from ?? { x: headX[route.headFrom ?? 0] ?? 0, y: 0 };
  const end = ends.to ?? { x: headX[route.headTo ?? 0] ?? 0, y: 0 };
  const points: Point[] = [start];
  let at = start;
  for (const leg of route.legs) {
    const lane = laneOf(leg);
    at = leg.axis === 'y' ? { x: lane, y: at.y } : { x: at.x, y: lane };
    points.push(at);
  }
  const last = route.legs.at(-1);
  if (last) points.push(last.axis === 'y' ? { x: at.x, y: end.y } : { x: end.x, y: at.y });
  else if (start.x !== end.x && (route.fromSide === 'top' || route.fromSide === 'bottom')) {
    const middle = (start.y + end.y) / 2;
    points.push({ x: start.x, y: middle }, { x: end.x, y: middle });
  }
  points.push(end);
  return points.filter(
    (point, index) =>
      index === 0 || Math.hypot(point.x - (points[index - 1]?.x ?? 0), point.y - (points[index - 1]?.y ?? 0)) > 0.5,
  );
};

/** The middle of the longest stretch: where words about a way have most room. */
export const labelPoint = (points: readonly Point[]): Point => {
  let best = { x: points[0]?.x ?? 0, y: points[0]?.y ?? 0 };
  let longest = -1;
  for (let at = 1; at < points.length; at += 1) {
    const [a, b] = [points[at - 1], points[at]];
    if (!a || !b) continue;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length > longest) {
      longest = length;
      best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    }
  }
  return best;
};

/** The matrix with its gaps, before ways are drawn through them. */
const frameOf = (grid: JourneyGrid, routes: readonly Route[], inColumns: Lanes, inRows: Lanes) => {
  const heights = tallestOf(grid).map((cards) => cards * (cardHeight + stackGap) - stackGap);
  const across = along(
    grid.columns.map(() => cardWidth),
    inColumns,
    gapWidth,
  );
  const stubs = stubGaps(grid, routes);
  const down = along(heights, inRows, gapHeight, (gap) => (stubs.has(gap) ? 52 : 0));
  const frame: Geometry = {
    columns: across.starts.map((x) => ({ x, width: cardWidth })),
    rows: down.starts.map((y, row) => ({ y, height: heights[row] ?? cardHeight })),
    width: across.end,
    height: down.end,
    routes: [],
  };
  const rects = new Map<string, Rect>();
  for (const [id, cell] of grid.cells) rects.set(id, cardRect(frame, cell));
  const laneOf = (leg: Leg): number => {
    const [gaps, lanes] = leg.axis === 'y' ? [across.gaps, inColumns] : [down.gaps, inRows];
    const gap = gaps[leg.gap / 2];
    return gap ? laneAt(gap, lanes.of.get(leg) ?? 0) : 0;
  };
  return { frame, rects, laneOf };
};

/** Ways that are worked out in one go; of a thousand a few milliseconds are spent on. */
const batch = 250;

/**
 * Lays the ways of a journey: which gaps they go through, in which lanes, how wide that makes the gaps, and where each way lies. It stops
 * wherever a frame may be drawn in between; what it returns at last is the whole.
 */
export function* laying(grid: JourneyGrid): Generator<undefined, Geometry> {
  const routes: Route[] = [];
  for (let from = 0; from < grid.edges.length; from += batch) {
    if (from > 0) yield;
    routes.push(...routesOf(grid, grid.edges.slice(from, from + batch)));
  }
  yield;
  const inColumns = lanesOf(routes, 'y');
  yield;
  const inRows = lanesOf(routes, 'x');
  yield;
  const { frame, rects, laneOf } = frameOf(grid, routes, inColumns, inRows);
  yield;
  const ports = portsOf(routes, rects);
  const headX = frame.columns.map(({ x, width }) => x + width / 2);
  const drawn: DrawnRoute[] = [];
  for (const [at, route] of routes.entries()) {
    if (at % batch === 0) yield;
    const points = pointsOf(route, ports[at] ?? {}, laneOf, headX);
    drawn.push({ id: route.id, route, points, label: labelPoint(points) });
  }
  return { ...frame, routes: drawn };
}

/** The same at once. */
export const geometryOf = (grid: JourneyGrid): Geometry => {
  const parts = laying(grid);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
};

const isSameRoute = (a: DrawnRoute, b: DrawnRoute): boolean =>
  a.route.edge.kind === b.route.edge.kind &&
  a.points.length === b.points.length &&
  a.points.every(({ x, y }, at) => x === b.points[at]?.x && y === b.points[at]?.y);

const isSameLine = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>> | undefined): boolean =>
  b !== undefined && Object.keys(a).every((key) => a[key] === b[key]);

const kept = <Line extends Readonly<Record<string, number>>>(
  before: readonly Line[],
  next: readonly Line[],
): readonly Line[] =>
  before.length === next.length && next.every((line, at) => isSameLine(line, before[at])) ? before : next;

/** A geometry whose parts are the same objects as before wherever they lie as before, so that only what moved is drawn anew. */
export const steadied = (before: Geometry | undefined, next: Geometry): Geometry => {
  if (!before) return next;
  const known = new Map(before.routes.map((route) => [route.id, route]));
  return {
    ...next,
    columns: kept(before.columns, next.columns),
    rows: kept(before.rows, next.rows),
    routes: next.routes.map((route) => {
      const old = known.get(route.id);
      return old && isSameRoute(old, route) ? old : route;
    }),
  };
};

/** A line through points with its corners rounded, as SVG path data. */
export const roundedPath = (points: readonly Point[], radius = 9): string => {
  const [first, ...rest] = points;
  if (!first) return '';
  let d = `M${r(first.x)} ${r(first.y)}`;
  let before = first;
  for (const [at, point] of rest.entries()) {
    const next = rest[at + 1];
    if (!next) {
      d += `L${r(point.x)} ${r(point.y)}`;
      break;
    }
    const [a, b] = [Math.hypot(point.x - before.x, point.y - before.y), Math.hypot(next.x - point.x, next.y - point.y)];
    const cut = Math.min(radius, a / 2, b / 2);
    const from = { x: point.x - ((point.x - before.x) / a) * cut, y: point.y - ((point.y - before.y) / a) * cut };
    const to = { x: point.x + ((next.x - point.x) / b) * cut, y: point.y + ((next.y - point.y) / b) * cut };
    d += `L${r(from.x)} ${r(from.y)}Q${r(point.x)} ${r(point.y)} ${r(to.x)} ${r(to.y)}`;
    before = point;
  }
  return d;
};

const r = (value: number): number => Math.round(value * 10) / 10;

/** The arrow at the end of a line: a triangle, as SVG path data. */
export const arrowPath = (points: readonly Point[], size = 7): string => {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) return '';
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [x, y] = [(tip.x - before.x) / length, (tip.y - before.y) / length];
  const [bx, by] = [tip.x - x * size, tip.y - y * size];
  const half = size * 0.55;
  return `M${r(tip.x)} ${r(tip.y)}L${r(bx - y * half)} ${r(by + x * half)}L${r(bx + y * half)} ${r(by - x * half)}Z`;
};

const distance = (p: Point, a: Point, b: Point): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const part = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - part * dx, p.y - a.y - part * dy);
};

/** The way nearest to a point, within a reach. */
export const routeAt = (routes: readonly DrawnRoute[], point: Point, reach: number): DrawnRoute | null => {
  let best: DrawnRoute | null = null;
  let nearest = reach;
  for (const route of routes)
    for (let at = 1; at < route.points.length; at += 1) {
      const [a, b] = [route.points[at - 1], route.points[at]];
      if (!a || !b) continue;
      const away = distance(point, a, b);
      if (away < nearest) [best, nearest] = [route, away];
    }
  return best;
};
