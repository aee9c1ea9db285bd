import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerRecord, CustomerRecords } from '../../../model/identity.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { FailedQuery } from '../data/failed-query.tsx';
import { DecisionList } from './decision-list.tsx';
import { type Asking, IdentityDialog } from './dialogs.tsx';
import styles from './identity.module.css';

/** Which records a customer is put together of, and why each is one of them. */
export const RecordsCard = ({ state, customer }: { state: WorkspaceState; customer: string }) => {
  const { t } = useWords();
  const [asking, setAsking] = useState<Asking | null>(null);
  const input = { workspace: state.id, id: customer };
  const query = useQuery(api.identity.records.queryOptions({ input }));
  const data = query.data;
  return (
    <Card title={t('identity.card.title')}>
      {query.error && <FailedQuery error={query.error} onRetry={() => void query.refetch()} />}
      {data && <Records data={data} state={state} onAsk={setAsking} />}
      <IdentityDialog workspace={state.id} asking={asking} onClose={() => setAsking(null)} />
    </Card>
  );
};

type RecordsProps = { data: CustomerRecords; state: WorkspaceState; onAsk: (asking: Asking) => void };

const Records = ({ data, state, onAsk }: RecordsProps) => {
  const { t, format } = useWords();
  const { records, partner, endCustomers, decisions } = data;
  const count = records.length;
  const nameOf = (id: string): string => {
    const found = records.find((record) => record.id === id);
    return found ? said(found) : id;
  };
  return (
    <>
      <p className={styles.faint}>
        {count > 1
          ? t('identity.card.intro', { count, value: format.count(count) })
          : t(data.id.startsWith('anonymous:') ? 'identity.card.nameless' : 'identity.card.alone')}
      </p>
      {count > 1 && (
        <ul className={styles.records}>
          {records.map((record) => (
            <RecordRow key={record.id} record={record} nameOf={nameOf} onAsk={onAsk} />
          ))}
        </ul>
      )}
      {partner && (
        <p className={styles.note}>
          {t('identity.card.partner')}:{' '}
          <Link to="/customers/$id" params={{ id: partner.id }}>
            {partner.name || partner.id}
          </Link>
        </p>
      )}
      {endCustomers > 0 && (
        <p className={styles.note}>
          {t('identity.card.ends', { count: endCustomers, value: format.count(endCustomers) })}
        </p>
      )}
      <div className={styles.actions}>
        {!data.id.startsWith('anonymous:') && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onAsk({ kind: 'find', left: { id: data.id, name: data.name } })}
          >
            {t('identity.card.merge')}
          </Button>
        )}
        <Maybe state={state} customer={data.id} />
      </div>
      {decisions.length > 0 && (
        <section className={styles.about}>
          <h3>{t('identity.card.decisions')}</h3>
          <DecisionList
            decisions={decisions}
            timeZone={state.settings.time_zone}
            onUndo={(decision) => onAsk({ kind: 'undo', decision })}
          />
        </section>
      )}
    </>
  );
};

/** The way to those who look like this customer. */
const Maybe = ({ state, customer }: { state: WorkspaceState; customer: string }) => {
  const { t, format } = useWords();
  const input = { workspace: state.id, customer, limit: 1 };
  const alike = useQuery(api.identity.suggestions.queryOptions({ input }));
  const total = alike.data?.total ?? 0;
  if (total === 0) return null;
  return (
    <Link to="/data" search={(old: object) => ({ ...old, tab: 'identity', customer }) as never}>
      {t('identity.card.maybe', { count: total, value: format.count(total) })}
    </Link>
  );
};

const said = (record: CustomerRecord): string =>
  record.cards.find((card) => card.name !== '' && (card.fact === 'customers' || record.id.startsWith('person:')))
    ?.name || record.id.replace(/^(person|anonymous):/, '');

type RowProps = { record: CustomerRecord; nameOf: (id: string) => string; onAsk: (asking: Asking) => void };

const RecordRow = ({ record, nameOf, onAsk }: RowProps) => {
  const { t, say, format } = useWords();
  const name = said(record);
  const isVisitor = record.id.startsWith('anonymous:');
  const sources = [...new Set(record.cards.map((card) => card.source))].filter((source) => source !== 'main');
  const known = ['orderLines', 'deals', 'interactions', 'payments'] as const;
  const facts = known.flatMap((fact) => {
    const count = record.facts[fact];
    return count === 0 ? [] : [t(`identity.card.facts.${fact}`, { count, value: format.count(count) })];
  });
  const details = [
    isVisitor ? t('identity.card.visitor') : record.id.startsWith('person:') ? t('identity.card.person') : record.id,
    ...sources.map((source) => t('identity.card.source', { source })),
    ...facts,
  ];
  const by = record.by;
  const isKey = by !== null && by.kind !== 'hand';
  return (
    <li>
      <div>
        <b>{name}</b>
        <p className={styles.faint}>{details.join(' · ')}</p>
        <p className={styles.because}>
          {by
            ? [say(by.text), isKey ? t('identity.card.with', { other: nameOf(by.other) }) : '']
                .filter(Boolean)
                .join(', ')
            : !isVisitor && t('identity.card.own')}
        </p>
      </div>
      {!isVisitor && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('identity.card.splitLabel', { name })}
          onClick={() => onAsk({ kind: 'split', record: { id: record.id, name } })}
        >
          {t('identity.card.split')}
        </Button>
      )}
    </li>
  );
};
