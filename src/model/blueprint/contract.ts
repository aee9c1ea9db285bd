import { z } from 'zod';
import { inWorkspace, operation } from '../operation.ts';
import { Day } from '../period.ts';
import { DesignFacts } from './facts.ts';
import { DesignFinding } from './finding.ts';
import { Segment } from './inputs.ts';
import { EvidenceRule } from './journey.ts';
import {
  BlueprintVersion,
  Difference,
  EditedThing,
  EditInput,
  EditOutcome,
  ListedEdit,
  ListedTemplate,
  ShownBlueprint,
  WhichBlueprint,
} from './versions.ts';

const which = WhichBlueprint.default('draft');
const signed = { by: z.string().max(200).default('') };

/** How many customers of the facts fit a segment's rule, and what they bring in the last twelve whole months. */
export const SegmentCount = z.object({
  id: z.string(),
  customers: z.number(),
  active: z.number(),
  revenue: z.number(),
  /** Of them, those that an earlier segment of the list takes too. */
  alsoElsewhere: z.number(),
  /** Some who fit, to be looked at. */
  examples: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type SegmentCount = z.infer<typeof SegmentCount>;

/** How many customers fit the segments of a design, and those with an order who fit none. */
export const SegmentCounts = z.object({
  segments: z.array(SegmentCount),
  outside: z.object({ customers: z.number(), revenue: z.number() }),
});
export type SegmentCounts = z.infer<typeof SegmentCounts>;

/** What rules from facts to the journey make of the history there is. */
export const RulesPreview = z.object({
  from: z.string(),
  to: z.string(),
  facts: z.number(),
  mapped: z.number(),
  /** By rule id, in the rules' order: facts it takes, of them those of the last twelve months, and facts that fit it but an earlier rule takes. */
  rules: z.array(z.object({ id: z.string(), taken: z.number(), recent: z.number(), shadowed: z.number() })),
  /** Kinds no rule takes, most frequent first. */
  unmapped: z.array(
    z.object({ fact: z.string(), kind: z.string(), channel: z.string(), touchpoint: z.string(), count: z.number() }),
  ),
  /** Visits by touchpoint and by state of the blueprint. */
  touchpoints: z.array(z.object({ id: z.string(), count: z.number() })),
  states: z.array(z.object({ id: z.string(), count: z.number() })),
  cells: z.array(z.object({ id: z.string(), count: z.number() })),
});
export type RulesPreview = z.infer<typeof RulesPreview>;

/** How often customers were really handed over along an edge with a time limit, how often within it, and what half of them took at most. */
export const HandOffSeen = z.object({
  edge: z.string(),
  hours: z.number(),
  n: z.number().int(),
  within: z.number().int(),
  medianHours: z.number(),
});
export type HandOffSeen = z.infer<typeof HandOffSeen>;

/** What facts show of a journey: how far customers go as it is designed, and where those who left were seen last. */
export const RealPath = z.object({
  journey: z.string(),
  /** 1 where everybody was looked at; else every so manieth customer, who stands for so many. */
  every: z.number().int(),
  /** Known customers seen on it in the last twelve whole months, and those of them who moved from one state to another. */
  customers: z.number(),
  moved: z.number(),
  /** 0…1, the mean of those who moved; null of none. */
  fitness: z.number().nullable(),
  /** The move nobody designed that most customers made. */
  undesigned: z.object({ from: z.string(), to: z.string(), customers: z.number() }).nullable(),
  /** The state in which those who left were seen last, most of them first. */
  dropOffs: z.array(z.object({ state: z.string(), customers: z.number() })),
  /** Hand-offs with a time limit along which somebody went, of the customers looked at. */
  handOffs: z.array(HandOffSeen),
});
export type RealPath = z.infer<typeof RealPath>;

/** Operations on the design; see `versions.ts` and `blueprint.ts` for what travels. */
export const blueprintContract = {
  show: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint' })
    .input(inWorkspace.extend({ which }))
    .output(ShownBlueprint),
  /** Takes edits of the draft thing by thing; nothing is lost, see `Change`. */
  edit: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/blueprint/edit' })
    .input(inWorkspace.extend(EditInput.shape))
    .output(EditOutcome),
  /** What everybody edited after a revision, each thing as it stands. */
  since: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint/since' })
    .input(inWorkspace.extend({ revision: z.coerce.number().int().min(0) }))
    .output(z.object({ revision: z.number().int(), things: z.array(EditedThing) })),
  /**
   * Puts the draft in force as it is at a revision; refused where somebody edited it since.
   *
   * `from` is the first day it is in force, today where it is left out; an earlier one needs a reason, a later one is refused.
   */
  publish: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/blueprint/publish' })
    .input(
      inWorkspace.extend({
        revision: z.number().int(),
        why: z.string().max(2000).default(''),
        from: Day.optional(),
        ...signed,
      }),
    )
    .output(BlueprintVersion),
  versions: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint/versions' })
    .input(inWorkspace)
    .output(z.array(BlueprintVersion)),
  compare: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint/compare' })
    .input(inWorkspace.extend({ from: WhichBlueprint, to: WhichBlueprint }))
    .output(z.array(Difference)),
  /** The latest edits of the draft, latest first; `whole` leaves out those made by hand and tells what changed the draft as a whole. */
  edits: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint/edits' })
    .input(inWorkspace.extend({ whole: z.stringbool().or(z.boolean()).default(false) }))
    .output(z.array(ListedEdit)),
  /** Makes the draft what a version was, or what the draft itself was before an edit; what it is now stays in the history of edits. */
  restore: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/blueprint/restore' })
    .input(
      inWorkspace.extend({
        version: z.number().int().positive().optional(),
        beforeEdit: z.number().int().positive().optional(),
        ...signed,
      }),
    )
    .output(ShownBlueprint),
  /** Makes the draft what a document says: a `Blueprint`, read by the operation itself so that what is wrong is told in plain words. */
  import: operation
    .route({ method: 'PUT', path: '/workspaces/{workspace}/blueprint' })
    .input(inWorkspace.extend({ document: z.record(z.string(), z.unknown()), ...signed }))
    .output(ShownBlueprint),
  templates: operation.route({ method: 'GET', path: '/blueprint-templates' }).output(z.array(ListedTemplate)),
  /** Adds the things of one or several templates to the draft; what is there under the same id stays. */
  template: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/blueprint/template' })
    .input(inWorkspace.extend({ names: z.array(z.string()).min(1).max(10), ...signed }))
    .output(ShownBlueprint),
  /** Every finding, priced from facts where they allow it. */
  check: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint/check' })
    .input(inWorkspace.extend({ which }))
    .output(z.object({ findings: z.array(DesignFinding) })),
  facts: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint/facts' })
    .input(inWorkspace)
    .output(DesignFacts),
  countSegments: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/blueprint/segments' })
    .input(inWorkspace.extend({ segments: z.array(z.object({ id: z.string(), segment: Segment })).max(100) }))
    .output(SegmentCounts),
  previewRules: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/blueprint/rules' })
    .input(inWorkspace.extend({ rules: z.array(z.object({ id: z.string(), rule: EvidenceRule })).max(1000) }))
    .output(RulesPreview),
  /** The real paths along every designed journey. */
  paths: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/blueprint/paths' })
    .input(inWorkspace.extend({ which }))
    .output(z.object({ journeys: z.array(RealPath) })),
};
