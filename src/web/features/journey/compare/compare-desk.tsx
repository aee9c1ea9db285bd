import { Button } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import { type ComparedJourney, type Mark, markName } from '../../../../analysis/blueprint/compare-journey.ts';
import { endName } from '../../../../analysis/blueprint/names.ts';
import { type Blueprint, emptyBlueprint } from '../../../../model/blueprint/blueprint.ts';
import { worded } from '../../../../model/blueprint/words.ts';
import { problemOf } from '../../../client/api.ts';
import { useWords } from '../../../i18n/language.ts';
import { EmptyState } from '../../../kit/empty-state.tsx';
import { Failure } from '../../../kit/failure.tsx';
import { useIsPhone } from '../../../kit/use-is-phone.ts';
import { usePageTitle } from '../../../kit/use-page-title.ts';
import { useWorkspace } from '../../../shell/view.ts';
import { Canvas } from '../canvas.tsx';
import { nothingPicked, type Picked } from '../canvas-actions.ts';
import { freeGeometryOf } from '../free-layout.ts';
import journeyCss from '../journey.module.css';
import { quietStore } from '../quiet-store.ts';
import { useActions } from '../use-actions.ts';
import { type DrawnJourney, useJourney } from '../use-journey.ts';
import css from './compare.module.css';
import { CompareBar } from './compare-bar.tsx';
import { DifferenceList, marksInOrder, signOf } from './difference-list.tsx';
import { useCompared, type Versions } from './use-compared.ts';

const nothing = emptyBlueprint();
const noCells: ReadonlySet<string> = new Set();
const doNothing = (): void => undefined;

/** The name of a difference; looked for on the canvas where it was not chosen there. */
type Chosen = { name: string; isLookedFor: boolean } | null;

type Props = { id: string; draft: Blueprint; versions: Versions; view: 'matrix' | 'graph' };

/** A journey of two versions on one canvas: what came, what changed and what went, marked and told. */
export const CompareDesk = ({ id, draft, versions, view }: Props) => {
  const { t, say, language } = useWords();
  const { value: compared, error, retry } = useCompared(id, versions, draft);
  const name = worded((compared ?? { blueprint: draft }).blueprint.journeys[id]?.name, language) || t('journey.noName');
  usePageTitle(t('journey.compare.title', { name }));
  const problem = error ? problemOf(error) : null;
  if (error) return <Failure isPage text={problem ? say(problem.text) : undefined} onRetry={retry} />;
  return (
    <div className={journeyCss.desk}>
      <CompareBar id={id} name={name} versions={versions} view={view} isThere={draft.journeys[id] !== undefined} />
      {compared === undefined ? (
        <div className={journeyCss.waiting} role="status">
          <span className="visually-hidden">{t('shell.state.loading')}</span>
        </div>
      ) : compared === null ? (
        <EmptyState title={t('journey.missing')} text={t('journey.compare.neither')} />
      ) : (
        <Board
          key={`${versions.since} ${versions.until} ${view}`}
          id={id}
          name={name}
          compared={compared}
          view={view}
        />
      )}
    </div>
  );
};

type BoardProps = { id: string; name: string; compared: ComparedJourney; view: Props['view'] };

const Board = ({ id, name, compared, view }: BoardProps) => {
  const { t, language } = useWords();
  const { asOf } = useWorkspace();
  const isPhone = useIsPhone();
  const [only, setOnly] = useState<Mark | null>(null);
  const [chosen, setChosen] = useState<Chosen>(null);
  const drawn = useJourney(compared.blueprint, id, asOf, language);
  const listed = useMemo(
    () => compared.differences.filter(({ kind }) => only === null || kind === only),
    [compared, only],
  );
  const counts = useMemo(() => countsOf(compared), [compared]);
  const choose = useCallback((called: string) => setChosen({ name: called, isLookedFor: true }), []);
  const stepBy = (step: number): void => {
    const at = listed.findIndex((one) => markName(one) === chosen?.name);
    const next = listed[at < 0 ? (step > 0 ? 0 : listed.length - 1) : (at + step + listed.length) % listed.length];
    if (next) choose(markName(next));
  };
  return (
    <div className={css.board}>
      <div className={css.side}>
        <fieldset className={css.legend} aria-label={t('journey.compare.legend')}>
          {marksInOrder.map((mark) => (
            <button
              key={mark}
              type="button"
              aria-pressed={only === mark}
              disabled={counts[mark] === 0}
              onClick={() => setOnly(only === mark ? null : mark)}
            >
              <i className={css.sign} data-mark={mark} aria-hidden>
                {signOf[mark]}
              </i>
              {t(`journey.compare.${mark}`)} <b>{counts[mark]}</b>
            </button>
          ))}
        </fieldset>
        {listed.length === 0 ? (
          <p className={css.same}>{t('journey.compare.same')}</p>
        ) : (
          <>
            <div className={css.steps}>
              <Button size="compact-sm" variant="default" onClick={() => stepBy(-1)}>
                ↑ {t('journey.compare.back')}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => stepBy(1)}>
                ↓ {t('journey.compare.next')}
              </Button>
            </div>
            <DifferenceList differences={listed} chosen={chosen?.name ?? null} onChoose={choose} />
          </>
        )}
      </div>
      {!isPhone && drawn && (
        <Compared
          id={id}
          name={name}
          compared={compared}
          drawn={drawn}
          view={view}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
    </div>
  );
};

const countsOf = ({ differences }: ComparedJourney): Record<Mark, number> => {
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { kind } of differences) counts[kind] += 1;
  return counts;
};

type ComparedProps = BoardProps & { drawn: DrawnJourney; chosen: Chosen; onChoose: (chosen: Chosen) => void };

/** What is chosen in the list is chosen on the canvas as well. */
const pickedOf = (chosen: Chosen): Picked => {
  const cut = chosen?.name.indexOf(':') ?? 0;
  const [collection, id] = [chosen?.name.slice(0, cut), chosen?.name.slice(cut + 1) ?? ''];
  if (collection === 'cells') return { cells: new Set([id]), edge: null };
  return collection === 'edges' ? { cells: noCells, edge: id } : nothingPicked;
};

const Compared = ({ id, name, compared, drawn, view, chosen, onChoose }: ComparedProps) => {
  const { t, language } = useWords();
  const stageName = useCallback((stage: string) => endName(nothing, stage)[language], [language]);
  const free = useMemo(() => (view === 'graph' ? freeGeometryOf(drawn.grid) : null), [view, drawn.grid]);
  const picked = useMemo(() => pickedOf(chosen), [chosen]);
  const pick = useCallback(
    ({ cells, edge }: Picked): void => {
      const [cell] = cells;
      const called = edge !== null ? `edges:${edge}` : cell === undefined ? null : `cells:${cell}`;
      onChoose(called === null ? null : { name: called, isLookedFor: false });
    },
    [onChoose],
  );
  const actions = useActions({
    store: quietStore,
    journey: id,
    onPick: pick,
    announce: doNothing,
    openPanel: doNothing,
    openHelp: doNothing,
    openMenu: doNothing,
  });
  return (
    <div className={css.canvas}>
      <Canvas
        label={t('journey.canvas', { name })}
        grid={drawn.grid}
        faces={drawn.faces}
        geometry={free?.geometry ?? drawn.geometry}
        spots={free?.spots ?? null}
        picked={picked}
        onPick={pick}
        actions={actions}
        dimmed={noCells}
        stageName={stageName}
        marks={compared.marks}
        lookAt={chosen?.isLookedFor ? chosen.name : null}
        isReadOnly
      />
    </div>
  );
};
