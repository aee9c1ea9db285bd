import { resolve } from 'node:path';
import type { Config } from '../model/config.ts';
import type { Log } from '../operations/log.ts';
import type { Operations } from '../operations/types.ts';
import { serve } from '../server/serve.ts';
import { openLater } from './open-later.ts';

export type StartParts = {
  config: Config;
  workingDirectory: string;
  webDirectory: string;
  version: string;
  log: Log;
  clock: () => Date;
  stdout: NodeJS.WritableStream;
  withDemo: boolean;
  asJson: boolean;
};

const loadDemo = async (operations: Operations, log: Log): Promise<void> => {
  const there = await operations.workspaces.list();
  if (there.some(({ isDemo, isEmpty }) => isDemo && !isEmpty)) return log('info', 'the demo company is already there');
  const job = await operations.finished({ id: (await operations.demo()).id });
  if (job.problem) log('error', `the demo company was not loaded: ${job.problem.text.en}`);
  else log('info', 'the demo company is in workspace demo');
};

const stopAsked = (): Promise<NodeJS.Signals> =>
  new Promise((resolved) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolved(signal));
  });

/** Runs the server until it is asked to stop; a second Ctrl+C does not wait for anything. */
export const startServer = async (parts: StartParts): Promise<void> => {
  const { config, log, clock } = parts;
  const directory = resolve(parts.workingDirectory, config.dataDirectory);
  const asked = stopAsked();
  const serving = await serve({
    port: config.port,
    host: config.host,
    publicUrl: config.publicUrl,
    directory,
    webDirectory: parts.webDirectory,
    version: parts.version,
    open: openLater({ config, directory, clock, log }),
    log,
  });
  const { url, port } = serving;
  const { publicUrl } = config;
  const address = { url, port, data: directory, pid: process.pid, ...(publicUrl ? { public_url: publicUrl } : {}) };
  const others = publicUrl
    ? { ru: ` · для других: ${publicUrl}`, en: ` · for others: ${publicUrl}` }
    : { ru: '', en: '' };
  const sentence = {
    ru: `Конвейер: ${url}${others.ru} · данные: ${directory}`,
    en: `Conveyor: ${url}${others.en} · data: ${directory}`,
  };
  if (publicUrl?.startsWith('http:'))
    log(
      'warn',
      `${publicUrl} is not https: passwords and links travel in the open; put a proxy with a certificate in front`,
    );
  parts.stdout.write(`${parts.asJson ? JSON.stringify(address) : sentence[config.language]}\n`);
  try {
    const operations = await serving.ready;
    await operations.keepFresh.begin();
    log('info', `ready at ${url}`);
    if (parts.withDemo)
      loadDemo(operations, log).catch((error) => log('error', 'the demo company was not loaded', error));
    log('info', `stopping: ${await asked}`);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  } finally {
    await serving.stop();
  }
};
