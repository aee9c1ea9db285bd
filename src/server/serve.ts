import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Problem, type ProblemBody } from '../model/problem.ts';
import type { Log } from '../operations/log.ts';
import type { Operations } from '../operations/types.ts';
import { createApp } from './app.ts';
import { type DataLock, type LockFile, takeDataLock } from './data-lock.ts';
import { localPaths } from './local-routes.ts';

/** The stores of one data directory, open, with what the product does over them. */
export type OpenData = { operations: Operations; close(): Promise<void> };

export type ServeOptions = {
  port: number;
  /** An address to listen on beside loopback; null is none. */
  host?: string | null;
  /** Where others reach the server, itself or through a proxy; null is nowhere. */
  publicUrl?: string | null;
  /** The data directory, absolute. */
  directory: string;
  webDirectory: string;
  version: string;
  open: () => Promise<OpenData>;
  log: Log;
};

export type Serving = {
  port: number;
  url: string;
  /** Resolves once the stores are open; rejects when they can't be. */
  ready: Promise<Operations>;
  /** Lets running requests end, closes the stores and gives the directory back. */
  stop(): Promise<void>;
};

/** How long a stopping server waits for requests that are still being answered. */
const patienceMs = 10_000;

const refusal = (
  kind: ProblemBody['kind'],
  code: string,
  ru: string,
  en: string,
  where: ProblemBody['where'],
): Problem => new Problem({ code, kind, text: { ru, en }, ...(where ? { where } : {}) });

/** Whether the process in the lock answers at its port with its token. */
export const isReachable = async (holder: LockFile): Promise<boolean> => {
  if (holder.port === null) return false;
  try {
    const response = await fetch(`http://127.0.0.1:${holder.port}${localPaths.hello}`, {
      headers: { authorization: `Bearer ${holder.token}` },
      signal: AbortSignal.timeout(2_000),
    });
    return response.ok && ((await response.json()) as { pid?: number }).pid === holder.pid;
  } catch {
    return false;
  }
};

/** Why this process can't have a data directory another one has and does not answer for. */
export const busyData = (directory: string, holder: LockFile): Problem =>
  refusal(
    'busy',
    'data_in_use',
    `С данными в ${directory} работает другой процесс (${holder.pid}), и он не отвечает. Дождитесь его или остановите.`,
    `Another process (${holder.pid}) is using the data in ${directory} and does not answer. Wait for it or stop it.`,
    { data: directory, pid: holder.pid },
  );

const takeDirectory = async (directory: string): Promise<DataLock> => {
  const taken = await takeDataLock(directory, null);
  if ('lock' in taken) return taken.lock;
  const { holder } = taken;
  if (!(await isReachable(holder))) throw busyData(directory, holder);
  const url = `http://127.0.0.1:${holder.port}`;
  throw refusal(
    'input',
    'already_running',
    `Продукт уже работает с этими данными: ${url} (процесс ${holder.pid}).`,
    `The product is already running on this data: ${url} (process ${holder.pid}).`,
    { url, pid: holder.pid },
  );
};

const portProblem = (error: NodeJS.ErrnoException, port: number): unknown => {
  if (error.code === 'EADDRINUSE')
    return refusal(
      'input',
      'port_in_use',
      `Порт ${port} занят другой программой. Выберите другой: --port ${port + 1}.`,
      `Port ${port} is taken by another program. Choose another one: --port ${port + 1}.`,
      { port },
    );
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return refusal(
      'input',
      'host_unknown',
      `У этой машины нет такого адреса (${error.code}): --host принимает её собственный адрес или 0.0.0.0.`,
      `This machine has no such address (${error.code}): --host takes an address of its own, or 0.0.0.0.`,
      { option: '--host' },
    );
  if (error.code === 'EACCES')
    return refusal(
      'input',
      'port_forbidden',
      `Порт ${port} открывать нельзя: нужны права администратора. Выберите порт больше 1023.`,
      `Port ${port} may not be opened without administrator rights. Choose a port above 1023.`,
      { port },
    );
  return error;
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.removeListener('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Addresses to listen on: those that must be had, and those the machine may lack. */
const addressesFor = (host: string | null): { needed: string[]; spare: string[] } => {
  if (host === '::') return { needed: ['::'], spare: [] };
  if (host === '0.0.0.0') return { needed: ['0.0.0.0'], spare: ['::1'] };
  return { needed: ['127.0.0.1', ...(host === null ? [] : [host])], spare: ['::1'] };
};

/** Listens on loopback, IPv6 where the machine has it, and on `host`; a port is free only when it is free on all of them. */
const listenOn = async (
  make: () => Server,
  host: string | null,
  wanted: number,
): Promise<{ port: number; servers: Server[] }> => {
  const { needed, spare } = addressesFor(host);
  const servers: Server[] = [];
  let port = wanted;
  const fail = (error: unknown): never => {
    for (const server of servers) server.close();
    throw portProblem(error as NodeJS.ErrnoException, wanted);
  };
  for (const address of needed) {
    const server = make();
    port = await listen(server, address, port).catch(fail);
    servers.push(server);
  }
  for (const address of spare) {
    const server = make();
    try {
      await listen(server, address, port);
      servers.push(server);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE' && wanted !== 0) fail(error);
    }
  }
  return { port, servers };
};

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), patienceMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });

const noOwner = (): Problem =>
  refusal(
    'input',
    'no_owner_password',
    'Чтобы сервер открывали с других машин, сначала задайте пароль владельца: npx conveyor owner-password.',
    'Before others can reach the server, set the owner’s password: npx conveyor owner-password.',
    { option: '--host' },
  );

/**
 * Starts the product: takes the data directory, listens at once on loopback, then opens the stores.
 *
 * Pages are served from the first moment, questions wait for the stores. A server that others can reach opens the stores first and does not listen
 * at all where no owner's password is set. Throws `Problem` for that, and for a port or a directory that is taken.
 */
export const serve = async (options: ServeOptions): Promise<Serving> => {
  const { directory, log, host = null, publicUrl = null } = options;
  const lock = await takeDirectory(directory);
  let isReady = false;
  let begin: (opened: Promise<OpenData>) => void = () => {};
  const opened = new Promise<OpenData>((resolve) => {
    begin = resolve;
  });
  const ready = opened.then(({ operations }) => operations);
  ready.then(
    () => {
      isReady = true;
    },
    () => {},
  );
  const app = createApp({
    operations: () => ready,
    isReady: () => isReady,
    webDirectory: options.webDirectory,
    token: lock.token,
    version: options.version,
    publicUrl,
    host,
    log,
  });
  const closeData = (): Promise<void> =>
    opened.then(
      (data) => data.close(),
      () => {},
    );
  const make = (): Server => {
    const server = createAdaptorServer({ fetch: app.fetch }) as Server;
    // An upload takes as long as it takes.
    server.requestTimeout = 0;
    // Kept longer than a busy machine may leave the program without a turn: closed by its own delay, a connection breaks off under a question.
    server.keepAliveTimeout = 75_000;
    return server;
  };
  let isOpening = false;
  const openStores = (): void => {
    isOpening = true;
    begin(options.open());
  };
  try {
    if (publicUrl !== null) {
      openStores();
      if (!(await (await ready).access.hasOwner())) throw noOwner();
    }
    const { port, servers } = await listenOn(make, host, options.port);
    await lock.publishPort(port);
    if (!isOpening) openStores();
    return {
      port,
      url: `http://127.0.0.1:${port}`,
      ready,
      stop: async () => {
        isReady = false;
        await Promise.all(servers.map(closeServer));
        await closeData();
        await lock.release();
      },
    };
  } catch (error) {
    if (isOpening) await closeData();
    await lock.release();
    throw error;
  }
};
