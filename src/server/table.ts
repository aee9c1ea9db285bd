/** One value of a table that leaves as a file: text, a number or nothing. */
export type Cell = string | number | null;

/** A table on its way into a file. `verbatim`: cells as they came, also those a spreadsheet would compute. */
export type Table = { header: string[]; rows: AsyncIterable<readonly Cell[]>; verbatim?: boolean; fileName?: string };
