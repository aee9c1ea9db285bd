import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedSource } from '../../../model/sources.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { FailedQuery } from '../data/failed-query.tsx';
import { RunningJob } from '../data/running-job.tsx';
import { useJob } from '../data/use-job.ts';
import { scheduleWords } from './schedule-words.ts';
import css from './sources.module.css';

type SourceCardProps = {
  state: WorkspaceState;
  source: ListedSource;
  onEdit: () => void;
  onHistory: () => void;
  onRemove: () => void;
};

/** Where a source is, without anything secret. */
const placeOf = ({ location }: ListedSource): string => {
  switch (location.kind) {
    case 'folder':
      return location.files === '*' ? location.path : `${location.path} · ${location.files}`;
    case 'http':
    case 's3':
      return location.url;
    case 'singer':
      return '';
    default:
      return `${location.host}:${location.port}/${location.database}`;
  }
};

/** One saved source: how it does, when it was and will be read, and what can be done with it. */
export const SourceCard = ({ state, source, onEdit, onHistory, onRemove }: SourceCardProps) => {
  const { t } = useWords();
  const client = useQueryClient();
  const workspace = state.id;
  const { name } = source;
  const isSent = source.location.kind === 'singer';
  const again = () => client.invalidateQueries({ queryKey: api.sources.key() });
  const [job, setJob] = useState<string | null>(null);
  const run = useMutation({
    mutationFn: () => api.sources.run.call({ workspace, name }),
    onSuccess: ({ id }) => setJob(id),
  });
  const pause = useMutation({
    mutationFn: (isPaused: boolean) => api.sources.pause.call({ workspace, name, isPaused }),
    onSuccess: again,
  });
  const running = useJob(job);
  const isRunning = run.isPending || running?.state === 'running';
  return (
    <article className={css.source} aria-label={name}>
      <header className={css.head}>
        <h3>{name}</h3>
        <span className={css.state} data-state={source.state}>
          {t(`sources.states.${source.state}`)}
        </span>
        <div className={css.actions}>
          {!isSent && (
            <Button
              variant="default"
              size="compact-md"
              loading={isRunning}
              leftSection={<IconRefresh size={16} stroke={1.6} aria-hidden />}
              onClick={() => run.mutate()}
              aria-label={`${t('sources.run')}: ${name}`}
            >
              {t('sources.run')}
            </Button>
          )}
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('sources.more', { name })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {!isSent && <Menu.Item onClick={onEdit}>{t('sources.edit')}</Menu.Item>}
              {!isSent && source.schedule && (
                <Menu.Item
                  leftSection={
                    source.isPaused ? (
                      <IconPlayerPlay size={16} aria-hidden />
                    ) : (
                      <IconPlayerPause size={16} aria-hidden />
                    )
                  }
                  onClick={() => pause.mutate(!source.isPaused)}
                >
                  {t(source.isPaused ? 'sources.resume' : 'sources.pause')}
                </Menu.Item>
              )}
              <Menu.Item onClick={onHistory}>{t('sources.history')}</Menu.Item>
              <Menu.Item color="red" onClick={onRemove}>
                {t('sources.remove')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </header>
      <p className={css.place}>
        {t(`sources.kinds.${source.location.kind}`)} · {isSent ? t('sources.sentByTap', { name }) : placeOf(source)}
      </p>
      <Trouble state={state} source={source} />
      <Times state={state} source={source} />
      {running && running.state === 'running' && <RunningJob job={running} />}
      {(run.error || pause.error) && <FailedQuery error={run.error ?? pause.error} />}
    </article>
  );
};

const Trouble = ({ state, source }: Pick<SourceCardProps, 'state' | 'source'>) => {
  const { t, say, format } = useWords();
  const { problem, failingSince, failures, nextRunAt } = source;
  if (!problem) return null;
  const moment = (at: string) => format.dayTime(at, state.settings.time_zone);
  const told = [
    ...(failingSince ? [t('sources.since', { when: moment(failingSince) })] : []),
    ...(failures > 0 ? [t('sources.tries', { count: failures, value: format.count(failures) })] : []),
    ...(source.state === 'retrying' && nextRunAt ? [t('sources.tryNext', { when: moment(nextRunAt) })] : []),
  ];
  return (
    <div className={css.trouble} role="status">
      <p>{say(problem.text)}</p>
      <p className={css.faint}>{told.join(' · ')}</p>
      {source.state === 'stopped' && source.location.kind !== 'singer' && <p>{t('sources.gaveUp')}</p>}
      {source.state === 'refused' && <p>{t('sources.refusedHint')}</p>}
    </div>
  );
};

const Times = ({ state, source }: Pick<SourceCardProps, 'state' | 'source'>) => {
  const { t, format } = useWords();
  const { lastRun, nextRunAt, schedule } = source;
  const moment = (at: string) => format.dayTime(at, state.settings.time_zone);
  return (
    <dl className={css.times}>
      <div>
        <dt>
          {lastRun ? t('sources.lastRun', { when: moment(lastRun.startedAt) }) : t('sources.neverRun')}
          {lastRun && `, ${t(`sources.runStates.${lastRun.state}`)}`}
        </dt>
        {lastRun?.state === 'done' && (
          <dd>
            {t('sources.counts', {
              added: format.count(lastRun.added),
              changed: format.count(lastRun.changed),
              unchanged: format.count(lastRun.unchanged),
            })}
            {lastRun.quarantined > 0 && ` · ${t('sources.refusedRows', { value: format.count(lastRun.quarantined) })}`}
          </dd>
        )}
      </div>
      {source.location.kind !== 'singer' && (
        <div>
          <dt>{nextRunAt ? t('sources.nextRun', { when: moment(nextRunAt) }) : t('sources.byHand')}</dt>
          {schedule && <dd>{scheduleWords(schedule, t, format)}</dd>}
        </div>
      )}
    </dl>
  );
};
