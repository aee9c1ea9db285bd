import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CustomerPage } from '../../../model/customers.ts';
import { reasons } from '../../../model/metric-words.ts';
import { type CostClass, costClasses, revenueClasses } from '../../../model/stages.ts';
import { useWords } from '../../i18n/language.ts';
import { isOneOf } from '../../kit/fields.ts';
import { hueColor } from '../../kit/tokens.ts';
import { hueOfClass, hueOfRevenue } from '../lifecycle/look.ts';
import styles from './customer.module.css';

type Money = CustomerPage['money'];

/** What a customer brought and what it took: revenue by class, profit, and CLTV so far. */
export const CustomerMoney = ({ money, currency }: { money: Money; currency: string }) => {
  const { t } = useWords();
  const reason = isOneOf(reasons, money.reason) ? money.reason : null;
  return (
    <>
      <div className={styles.figures}>
        <Figure
          name={t('customers.page.money.gross')}
          hint={t('customers.page.money.grossHint')}
          value={money.grossProfit}
          currency={currency}
        />
        <Figure
          name={t('customers.page.money.contribution')}
          hint={t('customers.page.money.contributionHint')}
          value={money.contribution}
          currency={currency}
        />
        <Figure
          name={t('customers.page.money.cltv')}
          hint={t('customers.page.money.cltvHint')}
          value={money.cltvFact}
          currency={currency}
        />
      </div>
      {reason && (
        <p className={styles.reason}>
          {t(`reasons.${reason}.text`)} {t(`reasons.${reason}.todo`)}
        </p>
      )}
      <Revenue money={money} currency={currency} />
      <Costs money={money} currency={currency} />
    </>
  );
};

type FigureProps = { name: string; hint: string; value: number | null; currency: string };

const Figure = ({ name, hint, value, currency }: FigureProps) => {
  const { t, format } = useWords();
  return (
    <div>
      <span className={styles.figureName}>{name}</span>
      {value === null ? (
        <b className={styles.unknown}>{t('customers.page.money.unknown')}</b>
      ) : (
        <Tooltip label={format.moneyFull(value, currency)}>
          <b data-negative={value < 0 || undefined}>{format.money(value, currency)}</b>
        </Tooltip>
      )}
      <span className={styles.faint}>{hint}</span>
    </div>
  );
};

/** One part of a sum; null where it is not known. */
type Part = { id: string; name: ReactNode; color: string; value: number | null };

const Revenue = ({ money, currency }: { money: Money; currency: string }) => {
  const { t } = useWords();
  const parts = revenueClasses.flatMap((revenueClass): Part[] => {
    const value = money.revenueByClass[revenueClass];
    if (value === undefined || value === 0) return [];
    return [
      {
        id: revenueClass,
        name: (
          <span title={t(`customers.revenueClassHint.${revenueClass}`)}>
            {t(`customers.revenueClass.${revenueClass}`)}
          </span>
        ),
        color: hueColor(hueOfRevenue[revenueClass]),
        value,
      },
    ];
  });
  return (
    <section className={styles.block}>
      <h3>{t('customers.page.money.revenue')}</h3>
      {parts.length === 0 ? (
        <p className={styles.faint}>{t('customers.page.money.noRevenue')}</p>
      ) : (
        <Parts parts={parts} currency={currency} />
      )}
    </section>
  );
};

const costColor = (costClass: CostClass): string => {
  if (costClass === 'shared') return 'var(--ink-faint)';
  if (costClass === 'outside') return 'var(--line-strong)';
  return hueColor(hueOfClass[costClass]);
};

const Costs = ({ money, currency }: { money: Money; currency: string }) => {
  const { t } = useWords();
  const parts = costClasses.flatMap((costClass): Part[] => {
    const value = money.costs[costClass];
    return value === undefined || value === 0
      ? []
      : [{ id: costClass, name: t(`customers.costClass.${costClass}`), color: costColor(costClass), value }];
  });
  return (
    <section className={styles.block}>
      <h3>{t('customers.page.money.costs')}</h3>
      {parts.length === 0 ? (
        <p className={styles.faint}>
          {t('customers.page.money.noCosts')}{' '}
          <Link to="/data" search={{ tab: 'typed' }}>
            {t('customers.page.money.addCosts')}
          </Link>
        </p>
      ) : (
        <Parts parts={parts} currency={currency} />
      )}
    </section>
  );
};

/** Parts of a whole: a band above, the parts with their values beneath. A negative part has no length. */
const Parts = ({ parts, currency }: { parts: readonly Part[]; currency: string }) => {
  const { t, format } = useWords();
  const amount = (value: number | null): string =>
    value === null ? t('customers.page.money.unknown') : format.moneyFull(value, currency);
  const total = parts.reduce(
    (sum: number | null, { value }) => (sum === null || value === null ? null : sum + value),
    0,
  );
  const length = parts.reduce((sum, part) => sum + Math.max(0, part.value ?? 0), 0);
  return (
    <>
      <div className={styles.band} aria-hidden>
        {parts.map((part) => (
          <div
            key={part.id}
            style={{ width: `${(100 * Math.max(0, part.value ?? 0)) / Math.max(1, length)}%`, background: part.color }}
          />
        ))}
      </div>
      <dl className={styles.parts}>
        {parts.map((part) => (
          <div key={part.id}>
            <dt>
              <span className={styles.swatch} style={{ background: part.color }} />
              {part.name}
            </dt>
            <dd>{amount(part.value)}</dd>
          </div>
        ))}
        <div className={styles.total}>
          <dt>{t('customers.page.money.total')}</dt>
          <dd>{amount(total)}</dd>
        </div>
      </dl>
    </>
  );
};
