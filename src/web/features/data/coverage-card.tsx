import { Anchor } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { useWords } from '../../i18n/language.ts';
import { CountIn } from '../number/count-in.tsx';
import { foreignCurrency } from '../number/gaps.ts';
import { kindsByWorth, lacksResultEvents, nextKind } from './coverage.ts';
import styles from './files.module.css';
import type { DataTab } from './search.ts';

/** Which kinds of facts are there, what each gives, and which would be worth the most now. */
export const Coverage = ({ state, onTab }: { state: WorkspaceState; onTab: (tab: DataTab) => void }) => {
  const { t, format } = useWords();
  const next = nextKind(state.rows);
  const foreign = foreignCurrency(state);
  return (
    <>
      <p>
        {state.firstDay && state.lastDay
          ? t('data.coverage.known', {
              from: format.day(state.firstDay),
              to: format.day(state.lastDay),
              asOf: format.day(state.asOf),
            })
          : t('data.coverage.nothing')}
      </p>
      {foreign !== null && (
        <p className={styles.next}>
          <span className={styles.nextLabel}>{t('data.coverage.next')}</span>
          <span>{t('number.gaps.soleCurrency', { currency: foreign, own: state.settings.currency })}</span>
          <CountIn state={state} currency={foreign} />
        </p>
      )}
      {foreign === null && next && !state.isEmpty && (
        <p className={styles.next}>
          <span className={styles.nextLabel}>{t('data.coverage.next')}</span>
          <span>{t(`data.coverage.nextText.${next}`)}</span>
          {next === 'costs' && (
            <Anchor component="button" type="button" onClick={() => onTab('typed')}>
              {t('data.coverage.typedInstead')}
            </Anchor>
          )}
        </p>
      )}
      {lacksResultEvents(state) && (
        <p className={styles.next}>
          <span>{t('data.coverage.resultEvents')}</span>
          <Anchor component="button" type="button" onClick={() => onTab('settings')}>
            {t('data.coverage.setResultEvents')}
          </Anchor>
        </p>
      )}
      <ul className={styles.cover}>
        {kindsByWorth.map((kind) => {
          const rows = state.rows[kind] ?? 0;
          const Mark = rows > 0 ? IconCircleCheckFilled : IconCircleDashed;
          return (
            <li key={kind} data-none={rows === 0 || undefined}>
              <Mark size={18} className={styles.mark} aria-hidden />
              <b>{t(`data.kinds.${kind}`)}</b>
              <span className={styles.faint}>
                {rows > 0
                  ? t('data.coverage.rows', { count: rows, value: format.count(rows) })
                  : t('data.coverage.none')}
              </span>
              <p>
                {rows > 0 ? t('data.coverage.gives') : t('data.coverage.wouldGive')}: {t(`data.unlocks.${kind}`)}
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
};
