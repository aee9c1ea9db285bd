import type { Sentence } from '../../model/problem.ts';
import { column, type Layout, matches } from '../layout.ts';

/** What the first cell of a template's example rows begins with. */
export const exampleMark: Sentence = { ru: 'ПРИМЕР:', en: 'EXAMPLE:' };

/** The layout without the example rows of its template, so that nobody has to remember to delete them. */
export const withoutExamples = (layout: Layout): Layout => {
  const [first] = Object.keys(layout.fields);
  if (first === undefined) return layout;
  const rows = [exampleMark.ru, exampleMark.en].map((mark) => matches(column(first), `^${mark}`));
  return { ...layout, leaveOut: [...(layout.leaveOut ?? []), ...rows] };
};
