import type { StageOrOverlay } from '../../../model/stages.ts';
import { type Flow, isStraight } from './straight-way.ts';

export type Point = { x: number; y: number };

/** A station's place: its centre and size in px. */
export type Place = Point & { stage: StageOrOverlay; width: number; height: number };

/** A move off the straight way: back, into danger, to loss, home again; or an entry from outside. */
export type Arc = { flow: Flow; width: number; d: string; head: string; label: Point };

export const round = (value: number): number => Math.round(value * 10) / 10;
export const point = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

export type Curve = { start: Point; first: Point; second: Point; end: Point };

/** How long an arrow's head is, by the width of its stroke; its half width is `headSlope` of that. */
const headSize = (width: number): number => Math.max(8, Math.min(30, width * 0.9 + 4));
const headSlope = 0.58;

/** A triangle whose tip is at `tip`, looking from `from`. */
const headAt = (tip: Point, from: Point, size: number): string => {
  const length = Math.hypot(tip.x - from.x, tip.y - from.y) || 1;
  const along = { x: (tip.x - from.x) / length, y: (tip.y - from.y) / length };
  const base = { x: tip.x - along.x * size, y: tip.y - along.y * size };
  const side = size * headSlope;
  const left = { x: base.x - along.y * side, y: base.y + along.x * side };
  const right = { x: base.x + along.y * side, y: base.y - along.x * side };
  return `M${point(tip)}L${point(left)}L${point(right)}Z`;
};

const bezierAt = ({ start, first, second, end }: Curve, share: number): Point => {
  const rest = 1 - share;
  const [a, b, c, d] = [rest ** 3, 3 * rest ** 2 * share, 3 * rest * share ** 2, share ** 3];
  return {
    x: a * start.x + b * first.x + c * second.x + d * end.x,
    y: a * start.y + b * first.y + c * second.y + d * end.y,
  };
};

/** A curve as a stroke with an arrow's head at its end, and the place of its number `share` of the way along. */
export const drawn = (curve: Curve, width: number, share = 0.5): { d: string; head: string; label: Point } => {
  const size = headSize(width);
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

/** A move between two stations that are drawn; `down` and `up` run between the belt and the stations below it. */
type Move = {
  flow: Flow;
  from: Place;
  to: Place;
  width: number;
  way: 'back' | 'aside' | 'around' | 'down' | 'up';
};

const isLow = ({ stage }: Place): boolean => stage === 'at_risk' || stage === 'lost' || stage === 'winback';

const wayOf = (from: Place, to: Place): Move['way'] => {
  if (isLow(to) && isLow(from)) return 'aside';
  if (isLow(to))
    return to.stage === 'at_risk' && (from.stage === 'new' || from.stage === 'activated') ? 'around' : 'down';
  return isLow(from) ? 'up' : 'back';
};

/** Where the ends of moves stand on one side of a station, from its middle: side by side, each with room for its head. */
const sideBySide = (widths: readonly number[], room: number): number[] => {
  const slots = widths.map((width) => Math.max(width, headSize(width) * 2 * headSlope) + 6);
  const all = slots.reduce((sum, slot) => sum + slot, 0);
  const squeeze = Math.min(1, room / all);
  let taken = -all / 2;
  return slots.map((slot) => {
    taken += slot;
    return (taken - slot / 2) * squeeze;
  });
};

const shiftsOf = (moves: readonly Move[], room: number): Map<Move, number> => {
  const places = sideBySide(
    moves.map(({ width }) => width),
    room,
  );
  return new Map(moves.map((move, index) => [move, places[index] ?? 0]));
};

const upperOf = ({ way, from, to }: Move): Place => (way === 'up' ? to : from);
const lowerOf = ({ way, from, to }: Move): Place => (way === 'up' ? from : to);

/**
 * The order of moves along a side: by where they lead, so that they do not cross.
 *
 * Moves down and up between the same two stations stand so that the upper of their two lanes is never crossed by the other.
 */
const inOrder =
  (other: (move: Move) => Place) =>
  (one: Move, two: Move): number => {
    const apart = other(one).x - other(two).x;
    if (apart !== 0 || one.way === two.way) return apart;
    const isDownFirst = lowerOf(one).x > upperOf(one).x;
    return (one.way === 'down') === isDownFirst ? -1 : 1;
  };

/** How far from a side's middle each move starts and ends. */
type Ends = (move: Move) => { start: number; end: number };

const endsOf = (places: readonly Place[], moves: readonly Move[]): Ends => {
  const between = moves.filter(({ way }) => way === 'down' || way === 'up');
  const [above, below, beside] = [new Map<Move, number>(), new Map<Move, number>(), new Map<Move, number>()];
  const note = (into: Map<Move, number>, shifts: Map<Move, number>): void => {
    for (const [move, shift] of shifts) into.set(move, shift);
  };
  for (const place of places) {
    const down = between.filter((move) => upperOf(move) === place).sort(inOrder(lowerOf));
    const up = between.filter((move) => lowerOf(move) === place).sort(inOrder(upperOf));
    const around = moves.filter(({ way, to }) => way === 'around' && to === place);
    note(above, shiftsOf(down, place.width - 8));
    note(below, shiftsOf(up, place.width - 8));
    note(
      beside,
      shiftsOf(
        around.sort((one, two) => one.from.x - two.from.x),
        place.height - 12,
      ),
    );
  }
  return (move) => {
    const [high, low] = [above.get(move) ?? 0, below.get(move) ?? 0];
    if (move.way === 'around') return { start: 0, end: beside.get(move) ?? 0 };
    return move.way === 'up' ? { start: low, end: high } : { start: high, end: low };
  };
};

const edge = (place: Place, side: 'top' | 'bottom' | 'left' | 'right', shift = 0): Point => {
  if (side === 'top') return { x: place.x + shift, y: place.y - place.height / 2 };
  if (side === 'bottom') return { x: place.x + shift, y: place.y + place.height / 2 };
  return { x: place.x + ((side === 'left' ? -1 : 1) * place.width) / 2, y: place.y + shift };
};

/** Over or under what lies between, by `lift` px. */
const bow = (start: Point, end: Point, lift: number): Curve => {
  const reach = (end.x - start.x) * 0.18;
  return {
    start,
    first: { x: start.x + reach, y: start.y + lift },
    second: { x: end.x - reach, y: end.y + lift },
    end,
  };
};

/** Out of one station and into another upright, crosswise in between at `y`. */
const alongLane = (start: Point, end: Point, y: number): Curve => ({
  start,
  first: { x: start.x, y },
  second: { x: end.x, y },
  end,
});

/** How deep the lane of a move lies between the belt (0) and the stations below it (1): those from afar above the near ones. */
const depthOf = ({ way, from, to }: Move): number => {
  const apart = Math.abs(from.x - to.x) / from.width;
  if (apart < 0.5) return 0.5;
  if (way === 'down') return 0.76;
  return apart > 2 ? 0.16 : 0.38;
};

const asideCurve = (from: Place, to: Place): Curve => {
  if (to.x > from.x) return bow(edge(from, 'bottom', 18), edge(to, 'bottom', -18), 36);
  const [start, end] = [edge(from, 'left'), edge(to, 'right')];
  const x = (start.x + end.x) / 2;
  return { start, first: { x, y: start.y }, second: { x, y: end.y }, end };
};

const curveOf = (move: Move, { start, end }: ReturnType<Ends>): Curve => {
  const { from, to, way } = move;
  if (way === 'back') {
    const span = Math.abs(from.x - to.x) / from.width;
    return bow(edge(from, 'top', -from.width * 0.12), edge(to, 'top', to.width * 0.2), -(30 + span * 8));
  }
  if (way === 'aside') return asideCurve(from, to);
  if (way === 'around') {
    const [out, into] = [
      edge(from, 'bottom', from.width * (from.stage === 'new' ? -0.2 : 0.2)),
      edge(to, 'right', end),
    ];
    return { start: out, first: { x: out.x, y: into.y - 20 }, second: { x: out.x - 6, y: into.y }, end: into };
  }
  const [out, into] =
    way === 'down'
      ? [edge(from, 'bottom', start), edge(to, 'top', end)]
      : [edge(from, 'top', start), edge(to, 'bottom', end)];
  const [high, low] = way === 'down' ? [out.y, into.y] : [into.y, out.y];
  return alongLane(out, into, high + (low - high) * depthOf(move));
};

/** From above, on the left of a station; on the right where a move back leaves it, which goes off to the left. */
const entryOf = (to: Place, moves: readonly Move[]): Curve | null => {
  if (to.y > 260) return null;
  const backs = moves.filter(({ way }) => way === 'back');
  const isOnRight = backs.some(({ from }) => from === to) && !backs.some((move) => move.to === to);
  const x = to.x + to.width * (isOnRight ? 0.32 : -0.32);
  const end = { x, y: to.y - to.height / 2 };
  const start = { x, y: end.y - 34 };
  return { start, first: { x, y: end.y - 22 }, second: { x, y: end.y - 12 }, end };
};

/** Where along a move its number stands: apart where several moves run through the same room. */
const labelShare = ({ way, from, to }: Move): number => {
  if (way === 'around') return 0.3;
  if (from.stage === 'developed') return 0.2;
  if (to.stage === 'developed') return 0.86;
  return way === 'back' ? 0.5 : 0.36;
};

/** Every move that is not on the belt, `widthOf` px wide by its count; what leaves the company is not drawn. */
export const arcsOf = (flows: readonly Flow[], places: readonly Place[], widthOf: (count: number) => number): Arc[] => {
  const placeOf = (stage: Flow['to']): Place | undefined => places.find((place) => place.stage === stage);
  const shown = flows.filter((flow) => flow.count > 0 && !isStraight(flow) && flow.to !== 'advocate');
  const moves = shown.flatMap((flow): Move[] => {
    const [from, to] = [placeOf(flow.from), placeOf(flow.to)];
    return from && to ? [{ flow, from, to, width: widthOf(flow.count), way: wayOf(from, to) }] : [];
  });
  const ends = endsOf(places, moves);
  const entries = shown.flatMap((flow): Arc[] => {
    const to = flow.from === 'outside' ? placeOf(flow.to) : undefined;
    const curve = to && entryOf(to, moves);
    const width = Math.min(18, widthOf(flow.count));
    return curve ? [{ flow, width, ...drawn(curve, width) }] : [];
  });
  return [
    ...entries,
    ...moves.map((move) => ({
      flow: move.flow,
      width: move.width,
      ...drawn(curveOf(move, ends(move)), move.width, labelShare(move)),
    })),
  ];
};
