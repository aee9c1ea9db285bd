import type { Paths } from './paths.ts';
import type { Sums } from './rules.ts';

/**
 * What paths look like to a Markov model of order k: states and the moves between them.
 *
 * A state is k touches in a row, or the whole path where it is shorter. `holders[key]` lists the states that hold a key. Moves are
 * numbered; `from` and `to` are their states. Moves within one state do not exist: what stays is where it was.
 */
export type Chain = {
  states: number;
  holders: number[][];
  from: Uint32Array;
  to: Uint32Array;
};

/** Where each kind of count of a chain begins within the counts of one lot. */
export const layoutOf = (chain: Chain) => {
  const moves = chain.from.length;
  return {
    moves: 0,
    starts: moves,
    converted: moves + chain.states,
    value: moves + 2 * chain.states,
    unconverted: moves + 3 * chain.states,
    width: moves + 4 * chain.states,
  };
};

/** A table from (state, key) to the number of the step, numbered as met; −1 marks a free slot. */
const stepTable = (keyCount: number) => {
  let size = 1 << 12;
  let slots = new Int32Array(size).fill(-1);
  let codes = new Float64Array(1 << 10);
  let count = 0;
  const slotOf = (code: number): number => {
    // Both halves of the code count: with many keys it exceeds 32 bits.
    let hash = (Math.imul(code | 0, 0x9e3779b1) ^ Math.imul((code / 4294967296) | 0, 0x85ebca6b)) >>> 0;
    hash = (hash ^ (hash >>> 15)) & (size - 1);
    for (;;) {
      const held = slots[hash] as number;
      if (held < 0 || codes[held] === code) return hash;
      hash = (hash + 1) & (size - 1);
    }
  };
  const grow = (): void => {
    size *= 2;
    slots = new Int32Array(size).fill(-1);
    const longer = new Float64Array(codes.length * 2);
    longer.set(codes);
    codes = longer;
    for (let step = 0; step < count; step += 1) slots[slotOf(codes[step] as number)] = step;
  };
  return {
    /** The step's number, or −1 − its number where it has just been met. */
    step: (state: number, key: number): number => {
      const code = state * keyCount + key;
      const slot = slotOf(code);
      const held = slots[slot] as number;
      if (held >= 0) return held;
      slots[slot] = count;
      codes[count] = code;
      count += 1;
      const met = count - 1;
      if (count * 2 > size || count === codes.length) grow();
      return -1 - met;
    },
  };
};

/** Walks paths touch by touch and numbers the states and steps it meets; state 0 is the beginning. */
const walker = (keyCount: number, order: number) => {
  const grams: number[][] = [[]];
  const stateOf = new Map<string, number>([['', 0]]);
  const from: number[] = [];
  const to: number[] = [];
  const table = stepTable(keyCount);
  const meet = (state: number, key: number): void => {
    const gram = [...(grams[state] as number[]), key].slice(-order);
    const name = gram.join(',');
    let target = stateOf.get(name);
    if (target === undefined) {
      target = grams.length;
      grams.push(gram);
      stateOf.set(name, target);
    }
    from.push(state);
    to.push(target);
  };
  const step = (state: number, key: number): number => {
    const found = table.step(state, key);
    if (found >= 0) return found;
    meet(state, key);
    return -1 - found;
  };
  return { grams, from, to, step };
};

/**
 * Counts, lot by lot, how often paths begin in, move between and end in each state of a Markov model of order k.
 *
 * Without `nulls`, paths that did not convert are not walked.
 */
export const chainOf = (paths: Paths, order: number, nulls: boolean): { chain: Chain; counts: Sums } => {
  const { starts, touches, converted, value, unconverted, lot, keys } = paths;
  const { grams, from, to, step } = walker(keys.length, order);
  const total = starts[converted.length] as number;
  // The number of the step each touch takes; what only leads into the first state takes none.
  const steps = new Int32Array(total);
  const entered = new Int32Array(converted.length);
  const left = new Int32Array(converted.length);
  for (let path = 0; path < converted.length; path += 1) {
    const [begin, end] = [starts[path] as number, starts[path + 1] as number];
    let state = 0;
    for (let at = begin; at < end; at += 1) {
      const taken = step(state, touches[at] as number);
      const target = to[taken] as number;
      const leads = at - begin >= order && target !== state;
      steps[at] = leads ? taken : -1;
      state = target;
      if (at - begin < order) entered[path] = state;
    }
    left[path] = state;
  }
  const holders: number[][] = keys.map(() => []);
  for (const [state, gram] of grams.entries()) for (const key of new Set(gram)) holders[key]?.push(state);
  const chain = { states: grams.length, holders, from: Uint32Array.from(from), to: Uint32Array.from(to) };
  const layout = layoutOf(chain);
  // Lots share cells where there would be too many: fewer, larger lots tell the same spread a little less finely.
  const lots = Math.max(1, Math.min(paths.lots, Math.floor(2e7 / layout.width)));
  const cells = new Float64Array(lots * layout.width);
  const add = (at: number, amount: number): void => {
    cells[at] = (cells[at] as number) + amount;
  };
  for (let path = 0; path < converted.length; path += 1) {
    const [begin, end] = [starts[path] as number, starts[path + 1] as number];
    const [won, lost] = [converted[path] as number, nulls ? (unconverted[path] as number) : 0];
    const walked = won + lost;
    if (begin === end || walked === 0) continue;
    const base = ((lot[path] as number) % lots) * layout.width;
    add(base + layout.starts + (entered[path] as number), walked);
    for (let at = begin; at < end; at += 1) if ((steps[at] as number) >= 0) add(base + (steps[at] as number), walked);
    const end_ = left[path] as number;
    add(base + layout.converted + end_, won);
    add(base + layout.value + end_, value[path] as number);
    add(base + layout.unconverted + end_, lost);
  }
  return { chain, counts: { width: layout.width, lots, cells } };
};
