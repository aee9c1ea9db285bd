import { completenessOf } from '../../../analysis/blueprint/completeness.ts';
import { statusOf } from '../../../analysis/blueprint/status.ts';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import type { Cell, Edge, Proof, Status } from '../../../model/blueprint/journey.ts';
import { worded } from '../../../model/blueprint/words.ts';
import type { JourneyGrid } from './grid.ts';

/** What a card shows of its cell. */
export type Face = {
  question: string;
  filled: number;
  of: number;
  isMeasurable: boolean;
  status: Status;
  emotion: number | null;
  /** Who answers for it, else who does it; null where nobody does. */
  owner: string | null;
  initials: string;
};

export const initialsOf = (name: string): string => {
  const words = name.split(/[\s-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => word[0]) : [...(words[0] ?? '')].slice(0, 2);
  return letters.join('').toUpperCase();
};

/** Things by what they hang on, so that one card's face looks at its own only. */
const grouped = <Thing>(
  things: Record<string, Thing>,
  keyOf: (thing: Thing) => string,
): Map<string, Record<string, Thing>> => {
  const groups = new Map<string, Record<string, Thing>>();
  for (const [id, thing] of Object.entries(things)) {
    const group = groups.get(keyOf(thing));
    if (group) group[id] = thing;
    else groups.set(keyOf(thing), { [id]: thing });
  }
  return groups;
};

/** What was grouped once, for as long as the collection is the same. */
const remembered = <Thing>(keyOf: (thing: Thing) => string) => {
  const known = new WeakMap<Record<string, Thing>, Map<string, Record<string, Thing>>>();
  return (things: Record<string, Thing>): Map<string, Record<string, Thing>> => {
    const groups = known.get(things) ?? grouped(things, keyOf);
    known.set(things, groups);
    return groups;
  };
};

const exitsOf = remembered<Edge>(({ from }) => from);
const proofsOf = remembered<Proof>(({ about }) => about);
const noProofs: Record<string, Proof> = {};

type Kept = { of: Looked; language: string; asOf: string; parts: readonly unknown[]; face: Face };
const faces = new WeakMap<Cell, Kept>();

const looked = [
  'edges',
  'proofs',
  'rules',
  'roles',
  'idea',
  'segments',
  'personas',
  'rungs',
  'goals',
  'scenarios',
] as const satisfies (keyof Blueprint)[];

type Looked = Pick<Blueprint, (typeof looked)[number]>;

let lastLooked: Looked | undefined;

/** What faces look at beside their cells; the same object for as long as all of it is the same, so that a card asks once and not of each. */
const lookedAt = (blueprint: Blueprint): Looked => {
  const last = lastLooked;
  if (!last || looked.some((name) => last[name] !== blueprint[name])) lastLooked = blueprint;
  return lastLooked ?? blueprint;
};

/** A card's face; the same object as long as nothing it shows has changed. */
const faceOf = (
  blueprint: Blueprint,
  seen: Looked,
  id: string,
  cell: Cell,
  asOf: string,
  language: 'ru' | 'en',
): Face => {
  const kept = faces.get(cell);
  const isSameDay = kept?.language === language && kept.asOf === asOf;
  if (isSameDay && kept.of === seen) return kept.face;
  const exits = exitsOf(blueprint.edges);
  const [fromCell, fromState] = [exits.get(`cell:${id}`), exits.get(`state:${cell.state}`)];
  const proofs = proofsOf(blueprint.proofs).get(`cell:${id}`) ?? noProofs;
  const hasExit = fromCell !== undefined || fromState !== undefined;
  const { idea, segments, personas, rungs, goals, scenarios } = blueprint;
  const inputs =
    cell.inputs.length === 0 && cell.personas.length === 0 ? [] : [idea, segments, personas, rungs, goals, scenarios];
  const parts = [hasExit, proofs, blueprint.rules, blueprint.roles, ...inputs];
  if (isSameDay && kept.parts.length === parts.length && kept.parts.every((part, at) => part === parts[at])) {
    faces.set(cell, { ...kept, of: seen });
    return kept.face;
  }
  const small = { ...blueprint, edges: { ...fromCell, ...fromState }, proofs };
  const { filled, of, missing } = completenessOf(small, id, cell);
  const role = cell.accountable ?? cell.responsible;
  const owner = role === null ? null : worded(blueprint.roles[role]?.name, language) || role;
  const face: Face = {
    question: worded(cell.question, language),
    filled,
    of,
    isMeasurable: !missing.includes('evidence'),
    status: statusOf(small, `cell:${id}`, asOf).status,
    emotion: cell.emotion,
    owner: cell.accountable === null ? null : owner,
    initials: cell.accountable === null ? '' : initialsOf(owner ?? ''),
  };
  faces.set(cell, { of: seen, language, asOf, parts, face });
  return face;
};

/** Faces of all cards of a matrix, by cell. */
export const facesOf = (
  blueprint: Blueprint,
  grid: JourneyGrid,
  asOf: string,
  language: 'ru' | 'en',
): Map<string, Face> => {
  const seen = lookedAt(blueprint);
  const all = new Map<string, Face>();
  for (const { id, cell } of grid.cells.values()) all.set(id, faceOf(blueprint, seen, id, cell, asOf, language));
  return all;
};
