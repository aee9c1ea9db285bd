import type { Mapping } from '../../../../model/mapping.ts';
import { useWords } from '../../../i18n/language.ts';
import { lackingOf } from '../mapping/edits.ts';
import { fieldName } from './field-name.ts';
import styles from './import.module.css';

/** What the rows can't do without and no column gives. */
export const Lacking = ({ mapping }: { mapping: Mapping }) => {
  const { t } = useWords();
  const found = mapping.outputs.flatMap((output, at) => {
    const columns = lackingOf(output);
    return columns.length > 0 ? [{ at, kind: output.kind, columns }] : [];
  });
  return found.map(({ at, kind, columns }) => (
    <p key={at} className={styles.problem}>
      {t('importing.columns.lacking', {
        kind: t(`data.kinds.${kind}`).toLowerCase(),
        columns: columns
          .map((group) =>
            group
              .split(' / ')
              .map((column) => fieldName(kind, column, t))
              .join(` ${t('importing.rules.or')} `),
          )
          .join(', '),
      })}
    </p>
  ));
};
