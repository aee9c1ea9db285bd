/**
 * A text as SQL. What goes into table functions has to be written this way: the engine hides passwords in them from its own logs, and
 * not those in parameters.
 */
export const literal = (text: string): string => `'${escaped(text)}'`;

/** A brace is written by its number, so that nothing in somebody's query is taken for a parameter of ours. */
export const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('{', '\\x7B');
