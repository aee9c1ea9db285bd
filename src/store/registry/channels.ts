import { type Kysely, type Selectable, sql } from 'kysely';
import { ChannelRules, type ChannelVersion, noChannelRules } from '../../model/channels.ts';
import { settle } from './journal.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

export type ChannelRulesStore = {
  /** The version that stands; number 0, without rules, where nobody saved one. */
  latest(workspace: string): Promise<ChannelVersion>;
  /** Every version ever saved, latest first. */
  list(workspace: string): Promise<ChannelVersion[]>;
  /**
   * Adds a version after `after` and moves the revision; nothing is ever changed or removed.
   *
   * Null where `after` is no longer the latest: somebody else saved in between, and nothing is kept.
   */
  add(
    workspace: string,
    after: number,
    version: Omit<ChannelVersion, 'version' | 'at'>,
  ): Promise<ChannelVersion | null>;
};

const read = (row: Selectable<Tables['channel_rules']>): ChannelVersion => ({
  ...ChannelRules.parse({ rules: row.rules, names: row.names }),
  version: row.version,
  by: row.by_whom,
  why: row.why,
  at: row.at.toISOString(),
});

const none: ChannelVersion = { ...noChannelRules, version: 0, at: null, by: '', why: '' };

export const openChannelRules = (database: Kysely<Tables>, clock: () => Date): ChannelRulesStore => ({
  latest: async (workspace) => {
    const row = await database
      .selectFrom('channel_rules')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? none : read(row);
  },
  list: async (workspace) => {
    const rows = await database
      .selectFrom('channel_rules')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('version', 'desc')
      .execute();
    return rows.map(read);
  },
  add: (workspace, after, { rules, names, by, why }) =>
    database.transaction().execute(async (transaction) => {
      // Two that save at once wait for each other here, so that the later one sees the earlier.
      await sql`SELECT 1 FROM workspaces WHERE id = ${workspace} FOR UPDATE`.execute(transaction);
      const { latest } = await transaction
        .selectFrom('channel_rules')
        .select(sql<number>`coalesce(max(version), 0)`.as('latest'))
        .where('workspace', '=', workspace)
        .executeTakeFirstOrThrow();
      if (Number(latest) !== after) return null;
      const row = await transaction
        .insertInto('channel_rules')
        .values({
          workspace,
          version: after + 1,
          rules: jsonText(rules),
          names: jsonText(names),
          by_whom: by,
          why,
          at: clock(),
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await settle(transaction, workspace);
      return read(row);
    }),
});
