import type { Period } from '../../../model/days.ts';
import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import type { MoneyCut } from './search.ts';

/** One part: a value of the dimension, or a month, with its answers. */
export type PartRow = { id: string; period: Period; answers: ReadonlyMap<MetricId, Answer> };

/** Answers put together by part: by the dimension's value, or by the month they speak of. */
export const partRows = (answers: readonly Answer[], by: MoneyCut): PartRow[] => {
  const rows = new Map<string, { id: string; period: Period; answers: Map<MetricId, Answer> }>();
  for (const answer of answers) {
    const id = by === 'month' ? answer.period.from : (answer.by[by] ?? '');
    const row = rows.get(id) ?? { id, period: answer.period, answers: new Map() };
    row.answers.set(answer.metric, answer);
    rows.set(id, row);
  }
  return [...rows.values()];
};
