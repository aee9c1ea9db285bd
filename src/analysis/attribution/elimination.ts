import type { Flow, Yield } from './removal.ts';

type Ends = { conversion: number; value: number; nothing: number };
type State = Ends & { moves: Map<number, number>; cameFrom: Set<number> };

/**
 * The yield of a chain without its removed states, by taking states out one after another until only the beginning is left.
 *
 * A state taken out hands what it moves and ends in to those that move to it. Nothing is ever subtracted (Grassmann, Taksar, Heyman 1985), so the
 * result is exact to rounding however long paths are. The state with the fewest ways in and out goes first, which keeps the chain sparse.
 */
export const eliminate = (flow: Flow, removed: Uint8Array): Yield => {
  const states = new Map<number, State>();
  const begin = flow.states;
  states.set(begin, { moves: new Map(), cameFrom: new Set(), conversion: 0, value: 0, nothing: 0 });
  for (let state = 0; state < flow.states; state += 1)
    if (!removed[state])
      states.set(state, {
        moves: new Map(),
        cameFrom: new Set(),
        conversion: flow.conversion[state] as number,
        value: flow.value[state] as number,
        nothing: flow.nothing[state] as number,
      });
  const connect = (from: number, to: number, probability: number): void => {
    if (probability === 0) return;
    const [left, entered] = [states.get(from) as State, states.get(to)];
    if (!entered) {
      left.nothing += probability;
      return;
    }
    left.moves.set(to, (left.moves.get(to) ?? 0) + probability);
    entered.cameFrom.add(from);
  };
  for (let state = 0; state < flow.states; state += 1) {
    connect(begin, state, flow.begin[state] as number);
    if (removed[state]) continue;
    for (let at = flow.rows[state] as number; at < (flow.rows[state + 1] as number); at += 1)
      connect(state, flow.to[at] as number, flow.probability[at] as number);
  }
  takeOut(states, begin);
  const { conversion, value } = states.get(begin) as State;
  return { conversion, value };
};

/** How many ways taking a state out may add. */
const costOf = (state: State): number => state.moves.size * state.cameFrom.size;

const takeOut = (states: Map<number, State>, begin: number): void => {
  // Buckets by cost; a state whose cost has changed since is put where it belongs when it is met.
  const buckets: number[][] = [];
  const put = (id: number): void => {
    const cost = costOf(states.get(id) as State);
    buckets[cost] ??= [];
    buckets[cost].push(id);
  };
  for (const id of states.keys()) if (id !== begin) put(id);
  for (let cost = 0; cost < buckets.length; cost += 1) {
    const id = buckets[cost]?.pop();
    if (id === undefined) continue;
    cost -= 1;
    const state = states.get(id);
    if (!state) continue;
    const now = costOf(state);
    if (now > cost + 1) {
      put(id);
      continue;
    }
    const touched = takeOne(states, id, state);
    for (const other of touched) {
      if (other === begin) continue;
      const lower = costOf(states.get(other) as State);
      if (lower > cost) continue;
      put(other);
      cost = Math.min(cost, lower - 1);
    }
  }
};

/** Takes one state out and answers the states it was connected with. */
const takeOne = (states: Map<number, State>, id: number, state: State): Set<number> => {
  let leaves = state.conversion + state.nothing;
  for (const [to, probability] of state.moves) if (to !== id) leaves += probability;
  const touched = new Set<number>();
  for (const from of state.cameFrom) {
    if (from === id) continue;
    const before = states.get(from) as State;
    const factor = (before.moves.get(id) ?? 0) / leaves;
    before.moves.delete(id);
    before.conversion += factor * state.conversion;
    before.value += factor * state.value;
    before.nothing += factor * state.nothing;
    for (const [to, probability] of state.moves) {
      if (to === id) continue;
      before.moves.set(to, (before.moves.get(to) ?? 0) + factor * probability);
      states.get(to)?.cameFrom.add(from);
    }
    touched.add(from);
  }
  for (const to of state.moves.keys()) {
    states.get(to)?.cameFrom.delete(id);
    if (to !== id) touched.add(to);
  }
  states.delete(id);
  return touched;
};
