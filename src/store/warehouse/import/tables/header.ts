import type { TextRow } from './batch.ts';

/** Scores a row of cells as a header: how many names in it are known. */
export type IsHeader = (cells: string[]) => number;

const headerRows = 60;
const mostHeaderRows = 10_000;

/** Rows among which the header is looked for; more, where a person said it is further down. */
export const rowsToSearch = (headerLine = 0): number => Math.min(mostHeaderRows, Math.max(headerRows, headerLine + 1));

const blank = (cell: string): boolean => cell.trim() === '';
const valueLike = /^[-+−(]?[$€₽]?\s*\d[\d\s\u00a0\u202f.,:'’/TZ+-]*\)?\s*(?:%|[$€₽]|руб\.?|р\.)?$/;

/** No number, date or time is longer; a test of one tries every way to cut a cell of nothing but digits and spaces in two. */
export const longestValue = 100;

/** Whether a cell is a number, a date or a time and no word. */
export const isValue = (cell: string): boolean => {
  const text = cell.trim();
  return text.length <= longestValue && valueLike.test(text);
};

const filledOf = (cells: readonly string[]): number => cells.filter((cell) => !blank(cell)).length;

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

/** How much a row looks like a header by its shape: as wide as what follows, of words, each once, above other things than words. */
const shapeScore = (row: TextRow, following: readonly TextRow[]): number => {
  const filled = row.cells.filter((cell) => !blank(cell)).map((cell) => cell.trim());
  if (filled.length === 0) return 0;
  const width = Math.max(1, median(following.map(({ cells }) => filledOf(cells))) || filled.length);
  const wide = Math.min(1, filled.length / width);
  const words = filled.filter((cell) => !isValue(cell) && cell.length <= 200).length / filled.length;
  const unique = new Set(filled).size / filled.length;
  const contrasts = row.cells.filter(
    (cell, at) => !blank(cell) && !isValue(cell) && following.some(({ cells }) => isValue(cells[at] ?? '')),
  ).length;
  return wide * 2 + words + unique / 2 + (following.length > 0 ? contrasts / filled.length : 0);
};

/** So much of the names of the best header in sight a row above it needs to be the header. */
const nearlyAll = 0.6;

/** A later row is the header only where it is clearly more of one than those before. */
const margin = 0.6;

/** As many columns as tell a shape. */
const shapeColumns = 200;

const byShape = (all: readonly TextRow[]): number => {
  const rows = all.map(({ line, cells }) => ({ line, cells: cells.slice(0, shapeColumns) }));
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const [at, row] of rows.entries()) {
    const score = shapeScore(row, rows.slice(at + 1, at + 21));
    if (score > bestScore + (at === 0 ? 0 : margin)) {
      best = at;
      bestScore = score;
    }
  }
  return best;
};

/**
 * Which of the first rows is the header: the one a person said, else the one with most known names, else the first that has a header's shape;
 * −1 where there are none.
 */
export const findHeader = (
  rows: readonly TextRow[],
  isHeader?: IsHeader,
  headerLine?: number,
): { index: number; known: number } => {
  if (rows.length === 0) return { index: -1, known: 0 };
  const said = headerLine === undefined ? -1 : rows.findIndex(({ line }) => line >= headerLine);
  if (said >= 0) return { index: said, known: isHeader?.([...(rows[said]?.cells ?? [])]) ?? 0 };
  const known = rows.map(({ cells }) => isHeader?.([...cells]) ?? 0);
  const most = Math.max(...known);
  // The header may come again further down, and a name of the first be spoilt: rows between are no preface.
  const index = known.findIndex((names) => (names >= 2 && names >= most * nearlyAll) || names === most);
  const filled = filledOf(rows[index]?.cells ?? []);
  const names = known[index] ?? 0;
  const isSure = names >= 2 ? names * 4 >= filled : names === 1 && filled <= 2;
  if (isSure) return { index, known: names };
  const shaped = byShape(rows);
  return { index: shaped, known: known[shaped] ?? 0 };
};

/** Whether a row is the header once more, as files put together of several have it; a few of its names, or of the header's, may be spoilt. */
export const isHeaderAgain = (cells: readonly string[], header: readonly string[]): boolean => {
  const names = header.filter((name) => !blank(name)).length;
  const same = header.filter((name, at) => !blank(name) && (cells[at] ?? '').trim() === name.trim()).length;
  return names >= 2 ? same >= 2 && same >= names * nearlyAll : same === 1;
};

/** Names of columns, trimmed and unique: a repeated one gets ' (2)', an empty one 'column N'. */
export const columnNames = (rawHeader: readonly string[]): string[] => {
  const taken = new Set<string>();
  const own = new Set(rawHeader.map((cell) => cell.trim()));
  return rawHeader.map((cell, at) => {
    const name = cell.trim().replace(/\s+/g, ' ') || `column ${at + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique) || (unique !== name && own.has(unique)); n += 1) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
};

/** A header as wide as the rows under it: cells of a sheet have places, so a column without a name is a column. */
export const widenHeader = (cells: readonly string[], rows: readonly TextRow[], most: number): string[] => {
  const width = Math.min(most, Math.max(cells.length, ...rows.map((row) => row.cells.length)));
  return Array.from({ length: Math.max(width, cells.length) }, (_, at) => cells[at] ?? '');
};

/** A header without the empty tail that no row has anything under. */
export const trimHeader = (cells: readonly string[], rows: readonly TextRow[]): string[] => {
  let width = cells.length;
  while (width > 1 && blank(cells[width - 1] ?? '') && rows.every((row) => blank(row.cells[width - 1] ?? '')))
    width -= 1;
  return cells.slice(0, width);
};

const prefaceLines = 20;
const prefaceCharacters = 300;

/** What stood before a header, as text. */
export const prefaceOf = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => !blank(line))
    .slice(0, prefaceLines)
    .map((line) => line.trim().slice(0, prefaceCharacters));
