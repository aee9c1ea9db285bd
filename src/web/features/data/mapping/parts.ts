import type { Condition, Value } from '../../../../model/mapping.ts';

/** Every column of the file a value reads, each once, in the order it reads them. */
export const columnsOf = (value: Value): string[] => [...new Set(read(value))];

/** Every column of the file a condition looks at, each once. */
export const columnsOfCondition = (condition: Condition): string[] => [...new Set(looked(condition))];

const read = (value: Value): string[] => {
  if ('column' in value) return [value.column];
  if ('when' in value) return [...looked(value.when), ...read(value.gives), ...optional(value.otherwise)];
  if ('chosen' in value) return [...read(value.chosen), ...optional(value.otherwise)];
  return innerOf(value).flatMap(read);
};

const optional = (value: Value | undefined): string[] => (value === undefined ? [] : read(value));

const looked = (condition: Condition): string[] => {
  if ('filled' in condition) return read(condition.filled);
  if ('of' in condition) return read(condition.of);
  if ('negative' in condition) return read(condition.negative);
  if ('not' in condition) return looked(condition.not);
  if ('same' in condition) return condition.same.flatMap(read);
  return ('all' in condition ? condition.all : condition.any).flatMap(looked);
};

/** The values a value is put together from, for the forms that only put together. */
const innerOf = (value: Value): readonly Value[] => {
  if ('first' in value) return value.first;
  if ('joined' in value) return value.joined;
  if ('sum' in value) return value.sum;
  if ('difference' in value) return value.difference;
  if ('product' in value) return value.product;
  if ('quotient' in value) return value.quotient;
  return Object.values(value).filter(
    (part): part is Value => typeof part === 'object' && part !== null && !Array.isArray(part),
  );
};

/** Whether two mappings' parts are the same, whatever the order their properties were written in. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => isSame(Reflect.get(a, name), Reflect.get(b, name)));
};

/** `part` with everything in it that equals `old` replaced by `now`, however deep. */
export const replaced = <Part>(part: Part, old: unknown, now: unknown): Part => {
  if (isSame(part, old)) return now as Part;
  if (Array.isArray(part)) return part.map((each) => replaced(each, old, now)) as Part;
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, replaced(each, old, now)])) as Part;
};
