import { AsyncLocalStorage } from 'node:async_hooks';
import type { RegistryEngine } from './engines/engine.ts';

/**
 * Lets one piece of work at a time change a workspace's facts, in this process and in others.
 *
 * Work that already has the workspace may ask for it again (an undo and an import inside one replacement). Others wait in
 * the order they came.
 */
export const exclusion = (alone: RegistryEngine['alone']) => {
  const held = new AsyncLocalStorage<ReadonlySet<string>>();
  const tails = new Map<string, Promise<void>>();
  const exclusively = async <T>(workspace: string, work: () => Promise<T>): Promise<T> => {
    const mine = held.getStore() ?? new Set();
    if (mine.has(workspace)) return work();
    const before = tails.get(workspace) ?? Promise.resolve();
    let release = () => {};
    const tail = new Promise<void>((resolve) => {
      release = resolve;
    });
    tails.set(workspace, tail);
    await before;
    try {
      return await alone(`workspace:${workspace}`, () => held.run(new Set([...mine, workspace]), work));
    } finally {
      release();
      if (tails.get(workspace) === tail) tails.delete(workspace);
    }
  };
  /** Whether somebody in this process has the workspace now. */
  const isTaken = (workspace: string): boolean => tails.has(workspace);
  return { exclusively, isTaken };
};
