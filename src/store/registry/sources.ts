import { type Kysely, type Selectable, sql } from 'kysely';
import type { ProblemBody } from '../../model/problem.ts';
import { SourceDraft, SourceRun, type SourceState } from '../../model/sources.ts';
import { jsonText } from './json.ts';
import type { Tables } from './tables.ts';

export type SavedDraft = Omit<SourceDraft, 'secrets'>;

/** What the last reading left: `running` and `paused` are said apart from it. */
export type SourceOutcome = Exclude<SourceState, 'running' | 'paused'>;

/** A saved source as the registry keeps it; its secrets only sealed, by name. */
export type SavedSource = {
  workspace: string;
  name: string;
  draft: SavedDraft;
  sealed: Record<string, string>;
  memory: unknown;
  bookmark: unknown;
  isPaused: boolean;
  outcome: SourceOutcome;
  problem: ProblemBody | null;
  failingSince: Date | null;
  failures: number;
  lastGoodAt: Date | null;
  nextRunAt: Date | null;
  leaseUntil: Date | null;
};

/** What changes with a reading; what is not named stays. */
export type SourceChange = Partial<
  Pick<
    SavedSource,
    | 'memory'
    | 'bookmark'
    | 'isPaused'
    | 'outcome'
    | 'problem'
    | 'failingSince'
    | 'failures'
    | 'lastGoodAt'
    | 'nextRunAt'
  >
>;

export type RunTold = Omit<SourceRun, 'id' | 'by' | 'state' | 'startedAt' | 'endedAt'>;

export type Sources = {
  list(workspace: string): Promise<SavedSource[]>;
  find(workspace: string, name: string): Promise<SavedSource | null>;
  /** Makes a source or gives an old one a new draft; secrets are put beside those it has, an empty one is forgotten. */
  save(source: {
    workspace: string;
    name: string;
    draft: SavedDraft;
    sealed: Record<string, string>;
    nextRunAt: Date | null;
  }): Promise<void>;
  change(workspace: string, name: string, change: SourceChange): Promise<void>;
  remove(workspace: string, name: string): Promise<boolean>;
  /** Sources whose time has come and that nobody holds, the longest due first. */
  due(now: Date): Promise<SavedSource[]>;
  /** When the next one is due; null where none is. */
  nextDue(): Promise<Date | null>;
  /** Takes a source for one reader; false where another one holds it. */
  take(workspace: string, name: string, holder: string, until: Date): Promise<boolean>;
  /** Holds it longer, or lets go with `until` null; does nothing for whoever does not hold it. */
  hold(workspace: string, name: string, holder: string, until: Date | null): Promise<void>;
  /** Who holds sources now. */
  holders(): Promise<string[]>;
  /** Lets go of all that a reader held who is no more, and ends the readings it had begun. */
  release(holder: string): Promise<void>;
  beginRun(workspace: string, name: string, by: SourceRun['by']): Promise<string>;
  endRun(id: string, state: Exclude<SourceRun['state'], 'running'>, told: RunTold): Promise<void>;
  /** The latest readings, newest first; older than the last hundred are forgotten. */
  runs(workspace: string, name: string, limit: number): Promise<SourceRun[]>;
};

const rememberedRuns = 100;

const readRun = (row: Selectable<Tables['source_runs']>): SourceRun =>
  SourceRun.parse({
    bytes: 0,
    files: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    quarantined: 0,
    imports: [],
    ...(row.told as object),
    id: String(row.id),
    by: row.by_whom,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  });

const Draft = SourceDraft.omit({ secrets: true });

const json = (value: unknown): string => jsonText(value ?? null);

const columnsOf = (change: SourceChange) => ({
  ...(change.memory === undefined ? {} : { memory: json(change.memory) }),
  ...(change.bookmark === undefined ? {} : { bookmark: json(change.bookmark) }),
  ...(change.isPaused === undefined ? {} : { paused: change.isPaused }),
  ...(change.outcome === undefined ? {} : { outcome: change.outcome }),
  ...(change.problem === undefined ? {} : { problem: change.problem === null ? null : json(change.problem) }),
  ...(change.failingSince === undefined ? {} : { failing_since: change.failingSince }),
  ...(change.failures === undefined ? {} : { failures: change.failures }),
  ...(change.lastGoodAt === undefined ? {} : { last_good_at: change.lastGoodAt }),
  ...(change.nextRunAt === undefined ? {} : { next_run_at: change.nextRunAt }),
});

const reader = (database: Kysely<Tables>) => {
  const withSecrets = async (rows: Selectable<Tables['sources']>[]): Promise<SavedSource[]> => {
    if (rows.length === 0) return [];
    const workspaces = [...new Set(rows.map(({ workspace }) => workspace))];
    const secrets = await database
      .selectFrom('source_secrets')
      .selectAll()
      .where('workspace', 'in', workspaces)
      .orderBy('name')
      .execute();
    return rows.map((row) => ({
      workspace: row.workspace,
      name: row.name,
      draft: Draft.parse(row.draft),
      sealed: Object.fromEntries(
        secrets
          .filter(({ workspace, source }) => workspace === row.workspace && source === row.name)
          .map(({ name, sealed }) => [name, sealed]),
      ),
      memory: row.memory,
      bookmark: row.bookmark,
      isPaused: row.paused,
      outcome: row.outcome,
      problem: row.problem as ProblemBody | null,
      failingSince: row.failing_since,
      failures: row.failures,
      lastGoodAt: row.last_good_at,
      nextRunAt: row.next_run_at,
      leaseUntil: row.lease_until,
    }));
  };
  return withSecrets;
};

type Holding = Pick<Sources, 'due' | 'nextDue' | 'take' | 'hold' | 'holders' | 'release'>;

const holding = (database: Kysely<Tables>, clock: () => Date): Holding => {
  const withSecrets = reader(database);
  return {
    due: async (now) =>
      withSecrets(
        await database
          .selectFrom('sources')
          .selectAll()
          .where('next_run_at', '<=', now)
          .where('paused', '=', false)
          .where((is) => is.or([is('lease_until', 'is', null), is('lease_until', '<=', now)]))
          .orderBy('next_run_at')
          .orderBy('name')
          .execute(),
      ),
    nextDue: async () => {
      const found = await database
        .selectFrom('sources')
        .select('next_run_at')
        .where('next_run_at', 'is not', null)
        .where('paused', '=', false)
        .orderBy('next_run_at')
        .limit(1)
        .executeTakeFirst();
      return found?.next_run_at ?? null;
    },
    take: async (workspace, name, holder, until) => {
      const { numUpdatedRows } = await database
        .updateTable('sources')
        .set({ leased_by: holder, lease_until: until })
        .where('workspace', '=', workspace)
        .where('name', '=', name)
        .where((is) => is.or([is('lease_until', 'is', null), is('lease_until', '<=', clock())]))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    hold: async (workspace, name, holder, until) => {
      await database
        .updateTable('sources')
        .set({ lease_until: until, ...(until === null ? { leased_by: null } : {}) })
        .where('workspace', '=', workspace)
        .where('name', '=', name)
        .where('leased_by', '=', holder)
        .execute();
    },
    holders: async () => {
      const rows = await database
        .selectFrom('sources')
        .select('leased_by')
        .distinct()
        .where('leased_by', 'is not', null)
        .execute();
      return rows.flatMap(({ leased_by }) => leased_by ?? []);
    },
    release: (holder) =>
      database.transaction().execute(async (transaction) => {
        const held = await transaction
          .updateTable('sources')
          .set({ leased_by: null, lease_until: null })
          .where('leased_by', '=', holder)
          .returning(['workspace', 'name'])
          .execute();
        for (const { workspace, name } of held)
          await transaction
            .updateTable('source_runs')
            .set({ state: 'cancelled', ended_at: clock() })
            .where('workspace', '=', workspace)
            .where('source', '=', name)
            .where('state', '=', 'running')
            .execute();
      }),
  };
};

type Runs = Pick<Sources, 'beginRun' | 'endRun' | 'runs'>;

const keepingRuns = (database: Kysely<Tables>, clock: () => Date): Runs => ({
  beginRun: async (workspace, name, by) => {
    const { id } = await database
      .insertInto('source_runs')
      .values({ workspace, source: name, by_whom: by, state: 'running', started_at: clock() })
      .returning('id')
      .executeTakeFirstOrThrow();
    await database
      .deleteFrom('source_runs')
      .where('workspace', '=', workspace)
      .where('source', '=', name)
      .where('id', '<', (below) =>
        below
          .selectFrom('source_runs')
          .select('id')
          .where('workspace', '=', workspace)
          .where('source', '=', name)
          .orderBy('id', 'desc')
          .offset(rememberedRuns - 1)
          .limit(1),
      )
      .execute();
    return String(id);
  },
  endRun: async (id, state, told) => {
    await database
      .updateTable('source_runs')
      .set({ state, ended_at: clock(), told: jsonText(told) })
      .where('id', '=', Number(id))
      .execute();
  },
  runs: async (workspace, name, limit) => {
    const rows = await database
      .selectFrom('source_runs')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('source', '=', name)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(readRun);
  },
});

/** Saved sources, their sealed secrets and their readings, kept in the registry. */
export const openSources = (database: Kysely<Tables>, clock: () => Date): Sources => {
  const withSecrets = reader(database);
  return {
    ...holding(database, clock),
    ...keepingRuns(database, clock),
    list: async (workspace) =>
      withSecrets(
        await database
          .selectFrom('sources')
          .selectAll()
          .where('workspace', '=', workspace)
          .orderBy('created_at')
          .orderBy('name')
          .execute(),
      ),
    find: async (workspace, name) => {
      const rows = await database
        .selectFrom('sources')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('name', '=', name)
        .execute();
      return (await withSecrets(rows))[0] ?? null;
    },
    save: ({ workspace, name, draft, sealed, nextRunAt }) =>
      database.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('sources')
          .values({ workspace, name, draft: json(draft), next_run_at: nextRunAt, created_at: clock() })
          .onConflict((conflict) =>
            conflict.columns(['workspace', 'name']).doUpdateSet({
              draft: json(draft),
              memory: '{}',
              next_run_at: nextRunAt,
              outcome: sql`CASE WHEN sources.outcome = 'well' THEN 'well' ELSE 'new' END`,
              problem: null,
              failing_since: null,
              failures: 0,
            }),
          )
          .execute();
        for (const [secret, value] of Object.entries(sealed)) {
          await transaction
            .deleteFrom('source_secrets')
            .where('workspace', '=', workspace)
            .where('source', '=', name)
            .where('name', '=', secret)
            .execute();
          if (value !== '')
            await transaction
              .insertInto('source_secrets')
              .values({ workspace, source: name, name: secret, sealed: value })
              .execute();
        }
      }),
    change: async (workspace, name, change) => {
      const columns = columnsOf(change);
      if (Object.keys(columns).length === 0) return;
      await database
        .updateTable('sources')
        .set(columns)
        .where('workspace', '=', workspace)
        .where('name', '=', name)
        .execute();
    },
    remove: async (workspace, name) => {
      const { numDeletedRows } = await database
        .deleteFrom('sources')
        .where('workspace', '=', workspace)
        .where('name', '=', name)
        .executeTakeFirst();
      return numDeletedRows === 1n;
    },
  };
};
