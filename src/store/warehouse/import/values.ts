import type { Choice, Condition, DecimalMark, Value } from '../../../model/mapping.ts';
import type { SqlValue } from '../warehouse.ts';
import type { DateForm, NumberForm } from './forms.ts';
import { byMark, plainNumber, plainOfComma } from './reading.ts';
import { textMark } from './tables/batch.ts';

/** Where the cells of a batch are, and where constants are put so that no text of a user is ever SQL. */
export type ValueScope = {
  /** The column of the batch that holds the file's column; null where the file has no such column. */
  cellOf(column: string): string | null;
  /** Whether texts that look like numbers are marked, so that they are told from numbers of the format itself. */
  hasTextMarks: boolean;
  /** The decimal mark of a text that is read as a number, where it is known. */
  markOf?(value: Value): DecimalMark | undefined;
  /** How all the filled dates of a value are written, where it is one plain way. */
  dateForm?(value: Value): DateForm | undefined;
  /** The same of numbers. */
  numberForm?(value: Value): NumberForm | undefined;
  /** Keeps a value as a parameter and gives the SQL that stands for it. */
  constant(value: SqlValue, type: 'String' | 'Array(String)'): string;
};

/** Blanks, and the zero bytes that stand for nothing in dumps and in text of two bytes a letter. */
const blanks = ' \\t\\r\\n\\0';

export const trimmed = (cell: string): string => `trim(BOTH '${blanks}' FROM ${cell})`;

const mark = textMark.replace('\x1d', '\\x1d');
/** A cell without the mark of a text that looks like a number, and trimmed. */
const unmarked = (cell: string): string => `trim(BOTH '${mark}${blanks}' FROM ${cell})`;
export const isMarked = (text: string): string => `startsWith(${text}, '${mark}')`;
export const withoutMark = (text: string): string => `trim(BOTH '${mark}' FROM ${text})`;

/** A cell as text. */
export const cellText = (cell: string, { hasTextMarks }: Pick<ValueScope, 'hasTextMarks'>): string =>
  hasTextMarks ? unmarked(cell) : trimmed(cell);

/** A number in its plain form as an exact one; null where it is none, or too long for arithmetic without overflow. */
const numberOf = (plain: string): string =>
  `if(match(${plain}, '^[-+]?\\\\d{1,15}(\\\\.\\\\d{0,15})?$'), toDecimal256OrNull(${plain}, 12), NULL)`;

const zero = "toDecimal256('0', 12)";
const printed = (number: string): string => `toString(round(${number}, 12))`;

/** A text this short is said again wherever it is needed: the engine works equal texts out once, and a name costs it more. */
const shortText = 160;

/** Names for texts that are used several times, so that nesting does not make the statement explode. */
const letting = (texts: readonly string[], body: (names: string[]) => string, letter = 'x'): string => {
  const isNamed = (text: string) => text.length > shortText;
  const names = texts.map((text, at) => (isNamed(text) ? `${letter}${at}` : text));
  const inner = body(names);
  const named = names.filter((_, at) => isNamed(texts[at] ?? ''));
  if (named.length === 0) return inner;
  const values = texts.filter(isNamed).map((text) => `[${text}]`);
  return `arrayElement(arrayMap((${named.join(', ')}) -> ${inner}, ${values.join(', ')}), 1)`;
};

/** A part of arithmetic: its text, and the form that is in, where it is known. */
type Part = { sql: string; form: NumberForm | undefined };

/** Whether a value is worked out of numbers. */
export const isArithmetic = (value: Value): boolean =>
  ['sum', 'difference', 'product', 'quotient', 'negated'].some((form) => form in value) ||
  ('net' in value && isArithmetic(value.net));

const arithmetic = ['sum', 'difference', 'product', 'quotient', 'negated'];

/** The form that all of these are in; both forms of numbers without a fraction are one. */
const commonForm = (forms: readonly (NumberForm | undefined)[]): NumberForm | undefined => {
  if (forms.includes(undefined)) return undefined;
  return forms.find((form) => form === 'comma') ?? forms.find((form) => form === 'point') ?? 'empty';
};

/**
 * The form a value's text is in as a number, where it is known of all it is made of. What arithmetic gives of them has a point, or is the one that
 * is too long for it; the text of a division by nothing is no number.
 */
export const numberFormIn = (value: Value, scope: Pick<ValueScope, 'numberForm'>): NumberForm | undefined => {
  const of = (inner: Value) => numberFormIn(inner, scope);
  if ('constant' in value) {
    if (value.constant === '') return 'empty';
    return /^-?\d+(\.\d+)?$/.test(value.constant) ? 'point' : undefined;
  }
  if ('first' in value) return commonForm(value.first.map(of));
  if ('when' in value) return commonForm([of(value.gives), ...(value.otherwise ? [of(value.otherwise)] : [])]);
  if ('net' in value) return of(value.net);
  if ('chosen' in value || 'quotient' in value) return undefined;
  const parts =
    'sum' in value ? value.sum : 'difference' in value ? value.difference : 'product' in value ? value.product : [];
  const all = 'negated' in value ? [value.negated] : parts;
  if (all.length === 0) return scope.numberForm?.(value);
  return commonForm(all.map(of));
};

/** What arithmetic gives is in the plain form, or what arithmetic could not read. */
const formOfPart = (value: Value, scope: ValueScope): NumberForm | undefined =>
  arithmetic.some((form) => form in value) ? 'point' : numberFormIn(value, scope);

/** The SQL of a number's text in its plain form. */
export const plainTextIn = (text: string, form: NumberForm | undefined): string => {
  if (form === 'empty' || form === 'point') return text;
  return form === 'comma' ? plainOfComma(text) : plainNumber(text);
};

/** Names for texts, and the numbers they are; each text is read once. */
const reading = (parts: readonly Part[], body: (names: string[], numbers: string[]) => string): string =>
  letting(
    parts.map(({ sql }) => sql),
    (names) =>
      letting(
        names.map((name, at) => plainTextIn(name, parts[at]?.form)),
        (plain) => body(names, plain.map(numberOf)),
        'p',
      ),
  );

/** Adds texts up, with signs; all empty is empty, and one that is no number is the outcome, to be refused as a number. */
const sumOf = (parts: readonly Part[], signs: readonly string[]): string =>
  reading(parts, (names, numbers) => {
    const bad = names.map((name, at) => `${name} != '' AND isNull(${numbers[at]}), ${name}`);
    const total = numbers.map((number, at) => `${signs[at]} ifNull(${number}, ${zero})`).join(' ');
    return `multiIf(${names.map((name) => `${name} = ''`).join(' AND ')}, '', ${bad.join(', ')}, ${printed(`${zero} ${total}`)})`;
  });

const multiplied = (a: Part, b: Part): string =>
  reading(
    [a, b],
    ([x, y], [one, other]) => `multiIf(${x} = '' OR ${y} = '', '', isNull(${one}), ${x}, isNull(${other}), ${y},
      ${printed(`multiplyDecimal(assumeNotNull(${one}), assumeNotNull(${other}), 12)`)})`,
  );

/** Dividing by nothing gives a text that is refused as a number. */
const divided = (a: Part, b: Part): string =>
  reading(
    [a, b],
    ([x, y], [of, by]) => `multiIf(${x} = '' OR ${y} = '', '', isNull(${of}), ${x}, isNull(${by}), ${y},
      ifNull(${by} = ${zero}, true), concat(${x}, ' ÷ ', ${y}),
      ${printed(`divideDecimal(assumeNotNull(${of}), if(ifNull(${by} = ${zero}, true), toDecimal256('1', 12), assumeNotNull(${by})), 12)`)})`,
  );

const suits = (text: string, { is, matches }: Choice, scope: ValueScope): string => {
  const words = is?.map((word) => word.trim().toLowerCase());
  const conditions = [
    ...(words ? [`has(${scope.constant(words, 'Array(String)')}, lowerUTF8(${text}))`] : []),
    ...(matches === undefined ? [] : [`match(${text}, ${scope.constant(`(?i)${matches}`, 'String')})`]),
  ];
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`;
};

/** What a column the file or the batch does not have says. */
const nothing = "''";

/** Values that hand another one on as it is, or work a number out. */
const handsOn = ['first', 'chosen', 'when', 'net', 'sum', 'difference', 'product', 'quotient', 'negated', 'constant'];

/** The SQL of a value that is read as a number: a text, written so that it has one reading where the file's decimal mark is known. */
export const numberTextSql = (value: Value, scope: ValueScope): string => {
  if (handsOn.some((form) => form in value)) return valueSql(value, scope, true);
  const decimal = scope.markOf?.(value);
  const text = valueSql(value, scope);
  if (decimal === undefined || text === nothing) return text;
  const cell = markedCell(value, scope);
  if (cell === null) return letting([text], ([x]) => byMark(`${x}`, decimal));
  return `if(${isMarked(cell)}, ${letting([text], ([x]) => byMark(`${x}`, decimal))}, ${text})`;
};

/** The cell of a value that is one, where texts that look like numbers are marked; null elsewhere. */
const markedCell = (value: Value, scope: ValueScope): string | null =>
  scope.hasTextMarks && 'column' in value ? scope.cellOf(value.column) : null;

/** The SQL of a text that becomes a number as it is looked at: still with its mark where the format has marks; `isMarked` where it has. */
export const numberEvidenceSql = (value: Value, scope: ValueScope): { sql: string; isMarked: boolean } => {
  const cell = markedCell(value, scope);
  return cell === null ? { sql: valueSql(value, scope), isMarked: false } : { sql: trimmed(cell), isMarked: true };
};

/** The SQL of a value: a text, trimmed, '' where there is nothing. */
export const valueSql = (value: Value, scope: ValueScope, isNumber = false): string => {
  const sql = (inner: Value) => valueSql(inner, scope);
  const same = (inner: Value) => (isNumber ? numberTextSql(inner, scope) : sql(inner));
  const part = (inner: Value): Part => ({ sql: numberTextSql(inner, scope), form: formOfPart(inner, scope) });
  if ('column' in value) {
    const cell = scope.cellOf(value.column);
    return cell === null ? nothing : cellText(cell, scope);
  }
  if ('constant' in value) return scope.constant(value.constant, 'String');
  if ('source' in value) return '{own_source:String}';
  if ('own' in value)
    return letting([sql(value.own)], ([x]) => `if(${x} = '', '', concat({own_source:String}, ':', ${x}))`);
  if ('first' in value) {
    const texts = value.first.map(same).filter((text) => text !== nothing);
    return (
      texts.reduceRight(
        (rest, text) => (rest === '' ? text : letting([text], ([x]) => `if(${x} != '', ${x}, ${rest})`)),
        '',
      ) || nothing
    );
  }
  if ('joined' in value) {
    const by = scope.constant(value.by, 'String');
    const list = `[${value.joined.map(sql).join(', ')}]`;
    return value.whole
      ? letting([list], ([x]) => `if(has(${x}, ''), '', arrayStringConcat(${x}, ${by}))`)
      : `arrayStringConcat(arrayFilter(each -> each != '', ${list}), ${by})`;
  }
  if ('part' in value) {
    const at = value.at < 0 ? value.at : value.at + 1;
    return trimmed(`arrayElement(splitByString(${scope.constant(value.by, 'String')}, ${sql(value.part)}), ${at})`);
  }
  if ('found' in value) {
    const text = sql(value.found);
    return text === nothing ? nothing : trimmed(`extract(${text}, ${scope.constant(value.pattern, 'String')})`);
  }
  if ('lower' in value) return `lowerUTF8(${sql(value.lower)})`;
  if ('chosen' in value) {
    const otherwise = value.otherwise === undefined ? "''" : same(value.otherwise);
    if (value.from.length === 0) return otherwise;
    return letting([sql(value.chosen)], ([x]) => {
      const choices = value.from.map(
        (choice) => `${suits(`${x}`, choice, scope)}, ${scope.constant(choice.gives, 'String')}`,
      );
      return `multiIf(${choices.join(', ')}, ${otherwise})`;
    });
  }
  if ('when' in value) {
    const otherwise = value.otherwise === undefined ? "''" : same(value.otherwise);
    return `if(${conditionSql(value.when, scope)}, ${same(value.gives)}, ${otherwise})`;
  }
  if ('net' in value) return same(value.net);
  if ('sum' in value)
    return sumOf(
      value.sum.map(part),
      value.sum.map(() => '+'),
    );
  if ('difference' in value) return sumOf(value.difference.map(part), ['+', '-']);
  if ('product' in value) return multiplied(part(value.product[0]), part(value.product[1]));
  if ('quotient' in value) return divided(part(value.quotient[0]), part(value.quotient[1]));
  if ('negated' in value) return sumOf([part(value.negated)], ['-']);
  return letting(
    [sql(value.epoch)],
    ([x]) =>
      `if(match(${x}, '^\\d{1,11}$'), concat(formatDateTime(toDateTime64(toInt64OrZero(${x}), 0, 'UTC'), '%Y-%m-%dT%H:%i:%S', 'UTC'), 'Z'), ${x})`,
  );
};

/** The SQL of a condition. */
export const conditionSql = (condition: Condition, scope: ValueScope): string => {
  if ('filled' in condition) return `${valueSql(condition.filled, scope)} != ''`;
  if ('of' in condition) {
    const choice = 'oneOf' in condition ? { is: condition.oneOf } : { matches: condition.matches };
    return letting([valueSql(condition.of, scope)], ([x]) => suits(`${x}`, { ...choice, gives: '' }, scope));
  }
  if ('negative' in condition)
    return reading(
      [{ sql: valueSql(condition.negative, scope), form: formOfPart(condition.negative, scope) }],
      (_, [number]) => `ifNull(${number} < ${zero}, false)`,
    );
  if ('not' in condition) return `NOT (${conditionSql(condition.not, scope)})`;
  if ('same' in condition) {
    const [a, b] = condition.same;
    return letting(
      [valueSql(a, scope), valueSql(b, scope)],
      ([x, y]) => `${x} != '' AND lowerUTF8(${x}) = lowerUTF8(${y})`,
    );
  }
  const [parts, word] = 'all' in condition ? [condition.all, ' AND '] : [condition.any, ' OR '];
  return parts.length === 0
    ? String('all' in condition)
    : `(${parts.map((part) => `(${conditionSql(part, scope)})`).join(word)})`;
};
