import type { AttributionModel } from '../../model/attribution.ts';
import type { Paths } from './paths.ts';

/** Models that divide each result among the touches of its own path, whatever other paths look like. */
export type RuleModel = Exclude<AttributionModel, 'markov'>;

/** Sums by lot of customers: those of lot l stand from `l × width` on. What is left of a path without touches is in no sum. */
export type Sums = { width: number; lots: number; cells: Float64Array };

type Row = { from: number; to: number; results: number; value: number };
type Add = (key: number, results: number, value: number) => void;

/** What every touch of a path gets of its result: a share of the count and the same share of the value. */
const divide = (paths: Paths, row: Row, shareAt: (place: number, length: number) => number, add: Add): void => {
  const length = row.to - row.from;
  for (let place = 0; place < length; place += 1) {
    const share = shareAt(place, length);
    add(paths.touches[row.from + place] as number, row.results * share, row.value * share);
  }
};

/** 40 % to the first touch, 40 % to the last, the rest evenly between; halves for two. */
const positionShare = (place: number, length: number): number => {
  if (length <= 2) return 1 / length;
  return place === 0 || place === length - 1 ? 0.4 : 0.2 / (length - 2);
};

const rules: Record<RuleModel, (paths: Paths) => (row: Row, add: Add) => void> = {
  first:
    ({ touches }) =>
    ({ from, results, value }, add) =>
      add(touches[from] as number, results, value),
  last:
    ({ touches }) =>
    ({ to, results, value }, add) =>
      add(touches[to - 1] as number, results, value),
  linear: (paths) => (row, add) => divide(paths, row, (_, length) => 1 / length, add),
  position: (paths) => (row, add) => divide(paths, row, positionShare, add),
  decay: ({ touches, decay, decayValue }) => {
    if (!decay || !decayValue) throw new Error('time decay needs the times of touches');
    return ({ from, to }, add) => {
      for (let at = from; at < to; at += 1) add(touches[at] as number, decay[at] as number, decayValue[at] as number);
    };
  },
  // The Shapley value of a set that earns its results once all its channels are there: equal shares of distinct channels.
  shapley: ({ touches, keys }) => {
    const met = new Uint32Array(keys.length);
    let path = 0;
    return ({ from, to, results, value }, add) => {
      path += 1;
      let distinct = 0;
      for (let at = from; at < to; at += 1) {
        if (met[touches[at] as number] === path) continue;
        met[touches[at] as number] = path;
        distinct += 1;
      }
      // A second number tells that a channel has had its share.
      const mark = path;
      path += 1;
      for (let at = from; at < to; at += 1) {
        const key = touches[at] as number;
        if (met[key] !== mark) continue;
        met[key] = path;
        add(key, results / distinct, value / distinct);
      }
    };
  },
};

/** The credit of every key under a rule, by lot: `keys` counts, then `keys` values. */
export const sumsByRule = (paths: Paths, model: RuleModel): Sums => {
  const { starts, converted, value, lot, keys } = paths;
  const width = 2 * keys.length;
  const cells = new Float64Array(paths.lots * width);
  let base = 0;
  const add: Add = (key, results, worth) => {
    cells[base + key] = (cells[base + key] as number) + results;
    cells[base + keys.length + key] = (cells[base + keys.length + key] as number) + worth;
  };
  const rule = rules[model](paths);
  for (let path = 0; path < converted.length; path += 1) {
    const results = converted[path] as number;
    const [from, to] = [starts[path] as number, starts[path + 1] as number];
    if (results === 0 || from === to) continue;
    base = (lot[path] as number) * width;
    rule({ from, to, results, value: value[path] as number }, add);
  }
  return { width, lots: paths.lots, cells };
};
