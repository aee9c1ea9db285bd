import { bordersOf, type Question } from '../../../../analysis/components/question.ts';
import type { Tally } from '../../../../analysis/components/tally.ts';
import type { Period } from '../../../../model/period.ts';
import type { Scope } from '../scope.ts';
import {
  allBits,
  atomDay,
  atomSql,
  bitsAtOnce,
  chunks,
  dayNumber,
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

export const entriesSql = (scope: Scope, question: Question): Statement => {
  const borders = bordersOf(question.periods);
  const keys = profileJoin(question) === '' ? '' : keyNames(question.by, 'profile.');
  return {
    sql: `SELECT at, ${keyNames(question.by)}kind, channel, sum(customers) AS customers
FROM (
  SELECT ${atomSql('toInt32(day)', borders)} AS at, ${keys}toString(kind) AS kind, '' AS channel, count() AS customers
  FROM ledger_events AS event ${profileJoin(question)}
  WHERE ${ledgerOnly} AND kind IN ('activated', 'lost') AND toInt32(day) >= ${dayNumber(borders[0] ?? '')} AND toInt32(day) < ${dayNumber(borders.at(-1) ?? '')}
  GROUP BY at, ${keys}kind
  UNION ALL
  SELECT ${atomSql('toInt32(day)', borders)} AS at, ${keys}toString(kind) AS kind, toString(first.channel) AS channel, count() AS customers
  FROM ledger_events AS event ${profileJoin(question)}
  LEFT JOIN (SELECT customer, channel FROM ledger_profiles WHERE ${ledgerOnly}) AS first ON event.customer = first.customer
  WHERE ${ledgerOnly} AND kind = 'new' AND toInt32(day) >= ${dayNumber(borders[0] ?? '')} AND toInt32(day) < ${dayNumber(borders.at(-1) ?? '')}
  GROUP BY at, ${keys}kind, channel
)
GROUP BY at, ${keyNames(question.by)}kind, channel`,
    options: { parameters: parametersOf(scope, question) ?? {} },
    read: (rows) =>
      rows.map((row) => ({
        at: atomDay(row.at ?? ''),
        key: keyOfRow(row, question.by),
        tag: row.kind === 'new' ? `new|${row.channel}` : String(row.kind),
        sums: { customers: number(row, 'customers') },
      })),
  };
};

/** Adds the counts of rows that carry one mask of periods up by period. */
const spread = (tallies: Tally[], periods: readonly Period[], mask: number, row: Omit<Tally, 'at'>): void => {
  periods.forEach((period, at) => {
    if (Math.floor(mask / 2 ** at) % 2 === 1) tallies.push({ ...row, at: periodName(period) });
  });
};

const merged = (tallies: readonly Tally[]): Tally[] => {
  const sums = new Map<string, Tally>();
  for (const tally of tallies) {
    const id = `${tally.at}\u0002${tally.key}\u0002${tally.tag}`;
    const found = sums.get(id);
    if (!found) sums.set(id, { ...tally, sums: { ...tally.sums } });
    else for (const [name, value] of Object.entries(tally.sums)) found.sums[name] = (found.sums[name] ?? 0) + value;
  }
  return [...sums.values()];
};

/** Customers to whom something happened in a period count once, however often it happened. */
export const distinctSql = (scope: Scope, question: Question): Statement[] =>
  chunks(periodKeys(question.periods), bitsAtOnce).map((periods) => ({
    sql: `SELECT ${keyNames(question.by)}kind, mask, count() AS customers
FROM (
  SELECT customer, toString(kind) AS kind, groupBitOr(${withinBits('toInt32(day)', periods)}) AS mask
  FROM ledger_events
  WHERE ${ledgerOnly} AND kind IN ('developed', 'won_back', 'referral')
  GROUP BY customer, kind
) AS event ${profileJoin(question)}
WHERE mask != 0
GROUP BY ${keyNames(question.by)}kind, mask`,
    options: { parameters: parametersOf(scope, question) ?? {} },
    read: (rows) => {
      const tallies: Tally[] = [];
      for (const row of rows) {
        const tally = {
          key: keyOfRow(row, question.by),
          tag: String(row.kind),
          sums: { customers: number(row, 'customers') },
        };
        spread(tallies, periods, number(row, 'mask'), tally);
      }
      return merged(tallies);
    },
  }));

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
    const columns = stateNames.map(
      (name) =>
        `sumForEach(arrayMap(i -> n * bitAnd(bitShiftRight(${name}, i), 1), range(${periods.length}))) AS ${name}_counts`,
    );
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
