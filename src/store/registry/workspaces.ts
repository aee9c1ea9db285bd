import type { Kysely } from 'kysely';
import type { Sentence } from '../../model/problem.ts';
import { emptyBlueprint } from './blueprint.ts';
import { settle } from './journal.ts';
import type { Tables } from './tables.ts';

/** A company, or a part of one, whose facts and numbers are kept apart from all others. */
export type Workspace = {
  id: string;
  name: Sentence;
  isDemo: boolean;
  /** The last revision whose facts, settings and corrections are whole. */
  revision: number;
};

export type Workspaces = {
  /** In the order they were made. */
  list(): Promise<Workspace[]>;
  find(id: string): Promise<Workspace | null>;
  /** Whether it was made; false where there is one of this id already, which stays as it is. */
  create(workspace: { id: string; name: Sentence; isDemo: boolean }): Promise<boolean>;
  /** Forgets all that was set, imported, corrected, typed and designed in a workspace, in one step; its revision goes on. */
  empty(id: string): Promise<void>;
  /** Moves the workspace to a new revision after its facts, settings or corrections changed, and returns it. */
  settle(id: string): Promise<number>;
};

const read = (row: { id: string; name_ru: string; name_en: string; is_demo: boolean; settled: number }): Workspace => ({
  id: row.id,
  name: { ru: row.name_ru, en: row.name_en },
  isDemo: row.is_demo,
  revision: row.settled,
});

export const openWorkspaces = (database: Kysely<Tables>, clock: () => Date): Workspaces => ({
  list: async () => {
    const rows = await database.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').execute();
    return rows.map(read);
  },
  find: async (id) => {
    const row = await database.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? null : read(row);
  },
  create: async ({ id, name, isDemo }) => {
    const { numInsertedOrUpdatedRows } = await database
      .insertInto('workspaces')
      .values({ id, name_ru: name.ru, name_en: name.en, is_demo: isDemo, created_at: clock() })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  },
  empty: (id) =>
    database.transaction().execute(async (transaction) => {
      const emptied = [
        'settings',
        'windows',
        'imports',
        'corrections',
        'typed_months',
        'snapshots',
        'sources',
        'survey_rounds',
        'decision_edits',
        'audit_runs',
        'audit_confirmations',
      ] as const;
      for (const table of emptied) await transaction.deleteFrom(table).where('workspace', '=', id).execute();
      await emptyBlueprint(transaction, id, clock());
      await settle(transaction, id);
    }),
  settle: (id) => settle(database, id),
});
