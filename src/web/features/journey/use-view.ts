import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Point, Rect } from './geometry.ts';
import {
  fitted,
  kept,
  type Level,
  levelOf,
  opened,
  revealed,
  type Size,
  type View,
  worldAt,
  zoomedAt,
} from './viewport.ts';

export type ViewControl = {
  /** The element whose area shows the world; strips in it, marked `data-strip`, follow along one axis. */
  screen: RefObject<HTMLDivElement | null>;
  world: RefObject<HTMLDivElement | null>;
  read: () => View;
  size: () => Size;
  level: Level;
  zoom: number;
  panBy: (x: number, y: number) => void;
  /** Around a point of the page, or the middle. */
  zoomBy: (factor: number, client?: Point) => void;
  zoomTo: (z: number) => void;
  fit: () => void;
  reveal: (rect: Rect) => void;
  /** Puts a world point in the middle. */
  centre: (point: Point) => void;
  /** The world point under a point of the page. */
  toWorld: (client: Point) => Point;
  /** Tells whenever the view has changed, within the frame. */
  watch: (listener: (view: View, size: Size) => void) => () => void;
};

/** A gesture is over when nothing moved for this long; then the picture is drawn sharp. */
const restMs = 260;

/** Pan and zoom of one canvas: held outside React, so that a frame of panning runs no component. */
export const useView = (worldSize: Size, heads: { top: number; left: number }, isOpened: boolean): ViewControl => {
  const screen = useRef<HTMLDivElement>(null);
  const world = useRef<HTMLDivElement>(null);
  const view = useRef<View>({ x: 0, y: 0, z: 1 });
  const size = useRef<Size>({ width: 0, height: 0 });
  const limits = useRef(worldSize);
  limits.current = worldSize;
  const listeners = useRef(new Set<(view: View, size: Size) => void>());
  const strips = useRef<HTMLElement[]>([]);
  const frame = useRef(0);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [level, setLevel] = useState<Level>('near');
  const [zoom, setZoom] = useState(1);

  const draw = useCallback(() => {
    frame.current = 0;
    const element = screen.current;
    if (!element || !world.current) return;
    const { x, y, z } = view.current;
    world.current.style.transform = `translate(${x}px, ${y}px) scale(${z})`;
    // Heads and names are few and lie apart: a variable set on what holds the cards would style all of them anew in every frame.
    if (!strips.current.every((strip) => strip.isConnected) || strips.current.length === 0)
      strips.current = [...element.querySelectorAll<HTMLElement>('[data-strip]')];
    for (const strip of strips.current) {
      strip.style.transform = strip.dataset.strip === 'along' ? `translateX(${x}px)` : `translateY(${y}px)`;
      if (strip.style.getPropertyValue('--z') !== String(z)) strip.style.setProperty('--z', String(z));
    }
    const next = levelOf(z);
    if (element.dataset.level !== next) element.dataset.level = next;
    if (element.dataset.moving !== 'true') element.dataset.moving = 'true';
    for (const listener of listeners.current) listener(view.current, size.current);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => {
      if (element) element.dataset.moving = 'false';
      setLevel(levelOf(view.current.z));
      setZoom(view.current.z);
    }, restMs);
  }, []);

  const set = useCallback(
    (next: View) => {
      view.current = kept(next, size.current, limits.current);
      if (frame.current === 0) frame.current = requestAnimationFrame(draw);
    },
    [draw],
  );

  const middle = (): Point => ({ x: size.current.width / 2, y: size.current.height / 2 });

  const inside = (client: Point): Point => {
    const box = screen.current?.getBoundingClientRect();
    return { x: client.x - (box?.left ?? 0) - heads.left, y: client.y - (box?.top ?? 0) - heads.top };
  };

  useLayoutEffect(() => {
    const element = screen.current;
    if (!element) return;
    const measure = (): void => {
      size.current = {
        width: Math.max(1, element.clientWidth - heads.left),
        height: Math.max(1, element.clientHeight - heads.top),
      };
    };
    measure();
    if (isOpened) view.current = opened(size.current, limits.current, heads.top === 0);
    draw();
    const observer = new ResizeObserver(() => {
      measure();
      set(view.current);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [draw, set, isOpened, heads.left, heads.top]);

  useEffect(() => () => clearTimeout(rest.current), []);

  return {
    screen,
    world,
    read: () => view.current,
    size: () => size.current,
    level,
    zoom,
    panBy: (x, y) => set({ ...view.current, x: view.current.x + x, y: view.current.y + y }),
    zoomBy: (factor, client) =>
      set(zoomedAt(view.current, client ? inside(client) : middle(), view.current.z * factor)),
    zoomTo: (z) => set(zoomedAt(view.current, middle(), z)),
    fit: () => set(fitted(size.current, limits.current)),
    reveal: (rect) => {
      const next = revealed(view.current, size.current, rect);
      if (next.x !== view.current.x || next.y !== view.current.y) set(next);
    },
    centre: (point) =>
      set({
        ...view.current,
        x: size.current.width / 2 - point.x * view.current.z,
        y: size.current.height / 2 - point.y * view.current.z,
      }),
    toWorld: (client) => worldAt(view.current, inside(client)),
    watch: (listener) => {
      listeners.current.add(listener);
      listener(view.current, size.current);
      return () => void listeners.current.delete(listener);
    },
  };
};
