import type { Policy } from '../../../analysis/derivation/policy.ts';
import type { IntervalMedian } from '../../../analysis/derivation/windows.ts';
import type { SqlValue, Warehouse } from '../warehouse.ts';
import { writeMeanings } from './channels.ts';
import { contractsSql, costsSql, paymentsSql } from './costs.ts';
import { customersSql, place } from './customers.ts';
import { dealsSql } from './deals.ts';
import { digestInteractions } from './digest.ts';
import { firstsSql, talksSql, touchesSql } from './digested.ts';
import { type Branches, currentFacts, ofWorkspace, paidLines } from './fragments.ts';
import { intervalsSql, livesSql } from './intervals.ts';
import { deriveJoins, type Joined } from './joins.ts';
import { refundsSql, salesSql } from './lines.ts';
import { ledgerOrdersSql, workOrdersSql } from './orders.ts';
import { presenceOf } from './presence.ts';
import { eventsSql, profilesSql, unknownSql } from './profiles.ts';
import { anonymousWindowMs, ownersSql } from './talks.ts';
import { workSql } from './work.ts';
import { dropLeftWorkTables, dropWorkTables, fitsMemory, openWorkTables, workSteps } from './work-tables.ts';

export type Derivation = {
  workspace: string;
  /** The number the rows are written under; it has none yet. */
  snapshot: number;
  policy: Policy;
  /** What `deriveJoins` found under the same number; found first where it is not given. */
  joins?: Joined;
  /** Into how many parts customers are cut; by itself as many as the rows need. */
  slices?: number;
  /** Told how far it is, 0…1. */
  progress?: (share: number) => void;
  signal?: AbortSignal;
};

const ledgerTables = [
  'ledger_lines',
  'ledger_orders',
  'ledger_lives',
  'ledger_intervals',
  'ledger_events',
  'ledger_profiles',
  'ledger_contracts',
  'ledger_deals',
  'ledger_costs',
  'ledger_payments',
  'ledger_touches',
  'ledger_work',
  'ledger_joins',
  'ledger_keyed',
] as const;
/** What origins mean, while a ledger is made. */
const originTables = ['work_spellings', 'work_channels'] as const;
/** Every table in which an interrupted run may have left something. */
const everyTable = [...ledgerTables, ...originTables, ...workSteps, 'work_shared_keys', 'work_shared_cells'];

/**
 * Builds the ledger of a workspace's current facts under a snapshot number: the same rows as `analysis/derivation`.
 *
 * Facts must not change while it runs. What an interrupted run leaves is dropped with `dropLedger` like any other snapshot.
 */
export const deriveLedger = async (warehouse: Warehouse, derivation: Derivation): Promise<void> => {
  const { workspace, snapshot, policy, progress, signal } = derivation;
  const digest = await digestInteractions(warehouse, {
    workspace,
    settings: buildSettings,
    ...(signal ? { signal } : {}),
  });
  const presence = await presenceOf(warehouse, workspace, policy, digest);
  const joins = derivation.joins ?? (await deriveJoins(warehouse, derivation));
  const origins = await writeMeanings(warehouse, { workspace, snapshot, digested: digest.origins }, policy.channels, {
    settings: buildSettings,
    ...(signal ? { signal } : {}),
  });
  const branches: Branches = {
    ...presence,
    ...joins,
    origins,
    currency: policy.currency,
    doubted: policy.at_risk_by === 'model',
    signs: presence.interactions && policy.risk_kinds.length > 0,
  };
  const steps = stepsOf(branches, policy);
  const isWhole = (derivation.slices ?? slicesOf(branches).subjects) === 1;
  const work = await openWorkTables(warehouse, derivation, isWhole && fitsMemory(presence));
  const parameters = { ...parametersOf(workspace, snapshot, policy), ...work.names };
  const run = async ({ sql, slices: needed }: Statement) => {
    const slices = derivation.slices ?? needed;
    const settings = work.inMemory && isStep(sql) ? { ...buildSettings, ...stepSettings } : buildSettings;
    for (let slice = 0; slice < (isSliced(sql) ? slices : 1); slice += 1)
      await warehouse.command(sql, {
        parameters: { ...parameters, slices, slice },
        settings,
        ...(signal ? { signal } : {}),
      });
  };
  const follow = async (chain: Chain) => {
    for (const statement of chain) await run(statement);
  };
  try {
    for (const [at, chains] of steps.entries()) {
      if (slicesOf(branches).subjects > 1) for (const chain of chains) await follow(chain);
      else await allDone(chains.map(follow));
      progress?.((at + 1) / steps.length);
    }
  } finally {
    await dropWorkTables(warehouse, derivation, work);
    await dropPartitions(warehouse, originTables, workspace, [String(snapshot)]);
  }
};

/**
 * Grouping spills to disk only late: spilled, the pass over 5 M interactions took 28 s instead of 4. Windows over the outcome of windows with the same order came out wrong where the engine split their rows
 * among threads, so it may not.
 */
const buildSettings = {
  max_insert_threads: 2,
  join_algorithm: 'hash',
  query_plan_enable_multithreading_after_window_functions: 0,
  min_insert_block_size_rows: 500_000,
  max_bytes_before_external_group_by: 650_000_000,
  max_bytes_before_external_sort: 450_000_000,
  do_not_merge_across_partitions_select_final: 1,
};
/** A table in memory is read by as many threads as it has blocks. */
const stepSettings = { min_insert_block_size_rows: 65_536 };

type Statement = { sql: string; slices: number };
/** Statements of which each needs the one before. */
type Chain = Statement[];

/** Waits for all, also where one fails: nobody else is to write when what was written is dropped. */
const allDone = async (chains: readonly Promise<void>[]): Promise<void> => {
  const done = await Promise.allSettled(chains);
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
};

const isStep = (sql: string): boolean => sql.startsWith('INSERT INTO {work_');
const isSliced = (sql: string): boolean => sql.includes('{slice:UInt32}');

/** Into how many slices customers are cut, so that the engine need not spill what one statement groups of one. */
const slicesOf = ({ rows }: Branches) => {
  const lines = Math.ceil(rows.lines / 1_500_000) || 1;
  const talks = Math.ceil(rows.talks / 6_000_000) || 1;
  return { lines, talks, subjects: Math.max(lines, talks, Math.ceil(rows.customers / 500_000)) };
};

/**
 * Statements in the order they need each other. The chains of one step run side by side, so that both processors have work where a statement
 * sorts or writes on one thread; of a company that is worked through in slices one after another, for each may hold much.
 */
const stepsOf = (branches: Branches, policy: Policy): Chain[][] => {
  const results = policy.activation_kinds.length > 0 || branches.products;
  const has = { qualifiedKinds: policy.qualified_kinds.length > 0, results, signs: branches.signs };
  const slices = slicesOf(branches);
  const whole = (sql: string): Statement => ({ sql, slices: 1 });
  const byLines = (sql: string): Statement => ({ sql, slices: slices.lines });
  const byTalks = (sql: string): Statement => ({ sql, slices: slices.talks });
  const bySubjects = (sql: string): Statement => ({ sql, slices: slices.subjects });
  const talks = branches.interactions ? [byTalks(talksSql(branches, has))] : [];
  const touches = branches.interactions ? [whole(touchesSql(branches))] : [];
  return [
    [[whole(customersSql(branches))], branches.anonymous && branches.hours ? [whole(ownersSql(branches))] : []],
    [branches.deals ? [whole(dealsSql(branches))] : [], [byLines(workOrdersSql(branches))]],
    [
      [byLines(salesSql(branches)), byLines(ledgerOrdersSql(branches)), whole(livesSql)],
      [whole(firstsSql(branches)), ...talks],
    ],
    [[bySubjects(intervalsSql(branches)), bySubjects(unknownSql)], touches],
    [
      [bySubjects(profilesSql(branches))],
      [
        ...(branches.refunds ? [whole(refundsSql(branches))] : []),
        whole(eventsSql),
        whole(costsSql(branches)),
        whole(paymentsSql(branches)),
        ...(branches.prices ? [whole(contractsSql(branches, policy))] : []),
        ...(branches.hours ? [whole(workSql(branches))] : []),
      ],
    ],
  ];
};

const parametersOf = (workspace: string, snapshot: number, policy: Policy): Record<string, SqlValue> => {
  const corrected = (kind: 'order_line' | 'cost') => policy.corrections.filter((each) => each.kind === kind);
  const keys = (kind: 'order_line' | 'cost') => corrected(kind).map((each) => `${each.source}\0${each.id}`);
  // Finding a value in no values at all is an error to the engine; no segment's name is a null character.
  const windows = [...policy.windows, { segment: '\0', ...policy.window }];
  const ofUnknown = policy.windows.find((row) => row.segment === '') ?? policy.window;
  return {
    workspace,
    snapshot,
    currency: policy.currency,
    time_zone: policy.time_zone,
    anonymous_window_ms: anonymousWindowMs(policy),
    as_of: policy.asOf,
    merge_days: policy.merge_days,
    grace_days: policy.contract_grace_days,
    past_due_days: policy.rr_past_due_days,
    pause_days: policy.rr_pause_days,
    churns_on_last_day: policy.rr_churn_on === 'last_day' ? 1 : 0,
    winback_days: policy.winback_abandoned_after_days,
    lost_after: policy.window.lostAfterDays,
    at_risk_after: policy.window.atRiskAfterDays,
    lost_unknown: ofUnknown.lostAfterDays,
    risk_unknown: ofUnknown.atRiskAfterDays,
    segments: windows.map((row) => row.segment),
    lost_days: windows.map((row) => row.lostAfterDays),
    risk_days: windows.map((row) => row.atRiskAfterDays),
    activation_kinds: policy.activation_kinds,
    winback_kinds: policy.winback_kinds,
    risk_kinds: policy.risk_kinds,
    referral_kinds: policy.referral_kinds,
    qualified_kinds: policy.qualified_kinds,
    qualified_by_kind: policy.qualified_kinds.length > 0,
    order_line_keys: keys('order_line'),
    order_line_classes: corrected('order_line').map((each) => each.class),
    cost_keys: keys('cost'),
    cost_classes: corrected('cost').map((each) => each.class),
  };
};

/** Drops every snapshot of a workspace's ledger but those to keep. Nobody may be deriving it meanwhile. */
export const dropLedger = async (
  warehouse: Warehouse,
  { workspace, keep }: { workspace: string; keep: readonly number[] },
): Promise<void> => {
  const rows = await warehouse.rows<{ table: string; snapshots: string[] }>(
    everyTable
      .map(
        (table) =>
          `SELECT '${table}' AS table, groupUniqArray(toString(snapshot)) AS snapshots FROM ${table} WHERE ${ofWorkspace}`,
      )
      .join(' UNION ALL '),
    { parameters: { workspace } },
  );
  const kept = keep.map(String);
  for (const { table, snapshots } of rows) {
    const gone = snapshots.filter((snapshot) => !kept.includes(snapshot));
    await dropPartitions(warehouse, [table], workspace, gone);
  }
  await dropLeftWorkTables(warehouse, workspace);
};

const dropPartitions = async (
  warehouse: Warehouse,
  tables: readonly string[],
  workspace: string,
  snapshots: readonly string[],
): Promise<void> => {
  for (const table of tables)
    for (const snapshot of snapshots)
      await warehouse.command(`ALTER TABLE ${table} DROP PARTITION ({workspace:String}, {snapshot:UInt64})`, {
        parameters: { workspace, snapshot },
      });
};

/**
 * The median intervals between consecutive order days of one customer, by segment; an even number's is the mean of the middle two.
 *
 * Who is who has to be known under the snapshot's number already.
 */
export const intervalMedians = async (
  warehouse: Warehouse,
  { workspace, snapshot, policy, joins }: Pick<Derivation, 'workspace' | 'snapshot' | 'policy'> & { joins: Joined },
): Promise<IntervalMedian[]> => {
  const parameters = parametersOf(workspace, snapshot, policy);
  return warehouse.rows<IntervalMedian>(mediansSql(joins), { parameters });
};

const mediansSql = (joins: Joined): string => `
  SELECT segment, count() AS intervals, quantileExactInclusive(0.5)(gap) AS medianDays
  FROM (
    SELECT any(c.segment) AS segment, arrayJoin(arrayPopFront(arrayDifference(arraySort(groupUniqArray(toInt32(o.day)))))) AS gap
    FROM (SELECT any(l.customer) AS customer, min(l.day) AS day FROM (${paidLines(joins)} AND refund_of = '') AS l
      GROUP BY l.order_key HAVING max(l.net_amount) >= 0) AS o
    LEFT ANY JOIN (
      SELECT customer, argMinIf(named, ${place(joins)}, named != '') AS segment
      FROM (SELECT *, segment AS named FROM ${currentFacts(joins, 'customers')} WHERE ${ofWorkspace}) GROUP BY customer
    ) AS c ON c.customer = o.customer
    GROUP BY o.customer
  )
  GROUP BY segment`;
