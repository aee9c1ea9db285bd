import { fieldsOf, namesOf, type Places, placesOf } from './bind.ts';
import type { Layout } from './layout.ts';
import { layouts } from './layouts.ts';
import { normalName, unnumbered } from './names.ts';

/**
 * How sure it is that a file is of a layout: every column that tells it apart is there; the needed ones and half of the telling ones are, and
 * the layout knows a fair part of what the file holds; only the needed ones are.
 */
export type Sureness = 'sure' | 'likely' | 'unsure';

export type Recognised = {
  layout: Layout;
  sureness: Sureness;
  /** Field → the file's column. */
  fields: ReadonlyMap<string, string>;
  /** Telling fields the file lacks. */
  lacking: readonly string[];
};

/** Of a file of which a layout knows less than this part of the columns, it is likely something else that has a column of the same name. */
const fairPart = 1 / 4;

const levels: readonly Sureness[] = ['sure', 'likely', 'unsure'];

const has = (fields: ReadonlyMap<string, string>, need: string | readonly string[]): boolean =>
  typeof need === 'string' ? fields.has(need) : need.some((field) => fields.has(field));

const nameOfNeed = (need: string | readonly string[]): string => (typeof need === 'string' ? need : need.join(' / '));

const judge = (layout: Layout, header: readonly string[], places: Places, format: string): Recognised | null => {
  if (layout.formats && !layout.formats.some((each) => each === format)) return null;
  const fields = fieldsOf(layout, header, places);
  if (!layout.needs.every((need) => has(fields, need))) return null;
  if (layout.never?.some((field) => fields.has(field))) return null;
  const lacking = layout.telling.filter((need) => !has(fields, need));
  const there = layout.telling.length - lacking.length;
  const isLikely = there * 2 >= layout.telling.length && fields.size >= header.length * fairPart;
  const sureness = lacking.length === 0 ? 'sure' : isLikely ? 'likely' : 'unsure';
  return { layout, sureness, fields, lacking: lacking.map(nameOfNeed) };
};

/** The layouts a header can be of, the surest and those that know most of its columns first. */
export const recogniseLayouts = (
  header: readonly string[],
  format: string,
  among: readonly Layout[] = layouts,
): Recognised[] => {
  const places = placesOf(header);
  return among
    .flatMap((layout) => judge(layout, header, places, format) ?? [])
    .sort((a, b) => levels.indexOf(a.sureness) - levels.indexOf(b.sureness) || b.fields.size - a.fields.size);
};

/** How many of a row's cells are names of columns some layout knows: what tells a header from what stands before it. */
export const headerScore = (): ((cells: readonly string[]) => number) => {
  const fields = layouts.flatMap((layout) => Object.values(layout.fields));
  const names = new Set(fields.flatMap(namesOf));
  const patterns = fields.flatMap(({ pattern }) => pattern ?? []);
  const isKnown = (cell: string): boolean => {
    const name = normalName(cell);
    return names.has(name) || names.has(unnumbered(cell)) || patterns.some((pattern) => pattern.test(name));
  };
  return (cells) => cells.filter((cell) => cell.trim() !== '' && isKnown(cell)).length;
};
