import { type Part, words } from '../../analysis/blueprint/defaults/writing.ts';
import type { FactTest } from '../../model/blueprint/inputs.ts';

export type Rule = NonNullable<Part['rules']>[string];
type Test = FactTest;

export const is = (field: Test['field'], ...values: string[]): Test => ({ field, is: 'equals', values });
export const has = (field: Test['field'], ...values: string[]): Test => ({ field, is: 'contains', values });

/** One rule: what it is called, the facts it reads and the tests they pass, the touchpoint and the states it proves. */
export const rule = (
  ru: string,
  en: string,
  fact: Rule['fact'],
  when: Test[],
  touchpoint: string | null,
  states: readonly (readonly [state: string, weight: number])[],
  more: Partial<Rule> = {},
): Rule => ({
  name: words(ru, en),
  fact,
  when,
  touchpoint,
  states: states.map(([state, weight]) => ({ state, weight })),
  ...more,
});
