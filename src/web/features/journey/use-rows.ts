import { useMemo, useRef } from 'react';
import type { Face } from './faces.ts';
import type { Geometry, Point, Rect } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';
import { type RowOfCards, refaced, rowsOf } from './rows.ts';

type Drawn = { rows: readonly RowOfCards[]; rects: ReadonlyMap<string, Rect> };

const rectsOf = (rows: readonly RowOfCards[], before: ReadonlyMap<string, Rect>): ReadonlyMap<string, Rect> => {
  const rects = new Map<string, Rect>();
  let isAsBefore = true;
  for (const { cards } of rows)
    for (const { id, rect } of cards) {
      const old = before.get(id);
      if (old?.x !== rect.x || old.y !== rect.y) isAsBefore = false;
      rects.set(id, rect);
    }
  return isAsBefore && rects.size === before.size ? before : rects;
};

/** The matrix row by row and where each card stands; either is the same object as before for as long as it says the same. */
export const useRows = (
  grid: JourneyGrid,
  geometry: Geometry,
  spots: ReadonlyMap<string, Point> | null,
  faces: ReadonlyMap<string, Face>,
): Drawn => {
  const kept = useRef<{ of: unknown[]; drawn: Drawn }>({ of: [], drawn: { rows: [], rects: new Map() } });
  return useMemo(() => {
    const { rows: before, rects } = kept.current.drawn;
    const of = [grid.slots, grid.rows, geometry, spots];
    const standsAsBefore = of.every((part, at) => part === kept.current.of[at]);
    const rows = standsAsBefore ? refaced(before, faces) : rowsOf(grid, geometry, spots, faces, before);
    const isAsBefore = rows.length === before.length && rows.every((row, at) => row === before[at]);
    const drawn = isAsBefore ? kept.current.drawn : { rows, rects: standsAsBefore ? rects : rectsOf(rows, rects) };
    kept.current = { of, drawn };
    return drawn;
  }, [grid, geometry, spots, faces]);
};
