import { z } from 'zod';
import { QuestionNumber } from '../../../model/audit/questions.ts';

const question = z.coerce.number().pipe(QuestionNumber).optional().catch(undefined);

/** What the address of the audit holds: the question that is open, and the runs that are compared. */
export const AuditSearch = z.object({
  q: question,
  /** A kept run to compare with, by its id. */
  before: z.coerce.string().optional().catch(undefined),
  /** The run that is compared; absent is now. */
  after: z.coerce.string().optional().catch(undefined),
});
export type AuditSearch = z.infer<typeof AuditSearch>;
