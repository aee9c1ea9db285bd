import type { CustomerTest, FactTest } from '../../model/blueprint/inputs.ts';

type Test = Pick<CustomerTest | FactTest, 'is' | 'values'>;

/** A number as files write it: digits with a point or a comma, spaces aside. */
export const numberPattern = '^[+-]?[0-9]+([.,][0-9]+)?$';
const asNumber = (text: string): number | null => {
  const bare = text.replaceAll(' ', '').replaceAll('\u00a0', '');
  return new RegExp(numberPattern).test(bare) ? Number(bare.replace(',', '.')) : null;
};

/** Values a test compares with, as they are compared: in lower case; an empty one is no part of any text. */
export const comparedWith = ({ is, values }: Test): string[] => {
  const lower = values.map((value) => value.toLowerCase());
  return is === 'contains' || is === 'starts_with' ? lower.filter((value) => value !== '') : lower;
};

/** The numbers a test compares with; values that are none are passed over. */
export const numbersOf = ({ values }: Test): number[] => values.map(asNumber).filter((value) => value !== null);

/** Whether a cell is what a test wants, see `testKinds`. Without values nothing is equal, contained or reached. */
export const holds = (test: Test, cell: string): boolean => {
  const text = cell.toLowerCase();
  const values = comparedWith(test);
  const reaches = (compare: (number: number, value: number) => boolean): boolean => {
    const number = asNumber(cell);
    return number !== null && numbersOf(test).some((value) => compare(number, value));
  };
  switch (test.is) {
    case 'equals':
      return values.includes(text);
    case 'not_equals':
      return !values.includes(text);
    case 'contains':
      return values.some((value) => text.includes(value));
    case 'starts_with':
      return values.some((value) => text.startsWith(value));
    case 'at_least':
      return reaches((number, value) => number >= value);
    case 'at_most':
      return reaches((number, value) => number <= value);
    case 'empty':
      return cell === '';
    case 'filled':
      return cell !== '';
  }
};
