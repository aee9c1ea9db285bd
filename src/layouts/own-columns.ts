import { type Column, type FactKind, factShapes } from '../model/facts.ts';
import type { Output, Value } from '../model/mapping.ts';
import { translated } from './flat/values.ts';
import { normalName } from './names.ts';
import { valueWords, words } from './words.ts';

/** Whether a column can be a file's own: what a row is, when it was and how much it was is for the layout to say. */
const canBeOwn = (kind: FactKind, { name, type, required }: Column): boolean =>
  !required && !factShapes[kind].identity.includes(name) && type !== 'moment' && type !== 'month' && name !== 'date';

const readsNothing = (value: Value): boolean => 'constant' in value || 'source' in value;

const ownValue = (kind: FactKind, column: string, cell: string): Value =>
  valueWords[`${kind}.${column}`] ? translated(cell, `${kind}.${column}`) : { column: cell };

/**
 * Columns a company adds to a program's export, called as the templates call them («Сегмент», «Номер сделки», «Себестоимость»): each is the column of facts
 * it is called after, where the program has none of its own for it or says the same in every row.
 *
 * `free` are the file's columns the layout does not read, by their names as names are compared. What rows say aside is left alone.
 */
export const withOwnColumns = (output: Output, free: ReadonlyMap<string, string>): Output => {
  if (output.aside !== undefined) return output;
  const { kind, columns } = output;
  const added = factShapes[kind].columns.flatMap((column): [string, Value][] => {
    const word = words[kind][column.name];
    const bound = columns[column.name];
    if (!word || !canBeOwn(kind, column) || (bound && !readsNothing(bound))) return [];
    const cell = free.get(normalName(word.ru)) ?? free.get(normalName(word.en));
    if (cell === undefined) return [];
    const value = ownValue(kind, column.name, cell);
    return [[column.name, bound ? { first: [value, bound] } : value]];
  });
  return added.length === 0 ? output : { ...output, columns: { ...columns, ...Object.fromEntries(added) } };
};
