import { comparedWith, numberPattern, numbersOf } from '../../../analysis/blueprint/tests.ts';
import type { CustomerTest, FactTest } from '../../../model/blueprint/inputs.ts';
import type { SqlValue } from '../warehouse.ts';

/** Parameters of a statement under names of their own. */
export class Parameters {
  readonly values: Record<string, SqlValue> = {};
  #count = 0;

  /** Binds a value and answers the place to write in the statement. */
  add(type: string, value: SqlValue): string {
    this.#count += 1;
    const name = `test_${this.#count}`;
    this.values[name] = value;
    return `{${name}:${type}}`;
  }
}

/** A test of a text column as an SQL condition, as `holds` defines it. */
export const testSql = (test: CustomerTest | FactTest, column: string, bound: Parameters): string => {
  const text = `lowerUTF8(${column})`;
  const number = `replaceRegexpAll(${column}, '[ \\\\x{00a0}]', '')`;
  const compared = (sign: string, value: number | undefined): string =>
    value === undefined
      ? 'false'
      : `(match(${number}, '${numberPattern}') AND toFloat64OrZero(replaceOne(${number}, ',', '.')) ${sign} ${bound.add('Float64', value)})`;
  const values = comparedWith(test);
  switch (test.is) {
    case 'equals':
      return values.length === 0 ? 'false' : `${text} IN ${bound.add('Array(String)', values)}`;
    case 'not_equals':
      return values.length === 0 ? 'true' : `${text} NOT IN ${bound.add('Array(String)', values)}`;
    case 'contains':
      return values.length === 0
        ? 'false'
        : `(${values.map((value) => `position(${text}, ${bound.add('String', value)}) > 0`).join(' OR ')})`;
    case 'starts_with':
      return values.length === 0
        ? 'false'
        : `(${values.map((value) => `startsWith(${text}, ${bound.add('String', value)})`).join(' OR ')})`;
    case 'at_least':
      return compared('>=', least(numbersOf(test)));
    case 'at_most':
      return compared('<=', most(numbersOf(test)));
    case 'empty':
      return `${column} = ''`;
    case 'filled':
      return `${column} != ''`;
  }
};

const least = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : Math.min(...numbers);
const most = (numbers: readonly number[]): number | undefined =>
  numbers.length === 0 ? undefined : Math.max(...numbers);
