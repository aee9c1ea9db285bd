import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Pages that are built by themselves, by the first part of their path; every other page is the app's. */
const ownPages: Record<string, string> = { s: 'survey.html', login: 'access.html', password: 'access.html' };

type Found = { path: string; size: number; modifiedMs: number };

const find = async (path: string): Promise<Found | null> => {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, size: found.size, modifiedMs: found.mtimeMs } : null;
};

const notBuilt =
  '<!doctype html><meta charset="utf-8"><title>Conveyor</title>' +
  '<p>Интерфейс ещё не собран: <code>npm run build</code>. / The web app is not built yet: <code>npm run build</code>.</p>' +
  '<p><a href="/api/docs">API</a></p>';

const pathWithin = (directory: string, urlPath: string): string | null => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  const path = normalize(join(directory, decoded));
  return path.startsWith(directory + sep) && !decoded.includes('\0') ? path : null;
};

const takesGzip = (request: Request): boolean =>
  (request.headers.get('accept-encoding') ?? '')
    .split(',')
    .some((each) => /^gzip(?:;q=(?!0(?:\.0*)?$).*)?$/.test(each.trim()));

/** Files of the app once read, by path: a page asks for a dozen at once, and all of them together are a few megabytes. */
type Kept = Map<string, { modifiedMs: number; bytes: Uint8Array<ArrayBuffer> }>;

const bytesOf = async ({ path, modifiedMs }: Found, kept: Kept): Promise<Uint8Array<ArrayBuffer>> => {
  const known = kept.get(path);
  if (known?.modifiedMs === modifiedMs) return known.bytes;
  const bytes = new Uint8Array(await readFile(path));
  kept.set(path, { modifiedMs, bytes });
  return bytes;
};

/** The file itself, or the same packed where the build laid it beside and the browser takes it. */
const send = async (plain: Found, request: Request, isHashed: boolean, kept: Kept): Promise<Response> => {
  const packed = takesGzip(request) ? await find(`${plain.path}.gz`) : null;
  const file = packed ?? plain;
  const etag = `"${file.size.toString(36)}-${Math.round(file.modifiedMs).toString(36)}"`;
  const headers = {
    'content-type': contentTypes[extname(plain.path)] ?? 'application/octet-stream',
    ...(packed ? { 'content-encoding': 'gzip' } : {}),
    vary: 'accept-encoding',
    // Names under assets/ hold a hash of what is inside, so they never change; everything else is asked for again.
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag,
  };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const body = request.method === 'HEAD' ? null : await bytesOf(file, kept);
  return new Response(body, { headers: { ...headers, 'content-length': String(body?.length ?? file.size) } });
};

/**
 * Serves the built web app from one directory; a path that is no file is a page of the app, and null comes back for a
 * path that looks like a file and is none.
 */
export const createStaticFiles = (directory: string): ((request: Request) => Promise<Response | null>) => {
  const kept: Kept = new Map();
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = pathWithin(directory, pathname);
    const file = path ? await find(path) : null;
    if (file) return send(file, request, pathname.startsWith('/assets/'), kept);
    if (extname(pathname) !== '' && !(request.headers.get('accept') ?? '').includes('text/html')) return null;
    const page = ownPages[pathname.split('/')[1] ?? ''] ?? 'index.html';
    const index = await find(join(directory, page));
    if (index) return send(index, request, false, kept);
    return new Response(notBuilt, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
  };
};
