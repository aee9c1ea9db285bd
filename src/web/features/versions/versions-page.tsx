import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { reigns } from '../../../analysis/blueprint/in-force.ts';
import type { BlueprintVersion, InForce } from '../../../model/blueprint/versions.ts';
import { api } from '../../client/api.ts';
import { useWords } from '../../i18n/language.ts';
import { Card } from '../../kit/card.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { useWorkspace } from '../../shell/view.ts';
import { DesignPage, type DesignPart } from '../design/design-page.tsx';
import { Differences } from './differences.tsx';
import { DocumentFile } from './document-file.tsx';
import { Edits } from './edits.tsx';
import { Publish } from './publish.tsx';
import { RestoreDialog, type Restored } from './restore-dialog.tsx';
import css from './versions.module.css';

/** What was put in force and when, what the draft changes of it, and the way back. */
export const VersionsPage = () => {
  const { t } = useWords();
  return (
    <DesignPage
      part="versions"
      title={t('design.versions.title')}
      subtitle={t('design.versions.subtitle')}
      actions={<DocumentFile />}
    >
      {(part) => <Versions {...part} />}
    </DesignPage>
  );
};

const Versions = ({ store, blueprint }: DesignPart) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const versions = useQuery(api.blueprint.versions.queryOptions({ input: { workspace } }));
  const [restoring, setRestoring] = useState<Restored | null>(null);
  const [compared, setCompared] = useState<{ from: number; to: number | 'draft' } | null>(null);
  const list = versions.data ?? [];
  const latest = list[0];
  const days = reigns(list);
  const shown = compared ?? (latest ? { from: latest.version, to: 'draft' as const } : null);
  return (
    <>
      <Publish blueprint={blueprint} store={store} />
      {shown && (
        <Card
          title={
            shown.to === 'draft'
              ? t('design.versions.draftAgainst', { version: shown.from })
              : t('design.versions.against', { from: shown.from, to: shown.to })
          }
        >
          <Differences
            from={shown.from}
            to={shown.to}
            revision={store.read().draft?.revision ?? 0}
            blueprint={blueprint}
          />
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
                days={days.find((reign) => reign.version === version.version)}
                before={list[at + 1]}
                onCompare={setCompared}
                onRestore={() => setRestoring({ version: version.version })}
              />
            ))}
          </ol>
        )}
      </Card>
      <Edits revision={store.read().draft?.revision ?? 0} onTakeBack={(edit) => setRestoring({ beforeEdit: edit })} />
      <RestoreDialog what={restoring} store={store} onClose={() => setRestoring(null)} />
    </>
  );
};

const Row = ({
  version,
  isLatest,
  days,
  before,
  onCompare,
  onRestore,
}: {
  version: BlueprintVersion;
  isLatest: boolean;
  /** When it was in force; undefined where a newer one took all its days. */
  days: InForce | undefined;
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
        <p>
          {days === undefined
            ? t('design.versions.neverInForce')
            : days.to === null
              ? t('design.versions.since', { from: format.day(days.from) })
              : t('design.versions.sinceUntil', { from: format.day(days.from), to: format.day(days.to) })}
        </p>
        <p className={css.faint}>
          {t('design.versions.publishedAt')} {format.dayTime(version.at, settings.time_zone)}
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
