import type { Blueprint, Collection, ThingRef } from '../../model/blueprint/blueprint.ts';
import type { Difference } from '../../model/blueprint/versions.ts';
import type { Sentence } from '../../model/problem.ts';
import { differences } from './compare.ts';
import { isSame, withAdded } from './merge.ts';
import { nameOf } from './names.ts';

export type Mark = Difference['kind'];

/** How a thing is named among marks: `cells:ID`, `edges:ID`, `states:ID`, `touchpoints:ID`. */
export const markName = ({ collection, id }: ThingRef): string => `${collection}:${id}`;

export type ComparedJourney = {
  /** The later version, with what it lost since the earlier one still standing where it stood. */
  blueprint: Blueprint;
  marks: ReadonlyMap<string, Mark>;
  /** In the order the canvas is read: the journey itself, states, touchpoints, cells along the states, ways. */
  differences: readonly Difference[];
};

const nobody: ReadonlySet<string> = new Set();

type Placed = { journey: string };

/** The things of a journey in either version: as the later has them, else as the earlier had them. */
const either = <Thing extends Placed>(
  before: Record<string, Thing>,
  after: Record<string, Thing>,
  journey: string,
): { things: Record<string, Thing>; marks: [string, Mark][] } => {
  const things: Record<string, Thing> = {};
  const marks: [string, Mark][] = [];
  for (const [id, thing] of Object.entries(after)) {
    if (thing.journey !== journey) continue;
    things[id] = thing;
    const old = before[id];
    if (old?.journey !== journey) marks.push([id, 'added']);
    else if (!isSame(old, thing)) marks.push([id, 'changed']);
  }
  for (const [id, thing] of Object.entries(before))
    if (thing.journey === journey && things[id] === undefined) {
      things[id] = thing;
      marks.push([id, 'removed']);
    }
  return { things, marks };
};

const lineMarks = <Thing>(
  all: readonly string[],
  was: { line: readonly string[]; things: Record<string, Thing> },
  is: { line: readonly string[]; things: Record<string, Thing> },
): [string, Mark][] =>
  all.flatMap((id): [string, Mark][] => {
    if (!is.line.includes(id)) return [[id, 'removed']];
    if (!was.line.includes(id)) return [[id, 'added']];
    return isSame(was.things[id], is.things[id]) ? [] : [[id, 'changed']];
  });

const proofsWords: Sentence = { ru: 'чем подтверждено', en: 'proofs' };

/** Cells and ways that other proofs speak of than before, and which: what a thing is known by is told with the thing. */
const provedOtherwise = (
  before: Blueprint,
  after: Blueprint,
  { cells, edges }: Pick<Blueprint, 'cells' | 'edges'>,
): Map<string, Difference['fields'][number]> => {
  const ids = new Set([...Object.keys(before.proofs), ...Object.keys(after.proofs)]);
  const owners = [...ids].flatMap((id) => {
    const [was, is] = [before.proofs[id], after.proofs[id]];
    return isSame(was, is) ? [] : [was?.about, is?.about].filter((about) => about !== undefined);
  });
  const nameIn = (blueprint: Blueprint, about: string): Sentence => {
    const names = Object.keys(blueprint.proofs)
      .filter((id) => blueprint.proofs[id]?.about === about)
      .map((id) => nameOf(blueprint, { collection: 'proofs', id }));
    return { ru: names.map(({ ru }) => ru).join('; ') || '—', en: names.map(({ en }) => en).join('; ') || '—' };
  };
  return new Map(
    [...new Set(owners)].flatMap((about) => {
      const [kind = '', id = ''] = about.split(/:(.*)/s);
      if ((kind === 'cell' ? cells : edges)[id] === undefined) return [];
      const field = { field: 'proofs', name: proofsWords, before: nameIn(before, about), after: nameIn(after, about) };
      return [[`${kind}s:${id}`, field] as const];
    }),
  );
};

/**
 * A journey of two versions as one picture: what came, what went and what says something else.
 *
 * A state or touchpoint that went stands behind the one it stood behind. Null where neither version has the journey.
 */
export const comparedJourney = (before: Blueprint, after: Blueprint, id: string): ComparedJourney | null => {
  const [was, is] = [before.journeys[id], after.journeys[id]];
  const journey = is ?? was;
  if (journey === undefined) return null;
  const [wasStates, isStates] = [was?.states ?? [], is?.states ?? []];
  const [wasTouchpoints, isTouchpoints] = [was?.touchpoints ?? [], is?.touchpoints ?? []];
  const states = withAdded(isStates, nobody, wasStates);
  const touchpoints = withAdded(isTouchpoints, nobody, wasTouchpoints);
  const cells = either(before.cells, after.cells, id);
  const edges = either(before.edges, after.edges, id);
  const named = (collection: string, marks: readonly [string, Mark][]): [string, Mark][] =>
    marks.map(([thing, mark]) => [`${collection}:${thing}`, mark]);
  const marks = new Map([
    ...named(
      'states',
      lineMarks(
        states,
        { line: wasStates, things: before.states },
        {
          line: isStates,
          things: after.states,
        },
      ),
    ),
    ...named(
      'touchpoints',
      lineMarks(
        touchpoints,
        { line: wasTouchpoints, things: before.touchpoints },
        { line: isTouchpoints, things: after.touchpoints },
      ),
    ),
    ...named('cells', cells.marks),
    ...named('edges', edges.marks),
  ]);
  const proved = provedOtherwise(before, after, { cells: cells.things, edges: edges.things });
  for (const name of proved.keys()) if (!marks.has(name)) marks.set(name, 'changed');
  return {
    blueprint: {
      ...after,
      states: { ...before.states, ...after.states },
      touchpoints: { ...before.touchpoints, ...after.touchpoints },
      roles: { ...before.roles, ...after.roles },
      journeys: { ...after.journeys, [id]: { ...journey, states, touchpoints } },
      cells: cells.things,
      edges: edges.things,
    },
    marks,
    differences: told(before, after, id, marks, { states, touchpoints, cells: cells.things }).map((one) => {
      const proofs = one.kind === 'changed' ? proved.get(markName(one)) : undefined;
      return proofs === undefined ? one : { ...one, fields: [...one.fields, proofs] };
    }),
  };
};

const order = ['journeys', 'states', 'touchpoints', 'cells', 'edges'];

/** The journey itself. Which lines came or went is told line by line and not as two long lists; only another order of them is. */
const ownDifference = (own: Difference | undefined, marks: ReadonlyMap<string, Mark>): Difference[] => {
  if (own === undefined || own.kind !== 'changed') return own ? [own] : [];
  const isTold = (collection: string): boolean =>
    [...marks].some(([name, mark]) => mark !== 'changed' && name.startsWith(`${collection}:`));
  const fields = own.fields.filter(({ field }) => !['states', 'touchpoints'].includes(field) || !isTold(field));
  return fields.length === 0 ? [] : [{ ...own, fields }];
};

/** What the marks stand for, in words, as the canvas is read. A line that only came to the journey, or left it, has no fields to tell. */
const told = (
  before: Blueprint,
  after: Blueprint,
  journey: string,
  marks: ReadonlyMap<string, Mark>,
  { states, touchpoints, cells }: Pick<Blueprint, 'cells'> & { states: string[]; touchpoints: string[] },
): Difference[] => {
  const placeOf = ({ collection, id }: ThingRef): number => {
    if (collection === 'states') return states.indexOf(id);
    if (collection === 'touchpoints') return touchpoints.indexOf(id);
    const cell = cells[id];
    return cell ? states.indexOf(cell.state) * 1000 + touchpoints.indexOf(cell.touchpoint) : 0;
  };
  const known = new Map(differences(before, after).map((one) => [markName(one), one]));
  const bare = (name: string, kind: Mark): Difference => {
    const cut = name.indexOf(':');
    const ref = { collection: name.slice(0, cut) as Collection, id: name.slice(cut + 1) };
    return { ...ref, kind, name: nameOf(kind === 'removed' ? before : after, ref), journey, fields: [] };
  };
  return [
    ...ownDifference(known.get(`journeys:${journey}`), marks),
    ...[...marks].map(([name, kind]): Difference => ({ ...(known.get(name) ?? bare(name, kind)), kind })),
  ].sort(
    (a, b) =>
      order.indexOf(a.collection) - order.indexOf(b.collection) ||
      placeOf(a) - placeOf(b) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
};
