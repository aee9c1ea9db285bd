/** A zero byte as JSON writes it, after an even number of backslashes: one that stands for itself. */
const zero = /(?<!\\)((?:\\\\)*)\\u0000/g;

/**
 * A value as JSON the database takes: zero bytes, which it has no place for in a text, become «�».
 *
 * Names of columns and words of files come from outside and may hold anything.
 */
export const jsonText = (value: unknown): string => JSON.stringify(value).replace(zero, '$1\\ufffd');
