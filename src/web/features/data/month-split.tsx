import type { TypedMonth } from '../../../model/corrections.ts';
import { toMajor } from '../../../model/money.ts';
import { type CostClass, costClasses } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { hueColor } from '../../kit/tokens.ts';
import { hueOfClass } from '../lifecycle/look.ts';
import styles from './typed.module.css';
import { splitMonth } from './typed-month.ts';

/** The colour of a class of work: that of its stage; what is shared or outside has none. */
export const colorOfCost = (costClass: CostClass): string => {
  if (costClass === 'shared') return 'var(--ink-faint)';
  if (costClass === 'outside') return 'var(--line-strong)';
  return hueColor(hueOfClass[costClass]);
};

/** How the month's money goes to classes of work, while it is typed in. */
export const MonthSplitView = ({ month, currency }: { month: TypedMonth; currency: string }) => {
  const { t, format } = useWords();
  const split = splitMonth(month, currency);
  const money = (minor: number): string => format.moneyFull(toMajor(minor, currency), currency);
  const classes = costClasses.filter((costClass) => split.byClass[costClass] !== 0);
  if (split.totalMinor === 0) return <p className={styles.faint}>{t('data.typed.splitEmpty')}</p>;
  return (
    <>
      <div className={styles.band} aria-hidden>
        {classes.map((costClass) => (
          <div
            key={costClass}
            style={{
              width: `${(100 * Math.max(0, split.byClass[costClass])) / Math.max(1, split.totalMinor)}%`,
              background: colorOfCost(costClass),
            }}
          />
        ))}
      </div>
      <dl className={styles.split}>
        {classes.map((costClass) => (
          <div key={costClass}>
            <dt>
              <span className={styles.swatch} style={{ background: colorOfCost(costClass) }} />
              {t(`customers.costClass.${costClass}`)}
            </dt>
            <dd>{money(split.byClass[costClass])}</dd>
          </div>
        ))}
        {split.undividedMinor !== 0 && (
          <div className={styles.unsaved}>
            <dt>
              <span className={styles.swatch} style={{ background: 'var(--track)' }} />
              {t('data.typed.undivided')}
            </dt>
            <dd>{money(split.undividedMinor)}</dd>
          </div>
        )}
        <div className={styles.total}>
          <dt>{t('data.typed.total')}</dt>
          <dd>{money(split.totalMinor)}</dd>
        </div>
      </dl>
      {split.undividedMinor !== 0 && <p className={styles.note}>{t('data.typed.splitNotReady')}</p>}
    </>
  );
};
