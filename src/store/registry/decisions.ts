import type { Kysely, Selectable } from 'kysely';
import type { IdentityDecision } from '../../analysis/identity/decisions.ts';
import { settle } from './journal.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

/** A decision about records with who made it, and who took it back. */
export type KeptDecision = IdentityDecision & {
  why: string;
  by: string;
  at: string;
  undone: { why: string; by: string; at: string } | null;
};

type Word = { why: string; by: string };

export type Decisions = {
  /** Adds one; nothing is ever changed or removed. Moves the revision. */
  add(workspace: string, decision: Omit<IdentityDecision, 'id'> & Word): Promise<KeptDecision>;
  /** Takes one back, by a row of its own. Null where there is no such decision, or it is taken back already. Moves the revision. */
  undo(workspace: string, id: number, word: Word): Promise<KeptDecision | null>;
  /** Every one ever made, latest first. */
  list(workspace: string): Promise<KeptDecision[]>;
  /** Those nobody took back, in the order they were made. */
  standing(workspace: string): Promise<IdentityDecision[]>;
};

type Row = Selectable<Tables['identity_decisions']>;

const wordOf = (row: Row) => ({ why: row.why, by: row.by_whom, at: row.at.toISOString() });

/** Decisions by rows in any order; an undo is told with what it takes back. */
const read = (rows: readonly Row[]): KeptDecision[] => {
  const undone = new Map(rows.flatMap((row) => (row.undoes === null ? [] : [[row.undoes, row] as const])));
  return rows.flatMap((row) => {
    if (row.kind === 'undo') return [];
    const takenBack = undone.get(row.seq);
    const { seq: id, kind } = row;
    const [records, others] = [row.records as string[], row.others as string[]];
    return [{ id, kind, records, others, ...wordOf(row), undone: takenBack ? wordOf(takenBack) : null }];
  });
};

export const openDecisions = (database: Kysely<Tables>, clock: () => Date): Decisions => {
  const all = (from: Pick<Kysely<Tables>, 'selectFrom'>, workspace: string) =>
    from
      .selectFrom('identity_decisions')
      .selectAll()
      .where('workspace', '=', workspace)
      .orderBy('seq', 'desc')
      .execute();
  return {
    add: (workspace, { kind, records, others, why, by }) =>
      database.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto('identity_decisions')
          .values({
            workspace,
            kind,
            records: jsonText(records),
            others: jsonText(others),
            undoes: null,
            why,
            by_whom: by,
            at: clock(),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await settle(transaction, workspace);
        return { id: row.seq, kind, records, others, ...wordOf(row), undone: null };
      }),
    undo: (workspace, id, { why, by }) =>
      database.transaction().execute(async (transaction) => {
        // The workspace's row is taken first, so that of two who take the same one back one comes second.
        await transaction.selectFrom('workspaces').select('id').where('id', '=', workspace).forUpdate().execute();
        const decision = read(await all(transaction, workspace)).find((each) => each.id === id);
        if (decision === undefined || decision.undone !== null) return null;
        const row = await transaction
          .insertInto('identity_decisions')
          .values({
            workspace,
            kind: 'undo',
            records: '[]',
            others: '[]',
            undoes: id,
            why,
            by_whom: by,
            at: clock(),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        await settle(transaction, workspace);
        return { ...decision, undone: wordOf(row) };
      }),
    list: async (workspace) => read(await all(database, workspace)),
    standing: async (workspace) => {
      const decisions = read(await all(database, workspace)).filter((each) => each.undone === null);
      return decisions.map(({ id, kind, records, others }) => ({ id, kind, records, others })).reverse();
    },
  };
};
