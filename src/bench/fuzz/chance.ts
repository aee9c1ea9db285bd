/** Chance from a seed: the same numbers in the same order each time. */
export type Chance = {
  /** From 0 to 1, without 1. */
  share(): number;
  /** A whole number from 0, below `below`. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(from: readonly T[]): T[];
};

/** Source of the generator: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c (mulberry32). */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(share() * most);
  return {
    share,
    below,
    pick: (from) => {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
    shuffled: (from) => {
      const all = [...from];
      for (let at = all.length - 1; at > 0; at -= 1) {
        const to = below(at + 1);
        [all[at], all[to]] = [all[to], all[at]] as [(typeof all)[number], (typeof all)[number]];
      }
      return all;
    },
  };
};
