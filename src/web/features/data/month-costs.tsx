import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { addMonths, type Day } from '../../../model/days.ts';
import { CostClass, CostFunction } from '../../../model/lifecycle.ts';
import type { Rows } from '../../../model/numbers.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { absent } from '../../kit/format.ts';
import { ReclassDialog, type ReclassTarget } from '../customers/reclass-dialog.tsx';
import { FailedQuery } from './failed-query.tsx';
import styles from './month-costs.module.css';
import { colorOfCost } from './month-split.tsx';

type Row = { id: string; source: string; class: string; byHand: boolean; amount: number | null } & Record<
  'day' | 'function' | 'channel' | 'segment' | 'staff' | 'cell',
  string
>;

/** A page of the rows behind `costs:all`, by the names of its columns. */
const costRows = (page: Rows): Row[] => {
  const at = new Map(page.columns.map((column, index) => [column.id, index]));
  return page.rows.map((cells) => {
    const cell = (name: string) => cells[at.get(name) ?? -1] ?? null;
    const text = (name: string): string => String(cell(name) ?? '');
    const amount = cell('amount');
    return {
      id: text('cost_id'),
      source: text('source'),
      class: text('class'),
      byHand: text('class_by') === 'hand',
      amount: amount === null ? null : Number(amount),
      day: text('day'),
      function: text('function'),
      channel: text('channel'),
      segment: text('segment'),
      staff: text('staff'),
      cell: text('cell'),
    };
  });
};

/** Every cost of a month wherever it came from; pressing one corrects its class. */
export const MonthCosts = ({ state, month }: { state: WorkspaceState; month: Day }) => {
  const { t, format } = useWords();
  const [target, setTarget] = useState<ReclassTarget | null>(null);
  const columns = useColumns(state.settings.currency);
  const query = useInfiniteQuery(
    api.rows.infiniteOptions({
      input: (cursor: string | undefined) => ({
        workspace: state.id,
        rows: 'costs:all' as const,
        from: month,
        to: addMonths(month, 1),
        limit: 200,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.cursor,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => query.data?.pages.flatMap(costRows) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  return (
    <Card flush>
      <div className={styles.head}>
        <h2>{t('data.monthCosts.title', { month: format.month(month) })}</h2>
        <p>{t('data.monthCosts.text')}</p>
      </div>
      {query.error ? (
        <FailedQuery error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label={t('data.monthCosts.title', { month: format.month(month) })}
          columns={columns}
          rows={rows}
          rowKey={(row, at) => `${row.source} ${row.id} ${at}`}
          total={total}
          isLoading={query.isPending}
          onOpen={(row) =>
            setTarget({ kind: 'cost', source: row.source, id: row.id, class: row.class, title: titleOf(row) })
          }
          onNearEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
          maxHeight="420px"
          rowHeight={46}
          empty={t('data.monthCosts.empty')}
        />
      )}
      <ReclassDialog
        workspace={state.id}
        timeZone={state.settings.time_zone}
        target={target}
        onClose={() => setTarget(null)}
      />
    </Card>
  );
};

const titleOf = (row: Row): string =>
  [row.channel, row.staff, row.segment].filter((part) => part !== '').join(' · ') || row.id;

const useColumns = (currency: string): Column<Row>[] => {
  const { t, format } = useWords();
  return useMemo(
    () => [
      {
        id: 'class',
        header: t('data.typed.class'),
        width: 190,
        grow: 1,
        cell: (row) => <ClassCell row={row} />,
        sortBy: (row) => row.class,
      },
      {
        id: 'amount',
        header: t('data.monthCosts.amount'),
        width: 130,
        align: 'end',
        cell: (row) => (row.amount === null ? absent : format.moneyFull(row.amount, currency)),
        sortBy: (row) => row.amount,
      },
      {
        id: 'channel',
        header: t('data.typed.channel'),
        width: 130,
        grow: 1,
        isWrapped: true,
        cell: (row) => row.channel || absent,
      },
      {
        id: 'staff',
        header: t('data.typed.person'),
        width: 130,
        grow: 1,
        isWrapped: true,
        cell: (row) => row.staff || absent,
      },
      {
        id: 'segment',
        header: t('data.typed.segment'),
        width: 130,
        grow: 1,
        isWrapped: true,
        cell: (row) => row.segment || absent,
      },
      {
        id: 'function',
        header: t('data.typed.function'),
        width: 130,
        cell: (row) => {
          const known = CostFunction.safeParse(row.function);
          return known.success ? t(`data.typed.functions.${known.data}`) : absent;
        },
      },
      {
        id: 'source',
        header: t('data.history.source'),
        width: 124,
        cell: (row) => (row.source === 'typed' ? t('data.monthCosts.typed') : row.source),
      },
    ],
    [t, format, currency],
  );
};

const ClassCell = ({ row }: { row: Row }) => {
  const { t } = useWords();
  const known = CostClass.safeParse(row.class);
  return (
    <span className={styles.class}>
      <i style={{ background: known.success ? colorOfCost(known.data) : 'var(--warning-line)' }} aria-hidden />
      {known.success ? t(`customers.costClass.${known.data}`) : t('data.monthCosts.unclassed')}
      {row.byHand && <small>{t('customers.reclass.byHand')}</small>}
    </span>
  );
};
