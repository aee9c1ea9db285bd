import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FailedQuery } from '../data/failed-query.tsx';
import { DecisionList } from './decision-list.tsx';
import { type Asking, IdentityDialog } from './dialogs.tsx';
import styles from './identity.module.css';
import { SuggestionCard } from './suggestion-card.tsx';

const pageSize = 20;

type TabProps = {
  state: WorkspaceState;
  /** Only those who look like this customer. */
  customer: string | undefined;
  onCustomer: (customer: string | undefined) => void;
};

/** Customers that may be one, side by side, and what was decided so far. */
export const IdentityTab = ({ state, customer, onCustomer }: TabProps) => {
  const { t, format } = useWords();
  const [asking, setAsking] = useState<Asking | null>(null);
  const summary = useQuery(api.identity.summary.queryOptions({ input: { workspace: state.id } }));
  const decisions = useQuery(api.identity.decisions.queryOptions({ input: { workspace: state.id } }));
  const counted = summary.data;
  return (
    <div className={styles.tab}>
      <Card>
        {counted && (
          <p>
            {t('identity.tab.summary', {
              customers: format.count(counted.customers),
              records: format.count(counted.records),
              joined: format.count(counted.joined),
              anonymous: format.count(counted.anonymous),
            })}
          </p>
        )}
        <p className={styles.faint}>{t('identity.tab.how')}</p>
      </Card>
      <Suggestions state={state} customer={customer} onCustomer={onCustomer} onAsk={setAsking} />
      <Card title={t('identity.tab.history')}>
        {decisions.error && <FailedQuery error={decisions.error} onRetry={() => void decisions.refetch()} />}
        {decisions.data?.length === 0 && <p className={styles.faint}>{t('identity.tab.noHistory')}</p>}
        {decisions.data && (
          <DecisionList
            decisions={decisions.data}
            timeZone={state.settings.time_zone}
            onUndo={(decision) => setAsking({ kind: 'undo', decision })}
          />
        )}
      </Card>
      <IdentityDialog workspace={state.id} asking={asking} onClose={() => setAsking(null)} />
    </div>
  );
};

const Suggestions = ({ state, customer, onCustomer, onAsk }: TabProps & { onAsk: (asking: Asking) => void }) => {
  const { t, format } = useWords();
  const query = useInfiniteQuery(
    api.identity.suggestions.infiniteOptions({
      input: (cursor: string | undefined) => ({
        workspace: state.id,
        limit: pageSize,
        ...(customer ? { customer } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.cursor,
    }),
  );
  if (query.error) return <FailedQuery error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <p role="status">{t('data.loading')}</p>;
  const rows = query.data.pages.flatMap((page) => page.rows);
  const total = query.data.pages[0]?.total ?? 0;
  const showAll = customer && (
    <Button variant="default" size="compact-sm" onClick={() => onCustomer(undefined)}>
      {t('data.quarantine.showAll')}
    </Button>
  );
  if (total === 0)
    return (
      <EmptyState
        icon={<IconUsers size={36} stroke={1.4} />}
        title={t('identity.tab.empty')}
        text={t('identity.tab.emptyText')}
        actions={showAll}
      />
    );
  return (
    <section className={styles.suggestions}>
      <header className={styles.head}>
        <h2>{t('identity.tab.suggestions')}</h2>
        <span className={styles.faint}>{t('identity.tab.total', { count: total, value: format.count(total) })}</span>
        {showAll}
      </header>
      {rows.map((row) => (
        <SuggestionCard key={`${row.left.id} ${row.right.id}`} suggestion={row} state={state} onAsk={onAsk} />
      ))}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('identity.tab.more')}
        </Button>
      )}
    </section>
  );
};
