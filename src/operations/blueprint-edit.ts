import { isSame, mergeThing } from '../analysis/blueprint/merge.ts';
import type { Change, Conflict, ThingRef } from '../model/blueprint/blueprint.ts';
import { collections } from '../model/blueprint/blueprint.ts';
import type { EditedThing } from '../model/blueprint/versions.ts';
import type { DraftThing, ThingWritten } from '../store/registry/blueprint.ts';
import { checkedThing, shapedThing } from './blueprint-document.ts';

type Value = Record<string, unknown> | null;
type Standing = { value: Value; by: string; at: string | null };

/** What an edit comes to on the draft as it stands. */
export type Decided = {
  written: ThingWritten[];
  conflicts: Conflict[];
  /** Everything the edit was about as it stands then; what is written has neither name nor time yet. */
  stands: (ThingRef & Standing & { isWritten: boolean })[];
};

const keyOf = ({ collection, id }: ThingRef): string => `${collection}:${id}`;
const nobody: Standing = { value: null, by: '', at: null };

/** Changes with both sides in the shape things are kept in; throws where what is wanted does not fit. */
export const checkedChanges = (changes: readonly Change[]): Change[] =>
  changes.map(({ collection, id, before, after }) => {
    const ref = { collection, id };
    return {
      ...ref,
      before: before === null ? null : shapedThing(ref, before),
      after: after === null ? null : checkedThing(ref, after),
    };
  });

/** Two fields that fit alone may not fit together: then the whole thing is in conflict. */
const mergedOf = ({ collection, before, after }: Change, now: Value): ReturnType<typeof mergeThing> => {
  const outcome = mergeThing(before, now, after);
  if (outcome.merged === null || outcome.merged === now || outcome.merged === after) return outcome;
  const read = collections[collection].safeParse(outcome.merged);
  if (read.success) return { ...outcome, merged: read.data };
  return { merged: now, conflicts: [{ field: '', stands: now, wanted: after }] };
};

/**
 * Takes changes one after another on things as they stand: what only one side touched is taken, what both gave different values stays.
 *
 * Whatever is not taken comes back in `conflicts` with who wrote what stands. Nothing is written that is there already.
 */
export const decideEdit = (changes: readonly Change[], found: readonly DraftThing[]): Decided => {
  const before = new Map<string, Standing>(found.map((thing) => [keyOf(thing), thing]));
  const after = new Map<string, { ref: ThingRef; value: Value }>();
  const conflicts: Conflict[] = [];
  for (const change of changes) {
    const { collection, id } = change;
    const key = keyOf(change);
    const was = before.get(key) ?? nobody;
    const now = after.get(key)?.value ?? (after.has(key) ? null : was.value);
    const outcome = mergedOf(change, now);
    after.set(key, { ref: { collection, id }, value: outcome.merged });
    conflicts.push(...outcome.conflicts.map((each) => ({ collection, id, ...each, by: was.by, at: was.at })));
  }
  const stands = [...after].map(([key, { ref, value }]) => {
    const was = before.get(key) ?? nobody;
    return { ...ref, ...was, value, isWritten: !isSame(was.value, value) };
  });
  const written = stands
    .filter(({ isWritten }) => isWritten)
    .map(({ collection, id, value }) => ({ collection, id, value }));
  return {
    written,
    conflicts,
    stands: stands.map(({ collection, id, value, by, at, isWritten }) => ({
      collection,
      id,
      value,
      by,
      at,
      isWritten,
    })),
  };
};

/** Of what is wanted, what does not stand so already. */
export const differing = (wanted: readonly ThingWritten[], found: readonly DraftThing[]): ThingWritten[] => {
  const now = new Map(found.map((thing) => [keyOf(thing), thing.value]));
  return wanted.filter((thing) => !isSame(now.get(keyOf(thing)) ?? null, thing.value));
};

/** What makes a draft of `wanted`: things to write, and null for those that are to go. */
export const towards = (
  wanted: readonly (ThingRef & { value: Record<string, unknown> })[],
  found: readonly DraftThing[],
): ThingWritten[] => {
  const kept = new Set(wanted.map(keyOf));
  return [
    ...differing(wanted, found),
    ...found
      .filter((thing) => thing.value !== null && !kept.has(keyOf(thing)))
      .map(({ collection, id }) => ({ collection, id, value: null })),
  ];
};

/** Of things that are to be added, those that are not there; of several under one name the first. */
export const missing = (
  added: readonly (ThingRef & { value: Record<string, unknown> })[],
  found: readonly DraftThing[],
): ThingWritten[] => {
  const there = new Set(found.filter(({ value }) => value !== null).map(keyOf));
  return added.filter((thing) => !there.has(keyOf(thing)) && there.add(keyOf(thing)));
};

/** Things of the draft as they stand after an edit at a moment by somebody. */
export const editedThings = (stands: Decided['stands'], edit: { by: string; at: string }): EditedThing[] =>
  stands.map(({ collection, id, value, by, at, isWritten }) => ({
    collection,
    id,
    value: value && shapedThing({ collection, id }, value),
    by: isWritten ? edit.by : by,
    at: isWritten ? edit.at : (at ?? edit.at),
  }));
