import type { BpmnGraph, BpmnNode } from './bpmn.ts';

/** Where a shape stands, in the diagram's own units (pixels at 100 %). */
export type Box = { x: number; y: number; width: number; height: number };
type Spot = [x: number, y: number];

const sizes: Record<BpmnNode['kind'], { width: number; height: number }> = {
  startEvent: { width: 36, height: 36 },
  userTask: { width: 160, height: 90 },
  exclusiveGateway: { width: 50, height: 50 },
  endEvent: { width: 36, height: 36 },
};

const left = 60;
const headWidth = 30;
/** A task, its gateway, and room for names of ways. */
const columnWidth = 360;
/** Programs write a lane's name along its left side. */
const laneName = 30;
const firstColumn = left + headWidth + laneName + 180;
/** Over the tasks run the ways that go past others; under them stand the ends. */
const over = 70;
const band = 110;
const endHeight = 78;

export type Layout = {
  pool: Box;
  laneBounds: Map<string, Box>;
  nodeBounds: Map<string, Box>;
  ways: Map<string, Spot[]>;
  /** Where the names of ways stand that would lie over something in the middle of their way. */
  names: Map<string, Box>;
};

const middle = ({ y, height }: Box): number => y + height / 2;
const center = ({ x, width }: Box): number => x + width / 2;

/** Lanes under each other, as high as what stands in them. */
const lanesOf = ({ lanes, nodes }: BpmnGraph, width: number): Map<string, Box> => {
  const bounds = new Map<string, Box>();
  let y = 60;
  for (const { id } of lanes) {
    const ends = nodes.filter(({ lane, kind }) => lane === id && kind === 'endEvent').length;
    const height = over + band + ends * endHeight;
    bounds.set(id, { x: left + headWidth, y, width: width - headWidth, height });
    y += height;
  }
  return bounds;
};

/** Every task has a column of its own, its gateway beside it; ends stand under the tasks of their lane, at the right. */
const placed = ({ nodes, flows }: BpmnGraph, lanes: Map<string, Box>, right: number): Map<string, Box> => {
  const bounds = new Map<string, Box>();
  const ends = new Map<string, number>();
  let column = 0;
  const put = (node: BpmnNode, x: number, y: number): void => {
    const size = sizes[node.kind];
    bounds.set(node.id, { x, y: y - size.height / 2, ...size });
  };
  for (const node of nodes) {
    const lane = lanes.get(node.lane);
    if (lane === undefined) continue;
    const y = lane.y + over + band / 2 - 10;
    if (node.kind === 'userTask') {
      put(node, firstColumn + column * columnWidth, y);
      column += 1;
    } else if (node.kind === 'startEvent') put(node, left + headWidth + laneName + 36, y);
    else if (node.kind === 'endEvent') {
      const n = ends.get(node.lane) ?? 0;
      ends.set(node.lane, n + 1);
      put(node, right - 120, lane.y + over + band + n * endHeight + 20);
    }
  }
  for (const node of nodes.filter(({ kind }) => kind === 'exclusiveGateway')) {
    const lane = lanes.get(node.lane);
    const source = flows.find(({ to }) => to === node.id);
    const task = source && bounds.get(source.from);
    if (lane && task) put(node, task.x + task.width + 40, lane.y + over + band / 2 - 10);
  }
  return bounds;
};

/** The points of a way: straight to the next column, over the tasks to a farther one or back, down and right to an end. */
const wayBetween = (a: Box, b: Box, isEnd: boolean, laneTop: number, nth: number): Spot[] => {
  const [fromRight, toLeft] = [a.x + a.width, b.x];
  if (isEnd) {
    const isLower = middle(b) > a.y + a.height;
    const begin: Spot = [center(a), isLower ? a.y + a.height : a.y];
    return [begin, [center(a), middle(b)], [toLeft, middle(b)]];
  }
  if (toLeft > fromRight && toLeft - fromRight < columnWidth - 100) {
    if (Math.abs(middle(a) - middle(b)) < 1)
      return [
        [fromRight, middle(a)],
        [toLeft, middle(b)],
      ];
    return [
      [fromRight, middle(a)],
      [toLeft - 30, middle(a)],
      [toLeft - 30, middle(b)],
      [toLeft, middle(b)],
    ];
  }
  const y = laneTop + 12 + (nth % 5) * 9;
  const x = toLeft - 12 - (nth % 4) * 6;
  return [
    [center(a), a.y],
    [center(a), y],
    [x, y],
    [x, middle(b)],
    [toLeft, middle(b)],
  ];
};

/** The room programs give a name before they break it, and what a line of it takes. */
const nameWidth = 90;
const lineHeight = 14;
const letter = 6.4;

/** Names of ways that leave upwards stand under their stretch, beside where they rise; of those that lead to an end, under it. */
const nameBeside = (way: readonly Spot[], name: string): Box | null => {
  const [begin, turn, next] = way;
  if (name === '' || begin === undefined || turn === undefined || next === undefined || begin[0] !== turn[0])
    return null;
  const height = lineHeight * Math.ceil((name.length * letter) / nameWidth);
  return { x: next[0] < begin[0] ? begin[0] - nameWidth - 4 : begin[0] + 4, y: turn[1] + 3, width: nameWidth, height };
};

/** Where everything of a process stands, so that no two shapes lie over each other. */
export const laidOut = (graph: BpmnGraph): Layout => {
  const { nodes, flows } = graph;
  const tasks = nodes.filter(({ kind }) => kind === 'userTask').length;
  const right = firstColumn + Math.max(1, tasks) * columnWidth + 140;
  const laneBounds = lanesOf(graph, right - left);
  const nodeBounds = placed(graph, laneBounds, right);
  const last = [...laneBounds.values()].at(-1);
  const pool = { x: left, y: 60, width: right - left, height: (last ? last.y + last.height : 200) - 60 };
  const ways = new Map<string, Spot[]>();
  const names = new Map<string, Box>();
  const over = new Map<string, number>();
  for (const flow of flows) {
    const [a, b] = [nodeBounds.get(flow.from), nodeBounds.get(flow.to)];
    const lane = nodes.find(({ id }) => id === flow.from)?.lane ?? '';
    if (a === undefined || b === undefined) continue;
    const n = over.get(lane) ?? 0;
    over.set(lane, n + 1);
    const isEnd = nodes.find(({ id }) => id === flow.to)?.kind === 'endEvent';
    const way = wayBetween(a, b, isEnd, laneBounds.get(lane)?.y ?? 60, n);
    const name = nameBeside(way, flow.name);
    ways.set(flow.id, way);
    if (name !== null) names.set(flow.id, name);
  }
  return { pool, laneBounds, nodeBounds, ways, names };
};
