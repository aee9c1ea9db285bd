import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import { isDay } from '../../../model/days.ts';
import type { Rows } from '../../../model/numbers.ts';
import type { RowSet } from '../../../model/row-sets.ts';
import { stagesAndOverlay } from '../../../model/stages.ts';
import { api, problemOf } from '../../client/api.ts';
import { exportUrl } from '../../client/export-url.ts';
import { type TextKey, useWords } from '../../i18n/language.ts';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { DownloadMenu } from '../../kit/download-menu.tsx';
import { Failure } from '../../kit/failure.tsx';
import { isOneOf } from '../../kit/fields.ts';
import { absent } from '../../kit/format.ts';
import { useView } from '../../shell/view.ts';
import { StageDot } from '../lifecycle/stage-dot.tsx';
import css from './number-rows.module.css';
import type { NumberScope } from './number-story.tsx';

type Row = Rows['rows'][number];
type Props = { rows: RowSet; scope: NumberScope; name: string; onBack: () => void };

/** The rows behind one input of a number, page by page as one scrolls, to look at and to take along. */
export const NumberRows = ({ rows, scope, name, onBack }: Props) => {
  const { t, format, language, say } = useWords();
  const navigate = useNavigate();
  const pages = useInfiniteQuery(
    api.rows.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...scope,
        rows,
        limit: 200,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.cursor,
    }),
  );
  const first = pages.data?.pages[0];
  const all = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const columns = useColumns(first?.columns ?? []);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const customerAt = first?.columns.findIndex((column) => column.kind === 'customer') ?? -1;
  const href = (kind: 'csv' | 'xlsx'): string =>
    exportUrl('rows', scope.workspace, kind, language, { rows, from: scope.from, to: scope.to, filter: scope.filter });
  const problem = pages.error ? problemOf(pages.error) : null;
  return (
    <div className={css.rows}>
      <div className={css.head}>
        <Button variant="subtle" size="xs" leftSection={<IconArrowLeft size={15} aria-hidden />} onClick={onBack}>
          {t('number.back')}
        </Button>
        <DownloadMenu
          label={name}
          downloads={[
            { id: 'csv', label: t('shell.download.csv'), href: href('csv') },
            { id: 'xlsx', label: t('shell.download.xlsx'), href: href('xlsx') },
          ]}
        />
      </div>
      <h3>
        {name}{' '}
        {first && <small>{t('shell.table.rows', { count: first.total, value: format.count(first.total) })}</small>}
      </h3>
      {pages.error ? (
        <Failure text={problem ? say(problem.text) : undefined} onRetry={() => void pages.refetch()} />
      ) : (
        <DataTable
          label={name}
          columns={columns}
          rows={all}
          total={first?.total}
          rowKey={(_, at) => String(at)}
          onNearEnd={more}
          onOpen={
            customerAt < 0
              ? undefined
              : (row) => {
                  const id = row[customerAt];
                  if (typeof id === 'string' && id !== '')
                    void navigate({
                      to: '/customers/$id',
                      params: { id },
                      search: (before) => ({ ...before, number: undefined, rows: undefined }) as never,
                    });
                }
          }
          maxHeight="calc(100dvh - 200px)"
          isLoading={pages.isPending}
          empty={t('number.noRows')}
        />
      )}
    </div>
  );
};

const widths: Record<Rows['columns'][number]['kind'], number> = {
  text: 150,
  day: 110,
  money: 120,
  number: 90,
  customer: 130,
  class: 120,
  stage: 140,
};

const useColumns = (columns: Rows['columns']): Column<Row>[] => {
  const { t, format, say } = useWords();
  const { currency } = useView();
  const write = ({ id, kind }: Rows['columns'][number], cell: Row[number] | undefined): ReactNode => {
    if (cell === null || cell === undefined || cell === '') return <span className={css.absent}>{absent}</span>;
    if (kind === 'money' && typeof cell === 'number') return format.moneyFull(cell, currency);
    if (kind === 'number' && typeof cell === 'number') return format.number(cell, 3);
    if (kind === 'day' && isDay(String(cell))) return format.day(String(cell));
    if (kind === 'class') return isClass(cell) ? t(`number.classes.${cell}` as TextKey) : cell;
    const word = wordOf(id, cell);
    if (word) return t(word);
    return kind === 'stage' && isOneOf(stagesAndOverlay, cell) ? <StageDot stage={cell} /> : cell;
  };
  const shown = columns.map((column, at) => ({
    id: column.id,
    header: say(column.name),
    cell: (row: Row) => write(column, row[at]),
    align: column.kind === 'money' || column.kind === 'number' ? ('end' as const) : ('start' as const),
    width: widths[column.kind],
    grow: column.kind === 'text' ? 2 : 1,
  }));
  return [...shown.filter(({ id }) => !origins.includes(id)), ...shown.filter(({ id }) => origins.includes(id))];
};

/** Columns that say where a row comes from: last, so that the amounts are in sight. */
const origins = ['source', 'class_by'];

const classBy = ['rule', 'file', 'hand'] as const;
const functions = ['marketing', 'sales', 'success', 'management'] as const;
const outcomes = ['open', 'won', 'lost', 'none'] as const;

/** The words of a cell that holds one of a few names. */
const wordOf = (column: string, cell: string | number): TextKey | undefined => {
  const by = column === 'class_by' ? classBy.find((name) => name === cell) : undefined;
  if (by) return `number.classBy.${by}`;
  const owner = column === 'function' ? functions.find((name) => name === cell) : undefined;
  if (owner) return `data.typed.functions.${owner}`;
  const outcome = column === 'outcome' ? outcomes.find((name) => name === cell) : undefined;
  return outcome && `customers.page.timeline.outcomes.${outcome}`;
};

const classes = [
  'first',
  'regular',
  'development',
  'winback',
  'acquisition',
  'activation',
  'retention',
  'shared',
  'outside',
];
const isClass = (cell: string | number): boolean => classes.includes(String(cell));
