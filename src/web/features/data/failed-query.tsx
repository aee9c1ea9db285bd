import { Button } from '@mantine/core';
import { problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import styles from './files.module.css';

type FailedQueryProps = {
  error: unknown;
  /** What did not work, where it is not loading; a whole sentence. */
  title?: string | undefined;
  onRetry?: (() => void) | undefined;
};

/** What went wrong, in the user's language where the server said so, and a way to try again. */
export const FailedQuery = ({ error, title, onRetry }: FailedQueryProps) => {
  const { t, language } = useWords();
  const problem = problemOf(error);
  return (
    <div className={styles.problem} role="alert">
      <b>{title ?? `${t('data.failed')}.`}</b> {problem?.text[language]}
      {onRetry && (
        <Button size="compact-sm" variant="subtle" ml="xs" onClick={onRetry}>
          {t('data.retry')}
        </Button>
      )}
    </div>
  );
};
