import type { InspectedFile } from '../../../../model/importing.ts';
import { api } from '../../../client/api.ts';
import { sendFile } from '../upload.ts';
import {
  choiceBeforeEdits,
  choiceWithEdits,
  type DeskFile,
  draftOf,
  newFile,
  standingOf,
  type TableDraft,
  withChange,
} from './desk.ts';

export type DeskState = { files: readonly DeskFile[]; source: string };

/** Files one brings, while they are looked at: kept as long as the page is open, so that another tab loses nothing. */
export type Desk = {
  read: () => DeskState;
  subscribe: (listener: () => void) => () => void;
  add: (files: readonly File[]) => void;
  remove: (key: string) => void;
  /** Everything off the desk. */
  clear: () => void;
  /** What was imported off the desk; what waits for an answer stays. */
  clearReady: () => void;
  /** Sends a file, or looks at it, again. */
  retry: (key: string) => void;
  /** Something a person says of a table; the file is looked at again where that may change what it is. */
  say: (key: string, part: string, change: Partial<TableDraft>) => void;
  setSource: (source: string) => void;
};

const desks = new Map<string, Desk>();

/** The desk of a workspace. */
export const deskOf = (workspace: string): Desk => {
  const known = desks.get(workspace);
  if (known) return known;
  const made = makeDesk(workspace);
  desks.set(workspace, made);
  return made;
};

type Held = { file: File; abort: AbortController; glance: number };

/** So many files are on their way or looked at at a time: a long list comes in order, and the page stays quick. */
const atOnce = 2;

const makeDesk = (workspace: string): Desk => {
  let state: DeskState = { files: [], source: '' };
  let made = 0;
  const held = new Map<string, Held>();
  const listeners = new Set<() => void>();
  const set = (next: DeskState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const find = (key: string) => state.files.find((file) => file.key === key);
  const change = (key: string, part: Partial<DeskFile>) =>
    set({ ...state, files: state.files.map((file) => (file.key === key ? { ...file, ...part } : file)) });

  const glance = async (key: string): Promise<void> => {
    const own = held.get(key);
    const file = find(key);
    if (!own || !file?.upload) return;
    own.glance += 1;
    const turn = own.glance;
    change(key, { state: 'reading', error: null });
    try {
      const seen = await lookAt(workspace, file, state.source);
      if (own.glance === turn) change(key, { state: 'read', seen });
    } catch (error) {
      if (own.glance === turn) change(key, { state: 'failed', error });
    }
  };

  const bring = async (key: string): Promise<void> => {
    const own = held.get(key);
    if (!own) return;
    change(key, { state: 'sending', share: 0, error: null });
    try {
      const sent = await sendFile(workspace, own.file, (share) => change(key, { share }), own.abort.signal);
      change(key, { upload: sent.upload, share: 1 });
      await glance(key);
    } catch (error) {
      change(key, { state: 'failed', error });
    }
    bringNext();
  };

  const bringNext = () => {
    const busy = state.files.filter((file) => file.upload === null && file.state === 'sending').length;
    const waiting = state.files.filter((file) => file.state === 'waiting');
    for (const file of waiting.slice(0, Math.max(0, atOnce - busy))) void bring(file.key);
  };

  const remove = (key: string) => {
    held.get(key)?.abort.abort();
    held.delete(key);
    set({ ...state, files: state.files.filter((file) => file.key !== key) });
  };

  return {
    read: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add: (files) => {
      const brought = files.map((file) => {
        made += 1;
        const key = `file-${made}`;
        held.set(key, { file, abort: new AbortController(), glance: 0 });
        return newFile(key, file.name, file.size);
      });
      set({ ...state, files: [...state.files, ...brought] });
      bringNext();
    },
    remove,
    clear: () => {
      for (const { key } of state.files) remove(key);
      set({ files: [], source: '' });
    },
    clearReady: () => {
      for (const file of state.files) if (standingOf(file) === 'ready') remove(file.key);
    },
    retry: (key) => void (find(key)?.upload ? glance(key) : bring(key)),
    say: (key, part, said) => {
      const file = find(key);
      if (!file) return;
      change(key, { drafts: { ...file.drafts, [part]: withChange(draftOf(file, part), said) } });
      if (Object.keys(said).some((name) => name !== 'skip')) void glance(key);
    },
    setSource: (source) => {
      if (source === state.source) return;
      set({ ...state, source });
      for (const { key, upload } of state.files) if (upload) void glance(key);
    },
  };
};

/** What the server sees in a file under what was said of it, changes to mappings among that. */
const lookAt = async (workspace: string, file: DeskFile, source: string): Promise<InspectedFile> => {
  const ask = async (choice: ReturnType<typeof choiceBeforeEdits>): Promise<InspectedFile> => {
    const [seen] = await api.imports.inspect.call({ workspace, files: [choice], ...(source ? { source } : {}) });
    if (!seen) throw new Error('The server says nothing of the file.');
    return seen;
  };
  const recognised = await ask(choiceBeforeEdits(file));
  const changed = choiceWithEdits(file, recognised);
  return changed ? ask(changed) : recognised;
};
