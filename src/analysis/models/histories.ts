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

const hashed = new DataView(new ArrayBuffer(24));

const hashOf = (x: number, recency: number, age: number): number => {
  hashed.setFloat64(0, x);
  hashed.setFloat64(8, recency);
  hashed.setFloat64(16, age);
  let hash = 0;
  for (let at = 0; at < 24; at += 4) {
    hash = Math.imul(hash ^ hashed.getInt32(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
};

/** Which distinct history each row has, numbered as they come (a hash table without objects). */
const distinct = ({ x, recency, age }: Columns): { first: number[]; groupOf: Uint32Array } => {
  const size = x.length;
  const slots = 2 ** Math.ceil(Math.log2(2 * size + 2));
  const table = new Int32Array(slots).fill(-1);
  const groupOf = new Uint32Array(size);
  const first: number[] = [];
  for (let row = 0; row < size; row += 1) {
    const [frequency, last, now] = [x[row] as number, recency[row] as number, age[row] as number];
    let slot = hashOf(frequency, last, now) & (slots - 1);
    for (;;) {
      const group = table[slot] as number;
      if (group < 0) {
        table[slot] = first.length;
        groupOf[row] = first.length;
        first.push(row);
        break;
      }
      const other = first[group] as number;
      if (x[other] === frequency && recency[other] === last && age[other] === now) {
        groupOf[row] = group;
        break;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
  return { first, groupOf };
};

/**
 * Gathers customers of one history into a row, and tells each customer's row.
 *
 * @throws RangeError where a history is impossible: not 0 ≤ recency ≤ age, a purchase before birth, x no whole number.
 */
export const gather = (columns: Columns): { histories: Histories; rowOf: Uint32Array } => {
  const { x, recency, age, count, logIntervals } = columns;
  const { first, groupOf } = distinct(columns);
  for (const row of first) {
    const [frequency, last, now] = [x[row] as number, recency[row] as number, age[row] as number];
    if (!(Number.isInteger(frequency) && frequency >= 0 && last >= 0 && last <= now && frequency > 0 === last > 0))
      throw new RangeError(`no history: x ${frequency}, recency ${last}, age ${now}`);
  }
  const order = first
    .map((_, group) => group)
    .sort((left, right) => {
      const [a, b] = [first[left] as number, first[right] as number];
      return (
        (x[a] as number) - (x[b] as number) ||
        (age[a] as number) - (age[b] as number) ||
        (recency[a] as number) - (recency[b] as number)
      );
    });
  const place = new Uint32Array(first.length);
  for (const [row, group] of order.entries()) place[group] = row;
  const column = (values: ArrayLike<number>): Float64Array =>
    Float64Array.from(order, (group) => values[first[group] as number] as number);
  const rowOf = groupOf.map((group) => place[group] as number);
  const counts = new Float64Array(first.length);
  let customers = 0;
  for (let row = 0; row < rowOf.length; row += 1) {
    const here = count ? (count[row] as number) : 1;
    counts[rowOf[row] as number] = (counts[rowOf[row] as number] as number) + here;
    customers += here;
  }
  const histories = {
    x: column(x),
    recency: column(recency),
    age: column(age),
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

export const distinctValues = (column: Float64Array): Distinct => {
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
