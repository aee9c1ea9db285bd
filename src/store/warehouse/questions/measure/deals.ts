import { bordersOf, type Question } from '../../../../analysis/components/question.ts';
import type { Day } from '../../../../model/days.ts';
import type { Scope } from '../scope.ts';
import {
  allBits,
  bitsAtOnce,
  chunks,
  dayNumber,
  keyColumns,
  keyNames,
  keyOfRow,
  laterBits,
  never,
  number,
  parametersOf,
  periodKeys,
  type Row,
  type Statement,
  where,
  withinBits,
} from './sql.ts';

/** What a deal can be in a period: opened in it, open at its end, closed in it, and won in it after a known opening. A row names one by its place. */
const roles = ['opened', 'open', 'closed', 'won'] as const;

const tagOf = (role: (typeof roles)[number], { age, outcome }: Row): string =>
  ({ opened: `opened|${age}|${outcome}`, open: 'open', closed: `closed|${outcome}`, won: `won|${age}|${outcome}` })[
    role
  ];

/**
 * Deals of each period by what they tell of it: opened, open at its end, closed, won, and the processes that closed one.
 *
 * Deals that tell the same of the same periods, which are the bits of a mask, are counted together before the bits are taken apart.
 */
export const dealsSql = (scope: Scope, question: Question, asOf: Day): Statement[] =>
  chunks(periodKeys(question.periods), bitsAtOnce).flatMap((periods) => {
    const name = (at: unknown) => `${periods[Number(at)]?.from}/${periods[Number(at)]?.to}`;
    const endsAfter = (day: string) =>
      laterBits(
        day,
        bordersOf(periods),
        periods.map(({ to }) => to),
      );
    const keys = keyNames(question.by);
    const rows = `SELECT ${keyColumns(question.by)}toString(outcome) AS outcome, toString(process) AS process, amount_minor, isNotNull(opened_day) AS is_aged,
    ifNull(toInt32(opened_day), ${never}) AS opened, if(outcome = 'open', ${never}, ifNull(toInt32(closed_day), ${never})) AS closed,
    if(is_aged, greatest(0, if(outcome = 'open', ${dayNumber(asOf)}, closed) - opened), 0) AS age,
    ${withinBits('opened', periods)} AS opened_in, ${withinBits('closed', periods)} AS closed_in,
    bitAnd(${endsAfter('opened')}, bitXor(${endsAfter('closed')}, ${allBits(periods.length)})) AS open_after
  FROM ledger_deals WHERE ${where(question)} AND (outcome = 'open' OR closed_day IS NOT NULL)`;
    const options = { parameters: parametersOf(scope, question) ?? {} };
    return [
      {
        sql: `SELECT arrayJoin(bitPositionsToArray(mask)) AS w, ${keys}role, told_age AS age, told_outcome AS outcome,
  sum(n) AS deals, sum(money) AS amount, sum(with_amount) AS priced, sum(with_age) AS aged, sum(ages) AS days
FROM (
  SELECT ${keys}role, mask, if(role IN (0, 3), age, 0) AS told_age, if(role = 1, '', outcome) AS told_outcome,
    count() AS n, sum(ifNull(amount_minor, 0)) AS money, countIf(isNotNull(amount_minor)) AS with_amount, countIf(is_aged) AS with_age, sum(age) AS ages
  FROM (${rows})
  ARRAY JOIN [0, 1, 2, 3] AS role, [opened_in, open_after, closed_in, if(outcome = 'won' AND is_aged, closed_in, 0)] AS mask
  WHERE mask != 0
  GROUP BY ${keys}role, mask, told_age, told_outcome
)
GROUP BY w, ${keys}role, age, outcome`,
        options,
        read: (found) =>
          found.map((row) => {
            const role = roles[Number(row.role)] ?? 'open';
            const names = role === 'closed' ? ['deals', 'amount', 'priced', 'aged', 'days'] : ['deals'];
            return {
              at: name(row.w),
              key: keyOfRow(row, question.by),
              tag: tagOf(role, row),
              sums: Object.fromEntries(names.map((sum) => [sum, number(row, sum)])),
            };
          }),
      },
      {
        sql: `SELECT arrayJoin(bitPositionsToArray(closed_in)) AS w, ${keys}uniqExact(process) AS processes
FROM (${rows})
WHERE process != ''
GROUP BY ${keys}w`,
        options,
        read: (found) =>
          found.map((row) => ({
            at: name(row.w),
            key: keyOfRow(row, question.by),
            tag: 'processes',
            sums: { processes: number(row, 'processes') },
          })),
      },
    ];
  });
