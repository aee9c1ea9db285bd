import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { ProposedAction } from '../../model/audit/audit.ts';
import { type Decision, DecisionChange, DecisionTerms } from '../../model/audit/decisions.ts';
import type { Day } from '../../model/days.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

type Row = Selectable<Tables['decision_edits']>;

/** Looks at a decision as it stands before it is edited; may throw, and then nothing is kept. */
type Look<Thing> = (stands: Thing) => void;

export type AcceptedActions = {
  /** Keeps an action as a decision; `look` sees those that are there. */
  accept(
    workspace: string,
    taken: { action: ProposedAction; takenOn: Day; terms: DecisionTerms; by: string },
    look: Look<Decision[]>,
  ): Promise<Decision>;
  /** Adds an edit; null where there is no such decision. */
  edit(
    workspace: string,
    id: string,
    edit: { terms: DecisionChange; by: string },
    look: Look<Decision>,
  ): Promise<Decision | null>;
  /** Every decision of a workspace in the order they were taken. */
  list(workspace: string): Promise<Decision[]>;
};

const ofRows = (rows: readonly Row[]): Decision[] => {
  const byDecision = new Map<number, Row[]>();
  for (const row of rows) byDecision.set(row.decision, [...(byDecision.get(row.decision) ?? []), row]);
  return [...byDecision].flatMap(([id, edits]) => {
    const [first] = edits;
    if (first === undefined) return [];
    const history = edits.map(({ revision, at, by_whom, terms }) => ({
      revision,
      at: at.toISOString(),
      by: by_whom,
      terms: DecisionChange.parse(terms),
    }));
    return [
      {
        ...DecisionTerms.parse(Object.assign({}, ...history.map(({ terms }) => terms))),
        id: String(id),
        at: first.at.toISOString(),
        by: first.by_whom,
        takenOn: first.taken_on ?? '',
        action: ProposedAction.parse(first.action),
        history,
      },
    ];
  });
};

/** Decisions by their edits: a decision is what its edits, one after another, made of it, and none is ever changed or removed. */
export const openAcceptedActions = (database: Kysely<Tables>, clock: () => Date): AcceptedActions => {
  const all = async (from: Pick<Kysely<Tables>, 'selectFrom'>, workspace: string): Promise<Decision[]> =>
    ofRows(
      await from
        .selectFrom('decision_edits')
        .selectAll()
        .where('workspace', '=', workspace)
        .orderBy('decision')
        .orderBy('revision')
        .execute(),
    );
  const held = <Result>(workspace: string, work: (transaction: Transaction<Tables>) => Promise<Result>) =>
    database.transaction().execute(async (transaction) => {
      // The workspace's row is taken first, so that two who edit at once come one after the other.
      await transaction.selectFrom('workspaces').select('id').where('id', '=', workspace).forUpdate().execute();
      return work(transaction);
    });
  const put = (
    transaction: Transaction<Tables>,
    row: { workspace: string; decision: number; revision: number; terms: object; by: string },
    first?: { action: ProposedAction; takenOn: Day },
  ) =>
    transaction
      .insertInto('decision_edits')
      .values({
        workspace: row.workspace,
        decision: row.decision,
        revision: row.revision,
        action: first ? jsonText(first.action) : null,
        taken_on: first?.takenOn ?? null,
        terms: jsonText(row.terms),
        by_whom: row.by,
        at: clock(),
      })
      .execute();
  const one = async (transaction: Transaction<Tables>, workspace: string, id: string): Promise<Decision | null> =>
    (await all(transaction, workspace)).find((each) => each.id === id) ?? null;
  const surely = (decision: Decision | null): Decision => {
    if (decision === null) throw new Error('A decision that was just written is not there.');
    return decision;
  };
  return {
    accept: (workspace, { action, takenOn, terms, by }, look) =>
      held(workspace, async (transaction) => {
        look(await all(transaction, workspace));
        const { next } = await transaction
          .selectFrom('decision_edits')
          .select(sql<number>`coalesce(max(decision), 0) + 1`.as('next'))
          .where('workspace', '=', workspace)
          .executeTakeFirstOrThrow();
        const decision = Number(next);
        await put(transaction, { workspace, decision, revision: 1, terms, by }, { action, takenOn });
        return surely(await one(transaction, workspace, String(decision)));
      }),
    edit: (workspace, id, { terms, by }, look) =>
      held(workspace, async (transaction) => {
        const stands = await one(transaction, workspace, id);
        if (stands === null) return null;
        look(stands);
        const revision = stands.history.length + 1;
        await put(transaction, { workspace, decision: Number(id), revision, terms, by });
        return surely(await one(transaction, workspace, id));
      }),
    list: (workspace) => all(database, workspace),
  };
};
