import { parentPort } from 'node:worker_threads';
import { tasks } from './tasks.ts';
import type { TaskProgress, TaskReply } from './threads.ts';

/** What runs in a thread: one task after another, each by its name. */
const port = parentPort;
const say = (reply: TaskReply<unknown>): void => port?.postMessage(reply);

type AnyTask = (material: unknown, onProgress: (now: TaskProgress) => void) => unknown;

port?.on('message', ({ name, material }: { name: keyof typeof tasks; material: unknown }) => {
  try {
    const task = tasks[name] as unknown as AnyTask;
    say({ told: task(material, (progress) => say({ progress })) });
  } catch (error) {
    say({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
