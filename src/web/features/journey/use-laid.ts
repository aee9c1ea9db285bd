import { startTransition, useEffect, useMemo, useRef, useState } from 'react';
import { type Geometry, geometryOf, laying, steadied } from './geometry.ts';
import { type JourneyGrid, standsAs } from './grid.ts';

type Laid = { grid: JourneyGrid; geometry: Geometry };

const hasSameLines = (a: JourneyGrid, b: JourneyGrid): boolean =>
  a.id === b.id && a.columns.length === b.columns.length && a.rows.length === b.rows.length;

const framesBefore = 6;

/** Lays the ways of a grid a part a frame; answers how to stop it. */
const layOverFrames = (grid: JourneyGrid, done: (geometry: Geometry) => void): (() => void) => {
  const parts = laying(grid);
  let frame = 0;
  const tick = (): void => {
    const { done: isDone, value } = parts.next();
    frame = requestAnimationFrame(isDone ? () => done(value) : tick);
  };
  // The card that changed is drawn first, and the page about it.
  let left = framesBefore;
  const pass = (): void => {
    left -= 1;
    frame = requestAnimationFrame(left > 0 ? pass : tick);
  };
  frame = requestAnimationFrame(pass);
  return () => cancelAnimationFrame(frame);
};

/**
 * Where the lines, cards and ways of a grid lie. A card that came is drawn before the gaps and ways around it make room some frames later; a
 * line that came or went may not wait.
 */
export const useLaid = (grid: JourneyGrid | null): Geometry | null => {
  const [finished, setFinished] = useState<{ after: Laid; laid: Laid }>();
  const now = useRef<Laid>(undefined);
  const laid = useMemo((): Laid | undefined => {
    // What was begun before the lines changed is of no use any more.
    if (finished && finished.after === now.current) now.current = finished.laid;
    if (grid && !(now.current && hasSameLines(now.current.grid, grid))) {
      const before = now.current?.grid.id === grid.id ? now.current.geometry : undefined;
      now.current = { grid, geometry: steadied(before, geometryOf(grid)) };
    }
    return grid ? now.current : undefined;
  }, [grid, finished]);
  useEffect(() => {
    if (!grid || !laid || laid.grid === grid || standsAs(laid.grid, grid)) return;
    return layOverFrames(grid, (geometry) =>
      startTransition(() => setFinished({ after: laid, laid: { grid, geometry: steadied(laid.geometry, geometry) } })),
    );
  }, [grid, laid]);
  return laid?.geometry ?? null;
};
