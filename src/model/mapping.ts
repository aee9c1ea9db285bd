import { z } from 'zod';
import { FactKind } from './facts.ts';
import { Day } from './period.ts';

/**
 * How a column of facts comes out of a row of a file. Everything is text until the column's own type reads it; an empty value is no value.
 *
 * column: a cell, by the column's name in the file · constant: the same in every row · source: the name of the import's source ·
 * own: an id made the source's own (`amocrm:123`), for programs whose numbers mean nothing elsewhere · first: the first that is filled ·
 * joined: all that are filled, put together; `whole` leaves it empty where one of them is · part: one of several in a cell, counted from 0 or
 * from the end by negatives · found: what the first group of a pattern (or the whole pattern) matches · lower: in lower case ·
 * chosen: by the first rule that suits the value (`is` ignores letter case and outer spaces), else `otherwise`, else nothing ·
 * epoch: seconds since the beginning of 1970 as a moment in UTC (ISO 8601); what is no number stays as it is ·
 * when: one value or another by a condition · net: an amount that is taken without VAT where the mapping says the file's amounts include it;
 * only as the whole of a column · sum, difference, product, quotient, negated: arithmetic; an empty part of a sum or difference is 0 unless all are,
 * of the others makes it empty; a part that is no number makes the row be refused with that part as its value.
 */
export type Value =
  | { column: string }
  | { constant: string }
  | { source: true }
  | { own: Value }
  | { first: Value[] }
  | { joined: Value[]; by: string; whole?: boolean }
  | { part: Value; by: string; at: number }
  | { found: Value; pattern: string }
  | { lower: Value }
  | { epoch: Value }
  | { chosen: Value; from: Choice[]; otherwise?: Value }
  | { when: Condition; gives: Value; otherwise?: Value }
  | { net: Value }
  | { sum: Value[] }
  | { difference: [Value, Value] }
  | { product: [Value, Value] }
  | { quotient: [Value, Value] }
  | { negated: Value };

/** `gives` for the values it names or whose text matches (RE2, case-insensitive). */
export type Choice = { is?: string[]; matches?: string; gives: string };

/** What is asked of a row. `oneOf` and `same` ignore letter case and outer spaces; `same` holds only where both are filled; `matches` is RE2, case-insensitive. */
export type Condition =
  | { filled: Value }
  | { of: Value; oneOf: string[] }
  | { of: Value; matches: string }
  | { negative: Value }
  | { same: [Value, Value] }
  | { not: Condition }
  | { all: Condition[] }
  | { any: Condition[] };

const Choice = z.object({
  is: z.array(z.string()).optional(),
  matches: z.string().optional(),
  gives: z.string(),
}) as z.ZodType<Choice>;

export const Value: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.strictObject({ column: z.string() }),
    z.strictObject({ constant: z.string() }),
    z.strictObject({ source: z.literal(true) }),
    z.strictObject({ own: Value }),
    z.strictObject({ first: z.array(Value) }),
    z.strictObject({ joined: z.array(Value), by: z.string(), whole: z.boolean().optional() }),
    z.strictObject({ part: Value, by: z.string().min(1), at: z.number().int() }),
    z.strictObject({ found: Value, pattern: z.string() }),
    z.strictObject({ lower: Value }),
    z.strictObject({ epoch: Value }),
    z.strictObject({ chosen: Value, from: z.array(Choice), otherwise: Value.optional() }),
    z.strictObject({ when: Condition, gives: Value, otherwise: Value.optional() }),
    z.strictObject({ net: Value }),
    z.strictObject({ sum: z.array(Value).min(1) }),
    z.strictObject({ difference: z.tuple([Value, Value]) }),
    z.strictObject({ product: z.tuple([Value, Value]) }),
    z.strictObject({ quotient: z.tuple([Value, Value]) }),
    z.strictObject({ negated: Value }),
  ]),
) as z.ZodType<Value>;

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ filled: Value }),
    z.strictObject({ of: Value, oneOf: z.array(z.string()) }),
    z.strictObject({ of: Value, matches: z.string() }),
    z.strictObject({ negative: Value }),
    z.strictObject({ same: z.tuple([Value, Value]) }),
    z.strictObject({ not: Condition }),
    z.strictObject({ all: z.array(Condition) }),
    z.strictObject({ any: z.array(Condition) }),
  ]),
) as z.ZodType<Condition>;

/** One kind of facts that every row of the file gives, or those that meet `when`. */
export const Output = z.object({
  kind: FactKind,
  columns: z.record(z.string(), Value),
  /** Free attributes beside the columns. */
  attributes: z.record(z.string(), Value).default({}),
  when: Condition.optional(),
  /** What the rows say beside what they are about, e.g. the customers among deals: kept apart from rows of the source's own list. */
  aside: z.string().optional(),
  /** Rows of a file that come to one id are rows of their own, the second and further ones told apart by their place: nothing of a sum is lost. */
  numbered: z.boolean().optional(),
  /** Costs whose day and campaign are told whole by one report: another report of the source, cut otherwise, would count the same money again. */
  sole: z.boolean().optional(),
});
export type Output = z.infer<typeof Output>;

/** What is done with a column of personal data before anything else reads it: nothing, a hash in its place, nothing left of it. */
export const PersonalChoice = z.enum(['keep', 'hash', 'drop']);
export type PersonalChoice = z.infer<typeof PersonalChoice>;

/** Rates of value-added tax by the day they are in force from, as fractions, earliest first. */
export const VatRates = z.array(z.object({ from: Day, rate: z.number().min(0).max(1) }));
export type VatRates = z.infer<typeof VatRates>;

/** What divides the fraction of a number from its whole. */
export const DecimalMark = z.enum(['point', 'comma']);
export type DecimalMark = z.infer<typeof DecimalMark>;

/** All that decides how one table of a file becomes facts. Equal bytes and equal mappings give equal facts. */
export const Mapping = z.object({
  layout: z.string(),
  outputs: z.array(Output).min(1),
  /** Columns nothing reads are kept as attributes of the first output. */
  keepRest: z.boolean().default(true),
  /** Rows that are left out: tests, our own people. Counted, and never taken for anything. */
  leaveOut: z.array(Condition).default([]),
  /** Columns that stand only on the first row of a group, and the column that names the group: an order's columns among its lines. */
  carried: z.object({ by: z.string(), columns: z.array(z.string()) }).optional(),
  personal: z.record(z.string(), PersonalChoice).default({}),
  /** What comes first in dates like 03/04/2025; without it a file that does not tell by itself is refused. */
  dates: z.enum(['day', 'month']).optional(),
  /** The decimal mark of numbers like «1.234» and «1,234» where the file does not tell; without it such a file is refused. */
  decimal: DecimalMark.optional(),
  /** Costs that are `sole` stand beside what other reports told of the same days: a person said they are other money. */
  beside: z.boolean().optional(),
  /** Currency of amounts that name none; without it the workspace's. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Where moments without an offset are; without it the workspace's. */
  timeZone: z.string().optional(),
  /** Set where the file's amounts include VAT. */
  vat: VatRates.optional(),
});
export type Mapping = z.infer<typeof Mapping>;

/** Columns of a file a value takes from. */
export const columnsOfValue = (part: Value | Condition): string[] => {
  if ('column' in part && typeof part.column === 'string') return [part.column];
  return Object.values(part).flatMap((inner: unknown): string[] => {
    const parts = Array.isArray(inner) ? inner : [inner];
    return parts.flatMap((each: unknown) => (isPart(each) ? columnsOfValue(each) : []));
  });
};

/** A choice has words and what they give; it takes from no column. */
const isPart = (part: unknown): part is Value | Condition =>
  typeof part === 'object' && part !== null && !('gives' in part && !('when' in part));
