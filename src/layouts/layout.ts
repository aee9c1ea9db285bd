import type { FactKind } from '../model/facts.ts';
import type { Choice, Condition, Value } from '../model/mapping.ts';
import type { Sentence } from '../model/problem.ts';

/** A column a layout knows: every name programs and their languages give it. Letter case, outer spaces and «ё» do not matter. */
export type Field = {
  names: readonly string[];
  /** Also any name this matches (case-insensitive), e.g. custom columns. */
  pattern?: RegExp;
  /** What of a person it tells, so that it can be dropped or hashed. */
  personal?: 'name' | 'email' | 'phone' | 'address' | 'id';
  /**
   * Amounts are made up of it or lessened by it, so that they would be wrong in silence without it: where a file lacks it and has columns of numbers nobody
   * knows, it is asked which of them it is. `sometimes`: not all exports have it, and it is asked only where a column is called nearly so.
   */
  adjusts?: 'always' | 'sometimes';
};

/** Something only the person who sends the file knows. */
export type LayoutQuestion = {
  id: string;
  text: Sentence;
  /** Why it is asked: what goes wrong otherwise. */
  why: Sentence;
  answers: readonly { value: string; text: Sentence }[];
  /** What is taken where nobody answers, where that is safe; a question without one must be answered. */
  byDefault?: string;
  /** The default is safe only in a file that has this field, where all cells of another look so; elsewhere the question must be answered. */
  safeWith?: { field: string; cells: { of: string; like: RegExp } };
  /** Asked only where the file has one of these fields. */
  about?: readonly string[];
};

/** An output written in a layout's own field names; what the file lacks falls away when it is bound. */
export type LayoutOutput = {
  kind: FactKind;
  columns: Readonly<Record<string, Value>>;
  attributes?: Readonly<Record<string, Value>>;
  when?: Condition;
  aside?: string;
  numbered?: boolean;
  sole?: boolean;
  /** Only where the file has all of these fields. */
  has?: readonly string[];
  /** Only where the file has none of these fields. */
  lacks?: readonly string[];
  /** Only where a question was answered so. */
  only?: { question: string; is: readonly string[] };
};

/**
 * How one program writes one kind of its files, as data: which columns it has, how the file is known by them, and what facts a row is.
 *
 * In `outputs`, `leaveOut` and `carried` a column is named by its field. Binding to a real file puts the file's names there, and drops what the file lacks:
 * a column of facts left without any field is not bound; an output that lacks a required column falls away.
 */
export type Layout = {
  id: string;
  name: Sentence;
  /** Where in the program the file comes from, in the program's own words. */
  export: Sentence;
  /** Public pages or importers the columns were checked against. */
  references: readonly string[];
  /** How well the layout is known: seen in public files or code, documented by the vendor, or put together from descriptions. */
  known: 'seen' | 'documented' | 'described';
  /** What the import's source is called unless somebody says otherwise. */
  source: string;
  formats?: readonly ('delimited' | 'xlsx' | 'xls' | 'html' | 'ndjson' | 'parquet' | 'bank_exchange')[];
  fields: Readonly<Record<string, Field>>;
  /** Fields without which it is not this layout; of a list any one will do. */
  needs: readonly (string | readonly string[])[];
  /** Fields hardly any other program has. All there: it is surely this layout. */
  telling: readonly (string | readonly string[])[];
  /** Fields only another file has: with one of them it is not this layout. */
  never?: readonly string[];
  outputs: readonly LayoutOutput[];
  questions?: readonly LayoutQuestion[];
  leaveOut?: readonly Condition[];
  carried?: { by: string; columns: readonly string[] };
  /** Whether the amounts marked `net` usually include VAT, as a hint beside the question. */
  vatHint?: Sentence;
};

// How layouts are written: short names for the forms of a value.
export const column = (field: string): Value => ({ column: field });
export const constant = (text: string): Value => ({ constant: text });
export const own = (value: Value): Value => ({ own: value });
export const first = (...values: Value[]): Value => ({ first: values });
export const joined = (by: string, ...values: Value[]): Value => ({ joined: values, by });
/** Joined, and nothing where one of them is empty: for ids made of a word and a number. */
export const whole = (by: string, ...values: Value[]): Value => ({ joined: values, by, whole: true });
export const net = (value: Value): Value => ({ net: value });
export const found = (value: Value, pattern: string): Value => ({ found: value, pattern });
export const epoch = (value: Value): Value => ({ epoch: value });
export const part = (value: Value, by: string, at: number): Value => ({ part: value, by, at });
/** `from` may be empty: then a person can still say on the page what each word gives. */
export const chosen = (value: Value, from: Choice[], otherwise?: Value): Value => ({
  chosen: value,
  from,
  ...(otherwise === undefined ? {} : { otherwise }),
});
export const when = (condition: Condition, gives: Value, otherwise?: Value): Value => ({
  when: condition,
  gives,
  ...(otherwise === undefined ? {} : { otherwise }),
});
export const oneOf = (value: Value, ...words: string[]): Condition => ({ of: value, oneOf: words });
export const filled = (field: string): Condition => ({ filled: { column: field } });
export const matches = (value: Value, pattern: string): Condition => ({ of: value, matches: pattern });
export const not = (condition: Condition): Condition => ({ not: condition });
export const anyOf = (...conditions: Condition[]): Condition => ({ any: conditions });
export const allOf = (...conditions: Condition[]): Condition => ({ all: conditions });
/**
 * A person no program numbers: by name and how to reach them, for there are many of one name; else by a name of several words, else each time another,
 * as `row` numbers it: whoever is only called «Иван» is not taken for every other Ivan.
 */
export const namedPerson = (name: Value, reach: Value, row: Value): Value =>
  first(whole(' · ', name, reach), found(name, '^\\S+\\s+\\S.*$'), whole(' · ', name, row));
/** A day as ISO 8601 where the file writes it so or the Russian way; as it is otherwise. For ids, which are compared as texts. */
export const dayText = (value: Value): Value =>
  first(
    found(value, '^\\d{4}-\\d{2}-\\d{2}'),
    whole(
      '-',
      found(value, '^\\d\\d\\.\\d\\d\\.(\\d{4})'),
      found(value, '^\\d\\d\\.(\\d\\d)\\.\\d{4}'),
      found(value, '^(\\d\\d)\\.\\d\\d\\.\\d{4}'),
    ),
    value,
  );
export const lower = (value: Value): Value => ({ lower: value });
export const sum = (...values: Value[]): Value => ({ sum: values });
export const difference = (from: Value, less: Value): Value => ({ difference: [from, less] });
export const product = (a: Value, b: Value): Value => ({ product: [a, b] });
export const quotient = (of: Value, by: Value): Value => ({ quotient: [of, by] });
export const negated = (value: Value): Value => ({ negated: value });
