import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Job } from '../../../src/model/imports.ts';
import { Problem } from '../../../src/model/problem.ts';
import { type ListedSource, SourceDraft } from '../../../src/model/sources.ts';
import type { Deps } from '../../../src/operations/deps.ts';
import { createOperations } from '../../../src/operations/operations.ts';
import type { Operations } from '../../../src/operations/types.ts';
import { openPglite } from '../../../src/store/registry/engines/pglite.ts';
import { openRegistry } from '../../../src/store/registry/registry.ts';
import { openTestWarehouse } from '../../support/warehouse.ts';

export type SourcesPlace = {
  directory: string;
  data: string;
  deps: Deps;
  /** Everything logged so far. */
  said: string[];
  operations: Operations;
  at(moment: string): void;
  later(ms: number): void;
  now(): Date;
  /** As after a crash or a stop: the stores stay, everything else begins anew. */
  restart(): Promise<void>;
  save(name: string, draft: object): Promise<ListedSource>;
  run(name: string, afresh?: boolean): Promise<Job>;
  test(name: string, draft: object): Promise<Job>;
  source(name: string): Promise<ListedSource>;
  /** Ids of order lines that count. */
  lines(): Promise<string[]>;
  close(): Promise<void>;
};

/** The product over real stores, with its clock, its chance and its patience set. */
export const openSourcesPlace = async (): Promise<SourcesPlace> => {
  const place = await openTestWarehouse();
  let now = new Date('2027-01-05T09:00:00Z');
  const clock = () => new Date(now);
  const said: string[] = [];
  const registry = await openRegistry(await openPglite(join(place.directory, 'registry')), clock);
  const data = join(place.directory, 'data');
  await mkdir(data);
  const deps: Deps = {
    warehouse: place.warehouse,
    registry,
    dataDirectory: data,
    clock,
    chance: () => 1,
    sourceLimits: { lookAgainMs: 20, silenceMs: 700 },
    log: (level, message, details) => {
      const more = details instanceof Error ? `${details.stack} ${String(details.cause)}` : JSON.stringify(details);
      said.push(`${level} ${message} ${more}`);
    },
  };
  const opened = { operations: await createOperations(deps) };
  const workspace = 'main';
  const drafted = (name: string, draft: object) => ({ workspace, name, ...SourceDraft.parse(draft) });
  const finished = async (job: Promise<Job>) => opened.operations.finished({ id: (await job).id });
  return {
    directory: place.directory,
    data,
    deps,
    said,
    get operations() {
      return opened.operations;
    },
    at: (moment) => {
      now = new Date(moment);
    },
    later: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    now: clock,
    restart: async () => {
      opened.operations = await createOperations(deps);
    },
    save: (name, draft) => opened.operations.sources.save(drafted(name, draft)),
    run: (name, afresh = false) => finished(opened.operations.sources.run({ workspace, name, afresh })),
    test: (name, draft) => finished(opened.operations.sources.test(drafted(name, draft))),
    source: async (name) => {
      const found = (await opened.operations.sources.list({ workspace })).find((one) => one.name === name);
      if (!found) throw new Error(`No source ${name}`);
      return found;
    },
    lines: async () => {
      const rows = await place.warehouse.rows<{ id: string }>(
        `SELECT concat(source, '/', line_id) AS id FROM current_order_lines FINAL WHERE workspace = 'main' AND deleted = 0 ORDER BY id`,
      );
      return rows.map(({ id }) => id);
    },
    close: async () => {
      await opened.operations.close();
      await registry.close();
      await place.close();
    },
  };
};

export const codeOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.body.code : `${error}`),
  );

export const linesCsv = (...ids: string[]): string =>
  [
    'line_id,order_id,customer_id,ordered_at,net_amount',
    ...ids.map((id) => `${id},o${id},c1,2026-02-01,100.00`),
    '',
  ].join('\n');

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server whose answers a test decides. */
export const startServer = async (first: Answer) => {
  const heard: { method: string; url: string; headers: IncomingMessage['headers'] }[] = [];
  let answer = first;
  const server = createServer((request, response) => {
    heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    heard,
    answers: (next: Answer) => {
      answer = next;
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};

export const whole =
  (text: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-length': Buffer.byteLength(text), ...headers });
    response.end(text);
  };
