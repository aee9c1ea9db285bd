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

/** Places along a way where words have room: on its longer stretches, the longest first. */
const placesOn = (points: readonly Point[]): Point[] => {
  const stretches = points
    .slice(1)
    .map((b, at) => ({
      a: points[at] ?? b,
      b,
      length: Math.hypot(b.x - (points[at]?.x ?? 0), b.y - (points[at]?.y ?? 0)),
    }))
    .filter(({ length }) => length > 30)
    .sort((one, other) => other.length - one.length)
    .slice(0, 3);
  return stretches.flatMap(({ a, b }) =>
    parts.map((part) => ({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part })),
  );
};

/** Beside a stretch too short to be written on: over it the words would cover the arrow. */
const placesBeside = (points: readonly Point[], words: string): Point[] => {
  const [a, b] = points.length === 2 ? points : [];
  if (!a || !b || a.x !== b.x) return [];
  const aside = (words.length * letterWidth + padding) / 2 + 10;
  const y = (a.y + b.y) / 2;
  return [
    { x: a.x + aside, y },
    { x: a.x - aside, y },
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

/** Words of ways where they do not lie over each other, as far as there is room; those of stubs have no choice and come first. */
export const labelsOf = (routes: readonly DrawnRoute[], wordsOf: (route: DrawnRoute) => string): WayLabel[] => {
  const told = routes.flatMap((route) => {
    const words = wordsOf(route);
    return words === '' ? [] : [{ route, words }];
  });
  const isCrowded = told.length > mostPlaced;
  // Words keep off the heads of arrows too.
  const taken: Rect[] = isCrowded ? [] : routes.flatMap(({ points }) => arrowHead(points));
  const places = new Map<DrawnRoute, Point>();
  const put = (route: DrawnRoute, words: string, place: Point): void => {
    places.set(route, place);
    taken.push(boxAt(place, words));
  };
  for (const { route, words } of told) if (route.route.stub !== null) put(route, words, atStub(route, words));
  for (const { route, words } of told) {
    if (route.route.stub !== null) continue;
    const isFree = (place: Point): boolean => !taken.some((box) => meets(box, boxAt(place, words)));
    put(
      route,
      words,
      (isCrowded ? undefined : [...placesOn(route.points), ...placesBeside(route.points, words)].find(isFree)) ??
        route.label,
    );
  }
  return told.map(({ route, words }) => ({
    id: route.id,
    words,
    kind: route.route.edge.kind,
    ...(places.get(route) ?? route.label),
  }));
};
