import type { Subject } from '../ledger.ts';
import { type Decided, decided, type IdentityDecision } from './decisions.ts';
import { type KeyKind, keyKinds, mostRecords } from './key-kinds.ts';

/** One record that can be joined with others: what several sources wrote under one id, or a person no customer is known of. */
export type IdentityRecord = {
  id: Subject;
  /** Whether it has a card of its own among customers. */
  hasCard: boolean;
  /** Every kind its cards say: b2b, b2c, partner. */
  kinds: string[];
  /** Its valid tax numbers. */
  taxes: string[];
  /** Ids of partners it is an end customer of. */
  partners: string[];
  /** The earliest instant a card says it was created at. */
  createdAt: number | null;
};

/** A key of a record that can join it. */
export type RecordKey = { kind: KeyKind; value: string; record: Subject };

/** A record that is one with another under that one's id, and by what: a key it shares with `other`, or a decision. */
export type Join = {
  record: Subject;
  customer: Subject;
  by: KeyKind | 'hand';
  /** The key's value, or the decision's number. */
  value: string;
  other: Subject;
};

type Group = {
  members: Subject[];
  taxes: ReadonlySet<string>;
  kinds: ReadonlySet<string>;
  partners: ReadonlySet<string>;
};

/** Most records say none of these: one empty set for all. */
const nothing: ReadonlySet<string> = new Set();
const setOf = (values: readonly string[]): ReadonlySet<string> => (values.length === 0 ? nothing : new Set(values));
const union = (a: ReadonlySet<string>, b: ReadonlySet<string>): ReadonlySet<string> =>
  b.size === 0 ? a : new Set([...a, ...b]);

type Edge = { left: Subject; right: Subject; by: Join['by']; value: string };

const meet = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean => {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  for (const each of few) if (many.has(each)) return true;
  return false;
};

/** A dealer and those who buy, or one's partner: two steps of the way to the end customer, never one. */
const arePartners = (a: Group, b: Group): boolean => {
  const isEnd = (kinds: ReadonlySet<string>) => kinds.has('b2b') || kinds.has('b2c');
  if (a.kinds.has('partner') && isEnd(b.kinds) && !isEnd(a.kinds)) return true;
  if (b.kinds.has('partner') && isEnd(a.kinds) && !isEnd(b.kinds)) return true;
  return a.members.some((each) => b.partners.has(each)) || b.members.some((each) => a.partners.has(each));
};

/** Whether a key both share may not join them: two tax numbers are two customers. */
const contradict = (a: Group, b: Group): boolean =>
  (a.taxes.size > 0 && b.taxes.size > 0 && !meet(a.taxes, b.taxes)) || arePartners(a, b);

const emptyRecord = (id: Subject): IdentityRecord => ({
  id,
  hasCard: false,
  kinds: [],
  taxes: [],
  partners: [],
  createdAt: null,
});

/** Groups of records as they grow. */
const growing = (records: ReadonlyMap<Subject, IdentityRecord>, { apart }: Decided) => {
  const parents = new Map<Subject, Subject>();
  const groups = new Map<Subject, Group>();
  const edges: Edge[] = [];
  const rootOf = (id: Subject): Subject => {
    let root = id;
    for (let up = parents.get(root); up !== undefined; up = parents.get(root)) root = up;
    for (let at = id; at !== root; ) {
      const up = parents.get(at) ?? root;
      parents.set(at, root);
      at = up;
    }
    return root;
  };
  const groupOf = (root: Subject): Group => {
    const known = groups.get(root);
    if (known) return known;
    const { kinds, taxes, partners } = records.get(root) ?? emptyRecord(root);
    const group = { members: [root], taxes: setOf(taxes), kinds: setOf(kinds), partners: setOf(partners) };
    groups.set(root, group);
    return group;
  };
  const areApart = (a: Group, b: Group): boolean =>
    apart.size > 0 &&
    a.members.some((member) => {
      const kept = apart.get(member);
      return kept !== undefined && b.members.some((other) => kept.has(other));
    });
  const join = (edge: Edge) => {
    const [left, right] = [rootOf(edge.left), rootOf(edge.right)];
    if (left === right) return;
    const [into, from] = groupOf(left).members.length < groupOf(right).members.length ? [right, left] : [left, right];
    const [group, gone] = [groupOf(into), groupOf(from)];
    parents.set(from, into);
    groups.delete(from);
    group.members.push(...gone.members);
    for (const set of ['taxes', 'kinds', 'partners'] as const) group[set] = union(group[set], gone[set]);
    edges.push(edge);
  };
  return { rootOf, groupOf, areApart, join, groups, edges };
};

/** Keys that occur in more than one record, the surest kind first, then by value. */
const sharedKeys = (keys: readonly RecordKey[]): { kind: KeyKind; value: string; records: Subject[] }[] => {
  const byValue = new Map<string, { kind: KeyKind; value: string; records: Set<Subject> }>();
  for (const { kind, value, record } of keys) {
    const name = `${kind} ${value}`;
    const key = byValue.get(name);
    if (key) key.records.add(record);
    else byValue.set(name, { kind, value, records: new Set([record]) });
  }
  return [...byValue.values()]
    .filter((key) => key.records.size > 1)
    .map((key) => ({ ...key, place: keyKinds.indexOf(key.kind), records: [...key.records].sort() }))
    .sort((a, b) => a.place - b.place || (a.value < b.value ? -1 : 1));
};

/**
 * Finds which records are one customer: by what people decided, then by the keys they share, the surest first.
 *
 * A key joins nobody where it would join two different tax numbers or a dealer with an end customer, or is shared by more records than its
 * kind allows. Records a person kept apart are never in one group. The order of rows does not matter. Returned is each record that is another
 * one, with the key that ties it to the next on the way to that one.
 */
export const joinRecords = (
  records: readonly IdentityRecord[],
  keys: readonly RecordKey[],
  decisions: readonly IdentityDecision[],
): Join[] => {
  const known = new Map(records.map((record) => [record.id, record]));
  const words = decided(decisions);
  const { rootOf, groupOf, areApart, join, groups, edges } = growing(known, words);
  for (const { left, right, decision } of words.pairs)
    if (!areApart(groupOf(rootOf(left)), groupOf(rootOf(right))))
      join({ left, right, by: 'hand', value: String(decision) });
  for (const { kind, value, records: sharing } of sharedKeys(keys)) {
    if (sharing.length > mostRecords(kind)) continue;
    const first = new Map<Subject, Subject>();
    for (const record of sharing) if (!first.has(rootOf(record))) first.set(rootOf(record), record);
    const roots = [...first.keys()];
    if (roots.some((a, at) => roots.slice(at + 1).some((b) => contradict(groupOf(a), groupOf(b))))) continue;
    const heads: Subject[] = [];
    for (const record of first.values()) {
      const head = heads.find((each) => !areApart(groupOf(rootOf(each)), groupOf(rootOf(record))));
      if (head === undefined) heads.push(record);
      else join({ left: head, right: record, by: kind, value });
    }
  }
  const joined = [...groups.values()].filter((group) => group.members.length > 1);
  const neighbours = neighboursOf(edges);
  return joined.flatMap((group) => treeOf(representativeOf(group.members, known), neighbours));
};

/** Whose id a group goes by: a customer's with a card and a tax number, then the one created first, then the smallest id. */
const representativeOf = (members: readonly Subject[], known: ReadonlyMap<Subject, IdentityRecord>): Subject => {
  const rank = (id: Subject): (number | string)[] => {
    const record = known.get(id) ?? emptyRecord(id);
    return [
      id.startsWith('person:') ? 1 : 0,
      record.hasCard ? 0 : 1,
      record.taxes.length > 0 ? 0 : 1,
      record.createdAt ?? Number.POSITIVE_INFINITY,
      id,
    ];
  };
  const precedes = (a: Subject, b: Subject): boolean => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((part, place) => part !== right[place]);
    return (left[at] ?? '') < (right[at] ?? '');
  };
  return members.reduce((best, each) => (precedes(each, best) ? each : best));
};

const neighboursOf = (edges: readonly Edge[]): Map<Subject, (Edge & { to: Subject })[]> => {
  const neighbours = new Map<Subject, (Edge & { to: Subject })[]>();
  const add = (from: Subject, edge: Edge & { to: Subject }) => {
    const known = neighbours.get(from);
    if (known) known.push(edge);
    else neighbours.set(from, [edge]);
  };
  for (const edge of edges) {
    add(edge.left, { ...edge, to: edge.right });
    add(edge.right, { ...edge, to: edge.left });
  }
  return neighbours;
};

/** Every record a group's own one leads to, each with the step that leads there. */
const treeOf = (root: Subject, neighbours: ReadonlyMap<Subject, (Edge & { to: Subject })[]>): Join[] => {
  const joins: Join[] = [];
  const seen = new Set([root]);
  const waiting = [root];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
    for (const { to, by, value } of neighbours.get(at) ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      waiting.push(to);
      joins.push({ record: to, customer: root, by, value, other: at });
    }
  return joins;
};
