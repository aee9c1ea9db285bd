import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { QuarantinedRow } from '../../../model/imports.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { type Column, DataTable } from '../../kit/data-table.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FailedQuery } from './failed-query.tsx';
import { errorFileUrl } from './import/error-file.ts';
import styles from './quarantine.module.css';

type QuarantineTabProps = {
  state: WorkspaceState;
  importId: string | undefined;
  onImport: (importId: string | undefined) => void;
};

const pageSize = 200;

/** The rows that could not be taken, with reasons; they can be downloaded, mended and sent again. */
export const QuarantineTab = ({ state, importId, onImport }: QuarantineTabProps) => {
  const { t, format } = useWords();
  const [open, setOpen] = useState<QuarantinedRow | null>(null);
  const columns = useColumns();
  const query = useInfiniteQuery(
    api.quarantine.infiniteOptions({
      input: (cursor: string | undefined) => ({
        workspace: state.id,
        limit: pageSize,
        ...(importId ? { importId } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.cursor,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  if (query.error) return <FailedQuery error={query.error} onRetry={() => query.refetch()} />;
  const total = query.data?.pages[0]?.total ?? 0;
  if (query.data && total === 0)
    return (
      <EmptyState
        title={t('data.quarantine.title')}
        text={importId ? t('data.quarantine.emptyImport') : t('data.quarantine.empty')}
        actions={
          importId && (
            <Button variant="default" onClick={() => onImport(undefined)}>
              {t('data.quarantine.showAll')}
            </Button>
          )
        }
      />
    );
  return (
    <Card flush>
      <div className={styles.head}>
        <div>
          <h2>{t('data.quarantine.total', { count: total, value: format.count(total) })}</h2>
          <p>{t('data.quarantine.intro')}</p>
          {importId && <OnlyImport workspace={state.id} importId={importId} onShowAll={() => onImport(undefined)} />}
        </div>
        <Download workspace={state.id} importId={importId} />
      </div>
      <DataTable
        label={t('data.quarantine.title')}
        columns={columns}
        rows={rows}
        rowKey={(row, at) => `${row.importId} ${row.line} ${row.column} ${at}`}
        total={total}
        isLoading={query.isPending}
        onOpen={setOpen}
        onNearEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
        rowHeight={46}
        maxHeight="66vh"
      />
      <WholeRow row={open} onClose={() => setOpen(null)} />
    </Card>
  );
};

const useColumns = (): Column<QuarantinedRow>[] => {
  const { t, say, format } = useWords();
  return useMemo(
    () => [
      {
        id: 'reason',
        header: t('data.quarantine.reason'),
        cell: (row) => <span title={say(row.text)}>{say(row.text)}</span>,
        width: 250,
        grow: 3,
        isWrapped: true,
      },
      { id: 'column', header: t('data.quarantine.column'), cell: (row) => <code>{row.column}</code>, width: 130 },
      {
        id: 'value',
        header: t('data.quarantine.value'),
        cell: (row) => <ValueOf value={row.value} />,
        width: 130,
        grow: 1,
      },
      { id: 'line', header: t('data.quarantine.line'), cell: (row) => format.count(row.line), align: 'end', width: 84 },
      {
        id: 'file',
        header: t('data.quarantine.file'),
        cell: (row) => <span title={row.file}>{row.file}</span>,
        width: 160,
        grow: 1,
      },
      { id: 'kind', header: t('data.quarantine.kind'), cell: (row) => t(`data.kinds.${row.kind}`), width: 130 },
    ],
    [t, say, format],
  );
};

const ValueOf = ({ value }: { value: string }) => {
  const { t } = useWords();
  return value === '' ? <i>{t('data.quarantine.emptyValue')}</i> : <span title={value}>{value}</span>;
};

type OnlyImportProps = { workspace: string; importId: string; onShowAll: () => void };

const OnlyImport = ({ workspace, importId, onShowAll }: OnlyImportProps) => {
  const { t } = useWords();
  const list = useQuery(api.imports.list.queryOptions({ input: { workspace } }));
  const file = list.data?.find((row) => row.id === importId)?.file ?? importId;
  return (
    <p className={styles.only}>
      {t('data.quarantine.only', { file })}
      <Button variant="subtle" size="compact-sm" onClick={onShowAll}>
        {t('data.quarantine.showAll')}
      </Button>
    </p>
  );
};

const Download = ({ workspace, importId }: { workspace: string; importId: string | undefined }) => {
  const { t, format } = useWords();
  const href = (form: 'csv' | 'xlsx' | 'json'): string => errorFileUrl(workspace, format.language, form, importId);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('data.quarantine.take')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href('xlsx')} download>
          {t('importing.report.errorsXlsx')}
        </Menu.Item>
        <Menu.Item component="a" href={href('csv')} download>
          {t('data.quarantine.download')}
        </Menu.Item>
        <Menu.Item component="a" href={href('json')} download>
          {t('data.quarantine.downloadJson')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const WholeRow = ({ row, onClose }: { row: QuarantinedRow | null; onClose: () => void }) => {
  const { t, say, format } = useWords();
  return (
    <Dialog
      wide
      opened={row !== null}
      onClose={onClose}
      title={row && t('data.quarantine.whole', { line: format.count(row.line), file: row.file })}
    >
      {row && (
        <>
          <p className={styles.problem}>{say(row.text)}</p>
          <dl className={styles.row}>
            {Object.entries(row.row).map(([column, value]) => (
              <div key={column} data-bad={column === row.column || undefined}>
                <dt>{column}</dt>
                <dd>
                  <ValueOf value={value} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Dialog>
  );
};
