import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../../src/cli/run-command.ts';

/** The product as a user runs it: real processes, nothing of it in this one. */
export const entry = join(dirname(fileURLToPath(import.meta.url)), '../../bin/conveyor.mjs');

/** What `entry` runs once it has made sure of the build. */
export const built = join(dirname(fileURLToPath(import.meta.url)), '../../dist/cli/main.js');

export type Outcome = { code: number; stdout: string; stderr: string };

const environment = (): NodeJS.ProcessEnv => {
  const {
    CONVEYOR_PORT: _,
    CONVEYOR_DATA: __,
    CONVEYOR_LANG: ___,
    DATABASE_URL: ____,
    CLICKHOUSE_URL: _____,
    ...rest
  } = process.env;
  return { ...rest, LANG: 'ru_RU.UTF-8', LC_ALL: '' };
};

/** Runs one command to its end, in an environment with these variables besides. */
export const conveyorWith = (variables: Record<string, string>, ...words: string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const options = { env: { ...environment(), ...variables }, maxBuffer: 1 << 28 };
    execFile(process.execPath, [entry, ...words], options, (error, stdout, stderr) => {
      const code = error && typeof error.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ code, stdout, stderr });
    });
  });

/** Runs one command to its end. */
export const conveyor = (...words: string[]): Promise<Outcome> => conveyorWith({}, ...words);

/** Runs one command line in this process, where starting another one says nothing new: everything but the process is as a user has it. */
export const commandHere = async (...argv: string[]): Promise<Outcome> => {
  const written = { stdout: '', stderr: '' };
  const into = (name: keyof typeof written) =>
    new Writable({
      write: (chunk, _, done) => {
        written[name] += String(chunk);
        done();
      },
    });
  const code = await runCommand({
    argv,
    env: environment(),
    workingDirectory: process.cwd(),
    webDirectory: dirname(built),
    version: '0.0.0',
    stdin: Readable.from([]),
    stdout: into('stdout'),
    stderr: into('stderr'),
    clock: () => new Date(),
  });
  return { code, ...written };
};

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

export type Running = {
  url: string;
  pid: number;
  process: ChildProcess;
  stderr: () => string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts the server and waits until its stores are open. */
export const startProduct = async (data: string, ...words: string[]): Promise<Running> => {
  const port = await freePort();
  const child = spawn(process.execPath, [entry, 'start', '--port', String(port), '--data', data, ...words], {
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const isReady = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isReady) break;
    if (tries > 600 || child.exitCode !== null) throw new Error(`the server did not start: ${stderr}`);
    await wait(50);
  }
  return {
    url,
    pid: child.pid ?? 0,
    process: child,
    stderr: () => stderr,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
      return child.exitCode;
    },
  };
};
