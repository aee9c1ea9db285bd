import { isSame } from '../../../../analysis/blueprint/merge.ts';
import {
  type Blueprint,
  type Change,
  type Collection,
  type Conflict,
  collectionNames,
  type ThingRef,
} from '../../../../model/blueprint/blueprint.ts';
import type { EditedThing } from '../../../../model/blueprint/versions.ts';
import { laidOver, type Thing, withField } from './fields.ts';

/** What one gesture shall make of a thing; null removes it. */
export type Edit = { collection: Collection; id: string; after: Thing | null };

type Step = { changes: Change[]; joins: string | null };

/**
 * The draft as one browser knows it: what stands at the server, and over it what this person changed and is not yet acknowledged.
 *
 * `document` is always `stands` with `inFlight` and then `waiting` laid over it field by field, so that others' edits come in without
 * taking away what is being typed here.
 */
export type Draft = {
  revision: number;
  stands: Blueprint;
  document: Blueprint;
  inFlight: readonly Change[];
  waiting: readonly Change[];
  past: readonly Step[];
  future: readonly Step[];
  /** Fields somebody else set meanwhile: theirs stands until this person decides. */
  conflicts: readonly Conflict[];
};

export const openedDraft = (document: Blueprint, revision: number): Draft => ({
  revision,
  stands: document,
  document,
  inFlight: [],
  waiting: [],
  past: [],
  future: [],
  conflicts: [],
});

const keptSteps = 200;

/** A thing of a document as a record of fields; null where it is not there. */
export const thingIn = (document: Blueprint, { collection, id }: ThingRef): Thing | null =>
  ((document[collection] as Record<string, Thing | undefined>)[id] ?? null) as Thing | null;

const withThings = (
  document: Blueprint,
  things: readonly { collection: Collection; id: string; value: Thing | null }[],
) => {
  const touched = new Map<Collection, Record<string, Thing>>();
  for (const { collection, id, value } of things) {
    const things = touched.get(collection) ?? { ...(document[collection] as Record<string, Thing>) };
    if (value === null) delete things[id];
    else things[id] = value;
    touched.set(collection, things);
  }
  return touched.size === 0 ? document : ({ ...document, ...Object.fromEntries(touched) } as Blueprint);
};

const withChanges = (document: Blueprint, changes: readonly Change[]): Blueprint => {
  let next = document;
  // One thing may change twice; each is laid over what the one before left.
  for (const group of groupsOfDistinct(changes))
    next = withThings(
      next,
      group.map(({ collection, id, before, after }) => ({
        collection,
        id,
        value: laidOver(thingIn(next, { collection, id }), before, after),
      })),
    );
  return next;
};

const nameOfRef = ({ collection, id }: ThingRef): string => `${collection}:${id}`;

const groupsOfDistinct = (changes: readonly Change[]): Change[][] => {
  const groups: Change[][] = [];
  let group: Change[] = [];
  let seen = new Set<string>();
  for (const change of changes) {
    if (seen.has(nameOfRef(change))) {
      groups.push(group);
      group = [];
      seen = new Set();
    }
    group.push(change);
    seen.add(nameOfRef(change));
  }
  if (group.length > 0) groups.push(group);
  return groups;
};

/** Changes one after the other as one change of each thing: from the first before to the last after. */
export const joined = (changes: readonly Change[]): Change[] => {
  const byThing = new Map<string, Change>();
  for (const change of changes) {
    const earlier = byThing.get(nameOfRef(change));
    byThing.set(nameOfRef(change), earlier ? { ...change, before: earlier.before } : change);
  }
  return [...byThing.values()].filter(({ before, after }) => !isSame(before, after));
};

const changesOf = (document: Blueprint, edits: readonly Edit[]): Change[] =>
  edits
    .map(({ collection, id, after }) => ({ collection, id, before: thingIn(document, { collection, id }), after }))
    .filter(({ before, after }) => !isSame(before, after));

/** A document whose things are the same objects as before wherever they say the same, so that only what changed is drawn anew. */
const steadied = (before: Blueprint, next: Blueprint): Blueprint => {
  const changed = collectionNames.filter((name) => before[name] !== next[name]);
  const collections = changed.flatMap((name) => {
    const [old, now] = [before[name] as Record<string, Thing>, next[name] as Record<string, Thing>];
    const entries = Object.entries(now).map(([id, thing]): [string, Thing] => {
      const known = old[id];
      return [id, known !== undefined && known !== thing && isSame(known, thing) ? known : thing];
    });
    const isAsBefore = entries.length === Object.keys(old).length && entries.every(([id, thing]) => old[id] === thing);
    return isAsBefore ? [] : [[name, Object.fromEntries(entries)] as const];
  });
  return collections.length === 0 ? before : ({ ...before, ...Object.fromEntries(collections) } as Blueprint);
};

const shown = (draft: Draft): Draft => ({
  ...draft,
  document: steadied(draft.document, withChanges(withChanges(draft.stands, draft.inFlight), draft.waiting)),
});

const pushed = (draft: Draft, changes: Change[]): Draft => ({
  ...draft,
  document: withChanges(draft.document, changes),
  waiting: joined([...draft.waiting, ...changes]),
});

/**
 * Takes a gesture: shown at once, waiting to be sent, and undone as one.
 *
 * Gestures that share `joins` (typing on in one field) are one step of undo.
 */
export const edited = (draft: Draft, edits: readonly Edit[], joins: string | null = null): Draft => {
  const changes = changesOf(draft.document, edits);
  if (changes.length === 0) return draft;
  const last = draft.past.at(-1);
  const step: Step =
    joins !== null && last?.joins === joins
      ? { changes: joined([...last.changes, ...changes]), joins }
      : { changes, joins };
  const past = joins !== null && last?.joins === joins ? draft.past.slice(0, -1) : draft.past;
  return { ...pushed(draft, changes), past: [...past, step].slice(-keptSteps), future: [] };
};

const turned = ({ changes }: Step): Change[] =>
  [...changes].reverse().map((change) => ({ ...change, before: change.after, after: change.before }));

/** A step's fields laid over what stands now, so that what others did to other fields since stays. */
const replayed = (draft: Draft, changes: readonly Change[]): Change[] =>
  changesOf(
    draft.document,
    changes.map(({ collection, id, before, after }) => ({
      collection,
      id,
      after: laidOver(thingIn(draft.document, { collection, id }), before, after),
    })),
  );

export const undone = (draft: Draft): Draft => {
  const step = draft.past.at(-1);
  if (!step) return draft;
  return {
    ...pushed(draft, replayed(draft, turned(step))),
    past: draft.past.slice(0, -1),
    future: [...draft.future, step],
  };
};

export const redone = (draft: Draft): Draft => {
  const step = draft.future.at(-1);
  if (!step) return draft;
  return {
    ...pushed(draft, replayed(draft, step.changes)),
    past: [...draft.past, { ...step, joins: null }],
    future: draft.future.slice(0, -1),
  };
};

/** What waits is on its way. */
export const sent = (draft: Draft): Draft => ({ ...draft, inFlight: draft.waiting, waiting: [] });

/** What was on its way did not arrive: it waits again, before what came later. */
export const returned = (draft: Draft): Draft => ({
  ...draft,
  inFlight: [],
  waiting: joined([...draft.inFlight, ...draft.waiting]),
});

/** The server will never take what was on its way: it is let go, and what stands is shown. */
export const letGo = (draft: Draft): Draft => shown({ ...draft, inFlight: [], past: [], future: [] });

const folded = (stands: Blueprint, things: readonly EditedThing[]): Blueprint =>
  withThings(stands, things as readonly { collection: Collection; id: string; value: Thing | null }[]);

/** The server answered what was on its way. Its revision is not taken over: what others did before it is still to be asked for. */
export const acknowledged = (
  draft: Draft,
  outcome: { revision: number; things: readonly EditedThing[]; conflicts: readonly Conflict[] },
): Draft =>
  shown({
    ...draft,
    revision: outcome.revision === draft.revision + 1 ? outcome.revision : draft.revision,
    stands: folded(draft.stands, outcome.things),
    inFlight: [],
    conflicts: [
      ...draft.conflicts.filter(
        (old) => !outcome.conflicts.some((one) => nameOfRef(one) === nameOfRef(old) && one.field === old.field),
      ),
      ...outcome.conflicts,
    ],
  });

/** What everybody did since the revision this browser knew. */
export const caughtUp = (draft: Draft, news: { revision: number; things: readonly EditedThing[] }): Draft =>
  news.revision === draft.revision && news.things.length === 0
    ? draft
    : shown({ ...draft, revision: news.revision, stands: folded(draft.stands, news.things) });

/** A whole other document stands (a template was added, a version restored); what is not yet sent is laid over it. */
export const replaced = (draft: Draft, document: Blueprint, revision: number): Draft =>
  shown({ ...draft, stands: document, revision, past: [], future: [], conflicts: [] });

/** Ends a conflict: theirs stays as it is, mine is set once more. */
export const decided = (draft: Draft, conflict: Conflict, whose: 'theirs' | 'mine'): Draft => {
  const rest = { ...draft, conflicts: draft.conflicts.filter((one) => one !== conflict) };
  if (whose === 'theirs') return rest;
  const { collection, id, field, wanted } = conflict;
  const now = thingIn(draft.document, { collection, id });
  if (field === '') return edited(rest, [{ collection, id, after: wanted as Thing | null }]);
  return now === null ? rest : edited(rest, [{ collection, id, after: withField(now, field, wanted) }]);
};

export const isSaved = (draft: Draft): boolean => draft.inFlight.length === 0 && draft.waiting.length === 0;
