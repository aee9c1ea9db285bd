import type { CustomerField, CustomerTest, Segment } from '../../model/blueprint/inputs.ts';
import { holds } from './tests.ts';

/** The rule a segment goes by: its own; without one, that facts write one of its names in a customer's `segment`. */
export const ruleOf = ({ rule, names }: Pick<Segment, 'rule' | 'names'>): CustomerTest[][] => {
  if (rule.length > 0) return rule;
  return names.length === 0 ? [] : [[{ field: 'segment', is: 'equals', values: names }]];
};

/** Whether a customer fits a rule: any of the groups, all tests of it. `cellOf` tells a customer's cell, '' where nobody filled it in. */
export const fits = (rule: readonly (readonly CustomerTest[])[], cellOf: (field: CustomerField) => string): boolean =>
  rule.some((group) => group.every((test) => holds(test, cellOf(test.field))));

/** Fields that the rules of segments test at all. */
export const testedFields = (rules: readonly CustomerTest[][][]): CustomerField[] => [
  ...new Set(rules.flat(2).map(({ field }) => field)),
];
