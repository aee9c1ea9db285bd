import { bordersOf, type Question } from '../../../../analysis/components/question.ts';
import type { Period } from '../../../../model/days.ts';
import { groupKey } from '../../ledger/fragments.ts';
import type { Scope } from '../scope.ts';
import {
  allBits,
  atomDay,
  atomSql,
  bitsAtOnce,
  chunks,
  dayNumber,
  isOfEveryone,
  joinProfiles,
  keyNames,
  keyOfRow,
  laterBits,
  ledgerOnly,
  never,
  number,
  numbers,
  parametersOf,
  periodKeys,
  profileJoin,
  type Statement,
  withinBits,
} from './sql.ts';

const periodName = (period: Period): string => `${period.from}/${period.to}`;

/** First orders by the channel a customer came from, activations and losses. Everyone has them, with or without a profile. */
export const entriesSql = (scope: Scope, question: Question): Statement => {
  const borders = bordersOf(question.periods);
  const keys = question.by.map((_, at) => `profile.d${at}`);
  const channel = `if(event.kind = 'new', profile.came_by, '')`;
  return {
    sql: `SELECT at, ${keys.map((key, at) => `any(${key}) AS d${at}, `).join('')}any(event.kind) AS entry, any(${channel}) AS channel, count() AS customers
FROM (
  SELECT customer, kind, ${atomSql('toInt32(day)', borders)} AS at
  FROM ledger_events
  WHERE ${ledgerOnly} AND kind IN ('new', 'activated', 'lost') AND toInt32(day) >= ${dayNumber(borders[0] ?? '')} AND toInt32(day) < ${dayNumber(borders.at(-1) ?? '')}
) AS event ${joinProfiles(question, isOfEveryone(question) ? 'LEFT' : 'INNER', 'channel AS came_by')}
GROUP BY at, ${groupKey([...keys, 'event.kind', channel])}`,
    options: { parameters: parametersOf(scope, question) ?? {} },
    read: (rows) =>
      rows.map((row) => ({
        at: atomDay(row.at ?? ''),
        key: keyOfRow(row, question.by),
        tag: row.entry === 'new' ? `new|${row.channel}` : String(row.entry),
        sums: { customers: number(row, 'customers') },
      })),
  };
};

const distinctKinds = ['developed', 'won_back', 'referral'] as const;

/** Sums of `n` over the rows whose mask has a bit, a list with one for each of so many bits. */
const countsOfBits = (mask: string, bits: number): string =>
  `sumForEach(arrayMap(i -> n * bitAnd(bitShiftRight(${mask}, i), 1), range(${bits})))`;

/** Customers to whom something happened in a period count once, however often it happened. Customers of equal masks are counted together. */
export const distinctSql = (scope: Scope, question: Question): Statement[] =>
  chunks(periodKeys(question.periods), bitsAtOnce).map((periods) => {
    const masks = distinctKinds.map((kind) => `groupBitOr(if(kind = '${kind}', bits, 0)) AS ${kind}`);
    const counts = distinctKinds.map((kind) => `${countsOfBits(kind, periods.length)} AS ${kind}_counts`);
    return {
      sql: `SELECT ${keyNames(question.by)}${counts.join(', ')}
FROM (
  SELECT ${keyNames(question.by)}${distinctKinds.join(', ')}, count() AS n
  FROM (
    SELECT customer, ${masks.join(', ')}
    FROM (
      SELECT customer, kind, ${withinBits('toInt32(day)', periods)} AS bits
      FROM ledger_events WHERE ${ledgerOnly} AND kind IN (${distinctKinds.map((kind) => `'${kind}'`).join(', ')})
    )
    WHERE bits != 0
    GROUP BY customer
  ) AS event ${profileJoin(question)}
  GROUP BY ${keyNames(question.by)}${distinctKinds.join(', ')}
)
${question.by.length === 0 ? '' : `GROUP BY ${question.by.map((_, at) => `d${at}`).join(', ')}`}`,
      options: { parameters: parametersOf(scope, question) ?? {} },
      read: (rows) =>
        rows.flatMap((row) =>
          distinctKinds.flatMap((kind) =>
            periods.flatMap((period, at) => {
              const customers = numbers(row, `${kind}_counts`)[at] ?? 0;
              const key = keyOfRow(row, question.by);
              return customers > 0 ? [{ at: periodName(period), key, tag: kind, sums: { customers } }] : [];
            }),
          ),
        ),
    };
  });

const stateNames = ['opening', 'closing', 'kept', 'due', 'retained', 'losable', 'attempted'] as const;

/**
 * Every customer's states at the ends of all periods at once, one bit a period.
 *
 * A customer is due if active at a period's start and no earlier order keeps it beyond the end. Customers of equal masks are counted together
 * before the bits are taken apart.
 */
export const statesSql = (scope: Scope, question: Question): Statement[] =>
  chunks(periodKeys(question.periods), bitsAtOnce).map((periods) => {
    const borders = bordersOf(periods);
    const all = allBits(periods.length);
    const fromAfter = (day: string) =>
      laterBits(
        day,
        borders,
        periods.map(({ from }) => from),
      );
    const toAfter = (day: string) =>
      laterBits(
        day,
        borders,
        periods.map(({ to }) => to),
      );
    const not = (bits: string) => `bitXor(${bits}, ${all})`;
    const lost = `ifNull(toInt32(lost_on), ${never})`;
    const silent = `ifNull(toInt32(lost_if_silent_on), ${never})`;
    const columns = stateNames.map((name) => `${countsOfBits(name, periods.length)} AS ${name}_counts`);
    return {
      sql: `SELECT ${keyNames(question.by)}${columns.join(', ')}
FROM (
  SELECT ${keyNames(question.by)}a AS opening, t AS closing, bitAnd(a, t) AS kept, bitAnd(a, ${not('b')}) AS due, bitAnd(due, t) AS retained,
    bitOr(bitAnd(e, ${not('a')}), l) AS losable, bitAnd(losable, m) AS attempted, count() AS n
  FROM (
    SELECT customer, groupBitOr(e_) AS e, groupBitOr(a_) AS a, groupBitOr(t_) AS t, groupBitOr(l_) AS l, groupBitOr(b_) AS b, groupBitOr(m_) AS m
    FROM (
      SELECT customer, ${fromAfter('toInt32(`from`)')} AS e_, bitAnd(e_, ${not(fromAfter(lost))}) AS a_,
        bitAnd(${toAfter('toInt32(`from`)')}, ${not(toAfter(lost))}) AS t_,
        bitAnd(${not(fromAfter(lost))}, ${toAfter(lost)}) AS l_, 0::UInt64 AS b_, 0::UInt64 AS m_
      FROM ledger_lives WHERE ${ledgerOnly}
      UNION ALL
      SELECT customer, 0::UInt64, 0::UInt64, 0::UInt64, 0::UInt64, bitAnd(${fromAfter('toInt32(day)')}, ${not(toAfter(silent))}), 0::UInt64
      FROM ledger_orders WHERE ${ledgerOnly} AND toInt32(day) < ${dayNumber(borders.at(-1) ?? '')}
      UNION ALL
      SELECT customer, 0::UInt64, 0::UInt64, 0::UInt64, 0::UInt64, 0::UInt64, ${withinBits('toInt32(day)', periods)}
      FROM ledger_events WHERE ${ledgerOnly} AND kind = 'winback_attempt'
    )
    GROUP BY customer
  ) AS state ${profileJoin(question)}
  GROUP BY ${keyNames(question.by)}opening, closing, kept, due, retained, losable, attempted
)
${question.by.length === 0 ? '' : `GROUP BY ${question.by.map((_, at) => `d${at}`).join(', ')}`}`,
      options: { parameters: parametersOf(scope, question) ?? {} },
      read: (rows) =>
        rows.flatMap((row) =>
          periods
            .map((period, at) => ({
              at: periodName(period),
              key: keyOfRow(row, question.by),
              tag: '',
              sums: Object.fromEntries(stateNames.map((name) => [name, numbers(row, `${name}_counts`)[at] ?? 0])),
            }))
            .filter(({ sums }) => Object.values(sums).some((count) => count > 0)),
        ),
    };
  });

export const exposureSql = (scope: Scope, question: Question): Statement => {
  const borders = bordersOf(question.periods);
  const columns = borders.map((border, at) => {
    const day = dayNumber(border);
    return `sum(greatest(0, least(l, ${day}) - f)) AS days_${at}`;
  });
  return {
    sql: `SELECT ${keyNames(question.by)}${columns.join(', ')}
FROM (SELECT customer, toInt32(\`from\`) AS f, ifNull(toInt32(lost_on), ${never}) AS l FROM ledger_lives WHERE ${ledgerOnly}) AS life ${profileJoin(question)}
${question.by.length === 0 ? '' : `GROUP BY ${question.by.map((_, at) => `d${at}`).join(', ')}`}`,
    options: { parameters: parametersOf(scope, question) ?? {} },
    read: (rows) =>
      rows.flatMap((row) =>
        borders
          .map((border, at) => ({
            at: border,
            key: keyOfRow(row, question.by),
            tag: '',
            sums: { days: number(row, `days_${at}`) },
          }))
          .filter(({ sums }) => sums.days > 0),
      ),
  };
};
