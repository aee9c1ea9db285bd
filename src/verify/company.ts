import { execFile, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** One company as the product sees it: a workspace reached through the public commands and the public API alone. */
export type Company = {
  set(key: string, value: string): Promise<void>;
  /** Writes rows as a CSV file of one kind and imports it; answers the report's counts. */
  bring(kind: string, rows: readonly Record<string, string | number>[]): Promise<{ read: number; quarantined: number }>;
  /** `measure --json`. */
  measure(question: { metrics: string[]; from: string; to: string; by?: string; every?: string }): Promise<Measured[]>;
  /** One POST to the API under the workspace. */
  ask<T>(path: string, body: Record<string, unknown>): Promise<T>;
};

export type Measured = {
  metric: string;
  period: { from: string; to: string };
  by: Record<string, string>;
  value: number | null;
  reason?: string;
  n?: number;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

const cell = (value: string | number): string => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csvOf = (rows: readonly Record<string, string | number>[]): string => {
  const columns = Object.keys(rows[0] ?? {});
  return [columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))].join(
    '\n',
  );
};

/** Starts the product on an empty data directory; companies are workspaces of it. */
export const startProduct = async (entry: string, directory: string) => {
  const port = await freePort();
  const data = path.join(directory, 'data');
  const server = spawn(process.execPath, [entry, 'start', '--port', String(port), '--data', data], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const address = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const ready = await fetch(`${address}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) break;
    if (tries > 600 || server.exitCode !== null) throw new Error('the product did not start');
    await wait(100);
  }

  const company = (workspace: string): Company => {
    const verb = async <T>(...words: string[]): Promise<T> => {
      const { stdout } = await run(
        process.execPath,
        [entry, ...words, '--json', '--data', data, '--workspace', workspace],
        {
          maxBuffer: 1 << 28,
        },
      );
      return JSON.parse(stdout) as T;
    };
    return {
      set: async (key, value) => {
        await verb('settings', 'set', key, value);
      },
      bring: async (kind, rows) => {
        const folder = path.join(directory, workspace);
        await mkdir(folder, { recursive: true });
        const file = path.join(folder, `${kind}.csv`);
        await writeFile(file, csvOf(rows));
        const report = await verb<{
          files: { problem?: unknown; kinds: Record<string, { read: number; quarantined: number }> }[];
        }>('import', file, '--as', kind);
        const counts = report.files[0]?.kinds[kind];
        if (!counts) throw new Error(`${kind} was not taken: ${JSON.stringify(report)}`);
        return counts;
      },
      measure: async ({ metrics, from, to, by, every }) => {
        const words = ['measure', ...metrics, '--from', from, '--to', to];
        if (by) words.push('--by', by);
        if (every) words.push('--every', every);
        return (await verb<{ answers: Measured[] }>(...words)).answers;
      },
      ask: async <T>(route: string, body: Record<string, unknown>) => {
        const response = await fetch(`${address}/api/workspaces/${workspace}/${route}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (!response.ok) throw new Error(`${route}: ${response.status} ${await response.text()}`);
        return (await response.json()) as T;
      },
    };
  };
  const stop = async (): Promise<void> => {
    if (server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  };
  return { company, stop };
};
