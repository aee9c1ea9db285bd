import { z } from 'zod';
import type { FactKind } from '../model/facts.ts';
import { TableReading } from '../model/importing.ts';
import type { ImportRecord, KindCounts } from '../model/imports.ts';
import { Mapping } from '../model/mapping.ts';
import type { ProblemBody } from '../model/problem.ts';

/** All it takes to read a table of a file again as it was begun. */
export const ImportPlan = z.object({
  /** The file's id among those that wait, '' for one of this machine's own. */
  upload: z.string(),
  path: z.string(),
  file: z.string(),
  part: z.string(),
  reading: TableReading,
  mapping: Mapping,
  source: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  /** What tells that the file is still the one that was begun. */
  bytes: z.number(),
  modifiedAt: z.number(),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

/** How far an import is: every row up to `line` is in, or refused, or left out, and none beyond. */
export const Checkpoint = z.object({
  line: z.number(),
  rows: z.number(),
  refused: z.number(),
  totals: z.number(),
  leftOut: z.number(),
  nameless: z.number(),
  deferred: z.number(),
  /** What the numbers of the rows tell of their decimal marks, in the order of the mapping's. */
  numbers: z.array(z.object({ open: z.string(), point: z.string(), comma: z.string() })).optional(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** Why work is stopped where the program ends: an import is not given up then, but goes on at the next start. */
export class ProgramEnds extends Error {
  constructor() {
    super('The program is being stopped.');
    this.name = 'ProgramEnds';
  }
}

/** Of an import that has taken nothing yet. */
export const nothingYet: Checkpoint = { line: 0, rows: 0, refused: 0, totals: 0, leftOut: 0, nameless: 0, deferred: 0 };

/** What an import says of its file when it is over. */
export type ImportCounts = { kinds: Partial<Record<FactKind, KindCounts>>; totals: number; leftOut: number };

/**
 * What is known of every import, kept by the registry. Its one row decides what exists: facts of an import count from
 * the moment `publish` returns, and no longer once `retract` has.
 *
 * An import goes running → published → done, or running → failed | cancelled; an undo goes done → retracted → undone.
 * What a crash leaves in running, published or retracted is in `unfinished`, to be dropped, applied, applied; one that had come to a
 * checkpoint is interrupted instead of dropped, and runs again when it is resumed.
 */
export type ImportJournal = {
  /** Opens an import and gives it the next number of the installation. */
  begin(entry: {
    workspace: string;
    file: string;
    part?: string;
    source: string;
    layout: string;
    bytes: number;
    /** The file's columns as it writes them. */
    header?: readonly string[];
    /** How to go on with it after a crash, where that can be. */
    plan?: ImportPlan | null;
  }): Promise<number>;
  /** Keeps how far a running import is. */
  reach(importId: number, checkpoint: Checkpoint): Promise<void>;
  /** How far an import had come; nothing where it kept no checkpoint. */
  reached(importId: number): Promise<Checkpoint>;
  /** Where an import stands that can go on, and how to; null where there is none. */
  interrupted(importId: number): Promise<{ workspace: string; plan: ImportPlan; checkpoint: Checkpoint } | null>;
  /** What a crash cut short and can go on: running → interrupted. Whether it can. */
  interrupt(importId: number): Promise<boolean>;
  /** interrupted → running. */
  resume(importId: number): Promise<void>;
  publish(importId: number): Promise<void>;
  finish(importId: number, counts: ImportCounts): Promise<void>;
  /** Ends one that is running or interrupted. */
  fail(importId: number, state: 'failed' | 'cancelled', problem: ProblemBody | null): Promise<void>;
  retract(importId: number): Promise<void>;
  finishUndo(importId: number): Promise<void>;
  unfinished(): Promise<{ importId: number; workspace: string; state: 'running' | 'published' | 'retracted' }[]>;
  /** Numbers of the imports whose facts count (published and done), ascending. */
  standing(workspace: string): Promise<number[]>;
  list(workspace: string): Promise<ImportRecord[]>;
  /** The columns of the file of an import as it writes them, in order; empty where that is not known. */
  headerOf(importId: number): Promise<string[]>;
  /** The next revision of a workspace's facts; every change of current facts is written under one of its own. */
  nextRevision(workspace: string): Promise<number>;
  /** Runs `work` while nobody else, in this process or another, changes facts of the workspace. */
  exclusively<T>(workspace: string, work: () => Promise<T>): Promise<T>;
};
