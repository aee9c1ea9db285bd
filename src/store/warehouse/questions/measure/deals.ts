import type { Question } from '../../../../analysis/components/question.ts';
import type { Day } from '../../../../model/period.ts';
import type { Scope } from '../scope.ts';
import {
  dayNumber,
  keyColumns,
  keyNames,
  keyOfRow,
  number,
  parametersOf,
  periodKeys,
  type Statement,
  where,
} from './sql.ts';

/** Deals of each period by what they tell of it: opened, open at its end, closed, won, and the processes that closed one. */
export const dealsSql = (scope: Scope, question: Question, asOf: Day): Statement[] => {
  const periods = periodKeys(question.periods);
  const name = (at: unknown) => `${periods[Number(at)]?.from}/${periods[Number(at)]?.to}`;
  const rows = `SELECT ${keyColumns(question.by)}toString(outcome) AS outcome, toString(process) AS process, amount_minor,
    toInt32(opened_day) AS opened, if(outcome = 'open', NULL, toInt32(closed_day)) AS closed,
    greatest(0, ifNull(closed, ${dayNumber(asOf)}) - opened) AS age
  FROM ledger_deals WHERE ${where(question)} AND (outcome = 'open' OR closed_day IS NOT NULL)`;
  const join = `ARRAY JOIN [${periods.map((_, at) => at).join(', ')}] AS w, [${periods.map(({ from }) => dayNumber(from)).join(', ')}]::Array(Int32) AS f,
  [${periods.map(({ to }) => dayNumber(to)).join(', ')}]::Array(Int32) AS t`;
  const closedIn = 'ifNull(closed >= f AND closed < t, false)';
  const options = { parameters: parametersOf(scope, question) ?? {} };
  return [
    {
      sql: `SELECT w, ${keyNames(question.by)}arrayJoin(arrayFilter(x -> x != '', [
    if(ifNull(opened >= f AND opened < t, false), concat('opened|', ifNull(toString(age), ''), '|', outcome), ''),
    if(ifNull(opened < t, false) AND (isNull(closed) OR closed >= t), 'open', ''),
    if(${closedIn}, concat('closed|', outcome), ''),
    if(${closedIn} AND outcome = 'won' AND isNotNull(opened), concat('won|', ifNull(toString(age), ''), '|won'), '')
  ])) AS tag, count() AS deals, sum(ifNull(amount_minor, 0)) AS amount, countIf(isNotNull(amount_minor)) AS priced,
  countIf(isNotNull(opened)) AS aged, sum(ifNull(age, 0)) AS days
FROM (${rows})
${join}
GROUP BY w, ${keyNames(question.by)}tag`,
      options,
      read: (found) =>
        found.map((row) => {
          const names = String(row.tag).startsWith('closed')
            ? ['deals', 'amount', 'priced', 'aged', 'days']
            : ['deals'];
          return {
            at: name(row.w),
            key: keyOfRow(row, question.by),
            tag: String(row.tag),
            sums: Object.fromEntries(names.map((sum) => [sum, number(row, sum)])),
          };
        }),
    },
    {
      sql: `SELECT w, ${keyNames(question.by)}uniqExact(process) AS processes
FROM (${rows})
${join}
WHERE ${closedIn} AND process != ''
GROUP BY ${keyNames(question.by)}w`,
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
};
