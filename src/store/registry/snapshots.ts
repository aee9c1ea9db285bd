import type { Kysely } from 'kysely';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

/** One ledger built, or being built, in the warehouse: its number there and what it was built from. */
export type Snapshot = {
  snapshot: number;
  /** Equal inputs give an equal ledger. */
  inputs: string;
  /** What readers of this ledger need to know about it. */
  context: unknown;
  /** What models say of its segments' lives; null until they are worked out. */
  foretold: unknown;
};

export type Snapshots = {
  /** Opens a snapshot under a number no other ever had. Nobody reads it until it is complete. */
  begin(workspace: string, inputs: string): Promise<number>;
  complete(snapshot: number, context: unknown): Promise<void>;
  foretell(snapshot: number, foretold: unknown): Promise<void>;
  /** The complete ones, newest first. */
  list(workspace: string): Promise<Snapshot[]>;
  /** Forgets every snapshot but these; those that were never completed too. */
  keepOnly(workspace: string, snapshots: readonly number[]): Promise<void>;
};

export const openSnapshots = (database: Kysely<Tables>, clock: () => Date): Snapshots => ({
  begin: async (workspace, inputs) => {
    const { snapshot } = await database
      .insertInto('snapshots')
      .values({ workspace, inputs, begun_at: clock() })
      .returning('snapshot')
      .executeTakeFirstOrThrow();
    return snapshot;
  },
  complete: async (snapshot, context) => {
    await database
      .updateTable('snapshots')
      .set({ complete: true, context: jsonText(context) })
      .where('snapshot', '=', snapshot)
      .execute();
  },
  foretell: async (snapshot, foretold) => {
    await database
      .updateTable('snapshots')
      .set({ foretold: jsonText(foretold) })
      .where('snapshot', '=', snapshot)
      .execute();
  },
  list: (workspace) =>
    database
      .selectFrom('snapshots')
      .select(['snapshot', 'inputs', 'context', 'foretold'])
      .where('workspace', '=', workspace)
      .where('complete', '=', true)
      .orderBy('snapshot', 'desc')
      .execute(),
  keepOnly: async (workspace, snapshots) => {
    let forgotten = database.deleteFrom('snapshots').where('workspace', '=', workspace);
    if (snapshots.length > 0) forgotten = forgotten.where('snapshot', 'not in', [...snapshots]);
    await forgotten.execute();
  },
});
