import type { AttributionModel } from '../../model/attribution.ts';
import { seededRandom } from '../statistics/bootstrap.ts';
import type { Interval } from '../statistics/rates.ts';
import { chainOf } from './chain.ts';
import type { Paths } from './paths.ts';
import { flowOf, removals } from './removal.ts';
import { type Sums, sumsByRule } from './rules.ts';

/** What one channel is credited with: a part of the results and of what they were worth. */
export type Credit = {
  key: string;
  conversions: number;
  value: number;
  /** The share of results that would be missing without the channel if the model were the world; only of Markov. */
  removal?: number;
};

/** A part of all results, and what it is worth. */
export type Amount = { conversions: number; value: number };

export type Attribution = {
  model: AttributionModel;
  order?: number;
  credits: Credit[];
  /** Results nobody saw a touch before. Credits and these add up to `total`. */
  unknown: Amount;
  total: Amount;
  /** Set where the value could not be divided by what is lost of it, and went by the counts. */
  valueByCount?: boolean;
};

export type AttributionOptions = {
  model: AttributionModel;
  /** Of Markov, 1 to 4. */
  order?: number;
  /** Whether paths that did not convert count; only Markov hears of them. */
  nulls?: boolean;
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** How results of one model follow from sums; the same for the sums of all customers and of a drawing of them. */
type Finish = (sums: Float64Array) => {
  conversions: Float64Array;
  value: Float64Array;
  removal?: Float64Array;
  valueByCount?: boolean;
};

/** The results of paths with a touch, which is what models divide. */
const knownOf = (paths: Paths): Amount => {
  let [conversions, value] = [0, 0];
  for (let path = 0; path < paths.converted.length; path += 1) {
    if (paths.starts[path] === paths.starts[path + 1]) continue;
    conversions += paths.converted[path] as number;
    value += paths.value[path] as number;
  }
  return { conversions, value };
};

const prepared = (paths: Paths, options: AttributionOptions, precision?: number): { sums: Sums; finish: Finish } => {
  const count = paths.keys.length;
  if (options.model !== 'markov')
    return {
      sums: sumsByRule(paths, options.model),
      finish: (sums) => ({ conversions: sums.subarray(0, count), value: sums.subarray(count, 2 * count) }),
    };
  const { chain, counts } = chainOf(paths, options.order ?? 1, options.nulls ?? true);
  const [won, worth] = [chain.from.length + chain.states, chain.from.length + 2 * chain.states];
  const finish: Finish = (sums) => {
    const total = sum(sums.subarray(won, won + chain.states));
    const totalValue = sum(sums.subarray(worth, worth + chain.states));
    if (total === 0) return { conversions: new Float64Array(count), value: new Float64Array(count) };
    const { whole, lost } = removals(flowOf(chain, sums), precision);
    const all = lost.reduce((a, b) => a + b.conversion, 0);
    const allValue = lost.reduce((a, b) => a + b.value, 0);
    const byCount = !(allValue * totalValue > 0);
    return {
      conversions: Float64Array.from(lost, ({ conversion }) => (conversion / all) * total),
      value: Float64Array.from(lost, (loss) => (byCount ? loss.conversion / all : loss.value / allValue) * totalValue),
      removal: Float64Array.from(lost, ({ conversion }) => conversion / whole.conversion),
      valueByCount: byCount && sums.subarray(worth, worth + chain.states).some((value) => value !== 0),
    };
  };
  return { sums: counts, finish };
};

const merged = ({ width, lots, cells }: Sums, times: (lot: number) => number): Float64Array => {
  const all = new Float64Array(width);
  for (let lot = 0; lot < lots; lot += 1) {
    const factor = times(lot);
    if (factor === 0) continue;
    const base = lot * width;
    for (let at = 0; at < width; at += 1) all[at] = (all[at] as number) + factor * (cells[base + at] as number);
  }
  return all;
};

/**
 * Divides results among the channels of the paths that led to them. This describes; it does not tell what a channel caused.
 *
 * Credits and what is unknown add up to all results and all their value, whatever the model. Rules divide each result within its path. `markov` asks
 * how many results would be missing if every path that meets a channel ended there in nothing, and divides by that (Anderl et al., 2016).
 */
export const attribute = (paths: Paths, options: AttributionOptions): Attribution => {
  const { sums, finish } = prepared(paths, options);
  const { conversions, value, removal, valueByCount } = finish(merged(sums, () => 1));
  const known = knownOf(paths);
  const total = { conversions: sum(paths.converted), value: sum(paths.value) };
  return {
    model: options.model,
    ...(options.model === 'markov' ? { order: options.order ?? 1 } : {}),
    credits: paths.keys.map((key, at) => ({
      key,
      conversions: conversions[at] as number,
      value: value[at] as number,
      ...(removal ? { removal: removal[at] as number } : {}),
    })),
    unknown: { conversions: total.conversions - known.conversions, value: total.value - known.value },
    total,
    ...(valueByCount ? { valueByCount } : {}),
  };
};

export type CreditInterval = { conversions: Interval; value: Interval };

/**
 * The intervals of credits by drawing customers again (bootstrap): what they would be with other customers of the same kind.
 *
 * Customers are drawn by lots, so paths of one customer stay together; with more customers than lots a lot is many of them. 90 % by default.
 */
export const creditIntervals = (
  paths: Paths,
  options: AttributionOptions & { draws?: number; level?: number; seed?: number },
): CreditInterval[] => {
  const { draws = 200, level = 0.9, seed = 1 } = options;
  const random = seededRandom(seed);
  // A millionth is far below what drawing itself leaves open.
  const { sums, finish } = prepared(paths, options, 1e-6);
  const drawn = Array.from({ length: draws }, () => {
    const times = new Uint32Array(sums.lots);
    for (let lot = 0; lot < sums.lots; lot += 1) {
      const at = Math.floor(random() * sums.lots);
      times[at] = (times[at] as number) + 1;
    }
    return finish(merged(sums, (lot) => times[lot] as number));
  });
  const range = (values: number[]): Interval => {
    values.sort((a, b) => a - b);
    const at = (share: number): number => values[Math.min(draws - 1, Math.floor(share * draws))] as number;
    return [at((1 - level) / 2), at(1 - (1 - level) / 2)];
  };
  return paths.keys.map((_, key) => ({
    conversions: range(drawn.map((credit) => credit.conversions[key] as number)),
    value: range(drawn.map((credit) => credit.value[key] as number)),
  }));
};
