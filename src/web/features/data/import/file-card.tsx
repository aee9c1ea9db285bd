import { CloseButton, Loader, Switch, Tabs } from '@mantine/core';
import {
  IconAlertTriangle,
  IconChevronDown,
  IconCircleCheck,
  IconCircleMinus,
  IconHelpCircle,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { InspectedTable } from '../../../../model/importing.ts';
import type { WorkspaceState } from '../../../../model/workspace.ts';
import { useWords } from '../../../i18n/language.ts';
import { Chip } from '../../../kit/chip.tsx';
import { bytesText } from '../bytes.ts';
import { FailedQuery } from '../failed-query.tsx';
import { UploadRefused } from '../upload.ts';
import {
  type DeskFile,
  isSkipped,
  isUnsure,
  lacksColumns,
  type Standing,
  standingOf,
  type TableDraft,
} from './desk.ts';
import styles from './import.module.css';
import { kindsOf, tableName } from './layout-name.ts';
import { TableView } from './table-view.tsx';

type FileCardProps = {
  workspace: WorkspaceState;
  file: DeskFile;
  /** Among many files only those that need a person are open at first. */
  isAmongMany: boolean;
  onSay: (part: string, change: Partial<TableDraft>) => void;
  onRemove: () => void;
  onRetry: () => void;
};

const marks = {
  busy: null,
  refused: IconAlertTriangle,
  asks: IconHelpCircle,
  left_out: IconCircleMinus,
  ready: IconCircleCheck,
};

/** One file on the desk: what it is and how sure that is; opened, all that can be said of it. */
export const FileCard = ({ workspace, file, isAmongMany, onSay, onRemove, onRetry }: FileCardProps) => {
  const { t, format } = useWords();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const body = useId();
  const standing = standingOf(file);
  const needsLook = standing === 'refused' || standing === 'asks' || isUnsure(file);
  const hasMore = file.seen !== null || file.state === 'failed';
  const isOpen = hasMore && (chosen ?? (needsLook || !isAmongMany));
  const Mark = marks[standing];
  return (
    <li className={styles.file} data-standing={standing} aria-busy={file.state === 'reading' && file.seen === null}>
      <div className={styles.fileHead}>
        <span className={styles.mark}>{Mark ? <Mark size={20} stroke={1.7} aria-hidden /> : <Loader size={16} />}</span>
        <button
          type="button"
          className={styles.fileName}
          aria-expanded={isOpen}
          aria-controls={isOpen ? body : undefined}
          disabled={!hasMore}
          onClick={() => setChosen(!isOpen)}
        >
          <b>{file.name}</b>
          <span className={styles.faint}>{bytesText(file.bytes, format.language)}</span>
          {hasMore && (
            <IconChevronDown size={16} className={styles.chevron} data-open={isOpen || undefined} aria-hidden />
          )}
        </button>
        <FileState file={file} standing={standing} />
        <CloseButton aria-label={t('importing.file.remove', { file: file.name })} onClick={onRemove} />
      </div>
      <FileSummary file={file} />
      {isOpen && (
        <div id={body} className={styles.fileBody}>
          {file.state === 'failed' && <FileFailed file={file} onRetry={onRetry} />}
          {file.seen && <Tables workspace={workspace} file={file} onSay={onSay} />}
        </div>
      )}
    </li>
  );
};

/** The state in a word or two, at the right of the name. */
const FileState = ({ file, standing }: { file: DeskFile; standing: Standing }) => {
  const { t, format } = useWords();
  if (standing === 'busy') {
    const words = {
      waiting: t('importing.file.waiting'),
      sending: t('importing.file.sending', { share: format.ratio(Math.round(file.share * 100) / 100) }),
      reading: file.seen ? t('importing.file.rereading') : t('importing.file.reading'),
    };
    const word = file.state === 'waiting' || file.state === 'sending' ? words[file.state] : words.reading;
    return (
      <span className={styles.faint} aria-live="polite">
        {word}
      </span>
    );
  }
  if (standing === 'refused') return <Chip tone="warning">{t('importing.file.refused')}</Chip>;
  if (standing === 'left_out') return <Chip>{t('importing.file.leftOut')}</Chip>;
  if (standing === 'asks')
    return (
      <Chip tone="warning">{t(asksColumns(file) ? 'importing.file.needsColumns' : 'importing.file.needsAnswer')}</Chip>
    );
  const taken = file.seen?.tables.filter((table) => !isSkipped(file, table)) ?? [];
  const worst = (['unsure', 'likely', 'told', 'sure'] as const).find((each) =>
    taken.some(({ sureness }) => sureness === each),
  );
  return worst ? (
    <Chip tone={worst === 'unsure' ? 'warning' : 'plain'} hint={t(`importing.sureness.${worst}.text`)}>
      {t(`importing.sureness.${worst}.short`)}
    </Chip>
  ) : null;
};

const asksColumns = (file: DeskFile): boolean =>
  (file.seen?.tables ?? []).some((table) => !isSkipped(file, table) && lacksColumns(table));

/** What the file is and what becomes of it, in a line that is read without opening. */
const FileSummary = ({ file }: { file: DeskFile }) => {
  const { t, say, format } = useWords();
  const taken = file.seen?.tables.filter((table) => !isSkipped(file, table)) ?? [];
  if (taken.length === 0 || file.seen?.problem) return null;
  const names = [...new Set(taken.map((table) => tableName(table, t, say)))];
  const kinds = [...new Set(taken.flatMap(kindsOf))].map((kind) => t(`data.kinds.${kind}`).toLowerCase());
  return (
    <p className={styles.fileSummary}>
      <span>
        {names.length > 3
          ? t('importing.file.tables', { count: taken.length, value: format.count(taken.length) })
          : names.join(', ')}
      </span>
      {kinds.length > 0 && (
        <span className={styles.faint}>{t('importing.file.gives', { kinds: kinds.join(', ') })}</span>
      )}
    </p>
  );
};

const FileFailed = ({ file, onRetry }: { file: DeskFile; onRetry: () => void }) => {
  const { t } = useWords();
  if (file.error instanceof UploadRefused)
    return <FailedQuery error={file.error} title={t('importing.file.uploadFailed')} onRetry={onRetry} />;
  return <FailedQuery error={file.error} title={t('importing.file.failed')} onRetry={onRetry} />;
};

type TablesProps = Pick<FileCardProps, 'workspace' | 'file' | 'onSay'>;

/** The tables of a file: one at once, or one after another by its name. */
const Tables = ({ workspace, file, onSay }: TablesProps) => {
  const { t, say } = useWords();
  const tables = file.seen?.tables ?? [];
  const [part, setPart] = useState<string | null>(null);
  if (file.seen?.problem) return <p className={styles.problem}>{say(file.seen.problem.text)}</p>;
  const table = tables.find((each) => each.part === part) ?? tables.find((each) => !isSkipped(file, each)) ?? tables[0];
  if (!table) return <p className={styles.problem}>{t('importing.file.nothing')}</p>;
  const one = <OneTable workspace={workspace} file={file} table={table} onSay={onSay} isOnly={tables.length === 1} />;
  if (tables.length === 1) return one;
  return (
    <Tabs value={table.part} onChange={setPart} variant="pills">
      <Tabs.List aria-label={t('importing.file.parts', { file: file.name })} className={styles.parts ?? ''}>
        {tables.map((each, at) => (
          <Tabs.Tab key={each.part} value={each.part} data-skipped={isSkipped(file, each) || undefined}>
            {each.part || `${t('importing.file.firstPart')} ${at + 1}`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={table.part}>{one}</Tabs.Panel>
    </Tabs>
  );
};

type OneTableProps = TablesProps & { table: InspectedTable; isOnly: boolean };

const OneTable = ({ workspace, file, table, onSay, isOnly }: OneTableProps) => {
  const { t, say } = useWords();
  const skipped = isSkipped(file, table);
  return (
    <div className={styles.table}>
      {!isOnly && (
        <Switch
          label={t('importing.file.take')}
          checked={!skipped}
          onChange={(event) => onSay(table.part, { skip: !event.currentTarget.checked })}
        />
      )}
      {skipped && (
        <p className={styles.hint}>
          {table.problem
            ? t('importing.file.skippedBad', { reason: say(table.problem.text) })
            : t('importing.file.skipped')}
        </p>
      )}
      {!skipped && (
        <TableView
          workspace={workspace}
          file={file}
          table={table}
          isReading={file.state === 'reading'}
          onSay={(change) => onSay(table.part, change)}
        />
      )}
    </div>
  );
};
