import { type BackTest, calibration, errorsOf, type Step, slices, type Told } from './back-test.ts';
import { chances, dueBy, type Relation, renewalsIn } from './contracts.ts';
import type { Parameters } from './model.ts';
import type { RenewalModel } from './renewals.ts';

/** A comparison with the past, and what of each contract it is made of, so that several can be put together. */
export type ContractBackTest = BackTest & { told: Told & { again: readonly number[] } };

/** What was told of contracts, put together: errors, ten parts by forecast, chances, and steps. */
const compared = (told: ContractBackTest['told'], steps: Step[]): ContractBackTest => ({
  customers: told.expected.length,
  model: errorsOf(told.expected, told.actual),
  deciles: slices(told.expected, told.actual),
  calibration: calibration(told.any, (contract) => (told.actual[contract] as number) > 0),
  steps,
  lastAgain: errorsOf(told.again, told.actual),
  told,
});

/** Comparisons of several groups over the same days, as one; null without any. */
export const together = (tests: readonly ContractBackTest[]): ContractBackTest | null => {
  const [first] = tests;
  if (!first) return null;
  const joined = (of: (told: ContractBackTest['told']) => ArrayLike<number>): number[] =>
    tests.flatMap(({ told }) => Array.from(of(told)));
  const steps = first.steps.map(({ until }, at): Step => {
    const sum = (of: (step: Step) => number): number =>
      tests.reduce((all, test) => all + of(test.steps[at] as Step), 0);
    return {
      until,
      expected: sum((step) => step.expected),
      actual: sum((step) => step.actual),
      expectedSoFar: sum((step) => step.expectedSoFar),
      actualSoFar: sum((step) => step.actualSoFar),
    };
  });
  const told = {
    expected: joined(({ expected }) => expected),
    any: joined(({ any }) => any),
    actual: joined(({ actual }) => actual),
    again: joined(({ again }) => again),
  };
  return compared(told, steps);
};

const week = 7;

/** Renewals expected and made by the week they fell due in; what was due before is in the first. */
const stepsOf = (
  due: readonly Relation[],
  told: readonly (readonly number[])[],
  actual: readonly number[],
  { from, until }: { from: number; until: number },
): Step[] => {
  const weeks = Math.max(1, Math.ceil((until - from) / week));
  const [expected, made] = [new Float64Array(weeks), new Float64Array(weeks)];
  for (const [place, relation] of due.entries())
    for (const [turn, chance] of (told[place] as readonly number[]).entries()) {
      const at = Math.max(0, Math.floor((relation.end + turn * relation.days - from) / week));
      expected[at] = (expected[at] as number) + chance;
      if (turn < (actual[place] as number)) made[at] = (made[at] as number) + 1;
    }
  let [expectedSoFar, actualSoFar] = [0, 0];
  return Array.from(expected, (here, at) => {
    expectedSoFar += here;
    actualSoFar += made[at] as number;
    return { until: at + 1, expected: here, actual: made[at] as number, expectedSoFar, actualSoFar };
  });
};

/**
 * How renewals would have been foretold of contracts as they were known, beside those made by the day `until`, week by week from `from`, and beside as many of those due as were renewed before.
 *
 * `before` are the contracts known then, `after` the same customers' contracts as they stood at `until`.
 */
export const contractBackTest = (
  model: RenewalModel,
  parameters: Parameters,
  { before, after }: { before: readonly Relation[]; after: readonly Relation[] },
  days: { from: number; until: number },
): ContractBackTest => {
  const { until } = days;
  const later = new Map<number, Relation[]>();
  for (const relation of after) later.set(relation.customer, [...(later.get(relation.customer) ?? []), relation]);
  const due = before.filter((relation) => !relation.isLost && dueBy(relation, until) > 0);
  const told = due.map((relation) => chances(model, parameters, relation.made, dueBy(relation, until)));
  const expected = told.map((all) => all.reduce((sum, chance) => sum + chance, 0));
  // The relation that was in force then is the one that reaches furthest among those begun by then: made counts on.
  const actual = due.map((relation) => {
    const same = (later.get(relation.customer) ?? []).find(({ end }) => end >= relation.end);
    return Math.min(dueBy(relation, until), Math.max(0, (same?.made ?? relation.made) - relation.made));
  });
  const renewals = renewalsIn(before);
  const made = before.reduce((sum, relation) => sum + relation.made, 0);
  const share = made / Math.max(1, made + renewals.lost.reduce((sum, count) => sum + count, 0));
  const again = due.map((relation) => {
    const most = dueBy(relation, until);
    return Array.from({ length: most }, (_, step) => share ** (step + 1)).reduce((sum, chance) => sum + chance, 0);
  });
  const any = told.map(([first]) => first ?? Number.NaN);
  return compared({ expected, any, actual, again }, stepsOf(due, told, actual, days));
};
