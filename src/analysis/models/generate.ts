import type { ModelSpec, Parameters } from './model.ts';
import { drawBeta, drawExponential, drawGamma, type Random } from './numerics/draws.ts';

/** Invented customers as columns: what was seen of each up to its age, and what it did within the horizon after. */
export type Invented = {
  x: Float64Array;
  recency: Float64Array;
  age: Float64Array;
  future: Float64Array;
  logIntervals: number;
};

/** One customer's purchase times from birth (not counted) until it leaves or `end` comes. */
type Life = (end: number, random: Random) => number[];

/** Lives by the stories the models tell, step by step: nothing of the formulas is used. */
const lifeOf = (spec: ModelSpec, [first = 0, second = 0, third = 0, fourth = 0]: Parameters): Life => {
  if (spec.id === 'bg_bb')
    return (end, random) => {
      const [buys, leaves] = [drawBeta(first, second, random), drawBeta(third, fourth, random)];
      const times: number[] = [];
      for (let at = 1; at <= end && random() >= leaves; at += 1) if (random() < buys) times.push(at);
      return times;
    };
  if (spec.id === 'nbd' || spec.id === 'pareto_nbd')
    return (end, random) => {
      const rate = drawGamma(first, second, random);
      const leaves = spec.id === 'nbd' ? end : drawExponential(drawGamma(third, fourth, random), random);
      const times: number[] = [];
      for (let at = drawExponential(rate, random); at <= Math.min(end, leaves); at += drawExponential(rate, random))
        times.push(at);
      return times;
    };
  const phases = 'k' in spec ? spec.k : 1;
  const atBirth = spec.id === 'mbg_nbd' || spec.id === 'mbg_cnbd';
  return (end, random) => {
    const [rate, leaves] = [drawGamma(first, second, random), drawBeta(third, fourth, random)];
    const times: number[] = [];
    if (atBirth && random() < leaves) return times;
    for (let at = drawGamma(phases, rate, random); at <= end; at += drawGamma(phases, rate, random)) {
      times.push(at);
      if (random() < leaves) break;
    }
    return times;
  };
};

/** Invents one customer for each age by the story of a model. The same `random` gives the same customers. */
export const inventCustomers = (
  spec: ModelSpec,
  parameters: Parameters,
  ages: readonly number[],
  horizon: number,
  random: Random,
): Invented => {
  const life = lifeOf(spec, parameters);
  const room = (): Float64Array => new Float64Array(ages.length);
  const invented: Invented = {
    x: room(),
    recency: room(),
    age: Float64Array.from(ages),
    future: room(),
    logIntervals: 0,
  };
  for (const [customer, age] of ages.entries()) {
    const times = life(age + horizon, random);
    let last = 0;
    for (const time of times) {
      if (time > age) break;
      invented.x[customer] = (invented.x[customer] ?? 0) + 1;
      invented.logIntervals += Math.log(time - last);
      last = time;
    }
    invented.recency[customer] = last;
    invented.future[customer] = times.length - (invented.x[customer] ?? 0);
  }
  return invented;
};
