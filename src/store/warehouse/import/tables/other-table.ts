import { isValue } from './header.ts';

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

/**
 * Tells the header of a second table: words, each once, and a word where the first table has numbers or dates. Without a column of numbers or dates
 * nothing tells it from a row.
 */
export const otherTableTest = (samples: readonly (readonly string[])[], columns: number): OtherTableTest => {
  const valued = Array.from({ length: columns }, (_, at) => {
    const filled = samples.map((cells) => cells[at]?.trim() ?? '').filter((cell) => cell !== '');
    return filled.length >= fewest && filled.filter(isValue).length >= filled.length * mostly;
  });
  return (cells) => {
    if (!areNames(filledOf(cells))) return false;
    return cells.some((cell, at) => valued[at] === true && cell.trim() !== '');
  };
};
