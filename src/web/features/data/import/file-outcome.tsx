import { Anchor, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { FileReport } from '../../../../model/api.ts';
import type { PreviewedRows, RefusedRows } from '../../../../model/importing.ts';
import { useWords } from '../../../i18n/language.ts';
import { allRows, kindRows } from './counts.ts';
import { errorFileUrl } from './error-file.ts';
import { fieldName, wordName } from './field-name.ts';
import styles from './outcome.module.css';

type FileOutcomeProps = {
  file: FileReport;
  isDry: boolean;
  isOnly: boolean;
  workspace: string;
  onQuarantine: (importId: string) => void;
};

/** One file of a check or an import: its rows, what was skipped, what was refused and why, and how the first rows look. */
export const FileOutcome = ({ file, isDry, isOnly, workspace, onQuarantine }: FileOutcomeProps) => {
  const { t, say, format } = useWords();
  const rows = kindRows(file.kinds);
  const refused = allRows(rows).quarantined;
  const asides = [
    ...(file.totals ? [t('importing.check.totals', { count: file.totals, value: format.count(file.totals) })] : []),
    ...(file.left_out
      ? [t('importing.check.leftOut', { count: file.left_out, value: format.count(file.left_out) })]
      : []),
    ...(file.notes ?? []).map(say),
    ...(file.unknown_columns?.length
      ? [t('data.report.unknownColumns', { columns: file.unknown_columns.join(', ') })]
      : []),
  ];
  return (
    <article className={styles.report}>
      <h4>
        {file.file}
        {file.part && <span className={styles.faint}> · {file.part}</span>}
      </h4>
      {file.problem && (
        <p className={styles.problem}>
          <b>{t(isDry ? 'importing.check.fileRefused' : 'importing.report.refused')}.</b> {say(file.problem.text)}
        </p>
      )}
      {file.questions?.map((question) => (
        <p key={question.id} className={styles.problem}>
          {say(question.text)}
        </p>
      ))}
      {rows.length > 0 && (
        <p>
          {rows
            .map(({ kind, counts }) => `${t(`data.kinds.${kind}`)} ${format.count(counts.read - counts.quarantined)}`)
            .join(' · ')}
        </p>
      )}
      {asides.length > 0 && <p className={styles.hint}>{asides.join(' · ')}</p>}
      {file.preview && file.preview.refused.length > 0 && <Refused refused={file.preview.refused} />}
      {refused > 0 && file.import_id && !isDry && (
        <div className={styles.mend}>
          <Button
            component="a"
            href={errorFileUrl(workspace, file.import_id)}
            download
            size="compact-md"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('importing.report.errors')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => onQuarantine(file.import_id ?? '')}>
            {t('importing.report.look')}
          </Anchor>
          <span className={styles.hint}>{t('importing.report.errorsHint')}</span>
        </div>
      )}
      {file.preview?.first
        .filter(({ rows: first }) => first.length > 0)
        .map((preview, at) => (
          <FirstRows key={`${preview.kind} ${at}`} preview={preview} isOpen={isOnly && at === 0} />
        ))}
    </article>
  );
};

const shownLines = 5;

/** Why rows are refused, how many for each reason and where they stand in the file. */
const Refused = ({ refused }: { refused: readonly RefusedRows[] }) => {
  const { t, say, format } = useWords();
  return (
    <section>
      <h5>{t('importing.check.refused')}</h5>
      <ul className={styles.refused}>
        {refused.map(({ reason, column, text, rows, lines }) => {
          const first = lines.slice(0, shownLines).map(format.count).join(', ');
          const list =
            rows > shownLines
              ? t('importing.check.andMore', {
                  lines: first,
                  value: format.count(rows - Math.min(shownLines, lines.length)),
                })
              : first;
          return (
            <li key={`${reason} ${column} ${text.en}`}>
              <b>{format.count(rows)}</b> {say(text)}{' '}
              <span className={styles.faint}>{t('importing.check.line', { count: rows, lines: list })}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

const FirstRows = ({ preview, isOpen }: { preview: PreviewedRows; isOpen: boolean }) => {
  const { t } = useWords();
  const { kind, columns, rows } = preview;
  const title = t('importing.check.first', { kind: t(`data.kinds.${kind}`).toLowerCase() });
  return (
    <details className={styles.details} open={isOpen}>
      <summary>{title}</summary>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keyboard too.
        tabIndex={0}
        aria-label={title}
      >
        <table className={styles.firstRows}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" key={column}>
                  {fieldName(kind, column, t)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <tr key={`${at} ${row.join(' ')}`}>
                {row.map((cell, of) => (
                  <td key={columns[of]}>{wordName(columns[of] ?? '', cell, t)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
};
