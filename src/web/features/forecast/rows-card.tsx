import { Link, useNavigate } from '@tanstack/react-router';
import type { CltvForecast, ForecastRow } from '../../../model/forecast.ts';
import { useWords } from '../../i18n/language.ts';
import answer from '../../kit/answer.module.css';
import { Card } from '../../kit/card.tsx';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { DownloadMenu } from '../../kit/download-menu.tsx';
import { absent } from '../../kit/format.ts';
import { type ForecastKind, useAsked, useExport } from './use-forecast.ts';

/** What each segment or customer will buy and bring; a customer's row opens the customer. */
export const RowsCard = ({ found, kind }: { found: CltvForecast; kind: ForecastKind }) => {
  const { t } = useWords();
  const { by, list } = useAsked();
  const navigate = useNavigate();
  const file = useExport();
  const ofCustomers = found.by.some(({ customer_id }) => customer_id !== undefined);
  const title = t(ofCustomers ? 'forecast.rows.customers' : 'forecast.rows.segments', { value: found.horizon });
  const columns = useColumns(found, ofCustomers, kind);
  return (
    <Card
      flush
      title={title}
      actions={
        <DownloadMenu
          label={title}
          downloads={(['csv', 'xlsx'] as const).map((id) => ({ id, label: id.toUpperCase(), href: file(id) }))}
        />
      }
    >
      <DataTable
        key={by}
        label={title}
        columns={columns}
        rows={found.by}
        rowKey={(row) => row.customer_id ?? row.segment ?? ''}
        initialSort={list === 'due' ? { id: 'next', descending: false } : { id: 'orders', descending: true }}
        {...(ofCustomers
          ? {
              onOpen: (row: ForecastRow) =>
                void navigate({ to: '/customers/$id', params: { id: row.customer_id ?? '' } }),
            }
          : {})}
        maxHeight="70vh"
        rowHeight={48}
      />
      <p className={answer.foot}>
        {t('forecast.rows.foot')}{' '}
        {!ofCustomers && (
          <Link from="/forecast" to="." search={(before) => ({ ...before, by: 'customer' as const })}>
            {t('forecast.rows.each')}
          </Link>
        )}
      </p>
    </Card>
  );
};

const useColumns = (found: CltvForecast, ofCustomers: boolean, kind: ForecastKind): Column<ForecastRow>[] => {
  const { t, format } = useWords();
  const isContracts = kind === 'contracts';
  const money = (value: number): string => format.money(value, found.currency);
  const nameOf = (row: ForecastRow): string => row.customer_id ?? (row.segment || t('forecast.rows.none'));
  const hasValue = found.by.some(({ expected_value }) => expected_value !== null);
  const bounds = ({ interval, expected_value }: ForecastRow): string =>
    interval
      ? interval.map((bound) => (expected_value === null ? format.number(bound) : money(bound))).join(' … ')
      : '';
  return [
    {
      id: 'name',
      header: t(ofCustomers ? 'forecast.rows.customer' : 'forecast.rows.segment'),
      cell: (row) =>
        ofCustomers && row.name && row.name !== row.customer_id ? (
          <>
            {row.name}
            <small className={answer.bounds}>{row.customer_id}</small>
          </>
        ) : (
          nameOf(row)
        ),
      sortBy: (row) => row.name || nameOf(row),
      isWrapped: true,
      width: 150,
      grow: 2,
    },
    ...(ofCustomers
      ? []
      : [
          {
            id: 'customers',
            header: t(isContracts ? 'forecast.contracts.count' : 'forecast.rows.bought'),
            cell: (row: ForecastRow) => format.count(row.customers),
            sortBy: (row: ForecastRow) => row.customers,
            align: 'end' as const,
            width: 100,
          },
        ]),
    {
      id: 'alive',
      header: t(isContracts ? 'forecast.contracts.renews' : 'forecast.rows.alive'),
      cell: (row) => (row.p_alive === null ? absent : format.ratio(row.p_alive)),
      sortBy: (row) => row.p_alive,
      align: 'end',
      width: 110,
    },
    {
      id: 'orders',
      header: t(isContracts ? 'forecast.contracts.renewals' : 'forecast.rows.orders'),
      cell: (row) => (
        <>
          {format.number(row.expected_orders)}
          {!hasValue && <small className={answer.bounds}>{bounds(row)}</small>}
        </>
      ),
      sortBy: (row) => row.expected_orders,
      align: 'end',
      width: 120,
      grow: 1,
    },
    {
      id: 'value',
      header: t('forecast.rows.value'),
      cell: (row) =>
        row.expected_value === null ? (
          absent
        ) : (
          <>
            {money(row.expected_value)}
            <small className={answer.bounds}>{bounds(row)}</small>
          </>
        ),
      sortBy: (row) => row.expected_value,
      align: 'end',
      width: 180,
      grow: 1,
    },
    {
      id: 'today',
      header: t('forecast.rows.today'),
      cell: (row) => (row.discounted_value === null ? absent : money(row.discounted_value)),
      sortBy: (row) => row.discounted_value,
      align: 'end',
      width: 130,
    },
    ...(ofCustomers
      ? [
          {
            id: 'next',
            header: t(isContracts ? 'forecast.contracts.next' : 'forecast.rows.next'),
            cell: (row: ForecastRow) => (row.next_order ? format.day(row.next_order) : absent),
            sortBy: (row: ForecastRow) => row.next_order ?? null,
            width: 130,
          },
          {
            id: 'risk',
            header: t('forecast.rows.risk'),
            cell: (row: ForecastRow) => (row.risk_by ? t(`forecast.risk.${row.risk_by}`) : absent),
            sortBy: (row: ForecastRow) => row.risk_by ?? null,
            width: 150,
          },
        ]
      : []),
  ];
};
