import { Button, Progress } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Job } from '../../../model/api.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { useJob } from './use-job.ts';

/** Loads the demo company, says how far it is, and opens it. */
export const DemoButton = ({ variant = 'default' }: { variant?: 'filled' | 'default' | 'light' }) => {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const start = useMutation({ mutationFn: () => api.demo.call(undefined) });
  const open = useCallback(
    (job: Job) => {
      if (job.state === 'done')
        void navigate({ to: '/', search: { workspace: 'demo', from: undefined, to: undefined, segment: undefined } });
    },
    [navigate],
  );
  const job = useJob(start.data?.id, open);
  const isRunning = start.isPending || job?.state === 'running';
  const failed = start.error !== null || job?.state === 'failed';
  return (
    <div aria-live="polite">
      <Button
        variant={variant}
        leftSection={<IconSparkles size={17} stroke={1.6} aria-hidden />}
        loading={isRunning}
        onClick={() => start.mutate()}
      >
        {t('data.demo.button')}
      </Button>
      {isRunning && (
        <div style={{ marginTop: 'var(--space-2)' }}>
          <Progress
            value={(job?.share ?? 0) * 100}
            size="sm"
            animated={job?.share === null}
            aria-label={t('data.demo.loading')}
          />
          <small>{job ? job.step[language] : t('data.demo.loading')}</small>
        </div>
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
