import type { Facts, Origin } from './facts.ts';

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

/** Among rows several sources bring under one id, the one that stands: last updated, else of the first source by name. */
const winners = <Row extends Origin>(rows: readonly Row[], idOf: (row: Row) => string): Map<string, Row> => {
  const standing = new Map<string, Row>();
  for (const row of sortedBy(rows, (each) => [-(each.updatedAt ?? Number.NEGATIVE_INFINITY), each.source]))
    if (!standing.has(idOf(row))) standing.set(idOf(row), row);
  return standing;
};

export const standingPeople = (facts: Facts) => winners(facts.people, (row) => row.personId);
export const standingProducts = (facts: Facts) => winners(facts.products, (row) => row.productId);
export const standingRates = (facts: Facts) => winners(facts.rates, (row) => `${row.date} ${row.currency}`);
