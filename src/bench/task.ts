import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One figure beside the engine's own time for the bare work of the same run. */
export type Figure = {
  what: string;
  /** What it is to reach on two cores, in words. */
  goal: string;
  value: number;
  unit: 'rows/s' | 'ms' | 'MB' | 's' | 'files' | '%';
  /** The engine alone, on the same rows, in the same unit; null where there is nothing bare to compare with. */
  engine: number | null;
  reached: boolean;
};

/** Runs work and tells how many milliseconds it took. */
export const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
  const before = performance.now();
  const value = await work();
  return { ms: performance.now() - before, value };
};

/** The best of a few runs: noise on a shared machine only ever adds time. */
export const best = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < times; run += 1) least = Math.min(least, (await timed(work)).ms);
  return least;
};

/** The most memory this process has held so far, in megabytes. */
export const peakMemoryMb = (): number => process.resourceUsage().maxRSS / 1024;

/** Gives work a directory of its own and deletes it afterwards. */
export const inTemporaryDirectory = async <T>(work: (directory: string) => Promise<T>): Promise<T> => {
  const directory = await mkdtemp(join(tmpdir(), 'conveyor-bench-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};
