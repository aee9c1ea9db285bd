import { useEffect, useState } from 'react';

export type Language = 'ru' | 'en';

const key = 'conveyor-language';

/** The language of the browser, for whoever came without one. */
export const languageOfBrowser = (): Language => {
  try {
    const kept = localStorage.getItem(key);
    if (kept === 'ru' || kept === 'en') return kept;
  } catch {
    // A browser that keeps nothing is asked each time.
  }
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'ru';
};

/** The language spoken now: chosen here, else `given`, else the browser's; the page says it of itself. */
export const useSpoken = (given: Language | null): [Language, (language: Language) => void] => {
  const [chosen, choose] = useState<Language | null>(null);
  const language = chosen ?? given ?? languageOfBrowser();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return [language, choose];
};

/** The other language, by one press. */
export const LanguageSwitch = ({ language, onChoose }: { language: Language; onChoose: (to: Language) => void }) => {
  const other = language === 'ru' ? 'en' : 'ru';
  return (
    <button type="button" className="outside-button" data-bare lang={other} onClick={() => onChoose(other)}>
      {other === 'en' ? 'English' : 'Русский'}
    </button>
  );
};
