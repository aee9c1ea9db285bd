import type { Kysely } from 'kysely';
import type { SettingKey } from '../../model/settings.ts';
import { settle } from './journal.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

export type SettingsStore = {
  /** Only what was set, by key; the rest has its default. */
  read(workspace: string): Promise<Record<string, unknown>>;
  /**
   * Keeps values, or forgets the ones that are undefined; moves the revision.
   *
   * A window somebody sets or clears also forgets the computed one it stood above.
   */
  write(workspace: string, values: Partial<Record<SettingKey, unknown>>): Promise<void>;
};

const windowColumn = { lost_after_days: 'lost_after_days', at_risk_after_days: 'at_risk_after_days' } as const;
const isWindow = (key: string): key is keyof typeof windowColumn => key in windowColumn;

export const openSettings = (database: Kysely<Tables>, clock: () => Date): SettingsStore => ({
  read: async (workspace) => {
    const rows = await database
      .selectFrom('settings')
      .select(['key', 'value'])
      .where('workspace', '=', workspace)
      .execute();
    return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  },
  write: (workspace, values) =>
    database.transaction().execute(async (transaction) => {
      for (const [key, value] of Object.entries(values)) {
        if (isWindow(key))
          await transaction
            .updateTable('windows')
            .set({ [windowColumn[key]]: null })
            .where('workspace', '=', workspace)
            .execute();
        await transaction.deleteFrom('settings').where('workspace', '=', workspace).where('key', '=', key).execute();
        if (value !== undefined)
          await transaction
            .insertInto('settings')
            .values({ workspace, key, value: jsonText(value), set_at: clock() })
            .execute();
      }
      await settle(transaction, workspace);
    }),
});
