import type { Condition } from '../../../../model/mapping.ts';

export const ruleTests = ['contains', 'equals', 'begins', 'filled', 'empty'] as const;
export type RuleTest = (typeof ruleTests)[number];

/** A rule a person can write: rows whose column passes the test are left out. */
export type Rule = { column: string; test: RuleTest; text: string };

export const conditionOf = ({ column, test, text }: Rule): Condition => {
  const of = { column };
  switch (test) {
    case 'contains':
      return { of, matches: literal(text) };
    case 'begins':
      return { of, matches: `^${literal(text)}` };
    case 'equals':
      return { of, oneOf: [text] };
    case 'filled':
      return { filled: of };
    case 'empty':
      return { not: { filled: of } };
  }
};

/** The rule a condition is, if it is one a person could have written. */
export const ruleOf = (condition: Condition): Rule | null => {
  if ('filled' in condition)
    return 'column' in condition.filled ? { column: condition.filled.column, test: 'filled', text: '' } : null;
  if ('not' in condition) {
    const inner = ruleOf(condition.not);
    return inner?.test === 'filled' ? { ...inner, test: 'empty' } : null;
  }
  if (!('of' in condition) || !('column' in condition.of)) return null;
  const { column } = condition.of;
  if ('oneOf' in condition) {
    const [text, ...more] = condition.oneOf;
    return text !== undefined && more.length === 0 ? { column, test: 'equals', text } : null;
  }
  const begins = condition.matches.startsWith('^');
  const text = unescaped(begins ? condition.matches.slice(1) : condition.matches);
  return text === null ? null : { column, test: begins ? 'begins' : 'contains', text };
};

const special = /[\\^$.*+?()[\]{}|]/g;

const literal = (text: string): string => text.replace(special, '\\$&');

/** The text a pattern stands for letter by letter; null where it is more than that. */
const unescaped = (pattern: string): string | null => {
  const text = pattern.replace(/\\([\\^$.*+?()[\]{}|])/g, '$1');
  return literal(text) === pattern ? text : null;
};
