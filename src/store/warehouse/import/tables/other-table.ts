import { isValue } from './header.ts';

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
    const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    if (filled.length < 2 || filled.some(isValue) || new Set(filled).size < filled.length) return false;
    return cells.some((cell, at) => valued[at] === true && cell.trim() !== '');
  };
};
