import { Button } from '@mantine/core';
import { IconCash, IconHeartHandshake, IconMessage2, IconRoute, IconShoppingBag } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import type { CustomerPage } from '../../../model/customers.ts';
import type { Sentence } from '../../../model/problem.ts';
import { stageNames, stagesAndOverlay } from '../../../model/stages.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { customersRu } from '../../i18n/customers.ru.ts';
import { useWords } from '../../i18n/language.ts';
import { isOneOf } from '../../kit/fields.ts';
import { FilterBar, FilterChip } from '../../kit/filter-bar.tsx';
import { hueColor } from '../../kit/tokens.ts';
import { hueOfRevenue, hueOfStage } from '../lifecycle/look.ts';
import { useProductNames } from '../number/use-product-names.ts';
import type { ReclassTarget } from './reclass-dialog.tsx';
import { type TimelineKind, timelineKinds } from './search.ts';
import styles from './timeline.module.css';

type Item = CustomerPage['timeline'][number];

type TimelineProps = {
  page: CustomerPage;
  state: WorkspaceState;
  show: TimelineKind | undefined;
  onShow: (kind: TimelineKind | undefined) => void;
  onReclass: (target: ReclassTarget) => void;
};

/** Everything that happened to a customer, latest first, by kind; an order line's class can be corrected from here. */
export const Timeline = ({ page, state, show, onShow, onReclass }: TimelineProps) => {
  const { t, format, say } = useWords();
  const timeline = useMemo(() => withStages(page, say), [page, say]);
  const counts = useMemo(() => countsOf(timeline), [timeline]);
  const shown = useMemo(
    () =>
      timeline.filter((item) => !show || item.kind === show).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    [timeline, show],
  );
  return (
    <>
      <FilterBar label={t('customers.page.timeline.title')}>
        <FilterChip pressed={!show} onPress={() => onShow(undefined)}>
          {t('customers.page.timeline.all')} <span className={styles.count}>{format.count(timeline.length)}</span>
        </FilterChip>
        {timelineKinds
          .filter((kind) => (counts.get(kind) ?? 0) > 0)
          .map((kind) => (
            <FilterChip key={kind} pressed={show === kind} onPress={() => onShow(kind)}>
              {t(`customers.page.timeline.kinds.${kind}`)}{' '}
              <span className={styles.count}>{format.count(counts.get(kind) ?? 0)}</span>
            </FilterChip>
          ))}
      </FilterBar>
      {shown.length === 0 ? (
        <p className={styles.none}>{t('customers.page.timeline.empty')}</p>
      ) : (
        <Events items={shown} state={state} onReclass={onReclass} />
      )}
    </>
  );
};

/** The facts of a customer and, where the server does not list them, the stages they led to. */
const withStages = (page: CustomerPage, say: (sentence: Sentence) => string): Item[] => {
  if (page.timeline.some((item) => item.kind === 'stage')) return page.timeline;
  const moves = page.history.map(
    (stay): Item => ({
      at: `${stay.from}T00:00:00Z`,
      kind: 'stage',
      title: stay.stage,
      detail: say(stay.evidence.text),
      amount: null,
      source: stay.evidence.source,
      id: stay.evidence.id,
    }),
  );
  return [...page.timeline, ...moves];
};

const countsOf = (timeline: readonly Item[]): Map<TimelineKind, number> => {
  const counts = new Map<TimelineKind, number>();
  for (const item of timeline) counts.set(item.kind, (counts.get(item.kind) ?? 0) + 1);
  return counts;
};

type EventsProps = { items: readonly Item[]; state: WorkspaceState; onReclass: (target: ReclassTarget) => void };

const Events = ({ items, state, onReclass }: EventsProps) => {
  const { t, format } = useWords();
  const productName = useProductNames();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => 60,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
  });
  const monthAt = (at: number): string => items[at]?.at.slice(0, 7) ?? '';
  return (
    // A scrolled list is reached by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
    <section ref={box} className={styles.box} tabIndex={0} aria-label={t('customers.page.timeline.list')}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const item = items[row.index];
          if (!item) return null;
          return (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              aria-posinset={row.index + 1}
              aria-setsize={items.length}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {monthAt(row.index) !== monthAt(row.index - 1) && (
                <h3 className={styles.month}>{format.month(`${monthAt(row.index)}-01`)}</h3>
              )}
              <Event item={item} productName={productName} state={state} onReclass={onReclass} />
            </li>
          );
        })}
      </ol>
    </section>
  );
};

const icons: Record<TimelineKind, typeof IconCash> = {
  interaction: IconMessage2,
  order_line: IconShoppingBag,
  deal: IconHeartHandshake,
  payment: IconCash,
  stage: IconRoute,
};

type EventProps = { item: Item; productName: (id: string) => string } & Pick<EventsProps, 'state' | 'onReclass'>;

const Event = ({ item, productName, state, onReclass }: EventProps) => {
  const { t, format, language } = useWords();
  const stage = item.kind === 'stage' && isOneOf(stagesAndOverlay, item.title) ? item.title : null;
  const Icon = icons[item.kind];
  const title = stage
    ? t('customers.page.timeline.entered', { stage: stageNames[stage][language] })
    : titleOf(t, item.kind === 'order_line' ? { ...item, title: productName(item.title) } : item);
  return (
    <div className={styles.event} data-kind={item.kind}>
      <span className={styles.icon} style={stage ? { color: hueColor(hueOfStage[stage], 'ink') } : undefined}>
        <Icon size={17} stroke={1.6} aria-hidden />
      </span>
      <div className={styles.words}>
        <b>{title}</b>
        {item.detail && <span>{detailOf(t, item)}</span>}
      </div>
      <time dateTime={item.at}>{shortTime(item, state.settings.time_zone, format.language)}</time>
      <div className={styles.money}>
        {item.amount !== null && (
          <b data-negative={item.amount < 0 || undefined}>{format.moneyFull(item.amount, state.settings.currency)}</b>
        )}
        {item.class && (
          <Button
            variant="default"
            size="compact-xs"
            className={styles.class ?? ''}
            title={t('customers.reclass.open')}
            leftSection={<i style={{ background: hueColor(hueOfRevenue[item.class]) }} aria-hidden />}
            onClick={() =>
              onReclass({
                kind: 'order_line',
                source: item.source,
                id: item.id,
                class: item.class ?? '',
                title: item.title,
              })
            }
          >
            {t(`customers.revenueClass.${item.class}`)}
            <span className="visually-hidden">. {t('customers.reclass.open')}</span>
          </Button>
        )}
      </div>
    </div>
  );
};

type Translate = ReturnType<typeof useWords>['t'];

/** What a fact is called: its kind and its own name; a touch's kind says it all, in the company's own words where we have none. */
const titleOf = (t: Translate, item: Item): string => {
  if (item.kind === 'stage') return item.title;
  if (item.kind !== 'interaction') return t(`customers.page.timeline.${item.kind}`, { name: item.title });
  return isKnownTouch(item.title) ? t(`customers.page.timeline.touches.${item.title}`) : item.title;
};

type Touch = keyof typeof customersRu.page.timeline.touches;

const isKnownTouch = (kind: string): kind is Touch => Object.hasOwn(customersRu.page.timeline.touches, kind);

const outcomes = ['open', 'won', 'lost', 'none'] as const;

const detailOf = (t: Translate, { kind, detail }: Item): string => {
  if (kind === 'order_line') return detail.replace('↩', t('customers.page.timeline.refund'));
  return kind === 'deal' ? withOutcome(t, detail) : detail;
};

/** A deal's detail with the word of its outcome in the reader's language. */
const withOutcome = (t: Translate, detail: string): string =>
  detail
    .split(' · ')
    .map((part) => {
      const outcome = outcomes.find((known) => known === part);
      return outcome ? t(`customers.page.timeline.outcomes.${outcome}`) : part;
    })
    .join(' · ');

/** Day and month, with the time where the fact has one; what begins with a day alone says the day. */
const shortTime = (item: Item, timeZone: string, language: string): string => {
  const isDay = item.kind === 'stage' || item.kind === 'order_line';
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: 'numeric',
    month: 'short',
    ...(isDay ? { timeZone: 'UTC' } : { hour: '2-digit', minute: '2-digit', timeZone }),
  }).format(new Date(item.at));
};
