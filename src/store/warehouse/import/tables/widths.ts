/** How few and how many cells rows of a file have, but for a few of them. */
export type Widths = { least: number; most: number };

/** So many narrow rows in a row are no damage: spreadsheets leave empty tails off, sixteen rows at a time. */
const narrowRun = 12;

/** Rows of other widths that are damage and no habit of the file: one of few, a quarter of many. */
const misfitsOf = (rows: number): number => (rows < 3 ? 0 : Math.max(1, Math.floor(rows / 4)));

/** Fewer rows do not tell whether an empty tail on one of them is a habit. */
const tellingTails = 8;

/** The least width among rows that many together are narrower than the header. */
const leastInRuns = (widths: readonly number[], columns: number): number => {
  let least = columns;
  let run: number[] = [];
  for (const width of [...widths, columns]) {
    if (width < columns) run.push(width);
    else {
      if (run.length >= narrowRun) least = Math.min(least, ...run);
      run = [];
    }
  }
  return least;
};

/** How wide rows are under a header of so many columns: what many rows do is a habit, what a few do is damage. */
export const widthsOf = (rows: readonly (readonly string[])[], columns: number): Widths => {
  const own = rows.map((cells) => cells.length);
  const widths = own.toSorted((a, b) => a - b);
  const misfits = misfitsOf(widths.length);
  const least = Math.min(widths[misfits] ?? 0, leastInRuns(own, columns));
  const most =
    widths.length < tellingTails ? Number.POSITIVE_INFINITY : (widths[widths.length - 1 - misfits] ?? columns);
  return { least, most: Math.max(most, columns) };
};
