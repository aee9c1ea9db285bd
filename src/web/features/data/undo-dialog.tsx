import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { ImportRecord, Job } from '../../../model/imports.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { useNotify } from '../../kit/notify.ts';
import { FailedQuery } from './failed-query.tsx';
import styles from './history.module.css';
import { type KindRow, kindRows } from './import/counts.ts';
import { RunningJob } from './running-job.tsx';
import { useJob } from './use-job.ts';

type UndoDialogProps = { workspace: string; row: ImportRecord | null; onClose: () => void };

/** Asks once more before an import is taken back, and says what will go and what will return. */
export const UndoDialog = ({ workspace, row, onClose }: UndoDialogProps) => {
  const notify = useNotify();
  const { t } = useWords();
  const undo = useMutation({ mutationFn: (id: string) => api.imports.undo.call({ workspace, id }) });
  const end = useCallback(
    (job: Job) => {
      if (job.state !== 'done') return;
      notify(t('data.history.undone'));
      onClose();
    },
    [onClose, notify, t],
  );
  const job = useJob(undo.data?.id, end);
  const isRunning = undo.isPending || job?.state === 'running';
  return (
    <Dialog
      opened={row !== null}
      onClose={onClose}
      isLocked={isRunning}
      title={t('data.history.undoTitle', { file: row?.file ?? '' })}
    >
      <Text size="md">{t('data.history.undoText')}</Text>
      {row && <TakenBack rows={kindRows(row.kinds)} />}
      <Text size="sm" mt="xs">
        {t('importing.history.later')}
      </Text>
      {job && <RunningJob job={job} />}
      {undo.error && <FailedQuery error={undo.error} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" disabled={isRunning} onClick={onClose}>
          {t('data.history.undoNo')}
        </Button>
        <Button color="red.9" loading={isRunning} onClick={() => row && undo.mutate(row.id)}>
          {t('data.history.undoYes')}
        </Button>
      </Group>
    </Dialog>
  );
};

const TakenBack = ({ rows }: { rows: readonly KindRow[] }) => {
  const { t, format } = useWords();
  const touched = rows.filter(({ counts }) => counts.added + counts.changed > 0);
  if (touched.length === 0) return null;
  return (
    <ul className={styles.takenBack} aria-label={t('importing.history.takenBack')}>
      {touched.map(({ kind, counts: { added, changed } }) => (
        <li key={kind}>
          <b>{t(`data.kinds.${kind}`)}</b>{' '}
          {[
            ...(added > 0 ? [t('importing.history.rowsNew', { count: added, value: format.count(added) })] : []),
            ...(changed > 0
              ? [t('importing.history.rowsChanged', { count: changed, value: format.count(changed) })]
              : []),
          ].join(', ')}
        </li>
      ))}
    </ul>
  );
};
