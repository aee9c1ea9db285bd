import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportRecord } from '../../../model/imports.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import { FailedQuery } from './failed-query.tsx';
import styles from './history.module.css';
import { HistoryRow } from './history-row.tsx';
import { ResumeDialog } from './resume-dialog.tsx';
import type { DataTab } from './search.ts';
import { UndoDialog } from './undo-dialog.tsx';

type HistoryTabProps = {
  state: WorkspaceState;
  onTab: (tab: DataTab) => void;
  onQuarantine: (importId: string) => void;
};

/** Every import of the workspace, latest first; any that stands can be taken back whole, one cut short goes on. */
export const HistoryTab = ({ state, onTab, onQuarantine }: HistoryTabProps) => {
  const { t, say } = useWords();
  const query = useQuery(
    api.imports.list.queryOptions({
      input: { workspace: state.id },
      refetchInterval: ({ state }) => (state.data?.some((row) => row.state === 'running') ? 1500 : false),
    }),
  );
  const layouts = useQuery(api.imports.layouts.queryOptions({ staleTime: Number.POSITIVE_INFINITY }));
  const [undone, setUndone] = useState<ImportRecord | null>(null);
  const [resumed, setResumed] = useState<ImportRecord | null>(null);
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
  const nameOf = (id: string) => {
    const layout = layouts.data?.find((each) => each.id === id);
    return layout && say(layout.name);
  };
  return (
    <Card>
      <ScrolledTable className={styles.scroll} label={t('data.history.title')}>
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
              <HistoryRow
                key={row.id}
                workspace={state.id}
                row={row}
                layout={nameOf(row.layout)}
                timeZone={state.settings.time_zone}
                onUndo={() => setUndone(row)}
                onResume={() => setResumed(row)}
                onQuarantine={() => onQuarantine(row.id)}
              />
            ))}
          </tbody>
        </table>
      </ScrolledTable>
      <UndoDialog key={undone?.id ?? ''} workspace={state.id} row={undone} onClose={() => setUndone(null)} />
      {resumed && <ResumeDialog workspace={state.id} row={resumed} onClose={() => setResumed(null)} />}
    </Card>
  );
};
