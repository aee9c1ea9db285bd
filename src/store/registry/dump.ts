import { type Kysely, sql, type Transaction } from 'kysely';
import { z } from 'zod';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

/** Tables in an order in which rows can be put back; ledgers are not kept: they are built anew. */
const kept = [
  'workspaces',
  'settings',
  'windows',
  'imports',
  'corrections',
  'typed_months',
  'channel_rules',
  'identity_decisions',
  'mappings',
  'sources',
  'source_secrets',
  'source_runs',
  'blueprint_things',
  'blueprint_edits',
  'blueprint_versions',
  'survey_rounds',
  'survey_links',
  'survey_answers',
  'survey_codes',
  'decision_edits',
  'audit_runs',
  'audit_confirmations',
] as const;
const numbered = [
  { table: 'imports', column: 'id' },
  { table: 'corrections', column: 'seq' },
  { table: 'typed_months', column: 'seq' },
  { table: 'channel_rules', column: 'seq' },
  { table: 'identity_decisions', column: 'seq' },
  { table: 'source_runs', column: 'id' },
  { table: 'blueprint_edits', column: 'seq' },
  { table: 'blueprint_versions', column: 'seq' },
  { table: 'survey_rounds', column: 'id' },
  { table: 'survey_links', column: 'id' },
  { table: 'decision_edits', column: 'seq' },
  { table: 'audit_runs', column: 'id' },
  { table: 'audit_confirmations', column: 'seq' },
] as const;
type Kept = (typeof kept)[number];

const Rows = z.array(z.record(z.string(), z.unknown()));
/** Of tables that backups of earlier versions do not have. */
const LaterRows = Rows.default([]);
/** The registry's rows as the database writes them in JSON, by table. */
export const RegistryDump = z.object({
  workspaces: Rows,
  settings: Rows,
  windows: Rows,
  imports: Rows,
  corrections: Rows,
  typed_months: Rows,
  channel_rules: Rows,
  identity_decisions: LaterRows,
  mappings: LaterRows,
  sources: LaterRows,
  source_secrets: LaterRows,
  source_runs: LaterRows,
  blueprint_things: LaterRows,
  blueprint_edits: LaterRows,
  blueprint_versions: LaterRows,
  survey_rounds: LaterRows,
  survey_links: LaterRows,
  survey_answers: LaterRows,
  survey_codes: LaterRows,
  decision_edits: LaterRows,
  audit_runs: LaterRows,
  audit_confirmations: LaterRows,
} satisfies Record<Kept, typeof Rows | typeof LaterRows>);
export type RegistryDump = z.infer<typeof RegistryDump>;

export const dumpRegistry = (database: Kysely<Tables>): Promise<RegistryDump> =>
  database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const dump: RegistryDump = {
        workspaces: [],
        settings: [],
        windows: [],
        imports: [],
        corrections: [],
        typed_months: [],
        channel_rules: [],
        identity_decisions: [],
        mappings: [],
        sources: [],
        source_secrets: [],
        source_runs: [],
        blueprint_things: [],
        blueprint_edits: [],
        blueprint_versions: [],
        survey_rounds: [],
        survey_links: [],
        survey_answers: [],
        survey_codes: [],
        decision_edits: [],
        audit_runs: [],
        audit_confirmations: [],
      };
      for (const table of kept) {
        const { rows } = await sql<{
          row: Record<string, unknown>;
        }>`SELECT to_jsonb(t) AS row FROM ${sql.table(table)} t`.execute(transaction);
        dump[table] = rows.map(({ row }) => row);
      }
      return dump;
    });

const put = (transaction: Transaction<Tables>, table: Kept, rows: RegistryDump[Kept]) =>
  sql`INSERT INTO ${sql.table(table)}
    SELECT * FROM jsonb_populate_recordset(NULL::${sql.table(table)}, ${jsonText(rows)}::jsonb)`.execute(transaction);

export const loadRegistry = (database: Kysely<Tables>, dump: RegistryDump): Promise<void> =>
  database.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('workspaces').execute();
    for (const table of kept) await put(transaction, table, dump[table]);
    for (const { table, column } of numbered)
      await sql`SELECT setval(pg_get_serial_sequence(${table}, ${column}),
        greatest((SELECT coalesce(max(${sql.ref(column)}), 1) FROM ${sql.table(table)}),
          nextval(pg_get_serial_sequence(${table}, ${column}))))`.execute(transaction);
  });
