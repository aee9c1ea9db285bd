import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/language.ts';
import css from './job-progress.module.css';

type Props = {
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** What is being done now. */
  step: string;
  /** 0…1; null while it can't be known. */
  share: number | null;
  detail?: ReactNode;
  problem?: string | undefined;
  onCancel?: (() => void) | undefined;
};

/** Work under way: what it does now, how far it is, and how to stop it. */
export const JobProgress = ({ state, step, share, detail, problem, onCancel }: Props) => {
  const { t, format } = useWords();
  const percent = share === null ? null : Math.round(share * 100);
  return (
    <div className={css.job} data-state={state} aria-live="polite">
      <div className={css.line}>
        <span className={css.step}>{state === 'running' ? step : t(`shell.job.${state}`)}</span>
        {state === 'running' && percent !== null && <span>{format.ratio(percent / 100)}</span>}
      </div>
      {state === 'running' && (
        <Progress
          value={percent ?? 100}
          animated={percent === null}
          size="sm"
          radius="xl"
          aria-label={t('shell.job.running')}
          transitionDuration={150}
        />
      )}
      {(detail || problem) && <div className={css.detail}>{problem ?? detail}</div>}
      {state === 'running' && onCancel && (
        <Button variant="default" size="xs" onClick={onCancel}>
          {t('shell.job.cancel')}
        </Button>
      )}
    </div>
  );
};
