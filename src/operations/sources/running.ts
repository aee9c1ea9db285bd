import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Problem, type ProblemBody } from '../../model/problem.ts';
import type { SourceRun } from '../../model/sources.ts';
import type { RunTold, SavedSource, SourceChange } from '../../store/registry/sources.ts';
import { scrub } from '../../store/warehouse/fetch/scrub.ts';
import type { Deps } from '../deps.ts';
import { internalProblem, type Run } from '../jobs.ts';
import { settingsOf } from '../ledger.ts';
import type { Vault } from '../vault.ts';
import type { BringIn } from './bring-in.ts';
import { FetchProblem, type Limits, type Memory } from './fetching.ts';
import { type Ending, readSource } from './reading.ts';
import { nextTime, pauseAfter } from './schedule.ts';

export type RunningParts = {
  deps: Deps;
  bringIn: BringIn;
  vault: Vault;
  limits: Limits;
  /** 0…1, so that sources which fail together do not come back together. */
  chance: () => number;
  /** Whether the program is being stopped. */
  isClosing: () => boolean;
};

const leaseMs = 120_000;
const heartbeatMs = 30_000;
const growingPauseMs = 60_000;
const nothing: RunTold = { bytes: 0, files: 0, added: 0, changed: 0, unchanged: 0, quarantined: 0, imports: [] };

/** Problems that only a person can do something about. */
const lasting = new Set([
  'source_login_refused',
  'source_query_not_read_only',
  'source_not_supported',
  'source_address_closed',
  'secret_key_missing',
  'secret_key_differs',
  'secret_damaged',
  'secret_key_unreadable',
  'bad_schedule',
]);

const isLasting = (problem: unknown): boolean =>
  (problem instanceof FetchProblem && problem.isLasting) ||
  (problem instanceof Problem && lasting.has(problem.body.code));

const beingRead = (name: string): Problem =>
  new Problem({
    code: 'source_busy',
    kind: 'busy',
    text: { ru: `Источник «${name}» уже читается.`, en: `The source “${name}” is being read already.` },
    where: { source: name },
  });

/** Where a secret belongs: it opens only there. */
export const placeOfSecret = (workspace: string, source: string, name: string): string =>
  JSON.stringify([workspace, source, name]);

export const openSecrets = async (
  vault: Vault,
  { workspace, name, sealed }: Pick<SavedSource, 'workspace' | 'name' | 'sealed'>,
): Promise<Record<string, string>> => {
  const opened: Record<string, string> = {};
  for (const [secret, value] of Object.entries(sealed))
    opened[secret] = await vault.open(placeOfSecret(workspace, name, secret), value);
  return opened;
};

/** An unforeseen error as the log may have it. */
const withoutSecrets = (error: unknown, secrets: readonly string[]): unknown => {
  if (error instanceof Problem) return error;
  const clean = new Error(scrub(error instanceof Error ? error.message : String(error), secrets));
  clean.stack = scrub(error instanceof Error ? (error.stack ?? '') : '', secrets);
  return clean;
};

type Times = { now: Date; regular: Date | null };

const afterGood = (source: SavedSource, ending: Ending, { now, regular }: Times): SourceChange => {
  const soon = new Date(now.getTime() + growingPauseMs);
  const nextRunAt = ending.growing > 0 && regular !== null && soon < regular ? soon : regular;
  if (!ending.isRefusedStill)
    return { outcome: 'well', problem: null, failingSince: null, failures: 0, lastGoodAt: now, nextRunAt };
  return {
    outcome: 'refused',
    problem: ending.refused ?? source.problem,
    failingSince: source.outcome === 'refused' ? source.failingSince : now,
    failures: 0,
    nextRunAt,
  };
};

const afterFailure = (
  source: SavedSource,
  problem: ProblemBody,
  { isLasting: lasts, chance }: { isLasting: boolean; chance: number },
  { now, regular }: Times,
): SourceChange => {
  const failures = source.failures + 1;
  const pause = lasts || regular === null ? null : pauseAfter(failures, chance);
  return {
    outcome: pause === null ? 'stopped' : 'retrying',
    problem,
    failingSince: source.failures > 0 ? source.failingSince : now,
    failures,
    nextRunAt: pause === null ? null : new Date(now.getTime() + pause),
  };
};

/**
 * Reads saved sources, each by one reader at a time in this process and in others.
 *
 * A source that can't be reached is tried again after pauses that double, and given up after `mostTries`; one that refuses the login or whose
 * secret can't be opened is given up at once; one that only somebody's hand starts is not tried again by itself.
 */
export const openRunning = (parts: RunningParts) => {
  const { deps, vault, bringIn, limits, chance, isClosing } = parts;
  const { sources } = deps.registry;
  const host = `${hostname()}:${process.pid}`;
  const holder = `${host}:${randomUUID()}`;

  const timesOf = async (source: SavedSource): Promise<Times> => {
    const now = deps.clock();
    const { time_zone } = await settingsOf(deps, source.workspace);
    const { schedule } = source.draft;
    return { now, regular: schedule === null ? null : nextTime(schedule, now, time_zone) };
  };

  const end = async (source: SavedSource, id: string, work: () => Promise<Ending>, stopped: () => boolean) => {
    const { workspace, name } = source;
    try {
      const ending = await work();
      await sources.endRun(id, ending.isNews || ending.told.problem ? 'done' : 'nothing_new', ending.told);
      await sources.change(workspace, name, afterGood(source, ending, await timesOf(source)));
      return ending;
    } catch (error) {
      const times = await timesOf(source);
      if (stopped()) {
        await sources.endRun(id, 'cancelled', nothing);
        const isDue = source.nextRunAt !== null && source.nextRunAt <= times.now;
        if (isDue && !isClosing()) await sources.change(workspace, name, { nextRunAt: times.regular });
        throw error;
      }
      const problem = internalProblem(error, deps.log);
      await sources.endRun(id, 'failed', { ...nothing, problem });
      const how = { isLasting: isLasting(error), chance: chance() };
      await sources.change(workspace, name, afterFailure(source, problem, how, times));
      throw new Problem(problem);
    }
  };

  /** Reads one source now; resolves when it has been read and throws its problem. Problem: `source_busy`. */
  const read = async (source: SavedSource, by: SourceRun['by'], afresh: boolean, run: Run): Promise<Ending> => {
    const { workspace, name } = source;
    const until = () => new Date(deps.clock().getTime() + leaseMs);
    if (!(await sources.take(workspace, name, holder, until()))) throw beingRead(name);
    const beat = setInterval(() => {
      sources.hold(workspace, name, holder, until()).catch((error) => deps.log('warn', 'a source is not held', error));
    }, heartbeatMs);
    beat.unref();
    try {
      const id = await sources.beginRun(workspace, name, by);
      let secrets: Record<string, string> = {};
      const work = async (): Promise<Ending> => {
        try {
          secrets = await openSecrets(vault, source);
          const memory: Memory = { seen: {}, ...(source.memory as Partial<Memory>) };
          return await readSource({ ...parts, ...source, deps, bringIn, limits, secrets, memory, afresh, run });
        } catch (error) {
          run.signal.throwIfAborted();
          throw withoutSecrets(error, Object.values(secrets));
        }
      };
      return await end(source, id, work, () => run.signal.aborted);
    } finally {
      clearInterval(beat);
      await sources.hold(workspace, name, holder, null);
    }
  };

  /** Lets go of what processes of this machine held that are no more, this one's former life among them. */
  const releaseDead = async (): Promise<void> => {
    for (const other of await sources.holders()) {
      if (other === holder || !other.startsWith(`${hostname()}:`)) continue;
      const pid = Number(other.split(':').at(-2));
      if (pid !== process.pid && isAlive(pid)) continue;
      await sources.release(other);
    }
  };

  return { read, releaseDead };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
