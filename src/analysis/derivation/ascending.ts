/** How many of the first rows a condition holds for, of rows where it stops holding once and for all. */
export const countWhile = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): number => {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row !== undefined && holds(row)) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The last row a condition holds for, of rows where it stops holding once and for all. */
export const lastWhile = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): Row | undefined =>
  rows[countWhile(rows, holds) - 1];
