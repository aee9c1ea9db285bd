import { cardHeight, cardWidth, type DrawnRoute, type Geometry, labelPoint, type Point } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';
import { routesOf } from './routes.ts';

const layerGap = 110;
const nodeGap = 34;
/** Room a way takes where it passes a layer between its ends. */
const passHeight = 26;
const sweeps = 10;

type Node = { id: string; layer: number; height: number; isCard: boolean };
type Link = { from: string; to: string };

/** Links without those that close a circle, found depth first in the order of the states: loops are then drawn back. */
const forwardLinks = (ids: readonly string[], links: readonly Link[]): Link[] => {
  const out = new Map<string, string[]>();
  for (const { from, to } of links) out.set(from, [...(out.get(from) ?? []), to]);
  const state = new Map<string, 'open' | 'done'>();
  const kept: Link[] = [];
  for (const root of ids) {
    if (state.has(root)) continue;
    const path: { id: string; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, 'open');
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = out.get(top.id)?.[top.next];
      top.next += 1;
      if (to === undefined) {
        state.set(top.id, 'done');
        path.pop();
      } else if (state.get(to) !== 'open') {
        kept.push({ from: top.id, to });
        if (!state.has(to)) {
          state.set(to, 'open');
          path.push({ id: to, next: 0 });
        }
      }
    }
  }
  return kept;
};

const layersOf = (ids: readonly string[], links: readonly Link[]): Map<string, number> => {
  const layer = new Map(ids.map((id) => [id, 0]));
  // Longest path; links have no circles, so this ends after at most as many rounds as there are cards.
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of links) {
      const wanted = (layer.get(from) ?? 0) + 1;
      if ((layer.get(to) ?? 0) < wanted) {
        layer.set(to, wanted);
        changed = true;
      }
    }
  }
  return layer;
};

/** Orders each layer by the middle of its neighbours, forth and back, so that ways cross little. */
const ordered = (layers: Node[][], links: readonly Link[]): Node[][] => {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const layerOf = new Map(layers.flatMap((layer, at) => layer.map(({ id }) => [id, at] as const)));
  let result = layers;
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isForth = sweep % 2 === 0;
    const places = new Map(
      result.flatMap((layer) => layer.map(({ id }, at) => [id, at / Math.max(1, layer.length)] as const)),
    );
    const weightOf = ({ id, layer }: Node): number => {
      const seen = (neighbours.get(id) ?? []).filter((other) => layerOf.get(other) === layer + (isForth ? -1 : 1));
      return seen.length === 0
        ? (places.get(id) ?? 0)
        : seen.reduce((sum, other) => sum + (places.get(other) ?? 0), 0) / seen.length;
    };
    result = result.map((layer) => [...layer].sort((a, b) => weightOf(a) - weightOf(b)));
  }
  return result;
};

/** A layout of cards in layers from where journeys begin to where they lead; ways that jump layers have places of their own in between. */
const layered = (grid: JourneyGrid, links: readonly Link[]) => {
  const ids = [...grid.cells.values()].sort((a, b) => a.column - b.column || a.row - b.row).map(({ id }) => id);
  const forth = forwardLinks(ids, links);
  const layerOf = layersOf(ids, forth);
  const depth = Math.max(0, ...layerOf.values()) + 1;
  const layers: Node[][] = Array.from({ length: depth }, () => []);
  for (const id of ids) {
    const layer = layerOf.get(id) ?? 0;
    layers[layer]?.push({ id, layer, height: cardHeight, isCard: true });
  }
  const short: Link[] = [];
  const passes = new Map<string, string[]>();
  for (const { from, to } of links) {
    const [a, b] = [layerOf.get(from) ?? 0, layerOf.get(to) ?? 0];
    const step = Math.sign(b - a);
    let last = from;
    const via: string[] = [];
    for (let layer = a + step; step !== 0 && layer !== b; layer += step) {
      const id = `${from}>${to}>${layer}`;
      layers[layer]?.push({ id, layer, height: passHeight, isCard: false });
      short.push({ from: last, to: id });
      via.push(id);
      last = id;
    }
    short.push({ from: last, to });
    passes.set(`${from}>${to}`, via);
  }
  const spots = new Map<string, Point>();
  for (const [at, layer] of ordered(layers, short).entries()) {
    const height = layer.reduce((sum, node) => sum + node.height + nodeGap, -nodeGap);
    let y = -height / 2;
    for (const node of layer) {
      spots.set(node.id, { x: at * (cardWidth + layerGap), y });
      y += node.height + nodeGap;
    }
  }
  return { spots, passes };
};

/** The way between two cards wherever they stand: out at the right, in at the left, round the cards where it leads back. */
const routeBetween = (from: Point, to: Point, via: readonly Point[]): Point[] => {
  const start = { x: from.x + cardWidth, y: from.y + cardHeight / 2 };
  const end = { x: to.x, y: to.y + cardHeight / 2 };
  if (via.length === 0 && to.x >= from.x + cardWidth + 24) {
    const middle = (start.x + end.x) / 2;
    return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
  }
  if (via.length > 0 && to.x > from.x) {
    const points = via.flatMap(({ x, y }) => [
      { x: x - layerGap / 2, y: y + passHeight / 2 },
      { x: x + cardWidth + layerGap / 2, y: y + passHeight / 2 },
    ]);
    const [first, last] = [points[0] ?? start, points.at(-1) ?? end];
    return [start, { x: first.x, y: start.y }, ...points, { x: last.x, y: end.y }, end];
  }
  // Back or aside: from below to below, through the places kept free on the way.
  const under = Math.max(from.y, to.y) + cardHeight + 17;
  const back = [...via].map(({ x, y }) => ({ x: x + cardWidth / 2, y: y + passHeight / 2 }));
  const a = { x: from.x + cardWidth * 0.4, y: from.y + cardHeight };
  const b = { x: to.x + cardWidth * 0.6, y: to.y + cardHeight };
  return back.length > 0
    ? [
        a,
        { x: a.x, y: from.y + cardHeight + 17 },
        { x: from.x - layerGap / 2, y: from.y + cardHeight + 17 },
        ...back.flatMap(({ x, y }) => [
          { x: x + cardWidth / 2 + layerGap / 2, y },
          { x: x - cardWidth / 2 - layerGap / 2, y },
        ]),
        { x: to.x + cardWidth + layerGap / 2, y: to.y + cardHeight + 17 },
        { x: b.x, y: to.y + cardHeight + 17 },
        b,
      ]
    : [a, { x: a.x, y: under }, { x: b.x, y: under }, b];
};

/** A journey as a free graph: cards where somebody put them, the others where they are easiest to read. */
export const freeGeometryOf = (grid: JourneyGrid): { geometry: Geometry; spots: ReadonlyMap<string, Point> } => {
  const routes = routesOf(grid, grid.edges);
  const links = routes.flatMap(({ from, to }) => (from !== null && to !== null && from !== to ? [{ from, to }] : []));
  const { spots: laid, passes } = layered(grid, links);
  const placed = new Map(
    [...grid.cells.values()].map(({ id, cell }) => [id, cell.spot ?? laid.get(id) ?? { x: 0, y: 0 }]),
  );
  const all = [...placed.values(), ...laid.values()];
  const margin = 48;
  const [left, top] = [Math.min(0, ...all.map(({ x }) => x)) - margin, Math.min(0, ...all.map(({ y }) => y)) - margin];
  const shifted = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
  const spots = new Map([...placed].map(([id, point]) => [id, shifted(point)]));
  const isMoved = (id: string): boolean => (grid.cells.get(id)?.cell.spot ?? null) !== null;
  const drawn = routes.map((route): DrawnRoute => {
    const { from, to } = route;
    if (from === null || to === null) {
      const at = spots.get(from ?? to ?? '') ?? { x: 0, y: 0 };
      // What leaves stands at the left, what comes at the right: between two cards one under another there is room for both.
      const x = at.x + cardWidth * (from === null ? 0.75 : 0.32);
      const points =
        from === null
          ? [
              { x, y: at.y - 22 },
              { x, y: at.y },
            ]
          : [
              { x, y: at.y + cardHeight },
              { x, y: at.y + cardHeight + 22 },
            ];
      return { id: route.id, route, points, label: labelPoint(points) };
    }
    const via = isMoved(from) || isMoved(to) ? [] : (passes.get(`${from}>${to}`) ?? []);
    const points = routeBetween(
      spots.get(from) ?? { x: 0, y: 0 },
      spots.get(to) ?? { x: 0, y: 0 },
      via.flatMap((id) => (laid.get(id) ? [shifted(laid.get(id) ?? { x: 0, y: 0 })] : [])),
    ).filter(
      (point, at, list) =>
        at === 0 || Math.hypot(point.x - (list[at - 1]?.x ?? 0), point.y - (list[at - 1]?.y ?? 0)) > 0.5,
    );
    return { id: route.id, route, points, label: labelPoint(points) };
  });
  return {
    spots,
    geometry: {
      columns: [],
      rows: [],
      width: Math.max(0, ...all.map(({ x }) => x)) + cardWidth + margin - left,
      height: Math.max(0, ...all.map(({ y }) => y)) + cardHeight + margin - top,
      routes: drawn,
    },
  };
};
