import type { FactKind } from '../../../../model/facts.ts';
import { importingRu } from '../../../i18n/importing.ru.ts';
import type { Say, TextKey } from '../../../i18n/language.ts';

/** What a column of facts is called in the reader's words; one there is no word for is called by its name. */
export const fieldName = (kind: FactKind, column: string, t: Say): string => {
  const own = `${kind}_${column}`;
  if (own in importingRu.fields) return t(`importing.fields.${own}` as TextKey);
  return column in importingRu.fields ? t(`importing.fields.${column}` as TextKey) : column;
};

/** A word of a closed list of a column of facts, in the reader's words. */
export const wordName = (column: string, word: string, t: Say): string => {
  const lists: Record<string, Record<string, string> | string> = importingRu.words;
  const list = lists[column];
  return typeof list === 'object' && word in list ? t(`importing.words.${column}.${word}` as TextKey) : word;
};
