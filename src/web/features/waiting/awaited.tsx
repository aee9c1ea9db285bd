import { useMutation, useQuery } from '@tanstack/react-query';
import type { Job } from '../../../model/imports.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { useView } from '../../shell/view.ts';
import { RunningJob } from '../data/running-job.tsx';

const pollMs = 400;

/** What stands where an answer that takes its time will: what is done now, how far it is, and how to stop it. */
export const Awaited = ({ kind, isFirst }: { kind: Job['kind']; isFirst: boolean }) => {
  const { t } = useWords();
  const { workspace } = useView();
  const jobs = useQuery({ ...api.jobs.list.queryOptions(), refetchInterval: pollMs, staleTime: 0, retry: false });
  const cancel = useMutation({ mutationFn: (id: string) => api.jobs.cancel.call({ id }) });
  const job = jobs.data?.find((one) => one.kind === kind && one.state === 'running' && one.workspace === workspace);
  if (job)
    return (
      <Card>
        <RunningJob job={job} onCancel={() => cancel.mutate(job.id)} />
      </Card>
    );
  // In place of an answer that is there already nothing is said: the next one is mostly there at once.
  return isFirst ? (
    <Card>
      <p role="status">{t('shell.state.loading')}</p>
    </Card>
  ) : null;
};
