import { z } from 'zod';
import { MetricId } from '../metric.ts';
import { Day } from '../period.ts';
import { Sentence } from '../problem.ts';

/** A role that answers for a stage, who holds it, and for which segments alone where it is not all that are shown. */
export const StageOwner = z.object({ role: Sentence, people: z.array(z.string()), segments: z.array(Sentence) });
export type StageOwner = z.infer<typeof StageOwner>;

/**
 * What a published design says of a stage, for the segment that is shown or for all: who answers, and what is to be reached.
 *
 * `unowned`: work of the stage nobody answers for, by segment; a sentence of '' is all of it. Empty where everything has somebody.
 */
export const StageInDesign = z.object({
  version: z.number(),
  /** The first day the version is in force. */
  from: Day,
  owners: z.array(StageOwner),
  unowned: z.array(Sentence),
  metric: MetricId.nullable(),
  target: z.number().nullable(),
});
export type StageInDesign = z.infer<typeof StageInDesign>;
