import type { Dimension } from '../../../model/metric-words.ts';
import type { Filter } from '../../../model/numbers.ts';
import { ofSnapshot } from '../ledger/fragments.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';

/** Which ledger a question is put to. */
export type Scope = { workspace: string; snapshot: number };

/** Whether a ledger has a line of which a condition (in the engine's words) holds: the first one found is the answer. */
export const hasLine = async (
  warehouse: Warehouse,
  { workspace, snapshot }: Scope,
  where: string,
): Promise<boolean> => {
  const found = await warehouse.rows(`SELECT 1 FROM ledger_lines WHERE ${ofSnapshot} AND (${where}) LIMIT 1`, {
    parameters: { workspace, snapshot },
  });
  return found.length > 0;
};

/** Part of a WHERE clause with the parameters it binds. */
export type Condition = { sql: string; parameters: Record<string, SqlValue> };

const profileDimensions: readonly Dimension[] = ['segment', 'channel', 'campaign', 'sales_type', 'process', 'cohort'];

const columnOf = (dimension: Dimension): string =>
  // A month is named by its first seven characters or its first day: both mean the same month.
  dimension === 'cohort' ? 'left(toString(cohort), 7)' : dimension;

const valuesOf = (dimension: Dimension, values: readonly string[]): string[] =>
  dimension === 'cohort' ? values.map((value) => value.slice(0, 7)) : [...values];

/**
 * The rows of one ledger table that a filter leaves.
 *
 * `own` lists the dimensions the table has columns for. A dimension it lacks is asked of the customer: of the profile, and for product
 * and rung of the lines the customer bought. A table without customers (costs) takes no row for a dimension it lacks.
 */
export const inScope = (
  scope: Scope,
  filter: Filter | undefined,
  own: readonly Dimension[],
  table: { hasCustomer?: boolean; inLedger?: boolean } = {},
): Condition => {
  const parameters: Record<string, SqlValue> = { workspace: scope.workspace, snapshot: scope.snapshot };
  const parts = [table.inLedger === false ? 'true' : ofSnapshot];
  for (const [name, values] of Object.entries(filter ?? {}) as [Dimension, string[]][]) {
    if (!values || values.length === 0) continue;
    const parameter = `filter_${name}`;
    parameters[parameter] = valuesOf(name, values);
    const test = `${columnOf(name)} IN {${parameter}:Array(String)}`;
    if (own.includes(name)) parts.push(test);
    else if (table.hasCustomer === false) parts.push('false');
    else {
      const asked = profileDimensions.includes(name) ? 'ledger_profiles' : 'ledger_lines';
      parts.push(`customer IN (SELECT customer FROM ${asked} WHERE ${ofSnapshot} AND ${test})`);
    }
  }
  return { sql: parts.join('\n  AND '), parameters };
};

/** Dimensions that are columns of each ledger table. */
export const ownDimensions = {
  lines: ['segment', 'channel', 'campaign', 'product', 'rung', 'sales_type', 'process', 'cohort'],
  orders: ['segment', 'channel', 'campaign', 'sales_type', 'process'],
  profiles: profileDimensions,
  customers: [],
  deals: ['segment', 'channel', 'campaign', 'product', 'sales_type', 'process'],
  costs: ['segment', 'channel', 'campaign', 'process'],
  work: ['segment', 'channel', 'campaign', 'process'],
  touches: ['segment', 'channel', 'campaign'],
  payments: ['segment'],
} as const satisfies Record<string, readonly Dimension[]>;
