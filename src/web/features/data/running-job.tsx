import type { Job } from '../../../model/imports.ts';
import { type Say, useWords } from '../../i18n/language.ts';
import type { Format } from '../../kit/format.ts';
import { JobProgress } from '../../kit/job-progress.tsx';

/** A job's progress in the reader's language: the rows done so far, how fast it goes and how long it will take. */
export const RunningJob = ({ job, onCancel }: { job: Job; onCancel?: () => void }) => {
  const { t, say, format } = useWords();
  return (
    <JobProgress
      state={job.state}
      step={say(job.step)}
      share={job.share}
      detail={details(job, t, format).join(' · ') || undefined}
      problem={job.problem ? say(job.problem.text) : undefined}
      onCancel={onCancel}
    />
  );
};

const details = (job: Job, t: Say, format: Format): string[] => {
  const rate = Math.round(job.rowsPerSecond ?? 0);
  return [
    ...(job.rows ? [t('data.files.rows', { count: job.rows, value: format.count(job.rows) })] : []),
    ...(rate > 0 ? [t('importing.check.perSecond', { count: rate, value: format.count(rate) })] : []),
    ...(job.secondsLeft ? [t('importing.check.left', { time: timeLeft(job.secondsLeft, t, format) })] : []),
  ];
};

/** Under a minute and a half in seconds, else in minutes: nearer than that it is not known. */
const timeLeft = (seconds: number, t: Say, format: Format): string =>
  seconds < 90
    ? t('importing.check.seconds', { value: format.count(Math.max(1, Math.round(seconds))) })
    : t('importing.check.minutes', { value: format.count(Math.round(seconds / 60)) });
