import { useQuery } from '@tanstack/react-query';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { FailedQuery } from '../data/failed-query.tsx';
import css from './sources.module.css';

/** Every reading of a source that is remembered, latest first. */
export const SourceRuns = ({ state, name, onClose }: { state: WorkspaceState; name: string; onClose: () => void }) => {
  const { t, say, format } = useWords();
  const query = useQuery(api.sources.runs.queryOptions({ input: { workspace: state.id, name }, staleTime: 0 }));
  return (
    <Dialog opened onClose={onClose} wide title={t('sources.historyTitle', { name })}>
      {query.error && <FailedQuery error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.length === 0 && <p>{t('sources.neverRun')}</p>}
      <ol className={css.runs}>
        {query.data?.map((run) => (
          <li key={run.id}>
            <time dateTime={run.startedAt}>{format.dayTime(run.startedAt, state.settings.time_zone)}</time>
            <b>{t(`sources.runStates.${run.state}`)}</b>
            {run.state === 'done' && (
              <span>
                {t('sources.counts', {
                  added: format.count(run.added),
                  changed: format.count(run.changed),
                  unchanged: format.count(run.unchanged),
                })}
                {run.quarantined > 0 && ` · ${t('sources.refusedRows', { value: format.count(run.quarantined) })}`}
              </span>
            )}
            {run.problem && <span className={css.why}>{say(run.problem.text)}</span>}
          </li>
        ))}
      </ol>
    </Dialog>
  );
};
