import { factShapes } from '../../../model/facts.ts';
import { columnsOfValue, type Mapping, type Value } from '../../../model/mapping.ts';
import { columnsOf, isDate } from './fact-columns.ts';
import { patternSql } from './reading.ts';

/**
 * How all the filled cells of a date or a number in a batch are written, where it is one plain way: statements that know it leave out all others, which cost
 * more to plan than the rows to read. `empty`: no cell is filled.
 */
export type DateForm = 'empty' | 'day' | 'moment' | 'dotted day' | 'dotted moment';
export type NumberForm = 'empty' | 'point' | 'comma';

const clock = ' (?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d';
/** A form with its pattern, and how long its texts are, where all are of one length: to be asked first, for it costs next to nothing. */
type Written<Form> = readonly [form: Form, pattern: string, length?: number];
const dateForms: readonly Written<DateForm>[] = [
  ['dotted moment', `^\\d{2}\\.\\d{2}\\.\\d{4}${clock}$`, 19],
  ['dotted day', '^\\d{2}\\.\\d{2}\\.\\d{4}$', 10],
  ['moment', `^\\d{4}-\\d{2}-\\d{2}${clock}$`, 19],
  ['day', '^\\d{4}-\\d{2}-\\d{2}$', 10],
];
const numberForms: readonly Written<NumberForm>[] = [
  ['point', '^-?\\d+(?:\\.\\d+)?$'],
  ['comma', '^-?(?:\\d{1,3}(?:[ \\x{00A0}]\\d{3})+|\\d+)(?:,\\d+)?$'],
];

/** A text that becomes a date or a number. */
type FormText = { key: string; sql: string; isDate: boolean };

/** The forms found, by the key of their value. */
export type Forms = ReadonlyMap<string, DateForm | NumberForm>;

const keyOf = (value: Value, type: 'date' | 'number'): string => `${type} ${JSON.stringify(value)}`;

export const dateFormOf = (forms: Forms, value: Value): DateForm | undefined =>
  forms.get(keyOf(value, 'date')) as DateForm | undefined;

export const numberFormOf = (forms: Forms, value: Value): NumberForm | undefined =>
  forms.get(keyOf(value, 'number')) as NumberForm | undefined;

/** The values of a mapping that become dates. */
export const datesOf = ({ outputs }: Mapping): Value[] =>
  outputs.flatMap(({ kind, columns }) =>
    columnsOf(factShapes[kind])
      .filter(isDate)
      .flatMap(({ name }) => columns[name] ?? []),
  );

/** The texts whose forms are worth knowing. What becomes of personal data only the statements themselves see. */
export const formTexts = (
  { personal }: Mapping,
  dates: readonly Value[],
  numbers: readonly Value[],
  sqlOf: (value: Value) => string,
): FormText[] => {
  const isKept = (value: Value) => columnsOfValue(value).every((name) => (personal[name] ?? 'keep') === 'keep');
  const of = (values: readonly Value[], type: 'date' | 'number') =>
    values
      .filter(isKept)
      .map(
        (value) =>
          [keyOf(value, type), { key: keyOf(value, type), sql: sqlOf(value), isDate: type === 'date' }] as const,
      );
  return [...new Map([...of(dates, 'date'), ...of(numbers, 'number')]).values()];
};

const formsFor = (isDates: boolean) => (isDates ? dateForms : numberForms);

/** SQL of which forms occur in a batch, a number of bits for each text; rows that are refused whatever they say tell nothing. */
export const formsSql = (texts: readonly FormText[]): string =>
  `[${texts
    .map(({ sql, isDate: isDates }) => {
      const forms = formsFor(isDates);
      const cases = forms.map(([, pattern, length], at) => {
        const isLong = length === undefined ? '' : `length(${sql}) = ${length} AND `;
        return `${isLong}match(${sql}, '${patternSql(pattern)}'), ${1 << at}`;
      });
      return `groupBitOr(toUInt8(multiIf(${sql} = '' OR _flag != '', 0, ${cases.join(', ')}, ${1 << forms.length})))`;
    })
    .join(', ')}]`;

const formOfBits = (bits: number, isDates: boolean): DateForm | NumberForm | undefined => {
  if (bits === 0) return 'empty';
  const forms = formsFor(isDates);
  // Numbers without a fraction are of both forms.
  if (!isDates && bits === 0b11) return 'comma';
  return forms.find((_, at) => bits === 1 << at)?.[0];
};

/** What the bits of `formsSql` tell. */
export const formsFound = (texts: readonly FormText[], bits: readonly number[]): Forms =>
  new Map(
    texts.flatMap(({ key, isDate: isDates }, at) => {
      const form = formOfBits(bits[at] ?? 0, isDates);
      return form === undefined ? [] : [[key, form] as const];
    }),
  );
