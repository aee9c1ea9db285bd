import type { SurveyResult } from '../../../model/audit/audit.ts';
import type { SurveyAnswer, SurveyItemId, SurveyResponse } from '../../../model/audit/survey.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { AuditMatter } from '../matter.ts';

/** What a group's answers to one question come to. */
export type Reading = {
  n: number;
  score: number;
  points: SurveyResult['points'];
  accuracy: number | null;
  consensus: number | null;
  alpha: number | null;
  byElement: SurveyResult['byElement'];
};

/** Reads a group's answers to one question; null where nobody was asked it. */
export type Reader = (matter: AuditMatter, responses: readonly SurveyResponse[]) => Reading | null;

/** The answers of those who were asked an item, `null` for «I find it hard to say» and for what was left out. */
export const answersTo = <Kind extends SurveyAnswer['kind']>(
  responses: readonly SurveyResponse[],
  item: SurveyItemId,
  kind: Kind,
): { response: SurveyResponse; answer: Extract<SurveyAnswer, { kind: Kind }> | null }[] =>
  responses
    .filter(({ form }) => form.items.some(({ id }) => id === item))
    .map((response) => {
      const answer = response.answers[item];
      return { response, answer: answer?.kind === kind ? (answer as Extract<SurveyAnswer, { kind: Kind }>) : null };
    });

export const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** A score 0…4 by how many of four rising bounds a value reaches. */
export const byBounds = (value: number | null, bounds: readonly [number, number, number, number]): number =>
  value === null ? 0 : bounds.filter((bound) => value >= bound).length;

/** Of closed answers, orders and shares: from these parts on 1, 2, 3 and 4. */
export const usualBounds = [0.25, 0.5, 0.75, 0.9] as const;

/** People who agree with nothing written can still agree with each other: that is in heads, score 1. */
export const agreeing = 0.6;

export const told = (code: string, text: Sentence, value: number | null): SurveyResult['points'][number] => ({
  code,
  text,
  value,
});

export const readingOf = (n: number, score: number, rest: Partial<Omit<Reading, 'n' | 'score'>> = {}): Reading => ({
  n,
  score,
  points: [],
  accuracy: null,
  consensus: null,
  alpha: null,
  byElement: [],
  ...rest,
});
