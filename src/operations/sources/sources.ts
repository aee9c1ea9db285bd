import { Problem } from '../../model/problem.ts';
import { type ListedSource, SourceDraft } from '../../model/sources.ts';
import type { RunTold, SavedSource } from '../../store/registry/sources.ts';
import type { Deps } from '../deps.ts';
import type { Jobs } from '../jobs.ts';
import { settingsOf, unknownWorkspace } from '../ledger.ts';
import type { Operations } from '../types.ts';
import { openVault } from '../vault.ts';
import type { BringIn } from './bring-in.ts';
import { checkDraft, outdatedSecrets } from './draft.ts';
import { kindTaken, usualLimits } from './fetching.ts';
import { tidyFetched, trySource } from './reading.ts';
import { openRunning, openSecrets, placeOfSecret } from './running.ts';

export type SourceParts = {
  deps: Deps;
  jobs: Jobs;
  bringIn: BringIn;
};

export type SourceOperations = {
  sources: Operations['sources'];
  keepFresh: Operations['keepFresh'];
  /** Ends nothing that runs: that is for the jobs. */
  close(): void;
};

const step = (name: string) => ({ ru: `Читаю источник: ${name}`, en: `Reading the source: ${name}` });

const unknownSource = (name: string): Problem =>
  new Problem({
    code: 'unknown_source',
    kind: 'missing',
    text: { ru: `Источника «${name}» нет.`, en: `There is no source “${name}”.` },
    where: { source: name },
  });

const stateOf = (source: SavedSource, now: Date): ListedSource['state'] => {
  if (source.leaseUntil !== null && source.leaseUntil > now) return 'running';
  return source.isPaused ? 'paused' : source.outcome;
};

const longestSleepMs = 60_000;
const shortestSleepMs = 1_000;

const checkSources = (parts: SourceParts) => {
  const { deps } = parts;
  const { registry } = deps;
  const listed = async (source: SavedSource): Promise<ListedSource> => {
    const [lastRun = null] = await registry.sources.runs(source.workspace, source.name, 1);
    return {
      ...source.draft,
      name: source.name,
      secrets: Object.keys(source.sealed),
      state: stateOf(source, deps.clock()),
      isPaused: source.isPaused,
      problem: source.problem,
      failingSince: source.failingSince?.toISOString() ?? null,
      failures: source.failures,
      nextRunAt: source.isPaused ? null : (source.nextRunAt?.toISOString() ?? null),
      lastRun,
      lastGoodAt: source.lastGoodAt?.toISOString() ?? null,
    };
  };
  const mustExist = async (workspace: string): Promise<void> => {
    if ((await registry.workspaces.find(workspace)) === null) throw unknownWorkspace(workspace);
  };
  const find = async (workspace: string, name: string): Promise<SavedSource> => {
    await mustExist(workspace);
    const source = await registry.sources.find(workspace, name);
    if (source === null) throw unknownSource(name);
    return source;
  };
  return { listed, mustExist, find };
};

/** A clock that wakes when the next source is due, and at least once a minute; `wake` makes it look at once. */
const openClock = (deps: Deps, readDue: () => Promise<void>) => {
  let timer: NodeJS.Timeout | null = null;
  let isOn = false;
  let isReading = false;
  const look = async (): Promise<void> => {
    if (isReading) return;
    isReading = true;
    let sleepMs = longestSleepMs;
    try {
      await readDue();
      const next = await deps.registry.sources.nextDue();
      if (next) sleepMs = Math.min(sleepMs, Math.max(shortestSleepMs, next.getTime() - deps.clock().getTime()));
    } catch (error) {
      if (isOn) deps.log('error', 'the sources’ schedule stumbled', error);
    } finally {
      isReading = false;
    }
    if (isOn) timer = setTimeout(() => void look(), sleepMs).unref();
  };
  const wake = (): void => {
    if (!isOn || isReading) return;
    if (timer) clearTimeout(timer);
    void look();
  };
  return {
    begin: () => {
      if (isOn) return;
      isOn = true;
      wake();
    },
    wake,
    end: () => {
      isOn = false;
      if (timer) clearTimeout(timer);
    },
  };
};

/** What saved sources are kept in and read with; the facts they brought are as any import's, and stay when a source goes. */
export const sourceOperations = (parts: SourceParts): SourceOperations => {
  const { deps, jobs, bringIn } = parts;
  const limits = { ...usualLimits, ...deps.sourceLimits };
  const chance = deps.chance ?? Math.random;
  const { registry } = deps;
  const vault = openVault(deps.dataDirectory, deps.secretKey ?? null);
  const { listed, mustExist, find } = checkSources(parts);
  let isClosing = false;
  const running = openRunning({ deps, bringIn, vault, limits, chance, isClosing: () => isClosing });

  const readNow = (source: SavedSource, by: 'schedule' | 'person', afresh: boolean) =>
    jobs.start('import', step(source.name), async (run) => {
      await running.read(source, by, afresh, run);
    });
  const readDue = async (): Promise<void> => {
    for (const { workspace, name } of await registry.sources.due(deps.clock())) {
      if (isClosing) return;
      // What was read or removed while others were read is not read again.
      const source = await registry.sources.find(workspace, name);
      if (!source || source.isPaused || !source.nextRunAt || source.nextRunAt > deps.clock()) continue;
      const job = await jobs.finished(readNow(source, 'schedule', false).id);
      if (job.problem) deps.log('warn', `source ${workspace}/${name}: ${job.problem.text.en}`);
    }
  };
  const clock = openClock(deps, readDue);

  const checked = async (workspace: string, name: string, given: SourceDraft) => {
    const { time_zone } = await settingsOf(deps, workspace);
    const { draft, secrets } = checkDraft(given, deps.clock(), time_zone);
    const before = await registry.sources.find(workspace, name);
    if (before?.draft.location.kind === 'singer') throw kindTaken(name);
    const outdated = before ? outdatedSecrets(before.draft, draft, Object.keys(before.sealed)) : [];
    return { draft, secrets: { ...Object.fromEntries(outdated.map((secret) => [secret, ''])), ...secrets }, before };
  };

  const sources: Operations['sources'] = {
    list: async ({ workspace }) => {
      await mustExist(workspace);
      const all: ListedSource[] = [];
      for (const source of await registry.sources.list(workspace)) all.push(await listed(source));
      return all;
    },
    save: async ({ workspace, name, ...given }) => {
      await mustExist(workspace);
      const { draft, secrets } = await checked(workspace, name, given);
      const sealed: Record<string, string> = {};
      for (const [secret, value] of Object.entries(secrets))
        sealed[secret] = value === '' ? '' : await vault.seal(placeOfSecret(workspace, name, secret), value);
      const nextRunAt = draft.schedule === null ? null : deps.clock();
      await registry.sources.save({ workspace, name, draft, sealed, nextRunAt });
      clock.wake();
      return listed(await find(workspace, name));
    },
    test: async ({ workspace, name, ...given }) => {
      await mustExist(workspace);
      const { draft, secrets, before } = await checked(workspace, name, given);
      return jobs.start('import', step(name), async (run) => {
        const kept = before
          ? await openSecrets(vault, {
              ...before,
              sealed: Object.fromEntries(Object.entries(before.sealed).filter(([secret]) => !(secret in secrets))),
            })
          : {};
        const all = { ...kept, ...secrets };
        await trySource({ deps, bringIn, limits, workspace, name, draft, secrets: all, run });
      });
    },
    run: async ({ workspace, name, afresh }) => readNow(await find(workspace, name), 'person', afresh),
    pause: async ({ workspace, name, isPaused }) => {
      const source = await find(workspace, name);
      const isOverdue = source.draft.schedule !== null && source.nextRunAt === null;
      await registry.sources.change(workspace, name, {
        isPaused,
        ...(!isPaused && isOverdue ? { nextRunAt: deps.clock(), failures: 0 } : {}),
      });
      clock.wake();
      return listed(await find(workspace, name));
    },
    remove: async ({ workspace, name }) => {
      await find(workspace, name);
      await registry.sources.remove(workspace, name);
      return { name };
    },
    runs: async ({ workspace, name }) => {
      await find(workspace, name);
      return registry.sources.runs(workspace, name, 100);
    },
    bookmark: async ({ workspace, name }) => {
      await mustExist(workspace);
      return { value: (await registry.sources.find(workspace, name))?.bookmark ?? null };
    },
    noteStream: async ({ workspace, name, bookmark, bytes, imports, problem }) => {
      await mustExist(workspace);
      const before = await registry.sources.find(workspace, name);
      if (before === null) {
        const draft = SourceDraft.omit({ secrets: true }).parse({ location: { kind: 'singer' } });
        await registry.sources.save({ workspace, name, draft, sealed: {}, nextRunAt: null });
      } else if (before.draft.location.kind !== 'singer') throw kindTaken(name);
      const told: RunTold = {
        bytes,
        files: imports.length,
        added: 0,
        changed: 0,
        unchanged: 0,
        quarantined: 0,
        imports,
      };
      for (const record of await registry.journal.list(workspace))
        if (imports.includes(record.id))
          for (const counts of Object.values(record.kinds)) {
            told.added += counts.added;
            told.changed += counts.changed;
            told.unchanged += counts.unchanged;
            told.quarantined += counts.quarantined;
          }
      const run = await registry.sources.beginRun(workspace, name, 'person');
      await registry.sources.endRun(run, problem ? 'failed' : 'done', { ...told, ...(problem ? { problem } : {}) });
      const now = deps.clock();
      await registry.sources.change(workspace, name, {
        ...(bookmark === undefined ? {} : { bookmark }),
        ...(problem
          ? {
              outcome: 'stopped',
              problem,
              failingSince: before?.failingSince ?? now,
              failures: (before?.failures ?? 0) + 1,
            }
          : { outcome: 'well', problem: null, failingSince: null, failures: 0, lastGoodAt: now }),
      });
      return listed(await find(workspace, name));
    },
  };
  return {
    sources,
    keepFresh: {
      begin: async () => {
        await tidyFetched(deps.dataDirectory);
        await running.releaseDead();
        clock.begin();
      },
      readDue: async () => {
        await running.releaseDead();
        await readDue();
      },
    },
    close: () => {
      isClosing = true;
      clock.end();
    },
  };
};
