import type { Kysely } from 'kysely';
import { StaffMonth, TypedCost, type TypedMonth } from '../../model/corrections.ts';
import type { Day } from '../../model/days.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

export type TypedMonths = {
  /** The latest version of a month; null where nothing was ever typed. */
  latest(workspace: string, month: Day): Promise<TypedMonth | null>;
  /** Adds a version, not applied yet; earlier ones stay as history. */
  save(workspace: string, month: TypedMonth): Promise<void>;
  /** Notes that the facts are now those of the month's latest version. */
  applied(workspace: string, month: Day): Promise<void>;
  /** Months whose latest version never became facts, as after a crash. */
  unapplied(): Promise<{ workspace: string; month: Day }[]>;
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
    return { month: row.month, costs: TypedCost.array().parse(row.costs), staff: StaffMonth.array().parse(row.staff) };
  },
  save: async (workspace, { month, costs, staff }) => {
    await database
      .insertInto('typed_months')
      .values({
        workspace,
        month,
        costs: jsonText(costs),
        staff: jsonText(staff),
        saved_at: clock(),
      })
      .execute();
  },
  applied: async (workspace, month) => {
    await database
      .updateTable('typed_months')
      .set({ applied: true })
      .where('workspace', '=', workspace)
      .where('month', '=', month)
      .execute();
  },
  unapplied: () =>
    database
      .selectFrom('typed_months')
      .select(['workspace', 'month'])
      .distinct()
      .where('applied', '=', false)
      .orderBy('workspace')
      .orderBy('month')
      .execute(),
});
