import type { Point, Rect } from './geometry.ts';

/** Which part of the world is seen: world point (0,0) lies at `x`,`y` of the screen, and `z` px are one unit. */
export type View = { x: number; y: number; z: number };
export type Size = { width: number; height: number };

export const leastZoom = 0.08;
export const mostZoom = 2;

/**
 * How much is worth drawing at a zoom, in words that style sheets ask for one by one: what is drawn is large enough to be read, or left out.
 *
 * near: all of a card · middle: the question alone, in `small` larger and shorter · far: how far it is thought through and who answers, in
 * `low` only where nobody does · `dots`: rows lie so near that every second one says its name.
 */
export type Level = 'far low dots' | 'far low' | 'far' | 'middle small' | 'middle' | 'near';
const levels: readonly [below: number, level: Level][] = [
  [0.12, 'far low dots'],
  [0.24, 'far low'],
  [0.32, 'far'],
  [0.46, 'middle small'],
  [0.68, 'middle'],
];
export const levelOf = (z: number): Level => levels.find(([below]) => z < below)?.[1] ?? 'near';

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

export const worldAt = (view: View, point: Point): Point => ({
  x: (point.x - view.x) / view.z,
  y: (point.y - view.y) / view.z,
});

/** Zooms so that what is under a point of the screen stays there. */
export const zoomedAt = (view: View, point: Point, z: number): View => {
  const next = clamp(z, leastZoom, mostZoom);
  const part = next / view.z;
  return { x: point.x - (point.x - view.x) * part, y: point.y - (point.y - view.y) * part, z: next };
};

/** Keeps the world in sight: one that fits can't be lost, a larger one may be pulled a little past its edges. */
export const kept = (view: View, screen: Size, world: Size): View => {
  const hold = (at: number, room: number, size: number): number =>
    size <= room ? clamp(at, -40, Math.max(40, room - size)) : clamp(at, room - size - 200, 40);
  return {
    ...view,
    x: hold(view.x, screen.width, world.width * view.z),
    y: hold(view.y, screen.height, world.height * view.z),
  };
};

/** The whole world in sight, never larger than life. */
export const fitted = (screen: Size, world: Size): View => {
  const z = clamp(
    Math.min(screen.width / Math.max(1, world.width), screen.height / Math.max(1, world.height)) * 0.98,
    leastZoom,
    1,
  );
  return {
    x: Math.max(0, (screen.width - world.width * z) / 2),
    y: Math.max(0, Math.min(24, (screen.height - world.height * z) / 2)),
    z,
  };
};

/** How a journey is opened: its beginning, readable; whole where that is readable too. A matrix begins at its names, a free graph stands in the middle. */
export const opened = (screen: Size, world: Size, isFree: boolean): View => {
  const whole = fitted(screen, world);
  if (whole.z >= 0.6) return isFree ? whole : { ...whole, x: 0 };
  const z = world.width * 0.75 < screen.width ? 0.75 : 0.85;
  return { x: 0, y: isFree ? Math.max(0, (screen.height - world.height * z) / 2) : 0, z };
};

/** The least move that brings a rectangle into sight. */
export const revealed = (view: View, screen: Size, rect: Rect): View => {
  const margin = 24;
  const map = { width: 180, height: 124 };
  const shift = (at: number, size: number, room: number): number =>
    at < margin ? margin - at : at + size > room - margin ? Math.max(margin - at, room - margin - at - size) : 0;
  const x = view.x + shift(rect.x * view.z + view.x, rect.width * view.z, screen.width);
  // Under the small map in the corner a thing is not in sight.
  const isAtMap = rect.x * view.z + x + rect.width * view.z > screen.width - map.width;
  const height = screen.height - (isAtMap && screen.height > 3 * map.height ? map.height : 0);
  return { ...view, x, y: view.y + shift(rect.y * view.z + view.y, rect.height * view.z, height) };
};
