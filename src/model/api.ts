import { z } from 'zod';
import { attributionContract } from './attribution.ts';
import { auditContract } from './audit/contract.ts';
import { decisionContract } from './audit/decisions.ts';
import { surveyContract } from './audit/survey-contract.ts';
import { blueprintContract } from './blueprint/contract.ts';
import { ChannelPreview, ChannelRules, ChannelVersion, DefaultChannel, spellingLists } from './channels.ts';
import { conveyorContract } from './conveyor.ts';
import { correctionContract } from './corrections.ts';
import { customerContract } from './customers.ts';
import { forecastContract } from './forecast.ts';
import { Guide } from './guide.ts';
import { CustomerRecords, Decision, IdentitySummary, Suggestion } from './identity.ts';
import { importContract, Job } from './imports.ts';
import { numberContract } from './numbers.ts';
import { inWorkspace, operation, page } from './operation.ts';
import { FindingCode, Quality, QualityCase } from './quality.ts';
import { ListedSource, SourceDraft, SourceName, SourceRun, StreamNote } from './sources.ts';
import { workspaceContract } from './workspace.ts';

/**
 * Every operation of the product: its path, input and output. The HTTP routes, OpenAPI, the typed client of the web app
 * and the commands all come from here. Files do not fit JSON and travel beside it: see `fileRoutes`.
 */

export const contract = {
  health: operation
    .route({ method: 'GET', path: '/health' })
    .output(z.object({ ok: z.literal(true), version: z.string() })),
  ...workspaceContract,
  ...importContract,
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
  ...numberContract,
  /** Credit for results to channels, campaigns and touchpoints. */
  attribution: attributionContract,
  /** What customers will still buy and bring. */
  forecast: forecastContract,
  ...conveyorContract,
  ...customerContract,
  ...correctionContract,
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
};
