import { bordersOf, keyOf, type Question } from '../../../../analysis/components/question.ts';
import { costDimensions } from '../../../../analysis/components/tally.ts';
import { monthOf } from '../../../../model/days.ts';
import { groupKey } from '../../ledger/fragments.ts';
import type { Scope } from '../scope.ts';
import {
  atomDay,
  atomSql,
  dayNumber,
  dimensionSql,
  keyColumns,
  keyNames,
  keyOfRow,
  ledgerOnly,
  number,
  parametersOf,
  periodKeys,
  type Row,
  type Statement,
  where,
} from './sql.ts';

const sumsOf = (row: Row, names: readonly string[]): Record<string, number> =>
  Object.fromEntries(names.map((name) => [name, number(row, name)]));

/** A table's rows before the last border, added up by atom, dimensions and tags. */
const additive = (
  scope: Scope,
  question: Question,
  table: string,
  tags: Record<string, string>,
  sums: Record<string, string>,
): Statement => {
  const borders = bordersOf(question.periods);
  const tagColumns = Object.entries(tags).map(([name, sql]) => `${sql} AS ${name}, `);
  const tagNames = Object.keys(tags).map((name) => `${name}, `);
  const sumColumns = Object.entries(sums).map(([name, sql]) => `${sql} AS sum_${name}`);
  return {
    sql: `SELECT ${atomSql('toInt32(day)', borders)} AS at, ${keyColumns(question.by)}${tagColumns.join('')}${sumColumns.join(', ')}
FROM ${table}
WHERE ${where(question)} AND toInt32(day) < ${dayNumber(borders.at(-1) ?? '1970-01-01')}
GROUP BY at, ${keyNames(question.by)}${tagNames.join('')}1`,
    options: { parameters: parametersOf(scope, question) ?? {} },
    read: (rows) =>
      rows.map((row) => ({
        at: atomDay(row.at ?? ''),
        key: keyOfRow(row, question.by),
        tag: Object.keys(tags)
          .map((name) => row[name])
          .join('|'),
        sums: Object.fromEntries(Object.keys(sums).map((name) => [name, number(row, `sum_${name}`)])),
      })),
  };
};

export const linesSql = (scope: Scope, question: Question): Statement =>
  additive(
    scope,
    question,
    'ledger_lines',
    { class_tag: 'toString(class)', led_tag: 'marketing_led + 2 * sales_led' },
    {
      lines: 'count()',
      net: 'sum(ifNull(net_minor, 0))',
      gross: 'sum(ifNull(net_minor - cogs_minor, 0))',
      service: 'sum(service_minor)',
      contractual: 'sum(if(contractual, ifNull(net_minor, 0), 0))',
      contractual_gross: 'sum(if(contractual, ifNull(net_minor - cogs_minor, 0), 0))',
      unrated: 'countIf(isNull(net_minor))',
      uncosted: 'countIf(isNotNull(net_minor) AND isNull(cogs_minor))',
      uncosted_net: 'sum(if(isNull(cogs_minor), ifNull(net_minor, 0), 0))',
      assumed: 'countIf(cogs_assumed)',
    },
  );

export const ordersSql = (scope: Scope, question: Question): Statement =>
  additive(scope, question, 'ledger_orders', {}, { orders: 'count()' });

export const paymentsSql = (scope: Scope, question: Question): Statement =>
  additive(
    scope,
    question,
    'ledger_payments',
    {},
    { paid: 'sum(ifNull(amount_minor, 0))', unrated: 'countIf(isNull(amount_minor))', payments: 'count()' },
  );

/** Costs are those of the whole company, by all four cost dimensions, whatever is asked. */
export const costsSql = (scope: Scope, question: Question): Statement => {
  const statement = additive(
    scope,
    { ...question, by: [...costDimensions], filter: {} },
    'ledger_costs',
    { class_tag: 'toString(class)', function_tag: 'toString(function)', cell_tag: "toUInt8(cell != '')" },
    {
      amount: 'sum(ifNull(amount_minor, 0))',
      hours: 'sum(hours_milli)',
      rows: 'count()',
      unrated: 'countIf(isNull(amount_minor))',
    },
  );
  return { ...statement, read: (rows) => statement.read(rows).filter((tally) => tally.at !== '') };
};

/** Hours logged on interactions: like costs, of the whole company by all four dimensions. */
export const workSql = (scope: Scope, question: Question): Statement => {
  const statement = additive(
    scope,
    { ...question, by: [...costDimensions], filter: {} },
    'ledger_work',
    { class_tag: 'toString(class)' },
    { hours: 'sum(hours_milli)' },
  );
  return { ...statement, read: (rows) => statement.read(rows).filter((tally) => tally.at !== '') };
};

export const productsSql = (scope: Scope, question: Question): Statement => {
  const borders = bordersOf(question.periods);
  const periods = periodKeys(question.periods);
  const atom = atomSql('toInt32(day)', borders);
  const keys = question.by.map((dimension) => dimensionSql(dimension));
  return {
    sql: `SELECT w, ${keyNames(question.by)}uniqExact(bought) AS products
FROM (
  SELECT any(${atom}) AS at, ${keys.map((key, at) => `any(${key}) AS d${at}, `).join('')}any(product) AS bought
  FROM ledger_lines
  WHERE ${where(question)} AND NOT is_refund AND product != ''
    AND toInt32(day) >= ${dayNumber(borders[0] ?? '1970-01-01')} AND toInt32(day) < ${dayNumber(borders.at(-1) ?? '1970-01-01')}
  GROUP BY ${groupKey([atom, ...keys, 'product'])}
)
ARRAY JOIN [${periods.map((_, at) => at).join(', ')}] AS w, [${periods.map(({ from }) => dayNumber(from)).join(', ')}]::Array(Int32) AS f,
  [${periods.map(({ to }) => dayNumber(to)).join(', ')}]::Array(Int32) AS t
WHERE at >= f AND at < t
GROUP BY ${keyNames(question.by)}w`,
    options: { parameters: parametersOf(scope, question) ?? {} },
    read: (rows) =>
      rows.map((row) => {
        const period = periods[Number(row.w)];
        return {
          at: `${period?.from}/${period?.to}`,
          key: keyOfRow(row, question.by),
          tag: '',
          sums: sumsOf(row, ['products']),
        };
      }),
  };
};

export const campaignsSql = (scope: Scope, question: Question): Statement => {
  const periods = periodKeys(question.periods);
  const spans = periods.map(({ from, to }) => [monthOf(from), to] as const);
  const wanted = spans.map(([from, to]) => `(month >= ${dayNumber(from)} AND month < ${dayNumber(to)})`).join(' OR ');
  const keys = keyColumns(question.by);
  return {
    sql: `SELECT month, ${keyNames(question.by)}uniqExact(campaign) AS campaigns
FROM (
  SELECT toInt32(toStartOfMonth(day)) AS month, ${keys}toString(campaign) AS campaign FROM ledger_costs WHERE ${where(question)}
  UNION ALL
  SELECT toInt32(month) AS month, ${keys}toString(campaign) AS campaign FROM ledger_touches WHERE ${where(question)}
)
WHERE campaign != '' AND (${wanted})
GROUP BY month, ${keyNames(question.by)}1`,
    options: { parameters: parametersOf(scope, question) ?? {} },
    read: (rows) =>
      rows.map((row) => ({
        at: atomDay(row.month ?? ''),
        key: keyOfRow(row, question.by),
        tag: '',
        sums: sumsOf(row, ['campaigns']),
      })),
  };
};

export const presenceSql = (scope: Scope): Statement => {
  const names = ['attempts', 'activations', 'referrals', 'payments', 'costs', 'cells', 'deals', 'lines'] as const;
  const count = (table: string, test = 'true') => `(SELECT count() FROM ${table} WHERE ${ledgerOnly} AND ${test})`;
  return {
    sql: `SELECT ${count('ledger_events', "kind = 'winback_attempt'")} AS attempts,
  ${count('ledger_events', "kind = 'activated'")} AS activations,
  ${count('ledger_events', "kind = 'referral'")} AS referrals,
  ${count('ledger_payments')} AS payments, ${count('ledger_costs')} AS costs, ${count('ledger_costs', "cell != ''")} AS cells,
  ${count('ledger_deals')} AS deals, ${count('ledger_lines')} AS lines`,
    options: { parameters: { workspace: scope.workspace, snapshot: scope.snapshot } },
    read: (rows) => rows.map((row) => ({ at: '', key: keyOf([]), tag: '', sums: sumsOf(row, names) })),
  };
};
