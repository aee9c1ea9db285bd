import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessRoutes } from '../../src/model/access-routes.ts';
import { contract } from '../../src/model/api.ts';
import { fileRoutes } from '../../src/model/file-routes.ts';
import { accessOperations } from '../../src/operations/access.ts';
import type { Deps } from '../../src/operations/deps.ts';
import { surveyOperations } from '../../src/operations/survey/survey.ts';
import type { Operations } from '../../src/operations/types.ts';
import { holderOf } from '../../src/server/data-lock.ts';
import { localPaths } from '../../src/server/local-routes.ts';
import { type Serving, serve } from '../../src/server/serve.ts';
import { createAttempts } from '../../src/server/sign-in-attempts.ts';
import { openPglite } from '../../src/store/registry/engines/pglite.ts';
import { openRegistry, type Registry } from '../../src/store/registry/registry.ts';

const publicUrl = 'https://conveyor.example';
const password = 'correct horse battery';
let directory: string;
let registry: Registry;
let operations: Operations;
let serving: Serving;
const logged: string[] = [];

/** The server itself, over a registry without facts: what is asked here never comes to them. */
const start = (more: { publicUrl: string | null; host?: string }) =>
  serve({
    port: 0,
    directory: join(directory, 'data'),
    webDirectory: join(directory, 'web'),
    version: '0',
    open: async () => ({ operations, close: async () => {} }),
    log: (_, message) => logged.push(message),
    ...more,
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'conveyor-access-'));
  const web = join(directory, 'web');
  await mkdir(join(web, 'assets'), { recursive: true });
  await mkdir(join(web, '.vite'));
  for (const page of ['index', 'survey', 'access'])
    await writeFile(join(web, `${page}.html`), `<title>${page}</title>`);
  for (const file of ['app', 'survey', 'shared']) await writeFile(join(web, `assets/${file}.js`), `"${file}"`);
  const manifest = {
    'index.html': { file: 'assets/app.js', imports: ['_shared.js'] },
    'survey.html': { file: 'assets/survey.js', imports: ['_shared.js'] },
    '_shared.js': { file: 'assets/shared.js' },
  };
  await writeFile(join(web, '.vite/manifest.json'), JSON.stringify(manifest));
  registry = await openRegistry(await openPglite(join(directory, 'registry')), () => new Date());
  const deps = { registry, dataDirectory: directory, clock: () => new Date(), log: () => {}, publicUrl };
  operations = {
    access: accessOperations(deps as unknown as Deps),
    survey: surveyOperations(deps as unknown as Deps),
    workspaces: { list: async () => [] },
    health: async () => ({ ok: true, version: '0' }),
  } as unknown as Operations;
});
afterAll(async () => {
  await serving?.stop();
  await registry.close();
  await rm(directory, { recursive: true, force: true });
});

type Asked = { method?: string; headers?: Record<string, string>; body?: unknown };
type Answered = { status: number; headers: IncomingHttpHeaders; body: string; code: string };

/** As it comes from a proxy: over http, under the public name. */
const ask = (path: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const sent = body === undefined ? {} : { 'content-type': 'application/json' };
    const all = { host: 'conveyor.example', accept: 'application/problem+json', ...sent, ...headers };
    const request = httpRequest(`${serving.url}${path}`, { method, headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      response.on('end', () => {
        const { statusCode: status = 0, headers: told } = response;
        const isProblem = told['content-type']?.includes('problem') ?? false;
        resolve({ status, headers: told, body: text, code: isProblem ? JSON.parse(text).code : '' });
      });
    });
    request.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });

/** Every route of the API, with names in the place of its parameters. */
const everyRoute = (): { method: string; path: string }[] => {
  const found: { method: string; path: string }[] = [];
  const walk = (part: unknown): void => {
    if (!isContractProcedure(part)) {
      for (const below of Object.values(part as object)) walk(below);
      return;
    }
    const { method = 'POST', path = '' } = part['~orpc'].route;
    found.push({ method, path: `/api${path.replace(/\{\+?\w+\}/g, 'main')}` });
  };
  walk(contract);
  for (const [name, path] of Object.entries(fileRoutes))
    found.push({ method: name === 'upload' ? 'POST' : 'GET', path: path.replace(':workspace', 'main') });
  for (const path of Object.values(localPaths)) found.push({ method: 'POST', path });
  found.push({ method: 'GET', path: localPaths.hello }, { method: 'PUT', path: accessRoutes.password });
  for (const path of ['openapi.json', 'docs', 'docs/page.js', '', 'nothing'])
    found.push({ method: 'GET', path: `/api/${path}` });
  return found;
};

const signIn = async (): Promise<Record<string, string>> => {
  const { headers } = await ask(accessRoutes.session, { method: 'POST', body: { password } });
  return { cookie: (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ') };
};

/** Two people asked: the tokens of their links. */
const twoLinks = async () => {
  const { id: round } = await operations.survey.begin({ workspace: 'main', by: '' });
  const of = { kind: 'respondent' as const, function: 'sales' as const, isHead: false, language: 'ru' as const };
  const links = await operations.survey.addLinks({
    workspace: 'main',
    round,
    links: [
      { ...of, label: 'Анна' },
      { ...of, label: 'Борис' },
    ],
  });
  return { round, links, tokens: links.map(({ path }) => path?.slice(3) ?? '') };
};

test('nobody beyond loopback is answered before an owner’s password is set', async () => {
  await expect(start({ publicUrl })).rejects.toMatchObject({ body: { code: 'no_owner_password' } });
  await expect(start({ publicUrl: 'http://10.0.0.1:80', host: '0.0.0.0' })).rejects.toMatchObject({
    body: { code: 'no_owner_password' },
  });
  expect(await holderOf(join(directory, 'data'))).toBeNull();
  for (const bad of ['short', 'x'.repeat(129)])
    await expect(operations.access.setPassword(bad)).rejects.toMatchObject({ body: { code: 'password_unfit' } });
  expect(await operations.access.hasOwner()).toBe(false);
});

test('on loopback the password is set from the page, and nothing else changes', async () => {
  serving = await start({ publicUrl: null });
  const host = { host: `127.0.0.1:${serving.port}` };
  expect((await ask('/api/workspaces', { headers: host })).status).toBe(200);
  expect((await ask('/api/workspaces')).code).toBe('foreign_host');
  const state = () => ask(accessRoutes.state, { headers: host }).then(({ body }) => JSON.parse(body));
  expect(await state()).toEqual({ isReachable: false, hasOwner: false, isSignedIn: false });
  const from = { headers: { ...host, origin: 'http://evil.example' } };
  expect((await ask(accessRoutes.password, { method: 'PUT', body: { password }, ...from })).code).toBe(
    'foreign_origin',
  );
  const set = await ask(accessRoutes.password, { method: 'PUT', body: { password }, headers: host });
  expect(set.status).toBe(200);
  expect(await state()).toEqual({ isReachable: false, hasOwner: true, isSignedIn: false });
  expect((await ask('/api/workspaces', { headers: host })).status).toBe(200);
  await serving.stop();
});

describe('beyond loopback', () => {
  beforeAll(async () => {
    serving = await start({ publicUrl });
  });

  test('every route of the API is refused without a session, whoever asks by whatever name', async () => {
    const routes = everyRoute().filter(({ path }) => path !== '/api/survey-links/main');
    expect(routes.length).toBeGreaterThan(80);
    const loopback = { host: `127.0.0.1:${serving.port}` };
    for (const { method, path } of routes) {
      const refused = await ask(path, { method });
      expect([method, path, refused.status, refused.code]).toEqual([method, path, 401, 'sign_in_required']);
    }
    for (const { method, path } of routes.slice(0, 5))
      expect((await ask(path, { method, headers: loopback })).status).toBe(401);
    const wrong = { authorization: 'Bearer x', cookie: 'conveyor.session_token=abc.def' };
    expect((await ask('/api/workspaces', { headers: wrong })).status).toBe(401);
  });

  test('pages lead to the sign-in; the app’s files are not given out', async () => {
    const page = { headers: { accept: 'text/html' } };
    for (const path of ['/', '/data?tab=files', '/password', '/index.html']) {
      const { status, headers } = await ask(path, page);
      expect([path, status, headers.location]).toEqual([path, 302, `/login?to=${encodeURIComponent(path)}`]);
    }
    for (const path of ['/assets/app.js', '/.vite/manifest.json']) expect((await ask(path)).status).toBe(401);
    expect((await ask('/login')).body).toContain('access');
    expect((await ask('/assets/survey.js')).body).toBe('"survey"');
    expect((await ask('/assets/shared.js')).status).toBe(200);
  });

  test('a link opens its own page and answers, and no other path can be made to look like one', async () => {
    const { tokens, links, round } = await twoLinks();
    const [anna = '', boris = ''] = tokens;
    const page = await ask(`/s/${anna}`);
    expect(page).toMatchObject({ status: 200, headers: { 'referrer-policy': 'no-referrer' } });
    expect(page.body).toContain('survey');
    const opened = await ask(`/api/survey-links/${anna}`);
    expect(opened.status).toBe(200);
    expect(opened.body).not.toMatch(/Анна|Борис/);
    const body = { item: 'main_value', answer: { kind: 'unknown' } };
    const origin = { headers: { origin: publicUrl } };
    expect((await ask(`/api/survey-links/${anna}`, { method: 'PUT', body, ...origin })).status).toBe(200);
    expect(JSON.parse((await ask(`/api/survey-links/${boris}`)).body).answers).toEqual({});
    for (const method of ['POST', 'DELETE', 'PATCH'])
      expect((await ask(`/api/survey-links/${anna}`, { method })).status).toBe(401);
    for (const path of [
      `/api/survey-links/${anna}/links`,
      `/api/survey-links/${anna}/../workspaces`,
      `/api/survey-links/..%2fworkspaces`,
      `/s/${anna}/../../api/workspaces`,
      `//api/workspaces`,
      '/API/workspaces',
      `/api/workspaces/main/survey/${round}/links`,
      `/api/survey-links/${anna}%2f..%2f..%2fworkspaces`,
    ])
      expect([path, [401, 404].includes((await ask(path)).status)]).toEqual([path, true]);
    const guess = `${anna.slice(0, -1)}${anna.endsWith('A') ? 'B' : 'A'}`;
    expect(await ask(`/api/survey-links/${guess}`)).toMatchObject({ status: 404, code: 'survey_link_unknown' });
    expect(await ask(`/api/survey-links/${guess}`, { method: 'PUT', body })).toMatchObject({ status: 404 });
    await operations.survey.withdraw({ workspace: 'main', round, link: links[0]?.id ?? '' });
    expect(await ask(`/api/survey-links/${anna}`)).toMatchObject({ status: 404, code: 'survey_link_withdrawn' });
    expect(await ask(`/api/survey-links/${anna}`, { method: 'PUT', body })).toMatchObject({
      code: 'survey_link_withdrawn',
    });
    expect(logged.join('\n')).toContain('/api/survey-links/…');
    for (const token of tokens) expect(logged.join('\n')).not.toContain(token);
  });

  test('the password opens everything until one signs out', async () => {
    const cookies = await ask(accessRoutes.session, { method: 'POST', body: { password } });
    for (const cookie of cookies.headers['set-cookie'] ?? [])
      expect(cookie).toMatch(/^__Secure-conveyor\..*HttpOnly.*Secure.*SameSite=Lax|^__Secure-conveyor\..*Secure/i);
    const headers = await signIn();
    expect((await ask('/api/workspaces', { headers })).status).toBe(200);
    expect((await ask('/', { headers })).body).toContain('index');
    const foreign = { ...headers, origin: 'https://evil.example' };
    expect((await ask('/api/workspaces', { headers: foreign })).code).toBe('foreign_origin');
    expect((await ask(accessRoutes.session, { method: 'DELETE', headers })).status).toBe(200);
    expect((await ask('/api/workspaces', { headers })).status).toBe(401);
  });

  test('a new password needs the old one, and ends every session', async () => {
    const [mine, other] = [await signIn(), await signIn()];
    const change = (current: string) =>
      ask(accessRoutes.password, { method: 'PUT', headers: mine, body: { password, current } });
    expect((await change('wrong')).code).toBe('wrong_password');
    expect((await change(password)).status).toBe(200);
    expect((await ask('/api/workspaces', { headers: other })).status).toBe(401);
  });

  test('the command line beside the server needs the lock file’s token alone', async () => {
    const { token } = (await holderOf(join(directory, 'data'))) ?? {};
    const headers = { host: `127.0.0.1:${serving.port}`, authorization: `Bearer ${token}` };
    expect((await ask('/api/workspaces', { headers })).status).toBe(200);
    expect((await ask(localPaths.hello, { headers })).status).toBe(200);
  });

  test('a name it was not started under is not answered', async () => {
    expect((await ask('/login', { headers: { host: 'rebound.example' } })).code).toBe('foreign_host');
  });

  test('guessing is slowed down', async () => {
    const from = { 'x-forwarded-for': '203.0.113.9' };
    const guess = (headers: Record<string, string>) =>
      ask(accessRoutes.session, { method: 'POST', body: { password: 'guess' }, headers });
    const codes = new Set<string>();
    for (let tries = 0; tries < 6; tries += 1) codes.add((await guess(from)).code);
    expect([...codes]).toEqual(['wrong_password', 'too_many_attempts']);
    const right = { method: 'POST', body: { password } };
    expect((await ask(accessRoutes.session, { ...right, headers: from })).code).toBe('too_many_attempts');
    expect((await ask(accessRoutes.session, right)).status).toBe(200);
    let now = 0;
    const attempts = createAttempts(() => now);
    for (let at = 0; at < 200; at += 1) attempts.noteFailure(`address ${at}`);
    expect(attempts.waitMinutes('another')).toBe(15);
    now = 15 * 60_000;
    expect(attempts.waitMinutes('another')).toBe(0);
  });
});
