/** A smooth function of several numbers; +∞ where it is not defined. */
export type Objective = (at: Float64Array) => number;

const gradientOf = (objective: Objective, at: Float64Array): Float64Array => {
  const moved = at.slice();
  return at.map((value, place) => {
    const step = 1e-6 * Math.max(1, Math.abs(value));
    moved[place] = value + step;
    const above = objective(moved);
    moved[place] = value - step;
    const below = objective(moved);
    moved[place] = value;
    return Number.isFinite(above) && Number.isFinite(below) ? (above - below) / (2 * step) : 0;
  });
};

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

/**
 * A minimum near a beginning, by BFGS with differences for slopes and a halving line search.
 *
 * Stops where the slope or the gain of a step is nothing, or after `steps`. The beginning must be where the function is finite.
 */
export const descend = (objective: Objective, from: Float64Array, steps = 300): { at: Float64Array; value: number } => {
  const n = from.length;
  let at = from;
  let value = objective(at);
  let gradient = gradientOf(objective, at);
  const identity = (): Float64Array =>
    Float64Array.from({ length: n * n }, (_, cell) => (cell % (n + 1) === 0 ? 1 : 0));
  let curvature = identity();
  let fresh = true;
  for (let step = 0; step < steps && Math.sqrt(dot(gradient, gradient)) > 1e-9; step += 1) {
    const direction = Float64Array.from(
      { length: n },
      (_, row) => -dot(curvature.subarray(row * n, row * n + n), gradient),
    );
    const slope = dot(direction, gradient);
    let size = fresh ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
    let next = at;
    let found = Number.POSITIVE_INFINITY;
    for (let halving = 0; halving < 40; halving += 1) {
      next = at.map((here, place) => here + size * (direction[place] as number));
      found = objective(next);
      if (found <= value + 1e-4 * size * slope) break;
      size /= 2;
    }
    if (!(found < value)) {
      if (fresh) break;
      // The curvature learnt so far misleads: once more from the plain slope.
      curvature = identity();
      fresh = true;
      continue;
    }
    const steeper = gradientOf(objective, next);
    const moved = next.map((here, place) => here - (at[place] as number));
    const turned = steeper.map((here, place) => here - (gradient[place] as number));
    const gain = value - found;
    [at, value, gradient] = [next, found, steeper];
    fresh = false;
    const along = dot(moved, turned);
    if (along > 1e-14) curvature = bent(curvature, moved, turned, along);
    if (gain < 1e-12 * Math.max(1, Math.abs(value))) break;
  }
  return { at, value };
};

/** The inverse curvature after a step (the BFGS update). */
const bent = (curvature: Float64Array, moved: Float64Array, turned: Float64Array, along: number): Float64Array => {
  const n = moved.length;
  const seen = Float64Array.from({ length: n }, (_, row) => dot(curvature.subarray(row * n, row * n + n), turned));
  const scale = (1 + dot(turned, seen) / along) / along;
  return curvature.map((value, cell) => {
    const [row, column] = [Math.floor(cell / n), cell % n];
    const [a, b] = [moved[row] as number, moved[column] as number];
    return value + scale * a * b - ((seen[row] as number) * b + a * (seen[column] as number)) / along;
  });
};
