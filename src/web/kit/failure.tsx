import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useWords } from '../i18n/language.ts';
import { EmptyState } from './empty-state.tsx';

type FailureProps = { text?: string | undefined; onRetry?: (() => void) | undefined; isPage?: boolean };

/** What stands where something could not be loaded: the sentence that came, or a plain one, and another try. */
export const Failure = ({ text, onRetry, isPage }: FailureProps) => {
  const { t } = useWords();
  return (
    <div role="alert">
      <EmptyState
        icon={<IconPlugConnectedX size={36} stroke={1.4} />}
        isPage={isPage}
        title={t('shell.state.failed')}
        text={text ?? t('shell.state.failedText')}
        actions={onRetry && <Button onClick={onRetry}>{t('shell.state.retry')}</Button>}
      />
    </div>
  );
};
