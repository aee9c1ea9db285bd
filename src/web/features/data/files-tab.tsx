import { Anchor, Button, CloseButton, Progress, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job, WorkspaceState } from '../../../model/api.ts';
import { type FactKind, factKinds } from '../../../model/facts.ts';
import { ProblemBody } from '../../../model/problem.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { bytesText } from './bytes.ts';
import { Coverage } from './coverage-card.tsx';
import { DemoButton } from './demo-button.tsx';
import { DropZone } from './drop-zone.tsx';
import { FailedQuery } from './failed-query.tsx';
import styles from './files.module.css';
import { Formats } from './formats.tsx';
import { ImportReport } from './import-report.tsx';
import { RunningJob } from './running-job.tsx';
import type { DataTab } from './search.ts';
import { UploadRefused } from './upload.ts';
import { type ImportRequest, useImport } from './use-import.ts';
import { useJob } from './use-job.ts';

type FilesTabProps = {
  state: WorkspaceState;
  job: string | undefined;
  onJob: (job: string | undefined) => void;
  onTab: (tab: DataTab) => void;
  onQuarantine: (importId: string) => void;
};

/** Bringing files: drop, check, import, see what came of it; below, what is there already and what files look like. */
export const FilesTab = (props: FilesTabProps) => {
  const { t } = useWords();
  return (
    <div className={styles.layout}>
      <Card>
        <ImportDesk {...props} />
      </Card>
      <Card title={t('data.coverage.title')}>
        <Coverage state={props.state} onTab={props.onTab} />
        {props.state.isEmpty && (
          <div className={styles.actions}>
            <DemoButton />
            <span className={styles.hint}>{t('data.demo.text')}</span>
          </div>
        )}
      </Card>
      <Card title={t('data.formats.title')}>
        <Formats />
      </Card>
    </div>
  );
};

const ImportDesk = ({ state, job: jobId, onJob, onTab, onQuarantine }: FilesTabProps) => {
  const { t } = useWords();
  const [files, setFiles] = useState<File[]>([]);
  const [kind, setKind] = useState<FactKind | null>(null);
  const [source, setSource] = useState('main');
  const [dryJob, setDryJob] = useState<string | null>(null);
  const sending = useImport(state.id, (id: string, request: ImportRequest) => {
    setDryJob(request.dryRun ? id : null);
    onJob(id);
  });
  const job = useJob(jobId);
  const isDry = dryJob !== null && dryJob === jobId;
  const start = (dryRun: boolean) => sending.send({ files, kind, source, dryRun });
  const again = () => {
    setFiles([]);
    sending.forget();
    onJob(undefined);
  };

  if (sending.isSending) return <Sending share={sending.share} onStop={sending.stop} />;
  if (job?.state === 'running') return <Running job={job} isDry={isDry} />;
  if (job)
    return (
      <Ended
        job={job}
        isDry={isDry}
        onQuarantine={onQuarantine}
        onTab={onTab}
        onAgain={again}
        {...(isDry && files.length > 0 ? { onImport: () => start(false) } : {})}
      />
    );
  return (
    <>
      <DropZone compact={files.length > 0} onFiles={(more) => setFiles([...files, ...more])} />
      {files.length > 0 && (
        <>
          <ChosenFiles files={files} onChange={setFiles} />
          <div className={styles.options}>
            <TextInput
              label={t('data.files.source')}
              description={t('data.files.sourceHint')}
              inputWrapperOrder={['label', 'input', 'description']}
              value={source}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
            <Select
              label={t('data.files.kind')}
              placeholder={t('data.files.kindAuto')}
              clearable
              data={factKinds.map((value) => ({ value, label: t(`data.kinds.${value}`) }))}
              value={kind}
              onChange={(value) => setKind(value as FactKind | null)}
            />
          </div>
          <div className={styles.actions}>
            <Button onClick={() => start(false)}>{t('data.files.load')}</Button>
            <Button variant="default" onClick={() => start(true)}>
              {t('data.files.check')}
            </Button>
            <span className={styles.hint}>{t('data.files.checkHint')}</span>
          </div>
        </>
      )}
      {sending.error && <SendingFailed error={sending.error} />}
    </>
  );
};

const SendingFailed = ({ error }: { error: Error }) => {
  const { t, say } = useWords();
  if (!(error instanceof UploadRefused)) return <FailedQuery error={error} />;
  const problem = ProblemBody.safeParse(error.answer);
  return (
    <p className={styles.problem} role="alert">
      {t('data.files.uploadFailed', { file: error.file })} {problem.success && say(problem.data.text)}
    </p>
  );
};

const ChosenFiles = ({ files, onChange }: { files: File[]; onChange: (files: File[]) => void }) => {
  const { t, format } = useWords();
  return (
    <ul className={styles.chosen} aria-label={t('data.files.chosen')}>
      {files.map((file, at) => (
        <li key={at}>
          <span className={styles.chosenName}>{file.name}</span>
          <span className={styles.faint}>{bytesText(file.size, format.language)}</span>
          <CloseButton
            aria-label={t('data.files.remove', { file: file.name })}
            onClick={() => onChange(files.filter((_, other) => other !== at))}
          />
        </li>
      ))}
    </ul>
  );
};

const Sending = ({ share, onStop }: { share: number; onStop: () => void }) => {
  const { t, format } = useWords();
  return (
    <div>
      <b>{t('data.files.uploading')}</b>
      <Progress value={share * 100} size="md" my="sm" aria-label={t('data.files.uploading')} />
      <div className={styles.actions}>
        <span className={styles.faint}>{format.ratio(share)}</span>
        <Button variant="default" size="compact-md" onClick={onStop}>
          {t('data.files.cancel')}
        </Button>
      </div>
    </div>
  );
};

const Running = ({ job, isDry }: { job: Job; isDry: boolean }) => {
  const { t } = useWords();
  const [isStopping, setIsStopping] = useState(false);
  const stop = () => {
    setIsStopping(true);
    void api.jobs.cancel.call({ id: job.id });
  };
  return (
    <>
      <h2 className={styles.reportTitle}>
        {isStopping ? t('data.files.cancelling') : t(isDry ? 'data.files.checking' : 'data.files.importing')}
      </h2>
      <RunningJob job={job} {...(isStopping ? {} : { onCancel: stop })} />
    </>
  );
};

type EndedProps = {
  job: Job;
  isDry: boolean;
  onQuarantine: (importId: string) => void;
  onTab: (tab: DataTab) => void;
  onAgain: () => void;
  onImport?: () => void;
};

const Ended = ({ job, isDry, onQuarantine, onTab, onAgain, onImport }: EndedProps) => {
  const { t, say } = useWords();
  const navigate = useNavigate();
  const files = job.result?.files ?? [];
  const isTaken = job.state === 'done' && !isDry && files.some((file) => !file.problem);
  return (
    <div>
      <h2 className={styles.reportTitle}>{t(isDry ? 'data.report.titleDry' : 'data.report.title')}</h2>
      {isDry && job.state === 'done' && <p className={styles.hint}>{t('data.report.dryNote')}</p>}
      {job.state === 'cancelled' && <p>{t('data.files.cancelled')}</p>}
      {job.state === 'failed' && (
        <p className={styles.problem} role="alert">
          <b>{t('data.files.failed')}.</b> {job.problem && say(job.problem.text)}
        </p>
      )}
      {job.state === 'done' && (
        <ImportReport
          files={files}
          quarantineLink={(importId) => (
            <Anchor component="button" type="button" size="sm" onClick={() => onQuarantine(importId)}>
              {t('data.report.showQuarantine')}
            </Anchor>
          )}
        />
      )}
      <div className={styles.actions}>
        {onImport && job.state === 'done' && <Button onClick={onImport}>{t('data.files.loadAfterCheck')}</Button>}
        {isTaken && (
          <Button onClick={() => void navigate({ to: '/', search: true })}>{t('data.report.toConveyor')}</Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {t('data.files.another')}
        </Button>
        {!isDry && (
          <Button variant="subtle" onClick={() => onTab('history')}>
            {t('data.report.toHistory')}
          </Button>
        )}
      </div>
    </div>
  );
};
