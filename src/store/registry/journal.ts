import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { ImportRecord } from '../../model/imports.ts';
import { Checkpoint, type ImportJournal, ImportPlan, nothingYet } from '../import-journal.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

type State = Tables['imports']['state'];

/** What a reader is told of states between two steps: what is being applied still runs, what is being taken back is gone. */
const shown: Record<State, ImportRecord['state']> = {
  running: 'running',
  interrupted: 'interrupted',
  published: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  retracted: 'undone',
  undone: 'undone',
};

/** Makes what was written so far visible as a new revision of the workspace. */
export const settle = async (database: Kysely<Tables> | Transaction<Tables>, workspace: string): Promise<number> => {
  const { settled } = await database
    .updateTable('workspaces')
    .set({ allocated: sql`allocated + 1`, settled: sql`allocated + 1` })
    .where('id', '=', workspace)
    .returning('settled')
    .executeTakeFirstOrThrow();
  return settled;
};

const move = async (
  database: Kysely<Tables>,
  importId: number,
  from: readonly State[],
  to: State,
  also: {
    ended_at?: Date;
    kinds?: string;
    problem?: string | null;
    totals?: number;
    left_out?: number;
    plan?: null;
  } = {},
): Promise<string> => {
  const moved = await database
    .updateTable('imports')
    .set({ state: to, ...also })
    .where('id', '=', importId)
    .where('state', 'in', from)
    .returning('workspace')
    .executeTakeFirst();
  if (moved === undefined) throw new Error(`Import ${importId} is not ${from.join(' or ')}, so it can't become ${to}.`);
  return moved.workspace;
};

/** The import journal kept in the registry. Every step is one transaction. */
export const openJournal = (
  database: Kysely<Tables>,
  clock: () => Date,
  exclusively: ImportJournal['exclusively'],
): ImportJournal => ({
  begin: async (entry) => {
    const { id } = await database
      .insertInto('imports')
      .values({
        ...entry,
        header: jsonText(entry.header ?? []),
        plan: entry.plan ? jsonText(entry.plan) : null,
        // One cut short before its first rows goes on, too: from the beginning.
        checkpoint: entry.plan ? jsonText(nothingYet) : null,
        state: 'running',
        started_at: clock(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  },
  publish: async (importId) => {
    await move(database, importId, ['running'], 'published');
  },
  reach: async (importId, checkpoint) => {
    await database
      .updateTable('imports')
      .set({ checkpoint: jsonText(checkpoint) })
      .where('id', '=', importId)
      .execute();
  },
  reached: async (importId) => {
    const row = await database.selectFrom('imports').select('checkpoint').where('id', '=', importId).executeTakeFirst();
    return row?.checkpoint ? Checkpoint.parse(row.checkpoint) : nothingYet;
  },
  interrupted: async (importId) => {
    const row = await database
      .selectFrom('imports')
      .select(['workspace', 'plan', 'checkpoint'])
      .where('id', '=', importId)
      .where('state', '=', 'interrupted')
      .executeTakeFirst();
    if (!row) return null;
    return { workspace: row.workspace, plan: ImportPlan.parse(row.plan), checkpoint: Checkpoint.parse(row.checkpoint) };
  },
  interrupt: async (importId) => {
    const { numUpdatedRows } = await database
      .updateTable('imports')
      .set({ state: 'interrupted' })
      .where('id', '=', importId)
      .where('state', '=', 'running')
      .where('plan', 'is not', null)
      .where('checkpoint', 'is not', null)
      .executeTakeFirstOrThrow();
    return numUpdatedRows > 0n;
  },
  resume: async (importId) => {
    await move(database, importId, ['interrupted'], 'running');
  },
  finish: (importId, { kinds, totals, leftOut }) =>
    database.transaction().execute(async (transaction) => {
      const also = { ended_at: clock(), kinds: jsonText(kinds), totals, left_out: leftOut, plan: null };
      await settle(transaction, await move(transaction, importId, ['published'], 'done', also));
    }),
  fail: async (importId, state, problem) => {
    const also = { ended_at: clock(), problem: problem === null ? null : jsonText(problem) };
    await move(database, importId, ['running', 'interrupted'], state, also);
  },
  retract: async (importId) => {
    await move(database, importId, ['done'], 'retracted');
  },
  finishUndo: (importId) =>
    database.transaction().execute(async (transaction) => {
      await settle(transaction, await move(transaction, importId, ['retracted'], 'undone'));
    }),
  unfinished: async () => {
    const rows = await database
      .selectFrom('imports')
      .select(['id', 'workspace', 'state'])
      .where('state', 'in', ['running', 'published', 'retracted'])
      .orderBy('id')
      .execute();
    return rows.flatMap(({ id, workspace, state }) =>
      state === 'running' || state === 'published' || state === 'retracted' ? [{ importId: id, workspace, state }] : [],
    );
  },
  standing: async (workspace) => {
    const rows = await database
      .selectFrom('imports')
      .select('id')
      .where('workspace', '=', workspace)
      .where('state', 'in', ['published', 'done'])
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  },
  list: async (workspace) => {
    const rows = await database
      .selectFrom('imports')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('id', 'desc')
      .execute();
    return rows.map(
      (row): ImportRecord => ({
        id: String(row.id),
        file: row.file,
        ...(row.part === '' ? {} : { part: row.part }),
        source: row.source,
        layout: row.layout,
        state: shown[row.state],
        startedAt: row.started_at.toISOString(),
        endedAt: row.ended_at?.toISOString() ?? null,
        bytes: row.bytes,
        kinds: row.kinds as ImportRecord['kinds'],
        ...(row.totals > 0 ? { totals: row.totals } : {}),
        ...(row.left_out > 0 ? { left_out: row.left_out } : {}),
        ...(row.problem === null ? {} : { problem: row.problem as NonNullable<ImportRecord['problem']> }),
      }),
    );
  },
  headerOf: async (importId) => {
    const row = await database.selectFrom('imports').select('header').where('id', '=', importId).executeTakeFirst();
    return Array.isArray(row?.header) ? row.header.map(String) : [];
  },
  nextRevision: async (workspace) => {
    const { allocated } = await database
      .updateTable('workspaces')
      .set({ allocated: sql`allocated + 1` })
      .where('id', '=', workspace)
      .returning('allocated')
      .executeTakeFirstOrThrow();
    return allocated;
  },
  exclusively,
});
