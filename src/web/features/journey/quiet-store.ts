import type { DraftStore } from '../design/document/draft-store.ts';

const doNothing = (): void => undefined;

/** Where nothing may be changed. */
export const quietStore: DraftStore = {
  read: () => ({ draft: null, error: null, saving: 'saved' }),
  subscribe: () => doNothing,
  edit: doNothing,
  undo: doNothing,
  redo: doNothing,
  decide: doNothing,
  load: async () => undefined,
  sync: async () => undefined,
};
