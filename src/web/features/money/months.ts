import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';

/** A metric's answers in order of time. */
export const seriesOf = (answers: readonly Answer[], metric: MetricId): Answer[] =>
  answers.filter((answer) => answer.metric === metric).sort((a, b) => a.period.from.localeCompare(b.period.from));

/** Revenue of each month by kind; what is neither regular nor development is first orders and win-back. */
export const revenueKinds = (
  answers: readonly Answer[],
): { month: string; regular: number | null; development: number | null; rest: number | null }[] => {
  const [regular, development] = [seriesOf(answers, 'rr_regular'), seriesOf(answers, 'rr_development')];
  return seriesOf(answers, 'net_revenue').map(({ period, value }, at) => {
    const [first, second] = [regular[at]?.value ?? null, development[at]?.value ?? null];
    return {
      month: period.from,
      regular: first,
      development: second,
      rest: value === null || first === null || second === null ? null : value - first - second,
    };
  });
};
