import type { Question } from '../../../../analysis/components/question.ts';
import type { Section, Tallies, Tally } from '../../../../analysis/components/tally.ts';
import type { Day } from '../../../../model/days.ts';
import type { Warehouse } from '../../warehouse.ts';
import type { Scope } from '../scope.ts';
import { countedOnce } from './counted.ts';
import { distinctSql, entriesSql, exposureSql, statesSql } from './customers.ts';
import { dealsSql } from './deals.ts';
import { runRateSql } from './run-rate.ts';
import {
  campaignsSql,
  costsSql,
  linesSql,
  ordersSql,
  paymentsSql,
  presenceSql,
  productsSql,
  workSql,
} from './sales.ts';
import type { Statement } from './sql.ts';

const statementsOf: Record<Section, (scope: Scope, question: Question, asOf: Day) => Statement | Statement[]> = {
  lines: linesSql,
  products: productsSql,
  orders: ordersSql,
  entries: entriesSql,
  distinct: distinctSql,
  states: statesSql,
  exposure: exposureSql,
  runRate: runRateSql,
  deals: dealsSql,
  costs: costsSql,
  work: workSql,
  payments: paymentsSql,
  campaigns: campaignsSql,
  presence: presenceSql,
};

/**
 * Counts parts of a built ledger in the engine: the same rows as `tallyLedger` (analysis/components), in any order.
 *
 * Each part is one query, a few where there are over fifty periods; they are sent at once, urgent ones before others that wait.
 */
export const tallyWarehouse = async (
  warehouse: Warehouse,
  scope: Scope,
  question: Question,
  asOf: Day,
  sections: readonly Section[],
  isUrgent = false,
): Promise<Tallies> => {
  const counted = await Promise.all(
    sections.map(async (section): Promise<[Section, Tally[]]> => {
      const statements = [statementsOf[section](scope, question, asOf)].flat();
      const parts = await Promise.all(
        statements.map(async (statement) => statement.read(await countedOnce(warehouse, scope, statement, isUrgent))),
      );
      return [section, parts.flat()];
    }),
  );
  return Object.fromEntries(counted);
};
