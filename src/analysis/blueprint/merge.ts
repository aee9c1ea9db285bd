/** A field that two people gave different values; `field` is a path such as `question.ru`. */
export type FieldConflict = { field: string; stands: unknown; wanted: unknown };

type Thing = Record<string, unknown>;

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON with keys in order, so that equal values have equal texts. */
const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isThing(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? '';

const told = (thing: Thing): string[] => Object.keys(thing).filter((key) => thing[key] !== undefined);

/** Whether two JSON values say the same, whatever the order of their keys. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => isSame(item, b[at]));
  if (!isThing(a) || !isThing(b)) return false;
  const keys = told(a);
  return keys.length === told(b).length && keys.every((key) => b[key] !== undefined && isSame(a[key], b[key]));
};

const orderOf = (list: readonly string[], among: ReadonlySet<string>): string =>
  list.filter((item) => among.has(item)).join('\n');

/** `list` with what `wanted` has and `base` has not, each behind what it stands behind in `wanted`. */
export const withAdded = (list: readonly string[], base: ReadonlySet<string>, wanted: readonly string[]): string[] => {
  const merged = [...list];
  wanted.forEach((item, at) => {
    if (base.has(item) || merged.includes(item)) return;
    const before = wanted
      .slice(0, at)
      .reverse()
      .find((earlier) => merged.includes(earlier));
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, item);
  });
  return merged;
};

/**
 * Two edits of one list: what either added is in, what either removed is out, and the order is that of whoever changed it.
 *
 * Null where both changed the order, or where a list repeats an item, so that places can't be told by items.
 */
const mergeLists = (base: unknown[], stands: unknown[], wanted: unknown[]): unknown[] | null => {
  const [was, now, next] = [base, stands, wanted].map((list) => list.map(textOf)) as [string[], string[], string[]];
  if ([was, now, next].some((list) => new Set(list).size !== list.length)) return null;
  const [wasSet, nowSet, nextSet] = [new Set(was), new Set(now), new Set(next)];
  const common = new Set(was.filter((item) => nowSet.has(item) && nextSet.has(item)));
  const isMovedHere = orderOf(next, common) !== orderOf(was, common);
  const isMovedThere = orderOf(now, common) !== orderOf(was, common);
  if (isMovedHere && isMovedThere && orderOf(now, common) !== orderOf(next, common)) return null;
  const [lead, follow, followSet] = isMovedHere ? [next, now, nowSet] : [now, next, nextSet];
  const kept = lead.filter((item) => !wasSet.has(item) || followSet.has(item));
  return withAdded(kept, wasSet, follow).map((text) => JSON.parse(text) as unknown);
};

const mergeField = (
  field: string,
  base: unknown,
  stands: unknown,
  wanted: unknown,
  conflicts: FieldConflict[],
): unknown => {
  if (isSame(stands, wanted) || isSame(base, wanted)) return stands;
  if (isSame(base, stands)) return wanted;
  if (isThing(stands) && isThing(wanted))
    return mergeFields(isThing(base) ? base : {}, stands, wanted, conflicts, `${field}.`);
  if (Array.isArray(base) && Array.isArray(stands) && Array.isArray(wanted)) {
    const merged = mergeLists(base, stands, wanted);
    if (merged !== null) return merged;
  }
  conflicts.push({ field, stands, wanted });
  return stands;
};

const mergeFields = (base: Thing, stands: Thing, wanted: Thing, conflicts: FieldConflict[], path: string): Thing => {
  const merged: Thing = {};
  for (const key of new Set([...Object.keys(stands), ...Object.keys(wanted), ...Object.keys(base)])) {
    const value = mergeField(`${path}${key}`, base[key], stands[key], wanted[key], conflicts);
    if (value !== undefined) merged[key] = value;
  }
  return merged;
};

/**
 * One thing that two people edited from the same beginning: what both did, field by field.
 *
 * `base` is the thing as the later editor last saw it, `stands` as it is now, `wanted` as that editor wants it; null is «not there». Lists
 * take what either added and lose what either removed. A field both gave different values stays as it stands and is told as a
 * conflict; so is a thing one removed and the other changed (`field` is '').
 */
export const mergeThing = (
  base: Thing | null,
  stands: Thing | null,
  wanted: Thing | null,
): { merged: Thing | null; conflicts: FieldConflict[] } => {
  if (isSame(stands, wanted) || isSame(base, wanted)) return { merged: stands, conflicts: [] };
  if (isSame(base, stands)) return { merged: wanted, conflicts: [] };
  if (stands === null || wanted === null) return { merged: stands, conflicts: [{ field: '', stands, wanted }] };
  const conflicts: FieldConflict[] = [];
  return { merged: mergeFields(base ?? {}, stands, wanted, conflicts, ''), conflicts };
};
