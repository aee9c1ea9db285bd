import { Button, CloseButton, Menu, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconSearch, IconUsers } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useElementScrollRestoration, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { CustomerRow } from '../../../model/customers.ts';
import { addDays, monthOf } from '../../../model/days.ts';
import { advocate, type StageOrOverlay, stageNames, stages } from '../../../model/stages.ts';
import { api, problemOf } from '../../client/api.ts';
import { exportUrl } from '../../client/export-url.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { DataTable, type Sort } from '../../kit/data-table.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Failure } from '../../kit/failure.tsx';
import { FilterBar, FilterChip } from '../../kit/filter-bar.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { useIsPhone } from '../../kit/use-is-phone.ts';
import { useView, useWorkspace } from '../../shell/view.ts';
import { DemoButton } from '../data/demo-button.tsx';
import { StageDot } from '../lifecycle/stage-dot.tsx';
import { useCustomerColumns } from './columns.tsx';
import styles from './customers.module.css';
import { type CustomersSearch, customerSorts, readSpan } from './search.ts';

const pageSize = 500;
const scrollName = 'customers';

/** Every customer with its stage and money: filtered, sorted, exported, as far down as one likes to scroll. */
export const CustomersPage = () => {
  const { t, format } = useWords();
  const state = useWorkspace();
  return (
    <>
      <PageHeader
        title={t('customers.title')}
        subtitle={t('customers.subtitle', { day: format.day(state.asOf) })}
        actions={!state.isEmpty && <Export />}
      />
      {state.isEmpty ? <NoFacts /> : <CustomersTable />}
    </>
  );
};

const NoFacts = () => {
  const { t } = useWords();
  return (
    <Card>
      <EmptyState
        icon={<IconUsers size={36} stroke={1.4} />}
        title={t('customers.empty.title')}
        text={t('customers.empty.text')}
        actions={
          <>
            <Button component={Link} to="/data" variant="default">
              {t('customers.empty.files')}
            </Button>
            <DemoButton variant="filled" follows />
          </>
        }
      />
    </Card>
  );
};

/** What the address asks for, and how to ask for something else. */
const useListView = () => {
  const search = useSearch({ strict: false }) as CustomersSearch;
  const { workspace, segment } = useView();
  const navigate = useNavigate();
  const entered = search.stage ? readSpan(search.entered) : undefined;
  const sort = search.sort ?? 'revenue';
  const filters = {
    ...(search.stage ? { stage: search.stage } : {}),
    ...(segment === undefined ? {} : { segment }),
    ...(search.search ? { search: search.search } : {}),
    ...(entered ? { entered } : {}),
    ...(entered && search.movedFrom ? { movedFrom: search.movedFrom } : {}),
    sort,
    descending: !search.asc,
  };
  const change = (part: { [Key in keyof CustomersSearch]?: CustomersSearch[Key] | undefined }, replace = false) =>
    void navigate({ to: '.', search: (old: object) => ({ ...old, ...part }), replace, resetScroll: false } as never);
  return { search, workspace, segment, filters, entered, change };
};

const CustomersTable = () => {
  const { t, format, language } = useWords();
  const { search, workspace, filters, change } = useListView();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const columns = useCustomerColumns(isPhone ?? false);
  const query = useInfiniteQuery(
    api.customers.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        workspace,
        ...filters,
        limit: pageSize,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.cursor,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? [], [query.data]);
  const total = query.data?.pages[0]?.total ?? 0;
  const left = useElementScrollRestoration({ id: scrollName });
  const open = (row: CustomerRow) =>
    void navigate({ to: '/customers/$id', params: { id: row.id }, search: keepScope, state: { isFromList: true } });
  const onSort = (sort: Sort) => {
    const id = customerSorts.find((known) => known === sort.id);
    change({ sort: id === 'revenue' ? undefined : id, asc: sort.descending ? undefined : true });
  };
  if (query.error && !query.data)
    return <Failure text={problemOf(query.error)?.text[language]} onRetry={() => void query.refetch()} />;
  return (
    <>
      <StageChips
        chosen={search.stage}
        onChoose={(stage) => change({ stage, entered: undefined, movedFrom: undefined })}
      />
      <Card flush className={styles.gap}>
        <div className={styles.bar}>
          <Search value={search.search ?? ''} onChange={(text) => change({ search: text || undefined }, true)} />
          <ActiveMove />
          <span className={styles.total} aria-live="polite">
            {query.data && t('customers.shown', { count: total, value: format.count(total) })}
          </span>
        </div>
        <DataTable
          label={t('customers.title')}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          total={total}
          isLoading={query.isPending}
          onOpen={open}
          sort={{ id: filters.sort, descending: filters.descending }}
          onSort={onSort}
          kept={{ name: scrollName, offset: left?.scrollY ?? 0 }}
          onNearEnd={() => query.hasNextPage && !query.isFetchingNextPage && void query.fetchNextPage()}
          maxHeight="max(420px, calc(100dvh - 320px))"
          rowHeight={isPhone ? 64 : 46}
          empty={<NoMatch onClear={() => change(noFilters)} />}
        />
      </Card>
    </>
  );
};

const noFilters = { stage: undefined, entered: undefined, movedFrom: undefined, search: undefined, segment: undefined };

/** The shell's part of the address, without this table's own. */
const keepScope = (old: object): object => ({
  ...old,
  stage: undefined,
  entered: undefined,
  movedFrom: undefined,
  search: undefined,
  sort: undefined,
  asc: undefined,
});

const NoMatch = ({ onClear }: { onClear: () => void }) => {
  const { t } = useWords();
  return (
    <EmptyState
      title={t('customers.none.title')}
      text={t('customers.none.text')}
      actions={
        <Button variant="default" onClick={onClear}>
          {t('customers.dropAll')}
        </Button>
      }
    />
  );
};

const Search = ({ value, onChange }: { value: string; onChange: (text: string) => void }) => {
  const { t } = useWords();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    setText(value);
  }
  const ask = useDebouncedCallback((next: string) => {
    setSeen(next);
    onChange(next.trim());
  }, 250);
  return (
    <TextInput
      className={styles.search}
      type="search"
      aria-label={t('customers.search')}
      placeholder={t('customers.search')}
      leftSection={<IconSearch size={16} stroke={1.6} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        ask(event.currentTarget.value);
      }}
    />
  );
};

type StageChipsProps = { chosen: StageOrOverlay | undefined; onChoose: (stage: StageOrOverlay | undefined) => void };

/** How many stand at each stage on the as-of day; pressing one narrows the table to it. */
const StageChips = ({ chosen, onChoose }: StageChipsProps) => {
  const { t, format } = useWords();
  const state = useWorkspace();
  const { workspace, filter } = useView();
  const query = useQuery(
    api.conveyor.queryOptions({
      input: {
        workspace,
        from: monthOf(state.asOf),
        to: addDays(state.asOf, 1),
        ...(filter ? { filter } : {}),
      },
    }),
  );
  const counts = new Map(query.data?.stages.map((stage) => [stage.stage, stage.closing]));
  return (
    <div className={styles.stages}>
      <FilterBar label={t('customers.stages')}>
        <FilterChip pressed={!chosen} onPress={() => onChoose(undefined)}>
          {t('customers.all')}
        </FilterChip>
        {[...stages, advocate as typeof advocate]
          .filter((stage) => !query.data || (counts.get(stage) ?? 0) > 0 || stage === chosen)
          .map((stage) => (
            <FilterChip
              key={stage}
              pressed={chosen === stage}
              onPress={() => onChoose(chosen === stage ? undefined : stage)}
            >
              <StageDot stage={stage} />
              {query.data && <span className={styles.chipCount}>{format.count(counts.get(stage) ?? 0)}</span>}
            </FilterChip>
          ))}
      </FilterBar>
    </div>
  );
};

/** The filter a link of the Conveyor page brings: who came to a stage within a period, and from where. */
const ActiveMove = () => {
  const { t, format, language } = useWords();
  const { search, entered, change } = useListView();
  if (!search.stage || !entered) return null;
  const words = {
    stage: stageNames[search.stage][language],
    from: format.day(entered.from),
    to: format.day(addDays(entered.to, -1)),
  };
  return (
    <span className={styles.active}>
      {search.movedFrom
        ? t('customers.movedPeriod', { ...words, before: stageNames[search.movedFrom][language] })
        : t('customers.enteredPeriod', words)}
      <CloseButton
        size="sm"
        aria-label={t('customers.dropFilter')}
        onClick={() => change({ entered: undefined, movedFrom: undefined })}
      />
    </span>
  );
};

const Export = () => {
  const { t, language } = useWords();
  const { workspace, filters } = useListView();
  const href = (form: 'csv' | 'xlsx'): string => {
    const { entered, descending, ...plain } = filters;
    const query = { ...plain, descending: String(descending), entered: entered && JSON.stringify(entered) };
    return exportUrl('customers', workspace, form, language, query);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} stroke={1.6} aria-hidden />}>
          {t('customers.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={href('csv')} download>
          {t('customers.exportCsv')}
        </Menu.Item>
        <Menu.Item component="a" href={href('xlsx')} download>
          {t('customers.exportXlsx')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
