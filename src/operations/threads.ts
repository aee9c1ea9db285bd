import { Worker } from 'node:worker_threads';
import type { Sentence } from '../model/problem.ts';
import type { Tasks } from './tasks.ts';

/** How far a task is: 0…1, and what it does now. */
export type TaskProgress = { share: number; step?: Sentence };

export type Watching = { signal?: AbortSignal | undefined; onProgress?: ((now: TaskProgress) => void) | undefined };

export type TaskReply<Told> = { progress: TaskProgress } | { told: Told } | { error: string };

/** Numeric work of more than some hundredths of a second, off the thread that answers requests. */
export type Threads = {
  /** What goes in and comes out is copied. Rejects with the signal's reason once it is aborted; the thread is then ended at once. */
  run<Name extends keyof Tasks>(
    name: Name,
    material: Parameters<Tasks[Name]>[0],
    watching?: Watching,
  ): Promise<ReturnType<Tasks[Name]>>;
  close(): Promise<void>;
};

/** Two, so that what somebody waits for need not wait for what is worked out ahead. */
const most = 2;

/**
 * A thread can't read TypeScript, so where this module itself is run from source (tests) the thread is what was built of it.
 */
const program = (): URL => {
  const own = import.meta.url;
  return own.endsWith('.ts') ? new URL('../../dist/operations/thread.js', own) : new URL('./thread.js', own);
};

type Waiting = { start(worker: Worker): void };

/** Threads begun when first needed and kept for the next task; more tasks than threads wait in turn. */
export const createThreads = (): Threads => {
  const idle: Worker[] = [];
  const waiting: Waiting[] = [];
  const alive = new Set<Worker>();

  const begin = (): Worker => {
    const worker = new Worker(program(), { execArgv: [] });
    alive.add(worker);
    worker.once('exit', () => {
      alive.delete(worker);
      const place = idle.indexOf(worker);
      if (place >= 0) idle.splice(place, 1);
      next();
    });
    return worker;
  };
  const next = (): void => {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (alive.size < most ? begin() : null);
      if (!worker) return;
      worker.ref();
      waiting.shift()?.start(worker);
    }
  };
  const rest = (worker: Worker): void => {
    worker.unref();
    if (alive.has(worker)) idle.push(worker);
    next();
  };

  const run = (name: string, material: unknown, { signal, onProgress }: Watching = {}): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const start = (worker: Worker): void => {
        const end = (): void => {
          worker.off('message', hear).off('error', fail).off('exit', gone);
          signal?.removeEventListener('abort', stop);
        };
        const hear = (reply: TaskReply<unknown>): void => {
          if ('progress' in reply) {
            onProgress?.(reply.progress);
            return;
          }
          end();
          rest(worker);
          if ('told' in reply) resolve(reply.told);
          else reject(new Error(reply.error));
        };
        const fail = (error: Error): void => {
          end();
          reject(error);
        };
        const gone = (): void => fail(new Error(`the thread of ${name} ended before its task`));
        const stop = (): void => {
          end();
          reject(signal?.reason);
          void worker.terminate();
        };
        worker.on('message', hear).on('error', fail).on('exit', gone);
        signal?.removeEventListener('abort', give);
        signal?.addEventListener('abort', stop);
        worker.postMessage({ name, material });
      };
      const own: Waiting = { start };
      const give = (): void => {
        waiting.splice(waiting.indexOf(own), 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', give, { once: true });
      waiting.push(own);
      next();
    });

  return {
    run: run as Threads['run'],
    close: async () => {
      await Promise.all([...alive].map((worker) => worker.terminate()));
    },
  };
};
