import { z } from 'zod';
import { StageInDesign } from './blueprint/stage-owner.ts';
import { InForce } from './blueprint/versions.ts';
import { StageOrOverlay } from './lifecycle.ts';
import { Filter } from './numbers.ts';
import { inWorkspace, operation } from './operation.ts';
import { Day, Period } from './period.ts';
import { Sentence } from './problem.ts';

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
});
export type Conveyor = z.infer<typeof Conveyor>;

export const conveyorContract = {
  conveyor: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/conveyor' })
    .input(inWorkspace.extend({ from: Day, to: Day, filter: Filter.optional() }))
    .output(Conveyor),
};
