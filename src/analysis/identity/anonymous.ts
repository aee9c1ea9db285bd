import type { Subject } from '../ledger.ts';
import { type RawKey, readKeys } from './collect.ts';
import { type KeyKind, mostRecords } from './key-kinds.ts';

/** Whose an anonymous id is, and the instant it was known by; null where nobody dated it. */
export type Owner = { subject: Subject; at: number | null };

/** How far back what an id did before it was known belongs to its owner. */
export type AnonymousRules = { anonymous_join: boolean; anonymous_window_days: number };

const dayMs = 86_400_000;

/**
 * From which instant on an anonymous id's interactions are its owner's.
 *
 * What comes after the owner was known always is. Where nothing before may be joined and nobody knows when that was, nothing is.
 */
export const ownedSince = ({ anonymous_join, anonymous_window_days }: AnonymousRules, at: number | null): number => {
  if (at === null) return anonymous_join ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return anonymous_join ? at - anonymous_window_days * dayMs : at;
};

const earlier = (a: Owner, b: Owner): Owner => {
  const [x, y] = [a.at ?? Number.POSITIVE_INFINITY, b.at ?? Number.POSITIVE_INFINITY];
  if (x !== y) return x < y ? a : b;
  return a.subject <= b.subject ? a : b;
};

/** Keys by kind and value, with the owners each speaks for. */
const ownersByKey = (
  known: readonly RawKey[],
  customerOf: (subject: Subject) => Subject,
  country: string,
): Map<string, { kind: KeyKind; owners: Map<Subject, Owner> }> => {
  const byKey = new Map<string, { kind: KeyKind; owners: Map<Subject, Owner> }>();
  for (const raw of known) {
    const owner = { subject: customerOf(raw.subject), at: raw.at };
    for (const { kind, value, isWeak } of readKeys(raw, country)) {
      if (isWeak) continue;
      const name = `${kind} ${value}`;
      const key = byKey.get(name) ?? { kind, owners: new Map<Subject, Owner>() };
      byKey.set(name, key);
      const before = key.owners.get(owner.subject);
      key.owners.set(owner.subject, before ? earlier(before, owner) : owner);
    }
  }
  return byKey;
};

/**
 * Whose anonymous ids are by the keys they left: a client or click id, a mail address or a phone typed into a form.
 *
 * A key several customers share tells nothing, nor does one that too many anonymous ids left. Of several owners the one known first.
 */
export const ownersByKeys = (
  known: readonly RawKey[],
  nameless: readonly RawKey[],
  customerOf: (subject: Subject) => Subject,
  country: string,
): Map<Subject, Owner> => {
  const byKey = ownersByKey(known, customerOf, country);
  const left = new Map<string, Set<Subject>>();
  for (const raw of nameless)
    for (const { kind, value, isWeak } of readKeys(raw, country)) {
      const name = `${kind} ${value}`;
      if (!isWeak && byKey.has(name)) left.set(name, (left.get(name) ?? new Set()).add(raw.subject));
    }
  const owners = new Map<Subject, Owner>();
  for (const [name, ids] of left) {
    const key = byKey.get(name);
    const [owner, another] = [...(key?.owners.values() ?? [])];
    if (!key || !owner || another || ids.size > mostRecords(key.kind)) continue;
    for (const id of ids) {
      const before = owners.get(id);
      owners.set(id, before ? earlier(before, owner) : owner);
    }
  }
  return owners;
};
