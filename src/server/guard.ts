import type { MiddlewareHandler } from 'hono';
import { isLoopback } from '../model/config.ts';
import { problem, problemResponse } from './problems.ts';

const hostnameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase();

const policy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const securityHeaders: Record<string, string> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

const foreignHost = problem(
  'usage',
  'foreign_host',
  'Продукт отвечает только по адресу этой машины (http://localhost, http://127.0.0.1) и по тому, с которым запущен (--public-url).',
  'The product answers only at this machine’s own address (http://localhost, http://127.0.0.1) and at the one it was started with (--public-url).',
);
const foreignOrigin = problem(
  'usage',
  'foreign_origin',
  'Запрос пришёл с чужой страницы и отклонён.',
  'The request came from another site’s page and was refused.',
);

/** Whether the page that sent the request is the product's own: same scheme, host and port as was asked, or the public address. */
const isOwnOrigin = (request: Request, host: string, publicUrl: string | null): boolean => {
  const origin = request.headers.get('origin');
  // A proxy may take https off and ask under a name of its own: the page's origin is the public one all the same.
  if (origin !== null) return origin === `http://${host}` || origin === publicUrl;
  // Following a link shows the answer to the user and to no foreign page.
  if (request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate') return true;
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none';
};

/** A personal link is in the address of its page: it is told to nobody and found by no search. */
const linkHeaders = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow' };

/**
 * Lets through what comes under the product's own names, and nothing a foreign page could make a browser ask.
 *
 * The name it was asked by must be loopback, the public address or the address it listens on (a name that an attacker rebinds to one of them is
 * none), and what reads or writes data must come from the product's own pages. Who may see what is decided after this.
 */
export const createGuard = (publicUrl: string | null, host: string | null): MiddlewareHandler => {
  const own = new Set(
    [publicUrl && new URL(publicUrl).hostname, host && (host.includes(':') ? `[${host}]` : host)].map((name) =>
      name?.toLowerCase(),
    ),
  );
  return async (context, next) => {
    const request = context.req.raw;
    const asked = request.headers.get('host') ?? '';
    const name = hostnameOf(asked);
    const { path } = context.req;
    const isData = path.startsWith('/api') || !['GET', 'HEAD'].includes(request.method);
    if (!isLoopback(name) && !own.has(name)) context.res = problemResponse(foreignHost, request);
    else if (isData && !isOwnOrigin(request, asked, publicUrl)) context.res = problemResponse(foreignOrigin, request);
    else await next();
    const headers = path.startsWith('/s/') ? { ...securityHeaders, ...linkHeaders } : securityHeaders;
    for (const [header, value] of Object.entries(headers)) context.res.headers.set(header, value);
  };
};
