import { useMemo } from 'react';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { type Face, facesOf } from './faces.ts';
import type { Geometry } from './geometry.ts';
import { gridOf, type JourneyGrid } from './grid.ts';
import { useLaid } from './use-laid.ts';

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
  const geometry = useLaid(grid);
  const faces = useMemo(
    () => (blueprint && grid ? facesOf(blueprint, grid, asOf, language) : null),
    [grid, roles, rules, proofs, idea, segments, personas, rungs, goals, scenarios, asOf, language],
  );
  return grid && geometry && faces ? { grid, geometry, faces } : null;
};
