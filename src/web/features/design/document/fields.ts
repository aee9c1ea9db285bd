import { mergeThing } from '../../../../analysis/blueprint/merge.ts';

/** A thing of the blueprint as a record of fields. */
export type Thing = Record<string, unknown>;

/** A thing with one field set; `name.ru` is a field within a field. */
export const withField = (thing: Thing, path: string, value: unknown): Thing => {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...thing, [name]: value };
  const inner = thing[name];
  return {
    ...thing,
    [name]: withField(typeof inner === 'object' && inner !== null ? (inner as Thing) : {}, rest.join('.'), value),
  };
};

/**
 * A change of a thing laid over the thing as it stands now: only what the change touched is its, and where both touched one field it wins.
 *
 * A thing somebody else removed is there again, as the change wants it: what was typed is not lost unseen.
 */
export const laidOver = (now: Thing | null, before: Thing | null, after: Thing | null): Thing | null => {
  if (after === null || now === null || before === null) return after;
  if (now === before) return after;
  const { merged, conflicts } = mergeThing(before, now, after);
  if (merged === null) return after;
  return conflicts.reduce((thing, { field, wanted }) => withField(thing, field, wanted), merged);
};
