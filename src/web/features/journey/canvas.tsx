import { Button } from '@mantine/core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { Mark } from '../../../analysis/blueprint/compare-journey.ts';
import { worded } from '../../../model/blueprint/words.ts';
import { useWords } from '../../i18n/language.ts';
import { useFramesLater } from '../../kit/use-frames-later.ts';
import css from './canvas.module.css';
import type { CanvasActions, Picked } from './canvas-actions.ts';
import { cardElementId } from './card.tsx';
import { type Cursor, cardAt, cardsBetween, headRow, held, nameColumn } from './cursor.ts';
import type { Face } from './faces.ts';
import { cardRect, type Geometry, type Point, type Rect } from './geometry.ts';
import { type GestureTools, slotAt, useGestures } from './gestures.ts';
import type { JourneyGrid } from './grid.ts';
import { Heads, headId, Names, nameId } from './heads.tsx';
import { Minimap } from './minimap.tsx';
import { Rows, slotId } from './rows-of-cards.tsx';
import { TypeInPlace } from './type-in-place.tsx';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useLookAt } from './use-look-at.ts';
import { useRows } from './use-rows.ts';
import { useSight } from './use-sight.ts';
import { useView } from './use-view.ts';
import { WayLabels, Ways } from './ways.tsx';
import { ZoomBar } from './zoom-bar.tsx';

export type Typing = { at: Cursor; text: string; isFresh: boolean };
export type Mode = { is: 'idle' } | { is: 'typing'; typing: Typing } | { is: 'linking'; from: string };

type Props = {
  label: string;
  grid: JourneyGrid;
  geometry: Geometry;
  faces: ReadonlyMap<string, Face>;
  /** Where cards stand when they do not stand in slots. */
  spots: ReadonlyMap<string, Point> | null;
  picked: Picked;
  onPick: (picked: Picked) => void;
  actions: CanvasActions;
  /** Cards that stand back behind those asked for. */
  dimmed: ReadonlySet<string>;
  stageName: (stage: string) => string;
  isReadOnly: boolean;
  /** Of two versions compared: what came, changed and went, by `cells:ID`, `states:ID`, … */
  marks?: ReadonlyMap<string, Mark> | undefined;
  /** A thing named so that is to be brought into sight. */
  lookAt?: string | null;
};

const slim = { top: 68, left: 164 };
const none = { top: 0, left: 0 };

/** A journey to be drawn in: states across, touchpoints down, cards where they meet, and the ways between them. */
export const Canvas = memo((props: Props) => {
  const { label, grid, geometry, faces, spots, picked, onPick, actions, dimmed, stageName, isReadOnly } = props;
  const { marks, lookAt = null } = props;
  const { t, language } = useWords();
  const isFree = spots !== null;
  const heads = isFree ? none : slim;
  const view = useView(geometry, heads, true);
  const [first] = useState(() => [...picked.cells].map((id) => grid.cells.get(id)).find((cell) => cell !== undefined));
  const [asked, setCursor] = useState<Cursor>(
    first ?? { column: 0, row: grid.rows.length > 0 ? 0 : headRow, stack: 0 },
  );
  const cursor = held(grid, asked);
  const [mode, setMode] = useState<Mode>({ is: 'idle' });
  const [hasFocus, setFocus] = useState(false);
  const here = cardAt(grid, cursor);
  const root = useRef<HTMLDivElement>(null);

  const { rows, rects } = useRows(grid, geometry, spots, faces);
  const rectOf = (id: string): Rect => rects.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const sight = useSight(geometry, rects.size + geometry.routes.length, view, first ? rectOf(first.id) : null);
  // Cards come first; ways that moved with them follow a frame later.
  const routes = useFramesLater(geometry.routes, 1);
  const all = useMemo(() => [...rects.values()], [rects]);

  const goTo = (next: Cursor): void => {
    setCursor(next);
    const card = cardAt(grid, next);
    const rect = card
      ? rectOf(card)
      : cardRect(geometry, {
          column: Math.max(0, Math.min(next.column, grid.columns.length - 1)),
          row: Math.max(0, next.row),
          stack: 0,
        });
    if (next.column >= 0 && grid.columns.length > 0)
      view.reveal(next.row === headRow ? { ...rect, y: -view.read().y / view.read().z + 30, height: 1 } : rect);
  };
  const type = (at: Cursor, text: string | null, existing: string): void =>
    setMode({ is: 'typing', typing: { at, text: text ?? existing, isFresh: text !== null } });
  const pickCells = (cells: readonly string[], how: 'only' | 'toggle' | 'add'): void => {
    const next = new Set(how === 'only' ? [] : picked.cells);
    for (const id of cells) {
      if (how === 'toggle' && next.has(id)) next.delete(id);
      else next.add(id);
    }
    onPick({ cells: next, edge: null });
    const first = cells[0] === undefined ? undefined : grid.cells.get(cells[0]);
    if (first) setCursor({ column: first.column, row: first.row, stack: first.stack });
  };

  // A journey opened at one of its cards shows that card.
  const opening = useRef(first);
  const { centre } = view;
  useEffect(() => {
    if (opening.current) {
      const { x, y, width, height } = rectOf(opening.current.id);
      centre({ x: x + width / 2, y: y + height / 2 });
    }
    opening.current = undefined;
  });

  useLookAt(lookAt, { grid, geometry, rectOf, centre });

  const overlay = useRef<HTMLDivElement>(null);
  const line = useRef<SVGPathElement>(null);
  const tools = useRef<GestureTools>(null as unknown as GestureTools);
  tools.current = {
    grid,
    geometry,
    rectOf,
    picked: picked.cells,
    isFree,
    isReadOnly,
    overlay,
    line,
    onPick: (cells, how) => {
      root.current?.focus({ preventScroll: true });
      if (mode.is === 'linking' && cells[0] && how === 'only') {
        actions.link(mode.from, cells[0]);
        setMode({ is: 'idle' });
      } else pickCells(cells, how);
    },
    onPickEdge: (edge) => {
      root.current?.focus({ preventScroll: true });
      onPick({ cells: new Set(), edge });
    },
    onSlot: (column, row) => {
      const stack = grid.slots.get(`${column}|${row}`)?.length ?? 0;
      setCursor({ column, row, stack });
      setMode({ is: 'typing', typing: { at: { column, row, stack }, text: '', isFresh: false } });
    },
    onHead: (axis, at, { isMenu, isTwice, point }) => {
      const isNew = at >= grid[axis === 'states' ? 'columns' : 'rows'].length;
      const place =
        axis === 'states' ? { column: at, row: headRow, stack: 0 } : { column: nameColumn, row: at, stack: 0 };
      setCursor(place);
      root.current?.focus({ preventScroll: true });
      if (isReadOnly) return;
      if (isMenu && !isNew) actions.openMenu(axis, at, point);
      else if (isTwice || isNew) type(place, null, isNew ? '' : lineName(grid, place, language));
    },
    onTwice: (card) => {
      const cell = grid.cells.get(card);
      if (cell && !isReadOnly) type(cell, null, faces.get(card)?.question ?? '');
    },
    onMove: (cells, from, to) => {
      if (isFree) {
        actions.put(
          new Map(cells.map((id) => [id, { x: rectOf(id).x + to.x - from.x, y: rectOf(id).y + to.y - from.y }])),
        );
        return;
      }
      const [a, b] = [slotAt(geometry, from), slotAt(geometry, to)];
      actions.move(cells, { columns: b.column - a.column, rows: b.row - a.row });
    },
    onLink: actions.link,
  };
  useGestures(view, tools);

  const onKeyDown = useCanvasKeys({
    grid,
    cursor,
    here,
    mode,
    picked,
    isReadOnly,
    view,
    actions,
    goTo,
    setMode,
    onPick,
    rectOf,
    isFree,
    type,
    existing: (at) => {
      const card = cardAt(grid, at);
      return card ? (faces.get(card)?.question ?? '') : lineName(grid, at, language);
    },
    pickBetween: (a, b) => pickCells(cardsBetween(grid, a, b), 'add'),
  });

  // What is typed closes where its place is taken away by somebody else.
  const typing = mode.is === 'typing' ? mode.typing : null;
  const isAtSlot = typing !== null && typing.at.row !== headRow && typing.at.column !== nameColumn;
  useEffect(() => {
    if (!typing) return;
    const { at } = typing;
    if (at.column > grid.columns.length || at.row > grid.rows.length) setMode({ is: 'idle' });
  }, [typing, grid.columns.length, grid.rows.length]);

  const activeId =
    cursor.row === headRow
      ? headId(grid.id, cursor.column)
      : cursor.column === nameColumn
        ? nameId(grid.id, cursor.row)
        : here
          ? cardElementId(here)
          : slotId(grid.id);

  return (
    <div
      ref={view.screen}
      className={css.canvas}
      style={{ '--heads-top': `${heads.top}px`, '--heads-left': `${heads.left}px` } as React.CSSProperties}
      data-mode={mode.is}
      data-free={isFree}
      data-compared={marks !== undefined}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a table element can't be panned and zoomed */}
      <div
        ref={root}
        className={css.grid}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={grid.rows.length + 2}
        aria-colcount={grid.columns.length + 2}
        aria-multiselectable="true"
        aria-readonly={isReadOnly}
        aria-activedescendant={activeId}
        onKeyDown={onKeyDown}
        onFocus={() => setFocus(true)}
        onBlur={({ currentTarget, relatedTarget }) => {
          if (!currentTarget.contains(relatedTarget)) setFocus(false);
        }}
      >
        <div className={css.window}>
          <div ref={view.world} className={css.world}>
            {!isFree && (
              <div className={css.bands} aria-hidden>
                {geometry.columns.map(({ x, width }, at) => (
                  <i key={grid.columns[at]?.id} style={{ left: x - 8, width: width + 16, height: geometry.height }} />
                ))}
              </div>
            )}
            <Ways
              routes={routes}
              sight={sight}
              width={geometry.width}
              height={geometry.height}
              picked={picked.edge}
              marks={marks}
            />
            <Rows
              grid={grid}
              geometry={geometry}
              rows={rows}
              cursor={cursor}
              hasFocus={hasFocus}
              here={here}
              picked={picked.cells}
              isFree={isFree}
              isReadOnly={isReadOnly}
              dimmed={dimmed}
              sight={sight}
              marks={marks}
            />
            <WayLabels routes={routes} sight={sight} edges={grid.edges} stageName={stageName} />
            <svg className={css.drawing} width="1" height="1" aria-hidden="true">
              <path ref={line} />
            </svg>
            <div ref={overlay} className={css.overlay} aria-hidden />
            {!isReadOnly && (
              <TypeInPlace
                grid={grid}
                geometry={geometry}
                spots={spots}
                typing={isAtSlot ? typing : null}
                actions={actions}
                setMode={setMode}
                goTo={goTo}
                root={root}
                view={view}
              />
            )}
          </div>
        </div>
        {!isFree && (
          <>
            <Heads
              grid={grid}
              geometry={geometry}
              here={hasFocus && cursor.row === headRow ? cursor.column : null}
              isReadOnly={isReadOnly}
              marks={marks}
            />
            <div className={css.corner} aria-hidden />
          </>
        )}
      </div>
      {!isFree && (
        <Names
          grid={grid}
          geometry={geometry}
          here={hasFocus && cursor.column === nameColumn ? cursor.row : null}
          isReadOnly={isReadOnly}
          marks={marks}
        />
      )}
      {typing && !isAtSlot && (
        <TypeInPlace
          grid={grid}
          geometry={geometry}
          spots={spots}
          typing={typing}
          actions={actions}
          setMode={setMode}
          goTo={goTo}
          root={root}
          view={view}
        />
      )}
      {grid.columns.length === 0 && !isReadOnly && mode.is === 'idle' && (
        <div className={css.begin} data-chrome>
          <h2>{t('journey.startStates')}</h2>
          <p>{t('journey.startText')}</p>
          <Button onClick={() => type({ column: 0, row: headRow, stack: 0 }, null, '')}>+ {t('journey.state')}</Button>
        </div>
      )}
      <div className={css.chrome} data-chrome>
        {isFree && <ZoomBar view={view} />}
        {grid.cells.size > 0 && <Minimap rects={all} width={geometry.width} height={geometry.height} view={view} />}
      </div>
      {!isFree && (
        <div className={css.zoomCorner} data-chrome>
          <ZoomBar view={view} />
        </div>
      )}
      {mode.is === 'linking' && (
        <p className={css.hint} role="status">
          {t('journey.linking')}
        </p>
      )}
    </div>
  );
});

const lineName = ({ columns, rows }: JourneyGrid, { column, row }: Cursor, language: 'ru' | 'en'): string =>
  row === headRow
    ? worded(columns[column]?.state?.name, language)
    : column === nameColumn
      ? worded(rows[row]?.touchpoint?.name, language)
      : '';
