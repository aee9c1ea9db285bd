import type { Kysely, Selectable } from 'kysely';
import type { Reclass } from '../../model/corrections.ts';
import { settle } from './journal.ts';
import type { Tables } from './tables.ts';

export type Corrections = {
  /** Adds one; nothing is ever changed or removed. Moves the revision. */
  add(workspace: string, correction: Omit<Reclass, 'at'>): Promise<Reclass>;
  /** Every one ever made, latest first. */
  list(workspace: string): Promise<Reclass[]>;
  /** The latest of each line where that one gives a class. */
  standing(workspace: string): Promise<(Reclass & { class: string })[]>;
};

const read = (row: Selectable<Tables['corrections']>): Reclass => ({
  kind: row.kind,
  source: row.source,
  id: row.row_id,
  class: row.class,
  why: row.why,
  by: row.by_whom,
  at: row.at.toISOString(),
});

export const openCorrections = (database: Kysely<Tables>, clock: () => Date): Corrections => ({
  add: (workspace, correction) =>
    database.transaction().execute(async (transaction) => {
      const { id, by, ...rest } = correction;
      const row = await transaction
        .insertInto('corrections')
        .values({
          workspace,
          kind: rest.kind,
          source: rest.source,
          row_id: id,
          class: rest.class,
          why: rest.why,
          by_whom: by,
          at: clock(),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await settle(transaction, workspace);
      return read(row);
    }),
  list: async (workspace) => {
    const rows = await database
      .selectFrom('corrections')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('seq', 'desc')
      .execute();
    return rows.map(read);
  },
  standing: async (workspace) => {
    const rows = await database
      .selectFrom('corrections')
      .selectAll()
      .distinctOn(['kind', 'source', 'row_id'])
      .where('workspace', '=', workspace)
      .orderBy('kind')
      .orderBy('source')
      .orderBy('row_id')
      .orderBy('seq', 'desc')
      .execute();
    return rows.flatMap((row) => (row.class === null ? [] : [{ ...read(row), class: row.class }]));
  },
});
