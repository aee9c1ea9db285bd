import i18next from 'i18next';
import { createContext, createElement, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Sentence } from '../../model/problem.ts';
import { type Format, formatFor, type Language } from '../kit/format.ts';
import type { ru } from './ru.ts';

const key = 'conveyor-language';

/** Chosen in this visit, for a browser that keeps nothing. */
let chosenNow: Language | null = null;

/** What the reader chose in this browser; null where nothing was chosen. */
const chosen = (): Language | null => {
  if (chosenNow) return chosenNow;
  try {
    const kept = localStorage.getItem(key);
    return kept === 'ru' || kept === 'en' ? kept : null;
  } catch {
    return null;
  }
};

const ofBrowser = (): Language => (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ru');

/** The words of one language; those of the other are fetched when somebody asks for it. */
const words = {
  ru: async () => (await import('./ru.ts')).ru,
  en: async () => (await import('./en.ts')).en,
};

const show = (language: Language): void => {
  document.documentElement.lang = language;
};

const speak = async (language: Language): Promise<void> => {
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await words[language]());
  show(language);
  await i18next.changeLanguage(language);
};

/** Fetches the words of the reader's language, before anything is drawn. */
export const startLanguage = async (): Promise<void> => {
  const language = chosen() ?? ofBrowser();
  show(language);
  await i18next.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: await words[language]() } },
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
    initAsync: false,
  });
};

export const chooseLanguage = (language: Language): void => {
  chosenNow = language;
  try {
    localStorage.setItem(key, language);
  } catch {
    // Kept for this visit only.
  }
  void speak(language);
};

/** Speaks the language set for a company to whoever has not chosen one; null is a company for which none is set. */
export const followCompany = (language: Language | null): void => {
  const next = chosen() ?? language ?? ofBrowser();
  if (next !== i18next.language) void speak(next);
};

const spoken = (): Language => (i18next.language === 'en' ? 'en' : 'ru');

const onChange = (told: () => void): (() => void) => {
  i18next.on('languageChanged', told);
  return () => i18next.off('languageChanged', told);
};

const Spoken = createContext<Language>('ru');

/** Tells all that is in it which language is spoken: asked once for the whole page, for a canvas has hundreds of cards with words. */
export const LanguageRoot = ({ children }: { children: ReactNode }) =>
  createElement(Spoken.Provider, { value: useSyncExternalStore(onChange, spoken) }, children);

export const useLanguage = (): Language => useContext(Spoken);

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_${'one' | 'few' | 'many' | 'other'}` ? Stem : Key;

type KeyOf<Words, Path extends string = ''> = {
  [Key in keyof Words & string]: Words[Key] extends string
    ? `${Path}${WithoutPlural<Key>}`
    : KeyOf<Words[Key], `${Path}${Key}.`>;
}[keyof Words & string];

/** The name of a text, as in `ru.ts`: `shell.nav.money`. */
export type TextKey = KeyOf<typeof ru>;

/** Says a text in the reader's language; `count` chooses the plural form. */
export type Say = (key: TextKey, values?: Record<string, string | number>) => string;

type Words = { t: Say; format: Format; language: Language; say: (sentence: Sentence) => string };

const known = new Map<Language, Words>();

/** Says texts of one language; those without values are looked up once. */
const sayIn = (language: Language): Say => {
  const fixed = i18next.getFixedT(language) as Say;
  const said = new Map<TextKey, string>();
  return (key, values) => {
    if (values !== undefined) return fixed(key, values);
    const words = said.get(key) ?? fixed(key);
    said.set(key, words);
    return words;
  };
};

const wordsOf = (language: Language): Words => {
  const made = known.get(language) ?? {
    t: sayIn(language),
    format: formatFor(language),
    language,
    say: (sentence: Sentence) => sentence[language],
  };
  known.set(language, made);
  return made;
};

/** The words and the format of the reader's language, and the right side of a two-language sentence. */
export const useWords = (): Words => wordsOf(useLanguage());
