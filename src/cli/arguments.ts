import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { Problem, type Sentence } from '../model/problem.ts';
import { invalidInput } from '../server/problems.ts';

/** A word that must be one of a list; otherwise a usage problem that names the nearest ones. */
export const oneOf = (words: readonly string[], word: string, what: Sentence): void => {
  if (words.includes(word)) return;
  const near = words.filter((known) => known.includes(word) || word.includes(known)).slice(0, 5);
  const hint = near.length > 0 ? near : words.slice(0, 8);
  throw new Problem({
    code: 'unknown_word',
    kind: 'usage',
    text: {
      ru: `Нет такого ${what.ru}: «${word}». Есть, например: ${hint.join(', ')}.`,
      en: `There is no ${what.en} “${word}”. There are, for example: ${hint.join(', ')}.`,
    },
    where: { argument: word },
  });
};

/** Collects a list option written once with commas, several times, or as several words. */
export const listOf =
  () =>
  (value: string, before: string[] | undefined): string[] => [
    ...(before ?? []),
    ...value
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ];

/** An operation's input from what was written, with its defaults; a value that does not fit is wrong usage. */
export const parsed = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> => {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new Problem(invalidInput(result.error.issues));
};

export const positiveNumber = (value: string): number => {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError(value);
};
