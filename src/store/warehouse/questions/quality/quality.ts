import type { Tallies } from '../../../../analysis/quality/tally.ts';
import type { FindingCode } from '../../../../model/quality.ts';
import type { Warehouse } from '../../warehouse.ts';
import { costsRelation } from './costs.ts';
import { buyersRelation, cardsRelation, peopleRelation } from './customers.ts';
import { datesRelation } from './dates.ts';
import { dealsRelation, firstOrdersRelation } from './deals.ts';
import { interactionsRelation } from './interactions.ts';
import { equalLinesRelation, factLinesRelation, ledgerLinesRelation } from './lines.ts';
import { paymentsRelation } from './payments.ts';
import { casesOf, type QualityCase, type QualityQuestion, type Relation, tallyRelation } from './relation.ts';

const relationsOf = ({ currency }: QualityQuestion): Relation[] => [
  ledgerLinesRelation,
  factLinesRelation(currency),
  equalLinesRelation(currency),
  dealsRelation,
  firstOrdersRelation,
  costsRelation,
  buyersRelation,
  cardsRelation,
  peopleRelation,
  interactionsRelation,
  paymentsRelation,
  datesRelation,
];

/**
 * What is found of everything that is looked for row by row.
 *
 * One relation after another: each may group or sort millions of rows, and two at once need not fit the engine's memory.
 */
export const rowTallies = async (warehouse: Warehouse, question: QualityQuestion): Promise<Tallies> => {
  const found: Tallies[] = [];
  for (const relation of relationsOf(question)) found.push(await tallyRelation(warehouse, relation, question));
  return Object.assign({}, ...found) as Tallies;
};

/** The rows that are cases of one finding, the latest first, a page at a time. Throws for a finding that has no rows. */
export const qualityCases = async (
  warehouse: Warehouse,
  code: FindingCode,
  question: QualityQuestion & { limit: number; offset: number },
): Promise<QualityCase[]> => {
  const relation = relationsOf(question).find(({ checks }) => checks.some((check) => check.code === code));
  if (!relation) throw new Error(`no rows behind ${code}`);
  return casesOf(warehouse, relation, code, question);
};
