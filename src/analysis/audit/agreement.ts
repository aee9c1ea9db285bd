const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

const present = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** Codes of open answers: a row a person, a column a key element of the canon; null is not coded. */
export type Codes = readonly (readonly (number | null)[])[];

const columns = (codes: Codes): (number | null)[][] =>
  Array.from({ length: Math.max(0, ...codes.map((row) => row.length)) }, (_, at) =>
    codes.map((row) => row[at] ?? null),
  );

/** How far people name what the canon says: the mean code, 0…1; null where nothing is coded. */
export const accuracy = (codes: Codes): number | null => mean(present(codes.flat()));

/** The same for each key element of the canon. */
export const accuracyByElement = (codes: Codes): (number | null)[] =>
  columns(codes).map((column) => mean(present(column)));

/** The same for each person. */
export const accuracyByPerson = (codes: Codes): (number | null)[] => codes.map((row) => mean(present(row)));

/**
 * How alike people answer, right or wrong: 1 − the mean difference of two people's codes of the same element, over all pairs, 0…1.
 *
 * High consensus with low accuracy is a shared wrong idea. Null with fewer than two people.
 */
export const consensus = (codes: Codes): number | null => {
  let sum = 0;
  let pairs = 0;
  for (const column of columns(codes).map(present))
    for (const [at, first] of column.entries())
      for (const second of column.slice(at + 1)) {
        sum += Math.abs(first - second);
        pairs++;
      }
  return pairs === 0 ? null : 1 - sum / pairs;
};

/** How often two values met within a unit, each pair of a unit of m values weighing 1/(m − 1). */
const coincidences = (units: readonly (readonly number[])[]): Map<number, Map<number, number>> => {
  const met = new Map<number, Map<number, number>>();
  for (const unit of units.filter(({ length }) => length > 1))
    for (const [i, a] of unit.entries())
      for (const [j, b] of unit.entries()) {
        if (i === j) continue;
        const row = met.get(a) ?? new Map<number, number>();
        met.set(a, row.set(b, (row.get(b) ?? 0) + 1 / (unit.length - 1)));
      }
  return met;
};

/**
 * Krippendorff's α: how far raters agree beyond chance; at least .667 is acceptable, .8 good.
 *
 * A unit holds the values raters gave to one thing; a unit with one value counts for nothing. `ordinal` weighs a difference by the values
 * between (Krippendorff 2011). Null where fewer than two values are comparable, or all are one value, which leaves nothing to agree on.
 */
export const krippendorff = (units: readonly (readonly number[])[], scale: 'nominal' | 'ordinal'): number | null => {
  const met = coincidences(units);
  const values = [...met.keys()].sort((a, b) => a - b);
  const counts = values.map((value) => [...(met.get(value)?.values() ?? [])].reduce((sum, count) => sum + count, 0));
  const n = counts.reduce((sum, count) => sum + count, 0);
  const apart = (i: number, j: number): number => {
    if (i === j) return 0;
    if (scale === 'nominal') return 1;
    const [low, high] = i < j ? [i, j] : [j, i];
    const between = counts.slice(low, high + 1).reduce((sum, count) => sum + count, 0);
    return (between - ((counts[low] ?? 0) + (counts[high] ?? 0)) / 2) ** 2;
  };
  let observed = 0;
  let expected = 0;
  for (const [i, a] of values.entries())
    for (const [j, b] of values.entries()) {
      observed += (met.get(a)?.get(b) ?? 0) * apart(i, j);
      expected += (counts[i] ?? 0) * (counts[j] ?? 0) * apart(i, j);
    }
  return expected === 0 ? null : 1 - ((n - 1) * observed) / expected;
};

/** How spread answers are over the options there were: 0 all one, 1 evenly over all; null without answers or with fewer than two options. */
export const normalisedEntropy = (counts: readonly number[], options: number): number | null => {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0 || options < 2) return null;
  const entropy = counts.reduce((sum, count) => (count === 0 ? sum : sum - (count / n) * Math.log(count / n)), 0);
  return entropy / Math.log(options);
};

export type ClosedAgreement = {
  n: number;
  /** The share of answers that are the canon's; null without a canon. */
  withCanon: number | null;
  /** What most answered, and what share; of several the first by name. Null without answers. */
  mode: string | null;
  withMode: number | null;
  entropy: number | null;
};

/** How far closed answers agree with what the company says (any of `canon` is right) and with each other. */
export const closedAgreement = (
  answers: readonly string[],
  canon: readonly string[],
  options: number,
): ClosedAgreement => {
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const [mode] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const n = answers.length;
  return {
    n,
    withCanon: canon.length === 0 || n === 0 ? null : answers.filter((answer) => canon.includes(answer)).length / n,
    mode: mode?.[0] ?? null,
    withMode: mode === undefined ? null : mode[1] / n,
    entropy: normalisedEntropy([...counts.values()], options),
  };
};

const stepsOf = (order: readonly string[]): Set<string> =>
  new Set(order.slice(1).map((to, at) => JSON.stringify([order[at], to])));

/** How alike two orders of cards are: steps from a card to the next that both have ÷ those either has; null where neither has a step. */
export const edgeJaccard = (a: readonly string[], b: readonly string[]): number | null => {
  const [first, second] = [stepsOf(a), stepsOf(b)];
  const all = new Set([...first, ...second]).size;
  return all === 0 ? null : [...first].filter((step) => second.has(step)).length / all;
};

/** Standard deviation ÷ mean of numbers people name; null with fewer than two or a mean of 0. */
export const variation = (values: readonly number[]): number | null => {
  const middle = mean(values);
  if (middle === null || middle === 0 || values.length < 2) return null;
  return (
    Math.sqrt((mean(values.map((value) => (value - middle) ** 2)) ?? 0) * (values.length / (values.length - 1))) /
    Math.abs(middle)
  );
};

/** The audit's scale of one question from two sources: opinion lifts the result by at most one level above evidence. */
export const finalScore = (evidence: number, survey: number | null): number =>
  survey === null ? evidence : Math.min(Math.ceil((evidence + survey) / 2 - 0.5), evidence + 1);

/** The sum of ten scores and its share of the most there is, 40. */
export const auditIndex = (scores: readonly number[]): { sum: number; index: number } => {
  const sum = scores.reduce((total, score) => total + score, 0);
  return { sum, index: sum / (4 * scores.length) };
};
