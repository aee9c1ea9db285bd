import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';

export type Part = { segment: string; value: number };

const partsOf = (answers: readonly Answer[], metric: MetricId): Part[] =>
  answers
    .filter(
      (answer) => answer.metric === metric && answer.value !== null && answer.value > 0 && answer.by.segment !== '',
    )
    .map((answer) => ({ segment: answer.by.segment ?? '', value: answer.value ?? 0 }))
    .sort((a, b) => a.value - b.value);

/** The cheapest and the dearest segment of a metric; null where fewer than two are known. */
export const spreadOf = (
  answers: readonly Answer[],
  metric: MetricId,
): { low: Part; high: Part; all: Part[] } | null => {
  const all = partsOf(answers, metric);
  const [low, high] = [all[0], all.at(-1)];
  return low && high && all.length > 1 ? { low, high, all } : null;
};

/** How many times more, as it is said: whole from ten on, to a tenth below. */
export const roundTimes = (ratio: number): number => (ratio >= 10 ? Math.round(ratio) : Math.round(ratio * 10) / 10);

/**
 * The segment where winning a customer back is cheapest against acquiring a new one; null where it is nowhere at least
 * twice as cheap.
 */
export const cheaperToWinBack = (
  answers: readonly Answer[],
): { segment: string; winback: number; acquisition: number } | null => {
  const acquisition = new Map(
    partsOf(answers, 'unit_cost_acquisition_direct').map((part) => [part.segment, part.value]),
  );
  const pairs = partsOf(answers, 'unit_cost_winback_direct').flatMap(({ segment, value }) => {
    const other = acquisition.get(segment);
    return other !== undefined && other >= value * 2 ? [{ segment, winback: value, acquisition: other }] : [];
  });
  return pairs.sort((a, b) => b.acquisition / b.winback - a.acquisition / a.winback)[0] ?? null;
};
