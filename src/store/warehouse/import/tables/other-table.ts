import type { TextRow } from './batch.ts';
import { type IsHeader, isValue } from './header.ts';
import { lacksMuch, usualColumns } from './totals.ts';

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

/** Tells, of a row that stands after a gap, whether something else than the table begins with it. */
export type OtherTableTest = {
  /** It is the header of another table: all below belongs to that. */
  isHeader(cells: readonly string[]): boolean;
  /** It lacks too much to be a row of the table: explanations, a signature, a list of other things. So do those under it, up to the first that does not. */
  isThin(cells: readonly string[]): boolean;
};

/**
 * Whether the rows seen have thin ones among or above full ones: so groups begin in many reports, and then a gap tells nothing. A last block of thin
 * rows alone is none of the table's.
 */
const areGroups = (rows: readonly TextRow[], isThin: (cells: readonly string[]) => boolean): boolean => {
  let before = rows[0]?.line ?? 0;
  let isBelow = false;
  for (const { line, cells } of rows) {
    const thin = isThin(cells);
    if (isBelow ? !thin : thin && line <= before + 1) return true;
    isBelow ||= thin;
    before = line;
  }
  return false;
};

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

/** So many rows tell which columns are nearly always filled. */
const fewestRows = 5;

/** What a table's rows are like: its first ones with their places, and cells of those and of some later ones. */
type Seen = { rows: readonly TextRow[]; samples: readonly (readonly string[])[] };

/**
 * Tells what stands below a table. The header of a second one: words, each once, and a word where the first table has numbers, dates or addresses of
 * mail; or nearly all of them names of columns that some layout knows. Else a row that lacks much of what the rows above have, or all of their
 * numbers, dates and addresses. Where nothing of that is so, nothing tells it from a row.
 */
export const otherTableTest = ({ rows, samples }: Seen, columns: number, isHeader?: IsHeader): OtherTableTest => {
  const telling = Array.from({ length: columns }, (_, at) =>
    isTelling(samples.map((cells) => cells[at]?.trim() ?? '')),
  );
  // The lower half may be what stands below.
  const usual = usualColumns(rows.slice(0, Math.max(fewestRows, rows.length >> 1)).map(({ cells }) => cells));
  const needed = usual.filter((at) => telling[at]);
  const isThin = (cells: readonly string[]): boolean =>
    lacksMuch(cells, usual) || (needed.length > 0 && needed.every((at) => (cells[at] ?? '').trim() === ''));
  const hasGroups = areGroups(rows, isThin);
  return {
    isHeader: (cells) => {
      const filled = filledOf(cells);
      if (!areNames(filled)) return false;
      const known = isHeader?.(filled) ?? 0;
      if (known >= fewestNames && known >= filled.length * mostly) return true;
      return cells.some((cell, at) => telling[at] === true && cell.trim() !== '' && !isEmail(cell.trim()));
    },
    isThin: (cells) => !hasGroups && isThin(cells),
  };
};
