import { publicDomains } from '../../../analysis/identity/keys.ts';
import { legalForms } from '../../../analysis/identity/names.ts';
import { cardCells, keyedCells } from '../ledger/cells.ts';
import type { Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';

const ledger = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';

/** A record that is another one in a ledger, and by what. */
export type LedgerJoin = { record: string; customer: string; kind: string; value: string; other: string };

const joinColumns = 'record, customer_id AS customer, key_kind AS kind, key_value AS value, other';

/** The id each record goes by in a ledger, of those that go by another than their own. */
export const customersOfRecords = async (
  warehouse: Warehouse,
  scope: Scope,
  records: readonly string[],
): Promise<Map<string, string>> => {
  const rows = await warehouse.rows<{ record: string; customer: string }>(
    `SELECT record, customer_id AS customer FROM ledger_joins
    WHERE ${ledger} AND raw IN (SELECT sipHash64(arrayJoin({records:Array(String)})))`,
    { parameters: { ...scope, records } },
  );
  return new Map(rows.map(({ record, customer }) => [record, customer]));
};

/** The records that are each customer, with what joined them; a customer of one record has none. */
export const joinsOfCustomers = (
  warehouse: Warehouse,
  scope: Scope,
  customers: readonly string[],
): Promise<LedgerJoin[]> =>
  warehouse.rows<LedgerJoin>(
    `SELECT ${joinColumns} FROM ledger_joins WHERE ${ledger} AND customer_id IN {customers:Array(String)} ORDER BY record`,
    { parameters: { ...scope, customers } },
  );

/** Anonymous ids that are a customer's by a key they left. */
export const anonymousOfCustomer = (
  warehouse: Warehouse,
  scope: Scope,
  customer: string,
): Promise<{ id: string; since: string }[]> =>
  warehouse.rows(
    `SELECT anonymous AS id, toString(since) AS since FROM ledger_keyed WHERE ${ledger} AND owner = {customer:String} ORDER BY anonymous`,
    { parameters: { ...scope, customer } },
  );

/** A row of a card as its source wrote it. */
export type CardRow = {
  fact: 'customers' | 'people';
  source: string;
  id: string;
  record: string;
  name: string;
  kind: string;
  segment: string;
  email: string;
  phone: string;
  taxId: string;
  region: string;
  partnerId: string;
  createdAt: string | null;
  props: Record<string, string>;
};

/** All rows of cards of records, the last updated first: those of customers, and of people under the customer or as a record of their own. */
export const cardsOfRecords = (
  warehouse: Warehouse,
  workspace: string,
  records: readonly string[],
): Promise<CardRow[]> =>
  warehouse.rows<CardRow>(
    `SELECT fact, source, id, record, name, kind, segment, email, phone, taxId, region, partnerId, createdAt, props FROM (
      SELECT 'customers' AS fact, toString(source) AS source, id, customer_id AS record, name, toString(kind) AS kind, toString(segment) AS segment,
        email, phone, tax_id AS taxId, toString(region) AS region, partner_id AS partnerId,
        if(created_at IS NULL, NULL, concat(replaceOne(toString(created_at), ' ', 'T'), 'Z')) AS createdAt, props, updated_at
      FROM current_customers FINAL
      WHERE workspace = {workspace:String} AND customer IN (SELECT sipHash64(arrayJoin({records:Array(String)})))
      UNION ALL
      SELECT 'people', toString(source), id, if(customer_id = '', concat('person:', person_id), customer_id) AS record, name, '', '',
        email, phone, '', '', '', NULL, props, updated_at
      FROM current_people FINAL
      WHERE workspace = {workspace:String} AND record IN {records:Array(String)}
    ) ORDER BY fact, ifNull(toUnixTimestamp64Milli(updated_at), -9223372036854775807) DESC, source, id`,
    { parameters: { workspace, records } },
  );

/** How many facts name each record. */
export const factsOfRecords = async (
  warehouse: Warehouse,
  workspace: string,
  records: readonly string[],
): Promise<Map<string, Record<'order_lines' | 'deals' | 'interactions' | 'payments', number>>> => {
  const counted = await warehouse.rows<{
    kind: 'order_lines' | 'deals' | 'interactions' | 'payments';
    record: string;
    rows: number;
  }>(
    `${(['order_lines', 'deals', 'interactions', 'payments'] as const)
      .map(
        (kind) => `SELECT '${kind}' AS kind, customer_id AS record, count() AS rows FROM current_${kind} FINAL
        WHERE workspace = {workspace:String} AND customer IN (SELECT sipHash64(arrayJoin({records:Array(String)}))) GROUP BY customer_id`,
      )
      .join(' UNION ALL ')}
    UNION ALL SELECT 'interactions', concat(if(person_id = '', 'anonymous:', 'person:'), if(person_id = '', anonymous_id, person_id)) AS record, count()
      FROM current_interactions FINAL WHERE workspace = {workspace:String} AND customer = 0 AND record IN {records:Array(String)} GROUP BY record`,
    { parameters: { workspace, records } },
  );
  const none = () => ({ order_lines: 0, deals: 0, interactions: 0, payments: 0 });
  const byRecord = new Map(records.map((record) => [record, none()]));
  for (const { kind, record, rows } of counted) {
    const counts = byRecord.get(record) ?? none();
    byRecord.set(record, { ...counts, [kind]: counts[kind] + rows });
  }
  return byRecord;
};

/** What a ledger knows of customers: names, orders, revenue; those it does not know are left out. */
export const standingOfCustomers = (
  warehouse: Warehouse,
  scope: Scope,
  customers: readonly string[],
): Promise<
  { id: string; name: string; kind: string; segment: string; orders: number; revenueMinor: number | null }[]
> =>
  warehouse.rows(
    `SELECT subject AS id, name, kind, segment, orders, if(m.customer = 0, 0, m.revenue) AS revenueMinor
    FROM (SELECT * FROM ledger_profiles WHERE ${ledger} AND subject IN {customers:Array(String)}) AS p
    LEFT ANY JOIN (
      SELECT customer, if(countIf(net_minor IS NULL) > 0, NULL, sum(net_minor)) AS revenue FROM ledger_lines
      WHERE ${ledger} AND customer IN (SELECT sipHash64(arrayJoin({customers:Array(String)}))) GROUP BY customer
    ) AS m ON m.customer = p.customer`,
    { parameters: { ...scope, customers } },
  );

/** How many customers have this one as their partner. */
export const endCustomersOf = async (
  warehouse: Warehouse,
  workspace: string,
  records: readonly string[],
): Promise<number> => {
  const [row] = await warehouse.rows<{ count: number }>(
    `SELECT uniqExact(customer) AS count FROM current_customers FINAL
    WHERE workspace = {workspace:String} AND partner_id IN {records:Array(String)}`,
    { parameters: { workspace, records } },
  );
  return row?.count ?? 0;
};

/** Counts of who is who in a ledger. */
export const identityCounts = async (
  warehouse: Warehouse,
  scope: Scope,
): Promise<{ customers: number; joined: number; anonymous: number; byKind: Record<string, number> }> => {
  const [counts, kinds] = await Promise.all([
    warehouse.rows<{ customers: number; joined: number; anonymous: number }>(
      `SELECT (SELECT count() FROM ledger_profiles WHERE ${ledger} AND NOT startsWith(subject, 'anonymous:')) AS customers,
        (SELECT count() FROM ledger_joins WHERE ${ledger}) AS joined, (SELECT count() FROM ledger_keyed WHERE ${ledger}) AS anonymous`,
      { parameters: scope },
    ),
    warehouse.rows<{ kind: string; count: number }>(
      `SELECT toString(key_kind) AS kind, count() AS count FROM ledger_joins WHERE ${ledger} GROUP BY kind`,
      { parameters: scope },
    ),
  ]);
  const { customers = 0, joined = 0, anonymous = 0 } = counts[0] ?? {};
  return { customers, joined, anonymous, byKind: Object.fromEntries(kinds.map(({ kind, count }) => [kind, count])) };
};

/** Places where so many customers are that being there says nothing: over fifty, and over a tenth of all. In lower case. */
export const commonPlaces = async (warehouse: Warehouse, workspace: string): Promise<Set<string>> => {
  const rows = await warehouse.rows<{ place: string }>(
    `SELECT lowerUTF8(trimBoth(region)) AS place FROM current_customers FINAL WHERE workspace = {workspace:String} AND region != ''
    GROUP BY place HAVING count() > greatest(50, (SELECT count() FROM current_customers WHERE workspace = {workspace:String}) / 10)`,
    { parameters: { workspace } },
  );
  return new Set(rows.map(({ place }) => place));
};

/** The most customers that can have something in common and it still says something. */
const mostInBlock = 6;

const quoted = (words: Iterable<string>): string => `[${[...words].map((word) => `'${word}'`).join(', ')}]`;
const everything = {
  customers: true,
  people: true,
  earlierCustomers: false,
  earlierPeople: false,
  deals: false,
  named: false,
  nameless: false,
};

const goesBy = (
  rows: string,
): string => `SELECT r.*, if(j.customer_id = '', r.subject, j.customer_id) AS customer FROM (${rows}) AS r
  LEFT ANY JOIN (SELECT raw, customer_id FROM ledger_joins WHERE ${ledger}) AS j ON j.raw = sipHash64(r.subject)`;

/** A name as `comparableName` reads it. */
const comparable = `arrayStringConcat(arraySort(arrayFilter(word -> word != '' AND word NOT IN ${quoted(legalForms)},
  splitByRegexp('[^\\\\pL\\\\pN]+', replaceAll(lowerUTF8(name), 'ё', 'е')))), ' ')`;

/** Approximations under which customers are put side by side, each a text that all who resemble each other in that way share. */
const roughly = {
  email_like: `if(position(email, '@') = 0, '', concat(replaceAll(splitByChar('+', splitByChar('@', lower(email))[1])[1], '.', ''), '@', splitByChar('@', lower(email))[2]))`,
  domain: `if(position(email, '@') = 0 OR splitByChar('@', trimBoth(lower(email)))[2] IN ${quoted(publicDomains)}, '', splitByChar('@', trimBoth(lower(email)))[2])`,
  name: comparable,
  name_like: `if(region = '' OR lengthUTF8(${comparable}) < 5, '', concat(substringUTF8(replaceAll(${comparable}, ' ', ''), 1, 5), '|', lowerUTF8(region)))`,
};

/** Customers that share a key or are alike in some way, a few under each; from these suggestions are made. */
export const resemblingCustomers = async (
  warehouse: Warehouse,
  scope: Scope,
  country: string,
): Promise<{
  cells: { block: string; name: string; text: string; customer: string }[];
  alike: { kind: keyof typeof roughly; value: string; customers: string[] }[];
}> => {
  const cells = goesBy(keyedCells(cardCells(everything), country));
  const few = `BETWEEN 2 AND ${mostInBlock}`;
  const alike = Object.entries(roughly).map(
    ([kind, value]) => `SELECT '${kind}' AS kind, ${value} AS value, customer FROM cards WHERE value != ''`,
  );
  const [shared, groups] = await Promise.all([
    warehouse.rows<{ block: string; name: string; text: string; customer: string }>(
      `SELECT DISTINCT toString(key) AS block, toString(name) AS name, text, customer FROM (${cells})
      WHERE key IN (SELECT key FROM (${cells}) GROUP BY key HAVING uniqExact(customer) ${few})`,
      { parameters: scope },
    ),
    warehouse.rows<{ kind: keyof typeof roughly; value: string; customers: string[] }>(
      `WITH cards AS (${goesBy(`SELECT customer_id AS subject, name, toString(region) AS region, email FROM current_customers FINAL WHERE workspace = {workspace:String}`)})
      SELECT kind, value, groupUniqArray(${mostInBlock + 1})(customer) AS customers FROM (${alike.join(' UNION ALL ')})
      GROUP BY kind, value HAVING length(customers) ${few}`,
      { parameters: scope },
    ),
  ]);
  return { cells: shared, alike: groups };
};
