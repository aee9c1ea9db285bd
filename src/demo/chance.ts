/** A stream of chance that is the same in every run: the demo company must come out alike to the last kopeck. */
export type Chance = {
  /** A number in [0, 1). */
  share(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  shuffled<T>(list: readonly T[]): T[];
  /** A positive number whose logarithm is normal: half of the draws are below `median`. */
  around(median: number, spread: number): number;
};

const seedOf = (name: string, seed: number): number => {
  let hash = seed | 0;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) ^ (hash >>> 13);
  return hash >>> 0;
};

/** A stream of its own for each concern, so that a change in one does not shift the others (mulberry32). */
export const chanceOf = (name: string, seed = 20_260_101): Chance => {
  let state = seedOf(name, seed);
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(share() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[int(0, list.length - 1)];
    if (found === undefined) throw new RangeError('There is nothing to pick from');
    return found;
  };
  return {
    share,
    int,
    happens: (probability) => share() < probability,
    pick,
    weighted: <K extends string>(weights: Readonly<Record<K, number>>): K => {
      const keys = Object.keys(weights) as K[];
      let left = share() * keys.reduce((sum, key) => sum + weights[key], 0);
      for (const key of keys) {
        left -= weights[key];
        if (left < 0) return key;
      }
      return pick(keys);
    },
    shuffled: <T>(list: readonly T[]): T[] =>
      list
        .map((item) => ({ item, at: share() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
    around: (median, spread) => {
      const normal = Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
      return median * Math.exp(spread * normal);
    },
  };
};
