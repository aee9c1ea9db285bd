import type { ImportRecord } from '../../src/model/imports.ts';
import { type Checkpoint, type ImportJournal, type ImportPlan, nothingYet } from '../../src/store/import-journal.ts';

type State = ImportRecord['state'] | 'published' | 'retracted';
type Entry = {
  importId: number;
  workspace: string;
  state: State;
  record: ImportRecord;
  header: readonly string[];
  plan: ImportPlan | null;
  checkpoint: Checkpoint | null;
};

/** An import journal that lives as long as a test: the registry's rules without a registry. */
export const memoryJournal = (): ImportJournal => {
  const entries: Entry[] = [];
  const revisions = new Map<string, number>();
  let tail: Promise<unknown> = Promise.resolve();
  const entryOf = (importId: number): Entry => {
    const entry = entries.find((one) => one.importId === importId);
    if (!entry) throw new Error(`no import ${importId}`);
    return entry;
  };
  const move = (importId: number, from: State[], to: State): Entry => {
    const entry = entryOf(importId);
    if (!from.includes(entry.state)) throw new Error(`import ${importId} is ${entry.state}, not ${from.join(' or ')}`);
    entry.state = to;
    return entry;
  };
  return {
    async begin({ workspace, header = [], plan = null, ...entry }) {
      const importId = entries.length + 1;
      const record: ImportRecord = {
        ...entry,
        id: String(importId),
        state: 'running',
        startedAt: '2025-01-01T00:00:00Z',
        endedAt: null,
        kinds: {},
      };
      entries.push({
        importId,
        workspace,
        state: 'running',
        record,
        header,
        plan,
        checkpoint: plan ? nothingYet : null,
      });
      return importId;
    },
    async publish(importId) {
      move(importId, ['running'], 'published');
    },
    async reach(importId, checkpoint) {
      entryOf(importId).checkpoint = checkpoint;
    },
    async reached(importId) {
      return entryOf(importId).checkpoint ?? nothingYet;
    },
    async interrupted(importId) {
      const { state, workspace, plan, checkpoint } = entryOf(importId);
      return state === 'interrupted' && plan && checkpoint ? { workspace, plan, checkpoint } : null;
    },
    async interrupt(importId) {
      const { plan, checkpoint } = entryOf(importId);
      if (plan && checkpoint) move(importId, ['running'], 'interrupted');
      return plan !== null && checkpoint !== null;
    },
    async resume(importId) {
      move(importId, ['interrupted'], 'running');
    },
    async headerOf(importId) {
      return [...entryOf(importId).header];
    },
    async finish(importId, { kinds }) {
      move(importId, ['published'], 'done').record.kinds = kinds;
    },
    async fail(importId, state, problem) {
      const { record } = move(importId, ['running', 'interrupted'], state);
      if (problem) record.problem = problem;
    },
    async retract(importId) {
      move(importId, ['done'], 'retracted');
    },
    async finishUndo(importId) {
      move(importId, ['retracted'], 'undone');
    },
    async unfinished() {
      return entries.flatMap(({ importId, workspace, state }) =>
        state === 'running' || state === 'published' || state === 'retracted' ? [{ importId, workspace, state }] : [],
      );
    },
    async standing(workspace) {
      return entries
        .filter((entry) => entry.workspace === workspace && (entry.state === 'published' || entry.state === 'done'))
        .map(({ importId }) => importId);
    },
    async list(workspace) {
      return entries
        .filter((entry) => entry.workspace === workspace)
        .map(({ record, state }) => ({
          ...record,
          state: state === 'published' ? 'running' : state === 'retracted' ? 'done' : state,
        }));
    },
    async nextRevision(workspace) {
      const next = (revisions.get(workspace) ?? 0) + 1;
      revisions.set(workspace, next);
      return next;
    },
    exclusively(_workspace, work) {
      const run = tail.then(work, work);
      tail = run.catch(() => undefined);
      return run;
    },
  };
};
