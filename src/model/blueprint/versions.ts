import { z } from 'zod';
import { Day } from '../period.ts';
import { Sentence } from '../problem.ts';
import { Blueprint, Change, CollectionName, Conflict, ThingRef } from './blueprint.ts';

/** A published version: from its day on everything measured says that it was in force. */
export const BlueprintVersion = z.object({
  version: z.number().int().positive(),
  /** The first day it is in force: that of its publication, or an earlier one somebody gave it with a reason. */
  from: Day,
  at: z.iso.datetime(),
  by: z.string(),
  why: z.string(),
  counts: z.partialRecord(CollectionName, z.number()),
});
export type BlueprintVersion = z.infer<typeof BlueprintVersion>;

/** The days a version was in force: [from, to), `to` null while it is. */
export const InForce = z.object({ version: z.number().int().positive(), from: Day, to: Day.nullable() });
export type InForce = z.infer<typeof InForce>;

/** Which document is meant: the draft, the one in force, or a version by number. */
export const WhichBlueprint = z.union([z.enum(['draft', 'published']), z.coerce.number().int().positive()]);
export type WhichBlueprint = z.infer<typeof WhichBlueprint>;

export const ShownBlueprint = z.object({
  document: Blueprint,
  /** Of the draft: grows with every edit of anybody. */
  revision: z.number().int(),
  /** The published version this document is; null for a draft that differs from it. */
  version: z.number().int().nullable(),
  /** The version in force; null where nothing was published. */
  inForce: BlueprintVersion.nullable(),
  /** Edits of the draft since the version in force. */
  isChanged: z.boolean(),
  /** The day each thing of the draft was last edited, by `COLLECTION:ID`; of a published version, by then. */
  editedOn: z.record(z.string(), Day),
});
export type ShownBlueprint = z.infer<typeof ShownBlueprint>;

/** A thing as it stands after an edit; null is «removed». */
export const EditedThing = ThingRef.extend({
  value: z.record(z.string(), z.unknown()).nullable(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type EditedThing = z.infer<typeof EditedThing>;

export const EditInput = z.object({ changes: z.array(Change).min(1).max(5000), by: z.string().max(200).default('') });

/** What became of an edit: everything of it that stands now, what others did meanwhile, and where two wanted different things. */
export const EditOutcome = z.object({
  revision: z.number().int(),
  things: z.array(EditedThing),
  conflicts: z.array(Conflict),
});
export type EditOutcome = z.infer<typeof EditOutcome>;

export const editKinds = ['edit', 'restore', 'import', 'template'] as const;

/** An edit of the draft as the history tells it: by its number, how it came about and how many things it touched. */
export const ListedEdit = z.object({
  edit: z.number().int(),
  how: z.enum(editKinds),
  by: z.string(),
  at: z.iso.datetime(),
  things: z.number().int(),
});
export type ListedEdit = z.infer<typeof ListedEdit>;

/** One difference between two versions of a thing, in words. */
export const Difference = ThingRef.extend({
  kind: z.enum(['added', 'removed', 'changed']),
  name: Sentence,
  /** The journey it belongs to, so that it can be shown on the canvas. */
  journey: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), name: Sentence, before: Sentence, after: Sentence })),
});
export type Difference = z.infer<typeof Difference>;

export const ListedTemplate = z.object({
  id: z.string(),
  name: Sentence,
  about: Sentence,
  counts: z.partialRecord(CollectionName, z.number()),
});
export type ListedTemplate = z.infer<typeof ListedTemplate>;
