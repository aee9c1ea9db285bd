import {
  bothEvidence,
  decimalMarks,
  type NumberEvidence,
  noEvidence,
  numberForms,
  provenMark,
  writesPoint,
} from '../../../layouts/number-marks.ts';
import type { DecimalMark } from '../../../model/mapping.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import { fileProblems } from './problems.ts';
import { patternSql } from './reading.ts';
import { isMarked, withoutMark } from './values.ts';

/** A text of a file that becomes a number: how it is told from others, the SQL of it, the columns it comes from, and whether only texts in it are marked. */
export type NumberText = { key: string; sql: string; from: string; isMarked: boolean };

/** The decimal mark by the key of a number's text. */
export type DecimalMarks = ReadonlyMap<string, DecimalMark>;

type Form = keyof typeof numberForms;

/** The marks that a number of the form can't have before two last digits; «12.50» is no thousands, nor does it prove the comma. */
const notBeforeTwo: Readonly<Record<Form, string>> = { open: "'.', ','", point: "','", comma: "'.'" };

/** Whether a text is of a form. What costs little is asked first: nearly all amounts end in a mark and two digits. */
export const isOfForm = ({ sql, isMarked: marks }: Pick<NumberText, 'sql' | 'isMarked'>, form: Form): string => {
  const has = `(position(${sql}, '.') > 0 OR position(${sql}, ',') > 0)`;
  const ends = `NOT (substring(${sql}, -3, 1) IN (${notBeforeTwo[form]}) AND substring(${sql}, -1) BETWEEN '0' AND '9')`;
  const text = marks ? withoutMark(sql) : sql;
  return `${marks ? `${isMarked(sql)} AND ` : ''}${has} AND ${ends} AND match(${text}, '${patternSql(numberForms[form])}')`;
};

/** Whether a text could be thousands or thousandths. */
export const isOpenNumber = (number: NumberText): string => isOfForm(number, 'open');

const shownOf = ({ sql, isMarked: marks }: NumberText): string => (marks ? withoutMark(sql) : sql);

/**
 * What the numbers of a batch tell of their decimal marks, one for one with `numbers`.
 *
 * Of a column whose mark is `known` only what speaks against it is looked for, and whether it has a number the mark decides. Rows that are refused whatever
 * they say tell nothing.
 */
export const findEvidence = async (
  warehouse: Warehouse,
  batch: string,
  numbers: readonly NumberText[],
  known: readonly NumberEvidence[],
  parameters: Record<string, SqlValue>,
): Promise<NumberEvidence[]> => {
  const sought = numbers.flatMap((number, at) => {
    const before = known[at] ?? noEvidence;
    return (['open', 'point', 'comma'] as const)
      .filter((form) => before[form] === '')
      .map((form) => ({ at, form, sql: `anyIf(${shownOf(number)}, ${isOfForm(number, form)})` }));
  });
  if (sought.length === 0) return numbers.map(() => noEvidence);
  const [found] = await warehouse.rows<{ found: string[] }>(
    `SELECT [${sought.map(({ sql }) => `toString(${sql})`).join(', ')}] AS found FROM ${batch} WHERE _flag = ''`,
    { parameters },
  );
  const evidence: NumberEvidence[] = numbers.map(() => ({ ...noEvidence }));
  for (const [index, { at, form }] of sought.entries()) {
    const one = evidence[at];
    if (one) one[form] = found?.found[index] ?? '';
  }
  return evidence;
};

export const addEvidence = (to: readonly NumberEvidence[], more: readonly NumberEvidence[]): NumberEvidence[] =>
  Array.from({ length: Math.max(to.length, more.length) }, (_, at) =>
    bothEvidence(to[at] ?? noEvidence, more[at] ?? noEvidence),
  );

/** The marks that are proven so far. */
export const provenMarks = (
  numbers: readonly NumberText[],
  evidence: readonly NumberEvidence[],
): Map<string, DecimalMark> =>
  new Map(
    numbers.flatMap(({ key }, at) => {
      const mark = provenMark(evidence[at] ?? noEvidence);
      return mark === null ? [] : [[key, mark] as const];
    }),
  );

/**
 * The marks of a file that was read to its end. Problems: `mixed_numbers` where a column proves both marks and has numbers that could be read by either;
 * `ambiguous_numbers` where nothing tells how such numbers are read.
 */
export const finalMarks = (
  numbers: readonly NumberText[],
  evidence: readonly NumberEvidence[],
  { file, told, format }: { file: string; told: DecimalMark | undefined; format: string },
): DecimalMarks => {
  const marks = decimalMarks(
    numbers.map((_, at) => evidence[at] ?? noEvidence),
    told,
    numbers.map((number) => (writesPoint(format) && !number.isMarked ? 'point' : null)),
  );
  const made = new Map<string, DecimalMark>();
  for (const [at, { key, from }] of numbers.entries()) {
    const { open, point, comma } = evidence[at] ?? noEvidence;
    if (open !== '' && point !== '' && comma !== '')
      throw fileProblems.mixedNumbers(file, from, { open, point, comma });
    const mark = marks[at] ?? null;
    if (open !== '' && mark === null) throw fileProblems.ambiguousNumbers(file, from, open);
    if (mark !== null) made.set(key, mark);
  }
  return made;
};
