import type { Edge } from '../../../model/blueprint/journey.ts';
import type { DrawnRoute, Point, Rect } from './geometry.ts';
import { meets } from './use-sight.ts';

/** Words on a way, with their middle in the world. */
export type WayLabel = Point & { id: string; words: string; kind: Edge['kind'] };

/** Beyond so many words the ways lie too close for any to be read apart. */
const mostPlaced = 240;
const letterWidth = 6.4;
const padding = 14;
const height = 19;

const boxAt = ({ x, y }: Point, words: string): Rect => {
  const width = words.length * letterWidth + padding;
  return { x: x - width / 2, y: y - height / 2, width, height };
};

/** Along which parts of a stretch words are tried, the middle first. */
const parts = [0.5, 0.34, 0.66, 0.2, 0.8];

/** Where words may stand on a way: on a stretch along the page, or on one down it. */
type Place = Point & { isAlong: boolean };

/** Places along a way where words have room: on its longer stretches, the longest first. */
const placesOn = (points: readonly Point[]): Place[] => {
  const stretches = points
    .slice(1)
    .map((b, at) => ({
      a: points[at] ?? b,
      b,
      length: Math.hypot(b.x - (points[at]?.x ?? 0), b.y - (points[at]?.y ?? 0)),
    }))
    .filter(({ length }) => length > 30)
    .sort((one, other) => other.length - one.length)
    .slice(0, 5);
  return stretches.flatMap(({ a, b }) =>
    parts.map((part) => ({
      x: a.x + (b.x - a.x) * part,
      y: a.y + (b.y - a.y) * part,
      isAlong: Math.abs(b.x - a.x) > Math.abs(b.y - a.y),
    })),
  );
};

type Stretch = { way: number; from: number; to: number };
type Line = Map<number, Stretch[]>;

type Stretches = { along: Line; down: Line };
type Span = readonly [from: number, to: number];
/** Ways this close beside each other look like one. */
const trunk = 2;

/** Straight stretches of all ways by where they lie: those along by y, those down by x. */
const stretchesOf = (routes: readonly DrawnRoute[]): Stretches => {
  const lines = { along: new Map<number, Stretch[]>(), down: new Map<number, Stretch[]>() };
  const put = (line: Line, at: number, stretch: Stretch): void => {
    const key = Math.round(at);
    const there = line.get(key);
    if (there) there.push(stretch);
    else line.set(key, [stretch]);
  };
  for (const [way, { points }] of routes.entries())
    for (const [at, b] of points.slice(1).entries()) {
      const a = points[at] ?? b;
      if (a.y === b.y) put(lines.along, a.y, { way, from: Math.min(a.x, b.x), to: Math.max(a.x, b.x) });
      else if (a.x === b.x) put(lines.down, a.x, { way, from: Math.min(a.y, b.y), to: Math.max(a.y, b.y) });
    }
  return lines;
};

/** How long another way runs within a rectangle, the longest of those that lie at one of its places. */
const runWithin = (line: Line, way: number, [low, high]: Span, [from, to]: Span): number => {
  let longest = 0;
  for (let at = Math.ceil(low); at <= high; at += 1)
    for (const one of line.get(at) ?? [])
      if (one.way !== way) longest = Math.max(longest, Math.min(one.to, to) - Math.max(one.from, from));
  return longest;
};

/** How far words at a place leave it open which way they are of: 2 where another runs along under them, 1 where one crosses or passes close by, 0 where theirs is alone. */
const doubtAt = ({ along, down }: Stretches, way: number, { x, y, isAlong }: Place, box: Rect): 0 | 1 | 2 => {
  const [across, upright]: [Span, Span] = [
    [box.x, box.x + box.width],
    [box.y, box.y + box.height],
  ];
  const beneath = isAlong
    ? runWithin(along, way, [y - trunk, y + trunk], across)
    : runWithin(down, way, [x - trunk, x + trunk], upright);
  if (beneath > 0) return 2;
  return runWithin(along, way, upright, across) > 0 || runWithin(down, way, across, upright) > 0 ? 1 : 0;
};

/** Beside a stretch too short to be written on: over it the words would cover the arrow. */
const placesBeside = (points: readonly Point[], words: string): Place[] => {
  const [a, b] = points.length === 2 ? points : [];
  if (!a || !b || a.x !== b.x) return [];
  const aside = (words.length * letterWidth + padding) / 2 + 10;
  const y = (a.y + b.y) / 2;
  return [
    { x: a.x + aside, y, isAlong: false },
    { x: a.x - aside, y, isAlong: false },
  ];
};

/** Where the words of a stub stand: over its loose end, to the left of it where it leaves a card. */
const atStub = ({ route, points, label }: DrawnRoute, words: string): Point => {
  const end = (route.to === null ? points.at(-1) : points[0]) ?? label;
  return route.from === null ? end : { x: end.x - 0.32 * (words.length * letterWidth + padding), y: end.y };
};

const arrowHead = (points: readonly Point[]): Rect[] => {
  const tip = points.at(-1);
  return tip === undefined ? [] : [{ x: tip.x - 8, y: tip.y - 8, width: 16, height: 16 }];
};

/** The first free place for words where their way is alone; where it is nowhere, the one that leaves least doubt. */
const placeFor = (
  { points }: DrawnRoute,
  words: string,
  way: number,
  lines: Stretches,
  taken: readonly Rect[],
): Point | undefined => {
  let best: Place | undefined;
  let least = 3;
  for (const place of [...placesOn(points), ...placesBeside(points, words)]) {
    const box = boxAt(place, words);
    if (taken.some((other) => meets(other, box))) continue;
    const doubt = doubtAt(lines, way, place, box);
    if (doubt === 0) return place;
    if (doubt < least) [best, least] = [place, doubt];
  }
  return best;
};

/** Words of ways where they do not lie over each other, and where their way runs alone, as far as there is room; those of stubs have no choice and come first. */
export const labelsOf = (routes: readonly DrawnRoute[], wordsOf: (route: DrawnRoute) => string): WayLabel[] => {
  const told = routes.flatMap((route) => {
    const words = wordsOf(route);
    return words === '' ? [] : [{ route, words }];
  });
  const labelAt = (route: DrawnRoute, words: string, place: Point): WayLabel => ({
    id: route.id,
    words,
    kind: route.route.edge.kind,
    x: place.x,
    y: place.y,
  });
  if (told.length > mostPlaced)
    return told.map(({ route, words }) =>
      labelAt(route, words, route.route.stub === null ? route.label : atStub(route, words)),
    );
  // Words keep off the heads of arrows too.
  const taken: Rect[] = routes.flatMap(({ points }) => arrowHead(points));
  const places = new Map<DrawnRoute, Point>();
  const put = (route: DrawnRoute, words: string, place: Point): void => {
    places.set(route, place);
    taken.push(boxAt(place, words));
  };
  for (const { route, words } of told) if (route.route.stub !== null) put(route, words, atStub(route, words));
  const lines = stretchesOf(routes);
  const wayOf = new Map(routes.map((route, at) => [route, at]));
  for (const { route, words } of told) {
    if (route.route.stub !== null) continue;
    put(route, words, placeFor(route, words, wayOf.get(route) ?? -1, lines, taken) ?? route.label);
  }
  return told.map(({ route, words }) => labelAt(route, words, places.get(route) ?? route.label));
};
