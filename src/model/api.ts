import { z } from 'zod';
import { attributionContract } from './attribution.ts';
import { auditContract } from './audit/contract.ts';
import { decisionContract } from './audit/decisions.ts';
import { surveyContract } from './audit/survey-contract.ts';
import { blueprintContract } from './blueprint/contract.ts';
import { LifecycleInForce } from './blueprint/lifecycle-in-force.ts';
import { StageInDesign } from './blueprint/stage-owner.ts';
import { InForce } from './blueprint/versions.ts';
import { ChannelPreview, ChannelRules, ChannelVersion, DefaultChannel, spellingLists } from './channels.ts';
import { FactKind } from './facts.ts';
import { forecastContract } from './forecast.ts';
import { Guide } from './guide.ts';
import { CustomerRecords, Decision, IdentitySummary, Suggestion } from './identity.ts';
import { FileChoice, InspectedFile, ListedLayout, Preview, Question, Sureness } from './importing.ts';
import { CostClass, CostFunction, costClasses, EvidenceKind, RevenueClass, StageOrOverlay } from './lifecycle.ts';
import { Answer, Dimension, MetricId, MetricUnit } from './metric.ts';
import { inWorkspace, operation, page, WorkspaceId } from './operation.ts';
import { Day, Every, Period } from './period.ts';
import { ProblemBody, Sentence } from './problem.ts';
import { FindingCode, Quality, QualityCase } from './quality.ts';
import { RowSet } from './row-sets.ts';
import { Settings } from './settings.ts';
import { ListedSource, SourceDraft, SourceName, SourceRun, StreamNote } from './sources.ts';

/**
 * Every operation of the product: its path, input and output. The HTTP routes, OpenAPI, the typed client of the web app
 * and the commands all come from here. Files do not fit JSON and travel beside it: see `fileRoutes`.
 */

/** Raw HTTP routes for what is not JSON. `:workspace` is a workspace's id. */
export const fileRoutes = {
  /** POST, the file's bytes as the body, `?name=` its name → `Upload`. */
  upload: '/api/workspaces/:workspace/uploads',
  /** GET `?format=csv|xlsx` + the query of `rows` → the rows behind a number. */
  rows: '/api/workspaces/:workspace/export/rows',
  /** GET `?format=csv|xlsx` + the filters of `customers.list`. */
  customers: '/api/workspaces/:workspace/export/customers',
  /** GET `?format=csv|json&import=ID`. */
  quarantine: '/api/workspaces/:workspace/export/quarantine',
  /** GET `?layout=ID&format=csv|xlsx&lang=ru|en` → an empty file to fill in, with an example. */
  template: '/api/workspaces/:workspace/export/template',
  /** GET `?format=csv|xlsx&finding=CODE` → the rows behind a finding. */
  quality: '/api/workspaces/:workspace/export/quality',
  /** GET `?table=NAME&format=csv|xlsx&lang=ru|en&which=draft|published|N` → a table of the design. */
  design: '/api/workspaces/:workspace/export/design',
  /** GET `?format=csv|xlsx` + the input of `measure`. */
  measure: '/api/workspaces/:workspace/export/measure',
  /** GET `?format=csv|xlsx&lang=ru|en` + the input of `attribution`. */
  attribution: '/api/workspaces/:workspace/export/attribution',
} as const;

export const Upload = z.object({ upload: z.string(), name: z.string(), bytes: z.number() });
export type Upload = z.infer<typeof Upload>;

// ── Workspaces and settings ────────────────────────────────────────────────────────────────────────────────────────────

/** What every page needs to know about a workspace before it can ask anything. */
export const WorkspaceState = z.object({
  id: WorkspaceId,
  name: Sentence,
  isDemo: z.boolean(),
  /** No facts at all yet. */
  isEmpty: z.boolean(),
  settings: Settings,
  /** The day numbers are known at, and why it is that day. */
  asOf: Day,
  asOfBy: z.enum(['set', 'today', 'last_fact']),
  firstDay: Day.nullable(),
  lastDay: Day.nullable(),
  /** Grows with every change of facts, settings or classes: equal revisions give equal numbers. */
  revision: z.number(),
  rows: z.partialRecord(FactKind, z.number()),
  quarantined: z.number(),
  /** Values of each dimension in order of net revenue, for filters. */
  values: z.partialRecord(Dimension, z.array(z.string())),
  /** Days of silence in force per segment. */
  windows: z.array(
    z.object({
      segment: z.string(),
      lostAfterDays: z.number(),
      atRiskAfterDays: z.number(),
      source: z.enum(['default', 'computed', 'set', 'design']),
    }),
  ),
  /** What the published design decides in place of `settings`; null where it decides nothing. */
  design: LifecycleInForce.nullable().default(null),
  /** Orders and costs are there and a design with a journey is in force: see `analysis/guide/runs`. */
  runs: z.boolean().default(false),
});
export type WorkspaceState = z.infer<typeof WorkspaceState>;

export const ListedWorkspace = z.object({
  id: WorkspaceId,
  name: Sentence,
  isDemo: z.boolean(),
  isEmpty: z.boolean(),
  /** The language somebody set for it; null where nobody did, and everybody reads it in their own. */
  language: Settings.shape.language.unwrap().nullable(),
});
export type ListedWorkspace = z.infer<typeof ListedWorkspace>;

// ── Imports ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export const KindCounts = z.object({
  read: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  quarantined: z.number(),
});
export type KindCounts = z.infer<typeof KindCounts>;

export const FileReport = z.object({
  file: z.string(),
  /** What the file was sent under. */
  upload: z.string().optional(),
  layout: z.string(),
  kinds: z.partialRecord(FactKind, KindCounts),
  /** Columns of the file the kind does not know: kept as attributes, used in no number. */
  unknown_columns: z.array(z.string()).optional(),
  /** The sheet or member the report is about, where the file has several. */
  part: z.string().optional(),
  source: z.string().optional(),
  sureness: Sureness.optional(),
  /** Rows of the file that are sums of others; they are taken for nothing. */
  totals: z.number().optional(),
  /** Rows left out by a rule, and rows the layout makes nothing of. */
  left_out: z.number().optional(),
  /** What was taken for granted, each a sentence. */
  notes: z.array(Sentence).optional(),
  /** What has to be answered before the file can be taken. */
  questions: z.array(Question).optional(),
  /** Of a dry run. */
  preview: Preview.optional(),
  import_id: z.string().optional(),
  problem: ProblemBody.optional(),
});
export type FileReport = z.infer<typeof FileReport>;

export const ImportRecord = z.object({
  id: z.string(),
  file: z.string(),
  part: z.string().optional(),
  source: z.string(),
  layout: z.string(),
  /** `interrupted`: cut short with the program; it can go on from the row it had come to. */
  state: z.enum(['running', 'interrupted', 'done', 'failed', 'cancelled', 'undone']),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  bytes: z.number(),
  kinds: z.partialRecord(FactKind, KindCounts),
  totals: z.number().optional(),
  left_out: z.number().optional(),
  problem: ProblemBody.optional(),
});
export type ImportRecord = z.infer<typeof ImportRecord>;

/** Work that takes longer than a moment: what it does now and how far it is. */
export const Job = z.object({
  id: z.string(),
  kind: z.enum(['import', 'demo', 'undo', 'restore', 'backup', 'ledger']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  /** What is being done now. */
  step: Sentence,
  /** 0…1; null while it can't be known. */
  share: z.number().nullable(),
  rows: z.number().optional(),
  startedAt: z.iso.datetime().optional(),
  /** Rows a second of late, and seconds left at that rate, once they can be told. */
  rowsPerSecond: z.number().optional(),
  secondsLeft: z.number().optional(),
  result: z.object({ files: z.array(FileReport).optional() }).optional(),
  problem: ProblemBody.optional(),
});
export type Job = z.infer<typeof Job>;

export const QuarantinedRow = z.object({
  importId: z.string(),
  file: z.string(),
  kind: FactKind,
  line: z.number(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
  text: Sentence,
  /** The refused row whole, by column, so that it can be mended and sent again. */
  row: z.record(z.string(), z.string()),
});
export type QuarantinedRow = z.infer<typeof QuarantinedRow>;

// ── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Which part of the company a question is about; several values of one dimension are joined by OR. */
export const Filter = z.partialRecord(Dimension, z.array(z.string()));
export type Filter = z.infer<typeof Filter>;

export const MeasureInput = inWorkspace.extend({
  metrics: z.array(MetricId).optional(),
  from: Day,
  to: Day,
  by: z.array(Dimension).default([]),
  every: Every.optional(),
  filter: Filter.optional(),
  /** Also answer for the previous period, in `previous`. */
  compare: z.boolean().default(true),
});
export type MeasureInput = z.infer<typeof MeasureInput>;

export const MetricDefinition = z.object({
  id: MetricId,
  name: Sentence,
  short: Sentence,
  unit: MetricUnit,
  /** The formula in words. */
  formula: Sentence,
  /** One or two sentences for a shop owner: what it says and what to do with it. */
  meaning: Sentence,
  /** What is put into it: components of the ledger and other metrics. */
  inputs: z.array(z.object({ id: z.string(), name: Sentence, unit: MetricUnit })),
  /** What an absent value means and what brings it about. */
  empty: Sentence,
  better: z.enum(['higher', 'lower', 'neither']),
  dimensions: z.array(Dimension),
  source: Sentence,
  /** Where the field's usage differs, or the source text can be read in more than one way. */
  ambiguity: Sentence.optional(),
  version: z.number(),
});
export type MetricDefinition = z.infer<typeof MetricDefinition>;

export const Explanation = z.object({
  definition: MetricDefinition,
  answer: Answer,
  inputs: z.array(
    z.object({
      id: z.string(),
      name: Sentence,
      value: z.number().nullable(),
      unit: MetricUnit,
      /** Which rows stand behind this input (`rows`), if any. */
      rows: RowSet.optional(),
      /** Where it has no value: what the rows behind it lack. */
      lacks: z.array(Sentence).optional(),
    }),
  ),
  /** The formula with the values put in, e.g. «14 108 742 ₽ ÷ 1 277». */
  worked: Sentence,
  missing: z.array(Sentence),
  /** Settings that matter, as they count; `design` is the version of the published design that decides one. */
  settings: z.array(z.object({ key: z.string(), value: z.string(), design: z.number().optional() })),
  /** Versions of the design in force during the period, earliest first. */
  design: z.array(InForce).default([]),
});
export type Explanation = z.infer<typeof Explanation>;

export const Cell = z.union([z.string(), z.number(), z.null()]);
export const RowsInput = inWorkspace.extend({
  /** Name of the set of rows, from an explanation's input. */
  rows: RowSet,
  from: Day,
  to: Day,
  filter: Filter.optional(),
  ...page,
});
export const Rows = z.object({
  columns: z.array(
    z.object({
      id: z.string(),
      name: Sentence,
      kind: z.enum(['text', 'day', 'money', 'number', 'customer', 'class', 'stage']),
    }),
  ),
  rows: z.array(z.array(Cell)),
  total: z.number(),
  cursor: z.string().optional(),
});
export type Rows = z.infer<typeof Rows>;

// ── The conveyor ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const ConveyorStage = z.object({
  stage: StageOrOverlay,
  /** opening + entered = closing + left, always. */
  opening: z.number(),
  entered: z.number(),
  left: z.number(),
  closing: z.number(),
  previousClosing: z.number().nullable(),
  /** Kaplan–Meier median of days in the stage for stays begun in the period; null with a reason. */
  dwellDays: z.number().nullable(),
  dwellReason: z.string().optional(),
  /** Why nobody is here although somebody could be, e.g. no result events are recorded. */
  silent: Sentence.optional(),
  /** Who answers and what is to be reached, by the published design; absent where none is published. */
  design: StageInDesign.optional(),
});
export type ConveyorStage = z.infer<typeof ConveyorStage>;
export const ConveyorFlow = z.object({
  from: StageOrOverlay.or(z.literal('outside')),
  to: StageOrOverlay.or(z.literal('outside')),
  count: z.number(),
  direction: z.enum(['forward', 'back']),
});
export type ConveyorFlow = z.infer<typeof ConveyorFlow>;
export const Conveyor = z.object({
  period: Period,
  /** Versions of the design in force during the period, earliest first. The last of them says who answers; where there is none, the one in force today. */
  inForce: z.array(InForce).default([]),
  stages: z.array(ConveyorStage),
  flows: z.array(ConveyorFlow),
  /** The time before the first talk: median days and touches before the first human contact of new customers. */
  beforeContact: z.object({
    days: z.number().nullable(),
    touches: z.number().nullable(),
    n: z.number(),
    reason: z.string().optional(),
  }),
  /** The station where money is lost most, in words and money; null where nothing can be said. */
  weakest: z
    .object({
      stage: StageOrOverlay,
      title: Sentence,
      text: Sentence,
      moneyYear: z.number().nullable(),
      /** Who answers for the work of the station. */
      design: StageInDesign.optional(),
    })
    .nullable(),
});
export type Conveyor = z.infer<typeof Conveyor>;

// ── Customers ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export const CustomersInput = inWorkspace.extend({
  stage: StageOrOverlay.optional(),
  segment: z.string().optional(),
  search: z.string().optional(),
  /** The stage on this day instead of the as-of day. */
  on: Day.optional(),
  /** Only those who entered `stage` (or moved `movedFrom` → `stage`) within the period. */
  entered: Period.optional(),
  movedFrom: StageOrOverlay.optional(),
  sort: z.enum(['name', 'segment', 'stage', 'since', 'orders', 'revenue', 'profit', 'last_order']).default('revenue'),
  descending: z.boolean().default(true),
  ...page,
});
export const CustomerRow = z.object({
  id: z.string(),
  name: z.string(),
  segment: z.string(),
  stage: StageOrOverlay,
  since: Day,
  isAdvocate: z.boolean(),
  life: z.number(),
  orders: z.number(),
  revenue: z.number().nullable(),
  profit: z.number().nullable(),
  lastOrder: Day.nullable(),
  channel: z.string(),
});
export type CustomerRow = z.infer<typeof CustomerRow>;

export const CustomerPage = z.object({
  customer: CustomerRow,
  attributes: z.record(z.string(), z.string()),
  history: z.array(
    z.object({
      stage: StageOrOverlay,
      from: Day,
      to: Day.nullable(),
      life: z.number(),
      evidence: z.object({ kind: EvidenceKind, source: z.string(), id: z.string(), day: Day, text: Sentence }),
    }),
  ),
  money: z.object({
    revenueByClass: z.partialRecord(RevenueClass, z.number().nullable()),
    grossProfit: z.number().nullable(),
    contribution: z.number().nullable(),
    cltvFact: z.number().nullable(),
    costs: z.partialRecord(CostClass, z.number()),
    reason: z.string().optional(),
  }),
  timeline: z.array(
    z.object({
      at: z.iso.datetime(),
      kind: z.enum(['interaction', 'order_line', 'deal', 'payment', 'stage']),
      title: z.string(),
      detail: z.string(),
      amount: z.number().nullable(),
      class: RevenueClass.optional(),
      source: z.string(),
      id: z.string(),
    }),
  ),
});
export type CustomerPage = z.infer<typeof CustomerPage>;

// ── Corrections by hand ────────────────────────────────────────────────────────────────────────────────────────────────

/** One correction of a line's class, or of its being taken back. The latest of a line stands. */
export const Reclass = z.object({
  kind: z.enum(['order_line', 'cost']),
  source: z.string(),
  id: z.string(),
  /** Null takes the correction back: the rule decides again. */
  class: z.string().nullable(),
  why: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Reclass = z.infer<typeof Reclass>;

/** A cost typed in for one month. */
export const TypedCost = z.object({
  id: z.string(),
  name: z.string(),
  amount: z.number(),
  class: z.enum(costClasses),
  function: CostFunction,
  channel: z.string().default(''),
  segment: z.string().default(''),
  cell: z.string().default(''),
});
export type TypedCost = z.infer<typeof TypedCost>;

/** One person's month: pay, hours and the shares of time by class in percent, which sum to 100. */
export const StaffMonth = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string().default(''),
  function: CostFunction,
  pay: z.number().nonnegative(),
  hours: z.number().nonnegative(),
  shares: z.partialRecord(CostClass, z.number().min(0).max(100)),
  segment: z.string().default(''),
});
export type StaffMonth = z.infer<typeof StaffMonth>;

export const TypedMonth = z.object({ month: Day, costs: z.array(TypedCost), staff: z.array(StaffMonth) });
export type TypedMonth = z.infer<typeof TypedMonth>;

// ── The contract ───────────────────────────────────────────────────────────────────────────────────────────────────────

export const contract = {
  health: operation
    .route({ method: 'GET', path: '/health' })
    .output(z.object({ ok: z.literal(true), version: z.string() })),
  workspaces: {
    list: operation.route({ method: 'GET', path: '/workspaces' }).output(z.array(ListedWorkspace)),
    create: operation
      .route({ method: 'POST', path: '/workspaces' })
      .input(z.object({ id: WorkspaceId, name: z.string() }))
      .output(WorkspaceState),
    state: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}' })
      .input(inWorkspace)
      .output(WorkspaceState),
  },
  settings: {
    set: operation
      .route({ method: 'PUT', path: '/workspaces/{workspace}/settings/{key}' })
      .input(inWorkspace.extend({ key: z.string(), value: z.string() }))
      .output(WorkspaceState),
  },
  imports: {
    start: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/imports' })
      .input(
        inWorkspace.extend({
          /** Files to be read as they are recognised. */
          uploads: z.array(z.string()).default([]),
          /** Files with what is said of them. */
          files: z.array(FileChoice).default([]),
          as: FactKind.optional(),
          /** Where the data is from; by itself what the layout calls its source, `main` for canonical files. */
          source: z.string().optional(),
          /** Answers to questions, for every file. */
          answers: z.record(z.string(), z.string()).default({}),
          dryRun: z.boolean().default(false),
        }),
      )
      .output(Job),
    layouts: operation.route({ method: 'GET', path: '/layouts' }).output(z.array(ListedLayout)),
    inspect: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/inspect' })
      .input(inWorkspace.extend({ files: z.array(FileChoice).min(1), source: z.string().optional() }))
      .output(z.array(InspectedFile)),
    resume: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/imports/{id}/resume' })
      .input(inWorkspace.extend({ id: z.string() }))
      .output(Job),
    list: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/imports' })
      .input(inWorkspace)
      .output(z.array(ImportRecord)),
    undo: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/imports/{id}/undo' })
      .input(inWorkspace.extend({ id: z.string() }))
      .output(Job),
  },
  quarantine: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/quarantine' })
    .input(inWorkspace.extend({ importId: z.string().optional(), ...page }))
    .output(z.object({ rows: z.array(QuarantinedRow), total: z.number(), cursor: z.string().optional() })),
  demo: operation.route({ method: 'POST', path: '/demo' }).output(Job),
  jobs: {
    get: operation
      .route({ method: 'GET', path: '/jobs/{id}' })
      .input(z.object({ id: z.string() }))
      .output(Job),
    cancel: operation
      .route({ method: 'POST', path: '/jobs/{id}/cancel' })
      .input(z.object({ id: z.string() }))
      .output(Job),
    list: operation.route({ method: 'GET', path: '/jobs' }).output(z.array(Job)),
  },
  quality: {
    show: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/quality' })
      .input(inWorkspace)
      .output(Quality),
    cases: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/quality/{finding}' })
      .input(inWorkspace.extend({ finding: FindingCode, ...page }))
      .output(z.object({ rows: z.array(QualityCase), total: z.number(), cursor: z.string().optional() })),
  },
  identity: {
    summary: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/identity' })
      .input(inWorkspace)
      .output(IdentitySummary),
    /** Why the records of a customer are one; by the id of any of them. */
    records: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/identity/customers/{id}' })
      .input(inWorkspace.extend({ id: z.string() }))
      .output(CustomerRecords),
    suggestions: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/identity/suggestions' })
      .input(inWorkspace.extend({ customer: z.string().optional(), ...page }))
      .output(z.object({ rows: z.array(Suggestion), total: z.number(), cursor: z.string().optional() })),
    merge: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/identity/merge' })
      .input(inWorkspace.extend({ records: z.array(z.string()).min(2).max(50), why: z.string(), by: z.string() }))
      .output(Decision),
    /** One record is not of the rest of its customer; with `from`, one customer is not another. */
    split: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/identity/split' })
      .input(inWorkspace.extend({ record: z.string(), from: z.string().optional(), why: z.string(), by: z.string() }))
      .output(Decision),
    undo: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/identity/decisions/{id}/undo' })
      .input(inWorkspace.extend({ id: z.string(), why: z.string().default(''), by: z.string() }))
      .output(Decision),
    decisions: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/identity/decisions' })
      .input(inWorkspace)
      .output(z.array(Decision)),
  },
  channels: {
    get: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/channels' })
      .input(inWorkspace)
      .output(
        z.object({
          current: ChannelVersion,
          /** What the default channels are called now. */
          inForce: z.record(DefaultChannel, z.string()),
        }),
      ),
    save: operation
      .route({ method: 'PUT', path: '/workspaces/{workspace}/channels' })
      .input(
        inWorkspace.extend(ChannelRules.shape).extend({
          /** The version that was changed; refused where it is no longer the latest. */
          after: z.number().int().min(0),
          by: z.string().max(200),
          why: z.string().max(2000).default(''),
        }),
      )
      .output(ChannelVersion),
    preview: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/channels/preview' })
      .input(
        inWorkspace.extend({
          /** Absent, what stands is shown. */
          draft: ChannelRules.optional(),
          list: z.enum(spellingLists).default('all'),
          search: z.string().max(500).default(''),
          limit: z.number().int().min(0).max(2000).default(300),
        }),
      )
      .output(ChannelPreview),
    history: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/channels/history' })
      .input(inWorkspace)
      .output(z.array(ChannelVersion)),
  },
  blueprint: blueprintContract,
  survey: surveyContract,
  /** How far the company is on the way to a running conveyor, and the one thing to do next. */
  guide: operation.route({ method: 'GET', path: '/workspaces/{workspace}/guide' }).input(inWorkspace).output(Guide),
  audit: auditContract,
  decisions: decisionContract,
  catalogue: operation.route({ method: 'GET', path: '/catalogue' }).output(z.array(MetricDefinition)),
  /** Names of products by their codes, where they are known and differ. */
  products: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/products' })
    .input(inWorkspace)
    .output(z.record(z.string(), z.string())),
  measure: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/measure' })
    .input(MeasureInput)
    .output(z.object({ answers: z.array(Answer), asOf: Day, revision: z.number() })),
  explain: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/explain' })
    .input(inWorkspace.extend({ metric: MetricId, from: Day, to: Day, filter: Filter.optional() }))
    .output(Explanation),
  rows: operation.route({ method: 'POST', path: '/workspaces/{workspace}/rows' }).input(RowsInput).output(Rows),
  /** Credit for results to channels, campaigns and touchpoints. */
  attribution: attributionContract,
  /** What customers will still buy and bring. */
  forecast: forecastContract,
  conveyor: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/conveyor' })
    .input(inWorkspace.extend({ from: Day, to: Day, filter: Filter.optional() }))
    .output(Conveyor),
  customers: {
    list: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/customers' })
      .input(CustomersInput)
      .output(z.object({ rows: z.array(CustomerRow), total: z.number(), cursor: z.string().optional() })),
    get: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/customers/{id}' })
      .input(inWorkspace.extend({ id: z.string() }))
      .output(CustomerPage),
  },
  reclass: {
    set: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/reclass' })
      .input(inWorkspace.extend(Reclass.omit({ at: true }).shape))
      .output(Reclass),
    list: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/reclass' })
      .input(inWorkspace)
      .output(z.array(Reclass)),
  },
  sources: {
    list: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/sources' })
      .input(inWorkspace)
      .output(z.array(ListedSource)),
    save: operation
      .route({ method: 'PUT', path: '/workspaces/{workspace}/sources/{name}' })
      .input(inWorkspace.extend({ name: SourceName, ...SourceDraft.shape }))
      .output(ListedSource),
    /** Reaches it, fetches (of a query the first rows) and tries to read what came; keeps nothing. Secrets not given are those of `name`. */
    test: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/test-source' })
      .input(inWorkspace.extend({ name: SourceName, ...SourceDraft.shape }))
      .output(Job),
    run: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/sources/{name}/run' })
      .input(inWorkspace.extend({ name: SourceName, afresh: z.boolean().default(false) }))
      .output(Job),
    pause: operation
      .route({ method: 'POST', path: '/workspaces/{workspace}/sources/{name}/pause' })
      .input(inWorkspace.extend({ name: SourceName, isPaused: z.boolean() }))
      .output(ListedSource),
    remove: operation
      .route({ method: 'DELETE', path: '/workspaces/{workspace}/sources/{name}' })
      .input(inWorkspace.extend({ name: SourceName }))
      .output(z.object({ name: SourceName })),
    runs: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/sources/{name}/runs' })
      .input(inWorkspace.extend({ name: SourceName }))
      .output(z.array(SourceRun)),
    bookmark: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/sources/{name}/bookmark' })
      .input(inWorkspace.extend({ name: SourceName }))
      .output(z.object({ value: z.unknown() })),
    /** Notes what a stream of messages brought and how far it came; makes the source where there is none. */
    noteStream: operation
      .route({ method: 'PUT', path: '/workspaces/{workspace}/sources/{name}/bookmark' })
      .input(inWorkspace.extend({ name: SourceName, ...StreamNote.shape }))
      .output(ListedSource),
  },
  typed: {
    get: operation
      .route({ method: 'GET', path: '/workspaces/{workspace}/typed/{month}' })
      .input(inWorkspace.extend({ month: Day }))
      .output(TypedMonth),
    save: operation
      .route({ method: 'PUT', path: '/workspaces/{workspace}/typed/{month}' })
      .input(inWorkspace.extend(TypedMonth.shape))
      .output(TypedMonth),
  },
};
