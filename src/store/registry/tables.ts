import type { ColumnType, Generated } from 'kysely';
import type { ListedEdit } from '../../model/blueprint/versions.ts';

type Instant = ColumnType<Date, Date, Date>;
type MaybeInstant = ColumnType<Date | null, Date | null, Date | null>;
/** Written as JSON text, read back parsed. */
type Json<Value> = ColumnType<Value, string, string>;

/** The registry's tables as `migrations` make them. */
export type Tables = {
  workspaces: {
    id: string;
    name_ru: string;
    name_en: string;
    is_demo: boolean;
    created_at: Instant;
    allocated: Generated<number>;
    settled: Generated<number>;
  };
  settings: { workspace: string; key: string; value: Json<unknown>; set_at: Instant };
  windows: {
    workspace: string;
    segment: string;
    lost_after_days: number | null;
    at_risk_after_days: number | null;
    computed_at: Instant;
  };
  imports: {
    id: Generated<number>;
    workspace: string;
    file: string;
    source: string;
    part: ColumnType<string, string | undefined, string>;
    layout: string;
    bytes: number;
    plan: ColumnType<unknown, string | null | undefined, string | null>;
    checkpoint: ColumnType<unknown, string | null | undefined, string | null>;
    header: ColumnType<unknown, string | null | undefined, string | null>;
    totals: ColumnType<number, number | undefined, number>;
    left_out: ColumnType<number, number | undefined, number>;
    state: 'running' | 'interrupted' | 'published' | 'done' | 'failed' | 'cancelled' | 'retracted' | 'undone';
    started_at: Instant;
    ended_at: MaybeInstant;
    kinds: ColumnType<unknown, string | undefined, string>;
    problem: ColumnType<unknown, string | null | undefined, string | null>;
  };
  corrections: {
    seq: Generated<number>;
    workspace: string;
    kind: 'order_line' | 'cost';
    source: string;
    row_id: string;
    class: string | null;
    why: string;
    by_whom: string;
    at: Instant;
  };
  typed_months: {
    seq: Generated<number>;
    workspace: string;
    month: string;
    costs: Json<unknown>;
    staff: Json<unknown>;
    applied: Generated<boolean>;
    saved_at: Instant;
  };
  mappings: {
    workspace: string;
    source: string;
    layout: string;
    signature: string;
    answers: Json<unknown>;
    mapping: Json<unknown>;
    saved_at: Instant;
  };
  sources: {
    workspace: string;
    name: string;
    draft: Json<unknown>;
    memory: ColumnType<unknown, string | undefined, string>;
    bookmark: ColumnType<unknown, string | null | undefined, string | null>;
    paused: Generated<boolean>;
    outcome: Generated<'new' | 'well' | 'retrying' | 'refused' | 'stopped'>;
    problem: ColumnType<unknown, string | null | undefined, string | null>;
    failing_since: ColumnType<Date | null, Date | null | undefined, Date | null>;
    failures: Generated<number>;
    last_good_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    next_run_at: MaybeInstant;
    leased_by: ColumnType<string | null, string | null | undefined, string | null>;
    lease_until: ColumnType<Date | null, Date | null | undefined, Date | null>;
    created_at: Instant;
  };
  source_secrets: { workspace: string; source: string; name: string; sealed: string };
  source_runs: {
    id: Generated<number>;
    workspace: string;
    source: string;
    by_whom: 'schedule' | 'person';
    state: 'running' | 'done' | 'nothing_new' | 'failed' | 'cancelled';
    started_at: Instant;
    ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    told: ColumnType<unknown, string | undefined, string>;
  };
  identity_decisions: {
    seq: Generated<number>;
    workspace: string;
    kind: 'merge' | 'split' | 'undo';
    records: Json<unknown>;
    others: Json<unknown>;
    undoes: number | null;
    why: string;
    by_whom: string;
    at: Instant;
  };
  channel_rules: {
    seq: Generated<number>;
    workspace: string;
    version: number;
    rules: Json<unknown>;
    names: Json<unknown>;
    by_whom: string;
    why: string;
    at: Instant;
  };
  blueprint_things: {
    workspace: string;
    collection: string;
    id: string;
    value: Json<unknown>;
    revision: number;
    by_whom: string;
    at: Instant;
  };
  blueprint_edits: {
    seq: Generated<number>;
    workspace: string;
    revision: number;
    how: ListedEdit['how'];
    things: Json<unknown>;
    by_whom: string;
    at: Instant;
  };
  blueprint_versions: {
    seq: Generated<number>;
    workspace: string;
    version: number;
    revision: number;
    document: Json<unknown>;
    counts: Json<unknown>;
    edited_at: Json<unknown>;
    by_whom: string;
    why: string;
    at: Instant;
    /** A day. */
    in_force_from: string | null;
  };
  survey_rounds: { id: Generated<number>; workspace: string; by_whom: string; at: Instant };
  survey_links: {
    id: Generated<number>;
    round: number;
    kind: 'respondent' | 'rater';
    respondent: number;
    token_hash: string;
    token_sealed: string;
    label: string;
    function: string;
    is_head: boolean;
    language: 'ru' | 'en';
    form: ColumnType<unknown, string | null, string | null>;
    created_at: Instant;
    opened_at: MaybeInstant;
    submitted_at: MaybeInstant;
    withdrawn_at: MaybeInstant;
  };
  survey_answers: { link: number; item: string; answer: Json<unknown>; at: Instant };
  survey_codes: {
    round: number;
    respondent: number;
    item: string;
    element: string;
    rater: 'owner' | 'second';
    code: number;
    at: Instant;
  };
  /** What else it has, and the other tables of `access_…`, only better-auth reads and writes. */
  access_people: { id: string; email: string };
  audit_runs: {
    id: Generated<number>;
    workspace: string;
    quarter: string;
    audit: Json<unknown>;
    at: Instant;
  };
  audit_confirmations: {
    seq: Generated<number>;
    workspace: string;
    question: number;
    answer: string;
    by_whom: string;
    at: Instant;
  };
  decision_edits: {
    seq: Generated<number>;
    workspace: string;
    decision: number;
    revision: number;
    action: ColumnType<unknown, string | null, string | null>;
    /** A day. */
    taken_on: string | null;
    terms: Json<unknown>;
    by_whom: string;
    at: Instant;
  };
  snapshots: {
    snapshot: Generated<number>;
    workspace: string;
    inputs: string;
    context: ColumnType<unknown, string | undefined, string>;
    complete: Generated<boolean>;
    foretold: ColumnType<unknown, never, string>;
    begun_at: Instant;
  };
  installation: { id: string };
  migrations: { number: number; name: string; applied_at: Instant };
};
