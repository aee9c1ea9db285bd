import { inverse, type Matrix, symmetricEigen } from './linear-algebra.ts';

/** What is made small: answers its value at a point and writes its gradient there. Not finite = outside. */
export type Objective = (at: Float64Array, gradient: Float64Array) => number;

/** How a long computation is watched and ended by who waits for it. */
export type Watch = { shouldStop?: () => boolean; onProgress?: (share: number) => void };

export type Minimum = {
  at: number[];
  value: number;
  /** The largest element of the gradient. */
  gradient: number;
  hessian: number[][];
  evaluations: number;
  /** `ran_off`: a coordinate left ±`limit`; `stopped`: whoever waits gave up; `stalled`: no way down, and not flat. */
  end: 'converged' | 'ran_off' | 'stopped' | 'stalled';
};

export type Bounds = {
  /** Coordinates are logarithms; beyond this there is no minimum worth the name. */
  limit?: number;
  /** The Hessian near the minimum where one is known, so that the descent begins with its shape. */
  hessian?: Matrix;
};

const largest = (values: ArrayLike<number>): number => {
  let most = 0;
  for (let at = 0; at < values.length; at += 1) most = Math.max(most, Math.abs(values[at] ?? 0));
  return most;
};

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};

const times = (matrix: Matrix, vector: ArrayLike<number>): number[] => matrix.map((row) => dot(row, vector));

/** The Hessian by central differences of the analytic gradient: about 1e-9 of the true one. */
export const hessianOf = (objective: Objective, at: ArrayLike<number>): number[][] => {
  const step = 1e-4;
  const size = at.length;
  const point = Float64Array.from(at);
  const rows = Array.from(point, (value, column) => {
    const above = new Float64Array(size);
    const below = new Float64Array(size);
    point[column] = value + step;
    objective(point, above);
    point[column] = value - step;
    objective(point, below);
    point[column] = value;
    return Array.from(above, (gradient, row) => (gradient - (below[row] ?? 0)) / (2 * step));
  });
  return rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] ?? 0)) / 2));
};

/** The matrix's inverse with every direction made to lead down: eigenvalues by size, none below a floor. */
const downhill = (hessian: Matrix): number[][] => {
  const { values, vectors } = symmetricEigen(hessian);
  const floor = 1e-9 * Math.max(largest(values), 1e-12);
  return hessian.map((_, i) =>
    hessian.map((__, j) =>
      values.reduce(
        (sum, value, k) => sum + ((vectors[i]?.[k] ?? 0) * (vectors[j]?.[k] ?? 0)) / Math.max(Math.abs(value), floor),
        0,
      ),
    ),
  );
};

type Place = { at: Float64Array; gradient: Float64Array; value: number };

/** A step along a direction that makes the value smaller by a fair part of what the slope promises; null where none does. */
const stepDown = (objective: Objective, from: Place, direction: readonly number[], count: () => void): Place | null => {
  const slope = dot(from.gradient, direction);
  // Two units of a logarithm at once are e² of a parameter: farther the shape is not known.
  let length = Math.min(1, 2 / Math.max(largest(direction), 1e-300));
  for (let tries = 0; tries < 40; tries += 1) {
    const at = from.at.map((value, index) => value + length * (direction[index] ?? 0));
    const gradient = new Float64Array(at.length);
    const value = objective(at, gradient);
    count();
    if (Number.isFinite(value) && value <= from.value + 1e-4 * length * slope) return { at, gradient, value };
    // Near the minimum what is to be gained is less than the rounding of a sum over customers: there the slope alone tells.
    const rounding = 1e-12 * Math.abs(from.value);
    if (Math.abs(length * slope) < rounding)
      return Math.abs(value - from.value) < rounding && largest(gradient) < largest(from.gradient)
        ? { at, gradient, value }
        : null;
    const bent = Number.isFinite(value) ? value - from.value - length * slope : Number.POSITIVE_INFINITY;
    const best = bent > 0 && Number.isFinite(bent) ? (-slope * length * length) / (2 * bent) : 0;
    length = Math.min(0.5 * length, Math.max(0.1 * length, best));
  }
  return null;
};

/** The inverse Hessian as the last step has shown it to be (Broyden–Fletcher–Goldfarb–Shanno). */
const updated = (inverseHessian: number[][], moved: readonly number[], turned: readonly number[]): number[][] => {
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-14 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return inverseHessian;
  const image = times(inverseHessian, turned);
  const factor = (1 + dot(turned, image) / curvature) / curvature;
  return inverseHessian.map((row, i) =>
    row.map(
      (value, j) =>
        value +
        factor * (moved[i] ?? 0) * (moved[j] ?? 0) -
        ((image[i] ?? 0) * (moved[j] ?? 0) + (moved[i] ?? 0) * (image[j] ?? 0)) / curvature,
    ),
  );
};

const differences = (after: Float64Array, before: Float64Array): number[] =>
  Array.from(after, (value, at) => value - (before[at] ?? 0));

/**
 * Finds a minimum: quasi-Newton (BFGS) until the gradient is small, then Newton's steps until they are below 1e-9.
 *
 * Coordinates are logarithms of parameters and the objective a mean, so 1e-9 is the relative error of a parameter. The Hessian
 * that comes back belongs to the point that comes back (differences of the gradient). Sources: Nocedal & Wright 2006, ch. 3 and 6.
 */
export const minimise = (
  objective: Objective,
  start: readonly number[],
  bounds: Bounds = {},
  watch: Watch = {},
): Minimum => {
  const limit = bounds.limit ?? 12;
  let evaluations = 0;
  const count = (): void => {
    evaluations += 1;
  };
  const at = Float64Array.from(start);
  const gradient = new Float64Array(at.length);
  let place: Place = { at, gradient, value: objective(at, gradient) };
  const done = (end: Minimum['end'], hessian: number[][] = []): Minimum => ({
    at: [...place.at],
    value: place.value,
    gradient: largest(place.gradient),
    hessian,
    evaluations,
    end,
  });
  if (!Number.isFinite(place.value)) return done('stalled');

  let shape = bounds.hessian ? downhill(bounds.hessian) : null;
  for (let turn = 0; turn < 200 && largest(place.gradient) > 1e-7; turn += 1) {
    if (watch.shouldStop?.()) return done('stopped');
    if (largest(place.at) > limit) return done('ran_off');
    shape ??= downhill(hessianOf(objective, place.at));
    const direction = times(shape, place.gradient).map((value) => -value);
    const next = stepDown(objective, place, direction, count);
    if (!next) break;
    shape = updated(shape, differences(next.at, place.at), differences(next.gradient, place.gradient));
    place = next;
  }
  let hessian: number[][] | null = null;
  for (let turn = 0; turn < 60; turn += 1) {
    if (watch.shouldStop?.()) return done('stopped');
    if (largest(place.at) > limit) return done('ran_off');
    if (!hessian) evaluations += 2 * at.length;
    hessian ??= hessianOf(objective, place.at);
    const newton = times(inverse(hessian) ?? downhill(hessian), place.gradient).map((value) => -value);
    const leadsDown = dot(newton, place.gradient) < 0;
    const step = leadsDown ? newton : times(downhill(hessian), place.gradient).map((value) => -value);
    const size = largest(newton);
    const next = stepDown(objective, place, step, count);
    if (next) place = next;
    if (size < 1e-9) return done('converged', hessian);
    if (!next) return done(largest(place.gradient) < 1e-8 ? 'converged' : 'stalled', hessian);
    // So near, the shape is the same a step further: what is left shrinks by as much again.
    if (size > 1e-5) hessian = null;
  }
  return done('stalled', hessianOf(objective, place.at));
};
