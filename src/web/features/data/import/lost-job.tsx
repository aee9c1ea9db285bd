import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';
import type { DataTab } from '../search.ts';
import styles from './outcome.module.css';

type LostJobProps = { onFound: (job: string) => void; onTab: (tab: DataTab) => void; onBack: () => void };

const pollMs = 2000;

/** The server was stopped while an import ran. Once it is back the import goes on by itself under another job, which is followed from here. */
export const LostJob = ({ onFound, onTab, onBack }: LostJobProps) => {
  const { t } = useWords();
  const list = useQuery({ ...api.jobs.list.queryOptions(), refetchInterval: pollMs, staleTime: 0, retry: false });
  const goesOn = list.isError
    ? undefined
    : list.data?.find(({ kind, state }) => kind === 'import' && state === 'running');
  const found = goesOn?.id;
  useEffect(() => {
    if (found) onFound(found);
  }, [found, onFound]);
  if (list.isError || list.isPending)
    return (
      <p className={styles.problem} role="status">
        {t('importing.lost.noServer')}
      </p>
    );
  return (
    <div className={styles.outcome}>
      <p className={styles.problem} role="status">
        {t('importing.lost.restarted')}
      </p>
      <div className={styles.actions}>
        <Button onClick={() => onTab('history')}>{t('importing.report.history')}</Button>
        <Button variant="default" onClick={onBack}>
          {t('importing.report.another')}
        </Button>
      </div>
    </div>
  );
};
