import { randomUUID } from 'node:crypto';
import type { FileReport, Job } from '../model/imports.ts';
import { Problem, type ProblemBody, type Sentence } from '../model/problem.ts';
import { ProgramEnds } from '../store/import-journal.ts';
import type { Log } from './log.ts';

export type Progress = {
  step?: Sentence;
  share?: number | null;
  rows?: number;
  /** Reports of the files dealt with so far; they stay where the job fails or is cancelled. */
  files?: FileReport[];
};
export type Run = { progress(now: Progress): void; signal: AbortSignal };
/** Work that was asked to stop and did throws; work that returns is done. */
export type Work = (run: Run) => Promise<void>;

/** Work under way in this process: started, watched, cancelled. What was done is kept by the registry, not here. */
export type Jobs = {
  /** `workspace`: whose work it is, where it is one's. */
  start(kind: Job['kind'], step: Sentence, work: Work, workspace?: string): Job;
  get(id: string): Job;
  /** Asks it to stop; it is `cancelled` once it has. */
  cancel(id: string): Job;
  /** Those that run and the latest that ended, newest first. */
  list(): Job[];
  finished(id: string): Promise<Job>;
  /** Asks all to stop and waits until they have. */
  close(): Promise<void>;
};

/** How many ended jobs are remembered. */
const remembered = 100;

const unknownJob = (id: string): Problem =>
  new Problem({
    code: 'unknown_job',
    kind: 'missing',
    text: {
      ru: 'Такой работы нет: возможно, программу перезапускали.',
      en: 'There is no such job: perhaps the program was restarted.',
    },
    where: { job: id },
  });

/** What a user is told of a thing that is not theirs to mend: an id under which the log has the cause. */
export const internalProblem = (error: unknown, log: Log): ProblemBody => {
  if (error instanceof Problem) return error.body;
  const id = randomUUID().slice(0, 8);
  log('error', `failed unexpectedly (${id})`, error);
  return {
    code: 'internal',
    kind: 'internal',
    text: {
      ru: `Ошибка в программе, её номер в журнале: ${id}.`,
      en: `An error in the program; its number in the log is ${id}.`,
    },
    where: { error: id },
  };
};

/** How long back the pace of work is measured over, and how much of it there must be to tell. */
const paceMs = 5_000;
const leastPaceMs = 500;

/** Tells how fast work goes of late, and how long it will take at that rate. */
const pace = () => {
  const seen: { at: number; rows: number; share: number | null }[] = [];
  return ({ rows, share }: Progress): Pick<Job, 'rowsPerSecond' | 'secondsLeft'> => {
    const at = performance.now();
    if (rows !== undefined) seen.push({ at, rows, share: share ?? null });
    while (seen.length > 2 && at - (seen[1]?.at ?? at) > paceMs) seen.shift();
    const [first, last] = [seen[0], seen.at(-1)];
    if (!first || !last || last.at - first.at < leastPaceMs) return {};
    const seconds = (last.at - first.at) / 1000;
    const gained = (last.share ?? 0) - (first.share ?? 0);
    const left = last.share !== null && gained > 0 ? ((1 - last.share) / gained) * seconds : null;
    return {
      rowsPerSecond: Math.max(0, Math.round((last.rows - first.rows) / seconds)),
      ...(left === null ? {} : { secondsLeft: Math.ceil(left) }),
    };
  };
};

export const createJobs = (log: Log): Jobs => {
  const all = new Map<string, { job: Job; stop: AbortController; ended: Promise<void> }>();
  const found = (id: string) => {
    const entry = all.get(id);
    if (entry === undefined) throw unknownJob(id);
    return entry;
  };
  const forget = () => {
    const ended = [...all.values()].filter(({ job }) => job.state !== 'running');
    for (const { job } of ended.slice(0, Math.max(0, ended.length - remembered))) all.delete(job.id);
  };
  const carryOut = async (job: Job, stop: AbortController, work: Work): Promise<void> => {
    const paceOf = pace();
    const progress = (now: Progress) => {
      if (now.step !== undefined) job.step = now.step;
      if (now.share !== undefined) job.share = now.share === null ? null : Math.min(1, Math.max(0, now.share));
      if (now.rows !== undefined) job.rows = now.rows;
      if (now.files !== undefined) job.result = { files: now.files };
      Object.assign(job, paceOf(now));
    };
    try {
      await work({ progress, signal: stop.signal });
      job.state = 'done';
      job.share = 1;
    } catch (error) {
      job.state = stop.signal.aborted ? 'cancelled' : 'failed';
      if (job.state === 'failed') job.problem = internalProblem(error, log);
    }
    forget();
  };
  return {
    start: (kind, step, work, workspace) => {
      const startedAt = new Date().toISOString();
      const job: Job = {
        id: randomUUID(),
        kind,
        state: 'running',
        step,
        share: null,
        startedAt,
        ...(workspace === undefined ? {} : { workspace }),
      };
      const stop = new AbortController();
      all.set(job.id, { job, stop, ended: carryOut(job, stop, work) });
      return structuredClone(job);
    },
    get: (id) => structuredClone(found(id).job),
    cancel: (id) => {
      const { job, stop } = found(id);
      if (job.state === 'running') stop.abort();
      return structuredClone(job);
    },
    list: () => [...all.values()].map(({ job }) => structuredClone(job)).reverse(),
    finished: async (id) => {
      const { job, ended } = found(id);
      await ended;
      return structuredClone(job);
    },
    close: async () => {
      for (const { stop } of all.values()) stop.abort(new ProgramEnds());
      await Promise.all([...all.values()].map(({ ended }) => ended));
    },
  };
};
