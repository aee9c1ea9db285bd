import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { CollectionName, type ThingRef } from '../../model/blueprint/blueprint.ts';
import { BlueprintVersion, type ListedEdit } from '../../model/blueprint/versions.ts';
import type { Day } from '../../model/days.ts';
import { settle } from './journal.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

/** A thing of the draft as it was last written; null where it was removed. */
export type DraftThing = ThingRef & { value: Record<string, unknown> | null; revision: number; by: string; at: string };

export type Draft = {
  /** Grows with every edit that changed something; 0 where nobody edited. */
  revision: number;
  things: DraftThing[];
};

/** What a thing shall be; null removes it. */
export type ThingWritten = ThingRef & { value: Record<string, unknown> | null };

/** One edit as it was taken. */
export type DraftEdit = {
  revision: number;
  how: ListedEdit['how'];
  things: (ThingRef & { before: Record<string, unknown> | null; after: Record<string, unknown> | null })[];
  by: string;
  at: string;
};

/** A published version and the draft's revision it was made of. */
export type KeptVersion = { version: BlueprintVersion; revision: number };

/** A published document, and when each of its things was last written, by `COLLECTION:ID`. */
export type KeptDocument = { version: BlueprintVersion; document: unknown; editedAt: Record<string, string> };

export type BlueprintStore = {
  /** The draft without what was removed; its list of things is the same as before for as long as nobody edits. */
  draft(workspace: string): Promise<Draft>;
  /** What was written after a revision, removals among it. */
  since(workspace: string, revision: number): Promise<Draft>;
  /**
   * Writes what `decide` makes of the things asked for as they stand (null: of all), in one step; edits of a workspace wait for each other.
   *
   * Where `decide` returns nothing the revision stays. It may throw: then nothing is kept.
   */
  change(
    workspace: string,
    edit: { how: DraftEdit['how']; by: string; about: readonly ThingRef[] | null },
    decide: (stands: DraftThing[]) => readonly ThingWritten[],
  ): Promise<{ revision: number; at: string }>;
  /** Edits after a revision, latest first. */
  edits(workspace: string, after: number): Promise<DraftEdit[]>;
  /** The latest edits without what was in them, latest first; `whole`: only those not made thing by thing. */
  listEdits(workspace: string, which: { whole: boolean; limit: number }): Promise<ListedEdit[]>;
  /** Every version, latest first. */
  versions(workspace: string): Promise<BlueprintVersion[]>;
  latest(workspace: string): Promise<KeptVersion | null>;
  /** A version's document as it was written; null where there is no such version. */
  document(workspace: string, version: number): Promise<KeptDocument | null>;
  /**
   * Keeps what `decide` makes of the draft as the next version and moves the workspace's revision, in one step.
   *
   * `decide` may throw: then nothing is kept.
   */
  publish(
    workspace: string,
    told: { by: string; why: string; from: Day },
    decide: (draft: Draft) => { document: object; counts: BlueprintVersion['counts'] },
  ): Promise<BlueprintVersion>;
};

type Database = Kysely<Tables> | Transaction<Tables>;
type Value = Record<string, unknown> | null;

const readThing = (row: Omit<Selectable<Tables['blueprint_things']>, 'workspace'>): DraftThing => ({
  collection: CollectionName.parse(row.collection),
  id: row.id,
  value: row.value as Value,
  revision: row.revision,
  by: row.by_whom,
  at: row.at.toISOString(),
});

const readEdit = (row: Selectable<Tables['blueprint_edits']>): DraftEdit => ({
  revision: row.revision,
  how: row.how,
  things: row.things as DraftEdit['things'],
  by: row.by_whom,
  at: row.at.toISOString(),
});

const versionColumns = ['version', 'revision', 'counts', 'by_whom', 'why', 'at', 'in_force_from'] as const;
const readVersion = (
  row: Pick<Selectable<Tables['blueprint_versions']>, (typeof versionColumns)[number]>,
): BlueprintVersion => ({
  version: row.version,
  from: row.in_force_from ?? row.at.toISOString().slice(0, 10),
  at: row.at.toISOString(),
  by: row.by_whom,
  why: row.why,
  counts: BlueprintVersion.shape.counts.parse(row.counts),
});

/** Whoever edits or publishes has the workspace's design alone until their transaction ends. */
const alone = (transaction: Transaction<Tables>, workspace: string) =>
  sql`SELECT 1 FROM workspaces WHERE id = ${workspace} FOR UPDATE`.execute(transaction);

const revisionOf = async (database: Database, workspace: string): Promise<number> => {
  const { revision } = await database
    .selectFrom('blueprint_things')
    .select(sql<number>`coalesce(max(revision), 0)`.as('revision'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow();
  return Number(revision);
};

const standing = async (database: Database, workspace: string): Promise<DraftThing[]> => {
  const rows = await database
    .selectFrom('blueprint_things')
    .select(['collection', 'id', 'value', 'revision', 'by_whom', 'at'])
    .where('workspace', '=', workspace)
    .where('value', 'is not', null)
    .execute();
  return rows.map(readThing);
};

/** Things written after a revision, removals among them. */
const after = async (database: Database, workspace: string, revision: number): Promise<DraftThing[]> => {
  const rows = await database
    .selectFrom('blueprint_things')
    .selectAll()
    .where('workspace', '=', workspace)
    .where('revision', '>', revision)
    .orderBy('revision')
    .execute();
  return rows.map(readThing);
};

/** What tells one state of a draft from another: the latest edit, when it was, and how many things stand. */
const stampOf = async (database: Database, workspace: string): Promise<string> => {
  const stamp = await database
    .selectFrom('blueprint_things')
    .select(sql<string>`concat_ws(' ', coalesce(max(revision), 0), max(at), count(value))`.as('stamp'))
    .where('workspace', '=', workspace)
    .executeTakeFirstOrThrow();
  return stamp.stamp;
};

type StampedDraft = { stamp: string; draft: Draft };

/** A draft with what was written since; the same object where nothing was. */
const draftSince = async (
  transaction: Transaction<Tables>,
  workspace: string,
  known: StampedDraft | undefined,
): Promise<StampedDraft> => {
  const stamp = await stampOf(transaction, workspace);
  if (known?.stamp === stamp) return known;
  const revision = await revisionOf(transaction, workspace);
  const things = new Map(known?.draft.things.map((thing) => [`${thing.collection}:${thing.id}`, thing]));
  if (known !== undefined && revision > known.draft.revision) {
    for (const thing of await after(transaction, workspace, known.draft.revision)) {
      if (thing.value === null) things.delete(`${thing.collection}:${thing.id}`);
      else things.set(`${thing.collection}:${thing.id}`, thing);
    }
    if (Number(stamp.split(' ').at(-1)) === things.size)
      return { stamp, draft: { revision, things: [...things.values()] } };
  }
  return { stamp, draft: { revision, things: await standing(transaction, workspace) } };
};

/** Rows of the things asked for, those that were removed among them. */
const askedFor = async (
  database: Database,
  workspace: string,
  about: readonly ThingRef[] | null,
): Promise<DraftThing[]> => {
  const wanted = about?.map(({ collection, id }) => ({ collection, id }));
  const only =
    wanted === undefined
      ? sql``
      : sql`AND (t.collection, t.id) IN (
          SELECT r.collection, r.id FROM jsonb_to_recordset(${jsonText(wanted)}::jsonb) AS r(collection text, id text))`;
  const { rows } = await sql<Selectable<Tables['blueprint_things']>>`
    SELECT t.* FROM blueprint_things t WHERE t.workspace = ${workspace} ${only}`.execute(database);
  return rows.map(readThing);
};

const write = async (
  transaction: Transaction<Tables>,
  edit: { workspace: string; revision: number; by: string; at: Date },
  written: readonly ThingWritten[],
): Promise<void> => {
  await sql`INSERT INTO blueprint_things (workspace, collection, id, value, revision, by_whom, at)
    SELECT ${edit.workspace}::text, r.collection, r.id, r.value, ${edit.revision}::bigint, ${edit.by}::text, ${edit.at}::timestamptz
    FROM jsonb_to_recordset(${jsonText(written)}::jsonb) AS r(collection text, id text, value jsonb)
    ON CONFLICT (workspace, collection, id) DO UPDATE
    SET value = excluded.value, revision = excluded.revision, by_whom = excluded.by_whom, at = excluded.at`.execute(
    transaction,
  );
};

/** Marks every thing of the draft as removed and forgets edits and versions; the revision goes on, so that whoever looks is told. */
export const emptyBlueprint = async (transaction: Transaction<Tables>, workspace: string, at: Date): Promise<void> => {
  await alone(transaction, workspace);
  const revision = (await revisionOf(transaction, workspace)) + 1;
  await transaction
    .updateTable('blueprint_things')
    .set({ value: sql`NULL`, revision, by_whom: '', at })
    .where('workspace', '=', workspace)
    .where('value', 'is not', null)
    .execute();
  await transaction.deleteFrom('blueprint_edits').where('workspace', '=', workspace).execute();
  await transaction.deleteFrom('blueprint_versions').where('workspace', '=', workspace).execute();
};

const change =
  (database: Kysely<Tables>, clock: () => Date): BlueprintStore['change'] =>
  (workspace, { how, by, about }, decide) =>
    database.transaction().execute(async (transaction) => {
      await alone(transaction, workspace);
      const before = await revisionOf(transaction, workspace);
      const stands = await askedFor(transaction, workspace, about);
      const written = decide(stands);
      const at = clock();
      if (written.length === 0) return { revision: before, at: at.toISOString() };
      const revision = before + 1;
      const was = new Map(stands.map(({ collection, id, value }) => [`${collection}:${id}`, value]));
      const things: DraftEdit['things'] = written.map(({ collection, id, value }) => ({
        collection,
        id,
        before: was.get(`${collection}:${id}`) ?? null,
        after: value,
      }));
      await write(transaction, { workspace, revision, by, at }, written);
      await transaction
        .insertInto('blueprint_edits')
        .values({ workspace, revision, how, things: jsonText(things), by_whom: by, at })
        .execute();
      return { revision, at: at.toISOString() };
    });

const latest = async (database: Database, workspace: string): Promise<KeptVersion | null> => {
  const row = await database
    .selectFrom('blueprint_versions')
    .select(versionColumns)
    .where('workspace', '=', workspace)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { version: readVersion(row), revision: row.revision };
};

const publish =
  (database: Kysely<Tables>, clock: () => Date): BlueprintStore['publish'] =>
  (workspace, { by, why, from }, decide) =>
    database.transaction().execute(async (transaction) => {
      await alone(transaction, workspace);
      const revision = await revisionOf(transaction, workspace);
      const things = await standing(transaction, workspace);
      const { document, counts } = decide({ revision, things });
      const editedAt = Object.fromEntries(things.map(({ collection, id, at }) => [`${collection}:${id}`, at]));
      const before = await latest(transaction, workspace);
      const row = await transaction
        .insertInto('blueprint_versions')
        .values({
          workspace,
          version: (before?.version.version ?? 0) + 1,
          revision,
          document: jsonText(document),
          counts: jsonText(counts),
          edited_at: jsonText(editedAt),
          by_whom: by,
          why,
          at: clock(),
          in_force_from: from,
        })
        .returning(versionColumns)
        .executeTakeFirstOrThrow();
      await settle(transaction, workspace);
      return readVersion(row);
    });

/** The draft and the versions of every workspace's design. */
export const openBlueprints = (database: Kysely<Tables>, clock: () => Date): BlueprintStore => {
  const drafts = new Map<string, StampedDraft>();
  return {
    draft: async (workspace) => {
      const known = await database
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((transaction) => draftSince(transaction, workspace, drafts.get(workspace)));
      drafts.set(workspace, known);
      return known.draft;
    },
    since: async (workspace, revision) => {
      // Read first: what is written between the two questions is told twice rather than never.
      const now = await revisionOf(database, workspace);
      const things = await after(database, workspace, revision);
      return { revision: things.at(-1)?.revision ?? now, things };
    },
    change: change(database, clock),
    edits: async (workspace, after) => {
      const rows = await database
        .selectFrom('blueprint_edits')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('revision', '>', after)
        .orderBy('revision', 'desc')
        .execute();
      return rows.map(readEdit);
    },
    listEdits: async (workspace, { whole, limit }) => {
      const rows = await database
        .selectFrom('blueprint_edits')
        .select(['revision', 'how', 'by_whom', 'at', sql<number>`jsonb_array_length(things)`.as('touched')])
        .where('workspace', '=', workspace)
        .$if(whole, (query) => query.where('how', '!=', 'edit'))
        .orderBy('revision', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ revision, how, by_whom: by, at, touched: things }) => ({
        edit: revision,
        how,
        by,
        at: at.toISOString(),
        things,
      }));
    },
    versions: async (workspace) => {
      const rows = await database
        .selectFrom('blueprint_versions')
        .select(versionColumns)
        .where('workspace', '=', workspace)
        .orderBy('version', 'desc')
        .execute();
      return rows.map(readVersion);
    },
    latest: (workspace) => latest(database, workspace),
    document: async (workspace, version) => {
      const row = await database
        .selectFrom('blueprint_versions')
        .select([...versionColumns, 'document', 'edited_at'])
        .where('workspace', '=', workspace)
        .where('version', '=', version)
        .executeTakeFirst();
      if (row === undefined) return null;
      return { version: readVersion(row), document: row.document, editedAt: row.edited_at as Record<string, string> };
    },
    publish: publish(database, clock),
  };
};
