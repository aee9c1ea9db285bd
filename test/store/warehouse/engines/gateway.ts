import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Session } from 'chdb';

/** Settings of the HTTP server itself, which the embedded engine does not have. */
const ofHttp = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'wait_end_of_query',
  'enable_http_compression',
]);

const literal = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const readBody = async (request: AsyncIterable<Buffer>): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

/** What a ClickHouse server does with one request, done by the embedded engine: text in, text or an exception out. */
const answer = async (directory: string, url: URL, body: Buffer): Promise<Uint8Array> => {
  const sets = [...url.searchParams]
    .filter(([name]) => !ofHttp.has(name))
    .map(([name, value]) => `SET ${name} = ${literal(value)}; `);
  const query = url.searchParams.get('query');
  const session = new Session(directory);
  // Rows come in a file: in the text of a statement the embedded engine, unlike a server, ends them at an empty line.
  const rows = await mkdtemp(join(tmpdir(), 'conveyor-gateway-'));
  try {
    const path = join(rows, 'rows');
    if (query !== null) await writeFile(path, body);
    const sql = query === null ? body.toString() : query.replace(/\bFORMAT\b/, `FROM INFILE ${literal(path)} FORMAT`);
    const result = await session.queryAsync(sets.join('') + sql, { format: 'TabSeparated' });
    return Buffer.from(result.bytes());
  } finally {
    session.close();
    await rm(rows, { recursive: true, force: true });
  }
};

/**
 * A ClickHouse server's HTTP interface over the embedded engine, as far as the official client uses it: so that the way over HTTP is
 * tested where there is no server. The engine must already be open on the directory in this process.
 */
export const startGateway = async (directory: string): Promise<{ url: string; stop(): Promise<void> }> => {
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://gateway');
    try {
      if (url.pathname === '/ping') response.end('Ok.\n');
      else response.end(await answer(directory, url, await readBody(request)));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      response.statusCode = 500;
      response.setHeader('X-ClickHouse-Exception-Code', /Code: (\d+)/.exec(message)?.[1] ?? '0');
      response.end(message);
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
};
