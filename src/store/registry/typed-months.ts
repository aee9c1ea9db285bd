import type { Kysely } from 'kysely';
import { StaffMonth, TypedCost, type TypedMonth } from '../../model/api.ts';
import type { Day } from '../../model/period.ts';
import type { Tables } from './tables.ts';

/** One version of a month's typed costs, with the import that made facts of it (null for an empty month). */
export type SavedMonth = TypedMonth & { importId: number | null };

export type TypedMonths = {
  /** The latest version of a month; null where nothing was ever typed. */
  latest(workspace: string, month: Day): Promise<SavedMonth | null>;
  /** Adds a version; earlier ones stay as history. */
  save(workspace: string, month: SavedMonth): Promise<void>;
  /** Forgets that versions made facts, after the facts of a workspace were removed whole. */
  detach(workspace: string): Promise<void>;
};

export const openTypedMonths = (database: Kysely<Tables>, clock: () => Date): TypedMonths => ({
  latest: async (workspace, month) => {
    const row = await database
      .selectFrom('typed_months')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('month', '=', month)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      month: row.month,
      costs: TypedCost.array().parse(row.costs),
      staff: StaffMonth.array().parse(row.staff),
      importId: row.import_id,
    };
  },
  save: async (workspace, { month, costs, staff, importId }) => {
    await database
      .insertInto('typed_months')
      .values({
        workspace,
        month,
        costs: JSON.stringify(costs),
        staff: JSON.stringify(staff),
        import_id: importId,
        saved_at: clock(),
      })
      .execute();
  },
  detach: async (workspace) => {
    await database.updateTable('typed_months').set({ import_id: null }).where('workspace', '=', workspace).execute();
  },
});
