import { isDay } from '../../model/days.ts';

/**
 * Readers of what an address may hold, in place of the schemas the server checks with: building those takes a tenth of a page's beginning.
 * Each gives undefined for a value that makes no sense.
 */
export type Field<Value> = (value: unknown) => Value | undefined;

export const isOneOf = <const Value extends string | number>(
  values: readonly Value[],
  value: unknown,
): value is Value => (values as readonly unknown[]).includes(value);

export const oneOf =
  <const Value extends string | number>(values: readonly Value[]): Field<Value> =>
  (value) =>
    isOneOf(values, value) ? value : undefined;

export const text: Field<string> = (value) => (typeof value === 'string' ? value : undefined);

/** A word that an address may have read as a number: ids of digits alone. */
export const word: Field<string> = (value) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

export const flag: Field<boolean> = (value) => (typeof value === 'boolean' ? value : undefined);

export const day: Field<string> = (value) => (typeof value === 'string' && isDay(value) ? value : undefined);

export const matching =
  (pattern: RegExp): Field<string> =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;

/** A number above 0 and at most `most`. */
export const positive =
  (most: number): Field<number> =>
  (value) =>
    typeof value === 'number' && value > 0 && value <= most ? value : undefined;

/** A whole number from 1 to `most`, written as a number or as a word. */
export const count =
  (most: number): Field<number> =>
  (value) => {
    const number = typeof value === 'string' ? Number(value) : value;
    return Number.isSafeInteger(number) && positive(most)(number) !== undefined ? Number(number) : undefined;
  };

/** What the fields read of an address; the rest is left out. */
export type Read<Fields extends Record<string, Field<unknown>>> = {
  [Name in keyof Fields]?: ReturnType<Fields[Name]>;
};

/** Reads an address field by field; a value that makes no sense is left out. */
export const reader =
  <Fields extends Record<string, Field<unknown>>>(fields: Fields) =>
  (address: Record<string, unknown>): Read<Fields> => {
    const read: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
      const value = field(address[name]);
      if (value !== undefined) read[name] = value;
    }
    return read as Read<Fields>;
  };
