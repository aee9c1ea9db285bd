import { factKinds } from '../model/facts.ts';
import type { Sentence } from '../model/problem.ts';
import { exampleMark } from './flat/examples.ts';
import { flatLayouts } from './flat/flat.ts';
import type { ColumnNote, ExampleCell } from './flat/notes.ts';
import { kindNotes } from './flat/notes-kinds.ts';
import { otherNotes } from './flat/notes-others.ts';
import type { Layout } from './layout.ts';

export type TemplateColumn = {
  name: Sentence;
  note: Sentence;
  /** Always needed, or one of several of which one is. */
  needed: 'yes' | 'one_of' | 'no';
  examples: readonly [ExampleCell, ExampleCell];
};

/** A table to fill in: its columns with what belongs there, and two rows as an example. */
export type Template = {
  /** What it is asked for by: `customers`, `payroll`. */
  name: string;
  /** The layout its files are recognised as. */
  layout: string;
  title: Sentence;
  columns: readonly TemplateColumn[];
};

const notesOf = (layout: Layout): Readonly<Record<string, ColumnNote>> => {
  const kind = factKinds.find((each) => layout.id === `flat_${each}`);
  return (kind ? kindNotes[kind] : otherNotes[layout.id]) ?? {};
};

const neededOf = (layout: Layout, field: string): TemplateColumn['needed'] => {
  if (layout.needs.includes(field)) return 'yes';
  return layout.needs.some((need) => typeof need !== 'string' && need.includes(field)) ? 'one_of' : 'no';
};

/** The first names of a field are the templates': Russian, then English. */
const columnsOf = (layout: Layout): TemplateColumn[] => {
  const notes = notesOf(layout);
  return Object.entries(layout.fields).flatMap(([field, { names }]) => {
    const [ru, en] = names;
    const told = notes[field];
    if (ru === undefined || en === undefined || told === undefined) return [];
    return [{ name: { ru, en }, note: told.note, needed: neededOf(layout, field), examples: told.cells }];
  });
};

/** Every template there is. */
export const templates: readonly Template[] = flatLayouts.map((layout) => ({
  name: layout.id.replace(/^flat_/, ''),
  layout: layout.id,
  title: layout.name,
  columns: columnsOf(layout),
}));

const cellIn = (cell: ExampleCell, language: 'ru' | 'en'): string => (typeof cell === 'string' ? cell : cell[language]);

/** A template in one language, as rows of text: the header, what belongs in each column, and example rows, marked so that no import takes them. */
export const templateTable = (
  template: Template,
  language: 'ru' | 'en',
): { header: string[]; notes: string[]; rows: string[][] } => ({
  header: template.columns.map(({ name }) => name[language]),
  notes: template.columns.map(({ note }) => note[language]),
  rows: [0, 1].map((row) =>
    template.columns.map(({ examples }, at) => {
      const cell = cellIn(examples[row] ?? '', language);
      return at === 0 ? `${exampleMark[language]} ${cell}` : cell;
    }),
  ),
});
