import type { Point, Rect } from './geometry.ts';

/** Which part of the world is seen: world point (0,0) lies at `x`,`y` of the screen, and `z` px are one unit. */
export type View = { x: number; y: number; z: number };
export type Size = { width: number; height: number };

export const leastZoom = 0.08;
export const mostZoom = 2;

/** How much of a card is worth drawing at a zoom. */
export type Level = 'far' | 'middle' | 'near';
export const levelOf = (z: number): Level => (z < 0.32 ? 'far' : z < 0.68 ? 'middle' : 'near');

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

/** Keeps some of the world in sight. */
export const kept = (view: View, screen: Size, world: Size): View => {
  const margin = 120;
  const hold = (at: number, room: number, size: number): number =>
    clamp(at, Math.min(0, room - size) - margin, margin + Math.max(0, room - size));
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

/** How a journey is opened: its beginning, readable; whole where that is readable too. */
export const opened = (screen: Size, world: Size): View => {
  const whole = fitted(screen, world);
  return whole.z >= 0.6 ? whole : { x: 0, y: 0, z: world.width * 0.75 < screen.width ? 0.75 : 0.85 };
};

/** The least move that brings a rectangle into sight. */
export const revealed = (view: View, screen: Size, rect: Rect): View => {
  const margin = 24;
  const shift = (at: number, size: number, room: number): number =>
    at < margin ? margin - at : at + size > room - margin ? Math.max(margin - at, room - margin - at - size) : 0;
  return {
    ...view,
    x: view.x + shift(rect.x * view.z + view.x, rect.width * view.z, screen.width),
    y: view.y + shift(rect.y * view.z + view.y, rect.height * view.z, screen.height),
  };
};
