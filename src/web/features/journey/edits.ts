import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { Cell, DecisionState, Edge, Journey, Touchpoint } from '../../../model/blueprint/journey.ts';
import type { Wording } from '../../../model/blueprint/words.ts';
import type { Edit } from '../design/document/draft.ts';
import type { Thing } from '../design/document/fields.ts';

/** Gestures on a journey as edits of the blueprint's things. Ids of new things are given, so that nothing here is left to chance. */

type Language = 'ru' | 'en';
type NewId = (letter: string) => string;

export const inLanguage = (wording: Wording | undefined, language: Language, text: string): Wording => ({
  ru: wording?.ru ?? '',
  en: wording?.en ?? '',
  [language]: text,
});

const put = (collection: Edit['collection'], id: string, after: Thing): Edit => ({ collection, id, after });
const drop = (collection: Edit['collection'], id: string): Edit => ({ collection, id, after: null });

const journeyWith = (blueprint: Blueprint, id: string, fields: Partial<Journey>): Edit[] => {
  const journey = blueprint.journeys[id];
  return journey ? [put('journeys', id, { ...journey, ...fields })] : [];
};

const placed = (list: readonly string[], id: string, at: number): string[] => {
  const rest = list.filter((one) => one !== id);
  return [...rest.slice(0, at), id, ...rest.slice(at)];
};

type Axis = 'states' | 'touchpoints';

export const addLine = (
  blueprint: Blueprint,
  journey: string,
  axis: Axis,
  { id, name, at }: { id: string; name: Wording; at: number },
): Edit[] => [
  ...(blueprint[axis][id]
    ? []
    : [put(axis, id, axis === 'states' ? DecisionState.parse({ name }) : Touchpoint.parse({ name }))]),
  ...journeyWith(blueprint, journey, { [axis]: placed(blueprint.journeys[journey]?.[axis] ?? [], id, at) }),
];

export const setThing = (blueprint: Blueprint, collection: Edit['collection'], id: string, fields: Thing): Edit[] => {
  const thing = (blueprint[collection] as Record<string, Thing | undefined>)[id];
  return thing ? [put(collection, id, { ...thing, ...fields })] : [];
};

export const moveLine = (blueprint: Blueprint, journey: string, axis: Axis, id: string, at: number): Edit[] =>
  journeyWith(blueprint, journey, { [axis]: placed(blueprint.journeys[journey]?.[axis] ?? [], id, at) });

/** Takes a column or row out of a journey with its cards; the state or touchpoint itself goes where no other journey has it. */
export const removeLine = (blueprint: Blueprint, journey: string, axis: Axis, id: string): Edit[] => {
  const side = axis === 'states' ? 'state' : 'touchpoint';
  const cells = Object.entries(blueprint.cells)
    .filter(([, cell]) => cell.journey === journey && cell[side] === id)
    .map(([cell]) => cell);
  const isElsewhere = Object.entries(blueprint.journeys).some(
    ([other, one]) => other !== journey && one[axis].includes(id),
  );
  const headEdges = Object.entries(blueprint.edges)
    .filter(
      ([, { from, to, journey: of }]) => of === journey && axis === 'states' && [from, to].includes(`state:${id}`),
    )
    .map(([edge]) => drop('edges', edge));
  return [
    ...removeCells(blueprint, cells),
    ...headEdges,
    ...journeyWith(blueprint, journey, {
      [axis]: (blueprint.journeys[journey]?.[axis] ?? []).filter((one) => one !== id),
      ...(axis === 'states' && blueprint.journeys[journey]?.firstTalk === id ? { firstTalk: null } : {}),
    }),
    ...(isElsewhere ? [] : [drop(axis, id)]),
  ];
};

export const addCell = (
  id: string,
  slot: { journey: string; state: string; touchpoint: string },
  question: Wording,
): Edit[] => [put('cells', id, Cell.parse({ ...slot, question }))];

/** Removes cards with the ways to and from them, their proofs and what was said about them. */
export const removeCells = (blueprint: Blueprint, ids: readonly string[]): Edit[] => {
  const ends = new Set(ids.map((id) => `cell:${id}`));
  const edges = Object.entries(blueprint.edges).filter(([, { from, to }]) => ends.has(from) || ends.has(to));
  const about = new Set([
    ...ends,
    ...ids.map((id) => `cells:${id}`),
    ...edges.map(([id]) => `edge:${id}`),
    ...edges.map(([id]) => `edges:${id}`),
  ]);
  const on = (collection: 'proofs' | 'comments') =>
    Object.entries(blueprint[collection])
      .filter(([, thing]) => about.has(thing.about))
      .map(([id]) => drop(collection, id));
  return [
    ...ids.map((id) => drop('cells', id)),
    ...edges.map(([id]) => drop('edges', id)),
    ...on('proofs'),
    ...on('comments'),
  ];
};

export const removeEdges = (blueprint: Blueprint, ids: readonly string[]): Edit[] => {
  const about = new Set(ids.flatMap((id) => [`edge:${id}`, `edges:${id}`]));
  const on = (collection: 'proofs' | 'comments') =>
    Object.entries(blueprint[collection])
      .filter(([, thing]) => about.has(thing.about))
      .map(([id]) => drop(collection, id));
  return [...ids.map((id) => drop('edges', id)), ...on('proofs'), ...on('comments')];
};

/** Moves cards by columns and rows; those that would leave the matrix stay at its edge. */
export const moveCells = (
  blueprint: Blueprint,
  journeyId: string,
  ids: readonly string[],
  by: { columns: number; rows: number },
): Edit[] => {
  const journey = blueprint.journeys[journeyId];
  if (!journey) return [];
  const cells = ids.flatMap((id) => (blueprint.cells[id] ? [[id, blueprint.cells[id]] as const] : []));
  const hold = (list: readonly string[], places: number[], step: number): number =>
    Math.max(-Math.min(...places), Math.min(step, list.length - 1 - Math.max(...places)));
  const columns = hold(
    journey.states,
    cells.map(([, cell]) => journey.states.indexOf(cell.state)),
    by.columns,
  );
  const rows = hold(
    journey.touchpoints,
    cells.map(([, cell]) => journey.touchpoints.indexOf(cell.touchpoint)),
    by.rows,
  );
  return cells.map(([id, cell]) =>
    put('cells', id, {
      ...cell,
      state: journey.states[journey.states.indexOf(cell.state) + columns] ?? cell.state,
      touchpoint: journey.touchpoints[journey.touchpoints.indexOf(cell.touchpoint) + rows] ?? cell.touchpoint,
    }),
  );
};

/** What is copied: cards as they were, and the ways among them. */
export type Clip = { cells: [string, Cell][]; edges: [string, Edge][] };

export const clipOf = (blueprint: Blueprint, ids: readonly string[]): Clip => {
  const ends = new Set(ids.map((id) => `cell:${id}`));
  return {
    cells: ids.flatMap((id) => (blueprint.cells[id] ? [[id, blueprint.cells[id]] as [string, Cell]] : [])),
    edges: Object.entries(blueprint.edges).filter(([, { from, to }]) => ends.has(from) && ends.has(to)),
  };
};

type Paste = {
  journey: string;
  /** Where the top left card goes; null keeps states and touchpoints and adds those the journey has not. */
  at: { column: number; row: number } | null;
  /** For these personas instead of the copied ones'. */
  personas?: string[] | undefined;
};

/** Puts copies of cards and the ways among them into a journey. */
export const pasteClip = (blueprint: Blueprint, clip: Clip, { journey: id, at, personas }: Paste, newId: NewId) => {
  const journey = blueprint.journeys[id];
  if (!journey || clip.cells.length === 0) return { edits: [] as Edit[], cells: [] as string[] };
  const source = (clip.cells[0] && blueprint.journeys[clip.cells[0][1].journey]) ?? journey;
  const states = [...journey.states];
  const touchpoints = [...journey.touchpoints];
  const least = (list: readonly string[], side: 'state' | 'touchpoint'): number =>
    Math.min(...clip.cells.map(([, cell]) => Math.max(0, list.indexOf(cell[side]))));
  const [left, top] = [least(source.states, 'state'), least(source.touchpoints, 'touchpoint')];
  const lineFor = (
    list: string[],
    from: readonly string[],
    line: string,
    origin: number,
    to: number | null,
  ): string => {
    if (to !== null) return list[Math.min(list.length - 1, to + from.indexOf(line) - origin)] ?? line;
    if (!list.includes(line)) list.push(line);
    return line;
  };
  const renamed = new Map(clip.cells.map(([old]) => [old, newId('c')]));
  const cells = clip.cells.map(([old, cell]) =>
    put('cells', renamed.get(old) ?? old, {
      ...cell,
      journey: id,
      state: lineFor(states, source.states, cell.state, left, at?.column ?? null),
      touchpoint: lineFor(touchpoints, source.touchpoints, cell.touchpoint, top, at?.row ?? null),
      personas: personas ?? cell.personas,
      spot: null,
      place: cell.place + 0.001,
    }),
  );
  const end = (name: string): string => `cell:${renamed.get(name.slice(5)) ?? name.slice(5)}`;
  const edges = clip.edges.map(([, edge]) =>
    put('edges', newId('e'), { ...edge, journey: id, from: end(edge.from), to: end(edge.to) }),
  );
  return {
    edits: [...journeyWith(blueprint, id, { states, touchpoints }), ...cells, ...edges],
    cells: [...renamed.values()],
  };
};

/** The kind a way most likely has, by where it leads. */
export const likelyKind = (blueprint: Blueprint, journeyId: string, from: string, to: string): Edge['kind'] => {
  const states = blueprint.journeys[journeyId]?.states ?? [];
  const [a, b] = [blueprint.cells[from]?.state ?? '', blueprint.cells[to]?.state ?? ''];
  if (blueprint.states[b]?.phase === 'aside') return 'loss';
  if (blueprint.states[a]?.phase === 'aside') return 'return';
  const step = states.indexOf(b) - states.indexOf(a);
  return step < 0 || from === to ? 'loop' : step > 1 ? 'skip' : 'progress';
};

export const addEdge = (blueprint: Blueprint, journey: string, id: string, from: string, to: string): Edit[] => {
  const isThere = Object.values(blueprint.edges).some(
    (edge) => edge.journey === journey && edge.from === `cell:${from}` && edge.to === `cell:${to}`,
  );
  if (isThere) return [];
  const kind = likelyKind(blueprint, journey, from, to);
  return [put('edges', id, Edge.parse({ journey, from: `cell:${from}`, to: `cell:${to}`, kind }))];
};

export const addJourney = (id: string, fields: Partial<Journey> & { name: Wording }): Edit[] => [
  put('journeys', id, Journey.parse(fields)),
];

export const removeJourney = (blueprint: Blueprint, id: string): Edit[] => {
  const cells = Object.entries(blueprint.cells)
    .filter(([, cell]) => cell.journey === id)
    .map(([cell]) => cell);
  const removed = removeCells(blueprint, cells);
  const gone = new Set(removed.map((edit) => `${edit.collection}:${edit.id}`));
  const rest = Object.entries(blueprint.edges)
    .filter(([edge, { journey }]) => journey === id && !gone.has(`edges:${edge}`))
    .map(([edge]) => drop('edges', edge));
  return [...removed, ...rest, drop('journeys', id)];
};

/** A journey once more under another name, with all its cards and ways: for another segment, or as the way it is done now. */
export const copyJourney = (
  blueprint: Blueprint,
  from: string,
  to: { id: string; fields: Partial<Journey> },
  newId: NewId,
): Edit[] => {
  const journey = blueprint.journeys[from];
  if (!journey) return [];
  const copy = put('journeys', to.id, { ...journey, ...to.fields });
  const clip = clipOf(
    blueprint,
    Object.entries(blueprint.cells).flatMap(([id, cell]) => (cell.journey === from ? [id] : [])),
  );
  const grown = { ...blueprint, journeys: { ...blueprint.journeys, [to.id]: { ...journey, ...to.fields } } };
  const { edits } = pasteClip(grown, clip, { journey: to.id, at: null }, newId);
  return [copy, ...edits.filter((edit) => edit.collection !== 'journeys')];
};
