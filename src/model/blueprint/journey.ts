import { z } from 'zod';
import { CostClass, StageOrOverlay } from '../lifecycle.ts';
import { MetricId } from '../metric.ts';
import { Day } from '../period.ts';
import { CommitteeRole, FactTest } from './inputs.ts';
import { Place, ThingId, Wording } from './wording.ts';

/** What a person believes or has to resolve now. Its id is a name and no step number; any state may follow any other. */
export const DecisionState = z.object({
  name: Wording,
  /** What the customer asks in it. */
  question: Wording.prefault({}),
  /** Before, around or after the purchase; aside are states off the way: postponed, in doubt, gone. */
  phase: z.enum(['before', 'purchase', 'after', 'aside']).default('before'),
  place: Place,
});
export type DecisionState = z.infer<typeof DecisionState>;

export const ownerships = ['owned', 'paid', 'partner', 'earned'] as const;

/** One kind of meeting between the customer's side and the company, or word about the company: a channel and what happens in it. */
export const Touchpoint = z.object({
  name: Wording,
  channel: ThingId.nullable().default(null),
  ownership: z.enum(ownerships).default('owned'),
  place: Place,
});
export type Touchpoint = z.infer<typeof Touchpoint>;

export const journeyModes = ['designed', 'legacy'] as const;

/** The way of one segment's customers: which decision states are its columns and which touchpoints its rows, in order. */
export const Journey = z.object({
  name: Wording,
  segment: ThingId.nullable().default(null),
  rungs: z.array(ThingId).max(100).default([]),
  salesTypes: z.array(z.string().min(1).max(100)).max(20).default([]),
  /** `legacy`: the way it is done now, drawn to be compared with the designed one. */
  mode: z.enum(journeyModes).default('designed'),
  /** The legacy journey this one is to replace. */
  replaces: ThingId.nullable().default(null),
  states: z.array(ThingId).max(100).default([]),
  touchpoints: z.array(ThingId).max(200).default([]),
  /** The state in which they and we are to talk for the first time; in those before it they decide without us. */
  firstTalk: ThingId.nullable().default(null),
  note: Wording.prefault({}),
  place: Place,
});
export type Journey = z.infer<typeof Journey>;

export const forces = ['push', 'pull', 'anxiety', 'habit'] as const;

/** Collections one cell may rest on. */
export const inputKinds = ['idea', 'segments', 'personas', 'rungs', 'goals', 'scenarios'] as const;

export const InputRef = z.object({
  kind: z.enum(inputKinds),
  id: ThingId,
});
export type InputRef = z.infer<typeof InputRef>;

const Text = Wording.prefault({});

/**
 * A decision state at a touchpoint: what the customer asks there, what we answer, who does it, what it costs and what proves it.
 *
 * The fifteen attributes of a good cell; `analysis/blueprint/completeness` tells which are filled. Money is in the workspace's currency
 * without VAT, for one visit.
 */
export const Cell = z.object({
  journey: ThingId,
  state: ThingId,
  touchpoint: ThingId,
  personas: z.array(ThingId).max(50).default([]),
  /** Committee roles the cell speaks to; empty is those of its personas. */
  committee: z.array(CommitteeRole).max(9).default([]),
  goal: Text,
  question: Text,
  /** −2…2, a hypothesis. */
  emotion: z.number().int().min(-2).max(2).nullable().default(null),
  barrier: Text,
  force: z.enum(forces).nullable().default(null),
  argument: Text,
  proof: Text,
  assets: z.array(ThingId).max(50).default([]),
  content: Text,
  ourAction: Text,
  customerAction: Text,
  /** The role that does it, and the one that answers for it. */
  responsible: ThingId.nullable().default(null),
  accountable: ThingId.nullable().default(null),
  competences: z.array(z.string().min(1).max(200)).max(50).default([]),
  costPerVisit: z.number().nonnegative().nullable().default(null),
  hoursPerVisit: z.number().nonnegative().nullable().default(null),
  /** The part of visits done again, 0…: 0.2 is a fifth more work. */
  rework: z.number().nonnegative().max(10).default(0),
  costClass: CostClass.nullable().default(null),
  volumeMonth: z.number().nonnegative().nullable().default(null),
  dwellDays: z.number().nonnegative().nullable().default(null),
  slaHours: z.number().nonnegative().nullable().default(null),
  /** Interaction kinds that prove a visit, and those that prove that the customer went on. */
  visitKinds: z.array(z.string().min(1).max(200)).max(50).default([]),
  exitKinds: z.array(z.string().min(1).max(200)).max(50).default([]),
  /** The lifecycle stage whose work this is; null is told from the state. */
  stage: StageOrOverlay.nullable().default(null),
  inputs: z.array(InputRef).max(100).default([]),
  /** Where it stands in the graph when somebody moved it there. */
  spot: z.object({ x: z.number().finite(), y: z.number().finite() }).nullable().default(null),
  place: Place,
});
export type Cell = z.infer<typeof Cell>;

export const edgeKinds = ['progress', 'loop', 'skip', 'loss', 'return'] as const;

/** One end of an edge: a cell, a decision state as a whole, or a lifecycle stage the customer comes from or falls to. */
export const EdgeEnd = z.string().regex(/^(cell|state|stage):.{1,80}$/);
export type EdgeEnd = z.infer<typeof EdgeEnd>;

/** A way that customers are expected to go. Any way is legal; those drawn are the designed ones. */
export const Edge = z.object({
  journey: ThingId,
  from: EdgeEnd,
  to: EdgeEnd,
  kind: z.enum(edgeKinds).default('progress'),
  condition: Text,
  /** 0…1 of visits that leave this way, and days until they do. */
  probability: z.number().min(0).max(1).nullable().default(null),
  dwellDays: z.number().nonnegative().nullable().default(null),
  /** Every customer must pass it: missing, it lowers the fitness of a real path. */
  isMilestone: z.boolean().default(false),
  /** Hours within which the next owner takes over. */
  handoffHours: z.number().nonnegative().nullable().default(null),
});
export type Edge = z.infer<typeof Edge>;

export const proofKinds = ['input', 'interviews', 'observation', 'experiment'] as const;

/**
 * What is known of a cell or an edge from practice; its status is computed from these and never typed.
 *
 * `input`: rests on a cited source · `interviews`: persons of the persona asked (n) · `observation`: real visits seen (n) · `experiment`:
 * a test with a metric chosen beforehand and its result.
 */
export const Proof = z.object({
  about: z.string().regex(/^(cell|edge):.{1,80}$/),
  kind: z.enum(proofKinds),
  at: Day,
  n: z.number().int().nonnegative().nullable().default(null),
  source: z.string().max(2000).default(''),
  /** Of an experiment: what was tested, by which number, with what least effect and when to stop. */
  hypothesis: Text,
  metric: MetricId.nullable().default(null),
  leastEffect: z.number().nullable().default(null),
  result: z.enum(['confirmed', 'refuted', 'open']).nullable().default(null),
  note: Text,
  by: z.string().max(200).default(''),
  /** What the inputs under its cell said when it was made: a short hash of each, by `COLLECTION:ID` (`analysis/blueprint/basis`). */
  basis: z.record(z.string().max(100), z.string().max(20)).default({}),
});
export type Proof = z.infer<typeof Proof>;

export const statuses = [
  'draft',
  'assumed',
  'interviewed',
  'observed',
  'tested',
  'confirmed',
  'refuted',
  'stale',
] as const;
export type Status = (typeof statuses)[number];

/** Something said about a thing of the blueprint. */
export const Comment = z.object({
  /** `COLLECTION:ID`. */
  about: z.string().regex(/^[a-z_]+:.{1,80}$/),
  text: z.string().min(1).max(4000),
  by: z.string().max(200).default(''),
  at: z.iso.datetime(),
  isResolved: z.boolean().default(false),
});
export type Comment = z.infer<typeof Comment>;

export const ruleFacts = ['interaction', 'deal', 'order'] as const;

/** Which facts prove a visit of a touchpoint and a decision state, with what weight; the first rule that fits counts. */
export const EvidenceRule = z.object({
  name: Wording.prefault({}),
  fact: z.enum(ruleFacts),
  /** All hold. */
  when: z.array(FactTest).max(20).default([]),
  touchpoint: ThingId.nullable().default(null),
  cell: ThingId.nullable().default(null),
  /** −1…1 for each state; 1 sets it. */
  states: z
    .array(z.object({ state: ThingId, weight: z.number().min(-1).max(1) }))
    .max(20)
    .default([]),
  stage: StageOrOverlay.nullable().default(null),
  /** Facts before this day are not read by it. */
  from: Day.nullable().default(null),
  place: Place,
});
export type EvidenceRule = z.infer<typeof EvidenceRule>;
