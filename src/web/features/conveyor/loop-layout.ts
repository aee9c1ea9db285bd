import type { Conveyor } from '../../../model/api.ts';
import { type StageOrOverlay, stages } from '../../../model/lifecycle.ts';

type Flow = Conveyor['flows'][number];
type Point = { x: number; y: number };

/** A station's place: its centre and size in px. */
export type Place = Point & { stage: StageOrOverlay; width: number; height: number };

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

/** A move off the straight way: back, into danger, to loss, home again; or an entry from outside. */
export type Arc = { flow: Flow; width: number; d: string; head: string; label: Point };

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

/** The straight way a customer goes; what crosses it is counted on the stretch it crosses. */
export const straightWay: readonly StageOrOverlay[] = stages.slice(0, 8);

const widest = 46;
const beltWidth = 60;

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

const at = (stage: Flow['from']): number => straightWay.indexOf(stage as StageOrOverlay);
const isStraight = ({ from, to }: Flow): boolean => at(from) >= 0 && at(to) > at(from);

/** What crosses each stretch of the straight way: moves forward that begin before it and end after it. */
export const crossingsOf = (
  flows: readonly Flow[],
): { from: StageOrOverlay; to: StageOrOverlay; count: number; ends: Flow[] }[] =>
  straightWay.slice(0, -1).flatMap((from, index) => {
    const to = straightWay[index + 1];
    if (!to) return [];
    const ends = flows.filter((flow) => isStraight(flow) && at(flow.from) <= index && at(flow.to) > index);
    return [{ from, to, ends, count: ends.reduce((sum, flow) => sum + flow.count, 0) }];
  });

const round = (value: number): number => Math.round(value * 10) / 10;
const point = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

/** A triangle whose tip is at `tip`, looking from `from`. */
const headAt = (tip: Point, from: Point, size: number): string => {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const along = { x: (tip.x - from.x) / length, y: (tip.y - from.y) / length };
  const base = { x: tip.x - along.x * size, y: tip.y - along.y * size };
  const side = size * 0.58;
  const left = { x: base.x - along.y * side, y: base.y + along.x * side };
  const right = { x: base.x + along.y * side, y: base.y - along.x * side };
  return `M${point(tip)}L${point(left)}L${point(right)}Z`;
};

type Curve = { start: Point; first: Point; second: Point; end: Point };

const bezierAt = ({ start, first, second, end }: Curve, share: number): Point => {
  const rest = 1 - share;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  return {
    x: a * start.x + b * first.x + c * second.x + d * end.x,
    y: a * start.y + b * first.y + c * second.y + d * end.y,
  };
};

/** Places the stations of the lifecycle on a loop `width` px wide (from about 760) and draws what flows between them. */
export const layLoop = (conveyor: Conveyor, width: number): Loop => {
  const grid = gridOf(width);
  const scale = widthScale(conveyor.flows);
  const placeOf = new Map(grid.places.map((place) => [place.stage, place]));
  const arcs = conveyor.flows
    .filter((flow) => flow.count > 0 && !isStraight(flow) && flow.to !== 'outside')
    .flatMap((flow): Arc[] => {
      const to = placeOf.get(flow.to as StageOrOverlay);
      if (!to || flow.to === 'advocate') return [];
      const from = flow.from === 'outside' ? null : placeOf.get(flow.from);
      const curve = from ? curveOf(from, to) : entryOf(to);
      if (!curve) return [];
      const thick = flow.from === 'outside' ? Math.min(18, scale.width(flow.count)) : scale.width(flow.count);
      return [{ flow, width: thick, ...drawn(curve, thick, labelShare(flow)) }];
    });
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
  const radius = 112;
  const bottom = top + radius * 2;
  const below = bottom + 150;
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
  const low = 78;
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
      place('at_risk', column(4), below, low),
      place('lost', column(3), below, low),
      place('winback', column(2), below, low),
    ],
    columns,
    right,
    radius,
    rows: { top, bottom, below },
    size,
    belt: `M${point({ x: column(0), y: top })}H${round(right - radius)}A${radius} ${radius} 0 0 1 ${point({ x: right - radius, y: bottom })}H${round(column(1))}`,
    height: below + low / 2 + 38,
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

const drawn = (curve: Curve, width: number, share = 0.5): { d: string; head: string; label: Point } => {
  const size = Math.max(8, Math.min(30, width * 0.9 + 4));
  const { start, first, second, end } = curve;
  const length = Math.hypot(end.x - second.x, end.y - second.y) || 1;
  const stop = {
    x: end.x + ((second.x - end.x) / length) * size * 0.8,
    y: end.y + ((second.y - end.y) / length) * size * 0.8,
  };
  return {
    d: `M${point(start)}C${point(first)} ${point(second)} ${point(stop)}`,
    head: headAt(end, second, size),
    label: bezierAt(curve, share),
  };
};

const entryOf = (to: Place): Curve | null => {
  if (to.y > 260) return null;
  const x = to.x - to.width * 0.3;
  const end = { x, y: to.y - to.height / 2 };
  const start = { x, y: end.y - 34 };
  return { start, first: { x, y: end.y - 22 }, second: { x, y: end.y - 12 }, end };
};

const edge = (place: Place, side: 'top' | 'bottom' | 'left' | 'right', shift = 0): Point => {
  if (side === 'top') return { x: place.x + shift, y: place.y - place.height / 2 };
  if (side === 'bottom') return { x: place.x + shift, y: place.y + place.height / 2 };
  return { x: place.x + ((side === 'left' ? -1 : 1) * place.width) / 2, y: place.y + shift };
};

const bow = (start: Point, end: Point, lift: number): Curve => {
  const reach = (end.x - start.x) * 0.18;
  return {
    start,
    first: { x: start.x + reach, y: start.y + lift },
    second: { x: end.x - reach, y: end.y + lift },
    end,
  };
};

const upright = (start: Point, end: Point): Curve => {
  const middle = (start.y + end.y) / 2;
  return { start, first: { x: start.x, y: middle }, second: { x: end.x, y: middle }, end };
};

const isLow = ({ stage }: Place): boolean => stage === 'at_risk' || stage === 'lost' || stage === 'winback';

/** The way of a move off the belt: above for steps back, below for danger, loss and the way home. */
const curveOf = (from: Place, to: Place): Curve => {
  const [low, wasLow] = [isLow(to), isLow(from)];
  if (!low && !wasLow) {
    const span = Math.abs(from.x - to.x) / from.width;
    return bow(edge(from, 'top', -from.width * 0.12), edge(to, 'top', to.width * 0.2), -(30 + span * 8));
  }
  if (low && wasLow) {
    const isBackwards = to.x > from.x;
    if (isBackwards) return bow(edge(from, 'bottom', 18), edge(to, 'bottom', -18), 36);
    const [start, end] = [edge(from, 'left'), edge(to, 'right')];
    return {
      start,
      first: { x: (start.x + end.x) / 2, y: start.y },
      second: { x: (start.x + end.x) / 2, y: end.y },
      end,
    };
  }
  if (low && from.stage === 'activated') {
    const [start, end] = [edge(from, 'bottom', from.width * 0.2), edge(to, 'right')];
    return { start, first: { x: start.x, y: end.y - 20 }, second: { x: start.x - 6, y: end.y }, end };
  }
  // Moves down and moves up between the same two stations run side by side, the way home at the left.
  if (low) {
    if (from.stage === 'new') return upright(edge(from, 'bottom'), edge(to, 'top', to.width * 0.28));
    const isNear = from.stage === 'regular';
    return upright(
      edge(from, 'bottom', from.width * (isNear ? 0.42 : 0.3)),
      edge(to, 'top', to.width * (isNear ? 0.05 : -0.18)),
    );
  }
  const landing = to.x > from.x ? -0.32 : to.x < from.x ? 0.04 : -0.14;
  return upright(edge(from, 'top', -from.width * (to.x < from.x ? 0.4 : 0.14)), edge(to, 'bottom', to.width * landing));
};

/** Where along a move its number stands: apart where several moves run through the same room. */
const labelShare = ({ from, to }: Flow): number => {
  if (from === 'developed') return 0.2;
  if (to === 'developed') return 0.86;
  if (from === 'winback' || (from === 'lost' && to === 'regular')) return 0.3;
  return 0.5;
};

const referralOf = (grid: Grid): Loop['referral'] => {
  const { columns, rows, size } = grid;
  const start = { x: (columns[1] ?? 0) - size.width / 2, y: rows.bottom };
  const end = { x: columns[0] ?? 0, y: rows.top + size.height / 2 + 3 };
  const curve = { start, first: { x: end.x + 4, y: rows.bottom }, second: { x: end.x, y: rows.bottom - 60 }, end };
  const { d, head } = drawn(curve, 3);
  return { d, head, label: { x: end.x + 12, y: (rows.top + rows.bottom) / 2 + 4 } };
};
