import type { ImportRecord, KindCounts } from '../model/api.ts';
import type { FactKind } from '../model/facts.ts';
import type { ProblemBody } from '../model/problem.ts';

/**
 * What is known of every import, kept by the registry. Its one row decides what exists: facts of an import count from
 * the moment `publish` returns, and no longer once `retract` has.
 *
 * An import goes running → published → done, or running → failed | cancelled; an undo goes done → retracted → undone.
 * What a crash leaves in running, published or retracted is in `unfinished`, to be dropped, applied, applied.
 */
export type ImportJournal = {
  /** Opens an import and gives it the next number of the installation. */
  begin(entry: { workspace: string; file: string; source: string; layout: string; bytes: number }): Promise<number>;
  publish(importId: number): Promise<void>;
  finish(importId: number, kinds: Partial<Record<FactKind, KindCounts>>): Promise<void>;
  fail(importId: number, state: 'failed' | 'cancelled', problem: ProblemBody | null): Promise<void>;
  retract(importId: number): Promise<void>;
  finishUndo(importId: number): Promise<void>;
  unfinished(): Promise<{ importId: number; workspace: string; state: 'running' | 'published' | 'retracted' }[]>;
  /** Numbers of the imports whose facts count (published and done), ascending. */
  standing(workspace: string): Promise<number[]>;
  list(workspace: string): Promise<ImportRecord[]>;
  /** The next revision of a workspace's facts; every change of current facts is written under one of its own. */
  nextRevision(workspace: string): Promise<number>;
  /** Runs `work` while nobody else, in this process or another, changes facts of the workspace. */
  exclusively<T>(workspace: string, work: () => Promise<T>): Promise<T>;
};
