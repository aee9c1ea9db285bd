/**
 * Words a company writes itself, in either language or both; '' where a language is not written.
 *
 * A person writes in the language of the interface; the other language shows those words until somebody translates them.
 */
export type Wording = { ru: string; en: string };

export const noWords: Wording = { ru: '', en: '' };

/** The words in a language, else in the other one; '' where nothing is written. */
export const worded = (wording: Wording | undefined, language: 'ru' | 'en'): string =>
  wording === undefined ? '' : wording[language].trim() || wording[language === 'ru' ? 'en' : 'ru'].trim();

/** Whether anything is written in either language. */
export const isWorded = (wording: Wording | undefined): boolean => worded(wording, 'ru') !== '';

/** Whether a value is words in two languages and nothing else. */
export const isWording = (value: unknown): value is Wording =>
  typeof value === 'object' && value !== null && 'ru' in value && 'en' in value && Object.keys(value).length === 2;
