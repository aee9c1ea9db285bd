import type { Facts, Origin, ProductFact } from './facts.ts';

export type Key = string | number;

/** Compares by the first part that differs: numbers by size, texts by code points. */
export const compareKeys = (a: readonly Key[], b: readonly Key[]): number => {
  for (const [at, left] of a.entries()) {
    const right = b[at] ?? '';
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
};

/** The same rows by `keyOf`, in the order of keys; rows with equal keys keep their order. */
export const sortedBy = <Row>(rows: readonly Row[], keyOf: (row: Row) => readonly Key[]): Row[] =>
  rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ row }) => row);

export const groupedBy = <Row, K>(rows: readonly Row[], keyOf: (row: Row) => K): Map<K, Row[]> => {
  const groups = new Map<K, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};

/** Rows of several sources in the order they stand: last updated, else of the first source by name. */
const inOrder = <Row extends Origin>(rows: readonly Row[]): Row[] =>
  sortedBy(rows, (each) => [-(each.updatedAt ?? Number.NEGATIVE_INFINITY), each.source]);

/** Among rows several sources bring under one id, the first in their order. */
const winners = <Row extends Origin>(rows: readonly Row[], idOf: (row: Row) => string): Map<string, Row> => {
  const standing = new Map<string, Row>();
  for (const row of inOrder(rows)) if (!standing.has(idOf(row))) standing.set(idOf(row), row);
  return standing;
};

export const standingPeople = (facts: Facts) => winners(facts.people, (row) => row.personId);

/** Products, put together column by column: of the row that stands, else of the next one that has the cell filled. */
export const standingProducts = (facts: Facts): Map<string, ProductFact> => {
  const products = new Map<string, ProductFact>();
  for (const [productId, rows] of groupedBy(inOrder(facts.products), (row) => row.productId)) {
    const [first] = rows;
    if (!first) continue;
    products.set(productId, {
      ...first,
      family: rows.find(({ family }) => family !== '')?.family ?? '',
      rung: rows.find(({ rung }) => rung !== null)?.rung ?? null,
      cogsRate: rows.find(({ cogsRate }) => cogsRate !== null)?.cogsRate ?? null,
      resultKind: rows.find(({ resultKind }) => resultKind !== '')?.resultKind ?? '',
    });
  }
  return products;
};

export const standingRates = (facts: Facts) => winners(facts.rates, (row) => `${row.date} ${row.currency}`);
