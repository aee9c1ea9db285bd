import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { DemoButton } from './demo-button.tsx';
import { FailedQuery } from './failed-query.tsx';
import history from './history.module.css';
import { isWorkspaceId, workspaceIdOf } from './workspace-id.ts';
import styles from './workspaces.module.css';

type WorkspacesTabProps = { current: string; onOpen: (workspace: string) => void };

/** The companies of this installation: open one, make a new one, look at the demo. */
export const WorkspacesTab = ({ current, onOpen }: WorkspacesTabProps) => {
  const { t, say } = useWords();
  const query = useQuery(api.workspaces.list.queryOptions({ staleTime: 0 }));
  if (query.error) return <FailedQuery error={query.error} onRetry={() => query.refetch()} />;
  const list = query.data ?? [];
  return (
    <div className={styles.columns}>
      <Card>
        <p>{t('data.workspaces.intro')}</p>
        <ul className={styles.list}>
          {list.map((workspace) => (
            <li key={workspace.id}>
              <div>
                <b>{say(workspace.name)}</b>
                <span className={styles.id}>{workspace.id}</span>
                {workspace.isDemo && <span className={history.state}>{t('data.workspaces.demo')}</span>}
                {workspace.isEmpty && <span className={history.state}>{t('data.workspaces.empty')}</span>}
              </div>
              {workspace.id === current ? (
                <span className={history.state} data-state="done">
                  {t('data.workspaces.current')}
                </span>
              ) : (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={`${t('data.workspaces.open')}: ${say(workspace.name)}`}
                  onClick={() => onOpen(workspace.id)}
                >
                  {t('data.workspaces.open')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {!list.some((workspace) => workspace.isDemo) && (
          <div className={styles.demo}>
            <p>{t('data.demo.text')}</p>
            <DemoButton />
          </div>
        )}
      </Card>
      <Card title={t('data.workspaces.create')}>
        <NewWorkspace taken={list.map((workspace) => workspace.id)} onOpen={onOpen} />
      </Card>
    </div>
  );
};

const NewWorkspace = ({ taken, onOpen }: { taken: readonly string[]; onOpen: (workspace: string) => void }) => {
  const { t } = useWords();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [ownId, setOwnId] = useState<string | null>(null);
  const id = ownId ?? workspaceIdOf(name);
  const create = useMutation({
    mutationFn: () => api.workspaces.create.call({ id, name: name.trim() }),
    onSuccess: async (state) => {
      await client.invalidateQueries();
      onOpen(state.id);
    },
  });
  const wrongId = id !== '' && !isWorkspaceId(id) ? t('data.workspaces.idBad') : null;
  const takenId = taken.includes(id) ? t('data.workspaces.idTaken') : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('data.workspaces.name')}
        placeholder={t('data.workspaces.namePlaceholder')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('data.workspaces.id')}
        description={t('data.workspaces.idHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={id}
        error={wrongId ?? takenId}
        onChange={(event) => setOwnId(event.currentTarget.value)}
      />
      {create.error && <FailedQuery error={create.error} />}
      <Button
        type="submit"
        loading={create.isPending}
        disabled={name.trim() === '' || id === '' || wrongId !== null || takenId !== null}
      >
        {t('data.workspaces.submit')}
      </Button>
    </form>
  );
};
