import { type FactKind, factKinds } from '../../../../model/facts.ts';
import type { FileReport, KindCounts } from '../../../../model/imports.ts';

const nothing: KindCounts = { read: 0, added: 0, changed: 0, unchanged: 0, quarantined: 0 };

/** What became of rows, by kind and in the kinds' order. */
export type KindRow = { kind: FactKind; counts: KindCounts };

/** The kinds a report tells of, in their usual order. */
export const kindRows = (kinds: FileReport['kinds']): KindRow[] =>
  factKinds.flatMap((kind) => {
    const counts = kinds[kind];
    return counts ? [{ kind, counts }] : [];
  });

/** Rows of all files together, by kind. */
export const allKinds = (files: readonly FileReport[]): KindRow[] => {
  const all: Partial<Record<FactKind, KindCounts>> = {};
  for (const { kind, counts } of files.flatMap(({ kinds }) => kindRows(kinds)))
    all[kind] = added(all[kind] ?? nothing, counts);
  return kindRows(all);
};

/** Rows of all kinds together. */
export const allRows = (rows: readonly KindRow[]): KindCounts =>
  rows.reduce((sum, { counts }) => added(sum, counts), nothing);

const added = (a: KindCounts, b: KindCounts): KindCounts => ({
  read: a.read + b.read,
  added: a.added + b.added,
  changed: a.changed + b.changed,
  unchanged: a.unchanged + b.unchanged,
  quarantined: a.quarantined + b.quarantined,
});
