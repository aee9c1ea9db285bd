import { z } from 'zod';

/**
 * Words a company writes itself, in either language or both; '' where a language is not written.
 *
 * A person writes in the language of the interface; the other language shows those words until somebody translates them.
 */
export const Wording = z.object({
  ru: z.string().max(4000).default(''),
  en: z.string().max(4000).default(''),
});
export type Wording = z.infer<typeof Wording>;

export const noWords: Wording = { ru: '', en: '' };

/** The words in a language, else in the other one; '' where nothing is written. */
export const worded = (wording: Wording | undefined, language: 'ru' | 'en'): string =>
  wording === undefined ? '' : wording[language].trim() || wording[language === 'ru' ? 'en' : 'ru'].trim();

/** Whether anything is written in either language. */
export const isWorded = (wording: Wording | undefined): boolean => worded(wording, 'ru') !== '';

/** What a thing of a blueprint is known by: short, kept for ever, seen in exports and in the `cell` column of costs. */
export const ThingId = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_.|-]{0,79}$/u);
export type ThingId = z.infer<typeof ThingId>;

/** Where a thing stands among its kind; equal places are told apart by id. */
export const Place = z.number().finite().default(0);

/** Whether a value is words in two languages and nothing else. */
export const isWording = (value: unknown): value is Wording =>
  typeof value === 'object' && value !== null && 'ru' in value && 'en' in value && Object.keys(value).length === 2;
