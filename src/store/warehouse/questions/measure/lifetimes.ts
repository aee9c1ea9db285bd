import type { LifetimesAt } from '../../../../analysis/catalogue/counting.ts';
import { type Charges, eventOfClass, type Lifetimes, perDay } from '../../../../analysis/components/lifetimes.ts';
import type { Key, Question } from '../../../../analysis/components/question.ts';
import type { Day, Period } from '../../../../model/days.ts';
import type { Warehouse } from '../../warehouse.ts';
import type { Scope } from '../scope.ts';
import { countedOnce } from './counted.ts';
import {
  chunks,
  dayNumber,
  keyColumns,
  keyNames,
  keyOfRow,
  ledgerOnly,
  never,
  number,
  parametersOf,
  type Row,
  where,
  withinBits,
} from './sql.ts';

type Piece = { period: Period; bySegment: ReadonlyMap<string, Charges> };
const pieceName = ({ period }: Piece): string => `${period.from}/${period.to}`;

const kinds = Object.entries(eventOfClass) as [Exclude<keyof Charges, 'retention'>, string][];

/** Text of a string as the engine reads it. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const group = (by: Question['by']): string =>
  by.length === 0 ? '' : `GROUP BY ${by.map((_, at) => `d${at}`).join(', ')}`;

/** One row per customer with an order: contribution up to each end, successes and active days of each piece. */
const customersSql = (question: Question, ends: readonly Day[], pieces: readonly Piece[]): string => {
  const periods = pieces.map(({ period }) => period);
  const segments = [...new Set(pieces.flatMap(({ bySegment }) => [...bySegment.keys()]))];
  const contribution = ends.map((end, at) => `sum(if(toInt32(day) < ${dayNumber(end)}, c, 0)) AS c_${at}`);
  const exposure = periods.map(
    ({ from, to }, at) => `sum(greatest(0, least(l, ${dayNumber(to)}) - greatest(f, ${dayNumber(from)}))) AS x_${at}`,
  );
  const masks = kinds.map(
    ([name, kind]) => `groupBitOr(if(kind = '${kind}', ${withinBits('toInt32(day)', periods)}, 0)) AS ${name}`,
  );
  return `SELECT ${keyNames(question.by)}first, seen, indexOf([${segments.map(quoted).join(', ')}]::Array(String), segment) AS s, *
  FROM (
    SELECT customer, ${keyColumns(question.by)}toString(segment) AS segment, toInt32(assumeNotNull(first_order_day)) AS first, toInt32(first_seen_day) AS seen
    FROM ledger_profiles WHERE ${where(question)} AND first_order_day IS NOT NULL
  ) AS profile
  LEFT JOIN (
    SELECT customer, ${contribution.join(', ')}
    FROM (SELECT customer, day, ifNull(net_minor - cogs_minor, 0) - service_minor AS c FROM ledger_lines WHERE ${ledgerOnly})
    GROUP BY customer
  ) AS line USING (customer)
  LEFT JOIN (
    SELECT customer, ${masks.join(', ')} FROM ledger_events WHERE ${ledgerOnly} AND kind IN (${kinds.map(([, kind]) => quoted(kind)).join(', ')}) GROUP BY customer
  ) AS event USING (customer)
  LEFT JOIN (
    SELECT customer, ${exposure.join(', ')}
    FROM (SELECT customer, toInt32(\`from\`) AS f, ifNull(toInt32(lost_on), ${never}) AS l FROM ledger_lives WHERE ${ledgerOnly})
    GROUP BY customer
  ) AS life USING (customer)`;
};

/** The charge of a class and piece, looked up by the customer's segment; segments without charges pay nothing. */
const chargeSql = (pieces: readonly Piece[], piece: Piece, name: keyof Charges): string => {
  const segments = [...new Set(pieces.flatMap(({ bySegment }) => [...bySegment.keys()]))];
  const charges = [0, ...segments.map((segment) => piece.bySegment.get(segment)?.[name] ?? 0)];
  return charges.every((charge) => charge === 0) ? '0' : `[${charges.join(', ')}]::Array(Int64)[s + 1]`;
};

const valueSql = (end: LifetimesAt, at: number, pieces: readonly Piece[]): string => {
  const own = end.years.map((year) => pieces.findIndex((piece) => pieceName(piece) === pieceName(year)));
  const charged = own.flatMap((index) =>
    kinds.flatMap(([name]) => {
      const piece = pieces[index];
      const charge = piece ? chargeSql(pieces, piece, name) : '0';
      return charge === '0' ? [] : [`if(bitTest(${name}, ${index}), ${charge}, 0)`];
    }),
  );
  const exposed = own.flatMap((index) => {
    const piece = pieces[index];
    const charge = piece ? chargeSql(pieces, piece, 'retention') : '0';
    return charge === '0' ? [] : [`x_${index} * ${charge}`];
  });
  const perSuccess = charged.length === 0 ? '0' : charged.join(' + ');
  const perDays = exposed.length === 0 ? '0' : `intDiv(${exposed.join(' + ')} + ${perDay / 2}, ${perDay})`;
  return `c_${at} - (${perSuccess}) - ${perDays}`;
};

const readLifetimes = (row: Row, at: number): Lifetimes => {
  const n = number(row, `n_${at}`);
  const median = row[`median_${at}`];
  return {
    n,
    sum: number(row, `sum_${at}`),
    squares: number(row, `squares_${at}`),
    median: n === 0 || median === null || median === undefined ? null : Number(median),
    tenureDays: number(row, `tenure_${at}`),
    truncated: number(row, `truncated_${at}`),
    uncosted: 0,
    unrated: 0,
  };
};

const countEnds = async (
  warehouse: Warehouse,
  scope: Scope,
  question: Question,
  ends: readonly LifetimesAt[],
): Promise<Map<Day, Map<Key, Lifetimes>>> => {
  const pieces = [...new Map(ends.flatMap(({ years }) => years.map((year) => [pieceName(year), year]))).values()];
  const days = ends.map(({ to }) => to);
  const columns = ends.flatMap(({ to }, at) => {
    const holds = `first < ${dayNumber(to)}`;
    return [
      `countIf(${holds}) AS n_${at}`,
      `sumIf(v_${at}, ${holds}) AS sum_${at}`,
      `sumIf(toFloat64(v_${at}) * v_${at}, ${holds}) AS squares_${at}`,
      `quantileExactInclusiveIf(0.5)(v_${at}, ${holds}) AS median_${at}`,
      `sumIf(${dayNumber(to)} - first, ${holds}) AS tenure_${at}`,
      `countIf(${holds} AND seen < opening) AS truncated_${at}`,
    ];
  });
  const values = ends.map((end, at) => `${valueSql(end, at, pieces)} AS v_${at}`);
  const unknown = ends.flatMap(({ to }, at) => [
    `countIf(isNull(net_minor) AND toInt32(day) < ${dayNumber(to)}) AS unrated_${at}`,
    `countIf(isNotNull(net_minor) AND toInt32(day) < ${dayNumber(to)}) AS uncosted_${at}`,
  ]);
  const options = {
    parameters: parametersOf(scope, question) ?? {},
    settings: { max_query_size: 50_000_000 },
  };
  const [rows, lacking] = await Promise.all([
    countedOnce(
      warehouse,
      scope,
      {
        sql: `WITH (SELECT toInt32(min(day)) FROM ledger_lines WHERE ${ledgerOnly}) AS opening
SELECT ${keyNames(question.by)}${columns.join(', ')}
FROM (SELECT ${keyNames(question.by)}first, seen, ${values.join(', ')} FROM (${customersSql(question, days, pieces)}))
${group(question.by)}`,
        options,
      },
      // The longest of all: begun before what waits, it does not stand alone at the end.
      true,
    ),
    countedOnce(warehouse, scope, {
      sql: `SELECT ${keyNames(question.by)}${unknown.join(', ')}
FROM (SELECT customer, ${keyColumns(question.by)}1 AS found FROM ledger_profiles WHERE ${where(question)} AND first_order_day IS NOT NULL) AS profile
INNER JOIN (SELECT customer, day, net_minor FROM ledger_lines WHERE ${ledgerOnly} AND (isNull(net_minor) OR isNull(cogs_minor))) AS line USING (customer)
${group(question.by)}`,
      options,
    }),
  ]);
  const missing = new Map(lacking.map((row) => [keyOfRow(row, question.by), row]));
  return new Map(
    days.map((to, at) => [
      to,
      new Map(
        rows.flatMap((row): [Key, Lifetimes][] => {
          const key = keyOfRow(row, question.by);
          const told = readLifetimes(row, at);
          const lack = missing.get(key);
          if (lack)
            Object.assign(told, { uncosted: number(lack, `uncosted_${at}`), unrated: number(lack, `unrated_${at}`) });
          return told.n > 0 ? [[key, told]] : [];
        }),
      ),
    ]),
  );
};

/** Customers' historic value at several days, as `lifetimesOfLedger` (analysis/components) defines it. */
export const lifetimesInWarehouse = async (
  warehouse: Warehouse,
  scope: Scope,
  question: Question,
  ends: readonly LifetimesAt[],
): Promise<Map<Day, Map<Key, Lifetimes>>> => {
  // Years and ends together must fit one mask.
  const parts = await Promise.all(chunks(ends, 24).map((part) => countEnds(warehouse, scope, question, part)));
  return new Map(parts.flatMap((part) => [...part]));
};
