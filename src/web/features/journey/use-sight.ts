import { startTransition, useEffect, useRef, useState } from 'react';
import type { Point, Rect } from './geometry.ts';
import type { ViewControl } from './use-view.ts';

/** Journeys with fewer cards and ways than this are drawn at once. */
const fewParts = 240;
/** How far the drawn part grows at a time, in world units. */
const step = 900;
const stepMs = 24;
/** Before the first step the screen is painted in peace. */
const firstMs = 240;

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

const holds = (a: Rect, b: Rect): boolean =>
  a.x <= b.x && a.y <= b.y && a.x + a.width >= b.x + b.width && a.y + a.height >= b.y + b.height;

const both = (a: Rect, b: Rect): Rect => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
};

export const meets = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * The part of the world that is drawn: at first what the screen shows, then more of it bit by bit, at last all (null).
 *
 * All of it in the end, and not only what is in sight, so that panning never waits for cards to be made.
 */
export const useSight = (
  world: { width: number; height: number },
  parts: number,
  view: ViewControl,
  middle: Point | null,
): Rect | null => {
  const [sight, setSight] = useState<Rect | null>(() => {
    if (parts < fewParts) return null;
    const [width, height] = [window.innerWidth * 1.35, window.innerHeight * 1.35];
    return middle
      ? { x: middle.x - width / 2, y: middle.y - height / 2, width, height }
      : { x: 0, y: 0, width, height };
  });
  const { width, height } = world;
  const isFirst = useRef(true);
  useEffect(() => {
    if (sight === null) return;
    const timer = setTimeout(
      () => {
        isFirst.current = false;
        const next = grown(sight, step);
        startTransition(() => setSight(holds(next, { x: 0, y: 0, width, height }) ? null : next));
      },
      isFirst.current ? firstMs : stepMs,
    );
    return () => clearTimeout(timer);
  }, [sight, width, height]);
  const { watch } = view;
  const isWhole = sight === null;
  useEffect(() => {
    if (isWhole) return;
    return watch(({ x, y, z }, size) => {
      const seen = { x: -x / z, y: -y / z, width: size.width / z, height: size.height / z };
      setSight((before) => (before === null || holds(before, seen) ? before : both(before, seen)));
    });
  }, [isWhole]);
  return sight;
};
