/** One value of a table that leaves as a file: text, a number or nothing. */
export type Cell = string | number | null;
