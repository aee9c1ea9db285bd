import type { StaffMonth, TypedCost, TypedMonth } from '../model/corrections.ts';
import { minorDigits, splitByLargestRemainder } from '../model/money.ts';
import { Problem } from '../model/problem.ts';
import { type CostClass, costClasses } from '../model/stages.ts';

/** One row of a costs file, as text. */
export type CostRow = {
  cost_id: string;
  month: string;
  amount: string;
  currency: string;
  class: CostClass;
  function: string;
  channel: string;
  segment: string;
  cell: string;
  staff: string;
  hours: string;
  note: string;
};

const hundred = 100;
/** Shares are typed with a few decimals; a third three times is a hundred. */
const sharesTolerance = 0.05;

const minorOf = (amount: number, currency: string): number => Math.round(amount * 10 ** minorDigits(currency));
const majorText = (minor: number, currency: string): string => {
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
};

const costRow = (month: string, currency: string, cost: TypedCost): CostRow => ({
  cost_id: `${month.slice(0, 7)}/cost/${cost.id}`,
  month,
  amount: majorText(minorOf(cost.amount, currency), currency),
  currency,
  class: cost.class,
  function: cost.function,
  channel: cost.channel,
  segment: cost.segment,
  cell: cost.cell,
  staff: '',
  hours: '',
  note: cost.name,
});

const staffRows = (month: string, currency: string, person: StaffMonth): CostRow[] => {
  const shares = costClasses.map((name) => person.shares[name] ?? 0);
  const pay = splitByLargestRemainder(minorOf(person.pay, currency), shares);
  const hoursMilli = splitByLargestRemainder(Math.round(person.hours * 1000), shares);
  if (pay === null || hoursMilli === null) return [];
  return costClasses.flatMap((name, at) =>
    (shares[at] ?? 0) === 0
      ? []
      : [
          {
            cost_id: `${month.slice(0, 7)}/staff/${person.id}/${name}`,
            month,
            amount: majorText(pay[at] ?? 0, currency),
            currency,
            class: name,
            function: person.function,
            channel: '',
            segment: person.segment,
            cell: '',
            staff: person.name,
            hours: ((hoursMilli[at] ?? 0) / 1000).toFixed(3),
            note: person.role,
          },
        ],
  );
};

/**
 * The cost facts of a month typed in by hand: one per cost, and one per person and class of work.
 *
 * Pay (in whole minor units) and hours (in whole thousandths) are split by the shares of time with largest remainders, so a
 * person's rows sum to what was typed.
 */
export const costRowsOf = (typed: TypedMonth, currency: string): CostRow[] => [
  ...typed.costs.map((cost) => costRow(typed.month, currency, cost)),
  ...typed.staff.flatMap((person) => staffRows(typed.month, currency, person)),
];

const refuse = (code: string, ru: string, en: string, where: Record<string, string | number>): never => {
  throw new Problem({ code, kind: 'input', text: { ru, en }, where });
};

/** Refuses a month in which a person's shares are not a whole, or two rows have one id. */
export const checkTyped = (typed: TypedMonth): void => {
  for (const person of typed.staff) {
    const sum = Object.values(person.shares).reduce((total, share) => total + share, 0);
    if (Math.abs(sum - hundred) > sharesTolerance)
      refuse(
        'shares_not_whole',
        `Доли времени (${person.name}) дают ${Number(sum.toFixed(2))} %, а должны 100 %.`,
        `The shares of time (${person.name}) add up to ${Number(sum.toFixed(2))} %, not to 100 %.`,
        { staff: person.name, sum },
      );
  }
  for (const rows of [typed.costs, typed.staff]) {
    const ids = rows.map(({ id }) => id);
    const twice = ids.find((id, at) => ids.indexOf(id) !== at);
    if (twice !== undefined)
      refuse('typed_twice', `Строка «${twice}» введена дважды.`, `The row “${twice}” is typed in twice.`, {
        id: twice,
      });
  }
};

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The rows as the costs file that a company could have sent itself. */
export const costsFile = (rows: readonly CostRow[]): string => {
  const header = [
    'cost_id',
    'month',
    'amount',
    'currency',
    'class',
    'function',
    'channel',
    'segment',
    'cell',
    'staff',
    'hours',
    'note',
  ] as const satisfies readonly (keyof CostRow)[];
  return `${[header.join(','), ...rows.map((row) => header.map((name) => cell(row[name])).join(','))].join('\n')}\n`;
};
