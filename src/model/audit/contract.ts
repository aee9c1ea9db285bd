import { z } from 'zod';
import { inWorkspace, operation } from '../operation.ts';
import { Audit, AuditRun } from './audit.ts';
import { QuestionNumber } from './questions.ts';

/** The owner's word for the company's answer to a question, as it read then. */
export const Confirmation = z.object({
  q: QuestionNumber,
  answer: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type Confirmation = z.infer<typeof Confirmation>;

/** The ten questions answered from facts, design and survey; runs that were kept, and what the owner confirmed. */
export const auditContract = {
  /** Counted anew from what is there. */
  show: operation.route({ method: 'GET', path: '/workspaces/{workspace}/audit' }).input(inWorkspace).output(Audit),
  /** Counts it and keeps it; of a quarter the last one kept stands for it in the history. */
  keep: operation
    .route({ method: 'POST', path: '/workspaces/{workspace}/audit/runs' })
    .input(inWorkspace)
    .output(AuditRun),
  /** Runs that were kept, latest first. */
  runs: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/audit/runs' })
    .input(inWorkspace)
    .output(z.array(AuditRun)),
  /** The owner says that the company's answer is this one; an empty answer takes the word back. */
  confirm: operation
    .route({ method: 'PUT', path: '/workspaces/{workspace}/audit/confirmations/{q}' })
    .input(
      inWorkspace.extend({
        q: z.coerce.number().int().pipe(QuestionNumber),
        answer: z.string().max(4000),
        by: z.string().max(200),
      }),
    )
    .output(z.array(Confirmation)),
  confirmations: operation
    .route({ method: 'GET', path: '/workspaces/{workspace}/audit/confirmations' })
    .input(inWorkspace)
    .output(z.array(Confirmation)),
};
