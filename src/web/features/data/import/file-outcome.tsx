import { Anchor, Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { PreviewedRows, RefusedRows } from '../../../../model/importing.ts';
import type { FileReport } from '../../../../model/imports.ts';
import { useWords } from '../../../i18n/language.ts';
import { ScrolledTable } from '../../../kit/scrolled-table.tsx';
import { allRows, kindRows } from './counts.ts';
import { errorFileUrl } from './error-file.ts';
import { fieldName, wordName } from './field-name.ts';
import styles from './outcome.module.css';
import { Questions } from './questions.tsx';

type FileOutcomeProps = {
  file: FileReport;
  isDry: boolean;
  isOnly: boolean;
  workspace: string;
  onQuarantine: (importId: string) => void;
  /** Answers what only the whole file could have asked; nothing where the file is no longer at hand. */
  onAnswer?: ((id: string, answer: string) => void) | undefined;
};

/** One file of a check or an import: its rows, what was skipped, what was refused and why, and how the first rows look. */
export const FileOutcome = ({ file, isDry, isOnly, workspace, onQuarantine, onAnswer }: FileOutcomeProps) => {
  const { t, say, format } = useWords();
  const rows = kindRows(file.kinds);
  const refused = allRows(rows).quarantined;
  const skipped = [
    ...(file.totals ? [t('importing.check.totals', { count: file.totals, value: format.count(file.totals) })] : []),
    ...(file.left_out
      ? [t('importing.check.leftOut', { count: file.left_out, value: format.count(file.left_out) })]
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
      {onAnswer ? (
        <Questions questions={file.questions ?? []} onAnswer={onAnswer} />
      ) : (
        file.questions?.map((question) => (
          <p key={question.id} className={styles.problem}>
            {say(question.text)}
          </p>
        ))
      )}
      {rows.length > 0 && (
        <p>
          {rows
            .map(({ kind, counts }) => `${t(`data.kinds.${kind}`)} ${format.count(counts.read - counts.quarantined)}`)
            .join(' · ')}
          {skipped.length > 0 && <span className={styles.faint}> · {skipped.join(' · ')}</span>}
        </p>
      )}
      {file.preview && file.preview.refused.length > 0 && <Refused refused={file.preview.refused} />}
      {refused > 0 && file.import_id && !isDry && (
        <Mend workspace={workspace} importId={file.import_id} onQuarantine={onQuarantine} />
      )}
      <div className={styles.folds}>
        <Details file={file} />
        {file.preview && <FirstRows previews={file.preview.first} isOpen={isOnly} />}
      </div>
    </article>
  );
};

type MendProps = Pick<FileOutcomeProps, 'workspace' | 'onQuarantine'> & { importId: string };

/** The rows that were refused, to be taken along, mended and dropped again. */
const Mend = ({ workspace, importId, onQuarantine }: MendProps) => {
  const { t, format } = useWords();
  return (
    <div className={styles.mend}>
      <Button
        component="a"
        href={errorFileUrl(workspace, format.language, 'xlsx', importId)}
        download
        size="compact-md"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {t('importing.report.errors')}
      </Button>
      <Anchor size="sm" href={errorFileUrl(workspace, format.language, 'csv', importId)} download>
        CSV
      </Anchor>
      <Anchor component="button" type="button" size="sm" onClick={() => onQuarantine(importId)}>
        {t('importing.report.look')}
      </Anchor>
      <span className={styles.hint}>{t('importing.report.errorsHint')}</span>
    </div>
  );
};

/** What was taken for granted, and columns that take part in nothing. */
const Details = ({ file }: { file: FileReport }) => {
  const { t, say } = useWords();
  const told = [
    ...(file.notes ?? []).map(say),
    ...(file.unknown_columns?.length
      ? [t('data.report.unknownColumns', { columns: file.unknown_columns.join(', ') })]
      : []),
  ];
  if (told.length === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{t('importing.check.details')}</summary>
      <ul>
        {told.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
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

const FirstRows = ({ previews, isOpen }: { previews: readonly PreviewedRows[]; isOpen: boolean }) => {
  const { t } = useWords();
  const filled = previews.filter(({ rows }) => rows.length > 0);
  if (filled.length === 0) return null;
  return (
    <details className={styles.details} open={isOpen}>
      <summary>{t('importing.check.first')}</summary>
      {filled.map((preview, at) => (
        <FirstOfKind key={`${preview.kind} ${at}`} preview={preview} />
      ))}
    </details>
  );
};

const FirstOfKind = ({ preview: { kind, columns, rows } }: { preview: PreviewedRows }) => {
  const { t } = useWords();
  return (
    <ScrolledTable
      className={styles.scroll}
      label={t('importing.check.firstOf', { kind: t(`data.kinds.${kind}`).toLowerCase() })}
    >
      <table className={styles.firstRows}>
        <caption>{t(`data.kinds.${kind}`)}</caption>
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
    </ScrolledTable>
  );
};
