import type { Answer } from '../../../model/metric.ts';
import type { MetricId } from '../../../model/metric-words.ts';
import type { Step } from '../../kit/waterfall-ranges.ts';

const parts = [
  { id: 'rr_opening', sign: 1, color: 'var(--line-strong)' },
  { id: 'rr_new', sign: 1, color: 'var(--stage-acquire)' },
  { id: 'rr_expansion', sign: 1, color: 'var(--stage-develop)' },
  { id: 'rr_reactivation', sign: 1, color: 'var(--stage-retain)' },
  { id: 'rr_contraction', sign: -1, color: 'color-mix(in srgb, var(--stage-return) 62%, var(--surface))' },
  { id: 'rr_churn', sign: -1, color: 'var(--stage-return)' },
  { id: 'rr_closing', sign: 1, color: 'var(--accent)' },
] as const satisfies readonly { id: MetricId; sign: 1 | -1; color: string }[];

export type RrPart = (typeof parts)[number]['id'];

/** A step that is a metric, which opens like every number. */
export type RrStep = Step & { id: RrPart };

/**
 * The movements of RR as steps from the opening to the closing level; null where any of them is unknown.
 *
 * Contraction and churn are drawn as falls, whichever sign they are given with.
 */
export const rrSteps = (
  answers: ReadonlyMap<MetricId, Answer>,
  name: (part: RrPart) => string,
  text: (value: number) => string,
): RrStep[] | null => {
  const steps: RrStep[] = [];
  for (const { id, sign, color } of parts) {
    const value = answers.get(id)?.value;
    if (value === null || value === undefined) return null;
    const isLevel = id === 'rr_opening' || id === 'rr_closing';
    const size = isLevel ? value : sign * Math.abs(value);
    steps.push({ id, label: name(id), kind: isLevel ? 'level' : 'change', value: size, text: text(size), color });
  }
  return steps;
};
