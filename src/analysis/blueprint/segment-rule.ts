import type { CustomerField, CustomerTest, Segment } from '../../model/blueprint/inputs.ts';
import { holds } from './tests.ts';

/** The rule a segment goes by: its own; without one, that facts write its id, its name or one of its spellings in a customer's `segment`. */
export const ruleOf = (
  id: string,
  { rule, names, name }: Pick<Segment, 'rule' | 'names' | 'name'>,
): CustomerTest[][] => {
  if (rule.length > 0) return rule;
  const values = [...new Set([id, name.ru, name.en, ...names].map((each) => each.trim()))].filter(
    (each) => each !== '',
  );
  return [[{ field: 'segment', is: 'equals', values }]];
};

/** How facts write a segment in a customer's `segment`, where its rule tests nothing else; null where it does. */
export const spellingsInRule = ({ rule }: Pick<Segment, 'rule'>): string[] | null => {
  const tests = rule.map((group) => (group.length === 1 ? group[0] : undefined));
  const plain = tests.filter((test) => test?.field === 'segment' && test.is === 'equals');
  return plain.length === rule.length && rule.length > 0 ? plain.flatMap((test) => test?.values ?? []) : null;
};

/** Whether a customer fits a rule: any of the groups, all tests of it. `cellOf` tells a customer's cell, '' where nobody filled it in. */
export const fits = (rule: readonly (readonly CustomerTest[])[], cellOf: (field: CustomerField) => string): boolean =>
  rule.some((group) => group.every((test) => holds(test, cellOf(test.field))));

/** Fields that the rules of segments test at all. */
export const testedFields = (rules: readonly CustomerTest[][][]): CustomerField[] => [
  ...new Set(rules.flat(2).map(({ field }) => field)),
];
