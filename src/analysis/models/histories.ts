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
  const rank = seen.index;
  for (let row = 0; row < rank.length; row += 1) rank[row] = rankOf[rank[row] as number] as number;
  return { values, rank };
};

type Ranked = ReturnType<typeof ranked>;

/** Rows in the order of a column, those of one value as they stood in `before`. */
const inOrderOf = ({ values, rank }: Ranked, before: Uint32Array): Uint32Array => {
  const next = new Uint32Array(values.length + 1);
  for (let row = 0; row < rank.length; row += 1) {
    const after = (rank[row] as number) + 1;
    next[after] = (next[after] as number) + 1;
  }
  for (let value = 1; value <= values.length; value += 1)
    next[value] = (next[value] as number) + (next[value - 1] as number);
  const order = new Uint32Array(before.length);
  for (let at = 0; at < before.length; at += 1) {
    const row = before[at] as number;
    const value = rank[row] as number;
    order[next[value] as number] = row;
    next[value] = (next[value] as number) + 1;
  }
  return order;
};

/**
 * Gathers customers of one history into a row, and tells each customer's row.
 *
 * Customers are put in the order of their histories by counting, column after column, so that a million of them take a few passes.
 * @throws RangeError where a history is impossible: not 0 ≤ recency ≤ age, a purchase before birth, x no whole number.
 */
export const gather = (columns: Columns): { histories: Histories; rowOf: Uint32Array } => {
  const { count, logIntervals } = columns;
  const [x, age, recency] = [ranked(columns.x), ranked(columns.age), ranked(columns.recency)];
  const n = columns.x.length;
  const asTold = new Uint32Array(n);
  for (let at = 0; at < n; at += 1) asTold[at] = at;
  const order = inOrderOf(x, inOrderOf(age, inOrderOf(recency, asTold)));
  const rowOf = new Uint32Array(n);
  const firstOf = new Uint32Array(n);
  const counts = new Float64Array(n);
  let [rows, customers, before] = [0, 0, -1];
  for (let at = 0; at < n; at += 1) {
    const customer = order[at] as number;
    const isNew =
      before < 0 ||
      x.rank[customer] !== x.rank[before] ||
      age.rank[customer] !== age.rank[before] ||
      recency.rank[customer] !== recency.rank[before];
    if (isNew) {
      firstOf[rows] = customer;
      rows += 1;
    }
    const here = count ? (count[customer] as number) : 1;
    rowOf[customer] = rows - 1;
    counts[rows - 1] = (counts[rows - 1] as number) + here;
    customers += here;
    before = customer;
  }
  const column = ({ values, rank }: Ranked): Float64Array => {
    const told = new Float64Array(rows);
    for (let row = 0; row < rows; row += 1) told[row] = values[rank[firstOf[row] as number] as number] as number;
    return told;
  };
  const histories = {
    x: column(x),
    recency: column(recency),
    age: column(age),
    count: counts.slice(0, rows),
    customers,
    ...(logIntervals === undefined ? {} : { logIntervals }),
  };
  for (let row = 0; row < rows; row += 1) {
    const [purchases, last, now] = [
      histories.x[row] as number,
      histories.recency[row] as number,
      histories.age[row] as number,
    ];
    if (!(Number.isInteger(purchases) && purchases >= 0 && last >= 0 && last <= now && purchases > 0 === last > 0))
      throw new RangeError(`no history: x ${purchases}, recency ${last}, age ${now}`);
  }
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
