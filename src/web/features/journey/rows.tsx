import type { ReactNode } from 'react';
import { useWords } from '../../i18n/language.ts';
import css from './canvas.module.css';
import { type Cursor, headRow, nameColumn } from './cursor.ts';
import { cardRect, type Geometry } from './geometry.ts';
import { cellsAt, type JourneyGrid } from './grid.ts';
import { nameId } from './heads.tsx';

export const slotId = (journey: string): string => `slot-${journey}`;

type Props = {
  grid: JourneyGrid;
  geometry: Geometry;
  cursor: Cursor;
  isShown: boolean;
  isFree: boolean;
  card: (id: string) => ReactNode;
};

/** The rows of the matrix with their cards, and the empty slot the keyboard stands on; names stand in a layer of their own. */
export const Rows = ({ grid, geometry, cursor, isShown, isFree, card }: Props) => {
  const { t } = useWords();
  const isSlot = cursor.row !== headRow && cursor.column !== nameColumn;
  const isEmpty = isSlot && !isFree && cellsAt(grid, cursor.column, cursor.row).length === 0;
  const rect = cardRect(geometry, { ...cursor, stack: 0 });
  const rows = grid.rows.map(({ id }, row) => ({
    id,
    row,
    cards: grid.columns.flatMap((_, column) => cellsAt(grid, column, row)),
  }));
  // biome-ignore-start lint/a11y/useSemanticElements: cards lie freely in a world that is panned and zoomed
  // biome-ignore-start lint/a11y/useFocusableInteractive: the grid holds the focus
  return (
    <>
      {rows
        .filter(({ cards }) => !isFree || cards.length > 0)
        .map(({ id, row, cards }) => (
          <div key={id} role="row" aria-rowindex={row + 2} aria-owns={isFree ? undefined : nameId(grid.id, row)}>
            {cards.map(card)}
            {isEmpty && cursor.row === row && (
              <div
                id={slotId(grid.id)}
                role="gridcell"
                aria-colindex={cursor.column + 2}
                aria-label={t('journey.card.empty')}
                className={css.slot}
                data-shown={isShown}
                style={{ transform: `translate(${rect.x}px,${rect.y}px)` }}
              />
            )}
          </div>
        ))}
      {!isFree && <div role="row" aria-rowindex={grid.rows.length + 2} aria-owns={nameId(grid.id, grid.rows.length)} />}
    </>
  );
  // biome-ignore-end lint/a11y/useFocusableInteractive: the grid holds the focus
  // biome-ignore-end lint/a11y/useSemanticElements: cards lie freely in a world that is panned and zoomed
};
