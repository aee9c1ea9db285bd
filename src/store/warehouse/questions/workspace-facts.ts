import type { Day } from '../../../model/days.ts';
import type { FactKind } from '../../../model/facts.ts';
import { factKinds } from '../../../model/facts.ts';
import { type Dimension, dimensions } from '../../../model/metric-words.ts';
import { digestTables } from '../ledger/digest.ts';
import { waits } from '../quarantine.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';

/** How many facts a workspace has, and the days they lie between. */
export type WorkspaceFacts = {
  rows: Partial<Record<FactKind, number>>;
  quarantined: number;
  /** The one currency that all order lines name; null where one names another or none. */
  soleCurrency: string | null;
  /** Days of the earliest and the latest dated fact up to today; null without any. */
  firstDay: Day | null;
  lastDay: Day | null;
};

/** The columns that say when a fact happened. A customer's card and a rate are about no day of their own. */
const happenedAt: Record<FactKind, { column: string; isDay: boolean }[]> = {
  customers: [],
  people: [],
  interactions: [{ column: 'occurred_at', isDay: false }],
  deals: ['opened_at', 'stage_entered_at', 'closed_at'].map((column) => ({ column, isDay: false })),
  order_lines: [{ column: 'ordered_at', isDay: false }],
  products: [],
  payments: [{ column: 'paid_at', isDay: false }],
  rates: [],
  costs: ['date', 'month'].map((column) => ({ column, isDay: true })),
};

const dayOf = (value: string, isDay: boolean) => (isDay ? value : `toDate32(${value}, {time_zone:String})`);

const oneKind = (kind: FactKind): string => {
  const columns = happenedAt[kind];
  const seen = (column: string, isDay: boolean) =>
    isDay
      ? `${column} <= toDate32({today:String})`
      : `${column} < addDays(toDateTime64({today:String}, 3, {time_zone:String}), 1)`;
  const edge = (name: 'min' | 'max') =>
    columns.map(({ column, isDay }) => dayOf(`${name}OrNullIf(${column}, ${seen(column, isDay)})`, isDay)).join(', ');
  const first = columns.length === 0 ? 'NULL' : `arrayMin(arrayFilter(x -> x IS NOT NULL, [${edge('min')}]))`;
  const last = columns.length === 0 ? 'NULL' : `arrayMax(arrayFilter(x -> x IS NOT NULL, [${edge('max')}]))`;
  // Two tell that it is not one.
  const currencies = kind === 'order_lines' ? 'groupUniqArray(2)(toString(currency))' : 'emptyArrayString()';
  return `SELECT '${kind}' AS kind, count() AS rows, ${first} AS first_day, ${last} AS last_day, ${currencies} AS currencies
    FROM current_${kind} FINAL WHERE workspace = {workspace:String} AND deleted = 0`;
};

/** Counts a workspace's current facts by kind and finds the days they lie between, in its time zone. */
export const factsOf = async (
  warehouse: Warehouse,
  question: { workspace: string; timeZone: string; today: Day },
): Promise<WorkspaceFacts> => {
  const found = await warehouse.rows<{
    kind: FactKind | 'quarantine';
    rows: number;
    first: string;
    last: string;
    currencies: string[];
  }>(
    `SELECT kind, rows, ifNull(toString(first_day), '') AS first, ifNull(toString(last_day), '') AS last, currencies FROM (
      ${factKinds.map(oneKind).join('\nUNION ALL\n')}
      UNION ALL SELECT 'quarantine', count(), NULL, NULL, emptyArrayString() FROM quarantine WHERE workspace = {workspace:String} AND ${waits}
    )`,
    { parameters: { workspace: question.workspace, time_zone: question.timeZone, today: question.today } },
  );
  const days = (edge: 'first' | 'last') =>
    found
      .map((row) => row[edge])
      .filter((day) => day !== '')
      .sort();
  const currencies = found.find(({ kind }) => kind === 'order_lines')?.currencies ?? [];
  return {
    rows: Object.fromEntries(
      found.filter(({ kind, rows }) => kind !== 'quarantine' && rows > 0).map(({ kind, rows }) => [kind, rows]),
    ),
    quarantined: found.find(({ kind }) => kind === 'quarantine')?.rows ?? 0,
    soleCurrency: (currencies.length === 1 && currencies[0]) || null,
    firstDay: days('first')[0] ?? null,
    lastDay: days('last').at(-1) ?? null,
  };
};

/** How many values of one dimension a filter offers. */
const mostValues = 500;
const inCosts: readonly Dimension[] = ['segment', 'channel', 'campaign', 'process'];
const shown = (dimension: Dimension) => (dimension === 'cohort' ? 'left(toString(cohort), 7)' : dimension);

/** The values each dimension has in a ledger, those with the most net revenue first; '' (unknown) is not a value. */
export const dimensionValues = async (
  warehouse: Warehouse,
  scope: Scope,
): Promise<Partial<Record<Dimension, string[]>>> => {
  const of = (dimension: Dimension) => `SELECT '${dimension}' AS dimension, value, sum(net) AS net FROM (
      SELECT toString(${shown(dimension)}) AS value, toInt64(sum(net_minor)) AS net FROM ledger_lines
      WHERE workspace = {workspace:String} AND snapshot = {snapshot:UInt64} GROUP BY value
      ${
        inCosts.includes(dimension)
          ? `UNION ALL SELECT DISTINCT toString(${dimension}), toInt64(0) FROM ledger_costs
      WHERE workspace = {workspace:String} AND snapshot = {snapshot:UInt64}`
          : ''
      }
    ) WHERE value != '' GROUP BY value ORDER BY net DESC, value LIMIT ${mostValues}`;
  const found = await warehouse.rows<{ dimension: Dimension; values: string[] }>(
    `SELECT dimension, groupArray(value) AS values FROM (
      SELECT * FROM (${dimensions.map((dimension) => `(${of(dimension)})`).join('\nUNION ALL\n')})
      ORDER BY dimension, net DESC, value
    ) GROUP BY dimension`,
    { parameters: scope },
  );
  return Object.fromEntries(found.map(({ dimension, values }) => [dimension, values]));
};

/** Whether a workspace has a fact of this source and id. */
export const hasFact = async (
  warehouse: Warehouse,
  question: { workspace: string; kind: 'order_lines' | 'costs'; source: string; id: string },
): Promise<boolean> => {
  const { workspace, source, id } = question;
  const found = await warehouse.rows(
    `SELECT 1 FROM current_${question.kind} FINAL
    WHERE workspace = {workspace:String} AND source = {source:String} AND id = {id:String} AND deleted = 0`,
    { parameters: { workspace, source, id } },
  );
  return found.length > 0;
};

/**
 * Deletes all facts of a workspace at once, their history and what was refused of them too.
 *
 * What counts goes before what it came from, so that after a crash an undo of the imports finds nothing but its own rows.
 */
export const deleteFacts = async (warehouse: Warehouse, workspace: string): Promise<void> => {
  const tables = [
    ...digestTables,
    ...factKinds.map((kind) => `current_${kind}`),
    ...factKinds.map((kind) => `versions_${kind}`),
    'quarantine',
    'resent',
    'doubts',
  ];
  for (const table of tables)
    await warehouse.command(`ALTER TABLE ${table} DROP PARTITION {workspace:String}`, { parameters: { workspace } });
};
