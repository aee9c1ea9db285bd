import type { MiddlewareHandler } from 'hono';
import { problem, problemResponse } from './problems.ts';

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

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
  'Продукт отвечает только по адресу этой машины: http://localhost или http://127.0.0.1.',
  'The product answers only at this machine’s own address: http://localhost or http://127.0.0.1.',
);
const foreignOrigin = problem(
  'usage',
  'foreign_origin',
  'Запрос пришёл с чужой страницы и отклонён.',
  'The request came from another site’s page and was refused.',
);

/** Whether the page that sent the request is the product's own: same scheme, host and port as was asked. */
const isOwnOrigin = (request: Request, host: string): boolean => {
  const origin = request.headers.get('origin');
  if (origin !== null) return origin === `http://${host}`;
  // Following a link shows the answer to the user and to no foreign page.
  if (request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate') return true;
  const site = request.headers.get('sec-fetch-site');
  return site === null || site === 'same-origin' || site === 'none';
};

/**
 * Lets through what this machine's own user asks and nothing a foreign page could make a browser ask.
 *
 * There are no passwords yet, so the browser's word decides: the name it was asked by must be loopback (a name that an attacker
 * rebinds to 127.0.0.1 is not), and what reads or writes data must come from the product's own pages.
 */
export const guard: MiddlewareHandler = async (context, next) => {
  const request = context.req.raw;
  const host = request.headers.get('host') ?? '';
  const isData = context.req.path.startsWith('/api') || !['GET', 'HEAD'].includes(request.method);
  if (!loopback.has(hostnameOf(host))) context.res = problemResponse(foreignHost, request);
  else if (isData && !isOwnOrigin(request, host)) context.res = problemResponse(foreignOrigin, request);
  else await next();
  for (const [name, value] of Object.entries(securityHeaders)) context.res.headers.set(name, value);
};
