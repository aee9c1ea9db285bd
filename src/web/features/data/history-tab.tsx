import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ImportRecord, Job, KindCounts, WorkspaceState } from '../../../model/api.ts';
import { type FactKind, factKinds } from '../../../model/facts.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useNotify } from '../../kit/notify.ts';
import { FailedQuery } from './failed-query.tsx';
import styles from './history.module.css';
import { RunningJob } from './running-job.tsx';
import type { DataTab } from './search.ts';
import { useJob } from './use-job.ts';

type HistoryTabProps = {
  state: WorkspaceState;
  onTab: (tab: DataTab) => void;
  onQuarantine: (importId: string) => void;
};

/** Every import of the workspace, latest first; any that stands can be taken back whole. */
export const HistoryTab = ({ state, onTab, onQuarantine }: HistoryTabProps) => {
  const { t } = useWords();
  const query = useQuery(
    api.imports.list.queryOptions({
      input: { workspace: state.id },
      refetchInterval: ({ state }) => (state.data?.some((row) => row.state === 'running') ? 1500 : false),
    }),
  );
  const [asked, setAsked] = useState<ImportRecord | null>(null);
  if (query.error) return <FailedQuery error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <p>{t('data.loading')}</p>;
  if (query.data.length === 0)
    return (
      <EmptyState
        title={t('data.history.title')}
        text={t('data.history.empty')}
        actions={<Button onClick={() => onTab('files')}>{t('data.history.toFiles')}</Button>}
      />
    );
  return (
    <Card>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keyboard too.
        tabIndex={0}
        aria-label={t('data.history.title')}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('data.history.file')}</th>
              <th scope="col">{t('data.history.when')}</th>
              <th scope="col">{t('data.history.source')}</th>
              <th scope="col" className={styles.number}>
                {t('data.history.rows')}
              </th>
              <th scope="col">{t('data.history.result')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('data.history.undo')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {query.data.map((row) => (
              <ImportRow
                key={row.id}
                row={row}
                timeZone={state.settings.time_zone}
                onUndo={() => setAsked(row)}
                onQuarantine={() => onQuarantine(row.id)}
              />
            ))}
          </tbody>
        </table>
      </section>
      <UndoDialog key={asked?.id ?? ''} workspace={state.id} row={asked} onClose={() => setAsked(null)} />
    </Card>
  );
};

const kindsOf = (row: ImportRecord): [FactKind, KindCounts][] =>
  factKinds.flatMap((kind): [FactKind, KindCounts][] => {
    const counts = row.kinds[kind];
    return counts ? [[kind, counts]] : [];
  });

type ImportRowProps = { row: ImportRecord; timeZone: string; onUndo: () => void; onQuarantine: () => void };

const ImportRow = ({ row, timeZone, onUndo, onQuarantine }: ImportRowProps) => {
  const { t, language, format } = useWords();
  const kinds = kindsOf(row);
  const sum = (pick: (counts: KindCounts) => number): number =>
    kinds.reduce((all, [, counts]) => all + pick(counts), 0);
  const refused = sum((counts) => counts.quarantined);
  return (
    <tr className={row.state === 'undone' ? styles.undone : undefined}>
      <td className={styles.file}>
        {row.file}
        <span className={styles.sub}>{kinds.map(([kind]) => t(`data.kinds.${kind}`)).join(', ')}</span>
      </td>
      <td className={styles.when}>{format.dayTime(row.startedAt, timeZone)}</td>
      <td>{row.source}</td>
      <td className={styles.number} data-label={t('data.history.rows')}>
        {kinds.length > 0 ? format.count(sum((counts) => counts.read)) : ''}
      </td>
      <td>
        <span className={styles.state} data-state={row.state}>
          {t(`data.history.states.${row.state}`)}
        </span>
        {row.state === 'done' && (
          <span className={styles.sub}>
            {t('data.report.added').toLowerCase()} {format.count(sum((counts) => counts.added))}
            {sum((counts) => counts.changed) > 0 &&
              `, ${t('data.report.changed').toLowerCase()} ${format.count(sum((counts) => counts.changed))}`}
          </span>
        )}
        {refused > 0 && row.state === 'done' && (
          <Anchor component="button" type="button" size="sm" onClick={onQuarantine} title={t('data.history.search')}>
            {t('data.history.inQuarantine', { value: format.count(refused) })}
          </Anchor>
        )}
        {row.problem && <p className={styles.problem}>{row.problem.text[language]}</p>}
      </td>
      <td className={styles.number}>
        {row.state === 'done' && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<IconArrowBackUp size={16} stroke={1.6} aria-hidden />}
            onClick={onUndo}
            aria-label={`${t('data.history.undo')}: ${row.file}`}
          >
            {t('data.history.undo')}
          </Button>
        )}
      </td>
    </tr>
  );
};

type UndoDialogProps = { workspace: string; row: ImportRecord | null; onClose: () => void };

const UndoDialog = ({ workspace, row, onClose }: UndoDialogProps) => {
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
