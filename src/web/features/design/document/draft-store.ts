import type { Blueprint, Change, Conflict } from '../../../../model/blueprint/blueprint.ts';
import type { EditedThing, EditOutcome } from '../../../../model/blueprint/versions.ts';
import {
  acknowledged,
  caughtUp,
  type Draft,
  decided,
  type Edit,
  edited,
  isSaved,
  letGo,
  openedDraft,
  redone,
  replaced,
  returned,
  sent,
  undone,
} from './draft.ts';

/** How the draft talks to the server; all may fail. */
export type DraftServer = {
  show: () => Promise<{ document: Blueprint; revision: number }>;
  edit: (changes: Change[]) => Promise<EditOutcome>;
  since: (revision: number) => Promise<{ revision: number; things: EditedThing[] }>;
  /** Whether the server refuses for good, so that sending again is of no use. */
  isRefusal: (error: unknown) => boolean;
};

export type DraftState = {
  /** Null until it has come. */
  draft: Draft | null;
  /** Why it did not come. */
  error: unknown;
  /** `failed`: tried and to be tried again by itself; `refused`: the last gestures were let go. */
  saving: 'saved' | 'saving' | 'failed' | 'refused';
};

export type DraftStore = {
  read: () => DraftState;
  subscribe: (listener: () => void) => () => void;
  edit: (edits: readonly Edit[], joins?: string | null) => void;
  undo: () => void;
  redo: () => void;
  decide: (conflict: Conflict, whose: 'theirs' | 'mine') => void;
  /** Loads the document anew, or for the first time. */
  load: () => Promise<void>;
  /** Asks what others did, and sends what waits. */
  sync: () => Promise<void>;
};

/** Gestures this close together travel as one edit. */
const gatherMs = 40;
const retryMs = [1000, 2000, 5000, 10_000];

/** Keeps a draft in step with the server: one request at a time, so that an old answer never comes after a newer one. */
export const openDraftStore = (server: DraftServer): DraftStore => {
  let state: DraftState = { draft: null, error: null, saving: 'saved' };
  const listeners = new Set<() => void>();
  let queue: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const set = (next: Partial<DraftState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const change = (turn: (draft: Draft) => Draft): void => {
    if (!state.draft) return;
    const draft = turn(state.draft);
    if (draft !== state.draft) set({ draft });
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(work, work);
    return queue;
  };
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void inTurn(send), ms);
  };

  const send = async (): Promise<void> => {
    if (!state.draft || state.draft.waiting.length === 0) return;
    const draft = sent(state.draft);
    // Nothing that is shown changes by it: nobody is told where they know already that it is being saved.
    if (state.saving === 'saving') state = { ...state, draft };
    else set({ draft, saving: 'saving' });
    const changes = [...draft.inFlight];
    try {
      const outcome = await server.edit(changes);
      failures = 0;
      change((draft) => acknowledged(draft, outcome));
      if (state.draft && isSaved(state.draft)) set({ saving: 'saved' });
      else later(gatherMs);
    } catch (error) {
      if (server.isRefusal(error)) {
        change(letGo);
        set({ saving: 'refused', error });
        return;
      }
      change(returned);
      set({ saving: 'failed' });
      later(retryMs[Math.min(failures, retryMs.length - 1)] ?? 10_000);
      failures += 1;
    }
  };

  const act = (turn: (draft: Draft) => Draft): void => {
    change(turn);
    if (!state.draft || isSaved(state.draft)) return;
    if (state.saving !== 'failed') {
      set({ saving: 'saving' });
      later(gatherMs);
    }
  };

  const load = () =>
    inTurn(async () => {
      try {
        const { document, revision } = await server.show();
        set({
          draft: state.draft ? replaced(state.draft, document, revision) : openedDraft(document, revision),
          error: null,
        });
      } catch (error) {
        set({ error });
      }
    });

  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit: (edits, joins = null) => act((draft) => edited(draft, edits, joins)),
    undo: () => act(undone),
    redo: () => act(redone),
    decide: (conflict, whose) => act((draft) => decided(draft, conflict, whose)),
    load,
    sync: () =>
      inTurn(async () => {
        await send();
        const known = state.draft;
        if (!known) return;
        try {
          const news = await server.since(known.revision);
          change((draft) => caughtUp(draft, news));
        } catch {
          // Asked again in a few seconds; what is typed meanwhile waits in the browser.
        }
      }),
  };
};

/** The document as it is now, for a gesture made on a picture of it that may be some frames old. */
export const latest = (store: DraftStore, seen: Blueprint): Blueprint => store.read().draft?.document ?? seen;
