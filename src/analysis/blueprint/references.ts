import {
  type Blueprint,
  type Collection,
  collectionNames,
  type ThingOf,
  type ThingRef,
} from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';

const to = (collection: Collection, ...ids: (string | null | undefined)[]): ThingRef[] =>
  ids.filter((id): id is string => typeof id === 'string' && id !== '').map((id) => ({ collection, id }));

/** `cell:c01`, `state:D3`, `edge:e1` name a thing; `stage:lost` names a stage of the engine, which is always there. */
const ofEnd = (end: string): ThingRef[] => {
  const [kind, ...rest] = end.split(':');
  const id = rest.join(':');
  if (kind === 'cell') return to('cells', id);
  if (kind === 'state') return to('states', id);
  if (kind === 'edge') return to('edges', id);
  return [];
};

const none = (): ThingRef[] => [];

/** What things of each collection name. */
const ways: { [Name in Collection]: (thing: ThingOf<Name>) => ThingRef[] } = {
  idea: none,
  segments: none,
  personas: ({ segment }) => to('segments', segment),
  committees: ({ segment, members }) => [
    ...to('segments', segment),
    ...members.flatMap(({ personas }) => to('personas', ...personas)),
  ],
  rungs: ({ prerequisites }) => to('rungs', ...prerequisites),
  scenarios: none,
  goals: ({ segment, owner, scenario }) => [
    ...to('segments', segment),
    ...to('roles', owner),
    ...to('scenarios', scenario),
  ],
  states: none,
  touchpoints: ({ channel }) => to('channels', channel),
  journeys: ({ segment, rungs, replaces, states, touchpoints }) => [
    ...to('segments', segment),
    ...to('rungs', ...rungs),
    ...to('journeys', replaces),
    ...to('states', ...states),
    ...to('touchpoints', ...touchpoints),
  ],
  cells: ({ journey, state, touchpoint, personas, assets, responsible, accountable, inputs }) => [
    ...to('journeys', journey),
    ...to('states', state),
    ...to('touchpoints', touchpoint),
    ...to('personas', ...personas),
    ...to('assets', ...assets),
    ...to('roles', responsible, accountable),
    ...inputs.map(({ kind, id }) => ({ collection: kind, id })),
  ],
  edges: ({ journey, from, to: end }) => [...to('journeys', journey), ...ofEnd(from), ...ofEnd(end)],
  proofs: ({ about }) => ofEnd(about),
  stages: ({ bySegment }) => to('segments', ...Object.keys(bySegment)),
  rules: ({ touchpoint, cell, states }) => [
    ...to('touchpoints', touchpoint),
    ...to('cells', cell),
    ...to('states', ...states.map(({ state }) => state)),
  ],
  roles: ({ reportsTo }) => to('roles', reportsTo),
  employees: ({ roles }) => to('roles', ...roles.map(({ role }) => role)),
  zones: ({ segment, roles }) => [...to('segments', segment), ...to('roles', ...Object.keys(roles))],
  processes: ({ journey, owner, cells }) => [
    ...to('journeys', journey),
    ...to('roles', owner),
    ...to('cells', ...cells),
  ],
  channels: none,
  campaigns: ({ channel, cells }) => [...to('channels', channel), ...to('cells', ...cells)],
  tools: ({ cells }) => to('cells', ...cells),
  assets: ({ owner }) => to('roles', owner),
  comments: none,
};

/** The things a thing of a collection names, in the order of its fields; one twice where it is named twice. */
export const referencesOf = <Name extends Collection>(name: Name, thing: ThingOf<Name>): ThingRef[] =>
  ways[name](thing);

/** A reference and the thing that holds it. */
export type Reference = { from: ThingRef; to: ThingRef };

/** Every reference of a blueprint. */
export const referencesIn = (blueprint: Blueprint): Reference[] =>
  collectionNames.flatMap((collection) =>
    thingsOf(blueprint, collection).flatMap(([id, thing]) =>
      referencesOf(collection, thing as never).map((to) => ({ from: { collection, id }, to })),
    ),
  );

/** The thing itself; undefined where it is not there. */
export const thingAt = (blueprint: Blueprint, { collection, id }: ThingRef): ThingOf<Collection> | undefined => {
  const things = blueprint[collection] as Record<string, ThingOf<Collection>>;
  return Object.hasOwn(things, id) ? things[id] : undefined;
};

/** References to things that are not there. */
export const danglingReferences = (blueprint: Blueprint): Reference[] =>
  referencesIn(blueprint).filter(({ to }) => thingAt(blueprint, to) === undefined);

/** Cells that speak to a committee: of its segment's journeys, to one of its roles or to somebody who holds one. */
const spokenTo = (blueprint: Blueprint): Reference[] =>
  thingsOf(blueprint, 'committees').flatMap(([committee, { segment, members }]) =>
    thingsOf(blueprint, 'cells')
      .filter(([, cell]) => blueprint.journeys[cell.journey]?.segment === segment)
      .filter(([, cell]) =>
        members.some(
          ({ role, personas }) =>
            cell.committee.includes(role) || personas.some((each) => cell.personas.includes(each)),
        ),
      )
      .map(([id]) => ({
        from: { collection: 'cells' as const, id },
        to: { collection: 'committees' as const, id: committee },
      })),
  );

/**
 * What rests on a thing, nearest first: what names it, what names those, and so on.
 *
 * A thing that rests on itself by a circle is not listed. Comments rest on nothing.
 */
export const restingOn = (blueprint: Blueprint, ref: ThingRef): ThingRef[] => {
  const keyOf = ({ collection, id }: ThingRef): string => `${collection}:${id}`;
  const holders = new Map<string, ThingRef[]>();
  for (const { from, to } of [...referencesIn(blueprint), ...spokenTo(blueprint)])
    holders.set(keyOf(to), [...(holders.get(keyOf(to)) ?? []), from]);
  const seen = new Set([keyOf(ref)]);
  const found: ThingRef[] = [];
  let next = [ref];
  while (next.length > 0) {
    const layer: ThingRef[] = [];
    for (const from of next.flatMap((each) => holders.get(keyOf(each)) ?? [])) {
      if (seen.has(keyOf(from))) continue;
      seen.add(keyOf(from));
      layer.push(from);
    }
    found.push(...layer);
    next = layer;
  }
  return found;
};
