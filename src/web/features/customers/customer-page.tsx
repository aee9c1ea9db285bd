import { Button } from '@mantine/core';
import { IconArrowLeft, IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { type MouseEvent, useState } from 'react';
import type { CustomerPage as Page } from '../../../model/customers.ts';
import { daysBetween } from '../../../model/days.ts';
import { activeStages, type StageOrOverlay } from '../../../model/stages.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api, problemOf } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Chip } from '../../kit/chip.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { RecordsCard } from '../identity/records-card.tsx';
import { StageDot } from '../lifecycle/stage-dot.tsx';
import styles from './customer.module.css';
import { CustomerMoney } from './customer-money.tsx';
import { HistoryList } from './history-list.tsx';
import { LifeTrack } from './life-track.tsx';
import { ReclassDialog, type ReclassTarget } from './reclass-dialog.tsx';
import type { CustomerSearch } from './search.ts';
import { Timeline } from './timeline.tsx';

/** One customer's story: who it is, where it stands and why, its way through the stages, its money, all that happened. */
export const CustomerPage = () => {
  const { t, language } = useWords();
  const { id } = useParams({ strict: false });
  const state = useWorkspace();
  const query = useQuery(api.customers.get.queryOptions({ input: { workspace: state.id, id: id ?? '' } }));
  if (query.error) {
    const problem = problemOf(query.error);
    if (problem?.kind !== 'missing')
      return <Failure isPage text={problem?.text[language]} onRetry={() => void query.refetch()} />;
    return (
      <EmptyState
        isPage
        icon={<IconUserQuestion size={36} stroke={1.4} />}
        title={t('customers.page.notFound')}
        text={t('customers.page.notFoundText')}
        actions={
          <Button component={Link} to="/customers">
            {t('customers.page.back')}
          </Button>
        }
      />
    );
  }
  if (!query.data) return <p aria-live="polite">{t('customers.loading')}</p>;
  return <Story page={query.data} state={state} />;
};

const Story = ({ page, state }: { page: Page; state: WorkspaceState }) => {
  const { t } = useWords();
  const search = useSearch({ strict: false }) as CustomerSearch;
  const navigate = useNavigate();
  const [selected, setSelected] = useState<number | null>(null);
  const [target, setTarget] = useState<ReclassTarget | null>(null);
  const { customer, history } = page;
  return (
    <>
      <Back />
      <PageHeader
        title={customer.name || customer.id}
        subtitle={[customer.name ? customer.id : '', customer.segment, customer.channel].filter(Boolean).join(' · ')}
        actions={
          customer.isAdvocate && <Chip hint={t('customers.page.story.advocate')}>{t('customers.advocate')}</Chip>
        }
      />
      <div className={styles.columns}>
        <Card>
          <Now page={page} state={state} />
        </Card>
        <div className={styles.aside}>
          <Card title={t('customers.page.money.title')}>
            <CustomerMoney money={page.money} currency={state.settings.currency} />
          </Card>
          <About page={page} />
          <RecordsCard state={state} customer={customer.id} />
        </div>
        {history.length > 0 && (
          <Card title={t('customers.page.track.title')}>
            <p className={styles.faint}>{t('customers.page.track.hint')}</p>
            <LifeTrack history={history} asOf={state.asOf} selected={selected} onSelect={setSelected} />
            <HistoryList history={history} asOf={state.asOf} selected={selected} />
          </Card>
        )}
        <Card title={t('customers.page.timeline.title')}>
          <Timeline
            page={page}
            state={state}
            show={search.show}
            onShow={(show) =>
              void navigate({
                to: '.',
                search: (old: object) => ({ ...old, show }),
                state: true,
                replace: true,
                resetScroll: false,
              } as never)
            }
            onReclass={setTarget}
          />
        </Card>
      </div>
      <ReclassDialog
        workspace={state.id}
        timeZone={state.settings.time_zone}
        target={target}
        onClose={() => setTarget(null)}
      />
    </>
  );
};

/** The way to the list: as it was left where the customer was opened from it, else the whole list. */
const Back = () => {
  const { t } = useWords();
  const router = useRouter();
  const isFromList = useLocation({ select: ({ state }) => state.isFromList === true });
  const back = (event: MouseEvent): void => {
    if (!isFromList || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    router.history.back();
  };
  return (
    <Link to="/customers" className={styles.back} onClick={back}>
      <IconArrowLeft size={15} aria-hidden />
      {t('customers.page.back')}
    </Link>
  );
};

/** Where the customer stands now, since when, and the fact that put it there. */
const Now = ({ page, state }: { page: Page; state: WorkspaceState }) => {
  const { t, say, format } = useWords();
  const { customer, history } = page;
  const stay = history.findLast((row) => row.stage === customer.stage && row.from <= state.asOf);
  const days = Math.max(0, daysBetween(customer.since, state.asOf));
  return (
    <div>
      <div className={styles.nowStage}>
        <StageDot stage={customer.stage} />
        <span className={styles.nowSince}>
          {t('customers.since', { day: format.day(customer.since) })} ·{' '}
          {t('customers.page.days', { count: days, value: format.count(days) })}
        </span>
      </div>
      {stay && <p className={styles.why}>{t('customers.page.because', { reason: say(stay.evidence.text) })}</p>}
      <p className={styles.story}>{useStory(page, state).join(' ')}</p>
    </div>
  );
};

const isActive = (stage: StageOrOverlay): boolean => activeStages.some((active) => active === stage);

/** The customer's story in a few sentences: since when, how much, how many lives. */
const useStory = ({ customer, history }: Page, state: WorkspaceState): string[] => {
  const { t, format } = useWords();
  const seen = history[0]?.from;
  const bought = history.find((stay) => isActive(stay.stage))?.from;
  if (customer.orders === 0 || !bought) return seen ? [t('customers.page.story.none', { day: format.day(seen) })] : [];
  const day = format.day(bought);
  const orders = t('customers.page.story.orders', { count: customer.orders, value: format.count(customer.orders) });
  return [
    customer.revenue === null
      ? t('customers.page.story.firstUnrated', { day, orders })
      : t('customers.page.story.first', {
          day,
          orders,
          revenue: format.moneyFull(Math.round(customer.revenue), state.settings.currency),
        }),
    ...(customer.lastOrder ? [t('customers.page.story.last', { day: format.day(customer.lastOrder) })] : []),
    ...(customer.life > 1 ? [t('customers.page.story.lives', { value: format.count(customer.life) })] : []),
    ...(customer.isAdvocate ? [t('customers.page.story.advocate')] : []),
  ];
};

const namedAttributes = ['kind', 'sales_type', 'email', 'phone', 'tax_id', 'partner_id', 'region'] as const;
const customerKinds = ['b2b', 'b2c', 'partner'] as const;

const About = ({ page }: { page: Page }) => {
  const { t } = useWords();
  const rows = Object.entries(page.attributes).filter(([, value]) => value !== '');
  if (rows.length === 0) return null;
  return (
    <Card title={t('customers.page.about')}>
      <dl className={styles.about}>
        {rows.map(([key, value]) => {
          const named = namedAttributes.find((name) => name === key);
          const kind = key === 'kind' ? customerKinds.find((known) => known === value) : undefined;
          return (
            <div key={key}>
              <dt>{named ? t(`customers.page.attributes.${named}`) : key.replace(/^attributes\./, '')}</dt>
              <dd>{kind ? t(`customers.page.kinds.${kind}`) : value}</dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
};
