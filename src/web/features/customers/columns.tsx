import { Tooltip } from '@mantine/core';
import { IconHeartFilled, IconRotate } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CustomerRow } from '../../../model/customers.ts';
import type { Day } from '../../../model/days.ts';
import { useWords } from '../../i18n/language.ts';
import type { Column } from '../../kit/data-table.tsx';
import { absent, type Format } from '../../kit/format.ts';
import { useView } from '../../shell/view.ts';
import { StageDot } from '../lifecycle/stage-dot.tsx';
import styles from './customers.module.css';

/** A day as short as a column of days needs it. */
const tableDay = (day: Day, format: Format): string =>
  format.language === 'ru' ? day.split('-').reverse().join('.') : format.day(day);

/** Columns of the customers' table; on a phone what matters most stands in two lines of one column. */
export const useCustomerColumns = (isPhone: boolean): Column<CustomerRow>[] => {
  const { t, format } = useWords();
  const { currency } = useView();
  return useMemo(() => {
    const dayWidth = format.language === 'ru' ? 100 : 114;
    const money = (value: number): string => format.moneyFull(Math.round(value), currency);
    const revenue: Column<CustomerRow> = {
      id: 'revenue',
      header: t('customers.columns.revenue'),
      isSortable: true,
      align: 'end',
      width: 118,
      cell: (row) => <Revenue row={row} money={money} />,
    };
    if (isPhone)
      return [
        {
          id: 'name',
          header: t('customers.columns.name'),
          isSortable: true,
          width: 200,
          grow: 1,
          cell: (row) => (
            <>
              <Name row={row} />
              <span className={styles.sub}>
                <StageDot stage={row.stage} />
                {row.segment && ` · ${row.segment}`}
              </span>
            </>
          ),
        },
        revenue,
      ];
    return [
      {
        id: 'name',
        header: t('customers.columns.name'),
        isSortable: true,
        width: 170,
        grow: 3,
        cell: (row) => <Name row={row} />,
      },
      {
        id: 'segment',
        header: t('customers.columns.segment'),
        isSortable: true,
        width: 120,
        grow: 1,
        isWrapped: true,
        cell: (row) => row.segment || <span className={styles.faint}>{t('customers.noSegment')}</span>,
      },
      {
        id: 'stage',
        header: t('customers.columns.stage'),
        isSortable: true,
        width: 130,
        grow: 1,
        cell: (row) => <StageCell row={row} />,
      },
      {
        id: 'since',
        header: t('customers.columns.since'),
        isSortable: true,
        width: dayWidth,
        cell: (row) => tableDay(row.since, format),
      },
      {
        id: 'orders',
        header: t('customers.columns.orders'),
        isSortable: true,
        align: 'end',
        width: 70,
        cell: (row) => (row.orders === 0 ? <span className={styles.faint}>{absent}</span> : format.count(row.orders)),
      },
      revenue,
      {
        id: 'profit',
        header: t('customers.columns.profit'),
        isSortable: true,
        align: 'end',
        width: 104,
        cell: (row) => <Profit row={row} money={money} />,
      },
      {
        id: 'last_order',
        header: t('customers.columns.lastOrder'),
        isSortable: true,
        width: dayWidth,
        cell: (row) =>
          row.lastOrder ? tableDay(row.lastOrder, format) : <span className={styles.faint}>{absent}</span>,
      },
      {
        id: 'channel',
        header: t('customers.columns.channel'),
        width: 124,
        grow: 1,
        isWrapped: true,
        cell: (row) => row.channel || <span className={styles.faint}>{t('customers.noChannel')}</span>,
      },
    ];
  }, [t, format, currency, isPhone]);
};

const Name = ({ row }: { row: CustomerRow }) => {
  const { t } = useWords();
  return (
    <span className={`${styles.name} ${styles.twoLines}`} title={`${row.name} ${row.id}`.trim()}>
      {/* The row opens by keyboard; the link is for the mouse, so that a customer opens in a new tab too. */}
      <Link
        to="/customers/$id"
        params={{ id: row.id }}
        state={{ isFromList: true }}
        tabIndex={-1}
        preload={false}
        onClick={(event) => event.stopPropagation()}
      >
        {row.name || row.id}
      </Link>
      {row.isAdvocate && (
        <Tooltip label={t('customers.advocate')}>
          <span className={styles.advocate}>
            <IconHeartFilled size={12} aria-hidden />
            <span className="visually-hidden">{t('customers.advocate')}</span>
          </span>
        </Tooltip>
      )}
    </span>
  );
};

const StageCell = ({ row }: { row: CustomerRow }) => {
  const { t } = useWords();
  return (
    <>
      <StageDot stage={row.stage} />
      {row.life > 1 && (
        <span className={styles.life} title={t('customers.lifeHint', { number: row.life })}>
          <IconRotate size={12} stroke={2} aria-hidden />
          <span aria-hidden>{row.life}</span>
          <span className="visually-hidden">{t('customers.life', { number: row.life })}</span>
        </span>
      )}
    </>
  );
};

const Revenue = ({ row, money }: { row: CustomerRow; money: (value: number) => string }) => {
  const { t } = useWords();
  if (row.revenue === null)
    return (
      <Tooltip label={t('reasons.no_rate.text')}>
        <span className={styles.faint}>{t('customers.page.money.unknown')}</span>
      </Tooltip>
    );
  if (row.orders === 0 && row.revenue === 0) return <span className={styles.faint}>{absent}</span>;
  return money(row.revenue);
};

const Profit = ({ row, money }: { row: CustomerRow; money: (value: number) => string }) => {
  const { t } = useWords();
  if (row.profit === null)
    return (
      <Tooltip label={t('customers.profitUnknown')}>
        <span className={styles.faint}>{t('customers.page.money.unknown')}</span>
      </Tooltip>
    );
  if (row.orders === 0 && row.profit === 0) return <span className={styles.faint}>{absent}</span>;
  return <span className={row.profit < 0 ? styles.negative : undefined}>{money(row.profit)}</span>;
};
