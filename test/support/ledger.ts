import type { Policy } from '../../src/analysis/derivation/policy.ts';
import type { Ledger } from '../../src/analysis/ledger.ts';
import { evidenceParameters, staysWithEvidence } from '../../src/store/warehouse/ledger/evidence.ts';
import type { Warehouse } from '../../src/store/warehouse/warehouse.ts';

const camel = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const tables: Record<keyof Ledger, string> = {
  lines: 'ledger_lines',
  orders: 'ledger_orders',
  lives: 'ledger_lives',
  intervals: 'ledger_intervals',
  events: 'ledger_events',
  profiles: 'ledger_profiles',
  contracts: 'ledger_contracts',
  deals: 'ledger_deals',
  costs: 'ledger_costs',
  payments: 'ledger_payments',
  touches: 'ledger_touches',
  work: 'ledger_work',
};

/** Columns of the tables that only serve later steps. */
const beside = new Set([
  'workspace',
  'snapshot',
  'hasWinback',
  'orderKey',
  'lifeFrom',
  'returns',
  'nextDay',
  'atMs',
  'openedAt',
  'droppedDay',
]);

/** The rows of a ledger in the warehouse as those of the definition; customers by their ids again. */
export const readLedger = async (
  warehouse: Warehouse,
  workspace: string,
  snapshot: number,
  policy: Policy,
): Promise<Ledger> => {
  const parameters = { workspace, snapshot };
  const scope = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';
  const names = await warehouse.rows<{ hash: string; subject: string }>(
    `SELECT toString(customer) AS hash, subject FROM ledger_profiles WHERE ${scope}
     UNION DISTINCT SELECT toString(customer), any(customer_id) FROM (
       SELECT customer, customer_id FROM current_order_lines WHERE workspace = {workspace:String}
       UNION ALL SELECT customer, customer_id FROM current_customers WHERE workspace = {workspace:String}
       UNION ALL SELECT customer, customer_id FROM current_deals WHERE workspace = {workspace:String}
       UNION ALL SELECT customer, customer_id FROM current_payments WHERE workspace = {workspace:String}
       UNION ALL SELECT customer, customer_id FROM ledger_joins WHERE ${scope})
     WHERE customer != 0 GROUP BY customer`,
    { parameters },
  );
  const subjects = new Map(names.map((row) => [row.hash, row.subject]));
  const read = async ([name, table]: [string, string]) => {
    const columns =
      name === 'touches' ? '*' : table === 'ledger_costs' ? '*' : '* REPLACE (toString(customer) AS customer)';
    const rows = await warehouse.rows<Record<string, unknown>>(
      table === 'ledger_intervals'
        ? `SELECT ${columns} FROM (${staysWithEvidence('1')})`
        : table === 'ledger_orders'
          ? `SELECT ${columns} FROM (SELECT o.*, l.source AS source, l.order_id AS order_id FROM (SELECT * FROM ledger_orders WHERE ${scope}) AS o
              LEFT ANY JOIN (SELECT order_key, any(source) AS source, any(order_id) AS order_id FROM ledger_lines WHERE ${scope} GROUP BY order_key) AS l
              ON l.order_key = o.order_key)`
          : `SELECT ${columns} FROM ${table} WHERE ${scope}`,
      {
        parameters: { ...parameters, ...(table === 'ledger_intervals' ? evidenceParameters(policy, policy.asOf) : {}) },
      },
    );
    return [name, rows.map((row) => rowOf(name as keyof Ledger, row, subjects))];
  };
  return Object.fromEntries(await Promise.all(Object.entries(tables).map(read))) as Ledger;
};

const rowOf = (name: keyof Ledger, row: Record<string, unknown>, subjects: Map<string, string>): object => {
  const cells = Object.entries(row).map(([column, value]) => [camel(column), value] as const);
  const known = Object.fromEntries(
    cells.filter(([column]) => !beside.has(column) && !(name === 'orders' && column === 'life')),
  );
  const customer =
    typeof row.customer === 'string'
      ? { customer: row.customer === '0' ? '' : (subjects.get(row.customer) ?? row.customer) }
      : {};
  if (name === 'profiles') {
    const { subject, ...rest } = known;
    return { ...rest, customer: subject, cohort: known.cohort ?? '' };
  }
  if (name !== 'intervals') return { ...known, ...customer };
  const { evidenceKind, evidenceSource, evidenceId, evidenceDay, evidenceKey: _, entry: __, ...stay } = known;
  return {
    ...stay,
    ...customer,
    evidence: { kind: evidenceKind, source: evidenceSource, id: evidenceId, day: evidenceDay },
  };
};
