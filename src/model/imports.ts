import { z } from 'zod';
import { FactKind } from './facts.ts';
import { FileChoice, InspectedFile, ListedLayout, Preview, Question, Sureness } from './importing.ts';
import { inWorkspace, operation, page } from './operation.ts';
import { ProblemBody, Sentence } from './problem.ts';

export const Upload = z.object({ upload: z.string(), name: z.string(), bytes: z.number() });
export type Upload = z.infer<typeof Upload>;

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
  /** Of the rows it refused, those nobody has sent again; left out where there are none. */
  waiting: z.number().optional(),
  problem: ProblemBody.optional(),
});
export type ImportRecord = z.infer<typeof ImportRecord>;

/** Work that takes longer than a moment: what it does now and how far it is. */
export const Job = z.object({
  id: z.string(),
  kind: z.enum(['import', 'demo', 'undo', 'restore', 'backup', 'ledger', 'forecast', 'attribution']),
  /** Whose work it is, where it is one company's. */
  workspace: z.string().optional(),
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

export const importContract = {
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
};
