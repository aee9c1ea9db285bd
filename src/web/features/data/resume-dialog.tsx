import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { ImportRecord, Job } from '../../../model/imports.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useNotify } from '../../kit/notify.ts';
import { FailedQuery } from './failed-query.tsx';
import { RunningJob } from './running-job.tsx';
import { useJob } from './use-job.ts';

type ResumeDialogProps = { workspace: string; row: ImportRecord; onClose: () => void };

/** An import that was cut short goes on from where it stood; the dialog follows it to its end. */
export const ResumeDialog = ({ workspace, row, onClose }: ResumeDialogProps) => {
  const notify = useNotify();
  const { t } = useWords();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (id: string) => api.imports.resume.call({ workspace, id }),
  });
  useEffect(() => mutate(row.id), [mutate, row.id]);
  const end = useCallback(
    (job: Job) => {
      if (job.state !== 'done') return;
      notify(t('importing.history.resumed'));
      onClose();
    },
    [onClose, notify, t],
  );
  const job = useJob(data?.id, end);
  const isRunning = isPending || job?.state === 'running';
  return (
    <Dialog opened onClose={onClose} isLocked={isRunning} title={`${t('importing.history.resume')}: ${row.file}`}>
      {job && <RunningJob job={job} onCancel={() => void api.jobs.cancel.call({ id: job.id })} />}
      {error && <FailedQuery error={error} />}
      {!isRunning && (
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t('shell.close')}
          </Button>
        </Group>
      )}
    </Dialog>
  );
};
