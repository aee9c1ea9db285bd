import { type IsHeader, isValue } from './header.ts';

const filledOf = (cells: readonly string[]): string[] => cells.map((cell) => cell.trim()).filter((cell) => cell !== '');

/** Words, each once. */
const areNames = (filled: readonly string[]): boolean =>
  filled.length >= 2 && !filled.some(isValue) && new Set(filled).size === filled.length;

/** Which cells of a row are filled. */
const shapeOf = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => (cell.trim() === '' ? '' : at))
    .join(' ')
    .trim();

const shapesKept = 1000;

/** Remembers which cells the rows of a sheet fill, and tells two rows that fill the same ones, as none before them: the header of a table beside, and its first row. */
export const shapeMemory = (): {
  keep(cells: readonly string[]): void;
  isNew(cells: readonly string[], next: readonly string[]): boolean;
} => {
  const shapes = new Set<string>();
  return {
    keep: (cells) => {
      if (shapes.size < shapesKept) shapes.add(shapeOf(cells));
    },
    isNew: (cells, next) =>
      areNames(filledOf(cells)) && shapeOf(cells) === shapeOf(next) && !shapes.has(shapeOf(cells)),
  };
};

/** Whether a row that stands after a gap is the header of another table under the first. */
export type OtherTableTest = (cells: readonly string[]) => boolean;

const fewest = 3;
const mostly = 0.8;

const isEmail = (cell: string): boolean => /^[^\s@]+@[^\s@]+$/.test(cell);

/** Whether a column has something no name of a column is: numbers and dates, or addresses. Its upper half may tell alone: below may stand rows of the other table. */
const isTelling = (cells: readonly string[]): boolean => {
  const tells = (some: readonly string[]): boolean => {
    const filled = some.filter((cell) => cell !== '');
    const most = filled.length * mostly;
    return filled.length >= fewest && (filled.filter(isValue).length >= most || filled.filter(isEmail).length >= most);
  };
  return tells(cells) || tells(cells.slice(0, cells.length >> 1));
};

/** So many names of columns, and nearly all the cells of a row, are no chance. */
const fewestNames = 3;

/**
 * Tells the header of a second table: words, each once, and a word where the first table has numbers, dates or addresses of mail; or nearly all of
 * them names of columns that some layout knows. Where neither is so, nothing tells it from a row.
 */
export const otherTableTest = (
  samples: readonly (readonly string[])[],
  columns: number,
  isHeader?: IsHeader,
): OtherTableTest => {
  const telling = Array.from({ length: columns }, (_, at) =>
    isTelling(samples.map((cells) => cells[at]?.trim() ?? '')),
  );
  return (cells) => {
    const filled = filledOf(cells);
    if (!areNames(filled)) return false;
    const known = isHeader?.(filled) ?? 0;
    if (known >= fewestNames && known >= filled.length * mostly) return true;
    return cells.some((cell, at) => telling[at] === true && cell.trim() !== '' && !isEmail(cell.trim()));
  };
};
