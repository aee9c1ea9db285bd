import { createWriteStream } from 'node:fs';
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Problem } from '../../model/problem.ts';
import type { SourceLocation } from '../../model/sources.ts';
import { openAddresses } from './addresses.ts';
import { type Brought, type Fetching, FetchProblem, meter, safeName, tooLarge } from './fetching.ts';

type Http = Extract<SourceLocation, { kind: 'http' }>;

const mostRedirects = 5;
const megabyte = 1_000_000;

const unreachable = (host: string): FetchProblem =>
  new FetchProblem(
    'source_unreachable',
    `Сервер ${host} не отвечает или оборвал связь: проверьте адрес и сеть.`,
    `The server ${host} does not answer or broke the connection off: check the address and the network.`,
    { where: { host } },
  );
const silent = (host: string): FetchProblem =>
  new FetchProblem(
    'source_too_slow',
    `Сервер ${host} слишком долго молчит.`,
    `The server ${host} keeps silent for too long.`,
    { where: { host } },
  );
const brokenOff = (host: string): FetchProblem =>
  new FetchProblem(
    'source_broken_off',
    `Файл с ${host} пришёл не целиком. Ничего не загружено.`,
    `The file from ${host} did not come whole. Nothing was imported.`,
    { where: { host } },
  );
const endUnknown = (host: string): FetchProblem =>
  new FetchProblem(
    'source_end_unknown',
    `Сервер ${host} не сообщает длину файла, поэтому нельзя узнать, весь ли он пришёл. Нужен Content-Length или Transfer-Encoding: chunked.`,
    `The server ${host} does not tell the file’s length, so it can’t be known whether all of it came. Content-Length or Transfer-Encoding: chunked is needed.`,
    { where: { host }, isLasting: true },
  );
const badRedirect = (host: string): FetchProblem =>
  new FetchProblem(
    'source_bad_redirect',
    `Сервер ${host} перенаправляет туда, куда нельзя: по кругу, без адреса или с https на http.`,
    `The server ${host} redirects to where it must not: in a circle, nowhere, or from https to http.`,
    { where: { host }, isLasting: true },
  );

const refusedBy = (host: string, status: number): FetchProblem => {
  const where = { host, status };
  if (status === 401 || status === 403 || status === 407)
    return new FetchProblem(
      'source_login_refused',
      `Сервер ${host} не пускает (${status}): проверьте логин, пароль или ключ.`,
      `The server ${host} refuses access (${status}): check the login, password or key.`,
      { where, isLasting: true },
    );
  if (status === 404 || status === 410)
    return new FetchProblem(
      'source_not_found',
      `На сервере ${host} такого файла нет (${status}): проверьте адрес.`,
      `There is no such file on ${host} (${status}): check the address.`,
      { where },
    );
  return new FetchProblem(
    'source_server_failed',
    `Сервер ${host} ответил ошибкой ${status}.`,
    `The server ${host} answered with error ${status}.`,
    { where },
  );
};

/** Looks names up so that every address tried is an allowed one, whatever the name meant a moment ago. */
const lookup: LookupFunction = (host, options, done) => {
  openAddresses(host).then(
    (found) => {
      const fitting = found.filter(({ family }) => !options.family || options.family === family);
      const [first] = fitting;
      if (!first) done(Object.assign(new Error(host), { code: 'ENOTFOUND' }), []);
      else if (options.all) done(null, fitting);
      else done(null, first.address, first.family);
    },
    (error: Error) => done(error, []),
  );
};

const ask = (url: URL, headers: Record<string, string>, fetching: Fetching): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request(url, { headers, lookup, signal: fetching.signal, agent: false }, resolve);
    sent.setTimeout(fetching.limits.silenceMs, () => sent.destroy(silent(url.host)));
    sent.on('error', (error) => {
      if (fetching.signal.aborted) reject(fetching.signal.reason);
      else reject(error instanceof Problem ? error : unreachable(url.host));
    });
    sent.end();
  });

/** The first answer that is no redirect. Headers with secrets go to the address they were given for and nowhere else. */
const follow = async (
  start: URL,
  secret: Record<string, string>,
  plain: Record<string, string>,
  fetching: Fetching,
): Promise<{ answer: IncomingMessage; url: URL }> => {
  let url = start;
  for (let turns = 0; turns <= mostRedirects; turns += 1) {
    await openAddresses(url.hostname);
    const answer = await ask(url, { ...plain, ...(url.origin === start.origin ? secret : {}) }, fetching);
    const status = answer.statusCode ?? 0;
    if (![301, 302, 303, 307, 308].includes(status)) return { answer, url };
    answer.destroy();
    const to = answer.headers.location;
    if (!to || !URL.canParse(to, url.href)) throw badRedirect(url.host);
    const next = new URL(to, url);
    const isDowngrade = url.protocol === 'https:' && next.protocol !== 'https:';
    if (isDowngrade || !['http:', 'https:'].includes(next.protocol)) throw badRedirect(url.host);
    url = next;
  }
  throw badRedirect(start.host);
};

const decoderOf = (encoding: string | undefined, host: string) => {
  switch ((encoding ?? 'identity').trim().toLowerCase()) {
    case '':
    case 'identity':
      return new PassThrough();
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw brokenOff(host);
  }
};

const extensions: Record<string, string> = {
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/x-ndjson': 'ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.apache.parquet': 'parquet',
  'application/zip': 'zip',
};

const nameOf = (headers: IncomingHttpHeaders, url: URL): string => {
  const disposition = headers['content-disposition'] ?? '';
  const encoded = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1];
  const last = url.pathname.split('/').at(-1) ?? '';
  const decode = (text: string): string => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const name = safeName(encoded ? decode(encoded) : (plain ?? decode(last)));
  const extension = extensions[(headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''];
  return /\.\w{2,7}$/.test(name) || !extension ? name : `${name}.${extension}`;
};

const receive = async (
  { answer, url }: { answer: IncomingMessage; url: URL },
  path: string,
  maxMegabytes: number,
  { signal, limits }: Fetching,
): Promise<{ bytes: number; hash: string }> => {
  const { headers } = answer;
  const isChunked = /chunked/i.test(headers['transfer-encoding'] ?? '');
  const told = headers['content-length'];
  const decoder = decoderOf(headers['content-encoding'], url.host);
  if (!isChunked && told === undefined && decoder instanceof PassThrough && decoder.constructor === PassThrough)
    throw endUnknown(url.host);
  const most = maxMegabytes * megabyte;
  if (Number(told ?? 0) > most) throw tooLarge(url.host, maxMegabytes);
  const measured = meter(most, () => tooLarge(url.host, maxMegabytes));
  const late = AbortSignal.timeout(limits.wholeMs);
  answer.setTimeout(limits.silenceMs, () => answer.destroy(silent(url.host)));
  try {
    await pipeline(answer, decoder, measured.stream, createWriteStream(path), {
      signal: AbortSignal.any([signal, late]),
    });
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) throw silent(url.host);
    if (error instanceof Problem) throw error;
    throw brokenOff(url.host);
  }
  if (!answer.complete) throw brokenOff(url.host);
  return { bytes: measured.bytes(), hash: measured.hash() };
};

const stampOf = (headers: IncomingHttpHeaders): string =>
  JSON.stringify({ etag: headers.etag ?? '', modified: headers['last-modified'] ?? '' });

/** What makes the server say that nothing changed, as far as it told how. */
const conditions = (stamp: string | undefined): Record<string, string> => {
  const { etag = '', modified = '' } = JSON.parse(stamp || '{}') as { etag?: string; modified?: string };
  return {
    ...(etag === '' ? {} : { 'if-none-match': etag }),
    ...(modified === '' ? {} : { 'if-modified-since': modified }),
  };
};

/**
 * Brings the one file at an HTTP(S) address, unless the server says by ETag or time of change that it is as it was.
 *
 * Secrets: `login` (`user:password`), `query` (of the address), `header.<name>`. All of the file comes or none of it: a body that breaks off, is
 * shorter than told, or whose end can't be known is refused, and so is one over the bound. Up to five redirects, never from https to http.
 * Problems: `source_unreachable`, `source_too_slow`, `source_broken_off`, `source_end_unknown`, `source_login_refused`, `source_not_found`,
 * `source_server_failed`, `source_bad_redirect`, `source_too_large`, `source_address_closed`, `source_empty`.
 */
export async function* bringHttp(place: Http, fetching: Fetching): AsyncGenerator<Brought> {
  const { secrets, seen, scratch } = fetching;
  const url = new URL(place.url);
  if (secrets.query) url.search = secrets.query;
  const secret = {
    ...(secrets.login ? { authorization: `Basic ${Buffer.from(secrets.login).toString('base64')}` } : {}),
    ...Object.fromEntries(
      place.headers.flatMap((name) =>
        secrets[`header.${name}`] ? [[name.toLowerCase(), secrets[`header.${name}`] ?? '']] : [],
      ),
    ),
  };
  const before = seen[''];
  const plain = {
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'conveyor',
    ...conditions(before?.stamp),
  };
  const found = await follow(url, secret, plain, fetching);
  const status = found.answer.statusCode ?? 0;
  if (status === 304 && before) {
    found.answer.destroy();
    yield { ...before, place: '', file: null };
    return;
  }
  if (status !== 200) {
    found.answer.destroy();
    throw refusedBy(found.url.host, status);
  }
  const name = nameOf(found.answer.headers, found.url);
  const path = join(scratch, name);
  const stamp = stampOf(found.answer.headers);
  const { bytes, hash } = await receive(found, path, place.maxMegabytes, fetching);
  if (bytes === 0)
    throw new FetchProblem(
      'source_empty',
      `Сервер ${url.host} прислал пустой файл.`,
      `The server ${url.host} sent an empty file.`,
      { where: { host: url.host } },
    );
  yield { place: '', stamp, hash, file: { path, name, bytes } };
}
