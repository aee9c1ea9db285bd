import type { Blueprint, Collection, ThingOf } from './blueprint.ts';

/** The things of a collection with their ids, in the order they are shown: by place, then id. */
export const thingsOf = <Name extends Collection>(blueprint: Blueprint, name: Name): [string, ThingOf<Name>][] =>
  (Object.entries(blueprint[name]) as [string, ThingOf<Name>][]).sort(
    ([a, x], [b, y]) => placeOf(x) - placeOf(y) || (a < b ? -1 : a > b ? 1 : 0),
  );

const placeOf = (thing: object): number => ('place' in thing && typeof thing.place === 'number' ? thing.place : 0);
