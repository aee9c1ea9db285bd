import { type ReactNode, useEffect } from 'react';
import { useWords } from '../i18n/language.ts';

/** Names the browser's tab after the page; a title that is more than text names it after the product alone. */
export const usePageTitle = (title: ReactNode): void => {
  const { t } = useWords();
  const product = t('shell.product');
  const name = typeof title === 'string' && title !== product ? `${title} · ${product}` : product;
  useEffect(() => {
    document.title = name;
  }, [name]);
};
