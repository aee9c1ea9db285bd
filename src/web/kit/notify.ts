import { notifications } from '@mantine/notifications';
import { useCallback } from 'react';
import { useWords } from '../i18n/language.ts';

/** Says in passing that something was done. */
export const useNotify = (): ((message: string) => void) => {
  const { t } = useWords();
  return useCallback(
    (message) => {
      notifications.show({ message, closeButtonProps: { 'aria-label': t('shell.close') } });
    },
    [t],
  );
};
