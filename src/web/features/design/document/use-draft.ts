import { useEffect, useSyncExternalStore } from 'react';
import { client, problemOf } from '../../../client/api.ts';
import { rememberedWho } from '../../../client/who.ts';
import { useWorkspace } from '../../../shell/view.ts';
import { isSaved } from './draft.ts';
import { type DraftServer, type DraftState, type DraftStore, openDraftStore } from './draft-store.ts';

const serverOf = (workspace: string): DraftServer => ({
  show: async () => {
    const { document, revision } = await client.blueprint.show({ workspace });
    return { document, revision };
  },
  edit: (changes) => client.blueprint.edit({ workspace, changes, by: rememberedWho() }),
  since: (revision) => client.blueprint.since({ workspace, revision }),
  isRefusal: (error) => problemOf(error) !== null,
});

/** One for each company looked at in this visit: pages share it, and what waits to be sent outlives a page. */
const stores = new Map<string, DraftStore>();

const storeOf = (workspace: string): DraftStore => {
  const store = stores.get(workspace) ?? openDraftStore(serverOf(workspace));
  stores.set(workspace, store);
  return store;
};

const underWay = new WeakMap<DraftStore, Promise<void>>();

/** Loads what is not there yet; while it is on its way it is not asked for again. */
const begin = (store: DraftStore): void => {
  if (store.read().draft || underWay.has(store)) return;
  underWay.set(
    store,
    store.load().finally(() => underWay.delete(store)),
  );
};

/** Asks for the draft of a company before the page that shows it is there. */
export const beginDraft = (workspace: string): void => begin(storeOf(workspace));

/** Whether the server has every edit; what it makes of the draft is not asked of it before. */
export const useIsSaved = (): boolean => {
  const { id } = useWorkspace();
  const store = storeOf(id);
  return useSyncExternalStore(store.subscribe, () => {
    const { draft } = store.read();
    return draft === null || isSaved(draft);
  });
};

/** Others' edits are asked for this often while the page is looked at. */
const pollMs = 4000;

/** The draft of the design of the company the page speaks of, kept in step with the server while the page is open. */
export const useDraft = (): DraftState & { store: DraftStore } => {
  const { id } = useWorkspace();
  const store = storeOf(id);
  const state = useSyncExternalStore(store.subscribe, store.read);
  useEffect(() => {
    if (store.read().draft) void store.sync();
    else begin(store);
    const look = (): void => {
      if (document.visibilityState === 'visible') void store.sync();
    };
    const guard = (event: BeforeUnloadEvent): void => {
      const { draft } = store.read();
      if (draft && !isSaved(draft)) event.preventDefault();
    };
    const timer = setInterval(look, pollMs);
    window.addEventListener('focus', look);
    window.addEventListener('online', look);
    window.addEventListener('beforeunload', guard);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      window.removeEventListener('online', look);
      window.removeEventListener('beforeunload', guard);
    };
  }, [store]);
  return { ...state, store };
};
