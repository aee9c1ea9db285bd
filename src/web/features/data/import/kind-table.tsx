import { useWords } from '../../../i18n/language.ts';
import { ScrolledTable } from '../../../kit/scrolled-table.tsx';
import type { KindRow } from './counts.ts';
import styles from './outcome.module.css';

const columns = ['read', 'added', 'changed', 'unchanged', 'quarantined'] as const;

/** How many rows of each kind were read and what becomes of them. */
export const KindTable = ({ rows, label }: { rows: readonly KindRow[]; label: string }) => {
  const { t, format } = useWords();
  // On a phone a column of nothing but zeros would push what was refused off the screen.
  const isEmpty = (column: (typeof columns)[number]) => rows.every(({ counts }) => counts[column] === 0) || undefined;
  return (
    <ScrolledTable className={styles.scroll} label={label}>
      <table className={styles.counts}>
        <thead>
          <tr>
            <th scope="col">{t('data.report.kind')}</th>
            {columns.map((column) => (
              <th scope="col" key={column} className={styles.number} data-empty={isEmpty(column)}>
                {t(`data.report.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, counts }) => (
            <tr key={kind}>
              <th scope="row">{t(`data.kinds.${kind}`)}</th>
              {columns.map((column) => (
                <td
                  key={column}
                  className={styles.number}
                  data-empty={isEmpty(column)}
                  data-none={counts[column] === 0 || undefined}
                  data-warn={(column === 'quarantined' && counts.quarantined > 0) || undefined}
                >
                  {format.count(counts[column])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrolledTable>
  );
};
