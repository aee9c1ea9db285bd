import type { Identity } from '../identity/identity.ts';
import type { CustomerFact, Facts } from './facts.ts';
import { groupedBy, sortedBy } from './winners.ts';

/** What is known of a customer from all rows of all its records, under the one id it goes by. */
export type Card = Pick<CustomerFact, 'customerId' | 'name' | 'kind' | 'segment' | 'salesType' | 'taxId'> & {
  /** The earliest any row says, and that row. */
  createdAt: number | null;
  createdBy: { source: string; customerId: string };
};

/**
 * Cards of customers, put together column by column: of the row that stands, else of the next one that has the cell filled.
 *
 * The rows of the record whose id the customer goes by come first; among them, and then among the others', the last updated, then the first
 * source by name, then the smallest id.
 */
export const cardsOf = (facts: Facts, { customerOf }: Pick<Identity, 'customerOf'>): Map<string, Card> =>
  new Map(
    [...groupedBy(facts.customers, (row) => customerOf(row.customerId))].map(([customer, rows]) => [
      customer,
      cardOf(customer, rows),
    ]),
  );

/** The rows of a customer's records in the order they are asked for a cell. */
export const rowsInOrder = (customer: string, rows: readonly CustomerFact[]): CustomerFact[] =>
  sortedBy(rows, (row) => [
    row.customerId === customer ? 0 : 1,
    -(row.updatedAt ?? Number.NEGATIVE_INFINITY),
    row.source,
    row.customerId,
  ]);

const cardOf = (customer: string, rows: readonly CustomerFact[]): Card => {
  const inOrder = rowsInOrder(customer, rows);
  const filled = (cell: (row: CustomerFact) => string): string => inOrder.map(cell).find((value) => value !== '') ?? '';
  const [first] = sortedBy(
    inOrder.filter((row) => row.createdAt !== null),
    (row) => [row.createdAt ?? 0],
  );
  return {
    customerId: customer,
    name: filled((row) => row.name),
    kind: filled((row) => row.kind),
    segment: filled((row) => row.segment),
    salesType: filled((row) => row.salesType),
    taxId: filled((row) => row.taxId),
    createdAt: first?.createdAt ?? null,
    createdBy: { source: first?.source ?? '', customerId: first?.customerId ?? '' },
  };
};
