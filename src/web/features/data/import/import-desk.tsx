import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { FileReport, Job } from '../../../../model/imports.ts';
import type { WorkspaceState } from '../../../../model/workspace.ts';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';
import { DropZone } from '../drop-zone.tsx';
import { FailedQuery } from '../failed-query.tsx';
import { RunningJob } from '../running-job.tsx';
import type { DataTab } from '../search.ts';
import { useIsJobLost, useJob } from '../use-job.ts';
import { choiceOf, type DeskFile, draftOf, type Standing, standingOf } from './desk.ts';
import { FileCard } from './file-card.tsx';
import styles from './import.module.css';
import { LostJob } from './lost-job.tsx';
import { Outcome } from './outcome.tsx';
import { useDesk } from './use-desk.ts';

export type ImportDeskProps = {
  state: WorkspaceState;
  job: string | undefined;
  /** Whether the job is only a check. */
  isDry: boolean;
  onJob: (job: string | undefined, isDry: boolean) => void;
  onTab: (tab: DataTab) => void;
  onQuarantine: (importId: string) => void;
};

/** Height of the page's own bar, under which nothing is read. */
const barPx = 64;

/** The desk is as long as its files, and what comes after it is short: each step begins where it can be seen. */
export const ImportDesk = (props: ImportDeskProps) => {
  const box = useRef<HTMLDivElement>(null);
  const job = useJob(props.job);
  const step = `${props.job ?? ''} ${job?.state ?? ''}`;
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    if ((box.current?.getBoundingClientRect().top ?? barPx) < barPx) box.current?.scrollIntoView({ block: 'start' });
  }, [step]);
  return (
    <div ref={box} className={styles.desk}>
      <Steps {...props} />
    </div>
  );
};

/** Bringing files: drop them, see what each is, answer what is asked, check, import, see what came of it. */
const Steps = ({ state, job: jobId, isDry, onJob, onTab, onQuarantine }: ImportDeskProps) => {
  const { desk, state: on } = useDesk(state.id);
  const start = useMutation({
    mutationFn: (dryRun: boolean) =>
      api.imports.start.call({
        workspace: state.id,
        files: on.files.filter((file) => standingOf(file) === 'ready').map(choiceOf),
        ...(on.source ? { source: on.source } : {}),
        dryRun,
      }),
    onSuccess: (job, dryRun) => onJob(job.id, dryRun),
  });
  const { clearReady } = desk;
  const end = useCallback(
    (job: Job) => {
      if (job.state === 'done' && !isDry) clearReady();
    },
    [isDry, clearReady],
  );
  const job = useJob(jobId, end);
  const isLost = useIsJobLost(jobId);
  const back = () => {
    start.reset();
    onJob(undefined, false);
  };
  /** An answer changes how the file is read, so it is looked at anew on the desk. */
  const answering = ({ file: name, part = '' }: FileReport) => {
    const file = on.files.find((each) => each.name === name && each.seen?.tables.some((table) => table.part === part));
    if (!file) return undefined;
    return (id: string, answer: string) => {
      desk.say(file.key, part, { answers: { ...draftOf(file, part).answers, [id]: answer } });
      back();
    };
  };
  const isCheck = isDry || (job?.result?.files ?? []).some(({ preview }) => preview !== undefined);
  if (isLost && job?.state !== 'done')
    return <LostJob onFound={(found) => onJob(found, false)} onTab={onTab} onBack={back} />;
  if (job?.state === 'running') return <Running job={job} isDry={isCheck} />;
  if (job)
    return (
      <>
        <Outcome
          job={job}
          isDry={isCheck}
          workspace={state}
          onTab={onTab}
          onQuarantine={onQuarantine}
          onBack={back}
          hasFiles={on.files.length > 0}
          answering={answering}
          {...(isCheck && on.files.length > 0
            ? { onImport: () => start.mutate(false), isStarting: start.isPending }
            : {})}
        />
        {start.error && <FailedQuery error={start.error} />}
      </>
    );
  return (
    <>
      <DropZone compact={on.files.length > 0} onFiles={desk.add} />
      {on.files.length > 0 && (
        <>
          <Files workspace={state} files={on.files} />
          <DeskFoot
            files={on.files}
            source={on.source}
            isStarting={start.isPending}
            onSource={desk.setSource}
            onClear={desk.clear}
            onStart={(dryRun) => start.mutate(dryRun)}
          />
        </>
      )}
      {start.error && <FailedQuery error={start.error} />}
    </>
  );
};

/** From so many files on only those that need a person are open at first. */
const manyFiles = 4;

const Files = ({ workspace, files }: { workspace: WorkspaceState; files: readonly DeskFile[] }) => {
  const { t } = useWords();
  const { desk } = useDesk(workspace.id);
  return (
    <ul className={styles.files} aria-label={t('importing.desk.list')}>
      {files.map((file) => (
        <FileCard
          key={file.key}
          workspace={workspace}
          file={file}
          isAmongMany={files.length >= manyFiles}
          onSay={(part, change) => desk.say(file.key, part, change)}
          onRemove={() => desk.remove(file.key)}
          onRetry={() => desk.retry(file.key)}
        />
      ))}
    </ul>
  );
};

type DeskFootProps = {
  files: readonly DeskFile[];
  source: string;
  isStarting: boolean;
  onSource: (source: string) => void;
  onClear: () => void;
  onStart: (dryRun: boolean) => void;
};

const told = ['ready', 'asks', 'refused', 'busy'] as const satisfies readonly Standing[];

/** What stands in the list, and the way on: always in sight, however long the list is. */
const DeskFoot = ({ files, source, isStarting, onSource, onClear, onStart }: DeskFootProps) => {
  const { t, format } = useWords();
  const [hasSource, setHasSource] = useState(source !== '');
  const standings = files.map(standingOf);
  const count = (standing: Standing) => standings.filter((each) => each === standing).length;
  const canStart = count('ready') > 0 && count('busy') === 0;
  return (
    <>
      <div className={styles.more}>
        {!hasSource && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setHasSource(true)}>
            {t('importing.desk.sourceOpen')}
          </Button>
        )}
        {files.length > 1 && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onClear}>
            {t('importing.desk.clear')}
          </Button>
        )}
      </div>
      {hasSource && (
        <TextInput
          size="sm"
          className={styles.source ?? ''}
          label={t('importing.desk.source')}
          description={t('importing.desk.sourceHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          placeholder={t('importing.desk.sourceAuto')}
          defaultValue={source}
          onBlur={(event) => onSource(event.currentTarget.value.trim())}
        />
      )}
      <div className={styles.foot}>
        <p className={styles.footState} aria-live="polite">
          {told
            .filter((standing) => count(standing) > 0)
            .map((standing) =>
              t(`importing.desk.${standing}`, { count: count(standing), value: format.count(count(standing)) }),
            )
            .join(' · ')}
          {count('ready') > 0 && count('asks') + count('refused') > 0 && (
            <span className={styles.faint}>{t('importing.desk.onlyReady')}</span>
          )}
        </p>
        <div className={styles.footActions}>
          <Button loading={isStarting} disabled={!canStart} onClick={() => onStart(true)}>
            {t('importing.desk.checkAndLoad')}
          </Button>
          <Button variant="default" disabled={!canStart || isStarting} onClick={() => onStart(false)}>
            {t('importing.desk.loadNow')}
          </Button>
        </div>
      </div>
    </>
  );
};

const Running = ({ job, isDry }: { job: Job; isDry: boolean }) => {
  const { t } = useWords();
  const [isStopping, setIsStopping] = useState(false);
  const stop = () => {
    setIsStopping(true);
    void api.jobs.cancel.call({ id: job.id });
  };
  const title = isStopping ? 'stopping' : isDry ? 'checking' : 'loading';
  return (
    <>
      <h2 className={styles.title}>{t(`importing.check.${title}`)}</h2>
      <RunningJob job={job} {...(isStopping ? {} : { onCancel: stop })} />
    </>
  );
};
