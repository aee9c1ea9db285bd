import { words } from '../../../layouts/words.ts';
import { type FactKind, factShapes } from '../../../model/facts.ts';
import type { Sentence } from '../../../model/problem.ts';
import type { Warehouse } from '../warehouse.ts';
import { type Changes, findContradictions, type Touched } from './winners.ts';

const columnsOf = (kind: FactKind, language: 'ru' | 'en'): string =>
  factShapes[kind].identity.map((name) => words[kind][name]?.[language] ?? name).join(' + ');

/**
 * Says that rows of the file which say different things share one id, so that only the last of each counts; null where none do.
 *
 * Rows with a date of their change are versions of one thing and contradict nothing. `versions`: the table the import's rows are in.
 */
export const noteOfContradictions = async (
  warehouse: Warehouse,
  touched: Touched,
  versions: string,
  changes: Changes,
): Promise<Sentence | null> => {
  const { kind } = touched;
  const { ids, example: id } = await findContradictions(warehouse, touched, versions, changes);
  if (ids === 0) return null;
  const example = id.replaceAll('\x1f', ' · ');
  return {
    ru: `В столбце «${columnsOf(kind, 'ru')}» одно значение стоит у строк с разным содержанием: таких значений ${ids}, например «${example}». Из строк с одним значением посчитана только последняя. Если это разные строки, возьмите столбец, в котором у каждой строки своё значение.`,
    en: `In “${columnsOf(kind, 'en')}” rows that say different things share a value: ${ids} such ${ids === 1 ? 'value' : 'values'}, for example “${example}”. Of the rows of one value only the last counts. If they are rows of their own, take a column whose value is different in every row.`,
  };
};
