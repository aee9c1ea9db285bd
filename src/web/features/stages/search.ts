import { z } from 'zod';

export const lifecycleTabs = ['stages', 'rules'] as const;

/** What of the view the address holds. */
export const LifecycleSearch = z.object({ tab: z.enum(lifecycleTabs).optional().catch(undefined) });
export type LifecycleSearch = z.infer<typeof LifecycleSearch>;
