/** An interaction of a customer that has a channel and is no result; `key` is what credit goes to (a channel, a campaign, …). */
export type Touch = { customer: string; atMs: number; key: string };

/** What a customer did that earns credit: an order, a first result, a step up the ladder, a win-back. */
export type Result = { customer: string; atMs: number; value: number };

/** The touches of one customer between two results; `converted` says whether a result ended them. */
export type Path = {
  customer: string;
  touches: { key: string; daysBefore: number }[];
  converted: boolean;
  value: number;
  /** The instant of its result, or of its last touch. */
  endedAtMs: number;
};

const dayMs = 86_400_000;

const byCustomer = <T extends { customer: string; atMs: number }>(rows: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.customer);
    if (group) group.push(row);
    else groups.set(row.customer, [row]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.atMs - b.atMs);
  return groups;
};

/**
 * What led to each result: a customer's touches in time since the result before, as one path a result.
 *
 * Input may come unsorted; touches of one instant keep their order. A touch at the instant of a result led to it. Touches in a row
 * on one channel all stay. What trails the last result is a path that has not converted. A result without a touch is a path without
 * touches. With `days`, a touch further before its result is left out. Customers come in the order they are first met.
 */
export const pathsOf = (
  touches: readonly Touch[],
  results: readonly Result[],
  options: { days?: number | undefined } = {},
): Path[] => {
  const [touched, resulted] = [byCustomer(touches), byCustomer(results)];
  const paths: Path[] = [];
  for (const customer of new Set([...touched.keys(), ...resulted.keys()])) {
    const own = touched.get(customer) ?? [];
    let at = 0;
    for (const result of resulted.get(customer) ?? []) {
      const before: Path['touches'] = [];
      for (; at < own.length && (own[at] as Touch).atMs <= result.atMs; at += 1) {
        const { key, atMs } = own[at] as Touch;
        const daysBefore = (result.atMs - atMs) / dayMs;
        if (options.days === undefined || daysBefore <= options.days) before.push({ key, daysBefore });
      }
      paths.push({ customer, touches: before, converted: true, value: result.value, endedAtMs: result.atMs });
    }
    if (at < own.length)
      paths.push({
        customer,
        touches: own.slice(at).map(({ key }) => ({ key, daysBefore: 0 })),
        converted: false,
        value: 0,
        endedAtMs: (own[own.length - 1] as Touch).atMs,
      });
  }
  return paths;
};

/**
 * Paths as models read them: equal ones counted once, in flat arrays.
 *
 * Path p has the touches from `starts[p]` to `starts[p + 1]`, each an index into `keys`. `converted`, `value` and `unconverted` say
 * how often it ended in a result, what those were worth together, and how often it did not. `decay` and `decayValue` are, touch by
 * touch, the shares by age of all its results and of their value; null where no times are known. Customers are dealt out to `lots`,
 * so that what customers vary by can be told: `lot[p]` is the lot of the customers whose paths are counted in p.
 */
export type Paths = {
  keys: readonly string[];
  starts: Uint32Array;
  touches: Uint32Array;
  converted: Float64Array;
  value: Float64Array;
  unconverted: Float64Array;
  decay: Float64Array | null;
  decayValue: Float64Array | null;
  lots: number;
  lot: Uint32Array;
};

/** How much of a result each touch gets by age: half as much for every `halfLifeDays` further back; sums to 1. */
export const decayShares = (daysBefore: readonly number[], halfLifeDays: number): number[] => {
  // The newest touch is the unit, so that a path of years ago does not vanish into zeros.
  const newest = Math.min(...daysBefore);
  const weights = daysBefore.map((days) => 2 ** ((newest - days) / halfLifeDays));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
};

type Group = {
  touches: number[];
  lot: number;
  converted: number;
  value: number;
  unconverted: number;
  decay: number[];
  decayValue: number[];
};

/** Counts equal paths of equal lots once. Customers are dealt out to at most `lots` in the order they come. */
export const grouped = (paths: readonly Path[], options: { halfLifeDays?: number; lots?: number } = {}): Paths => {
  const { halfLifeDays = 7, lots = 1 } = options;
  const keyIndex = new Map<string, number>();
  const lotOf = new Map<string, number>();
  const groups = new Map<string, Group>();
  for (const { customer, touches, converted, value } of paths) {
    const lot = lotOf.get(customer) ?? lotOf.size % lots;
    lotOf.set(customer, lot);
    const indices = touches.map(({ key }) => {
      const index = keyIndex.get(key) ?? keyIndex.size;
      keyIndex.set(key, index);
      return index;
    });
    const name = `${lot}:${indices.join(',')}`;
    const group: Group = groups.get(name) ?? {
      touches: indices,
      lot,
      converted: 0,
      value: 0,
      unconverted: 0,
      decay: indices.map(() => 0),
      decayValue: indices.map(() => 0),
    };
    groups.set(name, group);
    if (!converted) {
      group.unconverted += 1;
      continue;
    }
    group.converted += 1;
    group.value += value;
    const days = touches.map((touch) => touch.daysBefore);
    for (const [place, share] of decayShares(days, halfLifeDays).entries()) {
      group.decay[place] = (group.decay[place] ?? 0) + share;
      group.decayValue[place] = (group.decayValue[place] ?? 0) + share * value;
    }
  }
  return flat([...keyIndex.keys()], [...groups.values()], Math.max(1, Math.min(lots, lotOf.size)));
};

const flat = (keys: readonly string[], groups: readonly Group[], lots: number): Paths => {
  const starts = new Uint32Array(groups.length + 1);
  for (const [at, group] of groups.entries()) starts[at + 1] = (starts[at] as number) + group.touches.length;
  return {
    keys,
    starts,
    touches: Uint32Array.from(groups.flatMap((group) => group.touches)),
    converted: Float64Array.from(groups, (group) => group.converted),
    value: Float64Array.from(groups, (group) => group.value),
    unconverted: Float64Array.from(groups, (group) => group.unconverted),
    decay: Float64Array.from(groups.flatMap((group) => group.decay)),
    decayValue: Float64Array.from(groups.flatMap((group) => group.decayValue)),
    lots,
    lot: Uint32Array.from(groups, (group) => group.lot),
  };
};
