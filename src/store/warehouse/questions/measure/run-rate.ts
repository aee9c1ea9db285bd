import {
  allSteps,
  bordersOf,
  type Question,
  type Step,
  stepKey,
  yearBefore,
} from '../../../../analysis/components/question.ts';
import type { Tally } from '../../../../analysis/components/tally.ts';
import type { Day } from '../../../../model/days.ts';
import type { Scope } from '../scope.ts';
import {
  allBits,
  bitsAtOnce,
  dayNumber,
  keyNames,
  keyOfRow,
  laterBits,
  ledgerOnly,
  never,
  number,
  parametersOf,
  profileJoin,
  type Row,
  type Statement,
} from './sql.ts';

/** Steps in groups whose days fit one mask. */
const groups = (steps: readonly Step[]): Step[][] => {
  const parts: Step[][] = [];
  for (const step of [...steps].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = parts.at(-1);
    if (last && bordersOf([...last, step]).length <= bitsAtOnce) last.push(step);
    else parts.push([step]);
  }
  return parts;
};

/** Per customer: the run-rate on each day compared (`v0`, `v1`, …), the days it rests on an amount without a rate, the first recurring day. */
const perCustomer = (days: readonly Day[], tellsLast: boolean): string => {
  const starts = days.map((day) => yearBefore(day).from);
  const borders = [...new Set([...days, ...starts])].sort();
  const later = (day: string, of: readonly Day[]) => laterBits(day, borders, of);
  const not = (bits: string) => `bitXor(${bits}, ${allBits(days.length)})`;
  const end = `if(isNull(\`to\`), ${never}, toInt32(\`to\`) + 1)`;
  const lost = `ifNull(toInt32(lost_on), ${never})`;
  const last = dayNumber(days.at(-1) ?? '1970-01-01');
  const values = days.map(
    (_, at) => `if(bitTest(in_force, ${at}), greatest(0, c_${at}),
      if(bitTest(active, ${at}), greatest(0, intDiv(r_${at} + 6, 12)), 0))::Int64 AS v${at}`,
  );
  const sums = (amount: string, name: string) =>
    days.map((_, at) => `sum(${amount} * bitAnd(bitShiftRight(mask, ${at}), 1)) AS ${name}_${at}`).join(', ');
  // The last day before each day compared on which something recurring was in force or bought; told only where it matters.
  const seen = (condition: string, day: string, name: string) =>
    tellsLast
      ? days
          .map(
            (at, place) =>
              `, max(if(${condition} < ${dayNumber(at)}, least(${day}, ${dayNumber(at)} - 1), 0)) AS ${name}_${place}`,
          )
          .join('')
      : '';
  const lastSeen = tellsLast
    ? days.map((_, at) => `, greatest(last_regular_${at}, last_contract_${at}) AS seen_${at}`).join('')
    : '';
  // Who only lives and bought nothing regular has no run-rate.
  // «early» counts down from the day that never comes, so that the zero of a missing side of the join means never.
  return `SELECT customer, ${never} - greatest(early_regular, early_contract) AS first, ${values.join(', ')},
    bitOr(unpriced, bitAnd(bitAnd(missing, active), bitXor(in_force, ${allBits(days.length)}))) AS unrated${lastSeen}
  FROM (
    SELECT customer, max(early) AS early_regular, groupBitOr(if(is_life, mask, 0)) AS active, groupBitOr(if(no_rate, mask, 0)) AS missing, ${sums('regular', 'r')}${seen(`if(regular > 0, bought_on, ${never})`, 'bought_on', 'last_regular')}
    FROM (
      SELECT customer, toInt32(day) AS bought_on, false AS is_life, isNull(net_minor) AS no_rate, ifNull(net_minor, 0) AS regular, if(regular > 0, ${never} - toInt32(day), 0) AS early,
        bitAnd(${later('toInt32(day)', days)}, ${not(later('toInt32(day)', starts))}) AS mask
      FROM ledger_lines WHERE ${ledgerOnly} AND class = 'regular' AND NOT contractual AND toInt32(day) < ${last}
      UNION ALL
      SELECT customer, 0, true, 0, 0::Int64, 0, bitAnd(${later('toInt32(`from`)', days)}, ${not(later(lost, days))})
      FROM ledger_lives WHERE ${ledgerOnly} AND toInt32(\`from\`) < ${last}
    )
    GROUP BY customer
    HAVING early_regular > 0 OR missing != 0
  ) AS bought
  FULL JOIN (
    SELECT customer, max(if(no_price OR price > 0, ${never} - toInt32(\`from\`), 0)) AS early_contract, groupBitOr(mask) AS in_force,
      groupBitOr(if(no_price, mask, 0)) AS unpriced, ${sums('price', 'c')}${seen(`if(no_price OR price > 0, begins, ${never})`, 'ends', 'last_contract')}
    FROM (
      SELECT customer, \`from\`, toInt32(\`from\`) AS begins, ${end} - 1 AS ends, isNull(monthly_minor) AS no_price, ifNull(monthly_minor, 0) AS price, bitAnd(${later('toInt32(`from`)', days)}, ${not(later(end, days))}) AS mask
      FROM ledger_contracts WHERE ${ledgerOnly} AND toInt32(\`from\`) < ${last}
    )
    GROUP BY customer
  ) AS signed USING (customer)`;
};

const movements = ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const;

const movementColumns = (step: Step, at: number, days: readonly Day[], reactivationDays: number | null): string[] => {
  const before = `v${days.indexOf(step.from)}`;
  const after = `v${days.indexOf(step.to)}`;
  const isStillKnown =
    reactivationDays === null
      ? ''
      : ` AND seen_${days.indexOf(step.from)} >= ${dayNumber(step.from)} - ${reactivationDays}`;
  const earlier = `(first < ${dayNumber(step.from)}${isStillKnown})`;
  return [
    `sumIf(${after}, ${before} = 0 AND NOT ${earlier}) AS new_${at}`,
    `sum(if(${before} > 0, greatest(0, ${after} - ${before}), 0)) AS expansion_${at}`,
    `sum(if(${after} > 0, greatest(0, ${before} - ${after}), 0)) AS contraction_${at}`,
    `sumIf(${before}, ${after} = 0) AS churn_${at}`,
    `sumIf(${after}, ${before} = 0 AND ${earlier}) AS reactivation_${at}`,
  ];
};

const readSteps = (row: Row, key: string, steps: readonly Step[]): Tally[] =>
  steps.flatMap((step, at) =>
    movements
      .map((movement) => ({
        at: stepKey(step),
        key,
        tag: movement as string,
        sums: { amount: number(row, `${movement}_${at}`) },
      }))
      .filter(({ sums }) => sums.amount > 0),
  );

const readStates = (row: Row, key: string, days: readonly Day[]): Tally[] =>
  days
    .map((day, at) => ({
      at: day,
      key,
      tag: 'state',
      sums: {
        amount: number(row, `amount_${at}`),
        customers: number(row, `customers_${at}`),
        unrated: number(row, `unrated_${at}`),
      },
    }))
    .filter(({ sums }) => sums.customers > 0 || sums.unrated > 0);

/** The run-rate on every day compared and its movements, every customer's days side by side. */
export const runRateSql = (scope: Scope, question: Question): Statement[] => {
  const told = new Set<Day>();
  return groups(allSteps(question)).map((steps) => {
    const days = bordersOf(steps);
    const states = days.filter((day) => !told.has(day));
    for (const day of days) told.add(day);
    const columns = [
      ...states.map(
        (day, at) =>
          `sum(v${days.indexOf(day)}) AS amount_${at}, countIf(v${days.indexOf(day)} > 0) AS customers_${at},
            sum(bitTest(unrated, ${days.indexOf(day)})) AS unrated_${at}`,
      ),
      ...steps.flatMap((step, at) => movementColumns(step, at, days, question.reactivationDays ?? null)),
    ];
    return {
      sql: `SELECT ${keyNames(question.by)}${columns.join(', ')}
FROM (${perCustomer(days, (question.reactivationDays ?? null) !== null)}) AS rate ${profileJoin(question)}
${question.by.length === 0 ? '' : `GROUP BY ${question.by.map((_, at) => `d${at}`).join(', ')}`}`,
      options: { parameters: parametersOf(scope, question) ?? {} },
      read: (rows) =>
        rows.flatMap((row) => {
          const key = keyOfRow(row, question.by);
          return [...readStates(row, key, states), ...readSteps(row, key, steps)];
        }),
    };
  });
};
