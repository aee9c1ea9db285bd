import { z } from 'zod';
import { workspaceIdShape } from './operation.ts';
import type { Sentence } from './problem.ts';

/** What the schema library says of a value that does not fit. */
export type Issue = { path?: readonly unknown[] | undefined; message: string };

const partOf = (part: unknown): string =>
  typeof part === 'object' && part !== null && 'key' in part ? String(part.key) : String(part);

/** Where in what was given the value stands, as `cells.c06.emotion`; '' is the whole of it. */
export const placeOfIssue = (issue: Issue): string => (issue.path ?? []).map(partOf).join('.');

const russian = z.locales.ru().localeError;

/** The issues people meet most, in words of ours; null leaves it to the library. */
const ownWords = (issue: Issue): Sentence | null => {
  if ('format' in issue && issue.format === 'date')
    return { ru: 'ожидается день вида 2025-12-31', en: 'expected a day like 2025-12-31' };
  const place = placeOfIssue(issue);
  if ('format' in issue && issue.format === 'regex' && (place === 'workspace' || place === 'id'))
    return workspaceIdShape;
  return null;
};

/** The schema library words an issue in English; its own Russian wording is asked for again. */
const russianOf = (issue: Issue): string => {
  const worded = 'code' in issue ? russian(issue as Parameters<typeof russian>[0]) : null;
  return (typeof worded === 'string' ? worded : worded?.message) ?? issue.message;
};

/** What was expected of a value, in both languages, without a full stop. */
export const wordsOfIssue = (issue: Issue): Sentence => ownWords(issue) ?? { ru: russianOf(issue), en: issue.message };
