import gammaln from '@stdlib/math-base-special-gammaln';
import { bgNbd } from '../analysis/models/bg-nbd.ts';
import { fitPurchases, isRefusal } from '../analysis/models/fit.ts';
import { fitSpend } from '../analysis/models/gamma-gamma.ts';
import { gather } from '../analysis/models/histories.ts';
import type { PurchaseModel } from '../analysis/models/model.ts';
import { paretoNbd } from '../analysis/models/pareto-nbd.ts';
import { scoreCustomers } from '../analysis/models/score.ts';
import { monthlyInstalments } from '../analysis/models/value.ts';
import { inventBuyers } from './buyers.ts';
import { best, type Figure, peakMemoryMb } from './task.ts';

/** As anybody would write it: ln L customer by customer with log-gammas, nothing shared. */
const plainLoss = (
  { x, recency, age }: { x: Float64Array; recency: Float64Array; age: Float64Array },
  logs: number[],
): number => {
  const [r = 0, alpha = 0, a = 0, b = 0] = logs.map(Math.exp);
  let sum = 0;
  for (let at = 0; at < x.length; at += 1) {
    const [count, last, now] = [x[at] ?? 0, recency[at] ?? 0, age[at] ?? 0];
    const shared = gammaln(r + count) - gammaln(r) + r * Math.log(alpha);
    const stays =
      gammaln(a + b) + gammaln(b + count) - gammaln(b) - gammaln(a + b + count) - (r + count) * Math.log(alpha + now);
    if (count === 0) sum += shared + stays;
    else {
      const left = stays + Math.log(a / (b + count - 1)) + (r + count) * Math.log((alpha + now) / (alpha + last));
      const most = Math.max(stays, left);
      sum += shared + most + Math.log(Math.exp(stays - most) + Math.exp(left - most));
    }
  }
  return -sum / x.length;
};

/** The simplex that goes downhill without slopes (Nelder & Mead 1965), until it is as small as 1e-6. */
const plainMinimum = (loss: (at: number[]) => number, start: number[]): number => {
  const points = [start, ...start.map((_, at) => start.map((value, other) => value + (other === at ? 0.5 : 0)))]
    .map((at) => ({ at, value: loss(at) }))
    .sort((left, right) => left.value - right.value);
  let evaluations = points.length;
  const mix = (from: number[], to: number[], share: number): { at: number[]; value: number } => {
    const at = from.map((value, index) => value + share * ((to[index] ?? 0) - value));
    evaluations += 1;
    return { at, value: loss(at) };
  };
  while (evaluations < 2000) {
    points.sort((left, right) => left.value - right.value);
    const [first, worst] = [points[0], points.at(-1)];
    if (!first || !worst) break;
    if (Math.max(...worst.at.map((value, at) => Math.abs(value - (first.at[at] ?? 0)))) < 1e-6) break;
    const rest = points.slice(0, -1);
    const middle = first.at.map((_, at) => rest.reduce((sum, point) => sum + (point.at[at] ?? 0), 0) / rest.length);
    const mirrored = mix(middle, worst.at, -1);
    const second = rest.at(-1)?.value ?? 0;
    const next =
      mirrored.value < first.value
        ? [mirrored, mix(middle, worst.at, -2)].sort((left, right) => left.value - right.value)[0]
        : mirrored.value < second
          ? mirrored
          : mix(middle, mirrored.value < worst.value ? mirrored.at : worst.at, 0.5);
    if (next && next.value < worst.value) points[points.length - 1] = next;
    else for (const [at, point] of points.entries()) if (at > 0) points[at] = mix(first.at, point.at, 0.5);
  }
  return evaluations;
};

const fitMs = (model: PurchaseModel, customers: ReturnType<typeof inventBuyers>, runs: number): Promise<number> => {
  const { histories } = gather(customers);
  return best(runs, async () => {
    const result = fitPurchases(model, histories);
    if (isRefusal(result)) throw new Error(`${model.spec.id}: ${result.reason}`);
  });
};

const inMs = (what: string, goal: number, value: number, plain: number | null): Figure => ({
  what,
  goal: `≤ ${goal.toLocaleString('en')} ms`,
  value: Math.round(value),
  unit: 'ms',
  engine: plain === null ? null : Math.round(plain),
  reached: value <= goal,
});

/**
 * Fits and scores of the models on customers in memory, and beside the BG/NBD fit a plain one: likelihood customer by customer, simplex.
 *
 * The plain fit runs on 10,000 of the million and is reckoned up to all of them, since it takes minutes.
 */
export const benchModels = async (): Promise<Figure[]> => {
  const [small, large] = [inventBuyers(2357, 35), inventBuyers(1_000_000, 104)];
  const smallBg = await fitMs(bgNbd, small, 10);
  const smallPareto = await fitMs(paretoNbd, small, 5);
  const start = [0.5, 5, 1, 2].map(Math.log);
  const plainSmall = await best(1, async () => plainMinimum((at) => plainLoss(small, at), start));
  const few = {
    x: large.x.slice(0, 10_000),
    recency: large.recency.slice(0, 10_000),
    age: large.age.slice(0, 10_000),
  };
  const plainFew = await best(1, async () => plainMinimum((at) => plainLoss(few, at), start));
  const whole = await best(2, async () => {
    const { histories, rowOf } = gather(large);
    const fitted = fitPurchases(bgNbd, histories);
    const spend = fitSpend(large);
    if (isRefusal(fitted) || isRefusal(spend)) throw new Error('refused');
    const months = monthlyInstalments(12, 365.25 / 84, 0.18);
    const money = { parameters: spend.parameters, mean: large.mean };
    scoreCustomers(bgNbd, fitted.parameters, histories, rowOf, months, money);
  });
  const pareto = await fitMs(paretoNbd, large, 1);
  const memory = peakMemoryMb();
  return [
    inMs('BG/NBD fitted on 2,357 customers in memory (beside it a plain fit)', 20, smallBg, plainSmall),
    inMs('Pareto/NBD on the same', 100, smallPareto, null),
    inMs(
      '1 M customers in memory: gathered, BG/NBD and Gamma-Gamma fitted, scored by month for a year (beside it a plain BG/NBD fit alone)',
      2000,
      whole,
      plainFew * 100,
    ),
    inMs('Pareto/NBD fitted on the same 1 M', 6000, pareto, null),
    {
      what: 'peak memory of that',
      goal: '< 1,500 MB',
      value: Math.round(memory),
      unit: 'MB',
      engine: null,
      reached: memory < 1500,
    },
  ];
};
