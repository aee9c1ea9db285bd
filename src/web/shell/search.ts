import { rowSets } from '../../model/row-sets.ts';
import { day, oneOf, type Read, reader, text } from '../kit/fields.ts';

const fields = {
  workspace: text,
  from: day,
  to: day,
  segment: text,
  /** The number that is open at the side: see `features/number/address.ts`. */
  number: text,
  /** The rows behind the open number that are shown. */
  rows: oneOf(rowSets),
};

/** What every page's address holds; a value that makes no sense is left out. */
export const readShell = reader(fields);
export type ShellSearch = Read<typeof fields>;
