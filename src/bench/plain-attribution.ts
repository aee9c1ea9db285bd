/**
 * The seven models as one writes them down first: a path is a list of names, counts are in maps by name, and a Markov chain is solved
 * once more without each channel. It gives the same credits, and is what ours is measured beside.
 */
export type PlainPath = { keys: string[]; converted: number; unconverted: number; shares: number[] };

type Credits = Map<string, number>;

const give = (credits: Credits, key: string | undefined, amount: number): void => {
  if (key !== undefined) credits.set(key, (credits.get(key) ?? 0) + amount);
};

type Rule = (path: PlainPath, credits: Credits) => void;

const rules: Record<string, Rule> = {
  first: ({ keys, converted }, credits) => give(credits, keys[0], converted),
  last: ({ keys, converted }, credits) => give(credits, keys.at(-1), converted),
  linear: ({ keys, converted }, credits) => {
    for (const key of keys) give(credits, key, converted / keys.length);
  },
  position: ({ keys, converted }, credits) => {
    for (const [at, key] of keys.entries()) {
      const isEnd = at === 0 || at === keys.length - 1;
      const share = keys.length <= 2 ? 1 / keys.length : isEnd ? 0.4 : 0.2 / (keys.length - 2);
      give(credits, key, converted * share);
    }
  },
  decay: ({ keys, shares }, credits) => {
    for (const [at, key] of keys.entries()) give(credits, key, shares[at] ?? 0);
  },
  shapley: ({ keys, converted }, credits) => {
    const distinct = new Set(keys);
    for (const key of distinct) give(credits, key, converted / distinct.size);
  },
};

const start = '(start)';
const won = '(converted)';
const lost = '(nothing)';

/** The chance to convert from the start, by Gauss over all states that do not hold the removed key. */
const chance = (moves: Map<string, Map<string, number>>, removed: string | null): number => {
  const states = [...moves.keys()].filter((state) => removed === null || !state.split('>').includes(removed));
  const place = new Map(states.map((state, at) => [state, at]));
  const matrix = states.map((state, at) => {
    const row = Array.from({ length: states.length + 1 }, () => 0);
    row[at] = 1;
    const out = moves.get(state) ?? new Map<string, number>();
    const total = [...out.values()].reduce((a, b) => a + b, 0);
    for (const [to, count] of out) {
      const column = to === won ? states.length : place.get(to);
      if (column !== undefined) row[column] = (row[column] ?? 0) + (to === won ? count : -count) / total;
    }
    return row;
  });
  for (const [pivot, row] of matrix.entries())
    for (const [at, other] of matrix.entries()) {
      const factor = at === pivot ? 0 : (other[pivot] ?? 0) / (row[pivot] ?? 1);
      if (factor !== 0)
        for (let column = 0; column < other.length; column += 1)
          other[column] = (other[column] ?? 0) - factor * (row[column] ?? 0);
    }
  const at = place.get(start) ?? 0;
  return (matrix[at]?.[states.length] ?? 0) / (matrix[at]?.[at] ?? 1);
};

const markov = (paths: readonly PlainPath[], order: number): Credits => {
  const moves = new Map<string, Map<string, number>>();
  const count = (from: string, to: string, times: number): void => {
    const out = moves.get(from) ?? new Map<string, number>();
    out.set(to, (out.get(to) ?? 0) + times);
    moves.set(from, out);
  };
  let conversions = 0;
  const all = new Set<string>();
  for (const { keys, converted, unconverted } of paths) {
    if (keys.length === 0) continue;
    conversions += converted;
    let before = start;
    for (let end = Math.min(order, keys.length); end <= keys.length; end += 1) {
      const state = keys.slice(Math.max(0, end - order), end).join('>');
      if (state !== before) count(before, state, converted + unconverted);
      before = state;
    }
    if (converted > 0) count(before, won, converted);
    if (unconverted > 0) count(before, lost, unconverted);
    for (const key of keys) all.add(key);
  }
  const whole = chance(moves, null);
  const losses = [...all].map((key): [string, number] => [key, 1 - chance(moves, key) / whole]);
  const sum = losses.reduce((total, [, loss]) => total + loss, 0);
  return new Map(losses.map(([key, loss]) => [key, (conversions * loss) / sum]));
};

/** Credits of all seven models, Markov of order 1 and of order 2, by name. */
export const plainCredits = (paths: readonly PlainPath[]): Record<string, Credits> => {
  const found: Record<string, Credits> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const credits: Credits = new Map();
    for (const path of paths) if (path.converted > 0) rule(path, credits);
    found[name] = credits;
  }
  return { ...found, 'markov 1': markov(paths, 1), 'markov 2': markov(paths, 2) };
};
