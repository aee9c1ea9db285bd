import type { Blueprint, ThingRef } from '../../model/blueprint/blueprint.ts';
import { type InputRef, inputKinds } from '../../model/blueprint/journey.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { inputsUnder } from './basis.ts';
import { statusOf } from './status.ts';

/** What would have to be proved again because of an input, by cells. */
export type Staleness = {
  /** Cells that rest on it. */
  cells: string[];
  /** Those of them that were proved when it said something else. */
  stale: string[];
  /** Those whose proofs it would take with it when it changed now. */
  atRisk: string[];
};

const isInput = (ref: ThingRef): boolean => inputKinds.some((kind) => kind === ref.collection);

/** What rests on inputs and what goes stale when they change (R53). A thing that is no input has nothing. */
export const stalenessUnder = (blueprint: Blueprint, refs: readonly ThingRef[], asOf: string): Staleness => {
  const sought = refs.filter(isInput);
  const names = ({ kind, id }: InputRef): boolean => sought.some((ref) => ref.collection === kind && ref.id === id);
  const found: Staleness = { cells: [], stale: [], atRisk: [] };
  if (sought.length === 0) return found;
  for (const [id] of thingsOf(blueprint, 'cells')) {
    const about = `cell:${id}`;
    if (!inputsUnder(blueprint, about).some(names)) continue;
    found.cells.push(id);
    const { status, changed, proof } = statusOf(blueprint, about, asOf);
    const basis = proof === null ? undefined : blueprint.proofs[proof]?.basis;
    if (changed.some(names)) found.stale.push(id);
    else if (
      status !== 'stale' &&
      sought.some(({ collection, id: own }) => basis?.[`${collection}:${own}`] !== undefined)
    )
      found.atRisk.push(id);
  }
  return found;
};
