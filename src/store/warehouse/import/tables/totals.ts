import { longestValue } from './header.ts';

/** Words a row of sums begins with, whatever follows from the second line on: «Итого по ООО …», `Total: Account`, `Total rows: 12`. */
const label =
  /^(?:(?:общий |промежуточный )?итоги?|итого|всего|(?:grand |sub[- ]?)?totals?)(?:$|\s*[:,(].*|\s+(?:по|за|на|в|for|of|by|rows?|[-–—])(?:[\s:].*|$))/iu;
/** Rows begin otherwise, most of them: looked at first. */
const beginning = /^[-–—tgsивоп]/i;
const dash = /^[-–—]{1,3}$/;
/** A word that was written in an encoding without its letters. */
const lost = /^\?{3,}[:.]?$/;
/** A number as reports write it: signs, thousands, a percent, a currency or a short unit after it. A date is none. */
const number = /^[-+−(]?\s*[$€₽]?\s*\d[\d\s\u00a0\u202f.,'’]*\)?\s*(?:%|[$€₽]|\p{L}{1,5}\.?)?$/u;
const date = /^\d{1,4}[.,/-]\d{1,2}[.,/-]\d{1,4}/;
const currency = /^[A-Z]{3}$/;
/** What programs write for nothing. */
const absent = /^(?:null|\\N|#?n\/a|nan)$/i;

const isSum = (cell: string): boolean =>
  cell.length <= longestValue &&
  (dash.test(cell) ||
    currency.test(cell) ||
    absent.test(cell) ||
    (number.test(cell) && !date.test(cell)) ||
    label.test(cell));

const isFirstTotal = (cells: readonly string[]): boolean => {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
  if (!beginning.test(first)) return false;
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (!filled.slice(1).every(isSum)) return false;
  const worded = filled.find((cell) => !dash.test(cell)) ?? '';
  if (label.test(worded)) return true;
  const dashes = filled.filter((cell) => dash.test(cell)).length;
  return dash.test(first) && dashes >= 2 && dashes < filled.length;
};

const fewRows = 5;
const nearlyAll = 0.9;

/** The columns nearly every row fills. */
export const usualColumns = (rows: readonly (readonly string[])[]): number[] => {
  if (rows.length < fewRows) return [];
  const width = Math.max(...rows.slice(0, fewRows).map((cells) => cells.length));
  return Array.from({ length: width }, (_, at) => at).filter(
    (at) => rows.filter((cells) => (cells[at] ?? '').trim() !== '').length >= rows.length * nearlyAll,
  );
};

/** Whether a row lacks much of what nearly every row has (`usual`). */
export const lacksMuch = (cells: readonly string[], usual: readonly number[]): boolean => {
  const lacking = usual.filter((at) => (cells[at] ?? '').trim() === '').length;
  return lacking >= 2 && lacking * 3 >= usual.length;
};

/** A name may be «Total», among numbers too, or have lost its letters; its row has what rows of the file have. */
const isLateTotal = (cells: readonly string[], usual: readonly number[]): boolean => {
  if (!lacksMuch(cells, usual)) return false;
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const labels = filled.filter((cell) => label.test(cell) || lost.test(cell)).length;
  return labels === 1 && filled.length > 1 && filled.every((cell) => isSum(cell) || lost.test(cell));
};

/**
 * Whether a row is sums of others and no fact: its first filled cell says so, and the rest are numbers; or a later one says so, where the row lacks
 * much of what nearly every row of the file has (`usual`).
 *
 * A row of nothing but dashes and numbers is one too, where two dashes stand before. Anything less sure is a row like any other.
 */
export const isTotal = (cells: readonly string[], usual: readonly number[] = []): boolean =>
  isFirstTotal(cells) || isLateTotal(cells, usual);

const words = ['total', 'grand', 'sub', 'итог', 'всего', 'общий', 'промежут', '-', '–', '—'];
const spellings = words
  .flatMap((word) => [word, word.slice(0, 1).toUpperCase() + word.slice(1), word.toUpperCase()])
  .map((word) => Buffer.from(word));
/** By their first byte, so that a row that is no total costs one look. */
const byFirst: (readonly Buffer[])[] = Array.from({ length: 256 }, (_, byte) =>
  [...new Map(spellings.map((word) => [word.toString(), word])).values()].filter((word) => word[0] === byte),
);

/** Whether the text at `at` may begin a total: to be looked at as cells. */
export const mayBeTotal = (bytes: Uint8Array, at: number): boolean => {
  const candidates = byFirst[bytes[at] ?? 0];
  if (!candidates || candidates.length === 0) return false;
  return candidates.some((word) => {
    for (let letter = 1; letter < word.length; letter += 1) if (bytes[at + letter] !== word[letter]) return false;
    return true;
  });
};

/** Parts of the words, from the second byte of a Russian letter on: the first is that of half the alphabet. What is left of a word without its letters is one too. */
const stems = ['otal', 'OTAL', '???', ...['тог', 'ТОГ', 'сего', 'СЕГО'].map((stem) => Buffer.from(stem).subarray(1))];

/** Where in a text the words of totals stand, in its order: few texts have any. */
export const totalWords = (text: Uint8Array): number[] => {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const places = stems.flatMap((stem) => {
    const found: number[] = [];
    for (let at = bytes.indexOf(stem); at >= 0; at = bytes.indexOf(stem, at + stem.length)) found.push(at);
    return found;
  });
  return places.sort((a, b) => a - b);
};
