/**
 * What is known of customers' purchases, many customers of one history to a row.
 *
 * A customer's first purchase is its birth and is not counted. `x` is the number of repeat days (purchases of one day are one),
 * `recency` the time from birth to the last of them (0 where there is none), `age` the time from birth to the end of what was
 * seen; both in one unit of time, as fractions. `count` customers share the row. Rows are in the order of x, age, recency.
 * For opportunities instead of time (BG/BB) recency and age are numbers of opportunities.
 */
export type Histories = {
  x: Float64Array;
  recency: Float64Array;
  age: Float64Array;
  count: Float64Array;
  customers: number;
  /** Σ over customers of Σ ln(time between consecutive purchase days); absent where it was not added up. */
  logIntervals?: number;
};

/** Columns of customers, one history each, or several where `count` says so. */
export type Columns = {
  x: ArrayLike<number>;
  recency: ArrayLike<number>;
  age: ArrayLike<number>;
  count?: ArrayLike<number>;
  logIntervals?: number;
};

/** A column's distinct values in order, and for each row the place of its value among them. */
const ranked = (column: ArrayLike<number>): { values: Float64Array; rank: Uint32Array } => {
  const seen = distinctValues(column);
  const values = seen.values.toSorted();
  const place = new Map<number, number>();
  for (let at = 0; at < values.length; at += 1) place.set(values[at] as number, at);
  const rankOf = Uint32Array.from(seen.values, (value) => place.get(value) as number);
  return { values, rank: seen.index.map((index) => rankOf[index] as number) };
};

/**
 * Where a key stands among distinct keys in order. Keys are looked for among those of their `width` alone (here of one x and age), unless
 * there are more such groups than a table is worth.
 */
const finder = (keys: Float64Array, width: number): ((key: number) => number) => {
  const groups = keys.length === 0 ? 0 : Math.floor((keys.at(-1) as number) / width) + 1;
  const starts = groups < 4_000_000 ? new Uint32Array(groups + 1).fill(keys.length) : null;
  if (starts) {
    for (let at = keys.length - 1; at >= 0; at -= 1) starts[Math.floor((keys[at] as number) / width)] = at;
    for (let group = groups - 1; group >= 0; group -= 1)
      starts[group] = Math.min(starts[group] as number, starts[group + 1] as number);
  }
  return (key) => {
    const group = Math.floor(key / width);
    let low = starts ? (starts[group] as number) : 0;
    let high = starts ? (starts[group + 1] as number) - 1 : keys.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[middle] as number) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

const withoutRepeats = (inOrder: Float64Array): Float64Array => {
  let kept = 0;
  for (let at = 0; at < inOrder.length; at += 1)
    if (at === 0 || inOrder[at] !== inOrder[at - 1]) {
      inOrder[kept] = inOrder[at] as number;
      kept += 1;
    }
  return inOrder.slice(0, kept);
};

/**
 * Gathers customers of one history into a row, and tells each customer's row.
 *
 * A history is told by the places of its x, age and recency among their distinct values, one number together, so that a million customers
 * are sorted as numbers.
 * @throws RangeError where a history is impossible: not 0 ≤ recency ≤ age, a purchase before birth, x no whole number.
 */
export const gather = (columns: Columns): { histories: Histories; rowOf: Uint32Array } => {
  const { x, count, logIntervals } = columns;
  const [frequency, age, recency] = [ranked(x), ranked(columns.age), ranked(columns.recency)];
  const [ages, recencies] = [age.values.length, recency.values.length];
  const keyOf = new Float64Array(x.length);
  for (let at = 0; at < x.length; at += 1)
    keyOf[at] =
      ((frequency.rank[at] as number) * ages + (age.rank[at] as number)) * recencies + (recency.rank[at] as number);
  const keys = withoutRepeats(keyOf.toSorted());
  const column = (values: Float64Array, rankOf: (key: number) => number): Float64Array =>
    keys.map((key) => values[rankOf(key)] as number);
  const [xs, nows, lasts] = [
    column(frequency.values, (key) => Math.floor(key / (ages * recencies))),
    column(age.values, (key) => Math.floor(key / recencies) % ages),
    column(recency.values, (key) => key % recencies),
  ];
  for (let row = 0; row < keys.length; row += 1) {
    const [purchases, last, now] = [xs[row] as number, lasts[row] as number, nows[row] as number];
    if (!(Number.isInteger(purchases) && purchases >= 0 && last >= 0 && last <= now && purchases > 0 === last > 0))
      throw new RangeError(`no history: x ${purchases}, recency ${last}, age ${now}`);
  }
  const rowOf = new Uint32Array(x.length);
  const counts = new Float64Array(keys.length);
  const placeOf = finder(keys, recencies);
  let customers = 0;
  for (let at = 0; at < rowOf.length; at += 1) {
    const row = placeOf(keyOf[at] as number);
    const here = count ? (count[at] as number) : 1;
    rowOf[at] = row;
    counts[row] = (counts[row] as number) + here;
    customers += here;
  }
  const histories = {
    x: xs,
    recency: lasts,
    age: nows,
    count: counts,
    customers,
    ...(logIntervals === undefined ? {} : { logIntervals }),
  };
  return { histories, rowOf };
};

/** Every `step`-th row: a smaller picture of the same customers, to begin a fit on. */
export const thinned = (histories: Histories, step: number): Histories => {
  const keep = (values: Float64Array): Float64Array => values.filter((_, row) => row % step === 0);
  const count = keep(histories.count);
  const customers = count.reduce((sum, value) => sum + value, 0);
  const { logIntervals } = histories;
  return {
    x: keep(histories.x),
    recency: keep(histories.recency),
    age: keep(histories.age),
    count,
    customers,
    ...(logIntervals === undefined ? {} : { logIntervals: (logIntervals * customers) / histories.customers }),
  };
};

/** Column sums a start or a refusal needs: customers who came again, repeat purchases, and time seen. */
export const totals = ({ x, age, count }: Histories): { repeaters: number; purchases: number; exposure: number } => {
  let [repeaters, purchases, exposure] = [0, 0, 0];
  for (let row = 0; row < x.length; row += 1) {
    const here = count[row] as number;
    if ((x[row] as number) > 0) repeaters += here;
    purchases += here * (x[row] as number);
    exposure += here * (age[row] as number);
  }
  return { repeaters, purchases, exposure };
};

/** A column's distinct values and which of them each row has, so that a logarithm is taken once per value. */
export type Distinct = { values: Float64Array; index: Uint32Array };

export const distinctValues = (column: ArrayLike<number>): Distinct => {
  const seen = new Map<number, number>();
  const index = new Uint32Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] as number;
    let at = seen.get(value);
    if (at === undefined) {
      at = seen.size;
      seen.set(value, at);
    }
    index[row] = at;
  }
  return { values: Float64Array.from(seen.keys()), index };
};

/** Per distinct x (rows are sorted by it): where its rows begin, and after the last the number of rows. */
export const runsOf = (x: Float64Array): { values: Float64Array; starts: Uint32Array } => {
  const values: number[] = [];
  const starts: number[] = [];
  for (let row = 0; row < x.length; row += 1)
    if (row === 0 || x[row] !== x[row - 1]) {
      values.push(x[row] as number);
      starts.push(row);
    }
  return { values: Float64Array.from(values), starts: Uint32Array.from([...starts, x.length]) };
};
