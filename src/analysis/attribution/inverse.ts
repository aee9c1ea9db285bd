/**
 * Solves A·X = B in place for a row-major n × n matrix and any number of right sides.
 *
 * No row is exchanged: I − Q of a chain that ends, and blocks of its inverse, need no pivoting.
 */
export const solve = (matrix: Float64Array, n: number, columns: readonly Float64Array[]): void => {
  for (let pivot = 0; pivot < n; pivot += 1) {
    const diagonal = matrix[pivot * n + pivot] as number;
    for (let row = pivot + 1; row < n; row += 1) {
      const factor = (matrix[row * n + pivot] as number) / diagonal;
      if (factor === 0) continue;
      for (let column = pivot + 1; column < n; column += 1)
        matrix[row * n + column] =
          (matrix[row * n + column] as number) - factor * (matrix[pivot * n + column] as number);
      for (const side of columns) side[row] = (side[row] as number) - factor * (side[pivot] as number);
    }
  }
  for (const side of columns)
    for (let row = n - 1; row >= 0; row -= 1) {
      let sum = side[row] as number;
      for (let column = row + 1; column < n; column += 1)
        sum -= (matrix[row * n + column] as number) * (side[column] as number);
      side[row] = sum / (matrix[row * n + row] as number);
    }
};

/** The inverse of a row-major n × n matrix that needs no pivoting, by Gauss and Jordan in place. */
export const inverse = (matrix: Float64Array, n: number): Float64Array => {
  const found = matrix.slice();
  for (let pivot = 0; pivot < n; pivot += 1) {
    const scale = 1 / (found[pivot * n + pivot] as number);
    found[pivot * n + pivot] = 1;
    for (let column = 0; column < n; column += 1)
      found[pivot * n + column] = (found[pivot * n + column] as number) * scale;
    for (let row = 0; row < n; row += 1) {
      if (row === pivot) continue;
      const factor = found[row * n + pivot] as number;
      if (factor === 0) continue;
      found[row * n + pivot] = 0;
      for (let column = 0; column < n; column += 1)
        found[row * n + column] = (found[row * n + column] as number) - factor * (found[pivot * n + column] as number);
    }
  }
  return found;
};
