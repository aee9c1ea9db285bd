import { Button } from '@mantine/core';
import type { Decision } from '../../../model/identity.ts';
import { useWords } from '../../i18n/language.ts';
import styles from './identity.module.css';

type Props = { decisions: readonly Decision[]; timeZone: string; onUndo: (decision: Decision) => void };

/** What people decided of records, latest first; what was taken back stays, crossed out. */
export const DecisionList = ({ decisions, timeZone, onUndo }: Props) => {
  const { t, format } = useWords();
  // Records of one customer in several sources mostly have one name.
  const names = (side: Decision['records']) => [...new Set(side.map(({ id, name }) => name || id))].join(', ');
  return (
    <ol className={styles.decisions}>
      {decisions.map((decision) => {
        const what = t(decision.kind === 'merge' ? 'identity.tab.merged' : 'identity.tab.kept');
        const day = (at: string) => format.dayTime(at, timeZone);
        return (
          <li key={decision.id} data-undone={decision.undone !== null || undefined}>
            <div>
              <p>
                <b>{what}</b>: {names(decision.records)} {decision.kind === 'merge' ? '=' : '≠'}{' '}
                {names(decision.others)}
              </p>
              <p className={styles.faint}>
                {t('identity.tab.entry', { who: decision.by, day: day(decision.at) })}
                {decision.why && ` · ${decision.why}`}
              </p>
              {decision.undone && (
                <p className={styles.faint}>
                  {t('identity.tab.undone', { who: decision.undone.by, day: day(decision.undone.at) })}
                  {decision.undone.why && ` · ${decision.undone.why}`}
                </p>
              )}
            </div>
            {!decision.undone && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('identity.tab.undoLabel', { what: `${what}: ${names(decision.records)}` })}
                onClick={() => onUndo(decision)}
              >
                {t('identity.tab.undo')}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
};
