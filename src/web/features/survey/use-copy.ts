import { useCallback } from 'react';
import { useWords } from '../../i18n/language.ts';
import { useNotify } from '../../kit/notify.ts';

/** Puts a text on the clipboard and says so; over plain http a browser may have none, and the text is shown to be copied by hand. */
export const useCopy = (): ((text: string) => void) => {
  const { t } = useWords();
  const notify = useNotify();
  return useCallback(
    (text) => {
      const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
      written.then(
        () => notify(t('survey.copied')),
        () => window.prompt(t('survey.cantCopy'), text),
      );
    },
    [t, notify],
  );
};
