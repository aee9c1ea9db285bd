import { z } from 'zod';
import { Day } from '../../model/period.ts';
import { RowSet } from '../../model/row-sets.ts';

/** What every page's address holds; a value that makes no sense is left out. */
export const ShellSearch = z.object({
  workspace: z.string().optional().catch(undefined),
  from: Day.optional().catch(undefined),
  to: Day.optional().catch(undefined),
  segment: z.string().optional().catch(undefined),
  /** The number that is open at the side: see `features/number/address.ts`. */
  number: z.string().optional().catch(undefined),
  /** The rows behind the open number that are shown. */
  rows: RowSet.optional().catch(undefined),
});
export type ShellSearch = z.infer<typeof ShellSearch>;
