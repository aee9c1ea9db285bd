import { z } from 'zod';
import { LifecycleInForce } from './blueprint/lifecycle-in-force.ts';
import { FactKind } from './facts.ts';
import { Dimension } from './metric.ts';
import { inWorkspace, operation, WorkspaceId } from './operation.ts';
import { Day } from './period.ts';
import { Sentence } from './problem.ts';
import { Settings } from './settings.ts';

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
  /** The one currency that all order lines are written in; null where several are, or the company's own by saying none. */
  soleCurrency: z.string().nullable().default(null),
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

export const workspaceContract = {
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
};
