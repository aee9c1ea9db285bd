import type { Blueprint } from '../../model/blueprint/blueprint.ts';
import { thingsOf } from '../../model/blueprint/things.ts';
import { canonOf, proposeCodes } from './propose-codes.ts';

/** Whether interactions of a kind are interviews: whoever records them says so in the kind (`win_interview`, «интервью»). */
export const isInterview = (kind: string): boolean => /interview|интервью/iu.test(kind);

/**
 * Of interviews with customers who bought, those in which the main value is named at least half, by likeness of words as answers of staff are.
 *
 * Null where the design does not say the main value.
 */
export const repeatingTheValue = (design: Blueprint, interviews: readonly string[]): number | null => {
  const values = new Set(thingsOf(design, 'idea').flatMap(([id, { key }]) => (key === 'main_value' ? [id] : [])));
  const elements = canonOf(design).filter(({ id }) => values.has(id));
  if (elements.length === 0) return null;
  const told = interviews.map((text, respondent) => ({ respondent, item: 'idea' as const, text }));
  return new Set(proposeCodes(elements, told).flatMap(({ respondent, code }) => (code > 0 ? [respondent] : []))).size;
};
