import { SegmentedControl } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { problemOf } from '../../client/api.ts';
import { exportUrl } from '../../client/export-url.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { DownloadMenu } from '../../kit/download-menu.tsx';
import { Failure } from '../../kit/failure.tsx';
import { absent } from '../../kit/format.ts';
import { useView } from '../../shell/view.ts';
import { MetricText } from '../number/metric-text.tsx';
import { useProductNames } from '../number/use-product-names.ts';
import css from './by-part.module.css';
import { type PartRow, partRows } from './part-rows.ts';
import { cutMetrics, cutQuestion, useCut } from './questions.ts';
import { type MoneyCut, moneyCuts } from './search.ts';

/** The money of each segment, channel, product or month, in one table that can be taken along. */
export const ByPart = () => {
  const { t, language, say } = useWords();
  const { scope, workspace } = useView();
  const { by = 'segment' } = useSearch({ from: '/money' });
  const navigate = useNavigate({ from: '/money' });
  const cut = useCut(by);
  const rows = partRows(cut.data?.answers ?? [], by).filter(saysSomething);
  const columns = useColumns(by, rows);
  const href = (kind: 'csv' | 'xlsx'): string => {
    const { metrics, ...rest } = cutQuestion(by);
    const { from, to, filter } = scope;
    return exportUrl('measure', workspace, kind, language, {
      metrics,
      from,
      to,
      filter,
      by: 'by' in rest ? rest.by : undefined,
      every: 'every' in rest ? rest.every : undefined,
    });
  };
  const problem = cut.error ? problemOf(cut.error) : null;
  return (
    <Card
      flush
      title={t('money.cut.title')}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('money.cut.label')}
            value={by}
            onChange={(next) =>
              void navigate({
                search: (before) => ({ ...before, by: next as MoneyCut }),
                replace: true,
                resetScroll: false,
              })
            }
            data={moneyCuts.map((value) => ({ value, label: t(`money.cut.${value}`) }))}
          />
          <DownloadMenu
            label={t('money.cut.title')}
            downloads={[
              { id: 'csv', label: t('shell.download.csv'), href: href('csv') },
              { id: 'xlsx', label: t('shell.download.xlsx'), href: href('xlsx') },
            ]}
          />
        </>
      }
    >
      {cut.error ? (
        <Failure text={problem ? say(problem.text) : t('money.cut.failed')} onRetry={() => void cut.refetch()} />
      ) : (
        <div className={css.dense}>
          <DataTable
            key={by}
            label={t('money.cut.title')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.id}
            initialSort={by === 'month' ? { id: 'part', descending: false } : { id: 'net_revenue', descending: true }}
            maxHeight="70vh"
            isLoading={cut.isPending}
            rowHeight={46}
          />
        </div>
      )}
    </Card>
  );
};

/** Whether a part is named or has anything in it: what is not told apart is no line of its own while it is empty. */
const saysSomething = (row: PartRow): boolean =>
  row.id !== '' || [...row.answers.values()].some(({ value }) => value !== null && value !== 0);

/** Least widths in px, so that the table stands whole beside the menu on a laptop. */
const widths: Record<(typeof cutMetrics)[number], number> = {
  net_revenue: 92,
  gross_profit: 86,
  rr: 86,
  nmc: 92,
  customers_new: 66,
  unit_cost_acquisition: 88,
  unit_cost_activation: 84,
  unit_cost_retention: 80,
  unit_cost_development: 82,
  unit_cost_winback: 94,
};

const useColumns = (by: MoneyCut, rows: readonly PartRow[]): Column<PartRow>[] => {
  const { t, format } = useWords();
  const productName = useProductNames(by === 'product');
  const most = Math.max(1, ...rows.map((row) => row.answers.get('net_revenue')?.value ?? 0));
  const name = (row: PartRow): string => {
    if (by === 'month') return format.month(row.period.from);
    if (row.id === '') return t('money.cut.unknown');
    return by === 'product' ? productName(row.id) : row.id;
  };
  return [
    {
      id: 'part',
      header: t(`money.cut.${by}`),
      cell: name,
      isWrapped: true,
      sortBy: (row) => (by === 'month' ? row.id : name(row)),
      width: 150,
      grow: 2,
    },
    ...cutMetrics.map(
      (metric): Column<PartRow> => ({
        id: metric,
        header: t(`money.columns.${metric}`),
        cell: (row) => {
          const answer = row.answers.get(metric);
          if (!answer) return absent;
          const share = metric === 'net_revenue' ? Math.max(0, (answer?.value ?? 0) / most) : null;
          return (
            <>
              <MetricText answer={answer} period={by === 'month' ? row.period : undefined} isShort />
              {share !== null && (
                <span className={css.bar} aria-hidden>
                  <i style={{ width: `${share * 100}%` }} />
                </span>
              )}
            </>
          );
        },
        sortBy: (row) => row.answers.get(metric)?.value ?? null,
        align: 'end',
        width: widths[metric],
        grow: 1,
      }),
    ),
  ];
};
