import { useMemo, useRef } from 'react';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { useFramesLater } from '../../kit/use-frames-later.ts';
import { type Face, facesOf } from './faces.ts';
import { type Geometry, geometryOf, type Plan, planOf, steadied } from './geometry.ts';
import { gridOf, type JourneyGrid, standsAs } from './grid.ts';

export type DrawnJourney = { grid: JourneyGrid; geometry: Geometry; faces: ReadonlyMap<string, Face> };

const hasSameLines = (a: JourneyGrid | null | undefined, b: JourneyGrid | null | undefined): boolean =>
  a?.id === b?.id && a?.columns.length === b?.columns.length && a?.rows.length === b?.rows.length;

/** The plan of a grid a frame after it came: a card may be drawn before the gaps and ways around it make room. */
const usePlan = (grid: JourneyGrid | null): Plan | null => {
  const earlier = useFramesLater(grid, 1);
  const asked = hasSameLines(earlier, grid) ? earlier : grid;
  const kept = useRef<Plan>(undefined);
  return useMemo(() => {
    if (!asked) return null;
    if (!kept.current || !standsAs(kept.current.grid, asked)) kept.current = planOf(asked);
    return kept.current;
  }, [asked]);
};

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
  const plan = usePlan(grid);
  // Ways are planned in one frame and laid in the next; a line that came or went may not wait.
  const earlier = useFramesLater(plan, 0);
  const laid = hasSameLines(earlier?.grid, plan?.grid) ? earlier : plan;
  const kept = useRef<Geometry>(undefined);
  const ofJourney = useRef<string>(undefined);
  const geometry = useMemo(() => {
    if (!laid) return null;
    kept.current = steadied(ofJourney.current === laid.grid.id ? kept.current : undefined, geometryOf(laid));
    ofJourney.current = laid.grid.id;
    return kept.current;
  }, [laid]);
  const faces = useMemo(
    () => (blueprint && grid ? facesOf(blueprint, grid, asOf, language) : null),
    [grid, roles, rules, proofs, idea, segments, personas, rungs, goals, scenarios, asOf, language],
  );
  return grid && geometry && faces ? { grid, geometry, faces } : null;
};
