import { useNavigate, useSearch } from '@tanstack/react-router';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { endName } from '../../../analysis/blueprint/names.ts';
import { type Blueprint, emptyBlueprint } from '../../../model/blueprint/blueprint.ts';
import type { Journey } from '../../../model/blueprint/journey.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { Drawer } from '../../kit/drawer.tsx';
import { useFramesLater } from '../../kit/use-frames-later.ts';
import { useIsPhone } from '../../kit/use-is-phone.ts';
import { usePageTitle } from '../../kit/use-page-title.ts';
import { useWorkspace } from '../../shell/view.ts';
import { useObserved } from '../design/counted.ts';
import type { DraftStore } from '../design/document/draft-store.ts';
import { Canvas } from './canvas.tsx';
import { nothingPicked, type Picked } from './canvas-actions.ts';
import { CommitteeView } from './committee-view.tsx';
import { type Filter, isFilteredOut, noFilter } from './filters.ts';
import { freeGeometryOf } from './free-layout.ts';
import { HelpSheet } from './help-sheet.tsx';
import css from './journey.module.css';
import { JourneyBar } from './journey-bar.tsx';
import { LineMenu, type OpenLine } from './line-menu.tsx';
import { Panel } from './panel/panel.tsx';
import { Projection } from './projection.tsx';
import { OneUnderAnother, SideBySide } from './side-by-side.tsx';
import { useActions } from './use-actions.ts';
import { type DrawnJourney, useJourney } from './use-journey.ts';

/** Stages are named without a design. */
const nothing = emptyBlueprint();

type Props = { id: string; journey: Journey; blueprint: Blueprint; store: DraftStore };

/** The desk of one journey: its bar, the canvas or another look at it, and the page of what is chosen. */
export const Desk = memo(({ id, journey, blueprint, store }: Props) => {
  const { t, language } = useWords();
  const { asOf, settings } = useWorkspace();
  const search = useSearch({ from: '/journeys/$id' });
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const [picked, setPicked] = useState<Picked>(() =>
    search.cell ? { cells: new Set([search.cell]), edge: null } : nothingPicked,
  );
  const [filter, setFilter] = useState<Filter>(noFilter);
  const [isHelp, setHelp] = useState(false);
  const [line, setLine] = useState<OpenLine | null>(null);
  const [said, setSaid] = useState('');
  const panel = useRef<HTMLElement>(null);
  const name = worded(journey.name, language) || t('journey.noName');
  usePageTitle(name);
  const seen = useObserved(blueprint);
  const drawn = useJourney(seen, id, asOf, language);
  const view = search.view ?? 'matrix';
  const chosen = useMemo(() => standing(blueprint, picked), [blueprint, picked]);
  // The page at the side comes a few frames later than the canvas.
  const {
    blueprint: later,
    proofs,
    chosen: shown,
  } = useFramesLater(
    useMemo(() => ({ blueprint, proofs: seen.proofs, chosen }), [blueprint, seen.proofs, chosen]),
    2,
  );
  const actions = useActions({
    store,
    journey: id,
    onPick: setPicked,
    announce: (words) => setSaid((before) => (before === words ? `${words}\u00a0` : words)),
    openPanel: () => requestAnimationFrame(() => panel.current?.focus()),
    openHelp: () => setHelp(true),
    openMenu: (axis, at, point) => setLine({ axis, at, point }),
  });
  useUndoKeys(store);
  const closeHelp = useCallback(() => setHelp(false), []);
  const dimmed = useDimmed(drawn, filter);
  const stageName = useCallback((stage: string) => endName(nothing, stage)[language], [language]);
  if (!drawn) return null;
  const isOpen = shown.cells.size > 0 || shown.edge !== null;
  const inside = (
    <Panel
      blueprint={later}
      proofs={proofs}
      journey={id}
      picked={shown}
      store={store}
      asOf={asOf}
      currency={settings.currency}
      actions={actions}
      onPick={setPicked}
    />
  );
  const canvas = {
    label: t('journey.canvas', { name }),
    picked: chosen,
    onPick: setPicked,
    actions,
    dimmed,
    stageName,
  };
  return (
    <div className={css.desk}>
      <JourneyBar
        id={id}
        journey={journey}
        blueprint={blueprint}
        store={store}
        view={view}
        beside={search.beside}
        filter={filter}
        onFilter={setFilter}
        onHelp={() => setHelp(true)}
        onSearch={(change) =>
          void navigate({ to: '.', search: (before: object) => ({ ...before, ...change }), replace: true } as never)
        }
      />
      <div className={css.board} data-open={isOpen && !isPhone}>
        <div className={css.views}>
          {view === 'committee' ? (
            <CommitteeView
              blueprint={blueprint}
              drawn={drawn}
              onPick={(cell) => setPicked({ cells: new Set([cell]), edge: null })}
            />
          ) : view === 'projection' ? (
            <Projection blueprint={blueprint} drawn={drawn} />
          ) : isPhone ? (
            <OneUnderAnother
              blueprint={blueprint}
              id={id}
              beside={search.beside}
              asOf={asOf}
              drawn={drawn}
              actions={actions}
              onPick={(cell) => setPicked({ cells: new Set([cell]), edge: null })}
            />
          ) : (
            <SideBySide
              blueprint={blueprint}
              id={id}
              beside={search.beside}
              view={view}
              asOf={asOf}
              stageName={stageName}
            >
              {view === 'graph' ? (
                <FreeCanvas {...canvas} drawn={drawn} />
              ) : (
                <Canvas key="matrix" {...canvas} {...drawn} spots={null} isReadOnly={false} />
              )}
            </SideBySide>
          )}
        </div>
        {isOpen && !isPhone && (
          <aside
            ref={panel}
            className={css.panel}
            aria-label={t('journey.panel.title')}
            tabIndex={-1}
            onKeyDown={(event) => {
              if (event.key !== 'Escape' || event.defaultPrevented) return;
              document.querySelector<HTMLElement>('[role=grid]')?.focus();
            }}
          >
            {inside}
          </aside>
        )}
      </div>
      {isPhone && (
        <Drawer opened={isOpen} onClose={() => setPicked(nothingPicked)} title={t('journey.panel.title')}>
          {inside}
        </Drawer>
      )}
      <HelpSheet opened={isHelp} onClose={closeHelp} />
      <LineMenu
        open={line}
        journey={id}
        blueprint={blueprint}
        store={store}
        actions={actions}
        onClose={() => setLine(null)}
      />
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </div>
  );
});

const noCells: ReadonlySet<string> = new Set();

/** The cards that stand back behind those asked for; the same set for as long as it holds the same. */
const useDimmed = (drawn: DrawnJourney | null, filter: Filter): ReadonlySet<string> => {
  const kept = useRef(noCells);
  return useMemo(() => {
    if (filter === noFilter || !drawn) return noCells;
    const next = new Set<string>();
    for (const { id, cell } of drawn.grid.cells.values()) {
      const face = drawn.faces.get(id);
      if (face && isFilteredOut(filter, cell, face)) next.add(id);
    }
    const isAsBefore = next.size === kept.current.size && [...next].every((id) => kept.current.has(id));
    if (!isAsBefore) kept.current = next;
    return kept.current;
  }, [drawn, filter]);
};

/** What is chosen and still there. */
const standing = (blueprint: Blueprint, picked: Picked): Picked => {
  const { cells, edge } = picked;
  const isWhole = [...cells].every((cell) => blueprint.cells[cell]) && (edge === null || blueprint.edges[edge]);
  if (isWhole) return picked;
  return {
    cells: new Set([...cells].filter((cell) => blueprint.cells[cell])),
    edge: edge !== null && blueprint.edges[edge] ? edge : null,
  };
};

type CanvasProps = React.ComponentProps<typeof Canvas>;

const FreeCanvas = ({
  drawn,
  ...rest
}: { drawn: DrawnJourney } & Omit<CanvasProps, 'grid' | 'geometry' | 'faces' | 'spots' | 'isReadOnly'>) => {
  const free = useMemo(() => freeGeometryOf(drawn.grid), [drawn.grid]);
  return (
    <Canvas
      key="graph"
      {...rest}
      grid={drawn.grid}
      faces={drawn.faces}
      geometry={free.geometry}
      spots={free.spots}
      isReadOnly={false}
    />
  );
};

/** Ctrl+Z outside of fields, wherever the focus is on the page. */
const useUndoKeys = (store: DraftStore): void => {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey)) return;
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      if (event.code === 'KeyZ') (event.shiftKey ? store.redo : store.undo)();
      else if (event.code === 'KeyY') store.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [store]);
};
