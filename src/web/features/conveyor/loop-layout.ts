import type { Conveyor } from '../../../model/conveyor.ts';
import type { StageOrOverlay } from '../../../model/stages.ts';
import { type Arc, arcsOf, drawn, type Place, type Point, point, round } from './loop-arcs.ts';
import { type Flow, isStraight, stepOf, straightWay } from './straight-way.ts';

/** One stretch of the belt between two neighbours of the straight way, as wide as all that moved across it. */
export type Stretch = {
  from: StageOrOverlay;
  to: StageOrOverlay;
  count: number;
  width: number;
  d: string;
  label: Point | null;
  ends: Flow[];
};

export type Loop = {
  width: number;
  height: number;
  places: Place[];
  belt: string;
  beltWidth: number;
  stretches: Stretch[];
  arcs: Arc[];
  /** From those who recommend back to the beginning. */
  referral: { d: string; head: string; label: Point };
  /** The free room in the middle. */
  middle: { left: number; top: number; width: number; height: number };
  /** Flows of this many and more are drawn equally wide; null when none is cut. */
  cappedAt: number | null;
};

const widest = 44;
const beltWidth = 60;
/** Between the belt and the stations off it: room for the moves down and up, and their numbers. */
const lowGap = 104;

/**
 * Where a number of people becomes a width in px: in proportion, up to the widest flow between known stages.
 *
 * The audience is often a hundred times the rest; its flows are cut at the widest so that the others can be seen.
 */
export const widthScale = (flows: readonly Flow[]): { width: (count: number) => number; cappedAt: number | null } => {
  const crossings = crossingsOf(flows)
    .slice(1)
    .map(({ count }) => count);
  const others = flows
    .filter((flow) => !isStraight(flow) && flow.from !== 'outside' && flow.to !== 'outside')
    .map(({ count }) => count);
  const most = Math.max(1, ...crossings, ...others);
  const all = Math.max(0, ...flows.map(({ count }) => count), ...crossingsOf(flows).map(({ count }) => count));
  return {
    width: (count) => (count <= 0 ? 0 : Math.max(1.5, Math.min(1, count / most) * widest)),
    cappedAt: all > most ? most : null,
  };
};

/** What crosses each stretch of the straight way: moves forward that begin before it and end after it. */
export const crossingsOf = (
  flows: readonly Flow[],
): { from: StageOrOverlay; to: StageOrOverlay; count: number; ends: Flow[] }[] =>
  straightWay.slice(0, -1).flatMap((from, index) => {
    const to = straightWay[index + 1];
    if (!to) return [];
    const ends = flows.filter((flow) => isStraight(flow) && stepOf(flow.from) <= index && stepOf(flow.to) > index);
    return [{ from, to, ends, count: ends.reduce((sum, flow) => sum + flow.count, 0) }];
  });

/** Places the stations of the lifecycle on a loop `width` px wide (from about 760) and draws what flows between them. */
export const layLoop = (conveyor: Conveyor, width: number): Loop => {
  const grid = gridOf(width);
  const scale = widthScale(conveyor.flows);
  const arcs = arcsOf(conveyor.flows, grid.places, scale.width);
  return {
    width,
    height: grid.height,
    places: grid.places,
    belt: grid.belt,
    beltWidth,
    stretches: crossingsOf(conveyor.flows).map((crossing, index) => ({
      ...crossing,
      width: scale.width(crossing.count),
      ...stretchOf(grid, index),
    })),
    arcs,
    referral: referralOf(grid),
    middle: grid.middle,
    cappedAt: scale.cappedAt,
  };
};

type Grid = {
  places: Place[];
  columns: number[];
  right: number;
  radius: number;
  rows: { top: number; bottom: number; below: number };
  size: { width: number; height: number };
  belt: string;
  height: number;
  middle: Loop['middle'];
};

const gridOf = (width: number): Grid => {
  const size = { width: Math.round(Math.max(108, Math.min(172, width * 0.13))), height: 84 };
  const top = 66 + size.height / 2;
  const low = 78;
  const radius = 112;
  const bottom = top + radius * 2;
  const below = bottom + size.height / 2 + lowGap + low / 2;
  const right = width - size.width / 2 - 2;
  const last = right - Math.max(radius - 26, size.width * 0.62);
  const first = size.width / 2 + 2;
  const columns = [0, 1, 2, 3, 4].map((step) => first + ((last - first) * step) / 4);
  const column = (index: number): number => columns[index] ?? 0;
  const place = (stage: StageOrOverlay, x: number, y: number, height = size.height): Place => ({
    stage,
    x,
    y,
    width: size.width,
    height,
  });
  return {
    places: [
      place('audience', column(0), top),
      place('contact', column(1), top),
      place('qualified', column(2), top),
      place('opportunity', column(3), top),
      place('new', column(4), top),
      place('activated', right, (top + bottom) / 2),
      place('regular', column(3), bottom),
      place('developed', column(2), bottom),
      place('advocate', column(1), bottom),
      // Under threat stands right below the regular ones: between these two most moves go, down and up.
      place('at_risk', column(3), below, low),
      place('lost', column(2), below, low),
      place('winback', column(1), below, low),
    ],
    columns,
    right,
    radius,
    rows: { top, bottom, below },
    size,
    belt: `M${point({ x: column(0), y: top })}H${round(right - radius)}A${radius} ${radius} 0 0 1 ${point({ x: right - radius, y: bottom })}H${round(column(1))}`,
    height: below + low / 2 + 44,
    middle: {
      left: column(1) - size.width / 2,
      top: top + size.height / 2 + 14,
      width: right - size.width / 2 - 28 - (column(1) - size.width / 2),
      height: radius * 2 - size.height - 28,
    },
  };
};

/** The belt from the station at `index` of the straight way to the next one. */
const stretchOf = (grid: Grid, index: number): { d: string; label: Point | null } => {
  const { columns, rows, right, radius, size } = grid;
  const middle = (rows.top + rows.bottom) / 2;
  if (index < 4) {
    const [from = 0, to = 0] = [columns[index], columns[index + 1]];
    const gap = to - from - size.width;
    return {
      d: `M${point({ x: from, y: rows.top })}H${round(to)}`,
      label: gap > 30 ? { x: (from + to) / 2, y: rows.top } : null,
    };
  }
  const corner = right - radius;
  if (index === 4) {
    const start = `M${point({ x: Math.min(columns[4] ?? 0, corner), y: rows.top })}H${round(corner)}`;
    return {
      d: `${start}A${radius} ${radius} 0 0 1 ${point({ x: right, y: middle })}`,
      label: { x: right + 10, y: rows.top + 34 },
    };
  }
  if (index === 5)
    return {
      d: `M${point({ x: right, y: middle })}A${radius} ${radius} 0 0 1 ${point({ x: corner, y: rows.bottom })}H${round(columns[3] ?? 0)}`,
      label: { x: ((columns[3] ?? 0) + size.width / 2 + corner + 20) / 2, y: rows.bottom },
    };
  const [from = 0, to = 0] = [columns[3], columns[2]];
  return { d: `M${point({ x: from, y: rows.bottom })}H${round(to)}`, label: { x: (from + to) / 2, y: rows.bottom } };
};

const referralOf = (grid: Grid): Loop['referral'] => {
  const { columns, rows, size } = grid;
  const start = { x: (columns[1] ?? 0) - size.width / 2, y: rows.bottom };
  const end = { x: columns[0] ?? 0, y: rows.top + size.height / 2 + 3 };
  const curve = { start, first: { x: end.x + 4, y: rows.bottom }, second: { x: end.x, y: rows.bottom - 60 }, end };
  const { d, head } = drawn(curve, 3);
  return { d, head, label: { x: end.x + 12, y: (rows.top + rows.bottom) / 2 + 4 } };
};
