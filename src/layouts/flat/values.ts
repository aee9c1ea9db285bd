import type { Choice, Value } from '../../model/mapping.ts';
import { chosen, column, constant, found, matches, quotient, when } from '../layout.ts';
import { valueWords } from '../words.ts';

/** What the words of a listed column give; a word nobody knows stays, and is refused with its reason. */
export const wordsOf = (column: string): Choice[] =>
  (valueWords[column] ?? []).map(([value, ...names]) => ({ is: [value, ...names], gives: value }));

/** A field translated by the words of a column that takes one of a list. */
export const translated = (field: string, of: string): Value => chosen(column(field), wordsOf(of), column(field));

/** The number of a share; «70 EUR» or «70 ч» is none, and its row is refused. */
const bare = (field: string): Value => found(column(field), '^[^\\dA-Za-zА-Яа-яЁё]*([\\d][\\d  .,]*?)\\s*%?\\s*$');

/** A share as a fraction, written as one (`0,45`) or in percent (`45`, `45 %`): up to 1 and without a sign of percent it is a fraction. */
export const fraction = (field: string): Value =>
  when(
    matches(column(field), '^\\s*([01]([.,]0*)?|0?[.,]\\d+)\\s*$'),
    column(field),
    quotient(bare(field), constant('100')),
  );
