import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedSource } from '../../../model/sources.ts';
import type { WorkspaceState } from '../../../model/workspace.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useNotify } from '../../kit/notify.ts';
import { FailedQuery } from '../data/failed-query.tsx';
import { SourceCard } from './source-card.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceRuns } from './source-runs.tsx';
import css from './sources.module.css';

type SourcesTabProps = { state: WorkspaceState; onQuarantine: (importId: string) => void };
type Asked = { what: 'add' } | { what: 'edit' | 'history' | 'remove'; source: ListedSource };

const pollMs = 5_000;

/** What is read by itself: every source with how it does, and ways to make, read, pause and remove one. */
export const SourcesTab = ({ state, onQuarantine }: SourcesTabProps) => {
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const query = useQuery(
    api.sources.list.queryOptions({ input: { workspace: state.id }, staleTime: 0, refetchInterval: pollMs }),
  );
  if (query.error) return <FailedQuery error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <p role="status">{t('data.loading')}</p>;
  const close = () => setAsked(null);
  const add = (
    <Button leftSection={<IconPlus size={18} stroke={1.6} aria-hidden />} onClick={() => setAsked({ what: 'add' })}>
      {t('sources.add')}
    </Button>
  );
  return (
    <>
      {query.data.length === 0 ? (
        <EmptyState title={t('sources.title')} text={t('sources.empty')} actions={add} />
      ) : (
        <Card title={t('sources.title')} actions={add}>
          <p className={css.intro}>{t('sources.intro')}</p>
          {query.data.map((source) => (
            <SourceCard
              key={source.name}
              state={state}
              source={source}
              onEdit={() => setAsked({ what: 'edit', source })}
              onHistory={() => setAsked({ what: 'history', source })}
              onRemove={() => setAsked({ what: 'remove', source })}
            />
          ))}
        </Card>
      )}
      {(asked?.what === 'add' || asked?.what === 'edit') && (
        <SourceDialog
          state={state}
          source={asked.what === 'edit' ? asked.source : null}
          onClose={close}
          onQuarantine={onQuarantine}
        />
      )}
      {asked?.what === 'history' && <SourceRuns state={state} name={asked.source.name} onClose={close} />}
      {asked?.what === 'remove' && <RemoveDialog workspace={state.id} name={asked.source.name} onClose={close} />}
    </>
  );
};

const RemoveDialog = ({ workspace, name, onClose }: { workspace: string; name: string; onClose: () => void }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const notify = useNotify();
  const remove = useMutation({
    mutationFn: () => api.sources.remove.call({ workspace, name }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: api.sources.key() });
      notify(t('sources.removed'));
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={t('sources.removeTitle', { name })} isLocked={remove.isPending}>
      <Text size="md">{t('sources.removeText')}</Text>
      {remove.error && <FailedQuery error={remove.error} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" disabled={remove.isPending} onClick={onClose}>
          {t('sources.removeNo')}
        </Button>
        <Button color="red.9" loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('sources.removeYes')}
        </Button>
      </Group>
    </Dialog>
  );
};
