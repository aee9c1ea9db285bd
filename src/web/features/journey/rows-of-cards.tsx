import { memo } from 'react';
import type { Mark } from '../../../analysis/blueprint/compare-journey.ts';
import { useWords } from '../../i18n/language.ts';
import css from './canvas.module.css';
import { Card } from './card.tsx';
import { type Cursor, headRow, nameColumn } from './cursor.ts';
import { cardRect, type Geometry, type Rect } from './geometry.ts';
import { cellsAt, type JourneyGrid } from './grid.ts';
import { nameId } from './heads.tsx';
import type { RowOfCards } from './rows.ts';
import { meets } from './use-sight.ts';

export const slotId = (journey: string): string => `slot-${journey}`;

type Marks = ReadonlyMap<string, Mark>;

type Props = {
  grid: JourneyGrid;
  geometry: Geometry;
  rows: readonly RowOfCards[];
  cursor: Cursor;
  hasFocus: boolean;
  here: string | null;
  picked: ReadonlySet<string>;
  isFree: boolean;
  isReadOnly: boolean;
  dimmed: ReadonlySet<string>;
  sight: Rect | null;
  marks?: Marks | undefined;
};

// biome-ignore-start lint/a11y/useSemanticElements: cards lie freely in a world that is panned and zoomed
// biome-ignore-start lint/a11y/useFocusableInteractive: the grid holds the focus

/** The rows of the matrix with their cards, and the empty slot the keyboard stands on; names stand in a layer of their own. */
export const Rows = ({
  grid,
  geometry,
  rows,
  cursor,
  hasFocus,
  here,
  picked,
  isFree,
  isReadOnly,
  dimmed,
  sight,
  marks,
}: Props) => {
  const isSlot = cursor.row !== headRow && cursor.column !== nameColumn;
  const isEmpty = isSlot && !isFree && cellsAt(grid, cursor.column, cursor.row).length === 0;
  return (
    <>
      {rows
        .filter(({ cards }) => !isFree || cards.length > 0)
        .map((row) => (
          <Row
            key={row.id}
            journey={grid.id}
            row={row}
            here={hasFocus && cursor.row === row.row ? here : null}
            picked={amongOf(row, picked)}
            slotColumn={isEmpty && cursor.row === row.row ? cursor.column : null}
            slotX={isEmpty && cursor.row === row.row ? cardRect(geometry, cursor).x : 0}
            slotY={geometry.rows[row.row]?.y ?? 0}
            hasFocus={hasFocus}
            isFree={isFree}
            dimmed={amongOf(row, dimmed)}
            sight={sight}
            marks={marks}
          />
        ))}
      {!isFree && !isReadOnly && (
        <div role="row" aria-rowindex={grid.rows.length + 2} aria-owns={nameId(grid.id, grid.rows.length)} />
      )}
    </>
  );
};

const nobody: ReadonlySet<string> = new Set();

/** A set as far as it matters to a row: one and the same for all rows that have no part in it. */
const amongOf = ({ cards }: RowOfCards, some: ReadonlySet<string>): ReadonlySet<string> =>
  some.size > 0 && cards.some(({ id }) => some.has(id)) ? some : nobody;

type RowProps = {
  journey: string;
  row: RowOfCards;
  here: string | null;
  picked: ReadonlySet<string>;
  slotColumn: number | null;
  slotX: Rect['x'];
  slotY: Rect['y'];
  hasFocus: boolean;
  isFree: boolean;
  dimmed: ReadonlySet<string>;
  sight: Rect | null;
  marks?: Marks | undefined;
};

const isIn = (rect: Rect, sight: Rect | null): boolean => sight === null || meets(rect, sight);

const Row = memo(
  ({
    journey,
    row: { row, cards },
    here,
    picked,
    slotColumn,
    slotX,
    slotY,
    hasFocus,
    isFree,
    dimmed,
    sight,
    marks,
  }: RowProps) => {
    const { t } = useWords();
    return (
      <div role="row" className={css.row} aria-rowindex={row + 2} aria-owns={isFree ? undefined : nameId(journey, row)}>
        {cards.map(({ id, column, rect, face }) =>
          isIn(rect, sight) ? (
            <Card
              key={id}
              id={id}
              x={rect.x}
              y={rect.y}
              column={column}
              face={face}
              isPicked={picked.has(id)}
              isHere={here === id}
              isDimmed={dimmed.has(id)}
              mark={marks?.get(`cells:${id}`)}
            />
          ) : null,
        )}
        {slotColumn !== null && (
          <div
            id={slotId(journey)}
            role="gridcell"
            aria-colindex={slotColumn + 2}
            aria-label={t('journey.card.empty')}
            className={css.slot}
            data-shown={hasFocus}
            style={{ transform: `translate(${slotX}px,${slotY}px)` }}
          />
        )}
      </div>
    );
  },
  (a, b) => {
    const { sight: before, ...rest } = a;
    const { sight: now, ...next } = b;
    const keys = Object.keys(rest) as (keyof typeof rest)[];
    return (
      keys.every((key) => rest[key] === next[key]) &&
      (before === now || b.row.cards.every(({ rect }) => isIn(rect, before) === isIn(rect, now)))
    );
  },
);
// biome-ignore-end lint/a11y/useFocusableInteractive: the grid holds the focus
// biome-ignore-end lint/a11y/useSemanticElements: cards lie freely in a world that is panned and zoomed
