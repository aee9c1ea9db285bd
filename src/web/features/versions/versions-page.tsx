import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BlueprintVersion } from '../../../model/blueprint/versions.ts';
import { api, problemOf, queryClient } from '../../client/api.ts';
import { rememberedWho, rememberWho } from '../../client/who.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { DesignPage, type DesignPart } from '../design/design-page.tsx';
import { Differences } from './differences.tsx';
import { DocumentFile } from './document-file.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import css from './versions.module.css';

/** What was put in force and when, what the draft changes of it, and the way back. */
export const VersionsPage = () => {
  const { t } = useWords();
  return (
    <DesignPage title={t('design.versions.title')} subtitle={t('design.versions.subtitle')} actions={<DocumentFile />}>
      {(part) => <Versions {...part} />}
    </DesignPage>
  );
};

const Versions = ({ store }: DesignPart) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const versions = useQuery(api.blueprint.versions.queryOptions({ input: { workspace } }));
  const [restoring, setRestoring] = useState<BlueprintVersion | null>(null);
  const [compared, setCompared] = useState<{ from: number; to: number | 'draft' } | null>(null);
  const list = versions.data ?? [];
  const latest = list[0];
  const shown = compared ?? (latest ? { from: latest.version, to: 'draft' as const } : null);
  return (
    <>
      <Publish store={store} />
      {shown && (
        <Card
          title={
            shown.to === 'draft'
              ? t('design.versions.draftAgainst', { version: shown.from })
              : t('design.versions.against', { from: shown.from, to: shown.to })
          }
        >
          <Differences from={shown.from} to={shown.to} revision={store.read().draft?.revision ?? 0} />
        </Card>
      )}
      <Card title={t('design.versions.history')}>
        {list.length === 0 ? (
          <EmptyState title={t('design.versions.none')} text={t('design.versions.noneText')} />
        ) : (
          <ol className={css.list}>
            {list.map((version, at) => (
              <Row
                key={version.version}
                version={version}
                isLatest={at === 0}
                before={list[at + 1]}
                onCompare={setCompared}
                onRestore={() => setRestoring(version)}
              />
            ))}
          </ol>
        )}
      </Card>
      <RestoreDialog version={restoring} store={store} onClose={() => setRestoring(null)} />
    </>
  );
};

const Row = ({
  version,
  isLatest,
  before,
  onCompare,
  onRestore,
}: {
  version: BlueprintVersion;
  isLatest: boolean;
  before: BlueprintVersion | undefined;
  onCompare: (pair: { from: number; to: number | 'draft' }) => void;
  onRestore: () => void;
}) => {
  const { t, format } = useWords();
  const { settings } = useWorkspace();
  return (
    <li className={css.row}>
      <div>
        <strong>{t('design.versions.version', { version: version.version })}</strong>
        {isLatest && <span className={css.inForce}>{t('design.versions.inForce')}</span>}
        <p className={css.faint}>
          {format.dayTime(version.at, settings.time_zone)}
          {version.by && ` · ${version.by}`}
        </p>
        {version.why && <p>{version.why}</p>}
      </div>
      <div className={css.actions}>
        {before && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => onCompare({ from: before.version, to: version.version })}
          >
            {t('design.versions.whatChanged')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => onCompare({ from: version.version, to: 'draft' })}>
          {t('design.versions.withDraft')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onRestore}>
          {t('design.versions.restore')}
        </Button>
      </div>
    </li>
  );
};

/** Puts the draft in force, signed and with a reason. */
const Publish = ({ store }: { store: DesignPart['store'] }) => {
  const { t, say } = useWords();
  const { id: workspace } = useWorkspace();
  const [by, setBy] = useState(rememberedWho());
  const [why, setWhy] = useState('');
  const publish = useMutation({
    mutationFn: async () => {
      await store.sync();
      const revision = store.read().draft?.revision ?? 0;
      return api.blueprint.publish.call({ workspace, revision, by, why });
    },
    onSuccess: () => {
      rememberWho(by);
      setWhy('');
      // What is measured follows the published version.
      void queryClient.invalidateQueries();
    },
  });
  const problem = publish.error ? problemOf(publish.error) : null;
  return (
    <Card title={t('design.versions.publish')}>
      <p className={css.intro}>{t('design.versions.publishHint')}</p>
      <form
        className={css.publish}
        onSubmit={(event) => {
          event.preventDefault();
          publish.mutate();
        }}
      >
        <TextInput label={t('design.versions.by')} value={by} onChange={(event) => setBy(event.currentTarget.value)} />
        <Textarea
          label={t('design.versions.why')}
          autosize
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Button type="submit" loading={publish.isPending}>
          {t('design.versions.publishNow')}
        </Button>
      </form>
      {publish.error && (
        <p role="alert" className={css.problem}>
          {problem ? say(problem.text) : t('design.versions.failed')}
        </p>
      )}
      {publish.data && (
        <p role="status" className={css.done}>
          {t('design.versions.published', { version: publish.data.version })}
        </p>
      )}
    </Card>
  );
};
