import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useReducer, useState } from 'react';
import { type ChannelPreview, type ChannelVersion, type SpellingRow, spellingLists } from '../../../model/channels.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { FilterBar, FilterChip } from '../../kit/filter-bar.tsx';
import { useNotify } from '../../kit/notify.ts';
import { FailedQuery } from '../data/failed-query.tsx';
import { ChangesCard } from './changes-card.tsx';
import css from './channels.module.css';
import { ChosenBar } from './chosen-bar.tsx';
import { DefaultNames } from './default-names.tsx';
import { editRules, rulesFor, sameRules } from './draft.ts';
import { RuleHistory } from './rule-history.tsx';
import { RuleList } from './rule-list.tsx';
import { SpellingTable } from './spelling-table.tsx';
import { allRows, originKey } from './words.ts';

/** How sources become channels: every spelling with its channel, the company's rules, what a draft changes. */
export const ChannelsTab = ({ state }: { state: WorkspaceState }) => {
  const { t } = useWords();
  const query = useQuery(api.channels.get.queryOptions({ input: { workspace: state.id }, staleTime: 0 }));
  if (query.error) return <FailedQuery error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <p role="status">{t('data.loading')}</p>;
  const { current, inForce } = query.data;
  return <Desk key={`${state.id} ${current.version}`} state={state} current={current} names={inForce} />;
};

type DeskProps = { state: WorkspaceState; current: ChannelVersion; names: Readonly<Record<string, string>> };
type List = (typeof spellingLists)[number];

const newId = (): string => crypto.randomUUID();

const Desk = ({ state, current, names }: DeskProps) => {
  const { t } = useWords();
  const client = useQueryClient();
  const notify = useNotify();
  const [draft, edit] = useReducer(editRules, { rules: current.rules, names: current.names });
  const isDirty = !sameRules(draft, current);
  const [list, setList] = useState<List>('all');
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search, 250);
  const [settled] = useDebouncedValue(draft, 300);
  const [chosen, setChosen] = useState<ReadonlyMap<string, SpellingRow>>(new Map());
  const input = { workspace: state.id, list, search: asked, limit: 300, draft: settled };
  const query = useQuery(api.channels.preview.queryOptions({ input, placeholderData: keepPreviousData }));
  // Where the draft is what stands, there is no before and after, also while an answer from before it was saved is on the page.
  const isSame = !isDirty && settled === draft && !query.isPlaceholderData;
  const preview = query.data && isSame ? settledPreview(query.data) : query.data;
  const rows = preview?.rows;

  const onChoose = useCallback(
    (keys: readonly string[], isChosen: boolean) =>
      setChosen((before) => {
        const after = new Map(before);
        for (const key of keys) {
          const row = rows?.find(({ origin }) => originKey(origin) === key);
          if (isChosen && row) after.set(key, row);
          else after.delete(key);
        }
        return after;
      }),
    [rows],
  );
  const onChannel = (channel: string) => {
    const origins = [...chosen.values()].map(({ origin }) => origin);
    edit({ do: 'add', rules: rulesFor(origins, channel, newId) });
    setChosen(new Map());
  };
  const save = useMutation({
    mutationFn: (signed: { by: string; why: string }) =>
      api.channels.save.call({ workspace: state.id, after: current.version, ...draft, ...signed }),
    onSuccess: ({ by }) => {
      rememberWho(by);
      notify(t('channels.preview.saved'));
      void client.invalidateQueries();
    },
  });
  const channels = channelNames(preview, names);
  return (
    <div className={css.stack}>
      {query.error && <FailedQuery error={query.error} onRetry={() => void query.refetch()} />}
      <Card flush>
        <Head preview={preview} list={list} search={search} onList={setList} onSearch={setSearch} />
        <SpellingTable
          rows={rows ?? []}
          rules={draft.rules}
          names={names}
          currency={state.settings.currency}
          chosen={new Set(chosen.keys())}
          onChoose={onChoose}
          isLoading={query.isLoading}
        />
        {preview && preview.rows.length < preview.found && (
          <p className={`${css.faint} ${css.foot}`}>
            {t('channels.shown', { shown: preview.rows.length, found: preview.found })}
          </p>
        )}
      </Card>
      {chosen.size > 0 && (
        <ChosenBar count={chosen.size} channels={channels} onChannel={onChannel} onClear={() => setChosen(new Map())} />
      )}
      <RuleList draft={draft} channels={channels} edit={edit} />
      {preview && (
        <ChangesCard
          preview={preview}
          isDirty={isDirty}
          isSaving={save.isPending}
          problem={save.error && <FailedQuery error={save.error} />}
          onSave={(by, why) => save.mutate({ by, why })}
          onDiscard={() => edit({ do: 'load', rules: current })}
        />
      )}
      <DefaultNames draft={draft} language={state.settings.language} edit={edit} />
      <RuleHistory
        workspace={state.id}
        timeZone={state.settings.time_zone}
        standing={current.version}
        onBack={(version) => edit({ do: 'load', rules: version })}
      />
    </div>
  );
};

/** What a preview shows once its draft is in force. */
const settledPreview = (preview: ChannelPreview): ChannelPreview => ({
  ...preview,
  changed: 0,
  rows: preview.rows.map((row) => ({ ...row, now: row.draft })),
  channels: preview.channels
    .filter(({ draft }) => allRows(draft) > 0 || draft.spellings > 0 || draft.revenue !== 0 || draft.cost !== 0)
    .map((change) => ({ ...change, now: change.draft })),
});

/** Names to choose a channel from: those in use first, then the default ones. */
const channelNames = (preview: ChannelPreview | undefined, names: Readonly<Record<string, string>>): string[] => {
  const used = preview?.channels.map(({ channel }) => channel).filter((channel) => channel !== '') ?? [];
  return [...new Set([...used, ...Object.values(names)])];
};

type HeadProps = {
  preview: ChannelPreview | undefined;
  list: List;
  search: string;
  onList: (list: List) => void;
  onSearch: (search: string) => void;
};

const Head = ({ preview, list, search, onList, onSearch }: HeadProps) => {
  const { t, format } = useWords();
  return (
    <>
      <div className={css.foot}>
        <p className={css.intro}>{t('channels.intro')}</p>
        {preview && <Summary preview={preview} />}
      </div>
      <div className={css.bar}>
        <FilterBar label={t('channels.list.label')}>
          {spellingLists.map((name) => (
            <FilterChip key={name} pressed={list === name} onPress={() => onList(name)}>
              {t(`channels.list.${name}`)}
              {preview && ` ${format.count(countOf(preview, name))}`}
            </FilterChip>
          ))}
        </FilterBar>
        <TextInput
          className={css.search ?? ''}
          aria-label={t('channels.search')}
          placeholder={t('channels.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
        />
      </div>
    </>
  );
};

const countOf = (preview: ChannelPreview, list: List): number =>
  ({ all: preview.spellings, unknown: preview.unknown, changed: preview.changed })[list];

const Summary = ({ preview }: { preview: ChannelPreview }) => {
  const { t, format } = useWords();
  const { spellings, unknown, isCut, channels } = preview;
  if (spellings === 0) return <p className={css.summary}>{t('channels.empty')}</p>;
  const named = channels.filter(({ channel, draft }) => channel !== '' && draft.spellings > 0).length;
  return (
    <p className={css.summary}>
      {t('channels.summary', { spellings: format.count(spellings), channels: format.count(named) })}{' '}
      {unknown > 0 ? (
        <span className={css.unknown}>{t('channels.unknownSome', { value: format.count(unknown) })}</span>
      ) : (
        t('channels.unknownNone')
      )}
      {isCut && ` ${t('channels.cut')}`}
    </p>
  );
};
