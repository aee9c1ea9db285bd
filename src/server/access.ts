import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { z } from 'zod';
import { NewPassword, SignIn } from '../model/access.ts';
import { type AccessState, accessRoutes } from '../model/access-routes.ts';
import { isLoopback } from '../model/config.ts';
import { Problem } from '../model/problem.ts';
import type { Operations } from '../operations/types.ts';
import { isTokenOf } from './data-lock.ts';
import { invalidInput, problem, problemResponse } from './problems.ts';
import { publicFiles } from './public-files.ts';
import { createAttempts } from './sign-in-attempts.ts';

export type AccessParts = {
  operations: () => Promise<Operations>;
  /** Where others reach the server; null where nobody can, and the machine's own user needs no session. */
  publicUrl: string | null;
  token: string;
  webDirectory: string;
};

const mustSignIn = problem(
  'denied',
  'sign_in_required',
  'Нужно войти: эта страница открыта не всем.',
  'Sign in first: this is not open to everybody.',
);
const wrongPassword = problem('denied', 'wrong_password', 'Пароль не подходит.', 'The password is wrong.');
const tooOften = (minutes: number) =>
  problem(
    'busy',
    'too_many_attempts',
    `Слишком много неверных паролей. Попробуйте через ${minutes} мин.`,
    `Too many wrong passwords. Try again in ${minutes} min.`,
  );

/** What a personal link opens: its page and its two routes. Tokens are written in these letters only, so that no other path fits. */
const linkPage = /^\/s\/[\w-]{1,100}$/;
const linkRoute = /^\/api\/survey-links\/[\w-]{1,100}$/;
const openPaths = new Set<string>(['/login', '/healthz', '/readyz', accessRoutes.state, accessRoutes.session]);

const isOpenToAll = (method: string, path: string, files: ReadonlySet<string>): boolean => {
  if (openPaths.has(path)) return true;
  if (linkRoute.test(path)) return method === 'GET' || method === 'PUT';
  return (method === 'GET' || method === 'HEAD') && (linkPage.test(path) || files.has(path));
};

/**
 * On a server that others can reach, lets through who has the owner's session or the lock file's token; everybody else only to what a
 * personal link opens, and to the page for signing in.
 */
export const accessGate = ({ operations, publicUrl, token, webDirectory }: AccessParts): MiddlewareHandler => {
  if (publicUrl === null) return (_, next) => next();
  const files = publicFiles(webDirectory);
  return async (context, next) => {
    const { path, method, raw } = context.req;
    if (isOpenToAll(method, path, await files)) return next();
    if (isTokenOf(token, context.req.header('authorization'))) return next();
    if (await (await operations()).access.isSignedIn(raw.headers)) return next();
    const isPage =
      method === 'GET' && !path.startsWith('/api') && (raw.headers.get('accept') ?? '').includes('text/html');
    if (!isPage) return problemResponse(mustSignIn, raw);
    const { search } = new URL(raw.url);
    return context.redirect(`/login?to=${encodeURIComponent(`${path}${search}`)}`);
  };
};

const read = async <Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.infer<Schema>> => {
  const parsed = schema.safeParse(await request.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new Problem(invalidInput(parsed.error.issues));
};

/** Who asks: the peer, or whom a proxy on this machine says it asks for. */
const addressOf = (context: Context): string => {
  const peer = getConnInfo(context).remote.address ?? '';
  const plain = peer.replace(/^::ffff:/, '');
  const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  return isLoopback(plain) && forwarded ? forwarded : plain;
};

const withCookies = (context: Context, body: object, cookies: readonly string[]): Response => {
  for (const cookie of cookies) context.header('set-cookie', cookie, { append: true });
  context.header('cache-control', 'no-store');
  return context.json(body);
};

/** Signing in and out, and the owner's password. */
export const accessRoutesOf = ({ operations, publicUrl }: AccessParts): Hono => {
  const app = new Hono();
  const attempts = createAttempts(Date.now);
  /** The cookies of a new session; a wrong password counts against whoever sent it. */
  const enter = async (context: Context, password: string): Promise<string[]> => {
    const address = addressOf(context);
    const minutes = attempts.waitMinutes(address);
    if (minutes > 0) throw new Problem(tooOften(minutes));
    // Counted before it is known, so that many at once are counted too.
    attempts.noteFailure(address);
    const cookies = await (await operations()).access.signIn(password);
    if (cookies === null) throw new Problem(wrongPassword);
    attempts.noteSuccess(address);
    return cookies;
  };
  app.get(accessRoutes.state, async (context) => {
    const { access } = await operations();
    const isReachable = publicUrl !== null;
    const state: AccessState = {
      isReachable,
      hasOwner: await access.hasOwner(),
      isSignedIn: isReachable && (await access.isSignedIn(context.req.raw.headers)),
    };
    return withCookies(context, state, []);
  });
  app.post(accessRoutes.session, async (context) => {
    const { password } = await read(context.req.raw, SignIn);
    return withCookies(context, { isSignedIn: true }, await enter(context, password));
  });
  app.delete(accessRoutes.session, async (context) => {
    const { access } = await operations();
    return withCookies(context, { isSignedIn: false }, await access.signOut(context.req.raw.headers));
  });
  app.put(accessRoutes.password, async (context) => {
    const { password, current } = await read(context.req.raw, NewPassword);
    const { access } = await operations();
    // Beyond loopback a session may have been left open; it alone does not change who the owner is.
    if (publicUrl !== null) await enter(context, current ?? '');
    await access.setPassword(password);
    return withCookies(context, { hasOwner: true }, publicUrl === null ? [] : ((await access.signIn(password)) ?? []));
  });
  return app;
};
