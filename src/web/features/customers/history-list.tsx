import { type RefObject, useEffect, useRef } from 'react';
import type { CustomerPage } from '../../../model/customers.ts';
import { type Day, daysBetween } from '../../../model/days.ts';
import { useWords } from '../../i18n/language.ts';
import { StageDot } from '../lifecycle/stage-dot.tsx';
import styles from './customer.module.css';

type HistoryListProps = { history: CustomerPage['history']; asOf: Day; selected: number | null };

/** Every move of a customer with what proves it, latest first. */
export const HistoryList = ({ history, asOf, selected }: HistoryListProps) => {
  const { t, say, format } = useWords();
  const chosen = useScrolledTo(selected);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than its place is scrolled by keyboard too.
    <ol className={styles.history} tabIndex={0} aria-label={t('customers.page.history.title')}>
      {history
        .map((stay, at) => ({ stay, at }))
        .reverse()
        .map(({ stay, at }) => {
          const days = Math.max(0, daysBetween(stay.from, stay.to ?? asOf));
          return (
            <li key={at} ref={selected === at ? chosen : undefined} data-selected={selected === at || undefined}>
              <div className={styles.historyHead}>
                <StageDot stage={stay.stage} />
                {stay.life > 1 && <span className={styles.faint}>{t('customers.life', { number: stay.life })}</span>}
              </div>
              <div className={styles.historyWhen}>
                {format.day(stay.from)} — {stay.to ? format.day(stay.to) : t('customers.page.track.today')}
                <span className={styles.faint}>
                  {days === 0
                    ? t('customers.page.history.sameDay')
                    : t('customers.page.days', { count: days, value: format.count(days) })}
                </span>
              </div>
              <p>{say(stay.evidence.text)}</p>
            </li>
          );
        })}
    </ol>
  );
};

const useScrolledTo = (selected: number | null): RefObject<HTMLLIElement | null> => {
  const chosen = useRef<HTMLLIElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return chosen;
};
