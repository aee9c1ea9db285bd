import { z } from 'zod';

export const dataTabs = [
  'files',
  'sources',
  'quality',
  'history',
  'quarantine',
  'channels',
  'identity',
  'typed',
  'settings',
  'workspaces',
] as const;
export type DataTab = (typeof dataTabs)[number];

/** What the address of the data page holds beside the shell's own part; a value that makes no sense is left out. */
export const DataSearch = z.object({
  tab: z.enum(dataTabs).optional().catch(undefined),
  /** The import whose refused rows are shown. */
  import: z.coerce.string().optional().catch(undefined),
  /** The customer whose doubles are looked for. */
  customer: z.coerce.string().optional().catch(undefined),
  /** First day of the month whose typed costs are edited. */
  month: z.iso.date().regex(/-01$/).optional().catch(undefined),
  /** The import that runs or has just ended, so that a reload finds it again. */
  job: z.coerce.string().optional().catch(undefined),
  /** Whether that import is only a check. */
  dry: z.boolean().optional().catch(undefined),
});
export type DataSearch = z.infer<typeof DataSearch>;
