import type { Refusal } from './fit.ts';
import { type Matrix, solve } from './numerics/linear-algebra.ts';

/** In one state of recency (periods since the last purchase): customer-periods seen in it, and in how many of them the customer bought. */
export type RecencyCount = { seen: number; bought: number };

/** Money of one customer and period: what a purchase brings, what is spent on a customer not yet given up, the rate of discount. */
export type RecencyMoney = { contribution: number; cost: number; discount: number };

/** What the chain says of a customer whose last purchase was `at + 1` periods ago, first element: just bought. */
export type RecencyState = {
  /** The chance to buy in the coming period, and its standard error. */
  buys: number;
  standardError: number;
  /** The chance to buy ever again before being given up. */
  returns: number;
  /** Discounted value, what the state itself brings included. Below zero: spending on such customers does not pay. */
  value: number;
};

/**
 * The discounted value of each state of a chain: (I − P/(1+d))⁻¹·R.
 *
 * `moves` P from row to column per period, `rewards` R of being in a state, `discount` d per period. Source: Pfeifer & Carraway 2000.
 * Null where the sum does not converge (a state never left, undiscounted).
 */
export const chainValue = (moves: Matrix, rewards: readonly number[], discount: number): number[] | null =>
  solve(
    moves.map((row, from) => row.map((share, to) => (from === to ? 1 : 0) - share / (1 + discount))),
    rewards,
  );

/**
 * What a visit to each stage before the purchase is worth: (I − Q)⁻¹·(A·v − c).
 *
 * `moves` Q between stages, `ends` A from a stage to each end, `values` v of the ends, `costs` c of a visit.
 */
export const stageValues = (
  moves: Matrix,
  ends: Matrix,
  values: readonly number[],
  costs: readonly number[],
): number[] | null =>
  chainValue(
    moves,
    ends.map((row, at) => row.reduce((sum, share, end) => sum + share * (values[end] ?? 0), 0) - (costs[at] ?? 0)),
    0,
  );

/** Rows of a chain of recency: from each state to «just bought» or one period further, from the last out, where it stays. */
export const recencyMoves = (buys: readonly number[]): number[][] => {
  const out = buys.length;
  const rows = buys.map((share, from) => {
    const row = new Array<number>(out + 1).fill(0);
    row[from + 1] = 1 - share;
    row[0] = (row[0] ?? 0) + share;
    return row;
  });
  return [...rows, [...new Array<number>(out).fill(0), 1]];
};

/** A state's chance to buy rests on this many customer-periods at least. */
const seenNeeded = 20;

/**
 * Values customers by how long ago they bought: the recency chain (Pfeifer & Carraway 2000; domain §3.7).
 *
 * Each period a customer buys, and is back at the first state, or moves one further; beyond the last it is given up and worth nothing. Chances are counted
 * with half a purchase and half a pause added (Jeffreys' prior). `insufficient_n` where a state was seen in fewer than 20
 * customer-periods: give fewer states. `logLikelihood` is that of the counts at the chances.
 */
export const recencyChain = (
  counts: readonly RecencyCount[],
  money: RecencyMoney,
): { states: RecencyState[]; logLikelihood: number } | Refusal => {
  const thin = counts.findIndex(({ seen }) => seen < seenNeeded);
  if (thin >= 0 || counts.length === 0)
    return {
      reason: 'insufficient_n',
      numbers: { recency: thin + 1, seen: counts[thin]?.seen ?? 0, seenNeeded },
    };
  const buys = counts.map(({ seen, bought }) => (bought + 0.5) / (seen + 1));
  const rewards = [...buys.map((_, at) => (at === 0 ? money.contribution : 0) - money.cost), 0];
  const values = chainValue(recencyMoves(buys), rewards, money.discount);
  if (!values) return { reason: 'ridge', numbers: { states: counts.length } };
  let logLikelihood = 0;
  const states = buys.map((share, at) => {
    const { seen = 0, bought = 0 } = counts[at] ?? {};
    logLikelihood += bought * Math.log(share) + (seen - bought) * Math.log1p(-share);
    return {
      buys: share,
      standardError: Math.sqrt((share * (1 - share)) / (seen + 2)),
      returns: 1 - buys.slice(at).reduce((none, chance) => none * (1 - chance), 1),
      value: values[at] ?? 0,
    };
  });
  return { states, logLikelihood };
};

/** Expected purchases of a customer in each state within `horizon` periods, none after it is given up. */
export const recencyPurchases = (buys: readonly number[], horizon: number): number[] => {
  const moves = recencyMoves(buys);
  let expected = new Array<number>(moves.length).fill(0);
  for (let period = 0; period < horizon; period += 1) {
    const later = expected;
    expected = moves.map(
      (row, from) => (buys[from] ?? 0) + row.reduce((sum, share, to) => sum + share * (later[to] ?? 0), 0),
    );
  }
  return expected.slice(0, -1);
};
