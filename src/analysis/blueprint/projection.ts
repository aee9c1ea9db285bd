import type { Blueprint } from '../../model/blueprint/blueprint.ts';

export type Projection = {
  /** The states in order, with the share of those who begin in the first that ever reach each; 1 for the first itself. */
  reached: { state: string; share: number }[];
  /** Ways with a probability, and all ways. */
  known: number;
  all: number;
};

const rounds = 5000;
const closeEnough = 1e-10;

/**
 * The share of customers who ever reach each decision state of a journey, if ways are gone as designed: a projection and no process.
 *
 * Loops are counted in full: the share is the probability of hitting a state at least once, h = 1 there and h(i) = Σ p(i→j)·h(j)
 * elsewhere, with ways of probability unknown not gone. Customers begin evenly in the cards of the first state that has any. Where the ways
 * of a card sum to more than 1 they are scaled to 1. Domain §4.8. Null where the journey has no ways with a probability.
 */
export const projectionOf = (blueprint: Blueprint, journeyId: string): Projection | null => {
  const journey = blueprint.journeys[journeyId];
  if (journey === undefined) return null;
  const cells = Object.entries(blueprint.cells).filter(
    ([, cell]) => cell.journey === journeyId && journey.states.includes(cell.state),
  );
  const edges = Object.values(blueprint.edges).filter((edge) => edge.journey === journeyId);
  const known = edges.filter(({ probability }) => probability !== null);
  const states = journey.states.filter((state) => cells.some(([, cell]) => cell.state === state));
  const [first] = states;
  if (known.length === 0 || first === undefined) return null;
  const inState = (state: string): string[] => cells.filter(([, cell]) => cell.state === state).map(([id]) => id);
  const entry = inState(first);
  const ways = new Map(cells.map(([id, cell]) => [id, waysFrom(known, id, cell.state, inState)]));
  const shareOf = (state: string): number => {
    const targets = new Set(inState(state));
    const hit = new Map<string, number>(cells.map(([id]) => [id, targets.has(id) ? 1 : 0]));
    for (let round = 0, moved = 1; round < rounds && moved > closeEnough; round += 1) {
      moved = 0;
      for (const [id, out] of ways) {
        if (targets.has(id)) continue;
        const next = out.reduce((sum, { to, part }) => sum + part * (hit.get(to) ?? 0), 0);
        moved = Math.max(moved, Math.abs(next - (hit.get(id) ?? 0)));
        hit.set(id, next);
      }
    }
    return entry.reduce((sum, id) => sum + (hit.get(id) ?? 0), 0) / entry.length;
  };
  return {
    reached: states.map((state) => ({ state, share: state === first ? 1 : shareOf(state) })),
    known: known.length,
    all: edges.length,
  };
};

type Way = { to: string; part: number };

const waysFrom = (
  known: readonly Blueprint['edges'][string][],
  id: string,
  state: string,
  inState: (state: string) => string[],
): Way[] => {
  const out = known
    .filter(({ from }) => from === `cell:${id}` || from === `state:${state}`)
    .flatMap(({ to, probability }): Way[] => {
      const end = to.slice(to.indexOf(':') + 1);
      // A state as a whole is reached through its cards alike; a stage is out of the journey.
      const cells = to.startsWith('cell:') ? [end] : to.startsWith('state:') ? inState(end) : [];
      const whole = probability ?? 0;
      return cells.length === 0
        ? [{ to: '', part: whole }]
        : cells.map((cell) => ({ to: cell, part: whole / cells.length }));
    });
  const total = out.reduce((sum, { part }) => sum + part, 0);
  return total > 1 ? out.map(({ to, part }) => ({ to, part: part / total })) : out;
};
