import type { Subject } from '../ledger.ts';

/** What a person decided of records: those of one side are those of the other (`merge`), or are not (`split`). */
export type IdentityDecision = { id: number; kind: 'merge' | 'split'; records: Subject[]; others: Subject[] };

/** What decisions come to: pairs that are one, the latest first, and whom each record is kept apart from. */
export type Decided = {
  pairs: { left: Subject; right: Subject; decision: number }[];
  apart: ReadonlyMap<Subject, ReadonlySet<Subject>>;
};

const pairKey = (a: Subject, b: Subject): string => JSON.stringify(a < b ? [a, b] : [b, a]);

/** Takes decisions in their order: of two records the last word stands. */
export const decided = (decisions: readonly IdentityDecision[]): Decided => {
  const last = new Map<string, { left: Subject; right: Subject; decision: IdentityDecision }>();
  for (const decision of [...decisions].sort((a, b) => a.id - b.id))
    for (const left of decision.records)
      for (const right of decision.others)
        if (left !== right) last.set(pairKey(left, right), { left, right, decision });
  const words = [...last.entries()].sort(([a, x], [b, y]) => y.decision.id - x.decision.id || (a < b ? -1 : 1));
  const apart = new Map<Subject, Set<Subject>>();
  const keepApart = (a: Subject, b: Subject) => apart.set(a, (apart.get(a) ?? new Set()).add(b));
  for (const [, { left, right, decision }] of words) {
    if (decision.kind === 'merge') continue;
    keepApart(left, right);
    keepApart(right, left);
  }
  return {
    pairs: words.flatMap(([, { left, right, decision }]) =>
      decision.kind === 'merge' ? [{ left, right, decision: decision.id }] : [],
    ),
    apart,
  };
};
