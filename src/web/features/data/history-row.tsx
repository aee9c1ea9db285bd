import { Anchor, Button } from '@mantine/core';
import { IconArrowBackUp, IconPlayerPlay } from '@tabler/icons-react';
import type { ImportRecord } from '../../../model/imports.ts';
import { useWords } from '../../i18n/language.ts';
import styles from './history.module.css';
import { allRows, kindRows } from './import/counts.ts';
import { errorFileUrl } from './import/error-file.ts';

type HistoryRowProps = {
  workspace: string;
  row: ImportRecord;
  /** What the layout is called, where it is known. */
  layout: string | undefined;
  timeZone: string;
  onUndo: () => void;
  onResume: () => void;
  onQuarantine: () => void;
};

/** One import: what it was, what became of its rows, and what can be done with it now. */
export const HistoryRow = ({ workspace, row, layout, timeZone, onUndo, onResume, onQuarantine }: HistoryRowProps) => {
  const { t, format } = useWords();
  const kinds = kindRows(row.kinds);
  const { read } = allRows(kinds);
  return (
    <tr className={row.state === 'undone' ? styles.undone : undefined}>
      <td className={styles.file}>
        {row.file}
        {row.part && <span className={styles.part}> · {row.part}</span>}
        <span className={styles.sub}>
          {[layout, kinds.map(({ kind }) => t(`data.kinds.${kind}`)).join(', ')].filter(Boolean).join(' · ')}
        </span>
      </td>
      <td className={styles.when}>{format.dayTime(row.startedAt, timeZone)}</td>
      <td>{row.source}</td>
      <td className={styles.number} data-label={t('data.history.rows')}>
        {kinds.length > 0 ? format.count(read) : ''}
      </td>
      <td>
        <Result workspace={workspace} row={row} onQuarantine={onQuarantine} />
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
        {row.state === 'interrupted' && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlayerPlay size={16} stroke={1.6} aria-hidden />}
            onClick={onResume}
            title={t('importing.history.resumeHint')}
            aria-label={`${t('importing.history.resume')}: ${row.file}`}
          >
            {t('importing.history.resume')}
          </Button>
        )}
      </td>
    </tr>
  );
};

type ResultProps = Pick<HistoryRowProps, 'workspace' | 'row' | 'onQuarantine'>;

const Result = ({ workspace, row, onQuarantine }: ResultProps) => {
  const { t, say, format } = useWords();
  const counts = allRows(kindRows(row.kinds));
  const told = [
    ...(['added', 'changed', 'unchanged'] as const)
      .filter((what) => counts[what] > 0)
      .map((what) => `${t(`data.report.${what}`).toLowerCase()} ${format.count(counts[what])}`),
    ...(row.totals ? [t('importing.check.totals', { count: row.totals, value: format.count(row.totals) })] : []),
    ...(row.left_out ? [t('importing.check.leftOut', { count: row.left_out, value: format.count(row.left_out) })] : []),
  ];
  return (
    <>
      <span className={styles.state} data-state={row.state}>
        {t(`importing.history.states.${row.state}`)}
      </span>
      {row.state === 'done' && told.length > 0 && <span className={styles.sub}>{told.join(', ')}</span>}
      {row.state === 'done' && counts.quarantined > 0 && !row.waiting && (
        <span className={styles.sub}>
          {t('data.history.resent', { count: counts.quarantined, value: format.count(counts.quarantined) })}
        </span>
      )}
      {row.state === 'done' && row.waiting !== undefined && (
        <span className={styles.refused}>
          <Anchor component="button" type="button" size="sm" onClick={onQuarantine} title={t('data.history.search')}>
            {t('data.history.inQuarantine', { value: format.count(row.waiting) })}
          </Anchor>
          <Anchor
            size="sm"
            href={errorFileUrl(workspace, format.language, 'xlsx', row.id)}
            download
            aria-label={t('importing.history.errorsOf', { file: row.file })}
          >
            {t('importing.history.errors')}
          </Anchor>
        </span>
      )}
      {row.problem && <p className={styles.problem}>{say(row.problem.text)}</p>}
    </>
  );
};
