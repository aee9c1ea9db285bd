import { z } from 'zod';
import { Committee, Goal, IdeaElement, Persona, Rung, Scenario, Segment } from './inputs.ts';
import { Cell, Comment, DecisionState, Edge, EvidenceRule, Journey, Proof, Touchpoint } from './journey.ts';
import {
  Asset,
  Campaign,
  Channel,
  DesignedStage,
  Employee,
  Process,
  Role,
  StageDesign,
  Tool,
  Zone,
} from './organisation.ts';
import { ThingId } from './wording.ts';

/** What a blueprint is made of: collections of things by id. Every thing is edited, compared and merged by itself. */
export const collections = {
  idea: IdeaElement,
  segments: Segment,
  personas: Persona,
  committees: Committee,
  rungs: Rung,
  scenarios: Scenario,
  goals: Goal,
  states: DecisionState,
  touchpoints: Touchpoint,
  journeys: Journey,
  cells: Cell,
  edges: Edge,
  proofs: Proof,
  stages: StageDesign,
  rules: EvidenceRule,
  roles: Role,
  employees: Employee,
  zones: Zone,
  processes: Process,
  channels: Channel,
  campaigns: Campaign,
  tools: Tool,
  assets: Asset,
  comments: Comment,
} as const;
export type Collection = keyof typeof collections;
export const collectionNames = Object.keys(collections) as Collection[];
export const CollectionName = z.enum(collectionNames as [Collection, ...Collection[]]);

/** A thing of a collection. */
export type ThingOf<Name extends Collection> = z.infer<(typeof collections)[Name]>;

const of = <Thing extends z.ZodType>(thing: Thing) => z.record(ThingId, thing).default({});

/** The mark of a file that holds a blueprint, and the shape it is written in; a newer shape is refused, an older one is brought up. */
export const blueprintFormat = 'conveyor-blueprint';
export const blueprintShape = 1;

/**
 * The design of a company's marketing and sales as one document: inputs, journeys, lifecycle, rules from facts, organisation.
 *
 * Everything absent is empty, so that `Blueprint.parse({})` is the empty design. References are by id and may dangle while somebody
 * edits; `analysis/blueprint/references` finds those that do.
 */
export const Blueprint = z.object({
  format: z.literal(blueprintFormat).default(blueprintFormat),
  shape: z.literal(blueprintShape).default(blueprintShape),
  idea: of(IdeaElement),
  segments: of(Segment),
  personas: of(Persona),
  committees: of(Committee),
  rungs: of(Rung),
  scenarios: of(Scenario),
  goals: of(Goal),
  states: of(DecisionState),
  touchpoints: of(Touchpoint),
  journeys: of(Journey),
  cells: of(Cell),
  edges: of(Edge),
  proofs: of(Proof),
  stages: z.partialRecord(DesignedStage, StageDesign).default({}),
  rules: of(EvidenceRule),
  roles: of(Role),
  employees: of(Employee),
  zones: of(Zone),
  processes: of(Process),
  channels: of(Channel),
  campaigns: of(Campaign),
  tools: of(Tool),
  assets: of(Asset),
  comments: of(Comment),
});
export type Blueprint = z.infer<typeof Blueprint>;

export const emptyBlueprint = (): Blueprint => Blueprint.parse({});

/** One thing of a blueprint by name. */
export const ThingRef = z.object({ collection: CollectionName, id: ThingId });
export type ThingRef = z.infer<typeof ThingRef>;

/**
 * One edit: a thing as the editor last saw it and as it shall be; null is «not there».
 *
 * What nobody else touched since is taken field by field; a field two people gave different values is a conflict and stays as it is.
 */
export const Change = ThingRef.extend({
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type Change = z.infer<typeof Change>;

/** A field two people gave different values: what stands, and what the later one wanted. `field` is '' where one removed the thing whole. */
export const Conflict = ThingRef.extend({
  field: z.string(),
  stands: z.unknown(),
  wanted: z.unknown(),
  by: z.string(),
  at: z.iso.datetime().nullable(),
});
export type Conflict = z.infer<typeof Conflict>;
