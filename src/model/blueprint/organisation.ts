import { z } from 'zod';
import { CostClass, CostFunction, StageOrOverlay } from '../lifecycle.ts';
import { MetricId } from '../metric.ts';
import { Day } from '../period.ts';
import { ownerships } from './journey.ts';
import { Place, ThingId, Wording } from './wording.ts';

const Text = Wording.prefault({});

/** Stages as the design knows them: those of the engine, and the market before any touch. */
export const DesignedStage = z.union([z.literal('market'), StageOrOverlay]);
export type DesignedStage = z.infer<typeof DesignedStage>;

/**
 * One stage of the lifecycle as the company means it; its id in the blueprint is the stage itself.
 *
 * `kinds` are the interaction kinds that prove the entry; the lifecycle engine reads those of `activated` (results), `at_risk` (signs of doubt), `winback` (attempts),
 * `advocate` (recommendations) and `qualified` from the published version. Windows are days without an order.
 */
export const StageDesign = z.object({
  name: Text,
  entry: Text,
  exit: Text,
  kinds: z.array(z.string().min(1).max(200)).max(200).default([]),
  costClass: CostClass.nullable().default(null),
  metric: MetricId.nullable().default(null),
  target: z.number().nullable().default(null),
  bySegment: z
    .record(
      ThingId,
      z.object({
        target: z.number().nullable().default(null),
        windowDays: z.number().int().positive().nullable().default(null),
      }),
    )
    .default({}),
  /** Of `at_risk` and `lost`: days without an order until it is entered; null leaves the setting. */
  windowDays: z.number().int().positive().nullable().default(null),
});
export type StageDesign = z.infer<typeof StageDesign>;

export const raciLetters = ['A', 'R', 'AR', 'C', 'I'] as const;
export const RaciLetter = z.enum(raciLetters);
export type RaciLetter = z.infer<typeof RaciLetter>;

/**
 * A zone of responsibility: one stage, of one segment and sales type or of all (null), and who does what in it.
 *
 * The most specific zone that fits counts whole: segment and sales type before segment, segment before sales type, then the stage alone.
 */
export const Zone = z.object({
  stage: DesignedStage,
  segment: ThingId.nullable().default(null),
  salesType: z.string().max(100).nullable().default(null),
  roles: z.record(ThingId, RaciLetter).default({}),
});
export type Zone = z.infer<typeof Zone>;

export const Role = z.object({
  name: Wording,
  function: CostFunction,
  /** The role it reports to. */
  reportsTo: ThingId.nullable().default(null),
  competences: z.array(z.string().min(1).max(200)).max(100).default([]),
  /** Metrics it is judged by. */
  kpis: z.array(MetricId).max(50).default([]),
  /** Stages whose budget it decides on. */
  budgets: z.array(DesignedStage).max(20).default([]),
  /** Hours one position has for work a month, and the part of them to be planned (0.7–0.85 where customers wait). */
  nominalHours: z.number().positive().default(164),
  leaveHours: z.number().nonnegative().default(12),
  meetingHours: z.number().nonnegative().default(8),
  utilisation: z.number().positive().max(1).default(0.8),
  /** The month in which a new person first works in full; until then evenly more: 25, 50, 75, 100 % for four. */
  rampMonths: z.number().int().min(1).max(24).default(4),
  /** Work that is no visit of a cell, hours a month of the whole role. */
  otherHours: z.number().nonnegative().default(0),
  /** Full cost of one position a month. */
  monthlyPay: z.number().nonnegative().nullable().default(null),
  /** There already. */
  isToday: z.boolean().default(false),
  place: Place,
});
export type Role = z.infer<typeof Role>;

/** Somebody who works here: which roles they hold and with what part of their time. */
export const Employee = z.object({
  name: z.string().min(1).max(200),
  /** How costs and interactions write them (`staff`, `actor`). */
  names: z.array(z.string().min(1).max(200)).max(20).default([]),
  roles: z
    .array(z.object({ role: ThingId, share: z.number().min(0).max(1) }))
    .max(20)
    .default([]),
  /** How the time goes by class of cost; sums to 1 where it is filled. */
  classShares: z.partialRecord(CostClass, z.number().min(0).max(1)).default({}),
  /** 1 is full time. */
  rate: z.number().positive().max(2).default(1),
  startedAt: Day.nullable().default(null),
  place: Place,
});
export type Employee = z.infer<typeof Employee>;

/** A process that is named: derived from the journey, or one that is there today and is compared with it. */
export const Process = z.object({
  name: Wording,
  journey: ThingId.nullable().default(null),
  stages: z.array(DesignedStage).max(20).default([]),
  salesType: z.string().max(100).nullable().default(null),
  owner: ThingId.nullable().default(null),
  /** How deals write it (`process`). */
  names: z.array(z.string().min(1).max(200)).max(50).default([]),
  trigger: Text,
  outcome: Text,
  metric: MetricId.nullable().default(null),
  slaHours: z.number().nonnegative().nullable().default(null),
  /** Cells in the order they are usually worked. */
  cells: z.array(ThingId).max(500).default([]),
  isToday: z.boolean().default(false),
  place: Place,
});
export type Process = z.infer<typeof Process>;

export const Channel = z.object({
  name: Wording,
  /** How facts write it (`channel` of interactions, orders and costs). */
  names: z.array(z.string().min(1).max(200)).max(100).default([]),
  ownership: z.enum(ownerships).default('owned'),
  budgetMonth: z.number().nonnegative().nullable().default(null),
  isToday: z.boolean().default(false),
  place: Place,
});
export type Channel = z.infer<typeof Channel>;

/** An advertising campaign or programme and the cells it serves. */
export const Campaign = z.object({
  name: Wording,
  names: z.array(z.string().min(1).max(200)).max(100).default([]),
  channel: ThingId.nullable().default(null),
  cells: z.array(ThingId).max(200).default([]),
  place: Place,
});
export type Campaign = z.infer<typeof Campaign>;

export const Tool = z.object({
  name: Wording,
  cells: z.array(ThingId).max(500).default([]),
  monthlyCost: z.number().nonnegative().nullable().default(null),
  isToday: z.boolean().default(false),
  place: Place,
});
export type Tool = z.infer<typeof Tool>;

export const assetKinds = ['content', 'data', 'automation', 'playbook', 'audience', 'partner'] as const;

/** What is made once and used by many visits: a guide, a calculator, a script of a talk. */
export const Asset = z.object({
  name: Wording,
  kind: z.enum(assetKinds).default('content'),
  cost: z.number().nonnegative().nullable().default(null),
  inServiceAt: Day.nullable().default(null),
  lifeMonths: z.number().positive().nullable().default(null),
  owner: ThingId.nullable().default(null),
  /** How costs write it (`asset`). */
  names: z.array(z.string().min(1).max(200)).max(50).default([]),
  place: Place,
});
export type Asset = z.infer<typeof Asset>;
