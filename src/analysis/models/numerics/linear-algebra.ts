/** A small dense matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

const cell = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? 0;

/** The lower triangle L with L·Lᵀ = the symmetric matrix, or null where it is not positive definite. */
export const cholesky = (matrix: Matrix): number[][] | null => {
  const lower: number[][] = matrix.map(() => []);
  for (const [row, current] of lower.entries()) {
    for (let column = 0; column <= row; column += 1) {
      let rest = cell(matrix, row, column);
      for (let at = 0; at < column; at += 1) rest -= (current[at] ?? 0) * cell(lower, column, at);
      if (row !== column) current.push(rest / cell(lower, column, column));
      else if (rest > 0 && Number.isFinite(rest)) current.push(Math.sqrt(rest));
      else return null;
    }
  }
  return lower;
};

/** L·v of a lower triangle: what turns independent normal draws into draws of the covariance L·Lᵀ. */
export const lowerTimes = (lower: Matrix, vector: ArrayLike<number>): number[] =>
  lower.map((row) => row.reduce((sum, value, at) => sum + value * (vector[at] ?? 0), 0));

/**
 * Solves matrix · solution = right by elimination with row exchanges; null where the matrix is singular.
 *
 * Singular is a pivot below 1e-14 of the largest element. Nothing of the arguments is changed.
 */
export const solve = (matrix: Matrix, right: ArrayLike<number>): number[] | null => {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const size = rows.length;
  const largest = Math.max(...matrix.flat().map(Math.abs));
  for (let step = 0; step < size; step += 1) {
    let pivot = step;
    for (let row = step + 1; row < size; row += 1)
      if (Math.abs(cell(rows, row, step)) > Math.abs(cell(rows, pivot, step))) pivot = row;
    const chosen = rows[pivot] ?? [];
    if (!(Math.abs(chosen[step] ?? 0) > 1e-14 * largest)) return null;
    rows[pivot] = rows[step] ?? [];
    rows[step] = chosen;
    for (let row = step + 1; row < size; row += 1) {
      const current = rows[row] ?? [];
      const factor = (current[step] ?? 0) / (chosen[step] ?? 1);
      for (let at = step; at <= size; at += 1) current[at] = (current[at] ?? 0) - factor * (chosen[at] ?? 0);
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = cell(rows, row, size);
    for (let at = row + 1; at < size; at += 1) rest -= cell(rows, row, at) * (solution[at] ?? 0);
    solution[row] = rest / cell(rows, row, row);
  }
  return solution;
};

/** The inverse of a matrix, column by column; null where it is singular. */
export const inverse = (matrix: Matrix): number[][] | null => {
  const columns: number[][] = [];
  for (const at of matrix.keys()) {
    const column = solve(
      matrix,
      matrix.map((_, row) => (row === at ? 1 : 0)),
    );
    if (!column) return null;
    columns.push(column);
  }
  return matrix.map((_, row) => columns.map((column) => column[row] ?? 0));
};

/**
 * Eigenvalues of a symmetric matrix, and its eigenvectors as columns, by Jacobi's rotations.
 *
 * In no particular order. Meant for a handful of parameters: each sweep is O(n³).
 */
export const symmetricEigen = (matrix: Matrix): { values: number[]; vectors: number[][] } => {
  const size = matrix.length;
  const turned = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, row) => matrix.map((__, column) => (row === column ? 1 : 0)));
  const rotate = (rows: number[][], p: number, q: number, cosine: number, sine: number): void => {
    for (const row of rows) {
      const [left, right] = [row[p] ?? 0, row[q] ?? 0];
      row[p] = cosine * left - sine * right;
      row[q] = sine * left + cosine * right;
    }
  };
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let off = 0;
    for (let p = 0; p < size; p += 1) for (let q = 0; q < p; q += 1) off += cell(turned, p, q) ** 2;
    if (off === 0) break;
    for (let p = 0; p < size; p += 1)
      for (let q = p + 1; q < size; q += 1) {
        const between = cell(turned, p, q);
        if (between === 0) continue;
        const ratio = (cell(turned, q, q) - cell(turned, p, p)) / (2 * between);
        const tangent = (ratio >= 0 ? 1 : -1) / (Math.abs(ratio) + Math.hypot(ratio, 1));
        const cosine = 1 / Math.hypot(tangent, 1);
        rotate(turned, p, q, cosine, tangent * cosine);
        const [upper, lower] = [turned[p] ?? [], turned[q] ?? []];
        for (let at = 0; at < size; at += 1) {
          const [left, right] = [upper[at] ?? 0, lower[at] ?? 0];
          upper[at] = cosine * left - tangent * cosine * right;
          lower[at] = tangent * cosine * left + cosine * right;
        }
        rotate(vectors, p, q, cosine, tangent * cosine);
      }
  }
  return { values: turned.map((row, at) => row[at] ?? 0), vectors };
};
