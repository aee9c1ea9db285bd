import { cellsAt, type JourneyGrid, type Spot } from './grid.ts';

/**
 * Where the keyboard stands in the matrix: a slot or one of its cards; row −1 is the states' heads, column −1 the touchpoints' names.
 *
 * One past the last head or name is where a new one is typed.
 */
export type Cursor = Spot;

export const headRow = -1;
export const nameColumn = -1;

export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

export type Place = 'slot' | 'state' | 'touchpoint' | 'newState' | 'newTouchpoint';

/** What kind of place the cursor stands on. */
export const placeOf = (grid: JourneyGrid, { column, row }: Cursor): Place => {
  if (row === headRow) return column >= grid.columns.length ? 'newState' : 'state';
  if (column === nameColumn) return row >= grid.rows.length ? 'newTouchpoint' : 'touchpoint';
  return 'slot';
};

/** The card under the cursor; null on an empty slot and on heads. */
export const cardAt = (grid: JourneyGrid, { column, row, stack }: Cursor): string | null =>
  row === headRow || column === nameColumn ? null : (cellsAt(grid, column, row)[stack] ?? null);

/** The nearest place that is there. */
export const held = (grid: JourneyGrid, { column, row, stack }: Cursor): Cursor => {
  const [columns, rows] = [grid.columns.length, grid.rows.length];
  if (row <= headRow) return { column: Math.max(0, Math.min(column, columns)), row: headRow, stack: 0 };
  if (column <= nameColumn) return { column: nameColumn, row: Math.min(row, rows), stack: 0 };
  if (columns === 0) return { column: 0, row: headRow, stack: 0 };
  if (rows === 0) return { column: nameColumn, row: 0, stack: 0 };
  const [x, y] = [Math.min(column, columns - 1), Math.min(row, rows - 1)];
  return { column: x, row: y, stack: Math.max(0, Math.min(stack, cellsAt(grid, x, y).length - 1)) };
};

/** One step over the matrix; cards of one slot are passed one after the other. */
export const stepped = (grid: JourneyGrid, from: Cursor, direction: Direction): Cursor => {
  const { column, row, stack } = from;
  const stackOf = (x: number, y: number): number => cellsAt(grid, x, y).length;
  switch (direction) {
    case 'left':
      return held(grid, row === headRow && column === 0 ? from : { ...from, column: column - 1 });
    case 'right':
      return held(grid, { ...from, column: column + 1 });
    case 'first':
      return held(grid, { column: 0, row, stack: 0 });
    case 'last':
      return held(grid, { column: row === headRow ? grid.columns.length : grid.columns.length - 1, row, stack: 0 });
    case 'up':
      if (stack > 0) return { ...from, stack: stack - 1 };
      if (column === nameColumn && row === 0) return held(grid, { column: 0, row: headRow, stack: 0 });
      return held(grid, { column, row: row - 1, stack: row > 0 ? Math.max(0, stackOf(column, row - 1) - 1) : 0 });
    case 'down':
      if (row !== headRow && column !== nameColumn && stack < stackOf(column, row) - 1)
        return { ...from, stack: stack + 1 };
      // Below the last row stands the place for a new touchpoint.
      if (row === grid.rows.length - 1) return { column: nameColumn, row: grid.rows.length, stack: 0 };
      return held(grid, { column, row: row + 1, stack: 0 });
  }
};

/** The cards of the block between two places. */
export const cardsBetween = (grid: JourneyGrid, a: Cursor, b: Cursor): string[] => {
  const inside = (value: number, from: number, to: number): boolean =>
    value >= Math.min(from, to) && value <= Math.max(from, to);
  return [...grid.cells.values()]
    .filter(({ column, row }) => inside(column, a.column, b.column) && inside(row, a.row, b.row))
    .map(({ id }) => id);
};
