import { useEffect, useRef } from 'react';
import { cardRect, type Geometry, type Point, type Rect } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';

type Tools = {
  grid: JourneyGrid;
  geometry: Geometry;
  rectOf: (id: string) => Rect;
  centre: (point: Point) => void;
};

/** The middle of a card, a way, or the first card of a line; a line without cards is looked at where it begins. */
const placeOf = (name: string, { grid, geometry, rectOf }: Tools): Point | null => {
  const cut = name.indexOf(':');
  const [collection, id] = [name.slice(0, cut), name.slice(cut + 1)];
  if (collection === 'edges') return geometry.routes.find((route) => route.id === id)?.label ?? null;
  const column = collection === 'states' ? grid.columns.findIndex((one) => one.id === id) : 0;
  const row = collection === 'touchpoints' ? grid.rows.findIndex((one) => one.id === id) : 0;
  const isLine = collection === 'states' || collection === 'touchpoints';
  if (!isLine && !grid.cells.has(id)) return null;
  const { x, y, width, height } = isLine ? cardRect(geometry, { column, row, stack: 0 }) : rectOf(id);
  return { x: x + width / 2, y: y + height / 2 };
};

/** Brings a thing into the middle when it comes to be asked for. */
export const useLookAt = (name: string | null, tools: Tools): void => {
  const latest = useRef(tools);
  latest.current = tools;
  useEffect(() => {
    const place = name === null ? null : placeOf(name, latest.current);
    if (place) latest.current.centre(place);
  }, [name]);
};
