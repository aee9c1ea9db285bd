import type { Job } from '../../../model/api.ts';
import { useWords } from '../../i18n/language.ts';
import { JobProgress } from '../../kit/job-progress.tsx';

/** A job's progress in the reader's language, with the rows done so far. */
export const RunningJob = ({ job, onCancel }: { job: Job; onCancel?: () => void }) => {
  const { t, say, format } = useWords();
  return (
    <JobProgress
      state={job.state}
      step={say(job.step)}
      share={job.share}
      detail={job.rows ? t('data.files.rows', { count: job.rows, value: format.count(job.rows) }) : undefined}
      problem={job.problem ? say(job.problem.text) : undefined}
      onCancel={onCancel}
    />
  );
};
