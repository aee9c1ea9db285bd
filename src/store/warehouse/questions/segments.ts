import { testedFields } from '../../../analysis/blueprint/segment-rule.ts';
import type { CustomerField, CustomerTest } from '../../../model/blueprint/inputs.ts';
import type { Day, Period } from '../../../model/days.ts';
import { place } from '../ledger/customers.ts';
import { currentFacts, ofWorkspace } from '../ledger/fragments.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import type { Scope } from './scope.ts';
import { Parameters, testSql } from './tests.ts';

/** How many customers fit one of several rules; money in minor units. */
type RuleCount = {
  customers: number;
  active: number;
  minor: number;
  /** Of them, those an earlier rule takes too. */
  alsoElsewhere: number;
  /** The first few by id. */
  examples: { id: string; name: string }[];
};

const ledger = 'workspace = {workspace:String} AND snapshot = {snapshot:UInt64}';
const mostExamples = 5;
const attribute = 'attributes.';

/** A customer's cell as SQL over its card. */
const columnOf = (field: CustomerField, bound: Parameters): string =>
  field.startsWith(attribute) ? `props[${bound.add('String', field.slice(attribute.length))}]` : `toString(${field})`;

/**
 * Customers one a row, with their id, name and the cells that are tested: cards put together column by column as the ledger does, and those who
 * only have an order, of whom nothing but the id is known.
 */
const customersSql = (fields: readonly CustomerField[], several: boolean, bound: Parameters): string => {
  const id = several ? 'goes_by' : 'customer_id';
  const cells = fields.map((field, at) => ({
    name: `cell_${at}`,
    sql: field === 'customer_id' ? id : columnOf(field, bound),
  }));
  const rows = `SELECT * FROM ${currentFacts({ joined: several, keyed: false }, 'customers')} WHERE ${ofWorkspace}`;
  const apart = `customer IN (SELECT customer FROM (${rows}) GROUP BY customer HAVING count() > 1)`;
  const all = [{ name: 'card_name', sql: 'name' }, ...cells];
  const single = `SELECT customer, ${id} AS card_id, ${all.map(({ name, sql }) => `${sql} AS ${name}`).join(', ')}`;
  const known = several
    ? `${single} FROM (${rows}) WHERE NOT ${apart}
      UNION ALL SELECT customer, any(${id}), ${all
        .map(({ sql }) => `argMinIf(${sql}, ${place({ joined: true, keyed: false })}, ${sql} != '')`)
        .join(', ')} FROM (${rows}) WHERE ${apart} GROUP BY customer`
    : `${single} FROM (${rows})`;
  const nothing = [`''`, ...fields.map((field) => (field === 'customer_id' ? 'subject' : `''`))];
  return `${known}
    UNION ALL SELECT customer, subject, ${nothing.join(', ')} FROM ledger_profiles WHERE ${ledger} AND first_order_day IS NOT NULL
      AND customer NOT IN (SELECT customer FROM ${currentFacts({ joined: several, keyed: false }, 'customers')} WHERE ${ofWorkspace})`;
};

const severalRecords = async (warehouse: Warehouse, scope: Scope): Promise<boolean> => {
  const [row] = await warehouse.rows<{ several: number }>(
    `SELECT (SELECT count() > 0 FROM ledger_joins WHERE ${ledger})
      OR (SELECT uniqExact(source) > 1 FROM current_customers WHERE ${ofWorkspace}) AS several`,
    { parameters: scope },
  );
  return (row?.several ?? 0) > 0;
};

const ruleSqlOf = (
  rules: readonly CustomerTest[][][],
  fields: readonly CustomerField[],
  bound: Parameters,
): string[] => {
  const test = (each: CustomerTest): string => testSql(each, `cell_${fields.indexOf(each.field)}`, bound);
  return rules.map((rule) =>
    rule.length === 0 ? 'false' : rule.map((group) => `(${group.map(test).join(' AND ')})`).join(' OR '),
  );
};

/** Customers with the place, counted from 1, of the first rule each fits; those who fit none, and those nobody asks of, are left out. */
export const firstRuleSql = async (
  warehouse: Warehouse,
  scope: Scope,
  rules: readonly CustomerTest[][][],
  bound: Parameters,
  isAsked: (customer: string) => string,
): Promise<string> => {
  const fields = testedFields([...rules]);
  const customers = customersSql(fields, await severalRecords(warehouse, scope), bound);
  const branches = ruleSqlOf(rules, fields, bound).map((sql, at) => `${sql}, ${at + 1}, `);
  return `SELECT card.customer AS customer, toUInt16(multiIf(${branches.join('')}0)) AS first FROM (${customers}) AS card WHERE ${isAsked('card.customer')} AND first > 0`;
};

type Counted = {
  customers: number[];
  active: number[];
  minor: number[];
  also: number[];
  loose: number;
  loose_minor: number;
};
/** By `examples_N`. */
type Examples = Record<string, [string, string][]>;

/** Counts in one pass how many customers fit each of several rules, with what they brought in a period, and those with an order who fit none. */
export const countByRules = async (
  warehouse: Warehouse,
  scope: Scope,
  rules: readonly CustomerTest[][][],
  { period, asOf }: { period: Period; asOf: Day },
): Promise<{ counts: RuleCount[]; outside: { customers: number; minor: number } }> => {
  if (rules.length === 0) return { counts: [], outside: { customers: 0, minor: 0 } };
  const bound = new Parameters();
  const fields = testedFields([...rules]);
  const fits = ruleSqlOf(rules, fields, bound);
  const customers = customersSql(fields, await severalRecords(warehouse, scope), bound);
  const parameters: Record<string, SqlValue> = {
    workspace: scope.workspace,
    snapshot: scope.snapshot,
    from: period.from,
    to: period.to,
    as_of: asOf,
    ...bound.values,
  };
  const each = (what: (fit: string, at: number) => string): string =>
    rules.map((_, at) => what(`fit_${at}`, at)).join(', ');
  const [row] = await warehouse.rows<Counted & Examples>(
    `SELECT [${each((fit) => `countIf(${fit})`)}] AS customers, [${each((fit) => `countIf(${fit} AND is_active)`)}] AS active,
  [${each((fit) => `sumIf(net, ${fit})`)}] AS minor, [${each((fit, at) => `countIf(${fit} AND first <= ${at})`)}] AS also,
  countIf(first = 0 AND has_order) AS loose, sumIf(net, first = 0) AS loose_minor,
  ${each((fit, at) => `groupArraySortedIf(${mostExamples})((card_id, card_name), ${fit}) AS examples_${at}`)}
FROM (
  SELECT card_id, card_name, ${fits.map((sql, at) => `(${sql}) != 0 AS fit_${at}`).join(', ')}, multiIf(${each((fit, at) => `${fit}, ${at + 1}`)}, 0) AS first,
    card.customer IN (SELECT customer FROM ledger_lives WHERE ${ledger} AND \`from\` <= {as_of:Date32} AND (lost_on IS NULL OR lost_on > {as_of:Date32})) AS is_active,
    card.customer IN (SELECT customer FROM ledger_profiles WHERE ${ledger} AND first_order_day IS NOT NULL) AS has_order,
    bought.net AS net
  FROM (${customers}) AS card
  LEFT ANY JOIN (SELECT customer, ifNull(sum(net_minor), 0) AS net FROM ledger_lines
    WHERE ${ledger} AND day >= {from:Date32} AND day < {to:Date32} GROUP BY customer) AS bought ON bought.customer = card.customer
  WHERE first > 0 OR has_order
)`,
    { parameters },
  );
  const examples: Examples = row ?? {};
  const counts = rules.map((_, at) => ({
    customers: row?.customers[at] ?? 0,
    active: row?.active[at] ?? 0,
    minor: row?.minor[at] ?? 0,
    alsoElsewhere: row?.also[at] ?? 0,
    examples: (examples[`examples_${at}`] ?? []).map(([id, name]) => ({ id, name })),
  }));
  return { counts, outside: { customers: row?.loose ?? 0, minor: row?.loose_minor ?? 0 } };
};
