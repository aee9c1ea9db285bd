import { setTimeout as wait } from 'node:timers/promises';
import { createORPCClient, ORPCError } from '@orpc/client';
import { isContractProcedure } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { AccessState } from '../model/access-routes.ts';
import { contract } from '../model/api.ts';
import { fileRoutes } from '../model/file-routes.ts';
import { type Job, Upload } from '../model/imports.ts';
import { Problem, ProblemBody } from '../model/problem.ts';
import type { ContractOperations, Operations } from '../operations/types.ts';
import { holderOf, type LockFile, takeDataLock } from '../server/data-lock.ts';
import { type Exported, exportFile, type Language, type OutgoingFile } from '../server/exports.ts';
import { localPaths } from '../server/local-routes.ts';
import { busyData, isReachable, type OpenData } from '../server/serve.ts';

/** The product as a command reaches it: through a running server, or in this process. */
export type Connection = {
  operations: Operations;
  export(what: Exported, query: Record<string, unknown>, language: Language): Promise<OutgoingFile>;
  /** Lets go of the data; work that still runs in this process is asked to stop. */
  close(): Promise<void>;
};

/** How long a command waits for a directory that another command has, or a server that is just starting. */
const patienceMs = 8_000;
const pollMs = 150;

const problemOfAnswer = (answer: unknown, error: unknown): unknown => {
  const body = ProblemBody.safeParse(answer);
  return body.success ? new Problem(body.data, { cause: error }) : error;
};

const unreachable = (error: unknown): unknown => {
  if (error instanceof ORPCError) return problemOfAnswer(error.data, error);
  if (!(error instanceof TypeError)) return error;
  const text = {
    ru: 'Связь с работающим сервером прервалась. Повторите команду.',
    en: 'The connection to the running server broke off. Run the command again.',
  };
  return new Problem({ code: 'server_gone', kind: 'busy', text }, { cause: error });
};

/** How long a server that is there may leave a question how far a job is unanswered. */
const lostTries = 40;
const lostWaitMs = 500;

/** Asks again where the connection breaks off: a machine under load drops an idle one, and the job goes on all the same. */
const patiently = <Input, Output>(ask: (input: Input) => Promise<Output>) => {
  const tried = async (input: Input, tries: number): Promise<Output> => {
    try {
      return await ask(input);
    } catch (error) {
      if (!(error instanceof Problem && error.body.code === 'server_gone') || tries >= lostTries) throw error;
      await wait(lostWaitMs);
      return tried(input, tries + 1);
    }
  };
  return (input: Input) => tried(input, 1);
};

type AnyCall = (input: unknown, options?: { signal?: AbortSignal | undefined }) => Promise<unknown>;

/** The typed client's operations, with the server's problems thrown as problems. */
const callsOf = (part: unknown, client: unknown): unknown => {
  if (isContractProcedure(part))
    return (input: unknown, signal?: AbortSignal) =>
      (client as AnyCall)(input, signal ? { signal } : {}).catch((error: unknown) => {
        throw unreachable(error);
      });
  return Object.fromEntries(
    Object.entries(part as object).map(([name, below]) => [
      name,
      callsOf(below, (client as Record<string, unknown>)[name]),
    ]),
  );
};

const pathOf = (route: string, workspace: string): string => route.replace(':workspace', encodeURIComponent(workspace));

const remoteOperations = (address: string, token: string): Operations => {
  const link = new OpenAPILink(contract, {
    url: `${address}/api`,
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
  });
  const all = callsOf(contract, createORPCClient(link)) as ContractOperations;
  const jobs = { ...all.jobs, get: patiently(all.jobs.get), cancel: patiently(all.jobs.cancel) };
  const calls: ContractOperations = { ...all, jobs };
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(`${address}${path}`, { method: 'POST', ...init, headers }).catch((error: unknown) => {
      throw unreachable(error);
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw problemOfAnswer(answer, new Error(`${path}: ${response.status}`));
    return answer;
  };
  const askLocally = (path: string, body: unknown) =>
    ask(path, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const finished = async ({ id }: { id: string }): Promise<Job> => {
    for (;;) {
      const job = await calls.jobs.get({ id });
      if (job.state !== 'running') return job;
      await wait(pollMs);
    }
  };
  return {
    ...calls,
    uploads: {
      receive: async ({ name, bytes }) => {
        const path = `${pathOf(fileRoutes.upload, 'main')}?name=${encodeURIComponent(name)}`;
        const init = { body: bytes, duplex: 'half', headers: { 'content-type': 'application/octet-stream' } };
        return Upload.parse(await ask(path, init as unknown as RequestInit));
      },
      local: async (input) => Upload.parse(await askLocally(localPaths.upload, input)),
    },
    backups: {
      write: async (input) => (await askLocally(localPaths.backup, input)) as Job,
      restore: async (input) => (await askLocally(localPaths.restore, input)) as Job,
    },
    access: {
      hasOwner: async () => {
        const answer = await ask(localPaths.ownerPassword, { method: 'GET' });
        return (answer as Pick<AccessState, 'hasOwner'>).hasOwner;
      },
      setPassword: async (password) => {
        await askLocally(localPaths.ownerPassword, { password });
      },
      // A command needs no session.
      signIn: async () => null,
      isSignedIn: async () => false,
      signOut: async () => [],
    },
    // A server keeps its sources fresh by itself.
    keepFresh: { begin: async () => {}, readDue: async () => {} },
    finished,
    close: async () => {},
  };
};

const searchOf = (query: Record<string, unknown>): URLSearchParams => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || name === 'workspace') continue;
    search.set(name, typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value));
  }
  return search;
};

const remote = (holder: LockFile): Connection => {
  const address = `http://127.0.0.1:${holder.port}`;
  return {
    operations: remoteOperations(address, holder.token),
    export: async (what, query, language) => {
      const search = searchOf({ ...query, lang: language });
      const path = pathOf(fileRoutes[what], String(query.workspace ?? 'main'));
      const response = await fetch(`${address}${path}?${search}`, {
        headers: { authorization: `Bearer ${holder.token}` },
      });
      if (!response.ok || !response.body) throw problemOfAnswer(await response.json(), new Error(`${response.status}`));
      const contentType = response.headers.get('content-type') ?? '';
      return { fileName: what, contentType, bytes: response.body };
    },
    close: async () => {},
  };
};

/**
 * Reaches the product's data: a server that runs on the directory is asked over HTTP, else the data is opened here.
 *
 * Throws a `busy` problem when another process has the directory, does not answer and does not let go within a few seconds.
 */
export const connect = async (directory: string, open: () => Promise<OpenData>): Promise<Connection> => {
  const until = Date.now() + patienceMs;
  for (;;) {
    const holder = await holderOf(directory);
    if (holder && (await isReachable(holder))) return remote(holder);
    const taken = holder ? { holder } : await takeDataLock(directory, null);
    if ('lock' in taken) {
      const { lock } = taken;
      const data = await open().catch(async (error: unknown) => {
        await lock.release();
        throw error;
      });
      return {
        operations: data.operations,
        export: (what, query, language) => exportFile(data.operations, what, query, language),
        close: async () => {
          await data.close();
          await lock.release();
        },
      };
    }
    if (Date.now() > until) throw busyData(directory, taken.holder);
    await wait(pollMs);
  }
};
