/** A thing of the blueprint as a record of fields. */
export type Thing = Record<string, unknown>;

/** Whether two values of JSON say the same; the order of an object's fields does not matter. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => sameValue(value, b[at]))
    );
  const [x, y] = [a as Thing, b as Thing];
  const names = Object.keys(x);
  return names.length === Object.keys(y).length && names.every((name) => name in y && sameValue(x[name], y[name]));
};

/**
 * A change of a thing laid over the thing as it stands now: only the fields the change touched are its.
 *
 * A thing somebody else removed is there again, as the change wants it: what was typed is not lost unseen.
 */
export const laidOver = (now: Thing | null, before: Thing | null, after: Thing | null): Thing | null => {
  if (after === null || now === null || before === null) return after;
  const result: Thing = { ...now };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (!sameValue(before[name], after[name])) result[name] = after[name];
  return result;
};
