import { z } from 'zod';
import { ProposedAction } from './audit.ts';

/** Whether what was expected of a decision happened. */
export const verdicts = ['worked', 'partly', 'failed', 'unclear'] as const;
export const Verdict = z.enum(verdicts);

/** An action that was accepted, and what came of it. Dates are days; numbers in the metric's own unit. */
export const Decision = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  action: ProposedAction,
  /** Who does it, as it was agreed; at first as proposed. */
  owner: z.string(),
  due: z.string(),
  checkOn: z.string(),
  state: z.enum(['open', 'done', 'dropped']),
  note: z.string(),
  outcome: z.object({ at: z.string(), value: z.number().nullable(), verdict: Verdict, note: z.string() }).nullable(),
});
export type Decision = z.infer<typeof Decision>;
