import { useMemo, useRef } from 'react';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { useFramesLater } from '../../kit/use-frames-later.ts';
import { type Face, facesOf } from './faces.ts';
import { type Geometry, geometryOf, steadied } from './geometry.ts';
import { gridOf, type JourneyGrid, standsAs } from './grid.ts';

export type DrawnJourney = { grid: JourneyGrid; geometry: Geometry; faces: ReadonlyMap<string, Face> };

/** A journey ready to be drawn; ways are laid anew only when something stands elsewhere. */
export const useJourney = (
  blueprint: Blueprint | undefined,
  id: string | undefined,
  asOf: string,
  language: 'ru' | 'en',
): DrawnJourney | null => {
  const { cells, edges, states, touchpoints, journeys, roles, rules, proofs } = blueprint ?? ({} as Partial<Blueprint>);
  const { idea, segments, personas, rungs, goals, scenarios } = blueprint ?? ({} as Partial<Blueprint>);
  const grid = useMemo(
    () => (blueprint && id !== undefined ? gridOf(blueprint, id) : null),
    [cells, edges, states, touchpoints, journeys, id],
  );
  const kept = useRef<{ grid: JourneyGrid; geometry: Geometry }>(undefined);
  // A card may be drawn a frame before the gaps and ways around it make room; a line that came or went may not.
  const earlier = useFramesLater(grid, 1);
  const hasSameLines =
    earlier?.id === grid?.id &&
    earlier?.columns.length === grid?.columns.length &&
    earlier?.rows.length === grid?.rows.length;
  const laid = hasSameLines ? earlier : grid;
  const geometry = useMemo(() => {
    if (!laid) return null;
    const before = kept.current;
    if (!before || !standsAs(before.grid, laid))
      kept.current = {
        grid: laid,
        geometry: steadied(before?.grid.id === laid.id ? before.geometry : undefined, geometryOf(laid)),
      };
    return kept.current?.geometry ?? null;
  }, [laid]);
  const faces = useMemo(
    () => (blueprint && grid ? facesOf(blueprint, grid, asOf, language) : null),
    [grid, roles, rules, proofs, idea, segments, personas, rungs, goals, scenarios, asOf, language],
  );
  return grid && geometry && faces ? { grid, geometry, faces } : null;
};
