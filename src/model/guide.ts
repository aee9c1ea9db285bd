import { z } from 'zod';
import { Sentence } from './problem.ts';

/** The steps from an empty workspace to a running conveyor and on, in the method's order. */
export const guideSteps = [
  'audit',
  'inputs',
  'pyramid',
  'segments',
  'journey',
  'test',
  'organisation',
  'facts',
  'plan',
  'run',
  'review',
] as const;
export const GuideStepId = z.enum(guideSteps);
export type GuideStepId = z.infer<typeof GuideStepId>;

/** One thing a step looks for in what is there. */
export const GuidePart = z.object({
  code: z.string(),
  holds: z.boolean(),
  /** Later steps rest on it; what is not needed makes the step better. */
  isNeeded: z.boolean(),
  /** What was found, with its numbers; where it does not hold, what is lacking. */
  text: Sentence,
  link: z.string(),
});
export type GuidePart = z.infer<typeof GuidePart>;

export const GuideStep = z.object({
  id: GuideStepId,
  name: Sentence,
  /** What the step is in the method and why it comes here. */
  about: Sentence,
  /** `enough`: all that later steps rest on is there; `done`: nothing is lacking. */
  state: z.enum(['empty', 'begun', 'enough', 'done']),
  parts: z.array(GuidePart),
  link: z.string(),
});
export type GuideStep = z.infer<typeof GuideStep>;

/** Where a company is on the way to a running conveyor: computed from what is there, never from ticked boxes. */
export const Guide = z.object({
  /** Customers and costs are seen by stage, under a published design: see `analysis/guide`. */
  runs: z.boolean(),
  /** What it lacks to run. */
  lacks: z.array(Sentence),
  steps: z.array(GuideStep),
  /** The one thing to do now, and why it is this one. */
  next: z.object({ step: GuideStepId, title: Sentence, why: Sentence, link: z.string() }),
});
export type Guide = z.infer<typeof Guide>;
