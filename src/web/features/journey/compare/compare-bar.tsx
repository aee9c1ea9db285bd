import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { api } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';
import { Pick } from '../../../kit/pick.tsx';
import { useWorkspace } from '../../../shell/view.ts';
import journeyCss from '../journey.module.css';
import css from './compare.module.css';
import type { Versions } from './use-compared.ts';

type Props = {
  id: string;
  name: string;
  versions: Versions;
  view: 'matrix' | 'graph';
  /** Whether the draft has the journey, so that it can be drawn in. */
  isThere: boolean;
};

/** Which two versions are looked at and how, and the way back to drawing. */
export const CompareBar = ({ id, name, versions: { since, until }, view, isThere }: Props) => {
  const { t } = useWords();
  const { id: workspace } = useWorkspace();
  const navigate = useNavigate();
  const list = useQuery(api.blueprint.versions.queryOptions({ input: { workspace } })).data ?? [];
  const go = (change: object): void =>
    void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true } as never);
  const published = list.map(({ version, why }) => ({
    value: String(version),
    label: t('design.versions.version', { version }),
    hint: why || undefined,
  }));
  return (
    <header className={journeyCss.bar}>
      <div className={journeyCss.title}>
        <Link to={'/versions' as never} aria-label={t('journey.compare.toVersions')} className={journeyCss.back ?? ''}>
          ←
        </Link>
        <h1 className={css.name}>{name}</h1>
        {isThere && (
          <Button
            size="compact-sm"
            variant="default"
            component={Link}
            {...({ to: '/journeys/$id', params: { id }, search: (before: object) => without(before) } as object)}
          >
            {t('journey.compare.draw')}
          </Button>
        )}
      </div>
      <div className={journeyCss.tools}>
        <SegmentedControl
          className={css.views ?? ''}
          size="xs"
          aria-label={t('journey.view.label')}
          value={view}
          onChange={(value) => go({ view: value })}
          data={(['matrix', 'graph'] as const).map((value) => ({ value, label: t(`journey.view.${value}`) }))}
        />
        <Pick
          label={t('journey.compare.since')}
          value={String(since)}
          options={published.filter(({ value }) => value !== String(until))}
          onChange={(value) => go({ since: Number(value) })}
        />
        <span aria-hidden>→</span>
        <Pick
          label={t('journey.compare.until')}
          value={String(until)}
          options={[
            { value: 'draft', label: t('journey.compare.draft') },
            ...published.filter(({ value }) => value !== String(since)),
          ]}
          onChange={(value) => go({ until: value === 'draft' ? undefined : Number(value) })}
        />
      </div>
    </header>
  );
};

/** An address of a journey without the comparison. */
const without = ({ since: _, until: __, ...rest }: { since?: unknown; until?: unknown }): object => rest;
