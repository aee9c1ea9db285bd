import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { FileReport, Job } from '../../../../model/imports.ts';
import type { WorkspaceState } from '../../../../model/workspace.ts';
import { useWords } from '../../../i18n/language.ts';
import type { DataTab } from '../search.ts';
import { allKinds, allRows, type KindRow } from './counts.ts';
import { FileOutcome } from './file-outcome.tsx';
import { KindTable } from './kind-table.tsx';
import styles from './outcome.module.css';

type OutcomeProps = {
  job: Job;
  /** Whether it was only tried. */
  isDry: boolean;
  workspace: WorkspaceState;
  /** Whether files are still on the desk. */
  hasFiles: boolean;
  onTab: (tab: DataTab) => void;
  onQuarantine: (importId: string) => void;
  onBack: () => void;
  onImport?: () => void;
  /** What takes an answer to a question about a file; undefined where the file is no longer on the desk. */
  answering: (file: FileReport) => ((id: string, answer: string) => void) | undefined;
  isStarting?: boolean;
};

/** What will come of the files, or what came: rows by kind, what the data opens, and each file with what was refused. */
export const Outcome = (props: OutcomeProps) => {
  const { job, isDry, workspace, onQuarantine, answering } = props;
  const { t, say } = useWords();
  const files = job.result?.files ?? [];
  const kinds = allKinds(files);
  const isDone = job.state === 'done';
  return (
    <div className={styles.outcome}>
      <header>
        <h2 className={styles.title}>{t(isDry ? 'importing.check.title' : 'importing.report.title')}</h2>
        {isDry && isDone && <p className={styles.hint}>{t('importing.check.note')}</p>}
      </header>
      {job.state === 'cancelled' && <p>{t('importing.report.cancelled')}</p>}
      {job.state === 'failed' && (
        <p className={styles.problem} role="alert">
          <b>{t(isDry ? 'importing.report.failedCheck' : 'importing.report.failed')}.</b>{' '}
          {job.problem && say(job.problem.text)}
        </p>
      )}
      {isDone && <Verdict files={files} isDry={isDry} />}
      {kinds.length > 0 && <KindTable rows={kinds} label={t('importing.check.kinds')} />}
      {isDry && isDone && lacksSales(kinds, workspace) && (
        <p className={styles.problem}>{t('importing.check.noSales')}</p>
      )}
      <Unlocks files={files} />
      <Actions {...props} isTaken={isDone && !isDry && allRows(kinds).read > 0} />
      {files.length > 0 && (
        <section className={styles.reports} aria-label={t('importing.check.perFile')}>
          <h3>{t('importing.check.perFile')}</h3>
          {files.map((file, at) => (
            <FileOutcome
              key={`${at} ${file.file} ${file.part ?? ''}`}
              file={file}
              isDry={isDry}
              isOnly={files.length === 1}
              workspace={workspace.id}
              onQuarantine={onQuarantine}
              onAnswer={answering(file)}
            />
          ))}
        </section>
      )}
    </div>
  );
};

/** Whether, though something would be imported, the company would still have no sales. */
const lacksSales = (rows: readonly KindRow[], { rows: had }: WorkspaceState): boolean =>
  allRows(rows).read > 0 &&
  !had.order_lines &&
  !rows.some(({ kind, counts }) => kind === 'order_lines' && counts.read > 0);

/** The whole in a sentence. */
const Verdict = ({ files, isDry }: { files: readonly FileReport[]; isDry: boolean }) => {
  const { t } = useWords();
  const rows = allRows(allKinds(files));
  const isWhole = files.every(({ problem, questions }) => !problem && !questions?.length) && rows.quarantined === 0;
  if (rows.read === 0) return <p className={styles.problem}>{t('importing.check.nothing')}</p>;
  if (isDry && rows.added + rows.changed === 0 && rows.quarantined === 0) return <p>{t('importing.check.noChange')}</p>;
  if (!isWhole || isDry) return null;
  return (
    <p className={styles.allTaken}>
      <IconCircleCheck size={18} aria-hidden /> {t('importing.report.allTaken')}
    </p>
  );
};

/** Questions that can be answered once the files are in. */
const Unlocks = ({ files }: { files: readonly FileReport[] }) => {
  const { t, say, language } = useWords();
  const all = files.flatMap(({ preview }) => preview?.unlocks ?? []);
  const once = [...new Map(all.map((sentence) => [sentence[language], sentence])).values()];
  if (once.length === 0) return null;
  return (
    <section className={styles.unlocks}>
      <h3>{t('importing.check.unlocks')}</h3>
      <ul>
        {once.map((sentence) => (
          <li key={sentence.en}>{say(sentence)}</li>
        ))}
      </ul>
    </section>
  );
};

const Actions = ({
  job,
  isDry,
  isTaken,
  hasFiles,
  onImport,
  isStarting = false,
  onBack,
  onTab,
}: OutcomeProps & { isTaken: boolean }) => {
  const { t } = useWords();
  const navigate = useNavigate();
  const files = job.result?.files ?? [];
  const canImport = files.some(({ problem }) => !problem) && allRows(allKinds(files)).read > 0;
  return (
    <div className={styles.actions}>
      {onImport && job.state === 'done' && canImport && (
        <Button loading={isStarting} onClick={onImport}>
          {t('importing.check.load')}
        </Button>
      )}
      {isTaken && (
        <Button onClick={() => void navigate({ to: '/conveyor', search: true })}>
          {t('importing.report.conveyor')}
        </Button>
      )}
      <Button variant="default" onClick={onBack}>
        {t(isDry ? 'importing.check.change' : hasFiles ? 'importing.report.back' : 'importing.report.another')}
      </Button>
      {!isDry && (
        <Button variant="subtle" onClick={() => onTab('history')}>
          {t('importing.report.history')}
        </Button>
      )}
    </div>
  );
};
