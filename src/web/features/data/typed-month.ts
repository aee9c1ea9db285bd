import type { StaffMonth, TypedCost, TypedMonth } from '../../../model/corrections.ts';
import type { Day } from '../../../model/days.ts';
import { minorDigits, splitByLargestRemainder } from '../../../model/money.ts';
import { type CostClass, costClasses } from '../../../model/stages.ts';

/** The sum of a person's shares of time in percent, free of binary dust. */
export const sumOfShares = (person: Pick<StaffMonth, 'shares'>): number =>
  Number(costClasses.reduce((sum, costClass) => sum + (person.shares[costClass] ?? 0), 0).toFixed(6));

/** Shares are typed with a few decimals: three times a third is a whole. */
const tolerancePercent = 0.05;

/** Whether a person's shares of time make a whole. */
export const sharesAreWhole = (person: Pick<StaffMonth, 'shares'>): boolean =>
  Math.abs(sumOfShares(person) - 100) <= tolerancePercent;

/** How much of a month goes to each class, in minor units. */
export type MonthSplit = { byClass: Record<CostClass, number>; totalMinor: number; undividedMinor: number };

const minorOf = (amount: number, currency: string): number => Math.round(amount * 10 ** minorDigits(currency));

/**
 * Shares a month's typed costs and pay out among the classes of work, to the minor unit.
 *
 * Pay goes by the person's shares of time, largest remainder; the pay of somebody whose shares do not make a whole is
 * `undividedMinor`. The classes and `undividedMinor` sum to `totalMinor`.
 */
export const splitMonth = (month: Pick<TypedMonth, 'costs' | 'staff'>, currency: string): MonthSplit => {
  const byClass = Object.fromEntries(costClasses.map((costClass) => [costClass, 0])) as Record<CostClass, number>;
  let totalMinor = 0;
  let undividedMinor = 0;
  for (const cost of month.costs) {
    const minor = minorOf(cost.amount, currency);
    byClass[cost.class] += minor;
    totalMinor += minor;
  }
  for (const person of month.staff) {
    const minor = minorOf(person.pay, currency);
    totalMinor += minor;
    const weights = costClasses.map((costClass) => person.shares[costClass] ?? 0);
    const parts = sharesAreWhole(person) ? splitByLargestRemainder(minor, weights) : null;
    if (!parts) undividedMinor += minor;
    else for (const [at, costClass] of costClasses.entries()) byClass[costClass] += parts[at] ?? 0;
  }
  return { byClass, totalMinor, undividedMinor };
};

export type MonthProblem = 'name' | 'amount' | 'shares';

/** What keeps a typed month from being saved, in the order a reader should mend it. */
export const problemsOfMonth = (month: Pick<TypedMonth, 'costs' | 'staff'>): MonthProblem[] => {
  const problems: MonthProblem[] = [];
  if ([...month.costs, ...month.staff].some((row) => row.name.trim() === '')) problems.push('name');
  if (month.costs.some((cost) => cost.amount === 0)) problems.push('amount');
  if (!month.staff.every(sharesAreWhole)) problems.push('shares');
  return problems;
};

const emptyCost = (id: string): TypedCost => ({
  id,
  name: '',
  amount: 0,
  class: 'acquisition',
  function: 'marketing',
  channel: '',
  segment: '',
  cell: '',
});

const emptyPerson = (id: string): StaffMonth => ({
  id,
  name: '',
  role: '',
  function: 'sales',
  pay: 0,
  hours: 0,
  shares: { acquisition: 100 },
  segment: '',
});

/** What can be done to a typed month while it is edited. Ids are given from outside: chance is an argument. */
export type MonthEdit =
  | { do: 'load'; month: TypedMonth }
  | { do: 'copy'; from: TypedMonth; ids: readonly string[] }
  | { do: 'addCost' | 'addPerson'; id: string }
  | { do: 'setCost'; id: string; set: Partial<TypedCost> }
  | { do: 'setPerson'; id: string; set: Partial<StaffMonth> }
  | { do: 'setShare'; id: string; class: CostClass; percent: number }
  | { do: 'remove'; id: string };

/** The typed month after one edit. */
export const editMonth = (month: TypedMonth, edit: MonthEdit): TypedMonth => {
  switch (edit.do) {
    case 'load':
      return edit.month;
    case 'copy':
      return copyMonth(month.month, edit.from, edit.ids);
    case 'addCost':
      return { ...month, costs: [...month.costs, emptyCost(edit.id)] };
    case 'addPerson':
      return { ...month, staff: [...month.staff, emptyPerson(edit.id)] };
    case 'setCost':
      return { ...month, costs: month.costs.map((cost) => (cost.id === edit.id ? { ...cost, ...edit.set } : cost)) };
    case 'setPerson':
      return { ...month, staff: month.staff.map((row) => (row.id === edit.id ? { ...row, ...edit.set } : row)) };
    case 'setShare':
      return {
        ...month,
        staff: month.staff.map((row) => {
          if (row.id !== edit.id) return row;
          const { [edit.class]: _, ...rest } = row.shares;
          return { ...row, shares: edit.percent === 0 ? rest : { ...rest, [edit.class]: edit.percent } };
        }),
      };
    case 'remove':
      return {
        ...month,
        costs: month.costs.filter((cost) => cost.id !== edit.id),
        staff: month.staff.filter((row) => row.id !== edit.id),
      };
  }
};

/** Another month's rows under new ids, so that saving one month does not change the other. */
const copyMonth = (month: Day, from: TypedMonth, ids: readonly string[]): TypedMonth => ({
  month,
  costs: from.costs.map((cost, at) => ({ ...cost, id: ids[at] ?? `${cost.id}-${month}` })),
  staff: from.staff.map((row, at) => ({ ...row, id: ids[from.costs.length + at] ?? `${row.id}-${month}` })),
});
