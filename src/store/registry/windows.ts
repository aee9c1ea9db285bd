import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from './tables.ts';

/** Days of silence computed from a segment's own rhythm and kept; null where nothing is kept. */
export type KeptWindow = { segment: string; lostAfterDays: number | null; atRiskAfterDays: number | null };

export type Windows = {
  read(workspace: string): Promise<KeptWindow[]>;
  /** Keeps what is not kept yet: a value that is there stays, so that new data does not rewrite old years. */
  keep(workspace: string, windows: readonly KeptWindow[]): Promise<void>;
  /** Forgets all of a workspace's, as when its facts are replaced whole. */
  forget(workspace: string): Promise<void>;
};

export const openWindows = (database: Kysely<Tables>, clock: () => Date): Windows => ({
  read: async (workspace) => {
    const rows = await database
      .selectFrom('windows')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('segment')
      .execute();
    return rows.map((row) => ({
      segment: row.segment,
      lostAfterDays: row.lost_after_days,
      atRiskAfterDays: row.at_risk_after_days,
    }));
  },
  keep: async (workspace, windows) => {
    if (windows.length === 0) return;
    await database
      .insertInto('windows')
      .values(
        windows.map((window) => ({
          workspace,
          segment: window.segment,
          lost_after_days: window.lostAfterDays,
          at_risk_after_days: window.atRiskAfterDays,
          computed_at: clock(),
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['workspace', 'segment']).doUpdateSet({
          lost_after_days: sql`coalesce(windows.lost_after_days, excluded.lost_after_days)`,
          at_risk_after_days: sql`coalesce(windows.at_risk_after_days, excluded.at_risk_after_days)`,
        }),
      )
      .execute();
  },
  forget: async (workspace) => {
    await database.deleteFrom('windows').where('workspace', '=', workspace).execute();
  },
});
