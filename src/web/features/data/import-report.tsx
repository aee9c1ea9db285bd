import { Fragment, type ReactNode } from 'react';
import type { FileReport, KindCounts } from '../../../model/api.ts';
import { type FactKind, factKinds } from '../../../model/facts.ts';
import { useWords } from '../../i18n/language.ts';
import styles from './files.module.css';

const countColumns = ['read', 'added', 'changed', 'unchanged', 'quarantined'] as const;

type ImportReportProps = { files: readonly FileReport[]; quarantineLink: (importId: string) => ReactNode };

/** Per file and kind: how many rows were read and what became of them, or why the file was refused. */
export const ImportReport = ({ files, quarantineLink }: ImportReportProps) => {
  const { t } = useWords();
  if (files.length === 0) return <p>{t('data.report.nothing')}</p>;
  const isAllTaken = files.every(
    (file) => !file.problem && factKinds.every((kind) => (file.kinds[kind]?.quarantined ?? 0) === 0),
  );
  return (
    <section
      className={styles.scroll}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than its place is scrolled by keyboard too.
      tabIndex={0}
      aria-label={t('data.report.title')}
    >
      {isAllTaken && <p className={styles.hint}>{t('data.report.allTaken')}</p>}
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">{t('data.report.file')}</th>
            <th scope="col">{t('data.report.kind')}</th>
            {countColumns.map((column) => (
              <th scope="col" key={column} className={styles.number}>
                {t(`data.report.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {files.map((file, at) => (
            <FileRows key={`${at} ${file.file}`} file={file} quarantineLink={quarantineLink} />
          ))}
        </tbody>
      </table>
    </section>
  );
};

const FileRows = ({ file, quarantineLink }: Pick<ImportReportProps, 'quarantineLink'> & { file: FileReport }) => {
  const { t, say, format } = useWords();
  const kinds = factKinds.flatMap((kind): [FactKind, KindCounts][] => {
    const counts = file.kinds[kind];
    return counts ? [[kind, counts]] : [];
  });
  return (
    <>
      {file.problem && (
        <tr>
          <th scope="row" className={styles.rowHead}>
            {file.file}
          </th>
          <td colSpan={countColumns.length + 1} className={styles.refused}>
            <b>{t('data.report.refused')}.</b> {say(file.problem.text)}
          </td>
        </tr>
      )}
      {kinds.map(([kind, counts], at) => (
        <Fragment key={kind}>
          <tr>
            <th scope="row" className={styles.rowHead}>
              {at === 0 && !file.problem ? file.file : ''}
            </th>
            <td>{t(`data.kinds.${kind}`)}</td>
            {countColumns.map((column) => (
              <td
                key={column}
                className={styles.number}
                data-warn={(column === 'quarantined' && counts.quarantined > 0) || undefined}
              >
                {format.count(counts[column])}
              </td>
            ))}
          </tr>
          {at === 0 && file.unknown_columns && (
            <tr>
              <td colSpan={countColumns.length + 2} className={styles.aside}>
                {t('data.report.unknownColumns', { columns: file.unknown_columns.join(', ') })}
              </td>
            </tr>
          )}
          {counts.quarantined > 0 && file.import_id && (
            <tr>
              <td colSpan={countColumns.length + 2} className={styles.number}>
                {quarantineLink(file.import_id)}
              </td>
            </tr>
          )}
        </Fragment>
      ))}
    </>
  );
};
