import type { Kysely } from 'kysely';
import { Audit, type AuditRun } from '../../model/audit/audit.ts';
import type { Confirmation } from '../../model/audit/contract.ts';
import { QuestionNumber } from '../../model/audit/questions.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

export type Audits = {
  keep(workspace: string, quarter: string, audit: Audit): Promise<AuditRun>;
  /** Audits that were kept, latest first. */
  runs(workspace: string): Promise<AuditRun[]>;
  /** Days on which one was kept, as the as-of day of its numbers. */
  days(workspace: string): Promise<string[]>;
  confirm(workspace: string, word: Omit<Confirmation, 'at'>): Promise<void>;
  /** The owner's standing word on each question; those taken back are not among them. */
  confirmations(workspace: string): Promise<Confirmation[]>;
};

/** Audits and confirmations, kept in the registry. */
export const openAudits = (database: Kysely<Tables>, clock: () => Date): Audits => {
  const rows = (workspace: string) =>
    database.selectFrom('audit_runs').selectAll().where('workspace', '=', workspace).orderBy('id', 'desc').execute();
  return {
    keep: async (workspace, quarter, audit) => {
      const { id, at } = await database
        .insertInto('audit_runs')
        .values({ workspace, quarter, audit: jsonText(audit), at: clock() })
        .returning(['id', 'at'])
        .executeTakeFirstOrThrow();
      return { id: String(id), at: at.toISOString(), quarter, audit };
    },
    runs: async (workspace) =>
      (await rows(workspace)).map(({ id, at, quarter, audit }) => ({
        id: String(id),
        at: at.toISOString(),
        quarter,
        audit: Audit.parse(audit),
      })),
    days: async (workspace) => (await rows(workspace)).map(({ audit }) => Audit.pick({ asOf: true }).parse(audit).asOf),
    confirm: async (workspace, { q, answer, by }) => {
      await database
        .insertInto('audit_confirmations')
        .values({ workspace, question: q, answer, by_whom: by, at: clock() })
        .execute();
    },
    confirmations: async (workspace) => {
      const found = await database
        .selectFrom('audit_confirmations')
        .distinctOn('question')
        .selectAll()
        .where('workspace', '=', workspace)
        .orderBy('question')
        .orderBy('seq', 'desc')
        .execute();
      return found
        .filter(({ answer }) => answer !== '')
        .map(({ question, answer, by_whom, at }) => ({
          q: QuestionNumber.parse(question),
          answer,
          by: by_whom,
          at: at.toISOString(),
        }));
    },
  };
};
