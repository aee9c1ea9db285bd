import type { Policy } from '../../../analysis/derivation/policy.ts';
import { ownedSince, ownersByKeys } from '../../../analysis/identity/anonymous.ts';
import { type CardRow, joiningKeys, type RawKey, recordsOf } from '../../../analysis/identity/collect.ts';
import { customerFinder } from '../../../analysis/identity/identity.ts';
import { type Join, joinRecords } from '../../../analysis/identity/joins.ts';
import { keyPlaces } from '../../../analysis/identity/key-kinds.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import {
  cardCells,
  eventCells,
  hasKeyProps,
  type KeyProps,
  keyedCells,
  namelessCells,
  versionsWithTraces,
} from './cells.ts';
import { head, ofSnapshot, ofWorkspace } from './fragments.ts';

/** Whether there is anything to look up of who is who: records joined, anonymous ids that are somebody's by a key. */
export type Joined = { joined: boolean; keyed: boolean };

type Joining = {
  workspace: string;
  snapshot: number;
  policy: Policy;
  /** The imports that count: what earlier versions of cards in them say of clicks and browsers stays. */
  standing?: readonly number[];
  signal?: AbortSignal;
};

const any = (table: string, condition: string): string =>
  `(SELECT count() > 0 FROM (SELECT 1 FROM current_${table} WHERE ${ofWorkspace} AND (${condition}) LIMIT 1))`;
const isNameless = `customer = 0 AND person_id = ''`;

type KeyPresence = KeyProps & { cards: boolean; anonymous: boolean };

const anyEarlier = (kind: 'customers' | 'people'): string =>
  `(SELECT count() > 0 FROM (SELECT 1 FROM ${versionsWithTraces(kind)} LIMIT 1))`;

const presenceSql = `SELECT
  ${any('customers', `email != '' OR phone != '' OR tax_id != '' OR ${hasKeyProps}`)} OR ${any('people', `email != '' OR phone != '' OR ${hasKeyProps}`)} AS cards,
  ${any('customers', hasKeyProps)} AS customers, ${any('people', hasKeyProps)} AS people, ${any('deals', `customer != 0 AND ${hasKeyProps}`)} AS deals,
  ${anyEarlier('customers')} AS earlierCustomers, ${anyEarlier('people')} AS earlierPeople, ${any('interactions', isNameless)} AS anonymous,
  ${any('interactions', `NOT (${isNameless}) AND ${hasKeyProps}`)} AS named, ${any('interactions', `${isNameless} AND ${hasKeyProps}`)} AS nameless`;

const presenceOf = async (warehouse: Warehouse, parameters: Record<string, SqlValue>): Promise<KeyPresence> => {
  const [row] = await warehouse.rows<Record<keyof KeyPresence, number>>(presenceSql, { parameters });
  const has = (name: keyof KeyPresence): boolean => Number(row?.[name] ?? 0) > 0;
  return {
    cards: has('cards') || has('earlierCustomers') || has('earlierPeople'),
    earlierCustomers: has('earlierCustomers'),
    earlierPeople: has('earlierPeople'),
    customers: has('customers'),
    people: has('people'),
    deals: has('deals'),
    anonymous: has('anonymous'),
    named: has('named'),
    nameless: has('nameless'),
  };
};

/**
 * Finds out under a snapshot's number who is who among a workspace's current facts, as `identityOf` does.
 *
 * The engine finds the cells that several records share, in whatever spelling; only these are read, compared and joined here. Where nothing is
 * shared and nobody decided anything this takes a look at every key and writes nothing.
 */
export const deriveJoins = async (warehouse: Warehouse, joining: Joining): Promise<Joined> => {
  const { workspace, snapshot, policy } = joining;
  const standing = [...(joining.standing ?? [])];
  const has = await presenceOf(warehouse, { workspace, standing });
  const parameters = { workspace, snapshot, as_of: policy.asOf, time_zone: policy.time_zone, standing };
  const options = { parameters, ...(joining.signal ? { signal: joining.signal } : {}) };
  try {
    if (has.cards) {
      const cells = keyedCells(cardCells(has), policy.country);
      await warehouse.command(keysOfSeveral(cells), options);
      const [some] = await warehouse.rows(`SELECT 1 FROM work_shared_keys WHERE ${ofSnapshot} LIMIT 1`, { parameters });
      if (some !== undefined) await warehouse.command(cellsOfSeveral(cells), options);
    }
    const joins = await joinsOf(warehouse, joining, parameters);
    const head = { workspace, snapshot };
    const joined = joins.map(({ record, customer, by, value, other }) => ({
      ...head,
      record,
      customer_id: customer,
      key_kind: by,
      key_value: value,
      other,
    }));
    await insertRows(warehouse, 'ledger_joins', joined);
    if (!has.anonymous || !hasKnownKeys(has)) return { joined: joins.length > 0, keyed: false };
    await dropCells(warehouse, joining);
    await warehouse.command(sharedWithNameless(has, policy.country), options);
    const owners = await ownersOf(warehouse, joining, joins, parameters);
    await insertRows(
      warehouse,
      'ledger_keyed',
      owners.map((owner) => ({ ...head, ...owner })),
    );
    return { joined: joins.length > 0, keyed: owners.length > 0 };
  } finally {
    await dropCells(warehouse, joining);
  }
};

const hasKnownKeys = (has: KeyPresence): boolean =>
  has.customers || has.people || has.earlierCustomers || has.earlierPeople || has.deals || has.named || has.nameless;

const dropCells = async (warehouse: Warehouse, { workspace, snapshot }: Joining): Promise<void> => {
  for (const table of ['work_shared_keys', 'work_shared_cells'])
    await warehouse.command(`ALTER TABLE ${table} DROP PARTITION ({workspace:String}, {snapshot:UInt64})`, {
      parameters: { workspace, snapshot },
    });
};

/** Only numbers are grouped here; what the few shared ones stand for is read after. */
const keysOfSeveral = (cells: string): string => `INSERT INTO work_shared_keys
  SELECT ${head}, key FROM (${cells}) GROUP BY key HAVING min(node) != max(node)`;

const cellsOfSeveral = (cells: string): string => `INSERT INTO work_shared_cells
  SELECT ${head}, subject, name, text, node, NULL, false FROM (${cells}) WHERE key IN (SELECT key FROM work_shared_keys WHERE ${ofSnapshot})`;

const sharedWithNameless = (has: KeyProps, country: string): string => {
  const known = keyedCells([cardCells(has), ...eventCells(has)].join(' UNION ALL '), country);
  const nameless = keyedCells(namelessCells(has), country);
  return `INSERT INTO work_shared_cells
    SELECT ${head}, subject, name, text, node, at, false FROM (${known}) WHERE key IN (SELECT key FROM (${nameless}))
    UNION ALL SELECT DISTINCT ${head}, subject, name, text, node, NULL, true FROM (${nameless}) WHERE key IN (SELECT key FROM (${known}))`;
};

/** Attributes that may hold a tax number. */
const taxProps = keyPlaces.flatMap(({ kind, props }) => (kind === 'tax' ? props : []));

const joinsOf = async (
  warehouse: Warehouse,
  { policy }: Joining,
  parameters: Record<string, SqlValue>,
): Promise<Join[]> => {
  const cells = await warehouse.rows<{ name: string; text: string; subject: string }>(
    `SELECT DISTINCT name, text, subject FROM work_shared_cells WHERE ${ofSnapshot}`,
    { parameters },
  );
  const named = [...new Set(policy.decisions.flatMap(({ records, others }) => [...records, ...others]))];
  if (cells.length === 0 && named.length === 0) return [];
  const rows = await warehouse.rows<CardRow>(
    `SELECT customer_id AS id, toString(kind) AS kind, partner_id AS partnerId, toUnixTimestamp64Milli(created_at) AS createdAt,
      arrayFilter(text -> text != '', [tax_id, ${taxProps.map((name) => `props['${name}']`).join(', ')}]) AS taxTexts
    FROM current_customers FINAL WHERE ${ofWorkspace}
      AND (customer IN (SELECT node FROM work_shared_cells WHERE ${ofSnapshot}) OR customer_id IN {named:Array(String)})`,
    { parameters: { ...parameters, named } },
  );
  const raw = cells.map((cell) => ({ ...cell, at: null }));
  return joinRecords(recordsOf(rows, policy.country), joiningKeys(raw, policy.country), policy.decisions);
};

/** Numbers the engine's 64 bits can hold. */
const farPast = -(2 ** 62);
const inRange = (at: number): number => Math.max(farPast, Math.min(-farPast, at));

const ownersOf = async (
  warehouse: Warehouse,
  { policy }: Joining,
  joins: readonly Join[],
  parameters: Record<string, SqlValue>,
): Promise<{ anonymous: string; owner: string; since: string }[]> => {
  const cells = await warehouse.rows<RawKey & { isNameless: boolean }>(
    `SELECT name, text, subject, min(at) AS at, is_nameless AS isNameless FROM work_shared_cells WHERE ${ofSnapshot}
      GROUP BY name, text, subject, is_nameless`,
    { parameters },
  );
  const known = cells.filter((cell) => !cell.isNameless);
  const nameless = cells.filter((cell) => cell.isNameless);
  const owners = ownersByKeys(known, nameless, customerFinder(joins), policy.country);
  return [...owners].map(([anonymous, { subject, at }]) => ({
    anonymous,
    owner: subject,
    since: BigInt(inRange(ownedSince(policy, at))).toString(),
  }));
};

const rowsAtOnce = 100_000;

const insertRows = async (warehouse: Warehouse, table: string, rows: readonly object[]): Promise<void> => {
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const lines = rows.slice(at, at + rowsAtOnce).map((row) => JSON.stringify(row));
    await warehouse.insert(`INSERT INTO ${table} FORMAT JSONEachRow`, new TextEncoder().encode(lines.join('\n')));
  }
};
