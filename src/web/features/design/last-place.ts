import type { Blueprint, Collection } from '../../../model/blueprint/blueprint.ts';

/** A place behind all things of a collection. */
export const lastPlace = (blueprint: Blueprint, collection: Collection): number =>
  Math.max(
    0,
    ...Object.values(blueprint[collection] as Record<string, { place?: number }>).map(({ place }) => place ?? 0),
  ) + 1;
