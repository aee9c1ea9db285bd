import { factShapes } from '../model/facts.ts';
import type { Condition, DecimalMark, Mapping, Value } from '../model/mapping.ts';

/** What a value that is read as a number is known by: its own text. */
export const numberKey = (value: Value): string => JSON.stringify(value);

const space = '[\\s\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]';
/** The signs and words of currencies that may stand beside an amount. */
export const currencySigns = '(?:₽|руб(?:лей|ля|ль)?\\.?|р\\.|rub|rur|\\$|usd|€|eur|£|gbp|₸|kzt|byn|cny|¥)';

const whole = (digits: string): string =>
  `(?i)^[-+−(]?${space}*(?:${currencySigns}${space}*)?[-+−]?(?:${digits})${space}*(?:${currencySigns})?${space}*\\)?$`;

/** Forms in which `mark` can only be the decimal one, `other` being the one that may divide thousands. */
const proof = (mark: string, other: string): string =>
  whole(
    [
      `\\d*${mark}(?:\\d{1,2}|\\d{4,})`,
      `0\\d*${mark}\\d{3}`,
      `${mark}\\d{3}`,
      `\\d{4,}${mark}\\d{3}`,
      `\\d{1,3}(?:${other}\\d{3})+${mark}\\d+`,
      `\\d{1,3}(?:${other}\\d{3}){2,}`,
      `\\d{1,3}(?:(?:${space}|’)\\d{3})+${mark}\\d+`,
    ].join('|'),
  );

/**
 * Texts of numbers by what they tell of the decimal mark, as RE2: `open` may be thousands or thousandths («1.234», «1,234»), the others prove the point or
 * the comma («12.5», «5.678,90»). What is none of the three reads one way only.
 */
export const numberForms = {
  open: whole('[1-9]\\d{0,2}[.,]\\d{3}'),
  point: proof('\\.', ','),
  comma: proof(',', '\\.'),
} as const;

/** What the numbers of one column tell: an example of each form, '' where there is none. */
export type NumberEvidence = { open: string; point: string; comma: string };

export const noEvidence: NumberEvidence = { open: '', point: '', comma: '' };

/** The first of two findings wins. */
export const bothEvidence = (a: NumberEvidence, b: NumberEvidence): NumberEvidence => ({
  open: a.open || b.open,
  point: a.point || b.point,
  comma: a.comma || b.comma,
});

/** The mark the numbers of a column prove; null where they prove none, or both. */
export const provenMark = ({ point, comma }: NumberEvidence): DecimalMark | null =>
  (point === '') === (comma === '') ? null : point === '' ? 'comma' : 'point';

const typed = new Set(['xlsx', 'xls', 'ndjson', 'parquet', 'bank_exchange']);
/** Whether a format writes numbers as numbers, with a point. */
export const writesPoint = (format: string): boolean => typed.has(format);
/** Whether a format tells texts from numbers cell by cell, so that a number typed in as text is seen to be one. */
export const tellsTexts = (format: string): boolean => format === 'xlsx' || format === 'xls';

/**
 * The mark of every column of a file: its own proof, else what was `told` of the file, else what the other columns prove together, else what its
 * format writes (`otherwise`). Null where all of it is silent.
 */
export const decimalMarks = (
  evidence: readonly NumberEvidence[],
  told: DecimalMark | undefined,
  otherwise: readonly (DecimalMark | null)[],
): (DecimalMark | null)[] => {
  const proven = evidence.map(provenMark);
  const among = new Set(proven.filter((mark) => mark !== null));
  const [one] = among.size === 1 ? among : [];
  return proven.map((mark, at) => mark ?? told ?? one ?? otherwise[at] ?? null);
};

const isPart = (part: unknown): part is Value | Condition =>
  typeof part === 'object' && part !== null && !('gives' in part && !('when' in part));

const within = (part: Value | Condition): Value[] =>
  Object.values(part).flatMap((inner: unknown) =>
    (Array.isArray(inner) ? inner : [inner]).flatMap((each: unknown) =>
      isPart(each) ? numbersIn(each as Value, false) : [],
    ),
  );

/** The texts of a value that are read as numbers: what arithmetic takes, and the value itself where `isNumber`. */
const numbersIn = (value: Value, isNumber: boolean): Value[] => {
  if ('constant' in value || 'source' in value) return [];
  if ('sum' in value) return value.sum.flatMap((each) => numbersIn(each, true));
  if ('difference' in value) return value.difference.flatMap((each) => numbersIn(each, true));
  if ('product' in value) return value.product.flatMap((each) => numbersIn(each, true));
  if ('quotient' in value) return value.quotient.flatMap((each) => numbersIn(each, true));
  if ('negated' in value) return numbersIn(value.negated, true);
  if ('net' in value) return numbersIn(value.net, isNumber);
  if ('first' in value) return value.first.flatMap((each) => numbersIn(each, isNumber));
  const otherwise = 'otherwise' in value && value.otherwise ? numbersIn(value.otherwise, isNumber) : [];
  if ('chosen' in value) return [...numbersIn(value.chosen, false), ...otherwise];
  if ('when' in value) return [...numbersIn(value.gives, isNumber), ...otherwise];
  return isNumber ? [value] : within(value);
};

/** The texts of a file that become numbers, each once. */
export const numbersOf = (mapping: Mapping): Value[] => {
  const found = mapping.outputs.flatMap(({ kind, columns, attributes }) => [
    ...Object.entries(columns).flatMap(([name, value]) => {
      const type = factShapes[kind].columns.find((column) => column.name === name)?.type;
      return numbersIn(value, type === 'money' || type === 'number');
    }),
    ...Object.values(attributes).flatMap((value) => numbersIn(value, false)),
  ]);
  return [...new Map(found.map((value) => [numberKey(value), value])).values()];
};
