import type { Face } from './faces.ts';
import { cardRect, type Geometry, type Point, type Rect } from './geometry.ts';
import type { JourneyGrid } from './grid.ts';

export type CardInRow = { id: string; column: number; rect: Rect; face: Face };
export type RowOfCards = { id: string; row: number; cards: readonly CardInRow[] };

const isSameCard = (a: CardInRow, b: CardInRow | undefined): boolean =>
  b !== undefined &&
  a.id === b.id &&
  a.column === b.column &&
  a.face === b.face &&
  a.rect.x === b.rect.x &&
  a.rect.y === b.rect.y;

const isSameRow = (a: RowOfCards, b: RowOfCards | undefined): boolean =>
  b !== undefined &&
  a.id === b.id &&
  a.row === b.row &&
  a.cards.length === b.cards.length &&
  a.cards.every((card, at) => isSameCard(card, b.cards[at]));

/** The matrix row by row, ready to be drawn; a row in which nothing changed is the same object as before. */
export const rowsOf = (
  grid: JourneyGrid,
  geometry: Geometry,
  spots: ReadonlyMap<string, Point> | null,
  faces: ReadonlyMap<string, Face>,
  before: readonly RowOfCards[],
): RowOfCards[] => {
  const byRow: CardInRow[][] = grid.rows.map(() => []);
  for (const { id, column, row, stack } of grid.cells.values()) {
    const face = faces.get(id);
    const rect = cardRect(geometry, { column, row, stack });
    if (face) byRow[row]?.push({ id, column, face, rect: spots ? { ...rect, ...spots.get(id) } : rect });
  }
  return grid.rows.map(({ id }, row) => {
    // Cards of one slot are already in the order of their slot.
    const cards = byRow[row]?.sort((a, b) => a.column - b.column) ?? [];
    const next = { id, row, cards };
    const old = before[row];
    return old && isSameRow(next, old) ? old : next;
  });
};

/** The same cards in the same places with the faces they have now; a row whose cards look as before is the same object. */
export const refaced = (rows: readonly RowOfCards[], faces: ReadonlyMap<string, Face>): readonly RowOfCards[] => {
  const isSameFace = ({ id, face }: CardInRow): boolean => faces.get(id) === face;
  if (rows.every(({ cards }) => cards.every(isSameFace))) return rows;
  return rows.map((row) =>
    row.cards.every(isSameFace)
      ? row
      : { ...row, cards: row.cards.map((card) => ({ ...card, face: faces.get(card.id) ?? card.face })) },
  );
};
