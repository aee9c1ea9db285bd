import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReport } from '../../model/imports.ts';
import { Problem, type ProblemBody } from '../../model/problem.ts';
import type { RunTold, SavedDraft } from '../../store/registry/sources.ts';
import type { Deps } from '../deps.ts';
import type { Run } from '../jobs.ts';
import type { BringIn } from './bring-in.ts';
import { bring } from './fetch.ts';
import { type Brought, FetchProblem, type Limits, type Memory, type Seen } from './fetching.ts';

/** How one reading ended. */
export type Ending = {
  told: RunTold;
  /** Something that was not there before was brought in. */
  isNews: boolean;
  /** What came can't be taken: trying again changes nothing until the source does. */
  refused: ProblemBody | null;
  /** Something refused, now or before, is still there. */
  isRefusedStill: boolean;
  /** Files that may still be growing. */
  growing: number;
};

export type ReadingParts = {
  deps: Deps;
  bringIn: BringIn;
  limits: Limits;
  workspace: string;
  name: string;
  draft: SavedDraft;
  secrets: Record<string, string>;
  memory: Memory;
  /** Take all there is, seen before or not. */
  afresh: boolean;
  run: Run;
};

const fetchingStep = (name: string) => ({ ru: `Читаю источник: ${name}`, en: `Reading the source: ${name}` });

/** Nothing that was fetched stays on disk, whatever happens. */
export const withScratch = async <T>(dataDirectory: string, work: (scratch: string) => Promise<T>): Promise<T> => {
  const parent = join(dataDirectory, 'fetched');
  await mkdir(parent, { recursive: true });
  const scratch = await mkdtemp(join(parent, 'read-'));
  try {
    return await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

const keptMs = 86_400_000;

/** Deletes what readings that were cut off have left; what is younger than a day may still be somebody's. */
export const tidyFetched = async (dataDirectory: string): Promise<void> => {
  const parent = join(dataDirectory, 'fetched');
  for (const name of await readdir(parent).catch(() => [])) {
    const path = join(parent, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (mtimeMs < Date.now() - keptMs) await rm(path, { recursive: true, force: true });
  }
};

const countsOf = (reports: readonly FileReport[]): Omit<RunTold, 'bytes' | 'files' | 'problem'> => {
  const sum = { added: 0, changed: 0, unchanged: 0, quarantined: 0 };
  for (const { kinds } of reports)
    for (const counts of Object.values(kinds)) {
      sum.added += counts.added;
      sum.changed += counts.changed;
      sum.unchanged += counts.unchanged;
      sum.quarantined += counts.quarantined;
    }
  return { ...sum, imports: [...new Set(reports.flatMap(({ import_id: id }) => id ?? []))] };
};

/** What a person is told of the files that could not be taken. */
const refusalOf = (reports: readonly FileReport[]): ProblemBody | null => {
  const bad = reports.filter(({ problem }) => problem !== undefined);
  const [first] = bad;
  if (first?.problem === undefined) return null;
  const rest = bad.length - 1;
  const { ru, en } = first.problem.text;
  return {
    ...first.problem,
    text: {
      ru: `${first.file}: ${ru}${rest > 0 ? ` И ещё файлов с ошибками: ${rest}.` : ''}`,
      en: `${first.file}: ${en}${rest > 0 ? ` More files with errors: ${rest}.` : ''}`,
    },
    where: { ...first.problem.where, file: first.file },
  };
};

/** A failure that is not the file's: it may be gone at the next try. */
const passing = (reports: readonly FileReport[]): ProblemBody | undefined =>
  reports.find(({ problem }) => problem?.kind === 'internal' || problem?.kind === 'busy')?.problem;

const seenOf = ({ stamp, hash }: Brought, isRefused: boolean): Seen => ({
  stamp,
  hash,
  ...(isRefused ? { isRefused } : {}),
});

/**
 * Reads a source once: what it has that was not there before is fetched whole and imported, each file all or nothing.
 *
 * What was seen is kept after every file, so a reading that is cut short goes on with the next one; rows that the source no longer has stay.
 * A file that can't be taken stops no other and is not tried again until it changes. Throws where the source can't be reached.
 */
export const readSource = async (parts: ReadingParts): Promise<Ending> => {
  const { deps, workspace, name, draft, memory, afresh, run } = parts;
  const { warehouse, registry, dataDirectory, clock } = deps;
  const seen: Record<string, Seen> = { ...memory.seen };
  const reports: FileReport[] = [];
  let bytes = 0;
  let files = 0;
  let isNews = false;
  const take = async (brought: Brought): Promise<void> => {
    const before = seen[brought.place];
    const isKnown = !afresh && before?.hash === brought.hash;
    if (brought.file === null || isKnown) {
      seen[brought.place] = seenOf(brought, before?.hash === brought.hash && before.isRefused === true);
    } else {
      const how = { ...draft, workspace, factsSource: draft.factsSource || name, dryRun: false };
      const told = await parts.bringIn(brought.file, how, run);
      const failed = passing(told);
      if (failed) throw new Problem(failed);
      reports.push(...told);
      run.progress({ files: [...reports] });
      bytes += brought.file.bytes;
      files += 1;
      isNews ||= told.some(({ problem }) => problem === undefined);
      seen[brought.place] = seenOf(
        brought,
        told.some(({ problem }) => problem !== undefined),
      );
      await rm(brought.file.path, { force: true });
      await registry.sources.change(workspace, name, { memory: { seen } });
    }
  };
  const { growing, present } = await withScratch(dataDirectory, async (scratch) => {
    const fetching = {
      warehouse,
      secrets: parts.secrets,
      seen: afresh ? {} : memory.seen,
      scratch,
      signal: run.signal,
      firstRows: null,
      clock,
      limits: parts.limits,
    };
    run.progress({ step: fetchingStep(name) });
    const brought = bring(draft.location, name, fetching, dataDirectory);
    for (;;) {
      const next = await brought.next();
      if (next.done) return next.value;
      await take(next.value);
      run.progress({ step: fetchingStep(name), share: null });
    }
  });
  for (const place of Object.keys(seen)) if (present !== null && !present.includes(place)) delete seen[place];
  await registry.sources.change(workspace, name, { memory: { seen } });
  const refused = refusalOf(reports);
  const told = { ...countsOf(reports), bytes, files, ...(refused ? { problem: refused } : {}) };
  const isRefusedStill = Object.values(seen).some(({ isRefused }) => isRefused === true);
  return { told, isNews, refused, isRefusedStill, growing };
};

/** How many rows of a query are fetched to try it. */
const triedRows = 1000;

const nothingThere = (name: string): FetchProblem =>
  new FetchProblem(
    'source_nothing_there',
    `Связь с источником «${name}» есть, но читать там пока нечего.`,
    `The source “${name}” can be reached, but there is nothing to read yet.`,
    { where: { source: name } },
  );

/** Fetches the first file of a source, or the first rows of its query, and tries to import it; nothing is kept. */
export const trySource = async (parts: Omit<ReadingParts, 'memory' | 'afresh'>): Promise<FileReport[]> => {
  const { deps, workspace, name, draft, run } = parts;
  return withScratch(deps.dataDirectory, async (scratch) => {
    run.progress({ step: fetchingStep(name) });
    const fetching = {
      warehouse: deps.warehouse,
      secrets: parts.secrets,
      seen: {},
      scratch,
      signal: run.signal,
      firstRows: triedRows,
      clock: deps.clock,
      limits: parts.limits,
    };
    for await (const { file } of bring(draft.location, name, fetching, deps.dataDirectory)) {
      if (file === null) continue;
      const how = { ...draft, workspace, factsSource: draft.factsSource || name, dryRun: true };
      const reports = await parts.bringIn(file, how, run);
      run.progress({ files: reports });
      return reports;
    }
    throw nothingThere(name);
  });
};
