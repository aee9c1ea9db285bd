import { channelPolicy } from '../../src/analysis/channels/meaning.ts';
import type { Facts } from '../../src/analysis/derivation/facts.ts';
import type { Policy } from '../../src/analysis/derivation/policy.ts';
import { noChannelRules } from '../../src/model/channels.ts';
import { Settings } from '../../src/model/settings.ts';
import type { Warehouse } from '../../src/store/warehouse/warehouse.ts';

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const instant = (ms: number): string => new Date(ms).toISOString().slice(0, 23).replace('T', ' ');

type Kind = {
  table: string;
  /** SQL of the row's id. */
  id: string;
  instants: string[];
  customer: boolean;
  /** Rows of imports that stand, not current ones. */
  earlier?: boolean;
  /** Columns whose names differ from the facts'. */
  renamed?: Record<string, string>;
};

const kinds: Record<keyof Facts, Kind> = {
  customers: { table: 'customers', id: 'customer_id', instants: ['createdAt'], customer: true },
  people: { table: 'people', id: 'person_id', instants: [], customer: true },
  earlierCustomers: {
    table: 'customers',
    id: 'customer_id',
    instants: ['createdAt'],
    customer: true,
    earlier: true,
  },
  earlierPeople: { table: 'people', id: 'person_id', instants: [], customer: true, earlier: true },
  interactions: {
    table: 'interactions',
    id: 'id',
    instants: ['occurredAt'],
    customer: true,
  },
  deals: { table: 'deals', id: 'id', instants: ['openedAt', 'stageEnteredAt', 'closedAt'], customer: true },
  orderLines: { table: 'order_lines', id: 'line_id', instants: ['orderedAt'], customer: true },
  products: { table: 'products', id: 'product_id', instants: [], customer: false },
  payments: { table: 'payments', id: 'payment_id', instants: ['paidAt'], customer: true },
  rates: { table: 'rates', id: `concat(toString(date), ' ', currency)`, instants: [], customer: false },
  costs: { table: 'costs', id: 'cost_id', instants: [], customer: false },
};

const rowOf = (row: Record<string, unknown>, at: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      snake(name),
      typeof value === 'number' && at.includes(name) ? instant(value) : value,
    ]),
  );

/** The import all earlier versions of generated facts are of. */
export const earlierImport = 1;

/** Puts facts straight into the current tables of a workspace, as an import that is done leaves them; earlier versions are of one import. */
export const insertFacts = async (warehouse: Warehouse, workspace: string, facts: Facts): Promise<void> => {
  for (const [name, kind] of Object.entries(kinds) as [keyof Facts, Kind][]) {
    const rows = ((facts[name] ?? []) as unknown as Record<string, unknown>[]).map((row) =>
      rowOf(row, [...kind.instants, 'updatedAt']),
    );
    const [first] = rows;
    if (!first) continue;
    const names = Object.keys(first).filter((column) => column !== 'id');
    const types = await warehouse.rows<{ name: string; type: string }>(
      'SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String}',
      { parameters: { table: `current_${kind.table}` } },
    );
    const structure = Object.keys(first).map((column) => {
      const type = types.find((each) => each.name === column)?.type;
      if (!type) throw new Error(`No column ${column} in current_${kind.table}`);
      return `${column} ${type.replace(/LowCardinality\(String\)/, 'String')}`;
    });
    const customer = kind.customer ? `, if(customer_id = '', 0, sipHash64(customer_id))` : '';
    const waiting = `waiting_${kind.table}`;
    await warehouse.command(`CREATE OR REPLACE TABLE ${waiting} (${structure.join(', ')}) ENGINE = Memory`);
    const lines = rows.map((row) => JSON.stringify(row)).join('\n');
    await warehouse.insert(`INSERT INTO ${waiting} FORMAT JSONEachRow`, new TextEncoder().encode(lines));
    await warehouse.command(
      `INSERT INTO ${kind.earlier ? 'versions' : 'current'}_${kind.table} (workspace, key, id, ${kind.earlier ? 'import_id' : 'revision'}, ${names.join(', ')}${kind.customer ? ', customer' : ''})
       SELECT {workspace:String}, reinterpretAsUInt128(sipHash128(source, toString(${kind.id}))), ${kind.id}, ${earlierImport}, ${names.join(', ')}${customer}
       FROM ${waiting}`,
      { parameters: { workspace } },
    );
    await warehouse.command(`DROP TABLE ${waiting} SYNC`);
  }
};

/** The default settings as a policy on a day. */
export const policyOn = (asOf: string, changes: Partial<Policy> = {}): Policy => ({
  currency: 'RUB',
  time_zone: 'Europe/Moscow',
  contract_grace_days: 30,
  merge_days: 7,
  winback_abandoned_after_days: 90,
  activation_kinds: [],
  winback_kinds: [],
  risk_kinds: [],
  referral_kinds: [],
  qualified_kinds: [],
  asOf,
  window: { lostAfterDays: 365, atRiskAfterDays: 180 },
  windows: [],
  corrections: [],
  country: 'RU',
  anonymous_join: true,
  anonymous_window_days: 400,
  rr_churn_on: 'day_after',
  rr_past_due_days: 0,
  rr_pause_days: 0,
  rr_coupons: 'as_written',
  at_risk_by: 'silence',
  decisions: [],
  channels: channelPolicy(noChannelRules, Settings.parse({})),
  ...changes,
});
