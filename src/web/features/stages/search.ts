import { oneOf, type Read, reader } from '../../kit/fields.ts';

export const lifecycleTabs = ['stages', 'rules'] as const;

const fields = { tab: oneOf(lifecycleTabs) };

/** What of the view the address holds. */
export const readLifecycle = reader(fields);
export type LifecycleSearch = Read<typeof fields>;
