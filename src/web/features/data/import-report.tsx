import type { FileReport, KindCounts } from '../../../model/api.ts';
import { type FactKind, factKinds } from '../../../model/facts.ts';
import { useWords } from '../../i18n/language.ts';
import styles from './files.module.css';

const countColumns = ['read', 'added', 'changed', 'unchanged', 'quarantined'] as const;

/** Per file and kind: how many rows were read and what became of them, or why the file was refused. */
export const ImportReport = ({
  files,
  quarantineLink,
}: {
  files: readonly FileReport[];
  quarantineLink: (importId: string) => React.ReactNode;
}) => {
  const { t, say } = useWords();
  if (files.length === 0) return <p>{t('data.report.nothing')}</p>;
  return files.map((file, at) => {
    const kinds = factKinds.flatMap((kind): [FactKind, KindCounts][] => {
      const counts = file.kinds[kind];
      return counts ? [[kind, counts]] : [];
    });
    const refused = kinds.reduce((sum, [, counts]) => sum + counts.quarantined, 0);
    return (
      <section key={at} className={styles.reportFile}>
        <div className={styles.reportHead}>
          <h3>{file.file}</h3>
          {!file.problem && refused === 0 && kinds.length > 0 && (
            <span className={styles.faint}>{t('data.report.allTaken')}</span>
          )}
          {refused > 0 && file.import_id && quarantineLink(file.import_id)}
        </div>
        {file.problem && (
          <div className={styles.problem}>
            <b>{t('data.report.refused')}.</b> {say(file.problem.text)}
          </div>
        )}
        {kinds.length > 0 && <CountsTable kinds={kinds} />}
      </section>
    );
  });
};

const CountsTable = ({ kinds }: { kinds: readonly [FactKind, KindCounts][] }) => {
  const { t, format } = useWords();
  return (
    <div className={styles.scroll}>
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">{t('data.report.kind')}</th>
            {countColumns.map((column) => (
              <th scope="col" key={column} className={styles.number}>
                {t(`data.report.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(([kind, counts]) => (
            <tr key={kind}>
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
          ))}
        </tbody>
      </table>
    </div>
  );
};
