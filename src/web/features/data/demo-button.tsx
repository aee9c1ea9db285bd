import { Button } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Job } from '../../../model/imports.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import styles from './demo-button.module.css';
import { RunningJob } from './running-job.tsx';
import { useJob } from './use-job.ts';

type Props = {
  variant?: 'filled' | 'default' | 'light';
  /** Opens the demo company also when its loading, begun elsewhere (`start --demo`), ends: for pages with nothing to leave. */
  follows?: boolean;
};

/** Opens the demo company; loads it before that, and says how far it is, if it is not there yet. */
export const DemoButton = ({ variant = 'default', follows = false }: Props) => {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const start = useMutation({ mutationFn: () => api.demo.call(undefined) });
  const jobs = useQuery({ ...api.jobs.list.queryOptions(), staleTime: 0 });
  const companies = useQuery(api.workspaces.list.queryOptions());
  const isThere = (companies.data ?? []).some(({ isDemo, isEmpty }) => isDemo && !isEmpty);
  const begun = jobs.data?.find(({ kind, state }) => kind === 'demo' && state === 'running')?.id;
  const own = start.data?.id;
  const show = useCallback(
    () => void navigate({ to: '/', search: { workspace: 'demo', from: undefined, to: undefined, segment: undefined } }),
    [navigate],
  );
  const end = useCallback(
    (job: Job) => {
      if (job.state === 'done' && (follows || job.id === own)) show();
    },
    [follows, own, show],
  );
  const job = useJob(own ?? begun, end);
  const isRunning = start.isPending || job?.state === 'running';
  const failed = start.error !== null || job?.state === 'failed';
  return (
    <div className={styles.demo} aria-live="polite">
      {job?.state === 'running' ? (
        <div className={styles.running}>
          <p>{t('data.demo.loading')}</p>
          <RunningJob job={job} />
        </div>
      ) : (
        <Button
          variant={variant}
          leftSection={<IconSparkles size={17} stroke={1.6} aria-hidden />}
          loading={isRunning}
          onClick={() => (isThere ? show() : start.mutate())}
        >
          {t('data.demo.button')}
        </Button>
      )}
      {failed && (
        <p role="alert">
          {t('data.demo.failed')}
          {job?.problem ? `: ${job.problem.text[language]}` : ''}
        </p>
      )}
    </div>
  );
};
