import { SegmentedControl, Tooltip } from '@mantine/core';
import { IconHelp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, useSyncExternalStore } from 'react';
import type { Blueprint } from '../../../model/blueprint/blueprint.ts';
import { type Journey, type Status, statuses } from '../../../model/blueprint/journey.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { Pick } from '../../kit/pick.tsx';
import { isSaved } from '../design/document/draft.ts';
import { type DraftStore, latest } from '../design/document/draft-store.ts';
import { DraftBar } from '../design/draft-bar.tsx';
import { PrintMenu } from '../design/print/print-menu.tsx';
import { inLanguage, setThing } from './edits.ts';
import type { Filter } from './filters.ts';
import css from './journey.module.css';
import { optionsOf } from './panel/cell-panel.tsx';
import { journeyViews } from './search.ts';

type Props = {
  id: string;
  journey: Journey;
  blueprint: Blueprint;
  store: DraftStore;
  view: (typeof journeyViews)[number];
  beside: string | undefined;
  filter: Filter;
  onFilter: (filter: Filter) => void;
  onHelp: () => void;
  onSearch: (change: { view?: string; beside?: string | undefined }) => void;
};

const everything = '\u0000';

/** A journey's name, how it is looked at, what is brought out, and whether it is kept. */
const Bar = ({ id, journey, blueprint, store, view, beside, filter, onFilter, onHelp, onSearch }: Props) => {
  const { t, language } = useWords();
  const all = { value: everything, label: t('journey.filter.all') };
  const labelled = (name: string, options: { value: string; label: string }[]) =>
    options.map(({ value, label }) => ({ value, label: value === everything ? `${name}: ${label}` : label }));
  const others = optionsOf(blueprint, 'journeys', language).filter(({ value }) => value !== id);
  const name = worded(journey.name, language);
  const rename = (text: string): void => {
    if (text.trim() !== '' && text !== name)
      store.edit(
        setThing(latest(store, blueprint), 'journeys', id, {
          name: inLanguage(journey.name, language, text.trim()),
        }),
      );
  };
  return (
    <header className={css.bar}>
      <div className={css.title}>
        <Link to="/journeys" aria-label={t('journey.back')} className={css.back ?? ''}>
          ←
        </Link>
        <h1 className="visually-hidden">{name || t('journey.noName')}</h1>
        <input
          key={name}
          className={css.name}
          aria-label={t('journey.rename')}
          defaultValue={name}
          maxLength={400}
          onBlur={(event) => rename(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        {journey.mode === 'legacy' && <span className={css.mode}>{t('journey.modes.legacy')}</span>}
        <DraftBar store={store} />
      </div>
      <div className={css.tools}>
        <SegmentedControl
          size="xs"
          aria-label={t('journey.view.label')}
          value={view}
          onChange={(value) => onSearch({ view: value })}
          data={journeyViews.map((value) => ({ value, label: t(`journey.view.${value}`) }))}
        />
        {(view === 'matrix' || view === 'graph') && (
          <fieldset className={css.filters} aria-label={t('journey.filter.label')}>
            <Pick
              label={t('journey.filter.role')}
              value={filter.role ?? everything}
              options={labelled(t('journey.filter.role'), [
                all,
                { value: '', label: t('journey.filter.noOwner') },
                ...optionsOf(blueprint, 'roles', language),
              ])}
              onChange={(value) => onFilter({ ...filter, role: value === everything ? null : value })}
            />
            <Pick
              label={t('journey.filter.persona')}
              value={filter.persona ?? everything}
              options={labelled(t('journey.filter.persona'), [all, ...optionsOf(blueprint, 'personas', language)])}
              onChange={(value) => onFilter({ ...filter, persona: value === everything ? null : value })}
            />
            <Pick
              label={t('journey.filter.status')}
              value={filter.status ?? everything}
              options={labelled(t('journey.filter.status'), [
                all,
                ...statuses.map((value) => ({ value, label: t(`journey.status.${value}`) })),
              ])}
              onChange={(value) => onFilter({ ...filter, status: value === everything ? null : (value as Status) })}
            />
          </fieldset>
        )}
        {others.length > 0 && (view === 'matrix' || view === 'graph') && (
          <Pick
            label={t('journey.beside')}
            value={beside ?? everything}
            options={[
              { value: everything, label: t('journey.besideNone') },
              ...others.map(({ value, label }) => ({ value, label: t('journey.besideLabel', { name: label }) })),
            ]}
            onChange={(value) => onSearch({ beside: value === everything ? undefined : value })}
          />
        )}
        <Print id={id} store={store} />
        <Tooltip label={`${t('journey.help.open')} · ?`}>
          <button type="button" className={css.help} aria-label={t('journey.help.open')} onClick={onHelp}>
            <IconHelp size={18} aria-hidden />
          </button>
        </Tooltip>
      </div>
    </header>
  );
};

/** What is taken along is the design as it is now, so this follows every edit, and the bar around it does not. */
const Print = ({ id, store }: { id: string; store: DraftStore }) => {
  const { draft } = useSyncExternalStore(store.subscribe, store.read);
  return draft && <PrintMenu blueprint={draft.document} isSaved={isSaved(draft)} first={{ kind: 'journey', id }} />;
};

/** Drawn anew only for what it shows: an edit of a card is none of it. */
export const JourneyBar = memo(
  Bar,
  (a, b) =>
    a.journey === b.journey &&
    a.view === b.view &&
    a.beside === b.beside &&
    a.filter === b.filter &&
    a.blueprint.roles === b.blueprint.roles &&
    a.blueprint.personas === b.blueprint.personas &&
    a.blueprint.journeys === b.blueprint.journeys,
);
