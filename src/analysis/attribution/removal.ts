import { type Chain, layoutOf } from './chain.ts';
import { eliminate } from './elimination.ts';
import { inverse, solve } from './inverse.ts';

/** What a chain brings: the chance that a path converts, and the value it brings, on average over all beginnings. */
export type Yield = { conversion: number; value: number };

/** A chain as probabilities, of the states that were visited only. Rows of moves are together: those of s from `rows[s]` on. */
export type Flow = {
  states: number;
  rows: Uint32Array;
  to: Uint32Array;
  probability: Float64Array;
  begin: Float64Array;
  conversion: Float64Array;
  value: Float64Array;
  /** The chance to end without a result. */
  nothing: Float64Array;
  holders: Uint32Array[];
};

/** Counts as probabilities: each state's moves and ends over all it was left by. */
export const flowOf = (chain: Chain, counts: Float64Array): Flow => {
  const layout = layoutOf(chain);
  const count = (kind: 'moves' | 'starts' | 'converted' | 'value' | 'unconverted', at: number): number =>
    counts[layout[kind] + at] as number;
  const leaving = new Float64Array(chain.states);
  for (let state = 0; state < chain.states; state += 1)
    leaving[state] = count('converted', state) + count('unconverted', state);
  const lengths = new Uint32Array(chain.states);
  for (let move = 0; move < chain.from.length; move += 1) {
    if (count('moves', move) <= 0) continue;
    const state = chain.from[move] as number;
    leaving[state] = (leaving[state] as number) + count('moves', move);
    lengths[state] = (lengths[state] as number) + 1;
  }
  const visited: number[] = [];
  const placeOf = new Int32Array(chain.states).fill(-1);
  for (let state = 0; state < chain.states; state += 1)
    if ((leaving[state] as number) > 0) placeOf[state] = visited.push(state) - 1;
  const rows = new Uint32Array(visited.length + 1);
  for (const [place, state] of visited.entries())
    rows[place + 1] = (rows[place] as number) + (lengths[state] as number);
  const free = rows.slice();
  const to = new Uint32Array(rows[visited.length] as number);
  const probability = new Float64Array(to.length);
  for (let move = 0; move < chain.from.length; move += 1) {
    if (count('moves', move) <= 0) continue;
    const state = chain.from[move] as number;
    const place = placeOf[state] as number;
    const at = free[place] as number;
    free[place] = at + 1;
    to[at] = placeOf[chain.to[move] as number] as number;
    probability[at] = count('moves', move) / (leaving[state] as number);
  }
  const begun = visited.reduce((sum, state) => sum + count('starts', state), 0);
  const of = (kind: 'converted' | 'value' | 'unconverted') =>
    Float64Array.from(visited, (state) => count(kind, state) / (leaving[state] as number));
  return {
    states: visited.length,
    rows,
    to,
    probability,
    begin: Float64Array.from(visited, (state) => count('starts', state) / begun),
    conversion: of('converted'),
    value: of('value'),
    nothing: of('unconverted'),
    holders: chain.holders.map((held) =>
      Uint32Array.from(held.map((state) => placeOf[state] as number).filter((place) => place >= 0)),
    ),
  };
};

/** Up to how many states one inverse is quicker than a solution for every key. */
const mostDense = 320;

/**
 * What a chain brings and how much of it is lost with each key: every state that holds it then ends in nothing.
 *
 * With few states the inverse N of I − Q tells all of them: the loss of a set S of states is (beginnings · N)ₛ · Nₛₛ⁻¹ · xₛ, where x = N · ends;
 * for a single state k it is (N₀ₖ ÷ Nₖₖ) · xₖ. With many the chain is solved again without each key's states, to `precision` relative.
 */
export const removals = (flow: Flow, precision = 1e-16): { whole: Yield; lost: Yield[] } =>
  flow.states <= mostDense ? byInverse(flow) : bySolving(flow, precision);

const byInverse = (flow: Flow): { whole: Yield; lost: Yield[] } => {
  const n = flow.states;
  const matrix = new Float64Array(n * n);
  for (let state = 0; state < n; state += 1) {
    matrix[state * n + state] = 1;
    for (let at = flow.rows[state] as number; at < (flow.rows[state + 1] as number); at += 1) {
      const cell = state * n + (flow.to[at] as number);
      matrix[cell] = (matrix[cell] as number) - (flow.probability[at] as number);
    }
  }
  const visits = inverse(matrix, n);
  const reached = new Float64Array(n);
  const [conversion, value] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) {
      const visit = visits[i * n + j] as number;
      reached[j] = (reached[j] as number) + (flow.begin[i] as number) * visit;
      conversion[i] = (conversion[i] as number) + visit * (flow.conversion[j] as number);
      value[i] = (value[i] as number) + visit * (flow.value[j] as number);
    }
  const over = (at: Float64Array, weights: Float64Array): number =>
    weights.reduce((sum, weight, state) => sum + weight * (at[state] as number), 0);
  const lost = flow.holders.map((held): Yield => {
    if (held.length === 0) return { conversion: 0, value: 0 };
    const within = new Float64Array(held.length * held.length);
    for (const [i, row] of held.entries())
      for (const [j, column] of held.entries()) within[i * held.length + j] = visits[row * n + column] as number;
    const ends = [conversion, value].map((column) => Float64Array.from(held, (state) => column[state] as number));
    solve(within, held.length, ends);
    const sum = (column: Float64Array): number =>
      held.reduce((total, state, at) => total + (reached[state] as number) * (column[at] as number), 0);
    return { conversion: sum(ends[0] as Float64Array), value: sum(ends[1] as Float64Array) };
  });
  return { whole: { conversion: over(conversion, flow.begin), value: over(value, flow.begin) }, lost };
};

const bySolving = (flow: Flow, precision: number): { whole: Yield; lost: Yield[] } => {
  const order = nearestEndFirst(flow);
  const removed = new Uint8Array(flow.states);
  const without = (held: Uint32Array): Yield => {
    for (const state of held) removed[state] = 1;
    const found = swept(flow, order, removed, precision) ?? eliminate(flow, removed);
    for (const state of held) removed[state] = 0;
    return found;
  };
  const whole = without(new Uint32Array());
  const lost = flow.holders.map((held): Yield => {
    if (held.length === 0) return { conversion: 0, value: 0 };
    const kept = without(held);
    return { conversion: whole.conversion - kept.conversion, value: whole.value - kept.value };
  });
  return { whole, lost };
};

/** States so that, loops apart, what a state moves to comes before it: a sweep then carries ends back in one go. */
const nearestEndFirst = (flow: Flow): Uint32Array => {
  const order = new Uint32Array(flow.states);
  const next = flow.rows.slice();
  const met = new Uint8Array(flow.states);
  let placed = 0;
  for (let root = 0; root < flow.states; root += 1) {
    if (met[root]) continue;
    const stack = [root];
    met[root] = 1;
    while (stack.length > 0) {
      const state = stack[stack.length - 1] as number;
      const at = next[state] as number;
      if (at === (flow.rows[state + 1] as number)) {
        order[placed] = state;
        placed += 1;
        stack.pop();
        continue;
      }
      next[state] = at + 1;
      const target = flow.to[at] as number;
      if (met[target]) continue;
      met[target] = 1;
      stack.push(target);
    }
  }
  return order;
};

const mostSweeps = 600;

/**
 * The yield without the removed states by Gauss–Seidel sweeps, or null where they do not settle.
 *
 * Sweeps grow towards the solution from below. They have settled once what is still to come, told from how fast changes shrink, is below
 * `precision` of the result; chains of very long paths shrink too slowly for that.
 */
const swept = (flow: Flow, order: Uint32Array, removed: Uint8Array, precision: number): Yield | null => {
  const [conversion, value] = [new Float64Array(flow.states), new Float64Array(flow.states)];
  let [before, shrank] = [Number.NaN, Number.NaN];
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    let [change, size] = [0, 0];
    for (const state of order) {
      if (removed[state]) continue;
      let [won, worth] = [flow.conversion[state] as number, flow.value[state] as number];
      for (let at = flow.rows[state] as number; at < (flow.rows[state + 1] as number); at += 1) {
        const target = flow.to[at] as number;
        const probability = flow.probability[at] as number;
        won += probability * (conversion[target] as number);
        worth += probability * (value[target] as number);
      }
      change += Math.abs(won - (conversion[state] as number)) + Math.abs(worth - (value[state] as number));
      size += won + Math.abs(worth);
      conversion[state] = won;
      value[state] = worth;
    }
    const shrinks = change / before;
    // The slower of two sweeps is believed; before the third there is nothing to tell from.
    const slower = Math.max(shrinks, shrank);
    if (change === 0 || (slower < 1 && (change * slower) / (1 - slower) < precision * size))
      return {
        conversion: flow.begin.reduce((sum, share, state) => sum + share * (conversion[state] as number), 0),
        value: flow.begin.reduce((sum, share, state) => sum + share * (value[state] as number), 0),
      };
    [before, shrank] = [change, shrinks];
  }
  return null;
};
