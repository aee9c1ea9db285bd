import { useWords } from '../../i18n/language.ts';
import css from './canvas.module.css';
import { cardElementId } from './card.tsx';
import { type Cursor, headRow, nameColumn } from './cursor.ts';
import { cardRect, type Geometry } from './geometry.ts';
import { cellsAt, type JourneyGrid } from './grid.ts';
import { headId, nameId } from './heads.tsx';

export const slotElementId = 'slot-here';

type Props = { grid: JourneyGrid; geometry: Geometry; cursor: Cursor; isShown: boolean };

/** The rows of the grid for those who hear it, and the empty slot the keyboard stands on. */
export const Outline = ({ grid, geometry, cursor, isShown }: Props) => {
  const { t } = useWords();
  const isSlot = cursor.row !== headRow && cursor.column !== nameColumn;
  const isEmpty = isSlot && cellsAt(grid, cursor.column, cursor.row).length === 0;
  const rect = cardRect(geometry, { ...cursor, stack: 0 });
  const cardsOf = (row: number): string[] =>
    grid.columns.flatMap((_, column) => cellsAt(grid, column, row).map(cardElementId));
  return (
    <>
      {/* biome-ignore-start lint/a11y/useSemanticElements: the rows' parts lie in three layers */}
      {/* biome-ignore-start lint/a11y/useFocusableInteractive: the grid holds the focus */}
      <div
        role="row"
        aria-rowindex={1}
        aria-owns={[...grid.columns, null].map((_, column) => headId(column)).join(' ')}
      />
      {[...grid.rows, null].map((row, at) => (
        <div
          key={row?.id ?? ''}
          role="row"
          aria-rowindex={at + 2}
          aria-owns={[nameId(at), ...(isEmpty && cursor.row === at ? [slotElementId] : []), ...cardsOf(at)].join(' ')}
        />
      ))}
      {isEmpty && (
        <div
          id={slotElementId}
          role="gridcell"
          aria-colindex={cursor.column + 2}
          aria-label={t('journey.card.empty')}
          className={css.slot}
          data-shown={isShown}
          style={{ transform: `translate(${rect.x}px,${rect.y}px)` }}
        />
      )}
      {/* biome-ignore-end lint/a11y/useFocusableInteractive: the grid holds the focus */}
      {/* biome-ignore-end lint/a11y/useSemanticElements: the rows' parts lie in three layers */}
    </>
  );
};
