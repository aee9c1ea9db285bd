import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { fileRoutes } from '../../../model/file-routes.ts';
import type { Finding } from '../../../model/quality.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Drawer } from '../../kit/drawer.tsx';
import { ScrolledTable } from '../../kit/scrolled-table.tsx';
import { FailedQuery } from '../data/failed-query.tsx';
import css from './quality.module.css';

type Props = { finding: Finding; workspace: string; currency: string; onClose: () => void };

/** The rows behind a finding, the latest first, with a file of all of them. */
export const CasesDrawer = ({ finding, workspace, currency, onClose }: Props) => {
  const { t, say, format } = useWords();
  const query = useInfiniteQuery(
    api.quality.cases.infiniteOptions({
      input: (cursor: string | undefined) => ({
        workspace,
        finding: finding.code,
        limit: 100,
        ...(cursor === undefined ? {} : { cursor }),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.cursor,
    }),
  );
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  const path = fileRoutes.quality.replace(':workspace', encodeURIComponent(workspace));
  const file = `${path}?${new URLSearchParams({ format: 'csv', lang: format.language, finding: finding.code })}`;
  return (
    <Drawer opened onClose={onClose} title={say(finding.name)} wide>
      <p className={css.explain}>{say(finding.text)}</p>
      <p>
        <Anchor href={file} download>
          {t('quality.cases.download')}
        </Anchor>
      </p>
      {query.error && <FailedQuery error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <p role="status">{t('data.loading')}</p>}
      {rows.length > 0 && (
        <ScrolledTable className={css.scroll} label={t('quality.cases.title')}>
          <table className={css.cases}>
            <thead>
              <tr>
                <th scope="col">{t('quality.cases.day')}</th>
                <th scope="col">{t('quality.cases.id')}</th>
                <th scope="col">{t('quality.cases.customer')}</th>
                <th scope="col">{t('quality.cases.source')}</th>
                {finding.money !== null && <th scope="col">{t('quality.cases.money')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={at}>
                  <td>{row.day ? format.day(row.day) : '—'}</td>
                  <td>{row.id || '—'}</td>
                  <td>
                    {row.customer ? (
                      <Link to="/customers/$id" params={{ id: row.customer }} search={{ workspace }}>
                        {row.name || row.customer}
                      </Link>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td>{row.source || '—'}</td>
                  {finding.money !== null && (
                    <td>{row.money === null ? '—' : format.moneyFull(row.money, currency)}</td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrolledTable>
      )}
      {query.hasNextPage && (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('quality.cases.more')}
        </Button>
      )}
    </Drawer>
  );
};
