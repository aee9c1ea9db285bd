import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import type { HandOffSeen, RealPath } from '../../model/blueprint/contract.ts';
import { visitsNeeded } from './status.ts';

/** Customers of one segment whom facts showed in the same decision states one after another. */
export type AlikePaths = {
  /** Its id in the design; null where the customers fit none. */
  segment: string | null;
  states: readonly string[];
  /** Whether they left within the year: lost as customers, or silent before they ever bought. */
  haveLeft: boolean;
  customers: number;
};

/** Paths of all known customers; of very many every n-th one is looked at, always the same, and stands for so many. */
export type PathsSeen = { every: number; paths: readonly AlikePaths[]; handOffs: readonly HandOffSeen[] };

/** Evidence below this says too little of where somebody stands. */
export const leastWeight = 0.3;
/** Whoever has not bought and was not seen for so long has left; ours. */
export const silentDays = 90;

/** The state of each rule's facts, by the rule's id: the one it speaks for most; else that of its cell. Rules that say too little have none. */
export const stateOfRule = ({ rules, cells }: Pick<Blueprint, 'rules' | 'cells'>, id: string): string | null => {
  const rule = rules[id];
  if (rule === undefined) return null;
  const [most] = [...rule.states].sort((a, b) => b.weight - a.weight);
  if (most === undefined) return rule.cell === null ? null : (cells[rule.cell]?.state ?? null);
  return most.weight >= leastWeight ? most.state : null;
};

/** What a journey expects: moves from one state to another, its states in order, and those nobody may leave out. */
export type Expected = { order: readonly string[]; moves: ReadonlySet<string>; milestones: ReadonlySet<string> };

export const moveOf = (from: string, to: string): string => JSON.stringify([from, to]);

/** The decision state an edge begins or ends in; null of a lifecycle stage. */
export const stateOfEnd = ({ cells }: Pick<Blueprint, 'cells'>, end: string): string | null => {
  const id = end.slice(end.indexOf(':') + 1);
  if (end.startsWith('cell:')) return cells[id]?.state ?? null;
  return end.startsWith('state:') ? id : null;
};

export const expectedOf = (blueprint: Blueprint, journey: string): Expected => {
  const moves = new Set<string>();
  const milestones = new Set<string>();
  for (const edge of Object.values(blueprint.edges)) {
    if (edge.journey !== journey) continue;
    const [from, to] = [stateOfEnd(blueprint, edge.from), stateOfEnd(blueprint, edge.to)];
    if (from !== null && to !== null && from !== to) moves.add(moveOf(from, to));
    if (edge.isMilestone && to !== null) milestones.add(to);
  }
  return { order: blueprint.journeys[journey]?.states ?? [], moves, milestones };
};

/**
 * How far a real path goes as designed: 1 − (moves nobody designed + milestones left out) ÷ (moves + milestones); null of one that never moved.
 *
 * Of somebody on the way only milestones before the furthest state reached can be left out.
 */
export const fitnessOf = (states: readonly string[], { order, moves, milestones }: Expected): number | null => {
  const made = states.slice(1).map((to, at) => moveOf(states[at] ?? '', to));
  if (made.length === 0) return null;
  const furthest = Math.max(...states.map((state) => order.indexOf(state)));
  const due = [...milestones].filter((state) => order.indexOf(state) <= furthest);
  const forbidden = made.filter((move) => !moves.has(move)).length;
  const missing = due.filter((state) => !states.includes(state)).length;
  return 1 - (forbidden + missing) / (made.length + due.length);
};

/** The part of a path that is on a journey: states that are none of its are passed over. */
const along = (states: readonly string[], on: ReadonlySet<string>): string[] =>
  states.filter((state) => on.has(state)).filter((state, at, all) => state !== all[at - 1]);

/** Segments that have a designed journey of their own. */
const segmentsServed = ({ journeys }: Pick<Blueprint, 'journeys'>): Set<string> =>
  new Set(
    Object.values(journeys).flatMap(({ mode, segment }) => (mode === 'designed' && segment !== null ? [segment] : [])),
  );

/** The paths of a journey's customers along it: of its segment's; where it has none, of those whose segment has no journey of its own. */
export const pathsAlong = (
  blueprint: Blueprint,
  journey: string,
  { paths }: Pick<PathsSeen, 'paths'>,
): AlikePaths[] => {
  const segment = blueprint.journeys[journey]?.segment ?? null;
  const served = segmentsServed(blueprint);
  const isOf = (of: string | null): boolean => (segment === null ? of === null || !served.has(of) : of === segment);
  const states = blueprint.journeys[journey]?.states ?? [];
  const on = new Set(states.filter((state) => blueprint.states[state]?.phase !== 'aside'));
  return paths
    .filter((path) => isOf(path.segment))
    .map((path) => ({ ...path, states: along(path.states, on) }))
    .filter((path) => path.states.length > 0);
};

/** What really happens on a journey, as its customers' paths show. */
export const realPathOf = (blueprint: Blueprint, journey: string, seen: PathsSeen): RealPath => {
  const expected = expectedOf(blueprint, journey);
  let [customers, moved, fit] = [0, 0, 0];
  const left = new Map<string, number>();
  const undesigned = new Map<string, number>();
  for (const path of pathsAlong(blueprint, journey, seen)) {
    const { states } = path;
    const last = states.at(-1) ?? '';
    customers += path.customers;
    if (path.haveLeft) left.set(last, (left.get(last) ?? 0) + path.customers);
    const fitness = fitnessOf(states, expected);
    if (fitness === null) continue;
    moved += path.customers;
    fit += fitness * path.customers;
    const made = new Set(states.slice(1).map((to, at) => moveOf(states[at] ?? '', to)));
    for (const move of made)
      if (!expected.moves.has(move)) undesigned.set(move, (undesigned.get(move) ?? 0) + path.customers);
  }
  const [most] = [...undesigned].sort((a, b) => b[1] - a[1]);
  const [from = '', to = ''] = most === undefined ? [] : (JSON.parse(most[0]) as string[]);
  return {
    journey,
    every: seen.every,
    customers,
    moved,
    fitness: moved === 0 ? null : fit / moved,
    undesigned: most === undefined ? null : { from, to, customers: most[1] },
    dropOffs: [...left]
      .map(([state, n]) => ({ state, customers: n }))
      .sort((a, b) => b.customers - a.customers || expected.order.indexOf(a.state) - expected.order.indexOf(b.state)),
    handOffs: seen.handOffs.filter(({ edge }) => blueprint.edges[edge]?.journey === journey),
  };
};

const most = 3;

/** The up to three places where most customers are lost in truth; none while too few were seen to leave. */
export const topDropOffs = ({ dropOffs }: RealPath): RealPath['dropOffs'] =>
  dropOffs.reduce((sum, each) => sum + each.customers, 0) < visitsNeeded ? [] : dropOffs.slice(0, most);
